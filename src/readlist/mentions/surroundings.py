"""What surrounds an identifier in a block: the lines about its paper, and the title beside it."""

import re
from bisect import bisect_left

from readlist.document_model import Block, Role
from readlist.mentions import not_titles, references, titles, vocabulary
from readlist.mentions.scan import Scan
from readlist.mentions.sighting import Mention
from readlist.patterns import pattern
from readlist.text import count_wide

LONGEST = 6000
"""Characters of a block that may be about one paper as a whole."""
MOST_MENTIONS = 60
"""Mentions of a block that are all considered."""
_BEFORE, _BEHIND = 2000, 1000
_MENTIONS_BEFORE, _MENTIONS_BEHIND = 8, 4


def around(block: Block, scan: Scan, index: int) -> tuple[Block, Scan, int]:
    """Return a block, its mentions and the index of one, reduced to what is about that one.

    That is its own lines, where other papers have others; and what is near in a long block, so
    that one block with thousands of papers is read in linear time.
    """
    if block.role in {Role.ROW, Role.HEADING}:
        return block, scan, index
    span = _own_lines(block.text, scan, index)
    if span is None and (len(block.text) > LONGEST or len(scan.mentions) > MOST_MENTIONS):
        span = _near(block.text, scan, index)
    return _cut(block, scan, index, span) if span else (block, scan, index)


def _own_lines(text: str, scan: Scan, index: int) -> tuple[int, int] | None:
    """Return the lines from the end of the paper before to the end of the mention's own."""
    if "\n" not in text:
        return None
    mention = scan.mentions[index]
    first, last = index - 1, index + 1
    while first >= 0 and scan.mentions[first].id.base == mention.id.base:
        first -= 1
    while last < len(scan.mentions) and scan.mentions[last].id.base == mention.id.base:
        last += 1
    if first < 0 and last == len(scan.mentions):
        return None
    low = text.find("\n", scan.mentions[first].end, mention.start) if first >= 0 else -1
    end = text.find("\n", mention.end)
    high = end if end >= 0 else len(text)
    if (first >= 0 and low < 0) or (last < len(scan.mentions) and scan.mentions[last].start < high):
        return None  # another paper stands on the same line
    return low + 1, high


def _near(text: str, scan: Scan, index: int) -> tuple[int, int]:
    mention = scan.mentions[index]
    low = _beginning(text, mention)
    high = min(mention.end + _BEHIND, len(text))
    if index >= _MENTIONS_BEFORE:
        low = max(low, scan.mentions[index - _MENTIONS_BEFORE].start)
    if index + _MENTIONS_BEHIND < len(scan.mentions):
        high = min(high, max(scan.mentions[index + _MENTIONS_BEHIND].end, mention.end))
    return low, high


def _cut(block: Block, scan: Scan, index: int, span: tuple[int, int]) -> tuple[Block, Scan, int]:
    low, high = span
    first = bisect_left(scan.mentions, low, key=lambda x: x.start)
    behind = bisect_left(scan.mentions, high, key=lambda x: x.start)
    # A link without text has no length, and may be at the very end; of those that
    # stand at one place, only so many are near.
    first = max(first, index - MOST_MENTIONS)
    behind = min(max(behind, index + 1), index + MOST_MENTIONS)
    kept = [n for n in range(first, behind) if n == index or scan.mentions[n].end <= high]
    near = tuple(_moved(scan.mentions[n], low) for n in kept)
    link = bisect_left(block.links, low, key=lambda x: x.start)
    links = block.links[link : bisect_left(block.links, high, key=lambda x: x.start)]
    if len(links) > 4 * MOST_MENTIONS:
        links = tuple(one for n in kept if (one := scan.mentions[n].link))
    part = block._replace(
        text=block.text[low:high],
        links=tuple(x._replace(start=x.start - low, end=x.end - low) for x in links),
        marks=tuple((a - low, b - low) for a, b in block.marks if low <= a and b <= high),
    )
    return part, Scan(near), kept.index(index)


def _beginning(text: str, mention: Mention) -> int:
    low = max(mention.start - _BEFORE, 0)
    line = text.find("\n", low, mention.start) + 1 if low else 0
    return line or low


def _moved(mention: Mention, by: int) -> Mention:
    link = mention.link
    moved = link._replace(start=link.start - by, end=link.end - by) if link else None
    return mention._replace(start=mention.start - by, end=mention.end - by, link=moved)


