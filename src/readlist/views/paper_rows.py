"""The columns of a table of papers: which ones fit, and their contents."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from readlist.author_name import short_authors
from readlist.clock import today
from readlist.due import due_cell
from readlist.language import labelled, translate
from readlist.paper import Paper, Status
from readlist.views.canvas import Canvas
from readlist.views.cells import width_of
from readlist.views.paper_id import label_of

_DONE = (Status.READ, Status.SKIPPED)
_GAP = 2
_LEAST_TITLE, _GOOD_TITLE, _MOST_TITLE, _LEAST_TOPICS = 20, 36, 120, 10
_MOST_ID, _MOST_AUTHORS, _MOST_TOPICS, _MOST_VENUE = 18, 20, 24, 24
_WIDE, _WIDEST_TOPICS = 140, 60
"""Columns of the screen beyond which topics get a fourth of the rest, and their most."""
_FROM = {
    "id": 60, "due": 50, "year": 60, "marks": 60, "authors": 80, "topics": 100, "added": 130,
    "venue": 160,
}  # fmt: skip
"""The least width of the screen at which a column is shown."""
_SACRIFICE = ("venue", "added", "topics", "authors", "marks", "year", "due", "id")
"""The columns that are dropped in favour of the title, in this order."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper as cleaned texts that can be cut."""

    number: int
    paper: Paper
    title: str
    cells: dict[str, str]
    """The other columns by name."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of the columns of all tables on a screen."""

    number: int
    title: int
    widths: dict[str, int]
    """The other columns that are shown, in order."""


def make_rows(
    papers: Iterable[Paper],
    canvas: Canvas,
    pdfs: Collection[str],
    *,
    first: int = 1,
    taken_back: Mapping[str, str] = MappingProxyType({}),
    themed: bool = True,
) -> list[PaperRow]:
    """Return the rows of papers.

    Args:
        papers: In order.
        canvas: The screen; columns it has no room for stay empty.
        pdfs: Identifiers of the papers that have a PDF on this machine.
        first: The number of the first row.
        taken_back: How papers were taken back, by identifier.
        themed: Whether they are listed under their theme, which is then not repeated.
    """
    shown = {name for name, width in _FROM.items() if canvas.width >= width}
    return [
        PaperRow(
            number,
            paper,
            _told(paper, taken_back) + _title(paper, canvas),
            _cells(paper, canvas, shown, paper.topics[themed:], has_pdf=paper.id in pdfs),
        )
        for number, paper in enumerate(papers, first)
    ]


def _told(paper: Paper, taken_back: Mapping[str, str]) -> str:
    """Return how a paper was taken back, unless its title begins with that."""
    how = taken_back.get(paper.id, "")
    return labelled(how, "") if how and not paper.title.lower().startswith(how) else ""


def _title(paper: Paper, canvas: Canvas) -> str:
    return canvas.prose(paper.title) or translate(f"({canvas.text(paper.id)}: not fetched yet)")


def _cells(
    paper: Paper, canvas: Canvas, shown: Collection[str], topics: Sequence[str], *, has_pdf: bool
) -> dict[str, str]:
    marks = ("n" if paper.notes.strip() else canvas.dot) + ("p" if has_pdf else canvas.dot)
    marks += "y" if paper.yours else ""
    cells = {"id": canvas.text(label_of(paper)), "year": str(paper.year or ""), "marks": marks}
    if "authors" in shown:
        cells["authors"] = canvas.prose(short_authors(paper.authors))
    cells["due"] = ""
    if paper.due and paper.status not in _DONE:
        cells["due"] = translate(due_cell(paper.due, today()))
    if "topics" in shown:
        cells["topics"] = canvas.text(", ".join(topics))
    if "venue" in shown:
        cells["venue"] = canvas.prose(paper.venue)
    if "added" in shown:
        cells["added"] = paper.added.isoformat() if paper.added else ""
    return cells


def lay_out(rows: Sequence[PaperRow], canvas: Canvas) -> Columns:
    """Return column widths with which no row is wider than the screen."""
    order = [name for name in ("id", "due", "authors", "year", "marks", "topics", "venue",
                                "added")
             if canvas.width >= _FROM[name]]  # fmt: skip
    topics = min(_MOST_TOPICS + max(canvas.width - _WIDE, 0) // 4, _WIDEST_TOPICS)
    most = {"id": _MOST_ID, "authors": _MOST_AUTHORS, "topics": topics, "venue": _MOST_VENUE}
    widths = {
        name: min(max((width_of(row.cells[name]) for row in rows), default=0), most.get(name, 99))
        for name in order
    }
    # As wide as their names, but for marks, which have none, and identifiers.
    short = ("id", "marks")
    widths = {
        n: width if n in short else max(width, len(n)) for n, width in widths.items() if width
    }
    number = max(3, len(str(rows[-1].number))) if rows else 3
    room = canvas.width - number - len(" o * ")
    longest = min(max((width_of(row.title) for row in rows), default=0), _MOST_TITLE)
    if "topics" in widths:
        spare = room - _taken(widths) + widths["topics"] - min(longest, _GOOD_TITLE)
        widths["topics"] = max(min(widths["topics"], spare), _LEAST_TOPICS)
    for name in _SACRIFICE:
        if room - _taken(widths) >= _LEAST_TITLE:
            break
        widths.pop(name, None)
    title = max(min(room - _taken(widths), longest), 1)
    return Columns(number, title, widths)


def _taken(widths: dict[str, int]) -> int:
    return sum(widths.values()) + _GAP * len(widths)
