"""Looking references without identifier up by title, before they are put on the list."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from readlist.clock import today
from readlist.errors import ReadlistError, ServiceError
from readlist.library.arxiv_client import way_online
from readlist.library.facts import names_of
from readlist.library.importing.plan import Candidate, CandidateKind, ImportPlan
from readlist.library.importing.title_search import TitleAnswer, TitleLookup
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.reading_list import ReadingList
from readlist.text import plural
from readlist.title_match import Wanted

T = TypeVar("T")
_LOCAL = "local:"


def unresolved(plan: ImportPlan) -> tuple[Candidate, ...]:
    """Return the references that a search by title may identify, and none has been made for."""
    new = plan.of_kind(CandidateKind.TITLE, CandidateKind.NEW, CandidateKind.CONFLICT)
    return tuple(one for one in new if not one.looked_up and is_nameless(one))


def is_nameless(candidate: Candidate) -> bool:
    """Return whether a document gives a paper no identifier."""
    named = candidate.entry.id or _LOCAL
    return candidate.carried is None and candidate.found is None and named.startswith(_LOCAL)


def resolve_titles(
    workspace: Workspace, plan: ImportPlan
) -> tuple[ImportPlan, ReadlistError | None]:
    """Look the references of a plan up that have no identifier; nothing is put on the list.

    Where arXiv or Crossref surely has the paper (title, first author and year do not differ), it
    gets its identifier from there. What only may be meant is offered.

    Returns:
        The plan with what was found, and why some could not be looked up.

    Raises:
        FileError: What paces the requests cannot be written.
        UsageError: The settings for the services make no sense.
    """
    left = unresolved(plan)
    if not left:
        return plan, None
    if workspace.offline:
        remedy = way_online(workspace.settings)
        problem = "no title was looked up, as the network is switched off"
        return plan, ServiceError(problem, remedy)
    papers = workspace.papers()
    found: dict[int, Candidate] = {}
    fault: ReadlistError | None = None
    for candidate, answer in look_up(workspace, left):
        fault = fault or answer.fault
        found[id(candidate)] = _answered(candidate, answer, papers)
    candidates = tuple(found.get(id(one), one) for one in plan.candidates)
    return plan._replace(candidates=_each_once(candidates)), fault


def look_up(
    workspace: Workspace, nameless: Sequence[Candidate]
) -> Iterator[tuple[Candidate, TitleAnswer]]:
    """Yield what is known under the titles of some references, as it comes."""
    if nameless:
        count = plural(len(nameless), "title")
        workspace.notices.say(f"Looking {count} up at arXiv and Crossref …")
    search = TitleLookup(
        lambda: workspace.api,
        lambda: workspace.services,
        workspace.paths.cache / "titles.json",
        today(),
    )
    wanted = [Wanted(c.entry.title, c.entry.year, c.entry.authors) for c in nameless]
    answers = zip(nameless, search.look_up(wanted), strict=True)
    yield from _followed(workspace, answers, len(wanted))


def _followed(workspace: Workspace, answers: Iterable[T], count: int) -> Iterator[T]:
    with workspace.notices.working("Looking titles up") as work:
        work.at(0, count)
        for done, answer in enumerate(answers, 1):
            yield answer
            work.at(done, count)


def _answered(candidate: Candidate, answer: TitleAnswer, papers: ReadingList) -> Candidate:
    candidate = candidate._replace(looked_up=True, offered=answer.offered)
    return chosen(candidate, answer.sure, papers) if answer.sure else candidate


def chosen(candidate: Candidate, paper: Metadata, papers: ReadingList) -> Candidate:
    """Return a reference as one of the papers that a search found, also one of those offered.

    Args:
        candidate: The reference.
        paper: What it is.
        papers: The list, on which it may be already.
    """
    names = (paper.id, *names_of(paper))
    known = next(filter(None, map(papers.get, names)), None)
    kind = CandidateKind.KNOWN if known else CandidateKind.NEW
    entry = candidate.entry._replace(id=paper.id, also=names[1:])
    return candidate._replace(entry=entry, kind=kind, known=known, found=paper, offered=())


def _each_once(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Leave out references that turned out to be papers which a document links, too."""
    linked = {
        name for one in candidates if one.found is None and one.entry.id for name in one.entry.names
    }
    kept: list[Candidate] = []
    for one in candidates:
        if one.found and linked.intersection(one.entry.names):
            continue
        linked.update(one.entry.names if one.found else ())
        kept.append(one)
    return tuple(kept)
