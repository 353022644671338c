"""The results of a search: a row for each paper, and the matched words with their context below."""

from collections.abc import Mapping, Sequence

from rich.text import Text

from readlist.language import labelled
from readlist.paper import Paper
from readlist.reading_list import Group
from readlist.text import CLOSE, OPEN
from readlist.views.canvas import Canvas
from readlist.views.cells import cut, width_of
from readlist.views.paper_table import ThemeTable, theme_tables

_INDENT = "      "
_MOST = 2
"""The most lines of context under a paper."""
_BEFORE = 24
"""Columns kept in front of the first match when a piece is cut."""


def hit_views(
    hits: Sequence[tuple[Paper, Mapping[str, str]]], canvas: Canvas, pdfs: frozenset[str]
) -> list[ThemeTable | Text]:
    """Return a row and its lines of context for every paper.

    Args:
        hits: Papers with their context: field -> text, matches between `OPEN` and `CLOSE`.
        canvas: The screen.
        pdfs: Identifiers of the papers that have a PDF on this machine.
    """
    groups = [Group("", (paper,), 0, 0) for paper, _ in hits]
    tables = theme_tables(groups, canvas, pdfs, headings=False)
    views: list[ThemeTable | Text] = []
    for table, (_, context) in zip(tables, hits, strict=True):
        table.marked = matched_words(context.get("title", ""))
        views.append(table)
        views += [context_line(name, text, canvas) for name, text in chosen_context(context)]
    return views


def matched_words(text: str) -> frozenset[str]:
    """Return the words between `OPEN` and `CLOSE`."""
    return frozenset(piece for piece, matched in _pieces(text) if matched and piece.strip())


def chosen_context(context: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the pieces of context to show; the title is in the row already."""
    return [(name, text) for name, text in context.items() if name != "title"][:_MOST]


def context_line(name: str, text: str, canvas: Canvas) -> Text:
    """Return one line, no wider than the screen, with the matched words in bold."""
    line = Text(f"{_INDENT}{labelled(name, '')}", style="dim")
    room = canvas.width - width_of(line.plain)
    for piece, matched in _pieces(_from_match(text, room)):
        shown = cut(canvas.text(f"|{piece}|")[1:-1], room, canvas.ellipsis)
        line.append(shown, style="bold not dim" if matched else "not dim")
        room -= width_of(shown)
        if room <= 0:
            break
    return line


def _from_match(text: str, room: int) -> str:
    """Return the text from shortly before its first match, if that would not fit otherwise."""
    flat = " ".join(text.split())
    place = flat.find(OPEN)
    if place <= max(_BEFORE, room // 2):
        return flat
    return "…" + flat[place - _BEFORE :]


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Return the text in pieces, each with whether it matched."""
    pieces: list[tuple[str, bool]] = []
    for number, part in enumerate(text.split(OPEN)):
        matched, _, rest = part.partition(CLOSE) if number else ("", "", part)
        pieces += [(matched, True), (rest, False)]
    return [(piece, matched) for piece, matched in pieces if piece]
