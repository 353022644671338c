"""Find identifiers in what is typed or piped to ``readlist add``."""

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from readlist.arxiv_address import is_whole, recognise
from readlist.arxiv_id import NotAnArxivIdError
from readlist.cli.session import Session
from readlist.errors import ReadlistError, UsageError
from readlist.lazy import lazy
from readlist.library.shown import row_range
from readlist.model.kinds import NO_PAPER, NotAnIdentifierError
from readlist.regular import open_regular

if TYPE_CHECKING:
    from readlist.model import identifiers, page_address, recognising
else:
    identifiers = lazy("readlist.model.identifiers")
    recognising = lazy("readlist.model.recognising")
    page_address = lazy("readlist.model.page_address")

_LARGEST = 64 << 20
"""Characters of a file or of standard input; anything longer is not a list of papers."""

_HEAD = 1024
"""Bytes in which a PDF names its format."""
_TITLE_WORDS, _LONGEST_TITLE = 2, 400
_WORDS = re.compile(r"[^\W\d_]{2}")
_BETWEEN = re.compile(r"[\s,;|\"'<>(){}\[\]，、；：。（）【】《》「」『』“”‘’]+")


@dataclass(frozen=True, slots=True)
class Requests:
    """What was typed or piped, sorted out."""

    papers: tuple[str, ...] = ()
    """Words that name a paper, or should."""
    titles: tuple[str, ...] = ()
    """Arguments that are titles."""
    files: tuple[str, ...] = ()
    """Arguments that are PDF files."""
    others: tuple[str, ...] = ()
    """Lines, or the rest of them, that name no paper."""
    refused: tuple[tuple[str, ReadlistError], ...] = ()
    """Rows that name no paper, with the reason."""

    @property
    def not_taken(self) -> tuple[tuple[str, str], ...]:
        """Everything that names no paper, with the reason in words.

        Raises:
            ReadlistError: Only rows were named, and none of them names one.
        """
        if self.refused and not (self.papers or self.titles or self.files):
            raise self.refused[0][1]
        others = tuple((text, "no identifier or address in it") for text in self.others)
        return others + tuple((word, error.problem) for word, error in self.refused)


def read_requests(session: Session, words: Sequence[str]) -> Requests:
    """Sort out what a command line asks to add; nothing is dropped.

    Args:
        session: This run.
        words: Identifiers, addresses, rows of the list last shown, texts that hold identifiers,
            ``-`` for standard input, ``@file``, titles, PDF files.

    Raises:
        UsageError: A file cannot be read, or holds nothing that could be an identifier.
    """
    every = [_of_argument(session, word) for word in words]

    def joined(name: str) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(one for found in every for one in getattr(found, name)))

    return Requests(**{field.name: joined(field.name) for field in fields(Requests)})


def _of_argument(session: Session, word: str) -> Requests:
    if word == "-":
        return _found(_read_stdin(session), "standard input")
    if word.startswith("@") and len(word) > 1:
        return _found(_read_file(Path(word[1:]).expanduser()), word[1:])
    if word.lower().startswith("file:///"):  # as browsers name a file that they show
        word = unquote(urlsplit(word).path)
    if _is_file(word):
        return Requests(files=(word,))
    if os.sep in word and Path(word).expanduser().is_dir():
        pattern = str(Path(word) / "*.pdf")
        return Requests(
            refused=((word, UsageError(f"{word} is a folder", f"readlist add {pattern}")),)
        )
    return _of_text(word) if _BETWEEN.search(word.strip()) else _of_word(session, word)


def _folder(word: str) -> UsageError:
    return UsageError(f"{word} is a folder", f"readlist add {Path(word) / '*.pdf'}")


def _of_text(text: str) -> Requests:
    """Return the papers that a text names; a text without any may be a title."""
    found = sort_out(text)
    if found.papers:
        return found
    return Requests(titles=(text,)) if _is_title(text) else Requests((text,))


def _is_file(word: str) -> bool:
    """Whether an argument is a PDF file, or the name of one that is not there.

    ``2310.06825.pdf`` is a file where there is one, and an identifier of arXiv otherwise.
    """
    if "://" in word or not (word.lower().endswith(".pdf") or os.sep in word):
        return False
    path = Path(word).expanduser()
    try:
        with os.fdopen(open_regular(path), "rb") as file:
            return word.lower().endswith(".pdf") or b"%PDF-" in file.read(_HEAD)
    except (OSError, ValueError):
        return (
            word.lower().endswith(".pdf") and not _is_paper(word) and not _other(word, pages=False)
        )


def _is_title(text: str) -> bool:
    """Whether an argument is a title, and not an identifier that is misspelt."""
    if len(text.split()) < _TITLE_WORDS or len(text) > _LONGEST_TITLE or not _WORDS.search(text):
        return False
    try:
        identifiers.Identifier.parse(text)
    except NotAnIdentifierError as error:
        return error.reason == NO_PAPER
    return False


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
    return Requests(tuple(dict.fromkeys(papers)), others=tuple(dict.fromkeys(others)))


