"""Look up references without identifier by title, before they are put on the list.

arXiv and Crossref are asked politely; answers are kept, so an interrupted run goes on where it was.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from readlist import sources
from readlist.clock import today
from readlist.errors import ReadlistError, ServiceError
from readlist.files import write_atomic
from readlist.library.facts import names_of
from readlist.library.importing.plan import Candidate, CandidateKind, ImportPlan
from readlist.library.network import ArxivSearch
from readlist.library.services import way_online
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.reading_list import ReadingList
from readlist.regular import load_regular
from readlist.text import plural
from readlist.title_match import Wanted, plain

if TYPE_CHECKING:
    from readlist.arxiv_api import ArxivApi
    from readlist.sources import Access

_LARGEST = 64 << 20
"""Bytes of answers that are kept."""
KEPT_DAYS = 30
"""How long an answer is good: titles seldom change, and new papers rarely have old titles."""


@dataclass(frozen=True, slots=True)
class TitleAnswer:
    """What is known about a title."""

    wanted: Wanted
    sure: Metadata | None = None
    """The paper itself, if that is certain."""
    offered: tuple[Metadata, ...] = ()
    """Papers that may be meant, the most similar first."""
    fault: ServiceError | None = None
    """Why it is not known: a service that might know it did not answer."""


class TitleLookup:
    """Looks up papers by title; each answer is saved as soon as it arrives.

    A service that does not answer is not asked again.

    Args:
        api: Gives what asks arXiv.
        access: Gives access to the other services.
        cache: The file that keeps answers; losing it only costs requests.
        today: Today, for the age of answers.
    """

    def __init__(
        self,
        api: "Callable[[], ArxivApi]",
        access: "Callable[[], Access]",
        cache: Path,
        today: date,
    ) -> None:
        self._access = access
        self._path = cache
        self._today = today
        self._kept: dict[str, dict[str, object]] = self._load()
        self._search = ArxivSearch(api)

    def look_up(self, wanted: Sequence[Wanted]) -> Iterator[TitleAnswer]:
        """Yield what is known about each title, as answers arrive.

        Raises:
            FileError: What paces the requests cannot be written.
            UsageError: The settings for the services make no sense.
        """
        for one in wanted:
            kept = self._kept.get(_name(one))
            yield _answer(one, kept) if kept else self._asked(one)

    def _asked(self, wanted: Wanted) -> TitleAnswer:
        try:
            found = sources.search_title(
                wanted.title,
                self._access(),
                authors=wanted.authors,
                year=wanted.year,
                ask_arxiv=self._at_arxiv,
            )
        except ServiceError as error:
            return TitleAnswer(wanted, fault=error)
        if not found.troubles:
            self._keep(_name(wanted), [found.sure] if found.sure else [], found.offered)
        fault = None if found.sure else next(iter(found.troubles), None)
        return TitleAnswer(wanted, found.sure, found.offered, fault)

    def _at_arxiv(self, query: str) -> Sequence[Metadata]:
        kept = self._kept.get(query)
        if kept is None:
            kept = self._keep(query, [], self._search(query))
        return _papers(kept["offered"])

    def _keep(
        self, name: str, sure: Sequence[Metadata], offered: Sequence[Metadata]
    ) -> dict[str, object]:
        kept: dict[str, object] = {
            "day": self._today.isoformat(),
            "sure": [one.to_json() for one in sure],
            "offered": [one.to_json() for one in offered],
        }
        self._kept[name] = kept
        write_atomic(self._path, json.dumps(self._kept, ensure_ascii=False).encode())
        return kept

    def _load(self) -> dict[str, dict[str, object]]:
        try:
            data = json.loads(load_regular(self._path, _LARGEST))
            return {name: kept for name, kept in data.items() if self._is_good(kept)}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def _is_good(self, kept: dict[str, object]) -> bool:
        age = (self._today - date.fromisoformat(str(kept["day"]))).days
        _papers(kept["sure"]), _papers(kept["offered"])
        return 0 <= age < KEPT_DAYS


def _name(wanted: Wanted) -> str:
    first = wanted.authors[0] if wanted.authors else ""
    return f"{plain(wanted.title)}\n{plain(first)}\n{wanted.year or ''}"


def _answer(wanted: Wanted, kept: dict[str, object]) -> TitleAnswer:
    sure = _papers(kept["sure"])
    return TitleAnswer(wanted, sure[0] if sure else None, tuple(_papers(kept["offered"])))


def _papers(found: object) -> list[Metadata]:
    if not isinstance(found, list):
        raise TypeError
    return [Metadata.from_json(data) for data in found]


T = TypeVar("T")
_LOCAL = "local:"


def unresolved(plan: ImportPlan) -> tuple[Candidate, ...]:
    """Return the references that a search by title may identify and that were not searched for."""
    new = plan.of_kind(CandidateKind.TITLE, CandidateKind.NEW, CandidateKind.CONFLICT)
    return tuple(one for one in new if not one.looked_up and is_nameless(one))


def is_nameless(candidate: Candidate) -> bool:
    """Return whether a document gives a paper no identifier."""
    named = candidate.entry.id or _LOCAL
    return candidate.carried is None and candidate.found is None and named.startswith(_LOCAL)


def resolve_titles(
    workspace: Workspace, plan: ImportPlan
) -> tuple[ImportPlan, ReadlistError | None]:
    """Look up the references of a plan without identifier; nothing is put on the list.

    If arXiv or Crossref certainly has the paper (title, first author and year agree), it gets its
    identifier from there. Less certain matches are offered.

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
    """Yield what is known about the titles of some references, as answers arrive."""
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
    """Return a reference as the paper that a search found or the reader chose.

    Args:
        candidate: The reference.
        paper: What it is.
        papers: The list, which may hold it already.
    """
    names = (paper.id, *names_of(paper))
    known = next(filter(None, map(papers.get, names)), None)
    kind = CandidateKind.KNOWN if known else CandidateKind.NEW
    entry = candidate.entry._replace(id=paper.id, also=names[1:])
    return candidate._replace(entry=entry, kind=kind, known=known, found=paper, offered=())


def _each_once(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Leave out references to papers that the document also links."""
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
