"""The lines of a PDF page put into references, headings and paragraphs, with their links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from readlist.document_model import Link, Role
from readlist.documents.lines import could_head, mend
from readlist.patterns import pattern

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
    """What belongs together on a page."""

    text: str
    number: int
    """The page, as there are no lines to count."""
    role: Role = Role.TEXT
    links: tuple[Link, ...] = field(default=())


def arranged(text: str, links: list[Link], page: int) -> list[Line]:
    """Return a page's references and lines in order.

    Args:
        text: As PDFium gives it: a soft hyphen at a line's end is U+FFFE.
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
    """Undo hyphens and breaks that cut an identifier or a word in two."""
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
    """Join a reference's lines; other lines stay alone unless an address goes over the end."""
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
    """An identifier or an address stands on both lines."""
    both = f"{line.text}\n{following.text}"
    return mend(both) != both


def _append(line: Line, following: Line) -> Line:
    """Join two lines; a cut identifier is put together, a cut word too."""
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
