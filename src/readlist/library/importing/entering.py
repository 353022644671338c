"""Make the paper that goes onto the list, from what services and the document say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from readlist.clock import today
from readlist.document_model import Publication
from readlist.library.elsewhere import new_paper_called, with_names
from readlist.library.facts import names_of
from readlist.library.importing.plan import Candidate, ImportOptions
from readlist.library.reports import AddOptions
from readlist.mentions import MentionedPaper, Name, NameConflict
from readlist.metadata import Metadata
from readlist.model.spelling import TableReader
from readlist.paper import Paper, Status
from readlist.patterns import pattern
from readlist.reading_marks import Marks
from readlist.text import one_line
from readlist.title_match import plain, ratio

_FITS = 80.0
"""Similarity of plain titles, 0 to 100, from which a name counts as the title."""
_DIFFERS = 60.0
"""Similarity below which titles differ: the paper was retitled, or the link is wrong."""


@dataclass(frozen=True, slots=True)
class WrongLink:
    """A name whose link leads to another paper."""

    id: str
    name: Name
    title: str
    """What arXiv calls the paper that the link leads to."""


@dataclass(frozen=True, slots=True)
class Retitled:
    """A paper whose title in the document is far from arXiv's."""

    id: str
    written: str
    title: str


def wrong_links(
    conflicts: Iterable[NameConflict], facts: Mapping[str, Metadata]
) -> list[WrongLink]:
    """Return the names that do not fit arXiv's title where another name of the same link does."""
    found = []
    for conflict in conflicts:
        metadata = facts.get(conflict.id)
        if metadata is None:
            continue
        fitting = [name for name in conflict.names if _fits(name.text, metadata.title)]
        if fitting:
            found += [
                WrongLink(conflict.id, name, metadata.title)
                for name in conflict.names
                if name.text and name not in fitting
            ]
    return found


def _code_of(entry: MentionedPaper, wrong: Iterable[WrongLink]) -> tuple[str, ...]:
    """Return the entry's repositories without those that belong to a wrong link."""
    others = {url for one in wrong if one.id == entry.id for url in one.name.code}
    return tuple(url for url in entry.code if url not in others)


def retitled(entry: MentionedPaper, metadata: Metadata) -> Retitled | None:
    """Return the difference between the document's title and arXiv's, if there is one.

    A name in another script cannot be compared.
    """
    written, title = entry.title, metadata.title
    letters = [c for c in written if c.isalpha()]
    latin = sum(c.isascii() for c in letters) >= 0.8 * len(letters) > 0
    if not latin or len(plain(written).split()) < 3 or _fits(written, title):
        return None
    if ratio(plain(written), plain(title)) >= _DIFFERS:
        return None
    return Retitled(str(entry.id), written, title)


def _fits(name: str, title: str) -> bool:
    """Whether a name is a spelling, a part or the leading short form of a title."""
    one, other = plain(name), plain(title)
    if not one:
        return False
    return f" {one} " in f" {other} " or f" {other} " in f" {one} " or ratio(one, other) >= _FITS


_AT_ARXIV = pattern(r"\barxiv\b|\bcorr\b|e-?prints?$|^preprint$", 2)  # re.IGNORECASE
_DASHES = pattern(r"\s*[-\u2010-\u2015]+\s*")
_ANYTHING = frozenset(("webpage", "article"))
"""Types that exports use when nothing better is known."""
_SAID_BY = {
    "container-title": "venue", "volume": "volume", "issue": "issue", "page": "pages",
    "publisher": "publisher", "type": "type",
}  # fmt: skip
"""Facts of `Paper.bib`, and the fields in which services give the same."""