def _of_line(line: str) -> tuple[list[str], list[str]]:
    """Return the papers of a line, and what stands between them."""
    line = _BULLETS.sub("", line)
    if is_whole(line) or _other(line, pages=True):
        return [line], []
    line = _respelt(line)
    found: list[str] = []
    rest: list[str] = []
    between: list[str] = []
    for token in line.split():
        papers, besides = _of_token(token)
        if papers:
            found += papers
            rest += [_unlabelled(" ".join(between)), *besides]
            between = []
        elif found and not between and _CATEGORY.fullmatch(token):
            continue
        elif any(map(str.isalnum, token)):
            between.append(token)
    rest.append(" ".join(between))
    return found, [text for one in rest if (text := _between(one))]


def _between(text: str) -> str:
    """Return what stands between identifiers, without the brackets that they stood in."""
    if text[-1:] in ("(", "<", "[") or text[:1] == "[":
        return page_address.trimmed(text.lstrip("[,; "))
    return text


def _respelt(line: str) -> str:
    """Return the line with each identifier that is not arXiv's as one word.

    Labels belong to them: ``PMID: 34265844``, ``ISBN 978 0 262 03561 3``.
    """
    parts: list[str] = []
    end = 0
    for (start, stop), found in recognising.recognise(line, numbers=False):
        if not found.arxiv:
            parts += (line[end:start], f" {found} ")
            end = stop
    return "".join((*parts, line[end:]))


def _of_token(token: str) -> tuple[list[str], list[str]]:
    """Return the papers of one word, and what else it says: ``1,2``, ``[12]2310.06825``."""
    # Mail filters append a key to the address; pages copied as HTML spell out the sign between
    # fields.
    token = token.partition("__;!!")[0].replace("&amp;", "&")
    if _other(token, pages=False):
        return [token], []
    parts = [part for one in _BETWEEN.split(token) if (part := one.strip(".:"))]
    papers = [part for part in parts if _is_paper(part)]
    others = [part for part in parts if part not in papers]
    if any("/" in part or "=" in part for part in others):
        return [], []  # a number inside an address or a formula
    return papers, [part for part in others if not _MARKS.fullmatch(part)]


def _other(text: str, *, pages: bool) -> bool:
    """Whether a text is an identifier that is not arXiv's, and nothing else.

    Args:
        text: A line or a word.
        pages: Whether an address counts that carries no identifier.
    """
    if not any(map(str.isdigit, text)) and "://" not in text:
        return False
    found = identifiers.Identifier.try_parse(text)
    return found is not None and found.arxiv is None and (pages or str(found.kind) != "url")


def _unlabelled(text: str) -> str:
    """Return what stands before an identifier; nothing if it only says what follows."""
    return "" if _LABEL.fullmatch(text) else text


def _is_paper(word: str) -> bool:
    """Whether a word names a paper, or fails to for a reason worth telling."""
    if not any(map(str.isdigit, word)):
        return False
    try:
        return bool(recognise(word))
    except NotAnArxivIdError as error:
        return ": " in error.reason or bool(_ALMOST.fullmatch(word))


_MARKS = re.compile(
    r"\d{1,3}|[a-z]{2}\.[A-Z]{2}|\\[a-z]*cite[a-z]*|pdf|abs|html|ps|arxiv|doi|link|url",
    re.IGNORECASE,
)
"""What carries no meaning of its own: ``[12]``, ``cs.CL``, the name of a link."""
_LABEL = re.compile(
    r"(?:\W*\b(?:arxiv|corr|preprint|e-?prints?|ids?|identifier|doi|abs|pdf)\b)*[\s:#.,]*",
    re.IGNORECASE,
)
_BULLETS = re.compile(r"^(?:(?:[-–—*•+]|\[\d{1,3}\]|\d{1,3}[.)])\s+)*")
_CATEGORY = re.compile(r"\[[a-z-]+(?:\.[A-Za-z-]+)?\]")
_ALMOST = re.compile(r"(?:arxiv:)?\d{4}\.\d{3,6}(?:v\d+)?", re.IGNORECASE | re.ASCII)


def _found(text: str, where: str) -> Requests:
    found = sort_out(text)
    if not found.papers:
        remedy = "give an identifier or address, such as 2310.06825"
        raise UsageError(f"there is no identifier in {where}", remedy)
    return found


def _of_word(session: Session, word: str) -> Requests:
    """Return the papers of rows last shown, or the word itself if it is not a row."""
    bounds = row_range(word)
    if not bounds:
        return Requests((word,))
    try:
        named = session.workspace.rows.named(bounds)
    except ReadlistError as error:
        return Requests(refused=((word, error),))
    return Requests(tuple(identifier or title for identifier, title in named))


def _read_stdin(session: Session) -> str:
    if session.screen.in_tty:
        session.say("Paste identifiers or addresses; Ctrl-D ends.")
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is None:
        return sys.stdin.read(_LARGEST)
    return _decoded(buffer.read(_LARGEST))


def _read_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return _decoded(file.read(_LARGEST))
    except OSError as error:
        remedy = "put a file that can be read after the @"
        raise UsageError(f"cannot read {path}: {error.strerror}", remedy) from None


def _decoded(data: bytes) -> str:
    """Return the text; identifiers are ASCII, so a wrong guess about the rest does no harm.

    Bytes that are not text are kept, because what is not added is named.

    Raises:
        UsageError: It is a PDF, not a text that names papers.
    """
    if b"%PDF-" in data[:_HEAD]:
        raise UsageError("this is a PDF, not a list of papers", "readlist add FILE.pdf")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "surrogateescape")
