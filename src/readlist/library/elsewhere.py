"""Papers as they are put on the list, and papers to add that are not at arXiv."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from readlist.arxiv_id import ArxivId
from readlist.clock import today
from readlist.errors import ReadlistError
from readlist.library.facts import facts_of, names_of
from readlist.library.looking_up import LookedUp, look_up
from readlist.library.reports import AddOptions
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.model.spelling import compared
from readlist.paper import Paper, Status
from readlist.reading_list import ReadingList
from readlist.text import clean

if TYPE_CHECKING:
    from readlist.model.identifiers import Identifier


@dataclass(slots=True)
class Elsewhere:
    """The result for identifiers that are not arXiv's."""

    made: list[Paper] = field(default_factory=list)
    """Papers to add."""
    known: list[Paper] = field(default_factory=list)
    """Papers that are on the list already, under any identifier."""
    at_arxiv: list[ArxivId] = field(default_factory=list)
    """arXiv papers that pages name as their own."""
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Further identifiers that were found for papers of the list and of arXiv."""
    asked: dict[str, str] = field(default_factory=dict)
    """The identifiers that were given for papers of `known`, where the list has others."""
    failed: list[tuple[str, str]] = field(default_factory=list)
    fault: ReadlistError | None = None


def others_to_add(
    workspace: Workspace,
    papers: ReadingList,
    wanted: Mapping[str, "Identifier"],
    options: AddOptions,
) -> Elsewhere:
    """Return what to add under identifiers that are not arXiv's.

    Without asking, or if no service answers, a paper is added by its identifier alone. A paper that
    is on the list under another identifier is not added.
    """
    result = Elsewhere()
    for name in wanted:
        if found := papers.get(name):
            _meet(result, found, name)
    new = {name: one for name, one in wanted.items() if papers.get(name) is None}
    ask = options.fetch and not workspace.offline
    looked = look_up(workspace, list(new.values()), any_kind=options.yes) if ask else LookedUp()
    result.fault = looked.fault
    result.failed += looked.refused.items()
    for name, identifier in new.items():
        if name not in looked.refused:
            facts = looked.facts.get(name) or options.facts.get(name)
            _place(result, papers, identifier, facts, options)
    return result


def _meet(result: Elsewhere, paper: Paper, name: str) -> None:
    """Note that a paper is on the list already, and the identifier that was given."""
    result.known.append(paper)
    if compared(name) != compared(paper.id):
        result.asked.setdefault(paper.id, name)


def _place(
    result: Elsewhere,
    papers: ReadingList,
    identifier: "Identifier",
    facts: Metadata | None,
    options: AddOptions,
) -> None:
    """Make a paper from an identifier and what is known about it, or find it on the list."""
    if facts is None:
        result.made.append(new_paper(identifier, None, options))
        return
    names = (facts.id, *names_of(facts), str(identifier))
    there = next(filter(None, map(papers.get, names)), None)
    arxiv = ArxivId.try_parse(facts.id)
    if there is not None:
        _meet(result, there, str(identifier))
        _note(result, there.id, names)
    elif arxiv is not None:
        result.at_arxiv.append(arxiv)
        _note(result, arxiv.base, names)
    else:
        paper = with_names(new_paper_called(facts.id, facts, options), names)
        twin = next((p for p in result.made if _are_one(p, paper)), None)
        if twin is None:
            result.made.append(paper)
        else:
            result.made[result.made.index(twin)] = with_names(twin, (paper.id, *paper.also))


def _note(result: Elsewhere, identifier: str, names: Iterable[str]) -> None:
    had = result.names.get(identifier, ())
    more = (name for name in names if name != identifier)
    result.names[identifier] = tuple(dict.fromkeys((*had, *more)))


def _are_one(one: Paper, other: Paper) -> bool:
    names = ({compared(name) for name in (paper.id, *paper.also)} for paper in (one, other))
    return bool(set.intersection(*names))


def with_names(paper: Paper, names: Sequence[str]) -> Paper:
    """Return a paper with further identifiers, each once."""
    had = {compared(name) for name in (paper.id, *paper.also)}
    more = [name for name in dict.fromkeys(names) if compared(name) not in had]
    return replace(paper, also=(*paper.also, *more)) if more else paper


def _name(identifier: "ArxivId | Identifier") -> str:
    return identifier.base if isinstance(identifier, ArxivId) else str(identifier)


def new_paper(
    identifier: "ArxivId | Identifier", facts: Metadata | None, options: AddOptions
) -> Paper:
    """Return a paper as it is put on the list today.

    Args:
        identifier: With the version of arXiv that the reader pins, if any.
        facts: What arXiv or another source says about it.
        options: How to add it.
    """
    return new_paper_called(_name(identifier), facts, options, version=identifier.version)


def new_paper_called(
    identifier: str, facts: Metadata | None, options: AddOptions, *, version: int | None = None
) -> Paper:
    """Return a paper as it is put on the list today, by its identifier as the list spells it."""
    note = clean(options.note).strip()
    table = {
        "id": identifier,
        **(facts_of(facts) if facts else {}),
        "topics": list(options.topics),
        "status": str(options.status or Status.UNREAD),
        "star": options.star,
        "added": today(),
        "due": options.due.day if options.due else None,
        "finished": today() if options.status is Status.READ else None,
        "source": options.source,
        "notes": f"{today().isoformat()}  {note}\n" if note else "",
    }
    if version:
        table["version"] = version
    return Paper.from_table(table)
