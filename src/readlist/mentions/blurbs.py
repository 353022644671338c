"""A document's own words on a paper: what a block says besides title, addresses and labels."""

import re

from readlist.document_model import Block
from readlist.mentions import not_titles, references, titles, vocabulary
from readlist.mentions.scan import Scan, hide
from readlist.mentions.titles import Title
from readlist.patterns import pattern
from readlist.text import count_wide

_BRACKET = pattern(r"[\[(（【［][^\[\]()（）【】［］]{0,40}[\])）】］]")


def masked(block: Block, upto: int | None = None) -> str:
    """Return the text with everything that names no paper blanked out, at the same length.

    That is addresses, and the texts of links that only say where they lead.
    """
    text = block.text[:upto] if upto is not None else block.text
    spans = (
        (x.start, x.end)
        for x in block.links
        if x.start < x.end <= len(text) and _names_none(block.written(x))
    )
    return hide(text, spans)


def _names_none(written: str) -> bool:
    return (
        vocabulary.is_address(written)
        or vocabulary.is_label(written)
        or not_titles.is_dated(written)
    )


def is_label_only(block: Block, scan: Scan) -> bool:
    """Return whether the block holds only identifiers, addresses and labels."""
    text = masked(block)
    for mention in scan.mentions:
        if mention.link and titles.of_link(block.written(mention.link)):
            return False
    rest = without_asides(hide(text, ((x.start, x.end) for x in scan.mentions)))
    pieces = re.split(r"\x01+|[•·,;|，；。、：:！!・\n\t]+", vocabulary.without_numbering(rest))
    return all(
        vocabulary.is_label(piece) or vocabulary.is_aside(piece)
        for piece in pieces
        if piece.strip()
    )


def without_asides(text: str) -> str:
    """Return the text with a mark for every bracket that holds a date, a venue or a label."""
    return _BRACKET.sub(lambda m: "\x01" if vocabulary.is_aside(m[0]) else m[0], text)


LONGEST = 1500
"""Characters of a blurb that are kept."""

_PLACE = pattern(
    r"\barxiv\b|\bproc|\bpp?\.|\bvol|\d{4}\)?$|university|collaboration", re.IGNORECASE
)
_AFTER_TITLE = pattern(r"^\s*(?:[\])）}】>\"”“»’'》」』*_]|\s)*")
_EMPTY = ("()", "( )", "[]", "[ ]", "（）", "（ ）", "【】", "【 】", "［］", "［ ］")
_OWN_LINE = pattern(
    r"^(?:저자|著者|所属|会议|機構|機関|机构|单位|作者|会议|时间|发表|来源|authors?|affiliations?|institutions?|venue|date|keywords|"
    r"published(?: in)?|comments?|subjects?|categories)\s*[:：]",
    re.IGNORECASE,
)
"""Lines of an entry that give authors or the place of publication."""


def of_block(block: Block, scan: Scan, title: Title | None) -> str:
    """Return what the block says besides the title, addresses and labels."""
    own = (m for m in scan.mentions if not (m.further and m.link))
    spans = [(mention.start, mention.end) for mention in own]
    if title:
        spans = [(a, b) for a, b in spans if titles.tidy(block.text[a:b]) != title.text]
    text = hide(masked(block), spans)
    if title:
        place = text.find(title.text)
        if place < 0 and references.is_reference(block.text):
            return ""
        if place >= 0:
            ahead, behind = text[:place], text[place + len(title.text) :]
            cited = ahead.rstrip(" *_").endswith(("“", '"'))
            if cited or references.is_reference(block.text):
                return _remarks(behind)
            text = _AFTER_TITLE.sub("", behind) if len(vocabulary.bare(ahead)) < 60 else text
    return own_lines(text)


def _remarks(text: str) -> str:
    """Return what a reference says in brackets after the title: "(the first of its kind)"."""
    found = re.findall(r"[(（]([^()（）\x01]{12,300})[)）]", text)
    return own_lines(
        " ".join(x for x in found if not vocabulary.is_aside(x) and not _PLACE.search(x))
    )


def own_lines(text: str) -> str:
    """Return a text as a blurb, without lines that give authors, institutions or dates."""
    lines = [line for line in text.split("\n") if not is_own_line(line.strip())]
    return shortened("\n".join(lines))


def is_own_line(line: str) -> bool:
    """Return whether a line of an entry gives authors or the place of publication."""
    return (":" in line or "：" in line) and bool(_OWN_LINE.match(line))


def shortened(text: str) -> str:
    """Return a text as a blurb: one line, no labels; empty if it says nothing."""
    text = without_asides(text)
    text = re.sub(r"[\s\x01]+|:[a-z_]{2,20}:", " ", text)
    for empty in _EMPTY:
        text = text.replace(empty, "")
    text = text.strip(" \t,;:|/-–—*_·，；：、)）]】[(")
    text = re.sub(r"^(?:[\s,.;:|·+&/]|and\b)+", "", text)
    head, mark, rest = text.replace("：", ":", 1).partition(":")
    if mark and vocabulary.LETTER.search(head) and vocabulary.is_label(head) and rest.strip():
        text = text[len(head) + 1 :].strip()
    letters = len(vocabulary.LETTER.findall(text))
    wide = count_wide(text)
    byline = len(text) < 100 and bool(re.search(r"\bet al\b|\barxiv\W*$", text, re.IGNORECASE))
    if letters + wide < 12 or byline or vocabulary.is_aside(text) or references.authors(text):
        return ""
    return text[:LONGEST]


def paragraph(block: Block) -> str:
    """Return a block that follows a paper's title as its blurb; empty if it says nothing."""
    return own_lines(masked(block))
