"""Journals and conferences with their year, as links and lines beside a title have them."""

import re

from readlist.mentions import vocabulary
from readlist.patterns import pattern

_YEAR_ENDS = pattern(
    r"[\s,(]*(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s*)?"
    r"(?:\d{1,2},\s*)?(?:19|20)\d\d\)?$",
    re.IGNORECASE,
)
_JOURNAL = pattern(
    # "Journal of ...", "IEEE Transactions on ..."
    r"""^(?:the\s+)?(?:
        journal|transactions|proceedings|nature|science|cell|annals|bulletin|plos|acs|iop|ieee|acm
        |elife|pnas|jama|lancet|[bmt]iorxiv|biorxiv|medrxiv|chemrxiv|preprint
    )\b(?:\W+\w+){0,6}$
    # "Physical Review Letters", "Nature Methods"
    |^(?:\w+\W+){0,5}(?:
        journal|transactions|letters|communications|reports|bioinformatics|methods|bulletin
        |conference|symposium
    )$
    # "Phys. Rev. D"
    |^(?-i:[A-Z][a-z]{0,6}\.\s?){1,6}(?:\w+\.?\s?){0,4}$""",
    re.IGNORECASE | re.VERBOSE,
)
_UNDER_REVIEW = pattern(
    r"(?:under review|submitted|accepted|to appear|in press|published)\b.{0,60}$", re.IGNORECASE
)
_VOLUME = pattern(r"\b[A-Z]?\d{1,4}\s*(?:\(\d{4}\)|,\s*\d{2,})|^(?:[A-Z][a-z]*\.\s?){2}")
_NUMBERED = pattern(r"\b[A-Z]?\d{1,4}\s*(?:\((?:19|20)\d\d\)|,\s*[A-Z]?\d{1,6}\b)|\b\d+\(\d+\)")
_ABBREVIATED = pattern(r"[A-Z][\w-]{0,8}\.?,?|[A-Z]?\d+[,.:]?|of|and|the|&|in")
_MOST_PARTS = 9
_DATED = pattern(r"[,\s(](?:19|20)\d\d\)?$")


def is_dated(text: str) -> bool:
    """Return whether the text is a journal or a conference with its year: "Cell Systems 2023"."""
    text = vocabulary.bare(text)
    if len(text) > 90 or not _YEAR_ENDS.search(text) or ":" in text:
        return bool(_UNDER_REVIEW.match(text))
    place = _YEAR_ENDS.sub("", text).strip(" ,.(")
    return bool(_JOURNAL.search(place) or vocabulary.is_venue(place) or vocabulary.is_date(place))


def has_volume(text: str) -> bool:
    """Return whether the text has what journals have and titles do not: volume and page."""
    return bool(_VOLUME.search(text))


def is_line(text: str) -> bool:
    """Return whether a short line ends with a year: "ICLR, May 2023."."""
    text = vocabulary.bare(text)
    return len(text.split()) <= 9 and bool(_DATED.search(text))


def is_cited(text: str) -> bool:
    """Return whether a link's text is a journal with its volume: "Phys. Rev. D68, 037502".

    Or a part of that, or of a reference: "Prog. Part. Nucl", "A. Lee, B. Hu, arXiv:2310.06825".
    """
    parts = text.split()
    if _NUMBERED.search(text) or "arxiv" in text.lower():
        return True
    return (
        len(parts) < _MOST_PARTS
        and all(map(_ABBREVIATED.fullmatch, parts))
        and (any(part.endswith(".") for part in parts) or text[-1:].isdigit())
    )
