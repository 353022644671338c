"""What was found, a row each: only those that can be seen are drawn, however many there are."""

from dataclasses import replace

from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from readlist.library.importing.review import Review
from readlist.library.importing.review_items import ItemSort, ReviewItem
from readlist.views.canvas import Canvas
from readlist.views.review_row import ReviewColumns, ReviewRow, review_row

_SAMPLE = 200
"""Items whose texts decide how wide columns are."""


class ReviewRows(ScrollView, can_focus=False):
    """The items of a review with a cursor.

    Args:
        review: What is decided.
        canvas: Symbols and characters.
    """

    class Clicked(Message):
        """The reader chose a row with the mouse."""

    def __init__(self, review: Review, canvas: Canvas) -> None:
        super().__init__(id="rows")
        self._review = review
        self._canvas = canvas
        self._items = review.items
        self._columns = ReviewColumns()

    def show(self) -> None:
        """Draw what there is now, the cursor in sight."""
        self._items = self._review.items
        self._columns = ReviewColumns.of([_row(i) for i in self._items[:_SAMPLE]], self._canvas)
        self.virtual_size = Size(self.size.width, len(self._items))
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        if self._review.at < top:
            self.scroll_to(y=self._review.at, animate=False)
        elif self._review.at >= top + height:
            self.scroll_to(y=self._review.at - height + 1, animate=False)
        self.refresh()

    @property
    def page(self) -> int:
        """How many rows a screen further are."""
        return max(self.size.height - 1, 1)

    def on_resize(self, event: Resize) -> None:
        """Lay the columns out anew."""
        self._canvas = replace(self._canvas, width=event.size.width)
        self.show()

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is."""
        self._review.go(event.y + self.scroll_offset.y)
        self.post_message(self.Clicked())

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        place, width = y + self.scroll_offset.y, self.size.width
        if place >= len(self._items):
            return Strip.blank(width)
        canvas = replace(self._canvas, width=width)
        here = place == self._review.at
        drawn = review_row(_row(self._items[place]), self._columns, canvas, here=here)
        return Strip(drawn).crop(0, width)


def _row(item: ReviewItem) -> ReviewRow:
    return ReviewRow(
        item.id,
        item.title,
        item.change or ", ".join(item.topics),
        taken=item.taken,
        doubted=item.sort is ItemSort.CONFLICT,
        changed=bool(item.change),
    )
