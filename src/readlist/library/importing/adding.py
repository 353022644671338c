"""Turn what was found into entries: ask arXiv and others, then write the list once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from readlist.errors import ReadlistError
from readlist.library import collecting, looking_up, network
from readlist.library.elsewhere import with_names
from readlist.library.importing import resolving
from readlist.library.importing.entering import Retitled, WrongLink, paper_of, retitled, wrong_links
from readlist.library.importing.plan import Candidate, CandidateKind, ImportOptions, ImportPlan
from readlist.library.workspace import Workspace
from readlist.list_file import ListEditor
from readlist.mentions import MentionedPaper
from readlist.metadata import Metadata
from readlist.model.identifiers import Identifier
from readlist.model.kinds import IdentifierKind
from readlist.model.spelling import compared
from readlist.paper import Paper
from readlist.reading_list import ReadingList
from readlist.text import plural, shorten

if TYPE_CHECKING:
    from readlist.library.importing.take_over import TakeOver


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of an import."""

    added: tuple[Paper, ...] = ()
    known: tuple[Paper, ...] = ()
    linked: tuple[Paper, ...] = ()
    """Papers of the list that have more identifiers now."""
    failed: tuple[tuple[str, str], ...] = ()
    """Identifiers that no service knows, or that are not papers, with the reason."""
    looked_up: tuple[Candidate, ...] = ()
    """References that were looked up by title now, and not before the plan was made."""
    wrong: tuple[WrongLink, ...] = ()
    retitled: tuple[Retitled, ...] = ()
    taken: "tuple[TakeOver, ...]" = ()
    """Changes that were brought in from files that readlist wrote."""
    fault: ReadlistError | None = None
    """Why arXiv or another service could not be asked."""


@dataclass(slots=True)
class _Facts:
    """What arXiv and the services said."""

    of: dict[str, Metadata] = field(default_factory=dict)
    """By the identifier that was asked about."""
    absent: dict[str, str] = field(default_factory=dict)
    fault: ReadlistError | None = None


def import_papers(workspace: Workspace, plan: ImportPlan, options: ImportOptions) -> ImportReport:
    """Add what is new to the list and new identifiers to what is there, in one write.

    arXiv and the services are asked for facts and, if wanted, for references without identifier.
    What cannot be asked about is added as the document has it, and `fetch` completes it.

    Raises:
        FileError: The list cannot be changed; nothing was added.
    """
    fault: ReadlistError | None = None
    looked_up: tuple[Candidate, ...] = ()
    if options.resolve and resolving.unresolved(plan) and not workspace.offline:
        plan, fault = resolving.resolve_titles(workspace, plan)
        looked_up = plan.candidates
    found = list(plan.of_kind(CandidateKind.NEW, CandidateKind.CONFLICT))
    facts = _facts_of(workspace, found, options)
    wrong = wrong_links(plan.conflicts, facts.of)
    if options.resolve and not workspace.offline and wrong:
        named = _resolved_names(workspace, plan, wrong)
        found += named.of_kind(CandidateKind.NEW)
        facts.of |= {c.found.id: c.found for c in named.candidates if c.found}
        looked_up += named.candidates
    made = [
        paper_of(candidate, facts.of.get(str(candidate.entry.id)), wrong, options)
        for candidate in found
        if candidate.entry.id not in facts.absent
    ]
    apart = _told_apart(made, workspace.papers())
    further = {one.known.id: one.further for one in plan.links if one.known}
    written = _write(workspace, apart.new, apart.further | further, plan)
    changed = (_changed(candidate.entry, facts.of) for candidate in found)
    return ImportReport(
        added=written.added,
        known=(*apart.there, *written.known),
        linked=written.linked,
        failed=tuple(facts.absent.items()),
        looked_up=looked_up,
        wrong=tuple(wrong),
        retitled=tuple(one for one in changed if one),
        taken=plan.take_overs,
        fault=facts.fault or fault,
    )


def _facts_of(
    workspace: Workspace, candidates: Sequence[Candidate], options: ImportOptions
) -> _Facts:
    """Ask about papers; web pages are read only if references are looked up."""
    facts = _Facts()
    known = {c.found.id: c.found for c in candidates if c.found}
    at_hand = {name for name in known if ":" not in name}
    asked = (str(c.entry.id) for c in candidates if c.carried is None)
    named = [Identifier.parse(name) for name in asked if name not in at_hand]
    at_arxiv = [one.arxiv for one in named if one.arxiv]
    facts.of, facts.absent, facts.fault = network.facts_for(
        workspace, at_arxiv, online=options.fetch
    )
    facts.of |= known
    for name in at_hand:
        workspace.paper_files.write_metadata(known[name])
    if not options.fetch or workspace.offline:
        return facts
    left_out = {IdentifierKind.ARXIV, IdentifierKind.LOCAL} | (
        {IdentifierKind.URL} if not options.resolve else set()
    )
    looked = looking_up.look_up(workspace, [one for one in named if one.kind not in left_out])
    facts.of |= looked.facts
    facts.absent |= {name: _without_advice(why) for name, why in looked.refused.items()}
    facts.fault = facts.fault or looked.fault
    return facts


