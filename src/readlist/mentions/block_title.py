"""The title and the blurb that a block gives to a paper it mentions."""

import re
from typing import NamedTuple

from readlist.document_model import Block, Role
from readlist.mentions import (
    blurbs,
    not_titles,
    references,
    surroundings,
    table_rows,
    titles,
    vocabulary,
)
from readlist.mentions.blurbs import masked
from readlist.mentions.scan import Scan
from readlist.mentions.sighting import Mention
from readlist.mentions.surroundings import MOST_MENTIONS, around
from readlist.mentions.titles import Grade, Title
from readlist.patterns import pattern

_SHORT = 4
"""Words that a name in brackets has."""
MOST_MARKS = 20
"""Bold pieces in front of a mention that are looked at."""


class BlockNaming(NamedTuple):
    """What a block says about one paper."""

    title: Title | None
    blurb: str = ""


def name(block: Block, scan: Scan, index: int) -> BlockNaming:
    """Return the title and blurb that the block gives to its `index`-th mention."""
    mention = scan.mentions[index]
    last = _end_of_other(scan, index)
    if last and not mention.link and not vocabulary.LETTER.search(block.text, last, mention.start):
        return BlockNaming(None)
    block, scan, index = around(block, scan, index)
    if len(scan.mentions) > MOST_MENTIONS:
        return BlockNaming(None)
    mention = scan.mentions[index]
    others = [m for m in scan.mentions if m.id.base != mention.id.base]
    first = max((m.end for m in others if m.end <= mention.start), default=0)
    if block.role is Role.ROW:
        return BlockNaming(*table_rows.name(block, mention))
    if block.role is Role.HEADING:
        return BlockNaming(_of_heading(block, mention))
    title = _of_text(block, scan, mention, first)
    blurb = "" if others else blurbs.of_block(block, scan, title)
    return BlockNaming(title, blurb)


def _end_of_other(scan: Scan, index: int) -> int:
    """Return where the last mention of another paper ends."""
    number = index - 1
    while (
        number >= 0
        and scan.mentions[number].further
        and (scan.mentions[number].id.base == scan.mentions[index].id.base)
    ):
        number -= 1
    return scan.mentions[number].end if number >= 0 else 0


def _of_heading(block: Block, mention: Mention) -> Title | None:
    written = _title_of_link(block, mention)
    if written:
        return Title(written, Grade.LINKED)
    plain = re.sub("\x01+", " ", masked(block))
    text = (references.title(plain) if references.is_reference(plain) else "") or titles.tidy(plain)
    return Title(text, Grade.LINKED) if titles.is_title(text) else None


def linked(block: Block, mention: Mention) -> Title | None:
    """Return the title in the link of a further identifier."""
    text = _title_of_link(block, mention)
    return Title(text, Grade.ENTRY) if len(text.split()) > 2 else None


def _title_of_link(block: Block, mention: Mention) -> str:
    """Return the title in a link's text.

    The text of a link to a DOI or a publisher's page is often a journal with its volume, a name in
    brackets or a whole reference.
    """
    if mention.link is None:
        return ""
    written = references.title_of_link(block.text[mention.start : mention.end])
    if not (mention.further or ":" in mention.id.base):
        return written
    if references.is_reference(written):
        written = references.title(written) or written
    around = block.text[max(mention.start - 1, 0) : mention.start + 1]
    bracketed = "[" in around
    told = (mention.further or mention.id.base).lower()
    cited = not_titles.is_cited(written) or (told.startswith("doi:") and written.lower() in told)
    return "" if cited or (bracketed and len(written.split()) <= _SHORT) else written


def _of_text(block: Block, scan: Scan, mention: Mention, first: int) -> Title | None:
    ahead = masked(block, mention.start)[first:]
    linked = _title_of_link(block, mention)
    if mention.link and vocabulary.is_address(block.written(mention.link)):
        linked = ""
    if linked and references.authors(linked):
        linked = ""  # a citation by its authors
    begins = not vocabulary.bare(vocabulary.without_numbering(ahead)) and first == 0
    if linked and (begins or len(linked.split()) > 2 or not references.is_reference(block.text)):
        return _linked(block, mention, linked, ahead)
    marked = _linked_or_marked(block, scan, mention, first)
    if marked and marked.grade > Grade.ABOVE:
        return marked
    if first == 0 and references.is_reference(block.text):
        found = references.title(_upto(block, mention))
        if found:
            # The title alone is in italics, where names run into it.
            told = marked is not None and found.endswith(marked.text)
            whole = marked.text if marked and told and len(marked.text.split()) > _SHORT else found
            return Title(whole, Grade.LINKED)
    written = block.written(mention.link) if mention.link else ""
    # "ICML 2023" may be a venue; "Li et al. 2023" and "Li & Wu (2023)" are authors for sure.
    cited = vocabulary.is_citation(written) and bool(re.search(r"et al|\band\b|&|\(|,|等", written))
    if block.aside or marked or cited:
        return marked
    found = surroundings.named(ahead[-4 * titles.LONGEST :]) or titles.quoted(ahead)
    if found:
        return Title(found, Grade.ENTRY)
    return _of_lines(ahead, first) or _beside(block, scan, mention, ahead)


