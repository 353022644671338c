"""What the review of an import says. Every text from outside is cleaned on the way in."""

from collections.abc import Sequence

from textual.content import Content

from readlist.language import translate
from readlist.library.importing.review import Review
from readlist.library.importing.review_items import ItemSort, ReviewItem
from readlist.text import plural
from readlist.views.canvas import Canvas

_ROOMY = 60
"""Columns from which there is room for more than what is needed."""
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
    """Return what is known of an item: its title, what it may be, and where it stands."""
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
    """Return what is said before decisions are given up."""
    return f"nothing is imported yet: q again leaves, Enter imports {plural(review.taken, 'thing')}"
