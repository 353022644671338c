"""Discoveries that the reader turned down: ``dismissed.txt`` beside the list.

One paper a line, ``2611.01234 2026-11-21``; whatever else stands there is the reader's and stays.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from readlist.arxiv_id import ArxivId
from readlist.clock import today
from readlist.errors import FileError
from readlist.files import lock, write_atomic

_ENCODING, _ERRORS = "utf-8", "surrogateescape"  # bytes of any other encoding survive


@dataclass(frozen=True, slots=True)
class Dismissed:
    """The file, which need not exist."""

    path: Path
    on_wait: Callable[[str], None] | None = None
    """Told when another process is writing it."""

    def read(self) -> dict[str, date | None]:
        """Return the identifiers without version and the day of each; None where it is not known.

        Raises:
            FileError: The file is there and cannot be read.
        """
        found: dict[str, date | None] = {}
        for line in self._text().splitlines():
            identifier = _identifier(line)
            if identifier:
                found[identifier] = _day(line)
        return found

    def add(self, identifiers: Iterable[str]) -> list[str]:
        """Append papers that are not in it and return them.

        Raises:
            FileError: It cannot be written.
        """
        with lock(self.path, on_wait=self.on_wait):
            text, known = self._text(), self.read()
            new = [one for one in dict.fromkeys(identifiers) if one not in known]
            if new:
                gap = "" if not text or text.endswith("\n") else "\n"
                lines = "".join(f"{one} {today().isoformat()}\n" for one in new)
                self._write(text + gap + lines)
        return new

    def remove(self, identifiers: Iterable[str]) -> list[str]:
        """Take papers out again and return those that were in it; every other line stays.

        Raises:
            FileError: It cannot be written.
        """
        known = self.read()
        gone = [one for one in dict.fromkeys(identifiers) if one in known]
        if not gone:
            return []
        taken = set(gone)
        with lock(self.path, on_wait=self.on_wait):
            lines = self._text().splitlines(keepends=True)
            self._write("".join(line for line in lines if _identifier(line) not in taken))
        return gone

    def _text(self) -> str:
        try:
            return self.path.read_bytes().decode(_ENCODING, _ERRORS)
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise FileError(
                f"cannot read {self.path}: {error.strerror or error}",
                f"check the rights of {self.path}",
            ) from error

    def _write(self, text: str) -> None:
        write_atomic(self.path, text.encode(_ENCODING, _ERRORS))


def _identifier(line: str) -> str:
    words = line.partition("#")[0].replace("\ufeff", "").split()
    parsed = ArxivId.try_parse(words[0]) if words else None
    return parsed.base if parsed else ""


def _day(line: str) -> date | None:
    for word in line.partition("#")[0].split()[1:2]:
        try:
            return date.fromisoformat(word)
        except ValueError:
            return None
    return None
