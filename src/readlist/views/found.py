"""What was found, in lines: papers in documents, and the papers that PDFs are."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from readlist.language import behind_colon, translate
from readlist.lazy import lazy
from readlist.paper import Paper
from readlist.tex import readable
from readlist.text import one_line

if TYPE_CHECKING:
    from rich.text import Text

    from readlist.model import identifiers
    from readlist.views import cells, paper_id
    from readlist.views.canvas import Canvas
else:
    identifiers = lazy("readlist.model.identifiers")
    cells = lazy("readlist.views.cells")
    paper_id = lazy("readlist.views.paper_id")

_LEAST_TITLE = 20
_SHORTEST_TITLE = 8
"""Columns that identifiers leave to titles on the narrowest screens."""
_MOST_ID = 18
_MOST_TOPIC = 24
_EDITED = "edited"


class FoundRow(NamedTuple):
    """A paper that a document names."""

    kind: str
    """``edited``, ``new``, ``known``, ``conflict`` or ``title only``."""
    id: str
    title: str
    topics: tuple[str, ...]
    """The change, if the paper was edited."""
    code: tuple[str, ...]
    where: str
    """The document and the line."""


def found_lines(rows: Sequence[FoundRow]) -> Iterator[str]:
    """Yield a line for each paper: kind, identifier, title, topics, code, document and line."""
    for row in rows:
        fields = (row.kind, row.id, row.title, ",".join(row.topics), " ".join(row.code), row.where)
        yield "\t".join(one_line(field) for field in fields)


def found_view(rows: Sequence[FoundRow], canvas: "Canvas") -> "Text":
    """Return the rows as a table no wider than the screen."""
    from rich.text import Text  # noqa: PLC0415 - pipes and --json want no Rich

    text = Text(no_wrap=True)
    told = {row.kind: translate(row.kind) for row in rows}
    kinds = max(map(cells.width_of, told.values()), default=0)
    labels = [_label(one_line(row.id)) for row in rows]
    room = max(canvas.width - kinds - 4 - _SHORTEST_TITLE, 0)
    ids = min(max(map(len, labels), default=0), _MOST_ID, room)
    left = canvas.width - kinds - ids - 4
    edited = any(row.kind == _EDITED for row in rows)
    longest = max((cells.width_of(canvas.text(", ".join(row.topics))) for row in rows), default=0)
    most = min(left // 2 if edited else _MOST_TOPIC, longest)
    topics = min(most, left - _LEAST_TITLE - 2) if left >= 2 * _LEAST_TITLE else 0
    title = max(left - topics - 2 * bool(topics), 1)
    for row, label in zip(rows, labels, strict=True):
        dim = "dim" if row.kind == "known" else "yellow" if row.kind == "conflict" else ""
        text.append(f"{cells.fit(told[row.kind], kinds)}  ", dim)
        shown = cells.fit(canvas.text(label), ids, canvas.ellipsis)
        paper_id.append_id(text, shown, Paper(row.id), canvas)
        name = canvas.prose(row.title) or translate("(no title)")
        text.append("  " + cells.fit(name, title, canvas.ellipsis))
        if topics:
            text.append(
                "  " + cells.cut(canvas.text(", ".join(row.topics)), topics, canvas.ellipsis)
            )
        text.rstrip()
        text.append("\n")
    text.rstrip()
    return text


def _label(identifier: str) -> str:
    """Return a short name of a paper for a row: a DOI without its prefix, the host of a page."""
    found = identifiers.Identifier.try_parse(identifier) if ":" in identifier else None
    return found.label() if found else identifier


_FILE, _TAKEN = 30, 24
"""Cells that a file's name and an identifier may take."""


class RecognisedRow(NamedTuple):
    """One PDF."""

    file: str
    taken: str
    """The identifier; empty where it was not recognised."""
    surety: str
    """How sure it is, in words."""
    how: str
    """How it was recognised, or why it was not."""
    title: str = ""


def recognised_lines(rows: Sequence[RecognisedRow], width: int) -> list[str]:
    """Return a line for each file: identifier, how sure it is, how it was recognised, title.

    Args:
        rows: The files.
        width: Cells of a line; 0 to cut nothing.
    """
    files = max((cells.width_of(one_line(row.file)) for row in rows), default=0)
    taken = max((cells.width_of(row.taken) for row in rows), default=0)
    if width:
        most = width * 3 // 10
        files, taken = min(files, _FILE, most), min(taken, _TAKEN, most)
    rows = [row._replace(surety=translate(row.surety), how=translate(row.how)) for row in rows]
    sure = max((cells.width_of(row.surety) for row in rows), default=0)
    lines = []
    for row in rows:
        told = row.how + (behind_colon("", readable(row.title)) if row.title else "")
        columns = (
            cells.fit(one_line(row.file), files),
            cells.fit(row.taken, taken),
            cells.fit(row.surety, sure),
        )
        line = f"  {'  '.join(columns)}  {one_line(told)}".rstrip()
        lines.append(cells.cut(line, width) if width else line)
    return lines
