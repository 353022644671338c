"""One paper with everything known of it, for a terminal."""

from collections.abc import Iterator
from datetime import date

from rich.text import Text

from readlist.metadata import Metadata
from readlist.paper import Paper
from readlist.text import clean, plural
from readlist.views.cells import width_of, wrap
from readlist.views.look import Look

_AUTHORS = 5
_MOST_CODE = 5
_TEXT_WIDTH = 90
"""Columns of running text: longer lines are hard to read."""


def paper_card(paper: Paper, metadata: Metadata | None, pdf: str | None, look: Look) -> Text:
    """Return title, authors, facts, abstract, notes and links.

    Args:
        paper: The paper of the list.
        metadata: What arXiv said of it, where that is known.
        pdf: The path of its PDF.
        look: The screen.
    """
    lines = [*_head(paper, look)]
    lines += _wrapped(_authors(paper, look), look)
    for fact in _facts(paper, metadata, look):
        lines += _wrapped(fact, look, "dim")
    if metadata and metadata.withdrawn:
        lines += _wrapped(f"WITHDRAWN: {look.text(metadata.comment)}", look, "bold red")
    lines += [Text(), *_abstract(paper, metadata, look)]
    notes = [look.line(line) for line in clean(paper.notes).strip().split("\n") if line]
    if any(notes):
        lines += [Text(), Text("Notes", "bold")]
        lines += [line for note in notes for line in _running(note, look)]
    lines.append(Text())
    # Whole, as wide as they are: what is broken in two can neither be clicked nor copied.
    lines += [Text(link, "cyan") for link in _links(paper, pdf, look)]
    return Text("\n", no_wrap=True, overflow="ignore").join(lines)


def _wrapped(text: str, look: Look, style: str = "") -> list[Text]:
    return [Text(line, style) for line in wrap(text, look.width)]


def _running(text: str, look: Look, style: str = "") -> list[Text]:
    indent = "  " if look.width >= 40 else ""
    return [Text(line, style) for line in wrap(text, min(look.width, _TEXT_WIDTH), indent)]


def _head(paper: Paper, look: Look) -> Iterator[Text]:
    """Yield the title with status and star at the right, or below it where it is too long."""
    title = look.prose(paper.title) or look.text(_spelt(paper, ":"))
    mark = Text(f"{look.statuses[paper.status]} {paper.status}")
    if paper.star:
        mark.append(f" {look.star}", "yellow")
    gap = look.width - width_of(title) - width_of(mark.plain)
    if gap >= 2:
        yield Text.assemble((title, "bold"), " " * gap, mark)
    else:
        yield from _wrapped(title, look, "bold")
        yield mark


def _authors(paper: Paper, look: Look) -> str:
    names = [look.prose(name) for name in paper.authors[:_AUTHORS]]
    more = len(paper.authors) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")


def _facts(paper: Paper, metadata: Metadata | None, look: Look) -> Iterator[str]:
    between = f" {look.dot} "
    version = paper.version or (metadata.version if metadata else None)
    first = [f"{look.text(_spelt(paper))}{f'v{version}' if version else ''}"]
    first += [look.text(", ".join(paper.categories)), paper.published_as or _day(paper.published)]
    first.append(look.text(paper.venue))
    first.append(f"key {look.text(paper.key)}" if paper.key else "")
    yield between.join(filter(None, first))
    topics = f"topics {look.text(', '.join(paper.topics))}" if paper.topics else ""
    added = f"added {_day(paper.added)}" if paper.added else ""
    source = f'from "{look.text(paper.source)}"' if paper.source else ""
    read = f"read {_day(paper.finished)}" if paper.finished else ""
    due = f"due {_day(paper.due)}" if paper.due else ""
    yield between.join(filter(None, [topics, f"{added} {source}".strip(), due, read]))
    yield f"only yours: {', '.join(paper.yours)}" if paper.yours else ""
    yield look.text(f"also {', '.join(paper.also)}") if paper.also else ""
    if metadata:
        yield look.text(metadata.comment)
        yield between.join(filter(None, map(look.text, (metadata.journal_ref, metadata.doi))))


def _spelt(paper: Paper, between: str = " ") -> str:
    return f"arXiv{between}{paper.id}" if paper.arxiv_id else paper.id


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b} {day.year}" if day else ""


def _abstract(paper: Paper, metadata: Metadata | None, look: Look) -> list[Text]:
    if metadata and metadata.abstract:
        return _running(look.prose(metadata.abstract), look)
    return _running(f"No abstract yet: readlist fetch {look.text(paper.id)}", look, "dim")


def _links(paper: Paper, pdf: str | None, look: Look) -> Iterator[str]:
    yield look.text(paper.url) or "No page of it is known."
    for address in paper.code[:_MOST_CODE]:
        yield f"code {look.text(address)}"
    hidden = len(paper.code) - _MOST_CODE
    if hidden > 0:
        yield f"and {plural(hidden, 'more address', 'more addresses')} of code"
    if pdf:
        yield f"PDF {look.text(pdf)}"
