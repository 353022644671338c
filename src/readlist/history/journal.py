"""The journal: one JSON line a change, appended and synced before the list is replaced.

A line is either a change (``n``, ``what``, ``at``, ``before``, ``after``, ``hunks``) or a mark
(``undo``, ``redo`` or ``cancel`` with the number of a change). Replaying the lines gives the
changes that can be undone and those that can be redone. A line that a crash cut short is ignored.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from readlist.errors import FileError
from readlist.files import write_atomic
from readlist.hunk import Hunk

KEPT = 500
"""Changes that can be taken back."""
LARGEST = 64 << 20
"""Bytes beyond which old changes are dropped, however few."""
_SLACK = 100


@dataclass(frozen=True, slots=True)
class Entry:
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
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class _Replay:
    done: tuple[Entry, ...]
    undone: tuple[Entry, ...]
    last: int
    lines: int
    latest: tuple[str, Entry | None]
    """What the last line says was about to happen, and to which change."""


class Journal:
    """The history of one list. Callers hold the list's lock while they write to it."""

    def __init__(self, folder: Path, list_path: Path) -> None:
        name = hashlib.sha256(os.fsencode(os.path.realpath(list_path))).hexdigest()[:16]
        self.path = folder / f"{name}.jsonl"
        self._replayed: _Replay | None = None

    def append(
        self, what: str, at: str, before: str, after: str, hunks: Sequence[Hunk]
    ) -> Callable[[], None]:
        """Record a change before it is made; the answer cancels the record.

        Raises:
            FileError: It could not be made durable.
        """
        number = self._replay().last + 1
        pieces = [{k: v for k, v in asdict(hunk).items() if v != ""} for hunk in hunks]
        line = {"n": number, "what": what, "at": at, "before": before, "after": after}
        self._write({**line, "hunks": pieces})
        return lambda: self._write({"cancel": number})

    def mark(self, kind: str, number: int) -> Callable[[], None]:
        """Record that a change is about to be undone or redone; the answer takes that back.

        Args:
            kind: ``undo`` or ``redo``.
            number: The change's number.

        Raises:
            FileError: It could not be made durable.
        """
        self._write({kind: number})
        opposite = "redo" if kind == "undo" else "undo"
        return lambda: self._write({opposite: number})

    def settle(self, checksum: str) -> None:
        """Correct what a crash left between a record and the list it was about.

        The last line tells what was about to happen; the list's checksum tells whether it did.

        Args:
            checksum: SHA-256 of the list's bytes as they are now.
        """
        kind, entry = self._replay().latest
        if entry is None:
            return
        old, new = (entry.after, entry.before) if kind == "undo" else (entry.before, entry.after)
        if checksum == old != new:
            opposite = {"n": "cancel", "undo": "redo", "redo": "undo"}[kind]
            self._write({opposite: entry.number})

    def done(self) -> tuple[Entry, ...]:
        """Return the changes that can be undone, the oldest first."""
        return self._replay().done

    def undone(self) -> tuple[Entry, ...]:
        """Return the changes that can be redone, the next one last."""
        return self._replay().undone

    def _write(self, line: dict[str, Any]) -> None:
        data = (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
        try:
            self._shorten()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._append(data)
        except OSError as error:
            raise FileError(
                f"cannot record the change in {self.path}: {error.strerror or error}",
                f"make {self.path.parent} writable and free some space; nothing was changed",
            ) from error
        self._replayed = None

    def _append(self, data: bytes) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        descriptor = os.open(self.path, flags, 0o600)
        with open(descriptor, "r+b", buffering=0) as file:  # noqa: PTH123 - from a descriptor
            size = file.seek(0, os.SEEK_END)
            if size and os.pread(descriptor, 1, size - 1) != b"\n":
                data = b"\n" + data  # the last writer died inside its line
            try:
                written = 0
                while written < len(data):
                    written += file.write(data[written:])
                os.fsync(descriptor)
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(descriptor, size)
                raise

    def _lines(self) -> Iterator[dict[str, Any]]:
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise FileError(
                f"cannot read {self.path}: {error.strerror or error}",
                f"check the rights of {self.path}",
            ) from error
        for line in raw.split(b"\n"):
            with contextlib.suppress(ValueError):
                data = json.loads(line.decode("utf-8", "surrogatepass"))
                if isinstance(data, dict):
                    yield data

    def _replay(self) -> _Replay:
        if self._replayed is None:
            self._replayed = _replay(self._lines())
        return self._replayed

    def _shorten(self) -> None:
        """Drop the oldest changes once there are too many; done rarely, atomically."""
        replay = self._replay()
        too_large = self.path.exists() and self.path.stat().st_size > LARGEST
        if replay.lines <= KEPT + _SLACK and not too_large:
            return
        entries, size = [], 0
        for entry in reversed(replay.done[-KEPT:]):
            line = json.dumps(_as_line(entry), ensure_ascii=False)
            size += len(line)
            if size > LARGEST // 2:
                break
            entries.append(line)
        undone = [json.dumps(_as_line(e), ensure_ascii=False) for e in reversed(replay.undone)]
        marks = [json.dumps({"undo": e.number}) for e in replay.undone]
        text = "\n".join([*reversed(entries), *undone, *marks, ""])
        write_atomic(self.path, text.encode("utf-8", "surrogatepass"))
        self._replayed = None


def _replay(lines: Iterator[dict[str, Any]]) -> _Replay:
    done: list[Entry] = []
    undone: list[Entry] = []
    last = count = 0
    latest: tuple[str, Entry | None] = ("", None)
    for line in lines:
        count += 1
        if "n" in line:
            with contextlib.suppress(KeyError, TypeError, ValueError):
                done.append(_entry(line))
                undone.clear()
                last, latest = max(last, done[-1].number), ("n", done[-1])
        elif "cancel" in line:
            done, latest = [e for e in done if e.number != line["cancel"]], ("", None)
        elif "undo" in line:
            latest = ("undo", _move(done, undone, line["undo"]))
        elif "redo" in line:
            latest = ("redo", _move(undone, done, line["redo"]))
    return _Replay(tuple(done), tuple(undone), last, count, latest)


def _move(source: list[Entry], target: list[Entry], number: object) -> Entry | None:
    for position in range(len(source) - 1, -1, -1):
        if source[position].number == number:
            target.append(source.pop(position))
            return target[-1]
    return None


def _entry(line: dict[str, Any]) -> Entry:
    hunks = tuple(
        Hunk(
            at=int(piece["at"]) if "at" in piece else 0,
            old=str(piece.get("old", "")),
            new=str(piece.get("new", "")),
            paper=str(piece.get("paper", "")),
            before=str(piece.get("before", "")),
            after=str(piece.get("after", "")),
        )
        for piece in line["hunks"]
    )
    what, at, before, after = (str(line[name]) for name in ("what", "at", "before", "after"))
    return Entry(int(line["n"]), what, at, before, after, hunks)


def _as_line(entry: Entry) -> dict[str, Any]:
    line = {"n": entry.number, "what": entry.what, "at": entry.at}
    hashes = {"before": entry.before, "after": entry.after}
    hunks = [{k: v for k, v in asdict(hunk).items() if v != ""} for hunk in entry.hunks]
    return {**line, **hashes, "hunks": hunks}
