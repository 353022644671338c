"""Texts that are not titles: sentences, and journals or conferences with their year."""

import re

from readlist.mentions import vocabulary
from readlist.patterns import pattern
from readlist.text import count_wide

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
    """Return whether the text has a volume and a page, like a journal and unlike a title."""
    return bool(_VOLUME.search(text))


def is_line(text: str) -> bool:
    """Return whether a short line ends with a year: "ICLR, May 2023."."""
    text = vocabulary.bare(text)
    return len(text.split()) <= 9 and bool(_DATED.search(text))


def is_cited(text: str) -> bool:
    """Return whether a link's text is a journal with its volume: "Phys. Rev. D68, 037502".

    A part of that or of a reference counts, too: "Prog. Part. Nucl", "A. Lee, arXiv:2310.06825".
    """
    parts = text.split()
    if _NUMBERED.search(text) or "arxiv" in text.lower():
        return True
    return (
        len(parts) < _MOST_PARTS
        and all(map(_ABBREVIATED.fullmatch, parts))
        and (any(part.endswith(".") for part in parts) or text[-1:].isdigit())
    )


_PROSE_WORDS = tuple(
    "see via from for in as by also cf e.g i.e the this we our following described note based "
    "using read ask added updated changed removed 本文 此外 同一篇 "
    "来 见 参 另 详 如 以 由 在 该 这".split()
)
_PROSE_START = pattern(
    rf"(?:{'|'.join(map(re.escape, _PROSE_WORDS))})\b|^[来见参另详如以由在该这]", re.IGNORECASE
)
_CAPTION = pattern(
    r"\b(?:(?:image|figure|fig|photo|picture|table|plot)s?\.?\s*(?:source|credit|courtesy|taken|adapted|"
    r"reproduced|adopted|from|by)|source|credit)[\s:]*(?:from|of|to|by|in)?[\s:(]*$",
    re.IGNORECASE,
)
# The sentence continues with the identifier: "a summary of the method see arXiv:...".
_LEADS_ON = pattern(r"[a-z]\s+(?:see|from|in|via|at|cf|by|of|and|to)\.?[\s(\[]*$")
_SENTENCES = pattern(r"[。！？]\s*[^\s\x01-\x40]")
_LOG_WORDS = tuple(
    "added updated fixed improved changed removed corrected implemented optimised optimized".split()
)
_LOG = pattern(rf"(?:{'|'.join(_LOG_WORDS)})\b", re.IGNORECASE)
_DETERMINERS = frozenset(
    "a an the this that these those our their his her its my your another some one two several "
    "many most both each recent und der die das ein eine le la les un une el los las".split()
)
_WORKS = frozenset(
    "paper papers work works article articles preprint preprints study studies post posts report "
    "reports version one ones here".split()
)
_SENTENCE = pattern(
    r"[a-z)](?<!\bvs)(?<!\bal)(?<!\bcf)\.\s+[A-Z]|,\s(?:is|are|was|were|which|we|it|this)\s|[。！]"
)


def is_prose(text: str) -> bool:
    """Return whether the text is a sentence rather than a title."""
    if _SENTENCE.search(text) or ("，" in text and len(text) > 30):
        return True
    start = text.lower().startswith(_PROSE_WORDS) and _PROSE_START.match(text)
    return bool(start) and (
        text[:1].islower()
        or bool(count_wide(text))
        or bool(text.lower().startswith(_LOG_WORDS) and _LOG.match(text))
    )


def is_phrase(text: str) -> bool:
    """Return whether a link's text is a part of its sentence, such as "our first paper"."""
    parts = text.split()
    if not parts[0].islower():
        return False
    return parts[0] in _DETERMINERS or (len(parts) < 6 and parts[-1] in _WORKS)


def leads_on(text: str) -> bool:
    """Return whether a sentence or a caption continues with the identifier after the text."""
    return bool(_CAPTION.search(text) or _LEADS_ON.search(text) or _SENTENCES.search(text))
