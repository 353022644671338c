"""Texts without mark-up, cut into blocks: headings, list entries, paragraphs, lines."""

import re
from collections.abc import Iterator
from itertools import pairwise

from readlist.document_model import Block, Role
from readlist.documents.inline import plain_block
from readlist.patterns import pattern
from readlist.text import count_wide, fold_width

_MARKER = pattern(
    r"[ \t>]*(?:[-*+•·◦▪‣–—●○■□]\s+|\[[ xX✓✗-]\]\s*|\(?\d{1,3}[.)]\s+|\[\d{1,3}\]\s*|"
    r"[①-⑳]\s*|\(\w\)\s+)"
)
_COUNTED = pattern(r"\s*\(?\d{1,2}[.)、]")
_TIME = pattern(r"[\[(]?\d{1,2}:\d\d")
_FIELD = pattern(r"\s+[A-Za-z][\w-]{1,20}:(?:\s|$)")
_ENDS = tuple(".,;:!。，；：！、…")
_URL = pattern(r"://|\bwww\.|arxiv|\d{4}\.\d{4}|doi\b|isbn\b|pmid\b|@", re.IGNORECASE)
# A field of an entry is no heading: "Title: ...", "论文标题:...".
_LABELLED = pattern(
    r"(?:(?:paper )?title|papers?|authors?|titel|titre|título|论文|(?:论文)?标题|(?:论文)?题目|"
    r"論文|タイトル|제목|논문)\s*[:：]\s*\S",
    re.IGNORECASE,
)
_UNDERLINE = pattern(r"([=\-~*#_])\1{3,}\s*")


def is_marked(line: str) -> bool:
    """Return whether the line begins an entry of a list."""
    return bool(_MARKER.match(line))


def width(text: str) -> int:
    """Return how wide the text is, wide characters counting twice."""
    return len(text) + count_wide(text)


def could_head(line: str) -> bool:
    """Return whether the line may be a heading in a text without mark-up."""
    line = line.strip()
    if not 2 <= width(line) <= 80 or line.endswith(_ENDS) or _URL.search(fold_width(line)):
        return False
    if is_marked(line) and not re.match(r"\(?\d{1,2}[.)、]", line):
        return False
    if _LABELLED.match(line) or _TIME.match(line):
        return False
    letters = sum(ch.isalpha() for ch in line)
    return letters >= 2 and letters * 2 >= len(line.replace(" ", ""))


def text_blocks(text: str, first: int = 1) -> list[Block]:
    """Return the blocks of a text without mark-up.

    Args:
        text: Fixed text.
        first: The number of its first line.
    """
    blocks: list[Block] = []
    for paragraph in _paragraphs(text, first):
        for number, lines, role in _pieces(paragraph):
            tight = number != paragraph[0][0]
            # A heading with its text right below is often a paper's title in a section.
            heads = 2 if len(paragraph) == 1 else 3
            level = heads if role is Role.HEADING else _depth(lines[0]) if role is Role.ITEM else 0
            words = _joined(lines) if len(lines) > 1 else lines[0]
            block = plain_block(words, number, role, level, tight=tight)
            if block:
                blocks.append(block)
    return blocks


def _joined(lines: list[str]) -> str:
    """Join the lines of an entry; fields such as "code: ..." stay on lines of their own."""
    fields = all(_FIELD.match(line) for line in lines[1:])
    return ("\n" if fields else " ").join(line.strip() for line in lines)


def _counts(line: str) -> bool:
    return bool(_COUNTED.match(line))


def _depth(line: str) -> int:
    return (len(line) - len(line.lstrip(" \t"))) // 2


_NAMED = pattern(
    r"(\(?\d{1,2}[)）.、]\s*[A-Z][A-Za-z\d.+-]*(?: [A-Za-z\d.+-]+){0,5}) ([^\x00-\x7f]).{8,}[:：]"
)


