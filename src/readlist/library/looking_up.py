"""Ask the services about papers that are not at arXiv, and keep what they say."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from readlist.errors import ReadlistError, ServiceError
from readlist.lazy import lazy
from readlist.library.facts import missing_facts
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.paper import Paper
from readlist.reading_list import ReadingList
from readlist.text import plural

if TYPE_CHECKING:
    from readlist import sources
    from readlist.library import list_changes, recognising
    from readlist.list_file import ListEditor
    from readlist.model.identifiers import Identifier
    from readlist.sources import LookupResult
else:
    sources = lazy("readlist.sources")
    list_changes = lazy("readlist.library.list_changes")
    recognising = lazy("readlist.library.recognising")


_SPELT = ("doi:", "openreview:", "acl:", "pmid:", "isbn:", "url:")


@dataclass(slots=True)
class LookedUp:
    """Answers about papers, by the identifier that was asked about."""

    facts: dict[str, Metadata] = field(default_factory=dict)
    """What is known; `Metadata.id` is the paper's identifier for the list."""
    refused: dict[str, str] = field(default_factory=dict)
    """Why something is not added, as a clause."""
    fault: ReadlistError | None = None
    """Why some are unknown: a service that might know them did not answer."""


def look_up(
    workspace: Workspace, identifiers: Sequence["Identifier"], *, any_kind: bool = False
) -> LookedUp:
    """Ask the services about papers, one by one, and keep what they say in the library.

    Args:
        workspace: What this run works on.
        identifiers: Of papers that are not at arXiv.
        any_kind: Whether notices, reviews and parts of works are accepted, too.

    Raises:
        FileError: The answers cannot be kept, or ``READLIST_HOSTS`` is wrong.
        UsageError: The settings for the services make no sense.
    """
    result = LookedUp()
    asked = [one for one in identifiers if str(one.kind) != "local"]
    if not asked:
        return result
    try:
        access = workspace.services
    except ServiceError as error:
        result.fault = error
        return result
    workspace.notices.say(f"Looking up {plural(len(asked), 'paper')} …")
    with workspace.notices.working("Looking up") as work:
        for number, identifier in enumerate(asked):
            work.at(number, len(asked), str(identifier))
            found = sources.lookup(identifier, access)
            if found.metadata is None and str(identifier.kind) == "url":
                found = _as_pdf(workspace, identifier, found)
            _take(workspace, found, result, any_kind=any_kind)
    return result


def _as_pdf(
    workspace: Workspace, identifier: "Identifier", found: "LookupResult"
) -> "LookupResult":
    """Return what is known if an address leads to a PDF; the same result if it does not."""
    facts = recognising.facts_of_pdf(workspace, identifier)
    if facts is None:
        return found
    return replace(
        found, metadata=facts, identity=facts.id, outcome=sources.LookupOutcome.INCOMPLETE
    )


def _take(workspace: Workspace, found: "LookupResult", result: LookedUp, *, any_kind: bool) -> None:
    outcome = str(found.outcome)
    if outcome == "unknown":
        result.refused[found.identifier] = "no service knows it"
    elif outcome == "refused" and not any_kind:
        result.refused[found.identifier] = f"it is {found.reason}; --yes adds it anyway"
    elif found.metadata is None:
        result.fault = result.fault or _last_fault(found)
    else:
        facts = replace(found.metadata, id=found.identity or found.metadata.id)
        result.facts[found.identifier] = facts
        _keep(workspace, facts)


def _keep(workspace: Workspace, facts: Metadata) -> None:
    if not facts.id.startswith(_SPELT):  # arXiv itself knows more about its papers
        return
    workspace.paper_files.write_metadata(facts)
    workspace.look_at_library_again()


def _last_fault(found: "LookupResult") -> ReadlistError:
    """Return why a paper could not be asked about, as the last service put it."""
    error = found.troubles[-1]
    return type(error)(error.problem, error.remedy)


def can_complete(paper: Paper, *, force: bool) -> bool:
    """Return whether the services may know what the list lacks about a paper."""
    identifier = paper.identifier
    if identifier is None or str(identifier.kind) == "local":
        return False
    return force or not (paper.title and paper.authors and paper.published)


def complete(
    workspace: Workspace,
    papers: Sequence[Paper],
    done: list[str],
    missing: list[tuple[str, str]],
) -> None:
    """Complete papers of the list, in one write; entries are never merged here.

    Args:
        workspace: What this run works on.
        papers: Papers of the list that are not at arXiv.
        done: Gets the identifiers of those that are known.
        missing: Gets the others, with the reason.

    Raises:
        ServiceError: Some could not be asked about; what came before is on the list.
    """
    asked = [one for paper in papers if (one := paper.identifier)]
    looked = look_up(workspace, asked, any_kind=True)
    everything = workspace.papers()

    def edit(editor: "ListEditor") -> None:
        for identifier, metadata in looked.facts.items():
            if identifier in editor:
                paper = Paper.from_table(editor.table(identifier))
                editor.update(identifier, _lacking(workspace, paper, metadata, everything))

    if looked.facts:
        list_changes.change(workspace, f"fetch {plural(len(looked.facts), 'paper')}", edit)
    done += looked.facts
    missing += looked.refused.items()
    if looked.fault:
        raise looked.fault


def _lacking(
    workspace: Workspace, paper: Paper, metadata: Metadata, papers: ReadingList
) -> dict[str, Any]:
    """Return what a paper lacks, except identifiers that belong to another entry."""
    values = missing_facts(paper, metadata)
    free: list[str] = []
    # An identifier that a page names as its own is only added: an entry's identifier never changes.
    named = [metadata.id, *values.pop("also", ())] if not paper.also else []
    for name in named:
        other = papers.get(name)
        if other is None:
            free.append(name)
        elif other.id == paper.id:
            continue
        else:
            merge = f"readlist merge {paper.id} {other.id}"
            workspace.notices.warn(f"note: {paper.id} and {other.id} are the same work: {merge}")
    return {**values, "also": free} if free else values
