"""PDF: its text with links, and what readers marked, read in a process of its own that has limits.

A PDF from anywhere may make any reader loop, use up the memory or crash; then only that process
ends. PDFium does the work (through pypdfium2): it needs a tenth of the time of readers written in
Python.
"""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from readlist.document_model import Block, Link, Part, Role
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.inline import plain_block
from readlist.documents.lines import could_head, mend
from readlist.errors import ReadlistError
from readlist.highlight import Highlight
from readlist.patterns import pattern
from readlist.text import clean, one_line

_REFERENCE = pattern(r"\s*(?:\[\d{1,3}\]|\[[A-Z][\w+]{1,12}\]|\(?\d{1,3}[.)]|[•▪●–-])\s+\S")
_SECTION = pattern(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})*\.?\s+|[IVX]{1,5}\.\s+|[A-H]\.\s+)?"
    r"(?:abstract|introduction|related work|background|references|bibliography|conclusions?|"
    r"further reading|acknowledge?ments?|appendix|discussion|results|methods?|"
    r"参考文献|引言|摘要)\s*",
    re.IGNORECASE,
)
_ARCHIVE_BREAK = pattern(
    "\\b(hep|astro|cond|gr|quant|nucl|math|physics|q|stat|cs)\ufffe(?=[a-z]{2,4}[\\]/.])"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A unit of text on a page: a line, or all lines of a reference."""

    text: str
    number: int
    """The page, as there are no lines to count."""
    role: Role = Role.TEXT
    links: tuple[Link, ...] = field(default=())


def arranged(text: str, links: list[Link], page: int) -> list[Line]:
    """Return a page's references and lines, in order.

    Args:
        text: From PDFium: a soft hyphen at a line's end is U+FFFE.
        links: Their spans count characters of `text`.
        page: Its number.
    """
    lines = list(_lines(text, links, page))
    return list(_joined(_mended(lines)))


def _lines(text: str, links: list[Link], page: int) -> Iterator[Line]:
    start = 0
    placed = sorted(links, key=lambda x: x.start)
    for piece in re.split(r"(?<=\n)", text.replace("\x00", " ")):
        end = start + len(piece)
        mine = [x for x in placed if start <= x.start < end or (x.start >= len(text) == end)]
        body = piece.rstrip()
        shifted = tuple(
            x._replace(start=min(x.start - start, len(body)), end=min(x.end - start, len(body)))
            for x in mine
        )
        if body.strip() or shifted:
            yield Line(body, page, links=shifted)
        start = end


def _mended(lines: list[Line]) -> list[Line]:
    """Remove the hyphens and breaks that split an identifier or a word."""
    result: list[Line] = []
    for line in lines:
        text = _ARCHIVE_BREAK.sub(r"\1-", line.text)
        text = re.sub("(?<=[a-z])\ufffe(?=[A-Z])", "-", text)
        text = re.sub("\ufffe$", "-", text)
        mended = replace(line, text=text)
        while "\ufffe" in mended.text:
            mended = _without(mended, mended.text.index("\ufffe"))
        result.append(mended)
    return result


def _without(line: Line, position: int) -> Line:
    """Drop one character and move the links behind it."""
    links = tuple(
        x._replace(start=x.start - (x.start > position), end=x.end - (x.end > position))
        for x in line.links
    )
    return replace(line, text=line.text[:position] + line.text[position + 1 :], links=links)


def _joined(lines: list[Line]) -> Iterator[Line]:
    """Join a reference's lines; join other lines only where an address continues."""
    current: Line | None = None
    inside = False
    for index, line in enumerate(lines):
        begins = bool(_REFERENCE.match(line.text))
        heads = not begins and _heads(lines, index, inside=inside)
        if current is not None and not begins and not heads and (inside or _cut(current, line)):
            current = _append(current, line)
            continue
        if current is not None:
            yield current
        current = replace(line, role=Role.ITEM if begins else Role.HEADING if heads else Role.TEXT)
        inside = begins
    if current is not None:
        yield current


def _heads(lines: list[Line], index: int, *, inside: bool) -> bool:
    line = lines[index]
    if _SECTION.fullmatch(line.text):
        return True
    if inside or line.links or len(line.text) > 60 or not could_head(line.text):
        return False
    # In a list of links, a line without one above a line with one is its heading.
    following = lines[index + 1] if index + 1 < len(lines) else None
    plain = line.text[:1].isupper() and not re.search(r"[\d,:;@]", line.text)
    alone = index == 0 or not lines[index - 1].text.endswith(("-", ","))
    return bool(following and following.links and plain and alone)


def _cut(line: Line, following: Line) -> bool:
    """Return whether an identifier or an address continues on the next line."""
    both = f"{line.text}\n{following.text}"
    return mend(both) != both


def _append(line: Line, following: Line) -> Line:
    """Join two lines, and an identifier or word that was cut between them."""
    both = f"{line.text}\n{following.text}"
    mended = mend(both)
    shift = len(line.text)
    if mended != both:
        text = mended.replace("\n", " ").rstrip()
    elif re.search(r"[a-z]-$", line.text) and following.text[:1].islower():
        text, shift = line.text[:-1] + following.text, shift - 1
    else:
        text, shift = f"{line.text} {following.text.lstrip()}", shift + 1
    moved = tuple(
        x._replace(start=min(x.start + shift, len(text)), end=min(x.end + shift, len(text)))
        for x in following.links
    )
    return replace(line, text=text, links=line.links + moved)


SECONDS = 60
"""Seconds of CPU that a PDF may take; it may take three times as long by the clock."""


def read(source: RawDocument) -> ParsedContent:
    """Return the lines of a PDF with their links, its title and the stamp on its first page.

    Raises:
        ReadlistError: It is broken, encrypted, or takes too long.
    """
    pages, title = _pages(source.data)
    lines: list[Line] = []
    for number, page in enumerate(pages, 1):
        links = [Link(str(url), int(a), int(b)) for url, a, b in page["links"]]
        lines += arranged(str(page["text"]), links, number)
    own = str(pages[0]["stamp"]) if pages else ""
    return ParsedContent(_blocks(lines), title, own)


def text_of(data: bytes) -> str:
    """Return the text of a PDF, line by line, with a form feed after every page.

    Raises:
        ReadlistError: It is broken, encrypted, or takes too long.
    """
    pages, _ = _pages(data)
    # PDFium puts U+FFFE where a word was divided at the end of a line.
    words = (str(page["text"]).replace("\ufffe\r\n", "").replace("\ufffe", "") for page in pages)
    return "".join(f"{page.replace(chr(13), '')}\f" for page in words)


def _pages(data: bytes) -> tuple[list[dict[str, Any]], str]:
    answer = ask_worker(data)
    return answer["pages"], str(answer.get("title") or "")


def ask_worker(data: bytes, *words: str) -> dict[str, Any]:
    """Return the answer of the process that reads a PDF.

    Args:
        data: The PDF.
        words: What to ask for besides text and links: ``annotations``.

    Raises:
        ReadlistError: It is broken, encrypted, or takes too long.
    """
    # The module is run by its file, so that the new process does not import this package.
    from readlist.documents import pdf_worker  # noqa: PLC0415 - only its path is needed

    command = [sys.executable, "-I", str(pdf_worker.__file__), str(SECONDS), *words]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=data, capture_output=True, timeout=3 * SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise ReadlistError(
            "the PDF takes too long to read", "save its text and import that"
        ) from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise ReadlistError("the PDF cannot be read", "save its text and import that") from None
    if "problem" in answer:
        raise ReadlistError(str(answer["problem"]), "save its text and import that")
    return answer


def _blocks(lines: list[Line]) -> list[Part]:
    blocks: list[Part] = []
    for line in lines:
        role = line.role
        base = plain_block(line.text, line.number, role, 2 if role is Role.HEADING else 0)
        if base is None and not line.links:
            continue
        written = base.links if base else ()
        mine = tuple(x for x in line.links if not any(_same(x, other) for other in written))
        both = tuple(sorted((*written, *mine), key=lambda x: (x.start, x.end)))
        blocks.append(Block(line.text, line.number, role, 2 if role is Role.HEADING else 0, both))
    return blocks


def _same(link: Link, other: Link) -> bool:
    return link.start < other.end and other.start < link.end and link.url == other.url


_DAY = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)", re.ASCII)
# Latin ligatures of Unicode: https://www.unicode.org/charts/PDF/UFB00.pdf
_LIGATURES = re.compile("[\ufb00-\ufb06]")
# A word that was divided at the end of a line goes on with a small letter; "Best-\nKnown" keeps
# its hyphen.
_DIVIDED = re.compile(r"(?<=\w)\ufffe\s*(?=[a-z\u00df-\u00ff])")


def read_highlights(data: bytes) -> list[Highlight]:
    """Return what readers marked in a PDF, in reading order.

    Raises:
        ReadlistError: It is broken, encrypted, or takes too long.
    """
    return [_highlight(one) for one in ask_worker(data, "annotations")["annotations"]]


def _highlight(one: dict[str, Any]) -> Highlight:
    text, comment = _words(str(one["text"])), clean(str(one["comment"])).strip()
    # Preview and others write what was marked into the comment as well.
    if _bare(comment) == _bare(text):
        comment = ""
    colour = "#{:02x}{:02x}{:02x}".format(*one["colour"]) if one["colour"] else ""
    day = _day(str(one["date"])) or _day(str(one["made"]))
    author = one_line(str(one["author"]))
    return Highlight(int(one["page"]), str(one["kind"]), text, comment, colour, author, day)


def _words(text: str) -> str:
    plain = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return one_line(_DIVIDED.sub("", plain).replace("\ufffe", "-"))


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _day(written: str) -> str:
    """Return the day of a PDF's date (ISO 32000-1, 7.9.4)."""
    found = _DAY.match(written)
    return "-".join(found.groups()) if found else ""
