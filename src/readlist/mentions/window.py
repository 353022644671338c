"""The part of a block that is about one of the papers it mentions."""

from bisect import bisect_left

from readlist.document_model import Block, Role
from readlist.mentions.scan import Scan
from readlist.mentions.sighting import Mention

LONGEST = 6000
"""Characters of a block up to which all of it may speak of one paper."""
MOST_MENTIONS = 60
"""Mentions of a block up to which all of them are looked at."""
_BEFORE, _BEHIND = 2000, 1000
_MENTIONS_BEFORE, _MENTIONS_BEHIND = 8, 4


def around(block: Block, scan: Scan, index: int) -> tuple[Block, Scan, int]:
    """Return a block, its mentions and the number of one, cut down to what is about that one.

    That is its own lines, where other papers have others; and what is near in a long block, so
    that a page that is one block with thousands of papers is read in linear time.
    """
    if block.role in {Role.ROW, Role.HEADING}:
        return block, scan, index
    span = _own_lines(block.text, scan, index)
    if span is None and (len(block.text) > LONGEST or len(scan.mentions) > MOST_MENTIONS):
        span = _near(block.text, scan, index)
    return _cut(block, scan, index, span) if span else (block, scan, index)


def _own_lines(text: str, scan: Scan, index: int) -> tuple[int, int] | None:
    """Return the lines from behind the paper before up to the end of the mention's own."""
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
    # A link without text is as long as nothing, and may stand at the very end; of those that
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
