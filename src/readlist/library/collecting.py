"""Add papers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from readlist.arxiv_address import recognise
from readlist.arxiv_id import ArxivId, NotAnArxivIdError
from readlist.errors import FileError
from readlist.lazy import lazy
from readlist.library import list_changes, network, reading
from readlist.library.elsewhere import new_paper, others_to_add, with_names
from readlist.library.paper_values import (
    due_values,
    note_text,
    status_values,
    topic_name,
    with_note,
)
from readlist.library.reports import AddOptions, AddReport
from readlist.library.workspace import Workspace
from readlist.list_file import ListEditor
from readlist.model.kinds import NotAnIdentifierError
from readlist.paper import Paper
from readlist.reading_list import ReadingList
from readlist.text import plural, shorten

if TYPE_CHECKING:
    from readlist.model import identifiers
    from readlist.model.identifiers import Identifier
else:
    identifiers = lazy("readlist.model.identifiers")

_TELLING = len("2310.06")
"""Characters of an identifier that suffice to guess which one is meant."""


def add(workspace: Workspace, requests: Sequence[str], options: AddOptions) -> AddReport:
    """Add papers by identifier or address, in one write of the list.

    arXiv is asked for all of them together. Papers it cannot be asked about are added as bare
    identifiers, which `fetch` completes; those that do not exist are not added.

    Args:
        workspace: What this run works on.
        requests: Words that should be identifiers.
        options: How to add them.

    Raises:
        FileError: The list cannot be read or changed; nothing was added.
        UsageError: A topic's name cannot be one.
    """
    options = replace(options, topics=tuple(map(topic_name, options.topics)))
    named, others, failed = _parsed(requests)
    papers = workspace.papers()
    failed = [(word, reason + _meant(word, papers)) for word, reason in failed]
    elsewhere = others_to_add(workspace, papers, others, options)
    failed += elsewhere.failed
    wanted: dict[str, ArxivId] = {}
    for identifier in (*named, *elsewhere.at_arxiv):
        wanted.setdefault(identifier.base, identifier)
    known = [found for i in wanted if (found := papers.get(i))]
    new = {base: identifier for base, identifier in wanted.items() if base not in papers}
    facts, absent, fault = network.facts_for(workspace, list(new.values()), online=options.fetch)
    failed += [(str(new[base]), reason) for base, reason in absent.items()]
    made = [
        with_names(new_paper(identifier, facts.get(base), options), elsewhere.names.get(base, ()))
        for base, identifier in new.items()
        if base not in absent
    ]
    made += elsewhere.made
    asked = {found.id: i for i in wanted if (found := papers.get(i)) and found.id != i}
    known = list({paper.id: paper for paper in (*known, *elsewhere.known)}.values())
    options = replace(options, names=elsewhere.names)
    changed = [paper.id for paper in known if _additions(paper, options)]
    if not options.dry_run:
        made, known, changed = _add_and_change(workspace, made, known, options)
        order = [*wanted, *others]
        touched = sorted([*made, *known], key=lambda paper: _place(paper, order))
        workspace.touched.remember(touched)
    return AddReport(
        added=tuple(made),
        known=tuple(known),
        changed=tuple(changed),
        bare=tuple(paper for paper in made if not paper.title),
        failed=tuple(failed),
        fault=fault or elsewhere.fault,
        taken_back=reading.taken_back(workspace, made),
        unpinned=_unpinned(named, [*made, *known]),
        asked=asked | elsewhere.asked,
    )


def _add_and_change(
    workspace: Workspace, made: Sequence[Paper], known: Sequence[Paper], options: AddOptions
) -> tuple[list[Paper], list[Paper], list[str]]:
    """Write new papers and what the options change of known ones, in one write.

    Returns:
        The papers that were added, those that were there, and the identifiers of the latter that
        changed.
    """
    if not made and not (known and _changes_known(options)):
        return [], list(known), []

    def edit(editor: ListEditor) -> tuple[list[Paper], list[Paper], list[str]]:
        added, meanwhile = _append(editor, made)
        there, changed = [], []
        for paper in (*known, *meanwhile):
            if paper.id not in editor:
                continue  # another process removed it since it was looked up
            before = Paper.from_table(editor.table(paper.id))
            values = _additions(before, options)
            editor.update(paper.id, values)
            there.append(Paper.from_table(editor.table(paper.id)))
            changed += [paper.id] if values else []
        return added, there, changed

    added, there, changed = list_changes.change(workspace, _described(made or known), edit).outcome
    _take_dismissals_back(workspace, [paper.id for paper in added])
    return added, there, changed


@dataclass(frozen=True, slots=True)
class Appended:
    """The result of adding papers."""

    added: tuple[Paper, ...] = ()
    known: tuple[Paper, ...] = ()
    """Those that another process added in the meantime."""
    entry: int | None = None
    """The number of the change in the history; None if nothing was written."""


def append(
    workspace: Workspace,
    made: Sequence[Paper],
    what: str = "",
    also: Callable[[ListEditor], None] | None = None,
) -> Appended:
    """Write new papers.

    Args:
        workspace: What this run works on.
        made: The papers; at least one, unless something else changes.
        what: The change in words; what is added, by default.
        also: What else changes in the same write.
    """

    def edit(editor: ListEditor) -> tuple[list[Paper], list[Paper]]:
        if also:
            also(editor)
        return _append(editor, made)

    done = list_changes.change(workspace, what or _described(made), edit)
    added, known = done.outcome
    workspace.touched.remember(added)
    _take_dismissals_back(workspace, [paper.id for paper in added])
    return Appended(tuple(added), tuple(known), done.entry)


def _take_dismissals_back(workspace: Workspace, identifiers: Sequence[str]) -> None:
    """Stop counting papers as dismissed that are on the list now."""
    if not workspace.paths.dismissed.exists():
        return
    try:
        gone = workspace.dismissed.remove(identifiers)
    except FileError as error:  # the papers are on the list by now
        workspace.notices.warn(f"note: dismissed papers stay dismissed: {error.problem}")
        return
    if gone:
        workspace.notices.say(f"No longer dismissed: {', '.join(gone[:9])}.")


def _append(editor: ListEditor, made: Sequence[Paper]) -> tuple[list[Paper], list[Paper]]:
    """Append papers; return them, and those that were there already."""
    added, known = [], []
    for paper in made:
        if paper.id in editor:
            known.append(paper)
        else:
            editor.append(paper.to_table())
            added.append(paper)
    return added, known


def _described(papers: Sequence[Paper]) -> str:
    if len(papers) > 1:
        return f"add {plural(len(papers), 'paper')}"
    return f"add {papers[0].id} {shorten(papers[0].title, 60)}".strip()


def _place(paper: Paper, order: Sequence[str]) -> int:
    """Return the position at which a paper was named; others come last."""
    places = (order.index(name) for name in (paper.id, *paper.also) if name in order)
    return min(places, default=len(order))


def _changes_known(options: AddOptions) -> bool:
    asked = (
        options.topics, options.note.strip(), options.source, options.status, options.names,
        options.due,
    )  # fmt: skip
    return options.star or any(asked)


def _additions(paper: Paper, options: AddOptions) -> dict[str, Any]:
    """Return the keys of a listed paper that the options change."""
    own = {topic.casefold() for topic in paper.topics}
    topics = [topic for topic in options.topics if topic.casefold() not in own]
    values: dict[str, Any] = {"topics": [*paper.topics, *topics]} if topics else {}
    if options.star and not paper.star:
        values["star"] = True
    if options.status and options.status is not paper.status:
        values |= status_values(paper, options.status)
    if options.source and options.source != paper.source:
        values["source"] = options.source
    if options.note.strip():
        values["notes"] = with_note(paper.notes, note_text(options.note))
    values |= due_values(paper, options.due)
    whole = with_names(paper, options.names.get(paper.id, ()))
    if whole.also != paper.also:
        values["also"] = list(whole.also)
    return values


def _parsed(
    requests: Sequence[str],
) -> tuple[list[ArxivId], dict[str, "Identifier"], list[tuple[str, str]]]:
    """Return arXiv identifiers, other identifiers by name, and the words that are neither."""
    named: list[ArxivId] = []
    others: dict[str, Identifier] = {}
    failed: dict[str, str] = {}
    for word in requests:
        try:
            named += recognise(word)
        except NotAnArxivIdError as error:
            try:
                other = identifiers.Identifier.parse(word)
            except NotAnIdentifierError as wrong:
                said = error.reason if ": " in error.reason else wrong.reason
                failed.setdefault(word, said)
                continue
            if other.arxiv:
                named.append(other.arxiv)
            else:
                others.setdefault(str(other), other)
    return named, others, list(failed.items())


def _unpinned(named: Sequence[ArxivId], papers: Sequence[Paper]) -> tuple[str, ...]:
    """Return the identifiers with a version that their paper does not have on the list."""
    pinned = {paper.id: paper.version for paper in papers}
    without = (i for i in named if i.version and pinned.get(i.base, i.version) != i.version)
    return tuple(dict.fromkeys(map(str, without)))


def _meant(word: str, papers: ReadingList) -> str:
    """Return a question whether the word begins the identifier of a paper of the list."""
    near = [p.id for p in papers if p.id.startswith(word)] if len(word) >= _TELLING else []
    return f". Did you mean {near[0]}?" if len(near) == 1 else ""
