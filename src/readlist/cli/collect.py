"""Identifiers out of what is typed or piped to ``readlist add``."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from readlist.arxiv_id import ArxivId
from readlist.cli.session import Session
from readlist.errors import UsageError

_LARGEST = 64 << 20
"""Characters of a file or of standard input; longer ones are no list of papers."""

_BETWEEN = re.compile(r"[\s,;|\"'<>(){}\[\]，、；：。（）【】《》“”‘’]+")
_ALMOST = re.compile(r"(?:arxiv:)?\d{4}\.\d{3,6}(?:v\d+)?", re.IGNORECASE | re.ASCII)
_ROWS = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?")


def read_requests(session: Session, words: Sequence[str]) -> list[str]:
    """Return the words that should be identifiers.

    Args:
        session: This run.
        words: Identifiers, addresses, rows of the list last shown, texts that hold identifiers,
            ``-`` for standard input, ``@file``.

    Raises:
        UsageError: A file cannot be read, or holds nothing that could be an identifier.
    """
    requests: list[str] = []
    for word in words:
        if word == "-":
            requests += _found(_read_stdin(session), "standard input")
        elif word.startswith("@") and len(word) > 1:
            requests += _found(_read_file(Path(word[1:]).expanduser()), word[1:])
        elif _BETWEEN.search(word.strip()):
            requests += find_identifiers(word) or [word]
        else:
            requests += _rows(session, word) or [word]
    return list(dict.fromkeys(requests))


def find_identifiers(text: str) -> list[str]:
    """Return the words of a text that are identifiers, and those that are nearly so."""
    found = dict.fromkeys(
        word.strip(".:") for word in _BETWEEN.split(text) if _could_be(word.strip(".:"))
    )
    return list(found)


def _could_be(word: str) -> bool:
    if not any(character.isdigit() for character in word):
        return False
    return bool(_ALMOST.fullmatch(word)) or ArxivId.try_parse(word) is not None


def _found(text: str, where: str) -> list[str]:
    found = find_identifiers(text)
    if not found:
        raise UsageError(f"there is no arXiv identifier in {where}", "readlist add 2310.06825")
    return found


def _rows(session: Session, word: str) -> list[str]:
    """Return the identifiers of rows of the list last shown; nothing if the word is no row."""
    match = _ROWS.fullmatch(word)
    if not match:
        return []
    rows = session.reading.rows()
    first, last = int(match[1]), int(match[2] or match[1])
    return rows[first - 1 : last] if 1 <= first <= last <= len(rows) else []


def _read_stdin(session: Session) -> str:
    if session.screen.in_tty:
        session.say("Paste arXiv identifiers or addresses; Ctrl-D ends.")
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is None:
        return sys.stdin.read(_LARGEST)
    return _decoded(buffer.read(_LARGEST))


def _read_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return _decoded(file.read(_LARGEST))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}", "readlist add @ids.txt") from None


def _decoded(data: bytes) -> str:
    """Return the text; identifiers are ASCII, so that a wrong guess elsewhere does no harm."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")
