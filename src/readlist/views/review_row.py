"""A row of the review of an import: what was found, whether it is taken, and what stands behind."""

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from readlist.language import translate
from readlist.views.canvas import Canvas
from readlist.views.cells import fit, width_of

_PLAIN, _DIM, _HERE = Style(), Style(dim=True), Style(reverse=True)
_ID, _WARN = Style(color="cyan"), Style(color="yellow")
_IDS = 18
"""Columns of identifiers at most."""
_MARK = 4
_ROOMY = 60
"""Columns from which there is room for identifiers."""


class ReviewRow(NamedTuple):
    """Something that was found."""

    id: str
    title: str
    behind: str
    """The change that is asked for, or the topics."""
    taken: bool
    doubted: bool = False
    """Whether it is contradictory."""
    changed: bool = False
    """Whether it is a change of a paper that is on the list."""


class ReviewColumns(NamedTuple):
    """How wide the columns of all rows are, but for the title's."""

    ids: int = 0
    behind: int = 0
    changed: bool = False
    """Whether changes are among the rows, which take more room than topics."""

    @classmethod
    def of(cls, rows: "list[ReviewRow]", canvas: Canvas) -> "ReviewColumns":
        """Return the columns for some rows."""
        ids = max((len(row.id) for row in rows), default=0)
        behind = max((width_of(canvas.text(row.behind)) for row in rows), default=0)
        return cls(min(ids, _IDS), behind, any(row.changed for row in rows))


def review_row(
    row: ReviewRow, columns: ReviewColumns, canvas: Canvas, *, here: bool
) -> list[Segment]:
    """Return a row as wide as the screen, in reverse where the cursor is."""
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