def _cut(line: str) -> Iterator[str]:
    """Cut off a numbered Latin name that a Chinese sentence follows on the same line, a heading.

    Such lines are what is left of headings in texts copied from web pages.
    """
    marked = line[-1:] in {":", "："} and line[:1] in "(0123456789"
    named = _NAMED.fullmatch(line) if marked else None
    if named and count_wide(named[2]):
        yield f"{named[1]}\x02"
        line = line[named.end(1) + 1 :]
    yield line


def _paragraphs(text: str, first: int) -> Iterator[list[tuple[int, str]]]:
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), first):
        if line.strip() and not _UNDERLINE.fullmatch(line.strip()):
            lines += [(number, piece) for piece in _cut(line)]
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _pieces(lines: list[tuple[int, str]]) -> Iterator[tuple[int, list[str], Role]]:
    """Cut a paragraph: its heading, list entries with what continues them, lines or prose."""
    if _has_heading(lines):
        yield lines[0][0], [lines[0][1]], Role.HEADING
        lines = lines[1:]
    if not lines:
        return
    wrapped = is_wrapped([line for _, line in lines])
    entry: tuple[int, list[str], Role] | None = None
    for index, (number, line) in enumerate(lines):
        marked = is_marked(line)
        if line.endswith("\x02") or (
            not wrapped and index + 1 < len(lines) and _heads(line, lines[index + 1][1])
        ):
            if entry is not None:
                yield entry
                entry = None
            yield number, [line.rstrip("\x02")], Role.HEADING
            continue
        goes_on = entry is not None and (
            wrapped or (entry[2] is Role.ITEM and line[:1] in " \t" and len(line.strip()) > 1)
        )
        if entry is not None and goes_on and not marked:
            entry[1].append(line)
            continue
        if entry is not None:
            yield entry
        entry = (number, [line], Role.ITEM if marked else Role.TEXT)
    if entry is not None:
        yield entry


def _has_heading(lines: list[tuple[int, str]]) -> bool:
    head = lines[0][1]
    if not could_head(head) or head[:1] in " \t":
        return False
    if len(lines) == 1:
        return True
    follower = lines[1][1]
    if is_marked(head) and is_marked(follower) and not _counts(head) > _counts(follower):
        return False
    return is_marked(follower) or bool(_URL.search(follower)) or _stands_out(head, follower)


def _heads(line: str, follower: str) -> bool:
    """A short line in the middle of a paragraph stands over a long one."""
    long = width(follower) >= 80 and width(follower) >= 2 * width(line)
    return long and width(line) <= 60 and line[:1] not in " \t" and could_head(line)


def _stands_out(head: str, follower: str) -> bool:
    return head.isupper() or (width(head) <= 40 and width(follower) > 2 * width(head))


def is_wrapped(lines: list[str]) -> bool:
    """Return whether the lines are prose that was broken at a width of 45 columns or more."""
    if len(lines) < 2 or not all(line.strip() for line in lines):
        return False
    widths = [width(line.strip()) for line in lines]
    widest = max(widths)
    broken = sum(_continues(a, b) for a, b in pairwise(lines))
    # The next word must not have fitted, or the writer meant the line to end there.
    full = all(
        size + 1 + width(line.split(maxsplit=1)[0]) >= widest
        for size, line in zip(widths, lines[1:], strict=False)
    )
    return full and 45 <= widest <= 110 and min(widths[:-1]) >= 35 and broken * 3 >= len(lines) - 1


def _continues(line: str, following: str) -> bool:
    """The line ends in the middle of a sentence, to judge by its end and what follows."""
    line, following = line.rstrip(), following.strip()
    word = following.partition(" ")[0]
    if "/" in word or word.endswith((":", "：")):
        return False
    return not line.endswith((".", "。", "!", "?", ":")) and (
        following[:1].islower() or line.endswith((",", "-")) or line[-1:].islower()
    )
