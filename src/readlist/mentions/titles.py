"""Find a paper's title in the text around its identifier."""

import re
from enum import IntEnum
from typing import NamedTuple

from readlist.mentions import not_titles, vocabulary
from readlist.patterns import pattern

LONGEST = 300
"""Characters of a title; arXiv's own longest have about 250."""

_OPEN_CLOSE = {"“": "”", "「": "」", "《": "》", "『": "』", "‘": "’", "«": "»", "„": "“", '"': '"',
               "<": ">"}  # fmt: skip
_QUOTED = pattern(
    r"“([^“”]{4,300})”|《([^《》]{2,300})》|「([^「」]{2,300})」|『([^『』]{2,300})』|«([^«»]{4,300})»|"
    r"\"([^\"]{8,300})\"|„([^„“]{4,300})“"
)
_EMPTY = pattern(r"[<(\[]\s*[>)\]]")
OPENING, CLOSING = tuple("[(（【"), tuple("])）】")
_BRACKET = pattern(r"\s*[\[(（【]([^\[\]()（）【】]{0,80})[\])）】]\s*")
# A run of spaces or stops is tried from its beginning only, or time would grow with its square.
SPLIT = pattern(
    r"(?<!\s)\s+[-–—|]{1,3}\s+|(?<!\s)\s*——\s*|\t|\n| {2,}|(?<!\s)\s*[。；]\s*|：：|\s::\s"
)
ADDRESS = pattern(r"(?:https?://|www\.)\S+|\x01+")
TIDY = " \t\n\r,，;；:：|/\\-–—*_`~•·=→+#"
_MODEL = pattern(r"[A-Z]+[A-Za-z]*[\d-]|[A-Z]{2}|[A-Z][a-z]{2}")
_FRAGMENT_STARTS = tuple(
    "arx [ hep ast con gr qua nuc mat phy cs sta nli - th ph ex lat qc ] tab fig sec pag".split()
)
_FRAGMENT = pattern(
    r"(?:arxiv\W*)?\[?(?:hep|astro|cond|gr|quant|nucl|math|physics|cs|stat|nlin)?-?"
    r"(?:th|ph|ex|lat|qc|mat)?\]?|arxiv(?:\s+(?:e-?)?(?:pre)?prints?)?\s*(?:arxiv)?:.*|"
    r"(?:table|figure|fig|section|sec|page)\.? ?\d+",
    re.IGNORECASE,
)
_NUMBER = pattern(r"[a-z-]+/?\d+|[\d.v]+(?:\.pdf)?")
_VENUE_LEAD = pattern(
    r"^(?:NeurIPS|NIPS|ICML|ICLR|AAAI|IJCAI|ACL|NAACL|EACL|EMNLP|COLING|CVPR|ICCV|ECCV|WACV|KDD|WWW|"
    r"SIGIR|WSDM|CIKM|ICRA|IROS|CoRL|UAI|AISTATS|COLT|TMLR|LoG|arXiv)[ '’-]*(?:20)?\d\d"
    r"(?:\s*[:,|-])?\s+(?=[A-Z][^\s,]*\s)"
)
_SITE = pattern(
    r"\s+[|·–-]\s+(?:a(?:lpha|r)xiv(?:\.org)?|semantic \w+|papers with code|hugging face)$"
    r"|^paper page\s+[|·–-]\s+",
    re.IGNORECASE,
)
_PAGE_LEAD = pattern(r"^\[(?:[a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?\]\s*")
_SITE_ENDS = ("xiv", "xiv.org", "with code", "hugging face")
_ARXIV_LEAD = pattern(
    r"^arxiv[:\s]*[\w./-]*\d{4,5}(?:v\d+)?\s*(?:\[[\w.-]+\])?[\s:,-]*", re.IGNORECASE
)


class Grade(IntEnum):
    """How sure a title is, by where it was found; a higher one wins."""

    NEARBY = 1
    """Words near the identifier."""
    ABOVE = 2
    """A heading or bold line above it."""
    ENTRY = 3
    """The text of its entry."""
    LINKED = 4
    """The text of its own link, or the title in a reference."""
    RECORD = 5
    """A field for titles."""


class Title(NamedTuple):
    """A candidate for a paper's title."""

    text: str
    grade: Grade
    firm: bool = True
    """Whether it surely names the paper; another firm name is then a conflict."""


def tidy(text: str) -> str:
    """Return a title without numbering, quotation marks, marks at its ends, venue and date."""
    if text.isascii() and "  " not in text and text.replace(" ", "").isalnum():
        return text.strip()[:LONGEST]
    text = vocabulary.without_numbering(text[: 8 * LONGEST])
    text = " ".join(_EMPTY.sub("", text).split())
    for _ in range(6):
        before = text
        text = _shed(vocabulary.without_ends(text.strip(TIDY)))
        if text == before:
            break
    return text[:LONGEST]


