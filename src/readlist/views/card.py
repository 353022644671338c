"""One paper with everything known about it, for a terminal."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.text import Text

from readlist.clock import today
from readlist.due import due_words
from readlist.highlight import Highlight
from readlist.language import is_english, translate
from readlist.metadata import Metadata
from readlist.paper import Paper, Status
from readlist.text import clean, one_line, plural
from readlist.views.canvas import Canvas
from readlist.views.cells import width_of, wrap
from readlist.views.paper_id import ID, link_of

_INDENT = "    "
_NARROW = 40
"""Columns below which nothing is indented."""


def highlight_views(highlights: Sequence[Highlight], canvas: Canvas) -> Iterator[Text]:
    """Yield each highlight: page and kind, then the marked text and the comment."""
    for one in highlights:
        colour = f" {canvas.dot} {one.colour_name}" if one.colour_name else ""
        by = f" {canvas.dot} {canvas.text(one.author)}" if one.author else ""
        page = f"{translate('p.')} {one.page}"
        yield Text(f"{page}  {translate(one.kind)}{colour}{by}", "dim")
        width = min(canvas.width, _TEXT_WIDTH)
        if one.text:
            yield from map(Text, wrap(canvas.text(one.text), width, _INDENT))
        for line in filter(None, map(one_line, one.comment.splitlines())):
            yield from (Text(part, "italic") for part in wrap(canvas.text(line), width, _INDENT))


def highlight_section(highlights: Sequence[Highlight], canvas: Canvas) -> Iterator[Text]:
    """Yield highlights under a heading, as part of a paper's card."""
    yield Text(translate("Highlights"), "bold")
    width = min(canvas.width, _TEXT_WIDTH)
    indent = "  " if canvas.width >= _NARROW else ""
    for one in highlights:
        yield from map(Text, wrap(canvas.text(one.line), width, indent))


def highlight_line(one: Highlight) -> str:
    """Return page, kind, colour, text and comment with tabs between them."""
    return "\t".join((str(one.page), one.kind, one.colour, one.text, one_line(one.comment)))


_AUTHORS = 5
_DONE = (Status.READ, Status.SKIPPED)
_MOST_CODE = 5
_TEXT_WIDTH = 90
"""Columns of running text: longer lines are hard to read."""


def paper_card(paper: Paper, metadata: Metadata | None, pdf: str | None, canvas: Canvas) -> Text:
    """Return title, authors, facts, abstract, notes and links.

    Args:
        paper: The paper of the list.
        metadata: Its metadata, if known.
        pdf: The path of its PDF.
        canvas: The screen.
    """
    lines = [*_head(paper, canvas)]
    lines += _wrapped(_authors(paper, canvas), canvas)
    for fact in _facts(paper, metadata, canvas):
        lines += _wrapped(fact, canvas, "dim")
    if metadata and metadata.taken_back:
        told = f"{metadata.taken_back.upper()}: {canvas.text(metadata.why_taken_back)}"
        lines += _wrapped(told, canvas, "bold red")
    lines += [Text(), *_abstract(paper, metadata, canvas)]
    notes = [canvas.line(line) for line in clean(paper.notes).strip().split("\n") if line]
    if any(notes):
        lines += [Text(), Text(translate("Notes"), "bold")]
        lines += [line for note in notes for line in _running(note, canvas)]
    lines.append(Text())
    # Whole, however wide: a broken address can neither be clicked nor copied.
    lines += [_clickable(link, canvas) for link in _links(paper, pdf, canvas)]
    return Text("\n", no_wrap=True, overflow="ignore").join(lines)


def _wrapped(text: str, canvas: Canvas, style: str = "") -> list[Text]:
    return [Text(line, style) for line in wrap(text, canvas.width)]


def _running(text: str, canvas: Canvas, style: str = "") -> list[Text]:
    indent = "  " if canvas.width >= 40 else ""
    return [Text(line, style) for line in wrap(text, min(canvas.width, _TEXT_WIDTH), indent)]


