"""Identifiers out of what is typed or piped to ``readlist add``."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from readlist.arxiv_address import is_stamp, recognise
from readlist.arxiv_id import NotAnArxivIdError
from readlist.cli.session import Session
from readlist.errors import ReadlistError, UsageError
from readlist.library.shown import row_range

_LARGEST = 64 << 20
"""Characters of a file or of standard input; longer ones are no list of papers."""

_BETWEEN = re.compile(r"[\s,;|\"'<>(){}\[\]，、；：。（）【】《》「」『』“”‘’]+")


@dataclass(frozen=True, slots=True)
class Requests:
    """What was typed or piped, sorted out."""

    papers: tuple[str, ...]
    """Words that name a paper, or should."""
    others: tuple[str, ...] = ()
    """Lines, or what is left of them, that name none."""
    refused: tuple[tuple[str, ReadlistError], ...] = ()
    """Rows that name none, with the reason."""

    @property
    def not_taken(self) -> tuple[tuple[str, str], ...]:
        """Everything that names no paper, with the reason in words.

        Raises:
            ReadlistError: Only rows were named, and none of them names one.
        """
        if self.refused and not self.papers:
            raise self.refused[0][1]
        others = tuple((text, "no arXiv identifier or address in it") for text in self.others)
        return others + tuple((word, error.problem) for word, error in self.refused)


def read_requests(session: Session, words: Sequence[str]) -> Requests:
    """Sort out what a command line asks to add; nothing of it is dropped.

    Args:
        session: This run.
        words: Identifiers, addresses, rows of the list last shown, texts that hold identifiers,
            ``-`` for standard input, ``@file``.

    Raises:
        UsageError: A file cannot be read, or holds nothing that could be an identifier.
    """
    papers: list[str] = []
    others: list[str] = []
    refused: list[tuple[str, ReadlistError]] = []
    for word in words:
        if word == "-":
            found = _found(_read_stdin(session), "standard input")
        elif word.startswith("@") and len(word) > 1:
            found = _found(_read_file(Path(word[1:]).expanduser()), word[1:])
        elif _BETWEEN.search(word.strip()):
            found = sort_out(word)
            found = found if found.papers else Requests((word,))
        else:
            found = _of_word(session, word)
        papers += found.papers
        others += found.others
        refused += found.refused
    return Requests(tuple(dict.fromkeys(papers)), tuple(dict.fromkeys(others)), tuple(refused))


def sort_out(text: str) -> Requests:
    """Return the papers that a text names, line by line, and everything else that it says.

    Lines that begin with ``#`` are remarks and say nothing.
    """
    papers: list[str] = []
    others: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if not line or line.startswith("#"):
            continue
        found, rest = _of_line(line)
        papers += found
        others += rest
    return Requests(tuple(dict.fromkeys(papers)), tuple(dict.fromkeys(others)))


def _of_line(line: str) -> tuple[list[str], list[str]]:
    """Return the papers of a line, and what stands between them."""
    if is_stamp(line):
        return [line], []
    found: list[str] = []
    rest: list[str] = []
    between: list[str] = []
    for token in line.split():
        papers = _of_token(token)
        if papers:
            found += papers
            rest.append(" ".join(between))
            between = []
        elif _BETWEEN.sub("", token).strip("-–—.:*•+=/&"):
            between.append(token)
    rest.append(" ".join(between))
    return found, [text for text in rest if text]


def _of_token(token: str) -> list[str]:
    """Return the papers of one word; several where signs part them, as in ``1,2``."""
    parts = [part for one in _BETWEEN.split(token) if (part := one.strip(".:"))]
    papers = [part for part in parts if _is_paper(part)]
    others = [part for part in parts if part not in papers]
    return papers if papers and all(len(part) <= _MARK for part in others) else []


def _is_paper(word: str) -> bool:
    """Whether a word names a paper, or fails to for a reason worth telling."""
    if not any(map(str.isdigit, word)):
        return False
    try:
        return bool(recognise(word))
    except NotAnArxivIdError as error:
        return ": " in error.reason or bool(_ALMOST.fullmatch(word))


_MARK = 5
"""Characters up to which what is glued to an identifier is a mark: ``[12]``, ``cs.CL``."""
_ALMOST = re.compile(r"(?:arxiv:)?\d{4}\.\d{3,6}(?:v\d+)?", re.IGNORECASE | re.ASCII)


def _found(text: str, where: str) -> Requests:
    found = sort_out(text)
    if not found.papers:
        raise UsageError(f"there is no arXiv identifier in {where}", "readlist add 2310.06825")
    return found


def _of_word(session: Session, word: str) -> Requests:
    """Return the papers of rows of the list last shown, or the word itself if it is no row."""
    bounds = row_range(word)
    if not bounds:
        return Requests((word,))
    try:
        named = session.workspace.rows.named(bounds)
    except ReadlistError as error:
        return Requests((), refused=((word, error),))
    return Requests(tuple(identifier or title for identifier, title in named))


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
