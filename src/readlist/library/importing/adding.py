"""Turning what was found into entries: ask arXiv, then write the list once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from readlist.arxiv_id import ArxivId
from readlist.clock import today
from readlist.errors import ArxivError, ReadlistError
from readlist.library import collecting
from readlist.library.collecting import Appended
from readlist.library.elsewhere import new_paper
from readlist.library.importing.plan import Candidate, ImportOptions, ImportPlan, Kind
from readlist.library.importing.titles import TitleSearch
from readlist.library.importing.verdicts import (
    Retitled,
    WrongLink,
    code_of,
    retitled,
    wrong_links,
)
from readlist.library.reports import AddOptions
from readlist.library.workspace import Workspace
from readlist.list_file import ListEditor
from readlist.mentions import MentionedPaper
from readlist.metadata import Metadata
from readlist.paper import Paper, Status
from readlist.text import plural, shorten
from readlist.title_match import Verdict, Wanted

if TYPE_CHECKING:
    from readlist.library.importing.take_over import TakeOver

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of what was found."""

    added: tuple[Paper, ...] = ()
    known: tuple[Paper, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    """Identifiers that arXiv does not have, with the reason."""
    resolved: tuple[tuple[str, str], ...] = ()
    """Titles that were found, with their identifier."""
    offered: tuple[tuple[str, tuple[Metadata, ...]], ...] = ()
    """Titles that were not, with papers that may be meant."""
    wrong: tuple[WrongLink, ...] = ()
    retitled: tuple[Retitled, ...] = ()
    taken: "tuple[TakeOver, ...]" = ()
    """What was taken over from files that readlist wrote."""
    fault: ReadlistError | None = None
    """Why arXiv could not be asked."""


def import_papers(workspace: Workspace, plan: ImportPlan, options: ImportOptions) -> ImportReport:
    """Put what is new on the list, in one write.

    arXiv is asked for the facts, and for titles without identifier if that is wished. If it
    cannot be asked, papers come with what the document says, and `fetch` completes them.

    Raises:
        FileError: The list cannot be changed; nothing was added.
    """
    found = list(plan.of_kind(Kind.NEW, Kind.CONFLICT))
    facts, absent, fault = _facts_of(workspace, found, ask=options.fetch)
    wrong = wrong_links(plan.conflicts, facts)
    resolved: list[tuple[Candidate, Metadata]] = []
    offered: list[tuple[str, tuple[Metadata, ...]]] = []
    if options.resolve and not workspace.offline and fault is None:
        fault = _resolve(workspace, _nameless(plan, wrong), resolved, offered)
    facts |= {metadata.id: metadata for _, metadata in resolved}
    found += [c._replace(entry=c.entry._replace(arxiv_id=metadata.id)) for c, metadata in resolved]
    made = [
        _paper(candidate, facts.get(str(candidate.entry.arxiv_id)), wrong, options)
        for candidate in found
        if candidate.entry.arxiv_id not in absent
    ]
    written = _write(workspace, made, found, plan) if made or plan.take_overs else Appended()
    changed = (_changed(candidate.entry, facts) for candidate in found)
    return ImportReport(
        added=written.added,
        known=written.known,
        failed=tuple(absent.items()),
        resolved=tuple((c.entry.title, metadata.id) for c, metadata in resolved),
        offered=tuple(offered),
        wrong=tuple(wrong),
        retitled=tuple(one for one in changed if one),
        taken=plan.take_overs,
        fault=fault,
    )


def _facts_of(
    workspace: Workspace, candidates: Sequence[Candidate], *, ask: bool
) -> tuple[dict[str, Metadata], dict[str, str], ReadlistError | None]:
    wanted = [
        ArxivId.parse(str(candidate.entry.arxiv_id))
        for candidate in candidates
        if candidate.carried is None
    ]
    return collecting.facts_for(workspace, wanted, ask=ask)


def _resolve(
    workspace: Workspace,
    nameless: Sequence[Candidate],
    resolved: list[tuple[Candidate, Metadata]],
    offered: list[tuple[str, tuple[Metadata, ...]]],
) -> ReadlistError | None:
    """Look titles up; returns why that ended early."""
    if nameless:
        count = plural(len(nameless), "title")
        workspace.notices.say(f"Looking {count} up on arXiv, one request every 3 s …")
    search = TitleSearch(lambda: workspace.api, workspace.paths.cache / "titles.json", today())
    wanted = [Wanted(c.entry.title, c.entry.year, c.entry.authors) for c in nameless]
    looked_up = zip(nameless, search.look_up(wanted), strict=False)
    try:
        for candidate, answer in _followed(workspace, looked_up, len(wanted)):
            if answer.match.verdict is Verdict.ACCEPT:
                metadata = answer.match.papers[0]
                workspace.shelf.write_metadata(metadata)
                resolved.append((candidate, metadata))
            elif answer.match.papers:
                offered.append((candidate.entry.title, answer.match.papers))
    except ArxivError as error:
        return error
    return None


def _followed(workspace: Workspace, answers: Iterable[T], count: int) -> Iterator[T]:
    with workspace.notices.working("Looking titles up") as work:
        work.at(0, count)
        for done, answer in enumerate(answers, 1):
            yield answer
            work.at(done, count)


def _write(
    workspace: Workspace, made: Sequence[Paper], found: Sequence[Candidate], plan: ImportPlan
) -> Appended:
    """Add papers and take changes over, in one write."""
    unique = list({paper.id: paper for paper in reversed(made)}.values())[::-1]
    sources = [*(one.source for one in found), *(one.source for one in plan.take_overs)]
    what = [
        f"import {plural(len(unique), 'paper')}" if unique else "",
        f"take over {plural(len(plan.take_overs), 'change')}" if plan.take_overs else "",
    ]

    def take_over(editor: ListEditor) -> None:
        for one in plan.take_overs:
            if one.paper.id in editor:  # else another process removed it
                now = Paper.from_table(editor.table(one.paper.id))
                editor.update(one.paper.id, one.values_for(now))

    words = f"{' and '.join(filter(None, what))} from {shorten(sources[0], 60)}"
    written = collecting.append(workspace, unique, words, take_over)
    workspace.touched.remember([*(one.paper for one in plan.take_overs), *written.added])
    return written


def _nameless(plan: ImportPlan, wrong: Sequence[WrongLink]) -> list[Candidate]:
    """Return what only a search can identify: titles without link, names with a wrong one."""
    named = list(plan.of_kind(Kind.TITLE))
    by_id = {candidate.entry.arxiv_id: candidate for candidate in plan.candidates}
    for one in wrong:
        candidate = by_id[one.arxiv_id]
        name = one.name
        entry = MentionedPaper(
            None, None, name.text, name.line, theme=name.theme, code=name.code, blurb=name.blurb
        )
        named.append(candidate._replace(entry=entry, kind=Kind.TITLE, carried=None))
    return named


def _changed(entry: MentionedPaper, facts: dict[str, Metadata]) -> Retitled | None:
    metadata = facts.get(str(entry.arxiv_id))
    return retitled(entry, metadata) if metadata else None


def _paper(
    candidate: Candidate,
    facts: Metadata | None,
    wrong: Sequence[WrongLink],
    options: ImportOptions,
) -> Paper:
    """Return the paper as it goes onto the list."""
    entry, carried = candidate.entry, candidate.carried
    if carried:
        topics = carried.topics if options.topics is None else options.topics
        status = options.status or carried.status
        return replace(carried, topics=topics, status=status)
    status = options.status or (Status(entry.status) if entry.status else Status.INBOX)
    paper = new_paper(
        ArxivId.parse(str(entry.arxiv_id)),
        facts,
        AddOptions(
            topics=candidate.topics,
            star=entry.star,
            status=status,
            note=entry.blurb if options.blurbs and not entry.notes else "",
            source=candidate.source,
        ),
    )
    return replace(
        paper,
        title=paper.title or entry.title,
        authors=paper.authors or entry.authors,
        code=code_of(entry, wrong),
        notes=entry.notes.rstrip() + "\n" if entry.notes.strip() else paper.notes,
        key=entry.key,
    )
