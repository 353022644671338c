"""The surroundings of one mention in a block too long to be about one paper."""

from bisect import bisect_left

from readlist.blocks import Block, Role
from readlist.mentions.scan import Mention, Scan

LONGEST = 6000
"""Characters of a block up to which all of it may speak of one paper."""
_BEFORE, _BEHIND = 2000, 1000


def around(block: Block, scan: Scan, index: int) -> tuple[Block, Scan, int]:
    """Return a block, its mentions and the number of one, cut down to what is near that one.

    A page that is one block with thousands of papers is read in linear time so.
    """
    if len(block.text) <= LONGEST or block.role in {Role.ROW, Role.HEADING}:
        return block, scan, index
    mention = scan.mentions[index]
    low = _beginning(block.text, mention)
    high = min(mention.end + _BEHIND, len(block.text))
    first = bisect_left(scan.mentions, low, key=lambda x: x.start)
    behind = bisect_left(scan.mentions, high, key=lambda x: x.start)
    near = tuple(_moved(x, low) for x in scan.mentions[first:behind] if x.end <= high)
    link = bisect_left(block.links, low, key=lambda x: x.start)
    links = block.links[link : bisect_left(block.links, high, key=lambda x: x.start)]
    part = block._replace(
        text=block.text[low:high],
        links=tuple(x._replace(start=x.start - low, end=x.end - low) for x in links),
        marks=tuple((a - low, b - low) for a, b in block.marks if low <= a and b <= high),
    )
    return part, Scan(near), near.index(_moved(mention, low))


def _beginning(text: str, mention: Mention) -> int:
    low = max(mention.start - _BEFORE, 0)
    line = text.find("\n", low, mention.start) + 1 if low else 0
    return line or low


def _moved(mention: Mention, by: int) -> Mention:
    link = mention.link
    moved = link._replace(start=link.start - by, end=link.end - by) if link else None
    return Mention(mention.id, mention.start - by, mention.end - by, moved)
