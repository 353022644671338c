"""Read back task lists that readlist wrote: boxes, stars, due days, ratings, quoted notes.

A box is empty or has an ``x``; Obsidian's ``/`` marks a paper that is being read, and its ``-`` one
that was skipped.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from readlist.exporters.entry import ExportEntry
from readlist.exporters.markdown import record as records
from readlist.exporters.markdown.record import Record
from readlist.exporters.markdown.syntax import escape_line, unescape
from readlist.exporters.returned import OPEN, Edit, Field, Loss, Odd, Returned, Value
from readlist.model.spelling import spelled
from readlist.paper import Status
from readlist.text import shorten

_ITEM = re.compile(r"[ \t]{0,3}[-*+] \[(.)\][ \t]+(.*)$")
_NAME = re.compile(r"`([^`\n]+)`")
_TARGET = re.compile(r"\[\[([^\]|\s]+)")
_DUE = re.compile(r" · due (\d{4}-\d\d-\d\d)[ \t]*$", re.ASCII)
_WORD = re.compile(r" · \((reading|skipped)\)[ \t]*$")
_QUOTED = re.compile(r"[ \t]{1,6}>[ \t]?(.*)$")
_STAR = "★"
_BOXES = {" ": OPEN, "x": "read", "X": "read", "/": "reading", "-": "skipped"}
_COUNTED = re.compile(r"\d[\d,]* papers?[:.]|\d[\d,]* of \d[\d,]* read$|As of \d{4}-")
"""Lines that describe the list as it was; losing them does not matter."""
_DONE = (Status.READ, Status.SKIPPED)
_MOST = 2000
"""Lines of one paper's notes that are read."""


class TickedItem(NamedTuple):
    """A paper in a task list."""

    id: str
    line: int
    status: str
    """A status; `OPEN` for an empty box, and empty for a box that has no meaning."""
    box: str
    star: bool
    notes: tuple[str, ...]
    due: str = ""


class Tasks(NamedTuple):
    """The task list in a file."""

    items: tuple[TickedItem, ...]
    rest: tuple[tuple[int, str], ...]
    """The lines without what is read back, and their numbers."""
    record: Record | None


def shown_status(entry: ExportEntry) -> str:
    """Return the status that a paper's line shows."""
    status = entry.paper.status
    return OPEN if status in (Status.UNREAD, Status.INBOX) else str(status)


def shown_due(entry: ExportEntry) -> str:
    """Return the due day that a paper's line shows; empty for papers that are done."""
    paper = entry.paper
    return str(paper.due) if paper.due and paper.status not in _DONE else ""


def shown_notes(lines: Iterable[str]) -> tuple[str, ...]:
    """Return lines of notes as a Markdown parser sees them."""
    return tuple(shown for line in lines if (shown := unescape(escape_line(line)).strip()))


def record_of(
    entries: Sequence[ExportEntry], lines: Sequence[str], *, notes: bool
) -> Iterator[Sequence[str]]:
    """Yield the record of a task list: what differs from the defaults, and a digest of the rest.

    Args:
        entries: The papers.
        lines: The whole file.
        notes: Whether the file holds the notes.
    """
    rest = RestDigest()
    for line in lines:
        rest.add(line)
    yield rest.told
    for entry in entries:
        yield from unusual(entry, notes=notes)


def unusual(entry: ExportEntry, *, notes: bool) -> Iterator[Sequence[str]]:
    """Yield the record of a paper; nothing if all its values are defaults."""
    status, name = shown_status(entry), entry.id.replace("`", "")
    if status != OPEN:
        yield status, name
    if entry.paper.star:
        yield "star", name
    if due := shown_due(entry):
        yield "due", name, due
    if notes and entry.notes:
        yield "notes", name, records.digest(shown_notes(entry.notes))


