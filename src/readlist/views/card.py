"""One paper with everything known of it, for a terminal."""

from collections.abc import Iterator
from datetime import date

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from readlist.metadata import Metadata
from readlist.paper import Paper
from readlist.text import clean, plural
from readlist.views.cells import width_of
from readlist.views.look import Look

_AUTHORS = 5
_MOST_CODE = 5
_TEXT_WIDTH = 88
"""Columns of running text: longer lines are hard to read."""


def paper_card(paper: Paper, metadata: Metadata | None, pdf: str | None, look: Look) -> Group:
    """Return title, authors, facts, abstract, notes and links.

    Args:
        paper: The paper of the list.
        metadata: What arXiv said of it, where that is known.
        pdf: The path of its PDF.
        look: The screen.
    """
    parts: list[Text | Padding] = [_head(paper, look), _authors(paper, look)]
    parts += [Text(line, "dim") for line in _facts(paper, metadata, look)]
    if metadata and metadata.withdrawn:
        parts.append(Text(f"WITHDRAWN: {look.text(metadata.comment)}", "bold red"))
    parts.append(Text())
    parts.append(_indented(_abstract(paper, metadata, look), look))
    notes = [look.line(line) for line in clean(paper.notes).strip().split("\n") if line]
    if any(notes):
        parts += [Text(), Text("Notes", "bold")]
        parts += [_indented(Text(line), look) for line in notes]
    parts += [Text(), *_links(paper, pdf, look)]
    return Group(*parts)


def _head(paper: Paper, look: Look) -> Text:
    """Return the title with status and star at the right, or behind it where it is too long."""
    title = look.text(paper.title) or f"arXiv:{look.text(paper.id)}"
    mark = f"{look.statuses[paper.status]} {paper.status}"
    gap = look.width - width_of(title) - len(mark) - (2 if paper.star else 0)
    text = Text(title, "bold")
    text.append(" " * gap if gap >= 2 else "\n")
    text.append(mark, "not bold")
    if paper.star:
        text.append(f" {look.star}", "not bold yellow")
    return text


def _authors(paper: Paper, look: Look) -> Text:
    names = [look.text(name) for name in paper.authors[:_AUTHORS]]
    more = len(paper.authors) - len(names)
    return Text(", ".join(names) + (f" and {more:,} more" if more else ""))


def _facts(paper: Paper, metadata: Metadata | None, look: Look) -> Iterator[str]:
    between = f" {look.dot} "
    version = paper.version or (metadata.version if metadata else None)
    first = [f"arXiv {look.text(paper.id)}{f'v{version}' if version else ''}"]
    first += [look.text(", ".join(paper.categories)), _day(paper.published)]
    first.append(f"key {look.text(paper.key)}" if paper.key else "")
    yield between.join(filter(None, first))
    topics = f"topics {look.text(', '.join(paper.topics))}" if paper.topics else ""
    added = f"added {_day(paper.added)}" if paper.added else ""
    source = f'from "{look.text(paper.source)}"' if paper.source else ""
    read = f"read {_day(paper.finished)}" if paper.finished else ""
    second = between.join(filter(None, [topics, f"{added} {source}".strip(), read]))
    if second:
        yield second
    if metadata:
        published = between.join(filter(None, map(look.text, (metadata.journal_ref, metadata.doi))))
        yield from filter(None, [look.text(metadata.comment), published])


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b} {day.year}" if day else ""


def _abstract(paper: Paper, metadata: Metadata | None, look: Look) -> Text:
    if metadata and metadata.abstract:
        return Text(look.text(metadata.abstract))
    return Text(f"No abstract yet: readlist fetch {look.text(paper.id)}", "dim")


def _indented(text: Text, look: Look) -> Padding:
    right = max(look.width - _TEXT_WIDTH - 2, 0)
    return Padding(text, (0, right, 0, 2 if look.width >= 40 else 0))


def _links(paper: Paper, pdf: str | None, look: Look) -> Iterator[Text]:
    yield Text(paper.url or "This is no arXiv identifier.", "cyan")
    for address in paper.code[:_MOST_CODE]:
        yield Text(f"code {look.text(address)}")
    hidden = len(paper.code) - _MOST_CODE
    if hidden > 0:
        yield Text(f"and {plural(hidden, 'more address', 'more addresses')} of code")
    if pdf:
        yield Text(f"PDF {look.text(pdf)}")
