"""Rows of full-screen lists, each as wide as the screen: papers, themes, findings of an import."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from readlist.language import translate
from readlist.paper import Paper, Status
from readlist.views.canvas import Canvas
from readlist.views.cells import fit, width_of
from readlist.views.paper_rows import Columns, lay_out, make_rows

_LEAD = 5
"""Columns in front of the identifier: mark, status, star and blanks."""
_NUMBERS = 3
"""Columns that `lay_out` reserves for row numbers, which are not shown here."""
_GAP = 2
_BAR = 10
_PLAIN, _DIM, _BOLD = Style(), Style(dim=True), Style(bold=True)
_ID, _STAR, _HERE = Style(color="cyan"), Style(color="yellow"), Style(reverse=True)
_DONE = (Status.READ, Status.SKIPPED)


@dataclass(frozen=True, slots=True)
class RowState:
    """The state of a row besides its paper."""

    here: bool = False
    """Whether the cursor is on it."""
    picked: bool = False
    """Whether it is marked."""
    has_pdf: bool = False


def columns_for(papers: Sequence[Paper], canvas: Canvas) -> Columns:
    """Return the columns of rows; the title takes the room that the others leave.

    Args:
        papers: Some of the papers; their texts decide the widths of the columns.
        canvas: The screen.
    """
    wide = _with_numbers(canvas)
    found = lay_out(make_rows(papers, wide, ()), wide)
    others = sum(found.widths.values()) + _GAP * len(found.widths)
    return replace(found, title=max(canvas.width - _LEAD - others, 1))


def theme_row(theme: str, counted: tuple[int, int] | None, canvas: Canvas) -> list[Segment]:
    """Return the row of a theme.

    Args:
        theme: Its name; empty for papers without one.
        counted: The numbers of its read papers and of all its papers; None if not known.
        canvas: The screen.
    """
    name, read = canvas.text(theme) or translate("no topic"), translate("read")
    counts = f"  {canvas.bar(*counted, _BAR)} {counted[0]}/{counted[1]} {read}" if counted else ""
    if width_of(name) + width_of(counts) > canvas.width:
        return [Segment(fit(name, canvas.width, canvas.ellipsis), _BOLD)]
    rest = " " * (canvas.width - width_of(name) - width_of(counts))
    return [Segment(name, _BOLD), Segment(counts + rest, _DIM)]


def paper_row(paper: Paper, columns: Columns, canvas: Canvas, state: RowState) -> list[Segment]:
    """Return the row of a paper."""
    (made,) = make_rows([paper], _with_numbers(canvas), (paper.id,) if state.has_pdf else ())
    here = _HERE if state.here else _PLAIN
    style = (_DIM if paper.status in _DONE else _PLAIN) + here
    mark = (("+" if canvas.ascii else "▌") if state.picked else " ") + canvas.statuses[paper.status]
    pieces = [
        Segment(f"{mark} ", style),
        Segment(canvas.star if paper.star else " ", _STAR + here),
        Segment(" ", style),
    ]
    cells = {
        name: fit(made.cells[name], width, canvas.ellipsis)
        for name, width in columns.widths.items()
    }
    if "id" in cells:
        dim = paper.status in _DONE
        pieces.append(Segment(cells.pop("id") + " " * _GAP, style if dim else _ID + here))
    title = fit(made.title, columns.title, canvas.ellipsis)
    pieces.append(Segment((" " * _GAP).join([title, *cells.values()]), style))
    taken = sum(width_of(piece.text) for piece in pieces)
    return [*pieces, Segment(" " * max(canvas.width - taken, 0), here)]


def _with_numbers(canvas: Canvas) -> Canvas:
    return replace(canvas, width=canvas.width + _NUMBERS)


_WARN = Style(color="yellow")
_IDS = 18
"""Columns of identifiers at most."""
_MARK = 4
_ROOMY = 60
"""Columns from which there is room for identifiers."""


class ReviewRow(NamedTuple):
    """Something that an import found."""

    id: str
    title: str
    behind: str
    """The proposed change, or the topics."""
    taken: bool
    doubted: bool = False
    """Whether it is contradictory."""
    changed: bool = False
    """Whether it changes a paper on the list."""


class ReviewColumns(NamedTuple):
    """The widths of the columns of all rows, except the title's."""

    ids: int = 0
    behind: int = 0
    changed: bool = False
    """Whether any rows are changes, which take more room than topics."""

    @classmethod
    def of(cls, rows: "list[ReviewRow]", canvas: Canvas) -> "ReviewColumns":
        """Return the columns for some rows."""
        ids = max((len(row.id) for row in rows), default=0)
        behind = max((width_of(canvas.text(row.behind)) for row in rows), default=0)
        return cls(min(ids, _IDS), behind, any(row.changed for row in rows))


def review_row(
    row: ReviewRow, columns: ReviewColumns, canvas: Canvas, *, here: bool
) -> list[Segment]:
    """Return a row as wide as the screen, reversed at the cursor."""
    on = _HERE if here else _PLAIN
    base = (_PLAIN if row.taken else _DIM) + on
    mark = "?" if not row.id else "+" if row.taken else "-"
    pieces = [Segment(f" {mark}  ", (_WARN if row.doubted else base) + on)]
    left = canvas.width - _MARK
    if columns.ids and canvas.width >= _ROOMY:
        name = fit(canvas.text(row.id), columns.ids, canvas.ellipsis)
        pieces.append(Segment(f"{name}  ", (_ID if row.taken else base) + on))
        left -= columns.ids + 2
    share = min(columns.behind, left // (2 if columns.changed else 3))
    room = left - share - 2 if share else left
    title = canvas.prose(row.title) or translate("(no title)")
    pieces.append(Segment(fit(title, max(room, 1), canvas.ellipsis), base))
    if share:
        behind = fit(canvas.text(row.behind), share, canvas.ellipsis)
        pieces.append(Segment(f"  {behind}", base if row.changed else _DIM + on))
    taken = sum(width_of(piece.text) for piece in pieces)
    return [*pieces, Segment(" " * max(canvas.width - taken, 0), on)]
