"""Lines of texts without mark-up: rejoin identifiers that line ends cut, and find blocks."""

import re
from collections.abc import Iterator
from itertools import pairwise

from readlist.arxiv_id import ArxivId
from readlist.document_model import Block, Role
from readlist.documents.inline import plain_block
from readlist.patterns import pattern
from readlist.text import count_wide, fold_width

_ARCHIVE_START = (
    r"(?:hep|astro|cond|gr|quant|nucl|math|acc|adap|alg|ao|atom|bayes|chao|chem|cmp|comp|dg|funct|"
    r"mtrl|patt|plasm|q|solv|supr)"
)
_ARCHIVE_END = r"(?:th|ph|ex|lat|qc|mat|phys|org|geom|sci|an|dyn|lg|gas|ga|sol|alg|bio|int|con)"
_BREAKS = (
    # https://arxiv.org/ | abs/2404.19756, https: | //arxiv.org, .../abs/ | 2404.19756
    pattern(
        r"((?:https?://)?(?:[\w-]+\.)*arxiv\.org/(?:(?:abs|pdf|html)/?)?)(\s*\n\s*)"
        r"(/?(?:abs/|pdf/|html/|\d{4}\.\d{4,5}|[a-z-]{2,10}/\d{7})[\w./-]*)",
        re.IGNORECASE,
    ),
    pattern(r"(https?:(?:/{0,2}))(\s*\n\s*)(/{0,2}(?:[\w-]+\.)*arxiv\.org/[!-~]+)", re.IGNORECASE),
    # arXiv: | 2310.06825; arXiv:2310. | 06825; hep- | th/0503134; 10.48550/ | arXiv.2305.18290
    pattern(
        r"(\barxiv\s*[:.]|\babs/|\bpdf/|10\.48550/(?:arXiv\.)?)([ \t]*\n\s*)"
        r"((?:arXiv\.)?(?:\d{4}\.\d{4,5}|[a-z-]{2,10}(?:\.[a-z]{2})?/\d{7})[\w./-]*)",
        re.IGNORECASE,
    ),
    pattern(
        r"((?:\barxiv\s*[:.]\s*|/(?:abs|pdf)/)\d{4}\.)([ \t]*\n\s*)(\d{4,5}\S*)", re.IGNORECASE
    ),
    pattern(
        r"((?:\barxiv\s*[:.]\s*|/(?:abs|pdf)/)\d{4})([ \t]*\n\s*)(\.\d{4,5}\S*)", re.IGNORECASE
    ),
    pattern(
        rf"(\b{_ARCHIVE_START}-)([ \t]*\n\s*)({_ARCHIVE_END}(?:\.[a-z-]{{2,17}})?/\d{{7}}\S*)",
        re.IGNORECASE,
    ),
    pattern(
        rf"(\b{_ARCHIVE_START}-{_ARCHIVE_END}/|\bmath/|\bcs/)([ \t]*\n\s*)(\d{{7}}\S*)",
        re.IGNORECASE,
    ),
    pattern(r"(\b10\.48550)([ \t]*\n\s*)(/arXiv\.\S+)", re.IGNORECASE),
    pattern(r"(\bdoi:)([ \t]*\n\s*)(10\.\d{4,9}/\S+)", re.IGNORECASE),
)


# arXiv:2310.068 | 25, where punctuation or nothing follows: not the next line's "5 Conclusions".
_NUMBER_CUT = pattern(
    r"((?:\barxiv\s*[:.]\s*|/(?:abs|pdf)/)(\d{4}\.\d{1,4}))([ \t]*\n\s*)"
    r"((\d{1,4})(?:v\d{1,2})?)(?=\s*(?:[\[\]),;.]|$))",
    re.IGNORECASE,
)
_ARXIV = pattern(r"arxiv|abs/|pdf/")
_CUT = pattern(
    r"(?:arxiv|https?:|/abs/|/pdf/|\babs/|\bpdf/|\bdoi:|10\.48550|-|\bmath/|\bcs/)\S{0,12}\s*$",
    re.IGNORECASE,
)


def mend(text: str) -> str:
    """Return the text with identifiers and addresses rejoined that line ends had cut.

    The line end moves behind the rejoined word, so that line numbers stay the same.
    """
    lines = text.split("\n")
    for index in range(len(lines) - 1):
        line = lines[index].rstrip()
        if not line or line[-1] not in _CUT_ENDS:
            continue
        tail = fold_width(line[-40:]).lower()
        if _may_go_on(tail, lines[index + 1]) and _CUT.search(tail):
            lines[index], lines[index + 1] = _mended(line, lines[index + 1])
    return "\n".join(lines)


def _may_go_on(line: str, following: str) -> bool:
    """Tell quickly that most lines do not continue an identifier: only numbers and addresses do."""
    word = next(iter(fold_width(following[:80]).lower().split(maxsplit=1)), "")
    if word[:1].isdigit() and "/" not in word:
        return (len(word) > 3 and word[:4].isdigit()) or bool(_ARXIV.search(line))
    return word[:1] == "." or "/" in word or "arxiv" in word


_CUT_ENDS = frozenset("-/.:0123456789：／－．")


def _mended(line: str, following: str) -> tuple[str, str]:
    both = f"{line}\n{following}"
    folded = fold_width(both)
    for shape in _BREAKS:
        for match in shape.finditer(folded):
            if match.start(2) <= len(line) < match.end(2):
                whole = both[: match.end(1)] + both[match.start(3) : match.end(3)]
                return whole, both[match.end(3) :]
    cut = _NUMBER_CUT.search(folded)
    if cut and _is_cut(cut):
        return both[: cut.start(3)] + cut[4], both[cut.end(4) :]
    return line, following


def _is_cut(match: re.Match[str]) -> bool:
    """Return whether a number is cut: only both halves together make an identifier."""
    whole = ArxivId.try_parse(match[2] + match[5])
    return whole is not None and ArxivId.try_parse(match[2]) is None


_MARKER = pattern(
    r"[ \t>]*(?:[-*+•·◦▪‣–—●○■□]\s+|\[[ xX✓✗-]\]\s*|\(?\d{1,3}[.)]\s+|\[\d{1,3}\]\s*|"
    r"[①-⑳]\s*|\(\w\)\s+)"
)
_COUNTED = pattern(r"\s*\(?\d{1,2}[.)、]")
_TIME = pattern(r"[\[(]?\d{1,2}:\d\d")
_FIELD = pattern(r"\s+[A-Za-z][\w-]{1,20}:(?:\s|$)")
_ENDS = tuple(".,;:!。，；：！、…")
_URL = pattern(r"://|\bwww\.|arxiv|\d{4}\.\d{4}|doi\b|isbn\b|pmid\b|@", re.IGNORECASE)
# A field of an entry is not a heading: "Title: ...", "论文标题:...".
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
    """Return the width of the text; wide characters count twice."""
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
        text: Text from `mend`.
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
    """Split off a heading: a numbered Latin name before a Chinese sentence on the same line.

    Texts copied from web pages have such lines.
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
    """Split a paragraph into its heading, list entries with their continuation, lines or prose."""
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
    """Return whether a short line in a paragraph is a heading: a long line follows."""
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
    """Return whether the line seems to end in the middle of a sentence."""
    line, following = line.rstrip(), following.strip()
    word = following.partition(" ")[0]
    if "/" in word or word.endswith((":", "：")):
        return False
    return not line.endswith((".", "。", "!", "?", ":")) and (
        following[:1].islower() or line.endswith((",", "-")) or line[-1:].islower()
    )
