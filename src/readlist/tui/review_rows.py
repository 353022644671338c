"""What an import found, in rows, and what is said about one.

Only visible rows are drawn, however many there are.
"""

from collections.abc import Sequence
from dataclasses import replace

from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from readlist.language import translate
from readlist.library.importing.review import Review
from readlist.library.importing.review_items import ItemSort, ReviewItem
from readlist.text import plural
from readlist.views.canvas import Canvas
from readlist.views.screen_rows import ReviewColumns, ReviewRow, review_row

_SAMPLE = 200
"""Items whose texts decide how wide columns are."""


class ReviewRows(ScrollView, can_focus=False):
    """The items of a review with a cursor.

    Args:
        review: What is decided.
        canvas: Symbols and characters.
    """

    class Clicked(Message):
        """The reader clicked a row."""

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
        """How many rows a screen holds."""
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


_ROOMY = 60
"""Columns from which there is room for more than the essentials."""
_SORTS = {
    ItemSort.NEW: "new",
    ItemSort.CONFLICT: "named in several ways: one may be a wrong link",
    ItemSort.TITLE: "only named: which paper is it?",
    ItemSort.EDITED: "changed by hand in a file that readlist wrote",
}


def heading(review: Review, canvas: Canvas) -> str:
    """Return the top line: where, and how much is taken."""
    count = len(review.items)
    place = f"{min(review.at + 1, count):,}/{count:,}"
    taken = translate(f"{review.taken:,} of {review.total:,} taken")
    name = "readlist import" if canvas.width >= _ROOMY else "import"
    find = f"/{canvas.text(review.words)}" if review.words else ""
    return "   ".join(filter(None, [name, place, taken, find]))


def about(item: ReviewItem, excerpt: Sequence[tuple[int, str]], canvas: Canvas) -> Content:
    """Return the details of an item: its title, what it may be, and where it was found."""
    topics = ", ".join(map(canvas.text, item.topics))
    facts = [canvas.text(item.id), translate(_SORTS[item.sort])]
    facts += [f"{translate('topics')} {topics}"] if topics else []
    lines = [
        Content.styled(canvas.prose(item.title) or translate("(no title)"), "bold"),
        Content.styled(f" {canvas.dot} ".join(filter(None, facts)), "dim"),
    ]
    if item.change:
        lines.append(Content(canvas.text(item.change)))
    lines += [_offer(number, item, canvas) for number in range(len(item.offers))]
    place = translate(f"{canvas.text(item.source)}, line {item.line:,}:")
    lines.append(Content.styled(place, "dim"))
    lines += [
        Content.styled(f"{number:>6}  {canvas.text(text)}", "" if number == item.line else "dim")
        for number, text in excerpt
    ]
    return Content("\n").join(lines)


def _offer(number: int, item: ReviewItem, canvas: Canvas) -> Content:
    offer = item.offers[number]
    mark = ("*" if canvas.ascii else "●") if item.chosen == number else " "
    text = f"{mark} {number + 1}  {canvas.prose(offer.title)}  "
    return Content.assemble(text, (translate(canvas.text(offer.told)), "dim"))


def unsaved(review: Review) -> str:
    """Return the warning before decisions are lost."""
    return f"nothing is imported yet: q again leaves, Enter imports {plural(review.taken, 'thing')}"
