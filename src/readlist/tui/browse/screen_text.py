"""What the screen of the list says. Every text from outside is cleaned first."""

from collections.abc import Sequence

from textual.content import Content

from readlist.highlight import Highlight
from readlist.language import labelled, listed, translate
from readlist.library.browsing.actions import Done
from readlist.library.browsing.listing import Listing
from readlist.library.triage import Card
from readlist.paper import Paper, Status
from readlist.reading_list.filters import SHOWN
from readlist.text import one_line, plural
from readlist.tui import paper_text
from readlist.views.canvas import Canvas

_ORDERS = {
    "topic": "by topic",
    "rank": "best match first",
    "added": "newest on the list first",
    "published": "newest first",
    "title": "by title",
    "due": "due first",
}
_ROOMY = 70
"""Columns from which there is room for more than the essentials."""


def heading(listing: Listing, what: str, place: int, picked: int, canvas: Canvas) -> str:
    """Return the top line: what is shown, how many, in which order.

    Args:
        listing: What is shown.
        what: What the papers are, in one word: ``browse``, ``search``.
        place: Which of the papers the cursor is on, from 1; 0 for none.
        picked: How many are marked.
        canvas: The screen.
    """
    count = canvas.ellipsis if listing.begun else f"{listing.count:,}"
    parts = [f"readlist {what}" if canvas.width >= _ROOMY else what, f"{place:,}/{count}"]
    parts += [translate(f"{picked:,} marked")] if picked else []
    order = translate(_ORDERS[listing.order])
    order += translate(", reversed") if listing.backwards else ""
    parts += [order] if canvas.width >= _ROOMY else []
    parts += [f"/{one_line(listing.line)}"] if listing.line else []
    if not listing.line or canvas.width >= _ROOMY:
        parts.append(_statuses(listing.shown))
    return "   ".join(parts)


def _statuses(shown: frozenset[Status]) -> str:
    if not shown:
        return translate("every status")
    if shown == SHOWN:
        return translate("unread")
    return listed(translate(status) for status in Status if status in shown)


def nothing(listing: Listing) -> str:
    """Return what is shown if there are no rows."""
    if listing.line:
        others = " A looks at papers of every status." if listing.shown else ""
        return translate(f"No paper fits.{others} Esc shows all papers again.")
    waiting = "No paper is waiting. A shows papers of every status."
    return translate(waiting) if listing.shown else translate("Nothing.")


def about(card: Card, why: str, highlights: Sequence[Highlight], canvas: Canvas) -> Content:
    """Return the details of a paper, with its reasons and the highlights of its PDF."""
    state = f"{canvas.statuses[card.paper.status]} {translate(card.paper.status)} {canvas.dot} "
    lines = [
        paper_text.title(card, canvas),
        Content(paper_text.authors(card, canvas)),
        Content.styled(state + paper_text.facts(card, canvas), "dim"),
        Content.styled(why, "dim"),
    ]
    text = Content(f"\n{paper_text.abstract(card, canvas)}")
    marked = [Content(canvas.text(one.line)) for one in highlights]
    heading = [Content.styled(f"\n{translate('Highlights')}", "bold")] if marked else []
    return Content("\n").join([*(line for line in lines if line.plain), text, *heading, *marked])


def told(done: Done, canvas: Canvas, *, back: bool = False) -> str:
    """Return the line on what was done or undone last."""
    named = named_papers(done.papers, canvas)
    same = "" if back or done.entry is not None else translate(" (nothing changed)")
    what = f"{translate(done.what)}  {named}{same}"
    return labelled("took back", what) if back else labelled("last", what)


def named_papers(papers: Sequence[Paper], canvas: Canvas) -> str:
    """Return one paper's identifier and title, or how many papers they are."""
    if len(papers) != 1:
        return translate(plural(len(papers), "paper"))
    return f"{one_line(papers[0].id)} {canvas.prose(papers[0].title)}".rstrip()