def _shed(text: str) -> str:
    text = _VENUE_LEAD.sub("", text)
    closing = _OPEN_CLOSE.get(text[:1])
    if closing and text.endswith(closing) and sum(text.count(x) for x in {text[0], closing}) <= 2:
        text = text[1:-1]
    if text.startswith(OPENING) and not any(mark in text for mark in CLOSING):
        text = text[1:].lstrip()
    text = text.rstrip("[(（【 ")  # what stood in the bracket was a link
    # A comma or stop stays inside the quotation marks in American style.
    text = text.rstrip(",") if not text.endswith("...") else text
    if text.endswith(".") and not re.search(r"\b(?:[A-Z]|et al|etc|vs|Inc)\.$", text):
        text = text[:-1]
    match = trailing_bracket(text)
    if match and match.start() > 0 and (vocabulary.is_aside(match[1]) or _is_venue(match)):
        text = text[: match.start()]
    match = _BRACKET.match(text) if text.lstrip().startswith(OPENING) else None
    if (
        match
        and match.end() < len(text)
        and (vocabulary.is_aside(match[1]) or _is_tag(match, text))
    ):
        text = text[match.end() :]
    return vocabulary.without_numbering(text)


def trailing_bracket(text: str) -> re.Match[str] | None:
    """Return the bracket at the end of a text, with the blanks around it."""
    if not text.rstrip().endswith(CLOSING):
        return None
    opening = max(map(text.rfind, OPENING))
    return _BRACKET.fullmatch(text, len(text[:opening].rstrip())) if opening >= 0 else None


def _is_venue(match: re.Match[str]) -> bool:
    """Return whether square brackets after a title hold where it appeared."""
    return match[0].strip()[0] == "[" and len(match[1].split()) <= 4


def _is_tag(match: re.Match[str], text: str) -> bool:
    """Return whether square brackets before a title hold a short name or a tag."""
    rest = text[match.end() :].split()
    return match[0].strip()[0] == "[" and len(match[1].split()) <= 4 and len(rest) >= 3


def is_title(text: str) -> bool:
    """Return whether a tidied text may be the title or name of a paper."""
    if not 2 <= len(text) <= LONGEST or ADDRESS.search(text):
        return False
    if text[0] in "(（" and text[-1] in ")）" and text.count(text[0]) == 1:
        return False
    letters = len(vocabulary.LETTER.findall(text))
    if not _MODEL.match(text) and (letters < 2 or letters * 2 < len(text.replace(" ", ""))):
        return False
    fragment = text[:3].lower().startswith(_FRAGMENT_STARTS) and _FRAGMENT.fullmatch(text)
    if fragment or _NUMBER.fullmatch(text) or re.search(r"\w=\w", text):
        return False
    bare = vocabulary.bare(text)
    told = vocabulary.is_venue(bare) or vocabulary.is_date(bare) or _is_group(bare)
    return not (told or vocabulary.is_label(text) or vocabulary.is_citation(text))


def _is_group(text: str) -> bool:
    """Return whether this is the group that wrote a paper: "ATLAS Collaboration"."""
    return text.endswith(("Collaboration", "Collaborations")) and len(text.split()) <= 4


def of_page(title: str) -> str:
    """Return a web page's title without the identifier and the site's name."""
    text = " ".join(title.split())
    low = text.lower()
    if low.startswith(("[", "arxiv")):
        text = _PAGE_LEAD.sub("", _ARXIV_LEAD.sub("", text) if low.startswith("arxiv") else text)
    if low.endswith(_SITE_ENDS) or "semantic " in low or low.startswith("paper page"):
        text = _SITE.sub("", text)
    return text or title


def of_link(written: str) -> str:
    """Return the title in a link's text; empty if that is a label, a citation, a number."""
    text = re.sub(r"^\s*\[[\w./-]{4,20}\]\s*", "", written)
    low = text.lower()
    if low.endswith(_SITE_ENDS) or "semantic " in low or low.startswith("paper page"):
        text = _SITE.sub("", text)
    named = quoted(text) if '"' in text or "“" in text else ""
    if len(named.split()) > 2 and not text.startswith(('"', "“")):
        text = named  # a whole reference is the link
    if not_titles.is_dated(text):
        return ""
    text = tidy(_ARXIV_LEAD.sub("", text) if low.startswith("arxiv") else text)
    return text if is_title(text) and not not_titles.is_phrase(text) else ""


def quoted(text: str) -> str:
    """Return the last thing in quotation marks that may be a title."""
    text = text[-8 * LONGEST :]
    found = list(_QUOTED.finditer(text)) if any(mark in text for mark in _OPEN_CLOSE) else []
    for match in reversed(found):
        candidate = tidy(next(x for x in match.groups() if x))
        if is_title(candidate):
            return candidate
    return ""


def parted(text: str, marks: tuple[tuple[int, int], ...] = ()) -> tuple[str, str]:
    """Split the text of a cell or entry into title and blurb.

    Returns:
        The bold beginning, or what comes before a dash, a double space or a line end; and the rest.
    """
    lead = len(text) - len(vocabulary.without_numbering(text))
    for start, end in marks:
        if text[start : start + 1] == "[":
            continue
        if start <= lead + 1 and end - start > 1 and is_title(tidy(text[start:end])):
            return tidy(text[start:end]), text[end:].strip(TIDY + ".")
    body = text[lead : lead + 4 * LONGEST]
    match = next((m for m in SPLIT.finditer(body) if tidy(body[: m.start()])), None)
    if match:
        return tidy(body[: match.start()]), text[lead + match.end() :].strip(TIDY)
    return tidy(body), ""