def _head(paper: Paper, canvas: Canvas) -> Iterator[Text]:
    """Yield the title with status and star at the right, or below it if it is too long."""
    title = canvas.prose(paper.title) or canvas.text(_spelt(paper, ":"))
    mark = Text(f"{canvas.statuses[paper.status]} {translate(paper.status)}")
    if paper.star:
        mark.append(f" {canvas.star}", "yellow")
    gap = canvas.width - width_of(title) - width_of(mark.plain)
    if gap >= 2:
        yield Text.assemble((title, "bold"), " " * gap, mark)
    else:
        yield from _wrapped(title, canvas, "bold")
        yield mark


def _authors(paper: Paper, canvas: Canvas) -> str:
    names = [canvas.prose(name) for name in paper.authors[:_AUTHORS]]
    more = len(paper.authors) - len(names)
    return ", ".join(names) + (translate(f" and {more:,} more") if more else "")


def _facts(paper: Paper, metadata: Metadata | None, canvas: Canvas) -> Iterator[str]:
    between = f" {canvas.dot} "
    version = paper.version or (metadata.version if metadata else None)
    first = [f"{canvas.text(_spelt(paper))}{f'v{version}' if version else ''}"]
    first += [canvas.text(", ".join(paper.categories)), paper.published_as or _day(paper.published)]
    first.append(canvas.text(paper.venue))
    first.append(_named("key", canvas.text(paper.key)))
    yield between.join(filter(None, first))
    topics = _named("topics", canvas.text(", ".join(paper.topics)))
    added = _named("added", _day(paper.added))
    source = _named("from", f'"{canvas.text(paper.source)}"' if paper.source else "")
    read = _named("read", _day(paper.finished))
    due = due_fact(paper)
    yield between.join(filter(None, [topics, f"{added} {source}".strip(), due, read]))
    yield translate(f"only yours: {', '.join(paper.yours)}") if paper.yours else ""
    yield canvas.text(_named("also", ", ".join(paper.also)))
    if metadata:
        yield canvas.text(metadata.comment)
        yield between.join(filter(None, map(canvas.text, (metadata.journal_ref, metadata.doi))))


def due_fact(paper: Paper) -> str:
    """Return the day by which a paper is due, and how far off it is; empty if there is none."""
    if not paper.due:
        return ""
    far = due_words(paper.due, today()) if paper.status not in _DONE else ""
    # A day that is far off is shown by its date alone.
    counted = far if far and str(paper.due) not in far else ""
    short = counted if counted != translate(counted) else counted.removeprefix("due ")
    return _named("due", _day(paper.due)) + (f" ({translate(short)})" if counted else "")


def _named(what: str, value: str) -> str:
    """Return a fact with its label; empty if there is none."""
    return f"{translate(what)} {value}" if value else ""


def _spelt(paper: Paper, between: str = " ") -> str:
    return f"arXiv{between}{paper.id}" if paper.arxiv_id else paper.id


def _day(day: date | None) -> str:
    if day and not is_english():
        return f"{day.year} 年 {day.month} 月 {day.day} 日"
    return f"{day.day} {day:%b} {day.year}" if day else ""


def _abstract(paper: Paper, metadata: Metadata | None, canvas: Canvas) -> list[Text]:
    if metadata and metadata.abstract:
        return _running(canvas.prose(metadata.abstract), canvas)
    return _running(_no_abstract(canvas.text(paper.id)), canvas, "dim")


def _no_abstract(name: str) -> str:
    return translate(f"No abstract yet: readlist fetch {name}")


def _clickable(line: str, canvas: Canvas) -> Text:
    """Return a line that ends with an address, linked if the screen has links."""
    address = line.rpartition(" ")[2]
    found = link_of(address) if canvas.links else ""
    text = Text(line[: len(line) - len(address)], ID)
    return text.append(address, ID.update_link(found) if found else ID)


def _links(paper: Paper, pdf: str | None, canvas: Canvas) -> Iterator[str]:
    yield canvas.text(paper.url) or translate("No web page is known.")
    for address in paper.code[:_MOST_CODE]:
        yield _named("code", canvas.text(address))
    hidden = len(paper.code) - _MOST_CODE
    if hidden > 0:
        yield translate(f"and {plural(hidden, 'more address', 'more addresses')} of code")
    if pdf:
        yield f"PDF {canvas.text(pdf)}"