def _linked_or_marked(block: Block, scan: Scan, mention: Mention, first: int) -> Title | None:
    """Find the title in another link, or else in bold text."""
    other = "" if scan.bases[1:] else _linked_before(block, mention, first)
    return Title(other, Grade.LINKED) if other else _marked(block, mention, first)


def _linked_before(block: Block, mention: Mention, first: int) -> str:
    """Return the title in another link in front, such as that of a DOI."""
    for link in block.links:
        if link.image or link.start < first or link.end > mention.start:
            continue
        text = titles.of_link(block.written(link))
        long = len(text.split()) > 3 and not references.authors(text)
        if long and not not_titles.has_volume(text):
            return text
    return ""


def _upto(block: Block, mention: Mention) -> str:
    """Return the text of a reference up to the identifier, with addresses masked."""
    return re.sub("\x01+", " ", masked(block, mention.start)) + " arXiv"


def _linked(block: Block, mention: Mention, text: str, ahead: str) -> Title | None:
    """Grade a link's text as a title: in a sentence it may be any words."""
    if references.is_reference(block.text):
        return Title(text, Grade.LINKED)
    enclosed = any(a <= mention.start + 1 and mention.end <= b + 1 for a, b in block.marks)
    around = (
        block.text[max(mention.start - 1, 0) : mention.start]
        + block.text[mention.end : mention.end + 1]
    )
    if enclosed or around in {"“”", "《》", "「」", '""', "『』"}:
        return Title(text, Grade.ENTRY, firm=False)
    lead = vocabulary.bare(re.sub("\x01+", " ", vocabulary.without_numbering(ahead)))
    free = not lead or vocabulary.is_aside(lead) or references.authors(lead) or _is_lead(ahead)
    if free and (block.role is Role.ITEM or _is_whole(block, mention)):
        return Title(text, Grade.LINKED)
    if free or _is_capitalised(text):
        return Title(text, Grade.ENTRY, firm=free)
    if text.islower() and len(text.split()) <= 3:
        return None  # a word of the sentence
    return Title(text, Grade.NEARBY, firm=False)


def _is_lead(ahead: str) -> bool:
    """Return whether a reference's authors, or a short lead with a colon, come before."""
    return references.is_reference(ahead + " x") or bool(
        re.search(r"[:：]\s*$", ahead.rstrip("[( "))
    )


def _is_whole(block: Block, mention: Mention) -> bool:
    """Return whether the link fills its line."""
    line = block.text[: mention.start].rpartition("\n")[2].strip()
    return not vocabulary.bare(line)


def _is_capitalised(text: str) -> bool:
    parts = [x for x in text.split() if vocabulary.LETTER.match(x)]
    upper = sum(x[0].isupper() for x in parts)
    return len(parts) >= 4 and parts[0][0].isupper() and (upper * 2 >= len(parts) or ":" in text)


def _marked(block: Block, mention: Mention, first: int) -> Title | None:
    """Find bold or italic text in front of the mention."""
    ahead = [x for x in block.marks if first <= x[0] < x[1] <= mention.start]
    # What begins the entry comes first, then what is nearest.
    for start, end in ahead[:1] + ahead[:0:-1][:MOST_MARKS]:
        text = titles.tidy(block.text[start:end])
        if block.text[start] in "[(（" or not titles.is_title(text) or _is_byline(text):
            continue
        if vocabulary.is_field(block.text[start : end + 2]):
            continue
        between = vocabulary.bare(masked(block)[end : mention.start])
        if mention.link and vocabulary.is_citation(block.written(mention.link)):
            return Title(text, Grade.NEARBY, firm=False)
        lead = vocabulary.bare(vocabulary.without_numbering(block.text[first:start]))
        # A short name or a label may come before: "RoBERTa **RoBERTa: A Robustly ...**".
        short = len(lead) <= 30 and len(lead.split()) <= 3 <= len(text.split())
        begins = not lead or vocabulary.is_aside(lead) or (block.role is Role.ITEM and short)
        behind = vocabulary.bare(masked(block)[mention.end :].split("\n")[0].replace("\x01", ""))
        entry = block.role is Role.ITEM or len(behind) < 40
        if begins and entry and (first == 0 or not between or vocabulary.is_aside(between)):
            return Title(text, Grade.ENTRY)
        if begins or not between or "\n" in block.text[end : mention.start]:
            long = begins and first == 0 and len(text.split()) > 3
            return Title(text, Grade.ENTRY if long else Grade.NEARBY, firm=long)
    return None


def _is_byline(text: str) -> bool:
    told = blurbs.is_own_line(text) or text.lower().endswith("arxiv")
    return told or references.authors(text) or "et al" in text


