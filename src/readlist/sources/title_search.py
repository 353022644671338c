"""Look up a paper by its title: at arXiv, then at Crossref; only sure matches count."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from readlist.errors import ServiceError
from readlist.http.web import Answer, UnfitError
from readlist.metadata import Metadata
from readlist.sources import crossref
from readlist.sources.registry import Access
from readlist.title_match import TitleVerdict, Wanted, match, plain, queries, ratio

AskArxiv = Callable[[str], Sequence[Metadata]]
"""Searches arXiv in its query language; raises `ServiceError` where it cannot be asked."""
MOST_OFFERED = 5


@dataclass(frozen=True, slots=True)
class TitleMatches:
    """The papers found by a title."""

    sure: Metadata | None
    """The paper itself, if it is sure."""
    offered: tuple[Metadata, ...] = ()
    """Papers to choose from, the most similar first, where none or several are sure."""
    score: float = 0.0
    """Similarity of the best title, 0 to 100."""
    troubles: tuple[ServiceError, ...] = ()
    """The services that could not be asked."""


def search_title(
    title: str,
    access: Access,
    *,
    authors: Sequence[str] = (),
    year: int | None = None,
    ask_arxiv: AskArxiv | None = None,
) -> TitleMatches:
    """Return the paper with a title; Crossref is asked where arXiv has no sure match.

    Args:
        title: The title as people write it.
        access: The services and keys to use.
        authors: The first one at least, if known.
        year: The year, if known.
        ask_arxiv: Searches arXiv; None where it may not be asked.
    """
    wanted = Wanted(title, year, tuple(authors))
    found: list[Metadata] = []
    troubles: list[ServiceError] = []
    try:
        for query in queries(title) if ask_arxiv else ():
            assert ask_arxiv
            found += ask_arxiv(query)
            if decide(wanted, found).sure:
                return decide(wanted, found)
    except ServiceError as error:
        troubles.append(error)
    if "crossref" not in access.off:
        try:
            found += _at_crossref(wanted, access)
        except ServiceError as error:
            troubles.append(error)
    result = decide(wanted, found)
    return TitleMatches(result.sure, result.offered, result.score, tuple(troubles))


def decide(wanted: Wanted, found: Sequence[Metadata]) -> TitleMatches:
    """Return which of the papers found is the wanted one, by title, author and year.

    A preprint and its published form do not compete: the published form is offered with it, and the
    one that was found first is taken.
    """
    single = _without_twins(found)
    result = match(wanted, single)
    if result.verdict is TitleVerdict.ACCEPT:
        return TitleMatches(result.papers[0], score=result.score)
    return TitleMatches(None, result.papers[:MOST_OFFERED], result.score)


def _without_twins(found: Sequence[Metadata]) -> list[Metadata]:
    """Leave out further forms of a work: the same title and first author, and close years."""
    kept: list[Metadata] = []
    for paper in found:
        if not any(_are_twins(paper, other) for other in kept):
            kept.append(paper)
    return kept


def _are_twins(one: Metadata, other: Metadata) -> bool:
    if one.id in (other.id, *other.identifiers, *other.published_as, *other.preprints):
        return True
    if other.id in (*one.identifiers, *one.published_as, *one.preprints):
        return True
    if not one.authors or not other.authors:
        return False
    names = [plain(paper.authors[0].name).split()[-1:] for paper in (one, other)]
    years = [paper.published[:4] for paper in (one, other)]
    near = all(y.isdecimal() for y in years) and abs(int(years[0]) - int(years[1])) <= 3
    preprint = "article" in (one.type, other.type) or not (one.type and other.type)
    same = ratio(plain(one.title), plain(other.title)) == 100.0
    return same and near and preprint and names[0] == names[1]


def _at_crossref(wanted: Wanted, access: Access) -> list[Metadata]:
    """Return the papers that Crossref finds.

    Raises:
        ServiceError: It could not be asked.
    """
    words = [wanted.title, *(name.split()[-1] for name in wanted.authors[:1] if name.split())]
    words += [str(wanted.year)] if wanted.year else []

    def judge(answer: Answer) -> None:
        if not answer.found:
            raise UnfitError(f"status {answer.status}")
        list(crossref.read_search(answer))

    answer = access.web.get(
        crossref.search_address(" ".join(words)), accept="application/json", judge=judge
    )
    return [paper for paper, no_paper in crossref.read_search(answer) if not no_paper]