def _without_advice(why: str) -> str:
    """Return why something is not a paper, without the advice that `add` gives."""
    return why.partition("; --yes")[0]


def _resolved_names(
    workspace: Workspace, plan: ImportPlan, wrong: Sequence[WrongLink]
) -> ImportPlan:
    """Look up names whose link leads to another paper."""
    named = []
    by_id = {candidate.entry.id: candidate for candidate in plan.candidates}
    for one in wrong:
        name = one.name
        entry = MentionedPaper(
            None, None, name.text, name.line, theme=name.theme, code=name.code, blurb=name.blurb
        )
        named.append(
            by_id[one.id]._replace(
                entry=entry, kind=CandidateKind.TITLE, carried=None, looked_up=False
            )
        )
    return resolving.resolve_titles(workspace, ImportPlan(tuple(named)))[0]


def _changed(entry: MentionedPaper, facts: Mapping[str, Metadata]) -> Retitled | None:
    metadata = facts.get(str(entry.id))
    return retitled(entry, metadata) if metadata else None


_Names = Mapping[str, tuple[str, ...]]
"""More identifiers, by the identifier of a listed paper."""


@dataclass(frozen=True, slots=True)
class _Apart:
    """Papers that are new, and those that are on the list already."""

    new: list[Paper] = field(default_factory=list)
    there: list[Paper] = field(default_factory=list)
    further: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """New identifiers of those that are there."""


@dataclass(frozen=True, slots=True)
class _WrittenImport:
    """The result of writing."""

    added: tuple[Paper, ...] = ()
    known: tuple[Paper, ...] = ()
    """Those that another process added in the meantime."""
    linked: tuple[Paper, ...] = ()
    """Papers of the list that have more identifiers now."""


def _told_apart(made: Sequence[Paper], papers: ReadingList) -> _Apart:
    """Return which papers are new, now that services have named their other identifiers.

    A preprint and its article are one paper, even if a document names both.
    """
    new: dict[str, Paper] = {}
    holders: dict[str, str] = {}
    result = _Apart()
    for paper in made:
        names = (paper.id, *paper.also)
        known = next(filter(None, map(papers.get, names)), None)
        twin = next((holders[x] for x in map(compared, names) if x in holders), None)
        if known is not None:
            result.there.append(known)
            lacking = tuple(name for name in names if papers.get(name) is None)
            if lacking:
                result.further[known.id] = result.further.get(known.id, ()) + lacking
            continue
        called = twin or paper.id
        new[called] = with_names(new[twin], names) if twin else paper
        holders |= {compared(name): called for name in (called, *new[called].also)}
    result.new.extend(new.values())
    return result


def _write(
    workspace: Workspace, made: Sequence[Paper], further: _Names, plan: ImportPlan
) -> _WrittenImport:
    """Add papers, add identifiers to listed papers, and bring in changes.

    Raises:
        FileError: The list cannot be changed; nothing was.
    """
    if not made and not further and not plan.take_overs:
        return _WrittenImport()
    links = {name: more for name, more in further.items() if more}
    what = [
        f"import {plural(len(made), 'paper')}" if made else "",
        f"bring in {plural(len(plan.take_overs), 'change')}" if plan.take_overs else "",
        f"link {plural(len(links), 'paper')}" if links else "",
    ]
    sources = [*(one.source for one in plan.candidates), *(x.source for x in plan.take_overs)]
    linked: list[Paper] = []

    def change(editor: ListEditor) -> None:
        linked[:] = _linked(editor, links)
        for one in plan.take_overs:
            if one.paper.id in editor:  # else another process removed it
                now = Paper.from_table(editor.table(one.paper.id))
                editor.update(one.paper.id, one.values_for(now))

    words = f"{' and '.join(filter(None, what))} from {shorten(sources[0], 60)}"
    written = collecting.append(workspace, made, words, change)
    touched = (*(one.paper for one in plan.take_overs), *linked, *written.added)
    workspace.touched.remember(list(touched))
    return _WrittenImport(written.added, written.known, tuple(linked))


def _linked(editor: ListEditor, links: _Names) -> list[Paper]:
    changed = []
    for identifier, further in links.items():
        if identifier not in editor:
            continue  # another process removed it since it was looked up
        before = Paper.from_table(editor.table(identifier))
        after = with_names(before, further)
        if after.also != before.also:
            editor.update(identifier, {"also": list(after.also)})
            changed.append(after)
    return changed