_TAIL = pattern(
    r"(?<![\s,;:.(\[（])[\s,;:.(\[（]*(?:\b(?:arxiv(?:\s+(?:e-?print|preprint|id))?|e-?print|preprint|corr|doi|pdf|url|"
    r"link|paper|available at|see|at|in|via|from|code|abs|the paper)|论文|链接|地址)"
    r"[\s,;:.：(\[（]*$",
    re.IGNORECASE,
)
_KEPT_BRACKET = pattern(r"[^()（）\[\]\n]{4,200}\(([^()\n]{3,80})\)(?=\s*$)")
_OPENED = pattern(r"[\[(（【]\s*([^\[\]()（）]{0,30})$")
# Between identifier and title may be a version, a category, and labels of further links.
_AHEAD = pattern(
    r"^\s*(?:v\d+)?\s*(?:\[[\w.-]+\]|\(v\d+\))?(?:[\s:|)\]：）】–—\x01-]|[\[(]\s*\x01+\s*[\])])*"
)
_LONGEST_LEAD = 160
"""Characters before a link that may be only a venue and labels."""
_BRACKETS = pattern(
    r"\s*(?:[\[(（【][^\[\]()（）【】\n]{0,40}[\])）】][\s\x01]*)+[\[(（【]*[^\w\n]*(?:\w{0,12}\s*[\[(（【])?"
)
_NAMED = pattern(
    r"[\W_]*(?:(?:paper |full )?titles?|papers?|articles?|titel|titre|título|titolo|"
    r"论文(?:标题|题目)?|標題|标题|题目|題目|論文(?:名)?|タイトル|題名|제목|논문)[*_\s]*[:：]",
    re.IGNORECASE,
)
_SUBTITLE = pattern(r"[^\n|]{4,200}\s[-–—]{1,3}\s[A-Z][^\n|]{4,150}")
_YEAR_APART = pattern(r"\s*[(\[](?:19|20)\d\d[)\]]\s*[,.;:]\s+")


def before(text: str) -> str:
    """Return the title before an identifier, on the last line of `text`."""
    text = text.rpartition("\n")[2][-4 * titles.LONGEST :]
    if not_titles.leads_on(text):
        return ""
    text = _YEAR_APART.split(_cut_tail(text), maxsplit=1)[0]
    pieces = [x for x in titles.SPLIT.split(text) if titles.tidy(x) and not vocabulary.is_aside(x)]
    if not pieces:
        return ""
    lead = pieces[0]
    if len(pieces) > 1 and _SUBTITLE.fullmatch(text.strip()) and _is_subtitle(pieces[1]):
        lead = text  # "A Title -- An Application to Something"
    candidate = titles.tidy(references.without_authors(after_label(lead)))
    return candidate if titles.is_title(candidate) and not not_titles.is_prose(candidate) else ""


def is_bracketed(text: str) -> bool:
    """Return whether a text holds only short brackets: "[EMNLP 2021] (", "[3D][pdf"."""
    return len(text) < _LONGEST_LEAD and bool(_BRACKETS.fullmatch(text))


def named(text: str) -> str:
    """Return the title on the line that is labelled as one: "Paper: A Title", "题目：..."."""
    for line in text.split("\n"):
        found = _NAMED.match(line) if ":" in line or "：" in line else None
        if found:
            title = titles.tidy(_cut_tail(re.sub("\x01+", " ", line[found.end() :])))
            if len(title.split()) > 2 or count_wide(title):
                return title if titles.is_title(title) and not not_titles.is_prose(title) else ""
    return ""


def _is_subtitle(text: str) -> bool:
    """Return whether the text after a dash continues the title, to judge by its capitals."""
    parts = [x for x in text.split() if len(x) > 3 and vocabulary.LETTER.match(x)]
    upper = sum(x[0].isupper() for x in parts)
    told = len(text.split()) > 3 and upper * 5 >= len(parts) * 3
    return told and not references.authors(text) and not references.is_reference(text)


def after_label(text: str) -> str:
    """Remove a label with its colon: ``Paper: Title``, ``论文：标题``."""
    head, mark, rest = re.sub(r"：", ":", text).partition(":")
    labelled = (
        mark and rest.strip() and vocabulary.LETTER.search(head) and vocabulary.is_label(head)
    )
    return text[len(head) + 1 :] if labelled else text


def _cut_tail(text: str) -> str:
    text = titles.ADDRESS.sub(" ", text)
    for _ in range(6):
        shorter = _TAIL.sub("", text).rstrip(titles.TIDY + "([（【<")
        match = titles.trailing_bracket(shorter)
        if match and vocabulary.is_aside(match[1]):
            shorter = shorter[: match.start()]
        # A label in brackets that the identifier's own bracket follows: "[Paper", "[Sep 2024".
        opened = _OPENED.search(shorter) if any(map(shorter.__contains__, titles.OPENING)) else None
        if opened and vocabulary.is_aside(opened[1]):
            shorter = shorter[: opened.start()]
        if shorter == text:
            break
        text = shorter
    return text


def after(text: str) -> str:
    """Return the title after an identifier, at the beginning of `text`."""
    text = _AHEAD.sub("", text)
    if text[:1] in tuple(",，.。;；、"):
        return ""
    kept = _KEPT_BRACKET.match(text)
    cut = kept[0] if kept and len(kept[1].split()) > 2 and not vocabulary.is_aside(kept[1]) else ""
    cut = cut or re.split(r"[(（\[]|\bhttps?://", text, maxsplit=1)[0]
    piece = titles.SPLIT.split(cut, maxsplit=1)[0]
    candidate = titles.tidy(piece)
    if (
        not titles.is_title(candidate)
        or not_titles.is_prose(candidate)
        or not candidate[0].isalnum()
    ):
        return ""
    parts = candidate.split()
    word = parts[1] if parts[0].isdecimal() and len(parts) > 1 else parts[0]
    return candidate if any(x.isupper() or count_wide(x) for x in word) else ""
