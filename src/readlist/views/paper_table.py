"""Tables of papers, one a theme, as Rich renderables.

`rich.table.Table` measures and wraps every cell: 0.3 ms of CPU a row even with fixed columns (Rich
15.0, Python 3.11). Here the columns are fixed beforehand, so that a row is one join of strings:
0.007 ms, a thousand rows for less than fifty cost there, and none wider than the terminal.
"""

import re
import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style

from readlist.language import is_english, listed, translate
from readlist.paper import Paper, Status
from readlist.reading_list import Group
from readlist.text import plural
from readlist.views.canvas import Canvas
from readlist.views.cells import cut, fit, width_of, wrap
from readlist.views.paper_id import ID, linked
from readlist.views.paper_rows import Columns, PaperRow, lay_out, make_rows

_HEADING = Style(bold=True)

_STAR = Style(color="yellow")
_DIM = Style(dim=True)
_FOUND = Style(bold=True, underline=True)
_DONE = (Status.READ, Status.SKIPPED)
_BAR = 10
_GAP = "  "
_NAMES = {"id": "identifier", "marks": ""}
"""The headings of columns that differ from their names here."""


class ThemeTable:
    """The papers of one theme under its heading.

    Args:
        group: The theme and its papers; without a theme and a count there is no heading.
        rows: Their rows.
        columns: Widths, the same for all tables of a screen.
        canvas: The screen.
        heading: Whether to name the theme.
    """

    def __init__(
        self,
        group: Group,
        rows: Sequence[PaperRow],
        columns: Columns,
        canvas: Canvas,
        *,
        heading: bool,
    ) -> None:
        self.group = group
        self.rows = rows
        self.columns = columns
        self.canvas = canvas
        self.heading = heading
        self.names = False
        """Whether to show the headings of the columns on top."""
        self.marked: Collection[str] = ()
        """Words of titles that a search found, as written there."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines of the table."""
        newline = Segment.line()
        if self.names:
            yield Segment(self._names(), _DIM)
            yield newline
        if self.heading:
            yield from self._head()
            yield newline
        for row in self.rows:
            yield from self._row(row)
            yield newline

    def _head(self) -> Iterator[Segment]:
        canvas, group = self.canvas, self.group
        name = canvas.text(group.theme) or translate("no topic")
        count = f"{group.read}/{group.total} {translate('read')}"
        room = canvas.width - width_of(count) - 1
        yield Segment(cut(name, max(room, 4), canvas.ellipsis), _HEADING)
        if width_of(name) + _BAR + len(_GAP) <= room:
            yield Segment(f"{_GAP}{canvas.bar(group.read, group.total, _BAR)} ", _DIM)
            yield Segment(count)
        elif width_of(name) <= room:
            yield Segment(f" {count}")

    def _names(self) -> str:
        """Return the headings of the columns, each above its column."""
        columns, ellipsis = self.columns, self.canvas.ellipsis
        named = {name: _NAMES.get(name, name) for name in columns.widths}
        if columns.widths.get("id", 0) < len(named.get("id", "")):
            named["id"] = "id"
        cells = {
            n: fit(named[n] and translate(named[n]), width, ellipsis)
            for n, width in columns.widths.items()
        }
        before = f" {cells.pop('id')}{_GAP}" if "id" in cells else " "
        title = fit(translate("title"), columns.title, ellipsis)
        return f"{'#':>{columns.number}}    {before}{_GAP.join([title, *cells.values()])}".rstrip()

    def _row(self, row: PaperRow) -> Iterator[Segment]:
        canvas, columns, paper = self.canvas, self.columns, row.paper
        style = _DIM if paper.status in _DONE else None
        lead = f"{row.number:>{columns.number}} {canvas.statuses[paper.status]} "
        yield Segment(lead if paper.star else f"{lead} ", style)
        if paper.star:
            yield Segment(canvas.star, _STAR)
        before, behind = self._rest(row)
        if before:
            yield from self._identifier(before, paper, style or ID)
        text = f"{_GAP if before else ' '}{behind}".rstrip()
        if self.marked:
            yield from self._marked(text, style)
        else:
            yield Segment(text, style)

    def _identifier(self, cell: str, paper: Paper, style: Style) -> Iterator[Segment]:
        """Yield the identifier's cell; padding is not part of a link."""
        behind = linked(style, paper, self.canvas)
        if behind is style:
            yield Segment(f" {cell}", style)
            return
        name = cell.rstrip()
        yield from (Segment(" "), Segment(name, behind), Segment(" " * (len(cell) - len(name))))

    def _marked(self, text: str, style: Style | None) -> Iterator[Segment]:
        """Yield a title and what follows it, with the words that were searched for in bold."""
        longest_first = sorted(self.marked, key=len, reverse=True)
        words = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")
        length = self.columns.title + len(_GAP)
        for place, piece in enumerate(words.split(text[:length])):
            if piece:
                yield Segment(piece, _FOUND if place % 2 else style)
        yield Segment(text[length:], style)

    def _rest(self, row: PaperRow) -> tuple[str, str]:
        """Return the identifier's cell, and the title with all that follows it."""
        ellipsis, widths = self.canvas.ellipsis, self.columns.widths
        cells = [fit(row.cells[name], width, ellipsis) for name, width in widths.items()]
        before = cells.pop(0) if "id" in widths else ""
        title = fit(row.title, self.columns.title, ellipsis)
        return before, _GAP.join([title, *cells])


