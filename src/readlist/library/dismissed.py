"""Discoveries that the reader dismissed: ``dismissed.txt`` beside the list.

One paper per line, ``2611.01234 2026-11-21``; everything else in it is the reader's and stays.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from readlist.clock import today
from readlist.errors import FileError
from readlist.files import rewrite
from readlist.model.spelling import spelled
from readlist.regular import load_regular

LARGEST = 64 << 20
"""Bytes of the file; two million papers."""
_ENCODING, _ERRORS = "utf-8", "surrogateescape"  # bytes of any other encoding survive


@dataclass(frozen=True, slots=True)
class Dismissed:
    """The file, which may be missing."""

    path: Path
    on_wait: Callable[[str], None] | None = None
    """Called when another process is writing it."""
    what: str = "the dismissed papers"
    """What it holds, in words."""

    def read(self) -> dict[str, date | None]:
        """Return identifiers without version, and the day of each; None if it is not known.

        Raises:
            FileError: The file is there and cannot be read.
        """
        return _dismissed(self._text())

    def add(self, identifiers: Iterable[str]) -> list[str]:
        """Append papers that are not in it and return them.

        Raises:
            FileError: It cannot be written.
        """
        wanted = dict.fromkeys(identifiers)
        new: list[str] = []

        def with_new(text: str) -> str:
            known = _dismissed(text)
            new[:] = [one for one in wanted if one not in known]
            gap = "" if not new or not text or text.endswith("\n") else "\n"
            return text + gap + "".join(f"{one} {today().isoformat()}\n" for one in new)

        self._rewrite(with_new)
        return new

    def remove(self, identifiers: Iterable[str]) -> list[str]:
        """Remove papers and return those that were in it; every other line stays.

        Raises:
            FileError: It cannot be written.
        """
        wanted = dict.fromkeys(identifiers)
        gone: list[str] = []

        def without(text: str) -> str:
            known = _dismissed(text)
            gone[:] = [one for one in wanted if one in known]
            taken = set(gone)
            lines = text.splitlines(keepends=True)
            return "".join(line for line in lines if _identifier(line) not in taken)

        if not self.read().keys().isdisjoint(wanted):
            self._rewrite(without)
        return gone

    def _text(self) -> str:
        try:
            return load_regular(self.path, LARGEST).decode(_ENCODING, _ERRORS)
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise FileError(
                f"cannot read {self.path}: {error.strerror or error}",
                f"ls -ld {self.path}, and make it readable",
            ) from error

    def _rewrite(self, change: Callable[[str], str]) -> None:
        def changed(raw: bytes) -> bytes:
            return change(raw.decode(_ENCODING, _ERRORS)).encode(_ENCODING, _ERRORS)

        rewrite(self.path, changed, LARGEST, what=self.what, on_wait=self.on_wait)


def _dismissed(text: str) -> dict[str, date | None]:
    """Return identifiers and days from a text."""
    found: dict[str, date | None] = {}
    for line in text.splitlines():
        identifier = _identifier(line)
        if identifier:
            found[identifier] = _day(line)
    return found


def _identifier(line: str) -> str:
    words = line.partition("#")[0].replace("\ufeff", "").split()
    return (spelled(words[0]) or "") if words else ""


def _day(line: str) -> date | None:
    for word in line.partition("#")[0].split()[1:2]:
        try:
            return date.fromisoformat(word)
        except ValueError:
            return None
    return None
