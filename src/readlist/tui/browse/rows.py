"""The rows of the list; only visible ones are drawn, however many there are."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from readlist.library.browsing.listing import Heading, Row
from readlist.paper import Paper
from readlist.views.canvas import Canvas
from readlist.views.screen_rows import RowState, columns_for, paper_row, theme_row


class PaperRows(ScrollView, can_focus=False):
    """Rows with a cursor; some may be marked.

    Args:
        canvas: Symbols and characters.
        has_pdf: Tells whether a paper has a PDF.
    """

    class Clicked(Message):
        """The reader clicked a row; twice to open it."""

        def __init__(self, *, twice: bool) -> None:
            super().__init__()
            self.twice = twice

    def __init__(self, canvas: Canvas, has_pdf: Callable[[Paper], bool]) -> None:
        super().__init__()
        self._canvas = canvas
        self._has_pdf = has_pdf
        self._pdfs: dict[str, bool] = {}
        self._rows: Sequence[Row] = ()
        self._sample: Sequence[Paper] = ()
        self._columns = columns_for((), canvas)
        self.begun = False
        """Whether more papers are still to come, so that their number is unknown."""
        self.cursor = 0
        """The row that keys act on."""
        self.picked: dict[str, None] = {}
        """Identifiers of the marked papers, in the order in which they were marked."""

    @property
    def current(self) -> Paper | None:
        """The paper that keys act on; None where there is none."""
        row = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        return row if isinstance(row, Paper) else None

    def lay_out(self, sample: Sequence[Paper]) -> None:
        """Give rows the columns that some papers need."""
        self._sample = sample
        self._lay_out()
        self.refresh()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the cursor stays on its paper where that is among them."""
        here = self.current.id if self.current else ""
        self._rows = rows
        at = self._place_of(here)
        self._measure()
        self._go_to(self.cursor if at is None else at)
        self.refresh()

    def forget_pdfs(self) -> None:
        """Look for PDFs again."""
        self._pdfs.clear()
        self.refresh()

    def go_to_paper(self, identifier: str) -> bool:
        """Put the cursor on a paper; return whether it is among the rows."""
        at = self._place_of(identifier)
        if at is None:
            return False
        self._go_to(at)
        return True

    def move(self, by: int) -> bool:
        """Move the cursor by papers; return whether it could move."""
        step = 1 if by > 0 else -1
        at, left = self.cursor, abs(by)
        last = at
        while left and 0 <= at + step < len(self._rows):
            at += step
            if isinstance(self._rows[at], Paper):
                last, left = at, left - 1
        moved = last != self.cursor
        self._go_to(last)
        return moved

    def page(self, by: int) -> None:
        """Move the cursor by screens."""
        self.move(by * max(self.size.height - 1, 1))

    def go_to_end(self, which: int) -> None:
        """Put the cursor on the last row, or with -1 on the first."""
        self._go_to(len(self._rows) - 1 if which > 0 else 0)

    def between(self, identifier: str) -> list[Paper]:
        """Return the papers from one to the cursor, both included."""
        at = self._place_of(identifier)
        first, last = sorted((self.cursor if at is None else at, self.cursor))
        return [row for row in self._rows[first : last + 1] if isinstance(row, Paper)]

    def _place_of(self, identifier: str) -> int | None:
        if not identifier:
            return None
        if self.cursor < len(self._rows) and self._rows[self.cursor].id == identifier:
            return self.cursor  # most often nothing above it has changed
        try:
            return [row.id for row in self._rows].index(identifier)
        except ValueError:
            return None

    def _go_to(self, place: int) -> None:
        """Put the cursor on a row, or the nearest paper, and bring it into view."""
        before, self.cursor = self.cursor, self._nearest(place)
        for line in (before, self.cursor):
            self.refresh_line(line)
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        # A heading right above the cursor is shown with it.
        above = self.cursor and isinstance(self._rows[self.cursor - 1], Heading)
        first = self.cursor - 1 if above and height > 1 else self.cursor
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)

    def _nearest(self, place: int) -> int:
        place = min(max(place, 0), max(len(self._rows) - 1, 0))
        later = range(place, len(self._rows))
        near = (n for n in (*later[:2], *range(place - 1, -1, -1)[:2]))
        return next((n for n in near if isinstance(self._rows[n], Paper)), 0)

    def on_resize(self, event: Resize) -> None:
        """Lay the columns out anew, and keep the cursor in sight."""
        self._canvas = replace(self._canvas, width=event.size.width)
        self._lay_out()
        self._measure()
        self._go_to(self.cursor)
        self.refresh()

    def _measure(self) -> None:
        """Tell Textual how many rows there are.

        Textual lays the whole screen out anew for that, which takes longer than to draw the rows;
        but only where the bar comes or goes has anything else to move.
        """
        size, shown = Size(self.size.width, len(self._rows)), self.show_vertical_scrollbar
        if not self.is_mounted or shown != (size.height > self.container_size.height):
            self.virtual_size = size
            return
        self.set_reactive(ScrollView.virtual_size, size)
        if shown:
            self.vertical_scrollbar.window_virtual_size = size.height
        if self.scroll_offset.y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False)

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is."""
        place = event.y + self.scroll_offset.y
        if place < len(self._rows):
            self._go_to(place)
            self.post_message(self.Clicked(twice=event.chain > 1))

    # Drawing.

    def _lay_out(self) -> None:
        self._columns = columns_for(self._sample, self._canvas)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        place, width = y + self.scroll_offset.y, self.size.width
        if place >= len(self._rows):
            return Strip.blank(width)
        row = self._rows[place]
        if isinstance(row, Heading):
            counts = None if self.begun else (row.read, row.total)
            return Strip(theme_row(row.theme, counts, self._canvas)).crop(0, width)
        has_pdf = self._pdfs.get(row.id)
        if has_pdf is None:
            has_pdf = self._pdfs[row.id] = self._has_pdf(row)
        state = RowState(place == self.cursor, row.id in self.picked, has_pdf)
        return Strip(paper_row(row, self._columns, self._canvas, state)).crop(0, width)