def paper_of(
    candidate: Candidate,
    facts: Metadata | None,
    wrong: Sequence[WrongLink],
    options: ImportOptions,
) -> Paper:
    """Return a paper as it goes onto the list.

    Args:
        candidate: As the document has it.
        facts: What arXiv or another service says.
        wrong: Names whose link leads to another paper.
        options: How it is imported.
    """
    entry, carried = candidate.entry, candidate.carried
    if carried:
        topics = carried.topics if options.topics is None else options.topics
        status = options.status or carried.status
        return replace(carried, topics=topics, status=status)
    marks = entry.marks
    status = options.status or (Status(marks.status) if marks.status else Status.INBOX)
    own = str(entry.id)
    # A page stands for the paper that its metadata names.
    called = facts.id if facts and own.startswith("url:") else own
    paper = new_paper_called(
        called,
        facts,
        AddOptions(
            topics=candidate.topics,
            star=marks.star,
            status=status,
            note=entry.blurb if options.blurbs and not entry.notes else "",
            source=candidate.source,
        ),
    )
    paper = replace(
        paper,
        title=candidate.own_title or paper.title or entry.title,
        authors=paper.authors or entry.authors,
        code=_code_of(entry, wrong),
        notes=entry.notes.rstrip() + "\n" if entry.notes.strip() else paper.notes,
        key=entry.key,
    )
    paper = _with_marks(paper, marks, own_status=options.status is None)
    names = (*entry.names, *(names_of(facts) if facts else ()))
    return _with_publication(with_names(paper, names), entry, facts)


def _with_marks(paper: Paper, marks: Marks, *, own_status: bool) -> Paper:
    """Add the days and the rating that the reader noted.

    Args:
        paper: The paper so far.
        marks: What the document says.
        own_status: The status is that of the document, and so is the day it became read.
    """
    added, due, finished = (_day(text) for text in (marks.added, marks.due, marks.finished))
    if paper.status is not Status.READ:
        finished = None
    elif not own_status:
        finished = paper.finished
    rating = {"rating": _number(marks.rating)} if marks.rating else {}
    return replace(
        paper,
        added=min(added, today()) if added else paper.added,
        due=due,
        finished=finished,
        extra={**paper.extra, **rating},
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> int | float | str:
    """Return a rating as the list keeps it: a number if it is one."""
    try:
        return int(text) if text.isdecimal() else float(text)
    except ValueError:
        return text


def _with_publication(paper: Paper, entry: MentionedPaper, facts: Metadata | None) -> Paper:
    """Add what only the reader's own file says about where and when the paper appeared."""
    told = entry.publication
    bib = {} if facts and facts.journal_ref else _bib(told, facts)
    container = bib.get("container-title", "")
    if paper.id.startswith("local:") and not paper.address and "://" in told.url:
        paper = replace(paper, address=told.url)
    issued = told.issued or str(entry.year or "")
    if paper.published is None and (paper.arxiv_id is None or _is_of_preprint(paper.id, issued)):
        paper = _published(paper, issued)
    if container and not paper.venue:
        paper = replace(paper, venue=f"{container} {bib.get('volume', '')}".strip())
    if paper.venue == container:
        bib.pop("container-title", None)
    if any(name.startswith("isbn:") for name in (paper.id, *paper.also)):
        bib.pop("ISBN", None)
    if paper.arxiv_id is not None and not container:
        return paper  # it says no more than that it is a preprint
    return replace(paper, bib=bib) if bib else paper


def _bib(told: Publication, facts: Metadata | None) -> dict[str, str]:
    """Return what only the publication says, under CSL's names."""
    at_arxiv = bool(_AT_ARXIV.search(told.venue) or _AT_ARXIV.search(told.publisher))
    every = {
        "type": told.type if told.type not in _ANYTHING else "",
        "container-title": told.venue,
        "volume": told.volume,
        "issue": told.issue,
        "page": _DASHES.sub("-", told.pages),
        "publisher": told.publisher,
        "genre": told.genre,
        "number": told.number,
        "ISBN": told.isbn,
    }
    said = {
        name for name, where in _SAID_BY.items() if facts and facts.source and getattr(facts, where)
    }
    return (
        {}
        if at_arxiv
        else {
            name: one_line(text)
            for name, text in every.items()
            if text.strip() and name not in said
        }
    )


def _is_of_preprint(identifier: str, issued: str) -> bool:
    """Return whether a day is that of the arXiv preprint, and not of the article.

    The identifier holds the month, or the next one where the paper came on the last day.
    """
    stamp = identifier.rpartition("/")[2][:4]
    if len(issued) != len("2023-10-10") or not stamp.isdecimal():
        return False
    year = int(stamp[:2]) + (1900 if stamp > "9000" else 2000)
    return 0 <= 12 * (year - int(issued[:4])) + int(stamp[2:]) - int(issued[5:7]) <= 1


def _published(paper: Paper, issued: str) -> Paper:
    reader = TableReader({"published": issued} if issued else {})
    day, exact = reader.published()
    return replace(paper, published=day, published_as=exact) if isinstance(day, date) else paper