class RestDigest:
    """A digest of what is not read back from a task list, computed while it is written."""

    def __init__(self) -> None:
        self._digest = records.LineDigest()
        self._in_item = False

    def add(self, lines: str) -> None:
        """Add the next line, or several."""
        for line in lines.split("\n"):
            if self._in_item and _QUOTED.match(line):
                continue
            found = _item(line, 0, {})
            self._in_item = found is not None
            self._digest.add(found[1] if found else line)

    @property
    def told(self) -> Sequence[str]:
        """The line of the record."""
        return "rest", self._digest.value


def read_tasks(text: str) -> Tasks:
    """Return the task list in a file."""
    body, record = records.parted(text)
    return _read(body, record)


def _read(body: str, record: Record | None) -> Tasks:
    stems = {values[0]: values[1] for values in (record or {}).get("note", []) if len(values) > 1}
    items: list[TickedItem] = []
    rest: list[tuple[int, str]] = []
    notes: list[list[str]] = []
    current = False
    for number, line in enumerate(body.split("\n"), 1):
        quoted = _QUOTED.match(line) if current else None
        if quoted:
            notes[-1].append(_quoted(quoted[1]))
            continue
        found = _item(line, number, stems)
        current = found is not None
        if found:
            items.append(found[0])
            notes.append([])
        rest.append((number, found[1] if found else line))
    told = (
        item._replace(notes=tuple(filter(None, lines[:_MOST])))
        for item, lines in zip(items, notes, strict=True)
    )
    return Tasks(tuple(told), tuple(rest), record)


def _quoted(text: str) -> str:
    """Return a quoted line without escapes and without the backslash before the line break."""
    text = text.rstrip()
    backslashes = len(text) - len(text.rstrip("\\"))
    return unescape(text[:-1] if backslashes % 2 else text).strip()


def _item(line: str, number: int, stems: dict[str, str]) -> tuple[TickedItem, str] | None:
    """Return the paper of a line, and the line without what is read back."""
    match = _ITEM.match(line)
    if not match:
        return None
    box, text = match[1], match[2]
    star, text = text.startswith(_STAR), text.removeprefix(_STAR).lstrip()
    target = _TARGET.match(text)
    if target:
        name = stems.get(target[1], target[1])
    else:
        name = next(filter(spelled, reversed(_NAME.findall(text))), "")
    if not name:
        return None
    word = _WORD.search(text)
    text = text[: word.start()] if word else text
    due = _DUE.search(text)
    text = text[: due.start()] if due else text
    status = _BOXES.get(box, "")
    if word and status == OPEN:
        status = word[1]
    return TickedItem(name, number, status, box, star, (), due[1] if due else ""), f"- {text}"


def returned_by(text: str) -> Returned:
    """Return what a person changed in the file of a task list."""
    return returned(read_tasks(text))


def returned(tasks: Tasks) -> Returned:
    """Return what a person changed in a task list.

    Without its record, only progress counts: ticks and stars that are present.
    """
    edits: dict[tuple[str, Field], Edit] = {}
    odd = []
    twice = _contradictory(tasks.items)
    was = _Was(tasks.record)
    for item in tasks.items:
        if item.id in twice:
            odd.append(Odd(item.line, item.id, "it is listed twice, in different ways"))
            continue
        if not item.status:
            odd.append(Odd(item.line, item.id, f"a box with {item.box!r} means nothing"))
        if not is_day(item.due):
            odd.append(Odd(item.line, item.id, f"due {item.due} is not a date"))
        for edit in _edits(item, was):
            edits.setdefault((edit.id, edit.field), edit)
    return Returned(tuple(edits.values()), tuple(odd))


def _contradictory(items: Sequence[TickedItem]) -> set[str]:
    seen: dict[str, tuple[str, bool, str]] = {}
    states = ((item.id, (item.status, item.star, item.due)) for item in items)
    return {name for name, state in states if seen.setdefault(name, state) != state}


