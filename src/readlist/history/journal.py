"""The journal: one JSON line a change, appended and synced before the list is replaced.

::

    {"n": 7, "what": ..., "at": ..., "before": SHA, "after": SHA, "hunks": [...]}   a change
    {"n": 7, ..., "hunks": [], "dismissed": [ID, ...]}        discoveries that were dismissed
    {"last": 7, "undo": [{"n": 7, "before": SHA, "after": SHA}, ...]}               or "redo"
    {"last": 7, "cancel": true}                                  the line before did not happen

Replaying the lines gives the changes that can be undone and those that can be redone. A line that
a crash cut short, and any other garbage, is passed over.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readlist.errors import FileError
from readlist.files import read_regular, sync_folder, write_all, write_atomic
from readlist.lazy import lazy
from readlist.regular import open_regular
from readlist.replacement import Replacement

if TYPE_CHECKING:
    from readlist.history import replay as replaying
    from readlist.history.replay import State, Step
else:
    replaying = lazy("readlist.history.replay")

KEPT = 500
"""Changes that can be taken back."""
LARGEST = 64 << 20
"""Bytes beyond which old changes are dropped, however few."""
KINDS = ("undo", "redo")
"""Lines that tell of changes which were undone, or redone."""
_SLACK = 100
_UNREADABLE = LARGEST * 8


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One change of the list."""

    number: int
    what: str
    """The change in words, as the reader would name it."""
    at: str
    """When, ISO 8601."""
    before: str
    """SHA-256 of the list before it."""
    after: str
    """SHA-256 of the list after it."""
    hunks: tuple[Replacement, ...]
    dismissed: tuple[str, ...] = ()
    """Discoveries that were dismissed, which leaves the list itself as it was."""
    agent: str = ""
    """What the agent that made it calls itself; empty if it was a person."""

    def to_line(self) -> dict[str, Any]:
        """Return the entry as a line of the journal."""
        hunks = [to_json(hunk) for hunk in self.hunks]
        line = {"n": self.number, "what": self.what, "at": self.at}
        extra: dict[str, Any] = {"dismissed": list(self.dismissed)} if self.dismissed else {}
        extra |= {"agent": self.agent} if self.agent else {}
        return {**line, "before": self.before, "after": self.after, "hunks": hunks, **extra}

    @classmethod
    def from_line(cls, line: Mapping[str, Any]) -> "JournalEntry":
        """Read a line of the journal.

        Raises:
            ValueError, KeyError, TypeError: It is not what `to_line` gives.
        """
        what, at, before, after = (
            checked_text(line[name]) for name in ("what", "at", "before", "after")
        )
        hunks, gone = hunks_from(line["hunks"]), line.get("dismissed", [])
        if not isinstance(gone, list):
            raise TypeError(gone)
        agent = checked_text(line.get("agent", ""))
        ids = tuple(map(checked_text, gone))
        return cls(checked_number(line["n"]), what, at, before, after, hunks, ids, agent)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was written into the journal."""

    number: int | None
    """The number of the change; None for changes that are undone or redone."""
    cancel: Callable[[], None]
    """Takes the record back."""


class Journal:
    """The history of one list. Callers hold the list's lock while they write to it."""

    def __init__(self, folder: Path, list_path: Path) -> None:
        name = hashlib.sha256(os.fsencode(os.path.realpath(list_path))).hexdigest()[:16]
        self.path = folder / f"{name}.jsonl"

    def append(
        self,
        what: str,
        at: str,
        before: str,
        after: str,
        hunks: Sequence[Replacement] = (),
        *,
        dismissed: Sequence[str] = (),
        agent: str = "",
    ) -> Receipt:
        """Record a change before it is made; what was recorded before it is settled first.

        Args:
            what: The change in words.
            at: When, ISO 8601.
            before: SHA-256 of the list's bytes as they are; see `settle`.
            after: SHA-256 of the list after the change.
            hunks: What is replaced.
            dismissed: Discoveries that are dismissed, which leaves the list itself as it is.
            agent: What the agent that makes it calls itself; empty if it is a person.

        Raises:
            FileError: It could not be made durable.
        """
        raw = self._read()
        latest, last = _tail(raw)
        if _is_pending(latest, before):
            self._cancel(raw)
            raw = self._read()
        number, gone = last + 1, tuple(dismissed)
        entry = JournalEntry(number, what, at, before, after, tuple(hunks), gone, agent)
        self._write(raw, entry.to_line())
        return self._receipt(number)

    def mark(self, kind: str, steps: "Sequence[Step]") -> Receipt:
        """Record that changes are about to be undone or redone.

        Args:
            kind: ``undo`` or ``redo``.
            steps: The changes in the order in which that happens; all of it in one write.

        Raises:
            FileError: It could not be made durable.
        """
        raw = self._read()
        line = {"last": _tail(raw)[1], kind: [step.to_json() for step in steps]}
        self._write(raw, line)
        return self._receipt(None)

    def settled(self, checksum: str) -> "State":
        """Return what `state` would after `settle`, without writing."""
        raw = self._read()
        pending = _is_pending(_tail(raw)[0], checksum)
        return replaying.replay([*_lines(raw), {"cancel": True}] if pending else _lines(raw))

    def settle(self, checksum: str) -> None:
        """Correct what a crash left between a record and the list it was about.

        The last line tells what was about to happen; the list's checksum tells whether it did.

        Args:
            checksum: SHA-256 of the list's bytes as they are now.

        Raises:
            FileError: The correction could not be made durable.
        """
        raw = self._read()
        if _is_pending(_tail(raw)[0], checksum):
            self._cancel(raw)

    def done(self) -> tuple[JournalEntry, ...]:
        """Return the changes that can be undone, the oldest first."""
        return self.state().done

    def undone(self) -> tuple[JournalEntry, ...]:
        """Return the changes that can be redone, the next one last."""
        return self.state().undone

    def state(self) -> "State":
        """Return the changes that can be undone and redone, as they are on disk now."""
        return replaying.replay(_lines(self._read()))

    def _receipt(self, number: int | None) -> Receipt:
        return Receipt(number, lambda: self._cancel(self._read()))

    def _cancel(self, raw: bytes) -> None:
        self._write(raw, {"last": _tail(raw)[1], "cancel": True})

    def _read(self) -> bytes:
        try:
            return read_regular(self.path, _UNREADABLE, f"move {self.path} away")
        except FileNotFoundError:
            return b""

    def _write(self, raw: bytes, line: Mapping[str, Any]) -> None:
        data = _spell(line)
        try:
            if raw.count(b"\n") > KEPT + _SLACK or len(raw) > LARGEST:
                self._shorten(raw)
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._append(data)
        except OSError as error:
            raise FileError(
                f"cannot record the change in {self.path}: {error.strerror or error}",
                f"make {self.path.parent} writable and free some space; nothing was changed",
            ) from error

    def _append(self, data: bytes) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
        descriptor = open_regular(self.path, flags)
        try:
            size = os.lseek(descriptor, 0, os.SEEK_END)
            if size and os.pread(descriptor, 1, size - 1) != b"\n":
                data = b"\n" + data  # the last writer died inside its line
            try:
                write_all(descriptor, data)
                os.fsync(descriptor)
                if not size:
                    sync_folder(self.path.parent)
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(descriptor, size)
                raise
        finally:
            os.close(descriptor)

    def _shorten(self, raw: bytes) -> None:
        """Drop the oldest changes once there are too many; done rarely, atomically."""
        state = replaying.replay(_lines(raw))
        lines = replaying.shortened(state, _spell, KEPT, LARGEST // 2)
        with contextlib.suppress(FileError):  # a longer history does no harm
            write_atomic(self.path, b"".join(lines))


def _spell(line: Mapping[str, Any]) -> bytes:
    return (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def _lines(raw: bytes) -> Iterator[dict[str, Any]]:
    for line in raw.split(b"\n"):
        if parsed := _parse(line):
            yield parsed


def _tail(raw: bytes) -> tuple[dict[str, Any], int]:
    """Return the last valid line (empty if there is none) and the number of the last change.

    Lines in front of the one that tells the number are not parsed.
    """
    latest: dict[str, Any] = {}
    end = len(raw)
    while end > 0:
        start = raw.rfind(b"\n", 0, end) + 1
        line = _parse(raw[start:end])
        end = start - 1
        if not line or not makes_sense(line):
            continue
        latest = latest or line
        for name in ("n", "last"):
            if type(line.get(name)) is int:
                return latest, max(int(line[name]), 0)
    return latest, 0


def _is_pending(latest: Mapping[str, Any], checksum: str) -> bool:
    """Whether a line records a change that never reached the list with that checksum."""
    before, after = extent(latest)
    return "cancel" not in latest and checksum == before != after


def _parse(line: bytes) -> dict[str, Any] | None:
    try:
        data = json.loads(line.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def extent(line: Mapping[str, Any]) -> tuple[str, str]:
    """Return the list's checksums before and after a line's change; empty if it has none."""
    for kind in KINDS:
        if kind in line:
            return str(line[kind][0]["before"]), str(line[kind][-1]["after"])
    return str(line.get("before", "")), str(line.get("after", ""))


def makes_sense(line: Mapping[str, Any]) -> bool:
    """Whether a line is valid; `replay` skips others."""
    if "cancel" in line:
        return True
    try:
        kind = next((one for one in KINDS if one in line), "")
        if kind:
            return bool([replaying.Step.from_json(data) for data in line[kind]])
        JournalEntry.from_line(line)
    except (ValueError, KeyError, TypeError):
        return False
    return True


def to_json(hunk: Replacement) -> dict[str, Any]:
    """Return a replacement as JSON values, without what is empty."""
    return {name: value for name, value in asdict(hunk).items() if value != ""}


def hunks_from(data: Sequence[Mapping[str, Any]]) -> tuple[Replacement, ...]:
    """Read replacements.

    Raises:
        ValueError, KeyError, TypeError: They are none.
    """
    if not isinstance(data, list) or not all(isinstance(piece, dict) for piece in data):
        raise TypeError
    return tuple(
        Replacement(
            checked_number(piece["at"]),
            *(
                checked_text(piece.get(name, ""))
                for name in ("old", "new", "paper", "before", "after")
            ),
        )
        for piece in data
    )


def checked_number(value: object) -> int:
    """Return a number of a line; raise `ValueError` if it is none."""
    if type(value) is not int or value < 0:
        raise ValueError(value)
    return value


def checked_text(value: object) -> str:
    """Return a text of a line; raise `TypeError` if it is none."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value