def theme_tables(
    groups: Iterable[Group],
    canvas: Canvas,
    pdfs: Collection[str],
    *,
    headings: bool = True,
    taken_back: Mapping[str, str] = MappingProxyType({}),
) -> list[ThemeTable]:
    """Return a table for every group, with the same columns in all, numbered throughout.

    Args:
        groups: The papers.
        canvas: The screen.
        pdfs: Identifiers of the papers that have a PDF on this machine.
        headings: Whether to name the themes.
        taken_back: How papers were taken back, by identifier.
    """
    made: list[tuple[Group, list[PaperRow]]] = []
    first = 1
    for group in groups:
        rows = make_rows(
            group.papers, canvas, pdfs, first=first, taken_back=taken_back, themed=headings
        )
        made.append((group, rows))
        first += len(group.papers)
    columns = lay_out([row for _, rows in made for row in rows], canvas)
    tables = [ThemeTable(group, rows, columns, canvas, heading=headings) for group, rows in made]
    for table in tables[:1]:
        table.names = "id" in columns.widths  # a title alone needs no heading
    return tables


_HIDDEN = {
    Status.READ: "read",
    Status.SKIPPED: "skipped",
    Status.INBOX: "in the inbox",
    Status.UNREAD: "unread",
    Status.READING: "being read",
}


def hidden_text(hidden: Mapping[Status, int], cut: int = 0) -> str:
    """Return what is hidden and how to show it: ``3 read and 1 skipped not shown (--all)``."""
    parts = [f"{hidden[status]:,} {word}" for status, word in _HIDDEN.items() if hidden.get(status)]
    texts = [translate(f"{_listed(parts)} not shown (--all)")] if parts else []
    if cut:
        texts.append(translate(f"{cut:,} more beyond -n"))
    return listed(texts)


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def legend(papers: Iterable[Paper], canvas: Canvas, *, marks: bool) -> str:
    """Return the symbols used, with their meaning.

    Args:
        papers: The papers that are shown.
        canvas: The screen.
        marks: Whether the marks for notes and PDFs are shown.
    """
    shown = list(papers)
    there = {paper.status for paper in shown}
    found = [status for status in Status if status in there]
    parts = [f"{canvas.statuses[status]} {translate(status)}" for status in found]
    if any(paper.star for paper in shown):
        parts.append(f"{canvas.star} {translate('starred')}")
    if marks:
        parts += ["", f"n {translate('note')}", "p PDF"]
        if any(paper.yours for paper in shown):
            parts.append(translate("y marked by you, for you alone"))
    return " ".join(parts).strip()


def footer_lines(
    papers: Sequence[Paper], themes: int, hidden: str, canvas: Canvas, *, marks: bool
) -> list[str]:
    """Return the lines under a list; two parts share a line if they fit.

    Args:
        papers: The papers that are shown.
        themes: How many themes they are grouped under; none if they are not grouped.
        hidden: From `hidden_text`.
        canvas: The screen.
        marks: Whether the marks for notes and PDFs are shown.
    """
    count = translate(plural(len(papers), "paper"))
    total = count + (translate(f" in {plural(themes, 'topic')}") if themes else "")
    parts = [total, legend(papers, canvas, marks=marks), hidden]
    lines: list[str] = []
    for part in filter(None, parts):
        if lines and width_of(lines[-1]) + 3 + width_of(part) <= canvas.width:
            lines[-1] += f"   {part}"
        elif is_english():
            lines += textwrap.wrap(part, canvas.width, drop_whitespace=True)
        else:
            lines += wrap(part, canvas.width)
    return lines