class _Was:
    """What the record says about papers."""

    def __init__(self, record: Record | None) -> None:
        self.known = record is not None
        lines = record or {}
        self._status: dict[str, str] = {}
        for status in map(str, Status):
            self._status |= {values[0]: status for values in lines.get(status, []) if values}
        self._stars = {values[0] for values in lines.get("star", []) if values}
        self._notes = {values[0]: values[1] for values in lines.get("notes", []) if values[1:]}
        self._due = {values[0]: values[1] for values in lines.get("due", []) if values[1:]}

    def status(self, name: str) -> str:
        """Return the status that was shown."""
        return self._status.get(name, OPEN)

    def star(self, name: str) -> bool:
        """Return whether there was a star."""
        return name in self._stars

    def due(self, name: str) -> str:
        """Return the day that was shown; empty if there was none."""
        return self._due.get(name, "")

    def notes(self, name: str) -> str | None:
        """Return the digest of the notes; None if they were not in the file."""
        return self._notes.get(name)


def _edits(item: TickedItem, was: _Was) -> Iterator[Edit]:
    status, star, notes = was.status(item.id), was.star(item.id), was.notes(item.id)
    if item.status and item.status != status:
        yield Edit(item.id, Field.STATUS, item.status, status if was.known else None, item.line)
    if item.star != star and (was.known or item.star):
        yield Edit(item.id, Field.STAR, item.star, star if was.known else None, item.line)
    due = was.due(item.id)
    if item.due != due and is_day(item.due):
        yield Edit(item.id, Field.DUE, item.due or None, due or None, item.line)
    told = item.notes if notes or item.notes else ()
    if (notes or told) and records.digest(told) != notes:
        yield Edit(item.id, Field.NOTES, told, notes, item.line)


def losses(existing: str, new: str) -> list[Loss]:
    """Return what a person wrote into a task list that the new text does not have."""
    tasks, fresh = read_tasks(existing), read_tasks(new)
    shown = {item.id: item for item in fresh.items}
    found = [
        Loss(edit.line, spoken(edit))
        for edit in returned(tasks).edits
        if not _says(shown.get(edit.id), edit)
    ]
    found += [
        Loss(item.line, f"{item.id} box: [{item.box}]") for item in tasks.items if not item.status
    ]
    return sorted(found + rest_losses(tasks.rest, fresh.rest, tasks.record))


def numbered(text: str) -> list[tuple[int, str]]:
    """Return the lines of a text with their numbers."""
    return list(enumerate(text.split("\n"), 1))


def rest_losses(
    old: Sequence[tuple[int, str]], new: Sequence[tuple[int, str]], record: Record | None
) -> list[Loss]:
    """Return the lines of an existing file that were edited and the new one does not have."""
    if record is not None and records.digest(text for _, text in old) == records.first(
        record, "rest"
    ):
        return []
    kept = {text.strip() for _, text in new}
    return [
        Loss(number, repr(shorten(text, 60)))
        for number, text in old
        if text.strip() and text.strip() not in kept and not _COUNTED.match(text)
    ]


def _says(item: TickedItem | None, edit: Edit) -> bool:
    if item is None:
        return False
    said: dict[Field, Value] = {
        Field.STATUS: item.status, Field.STAR: item.star, Field.NOTES: item.notes,
        Field.DUE: item.due or None,
    }  # fmt: skip
    return edit.field in said and said[edit.field] == edit.value


def is_day(text: str) -> bool:
    """Return whether a text is a date as the list writes it, or empty."""
    try:
        return not text or (len(text) == len("2026-12-01") and bool(date.fromisoformat(text)))
    except ValueError:
        return False


def spoken(edit: Edit) -> str:
    """Return an edit in words: ``2401.04088 status: read``."""
    said: object = edit.value
    if isinstance(said, tuple):
        said = ("; " if edit.field is Field.NOTES else ", ").join(said)
    elif said is None or isinstance(said, bool):
        said = "yes" if said else "no"
    return f"{edit.id} {edit.field}: {shorten(str(said), 60) or 'none'}"