def _of_lines(ahead: str, first: int) -> Title | None:
    """Find the title on an earlier line, where the identifier's line names authors or nothing."""
    if "\n" not in ahead.lstrip("\n"):
        return None
    # What follows another paper's identifier on its line is about that one.
    lines = ahead.split("\n")[1 if first else 0 : -1]
    lines = [line for line in lines if vocabulary.bare(line.replace("\x01", ""))]
    own = ahead.rpartition("\n")[2]
    own_words = vocabulary.bare(own.replace("\x01", " "))
    if not lines or (surroundings.before(own) and not references.authors(own_words)
                     and not blurbs.is_own_line(own) and len(lines) > 3):  # fmt: skip
        return None
    for line in lines[:3]:
        text, _ = titles.parted(surroundings.after_label(re.sub("\x01+", " ", line)))
        if titles.is_title(text) and not not_titles.is_prose(text) and not references.authors(text):
            listed = references.authors(own_words)
            # With other words on the line of the link, the line above may be any text.
            sure = listed or not own_words or vocabulary.is_label(own_words)
            return Title(text, Grade.LINKED if listed else Grade.ENTRY, firm=sure)
    return None


def _beside(block: Block, scan: Scan, mention: Mention, ahead: str) -> Title | None:
    """Find the title directly in front of the identifier or directly behind it."""
    behind = masked(block)[mention.end :]
    found = surroundings.before(ahead)
    if found and not _is_byline(found) and _stands_free(block, scan, ahead, behind, found):
        return Title(
            found,
            Grade.ENTRY,
            firm=len(block.text) - len(ahead) == len(block.text[mention.start :]),
        )
    lead = vocabulary.bare(ahead.replace("\x01", " "))
    first = len(ahead) == mention.start
    if first and (not lead or vocabulary.is_label(lead) or surroundings.is_bracketed(ahead)):
        later = next((m for m in scan.mentions if m.start > mention.start), None)
        found = surroundings.after(behind[: later.start - mention.end] if later else behind)
        if found and (block.role is Role.ITEM or len(behind) < 200):
            return Title(found, Grade.NEARBY, firm=False)
    return None


def _is_followed_by_names(ahead: str, found: str) -> bool:
    """Return whether authors separate the title from the identifier: "A Title. Lee, Hu https://..."."""
    rest = ahead.rpartition(found)[2].replace("\x01", " ")
    named = [x for x in rest.strip(" .,").split() if vocabulary.LETTER.match(x)]
    capital = bool(named) and all(x[0].isupper() or len(x) < 4 for x in named)
    return rest.startswith(".") and capital and not vocabulary.is_label(rest.strip(" ."))


def _is_post(ahead: str, found: str) -> bool:
    """Return whether a line is only a title and its link, as in messages: "Mistral 7B https://..."."""
    parts = found.split()
    if vocabulary.bare(ahead) != vocabulary.bare(found) or not 2 <= len(parts) <= 25:
        return False
    low = [part.lower().strip(",.:;!?") for part in parts]
    if low[0] in _NO_TITLE_STARTS or _SPOKEN.intersection(low) or found[-1:] in "!?":
        return False
    upper = sum(part[0].isupper() or part[0].isdigit() for part in parts)
    return found[0].isupper() and (len(parts) >= 5 or upper * 2 >= len(parts))


_PARTED = pattern(r"[,.:;(\[|：，。（【\"”》」\x01\t–—-]\s*$|\s-\s*$|  $")
_NO_TITLE_STARTS = frozenset(
    "great nice interesting check new must cool awesome good paper link read reading today just "
    "look my our i we thanks hi hello hey here see also more another this that these latest recent "
    "amazing fun fascinating excellent related update updated news".split()
)
_SPOKEN = frozenset(
    "i we you they he she is are was were be been am my our your their it's i'm don't me us please "
    "thanks lol".split()
)


def _stands_free(block: Block, scan: Scan, ahead: str, behind: str, found: str) -> bool:
    """Return whether the words before the identifier are a name, not a sentence's beginning."""
    name = found.split(maxsplit=1)[0]
    if name[0].islower() and not any(ch.isupper() or ch.isdigit() or ch == ":" for ch in name):
        return False
    parted = _is_followed_by_names(ahead, found) or bool(
        re.search(r"[,.:;(\[|：，。（【\"”》」\x01\t–—-]\s*$|\s-\s*$|  $", ahead)
    )
    rest = vocabulary.bare(re.sub("\x01+", " ", behind))
    ends = len(rest) < 25 or vocabulary.is_aside(rest) or behind[:1] in ".,;)]，。；）\n" or parted
    if block.role is Role.ITEM:
        # A label in brackets separates a title from the words after it.
        link = scan.mentions[0].link
        written = block.written(link) if link and link.start == len(ahead) else ""
        if written[:1] == "[" and vocabulary.is_label(written) and _is_capitalised(found):
            return True
        return (parted or len(found.split()) <= 14) and ends
    # A label that ends the line needs no mark in front: "Sparse Study Number One [link: arXiv]".
    told = _is_capitalised(found) or _is_post(ahead, found)
    labelled = bool(scan.mentions[0].link) and not rest and told
    return (
        (parted or labelled)
        and len(scan.bases) == 1
        and ends
        and len(ahead) < 220
        and (len(rest) < 40 or vocabulary.is_aside(rest[:40]))
    )
