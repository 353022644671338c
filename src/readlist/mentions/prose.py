"""Sentences, which are no titles: by how they begin, and by what stands in the middle."""

import re

from readlist.patterns import pattern
from readlist.text import count_wide

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
# The sentence goes on with the identifier: "a summary of the method see arXiv:...".
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
    """Return whether a sentence or a caption goes on with the identifier that follows the text."""
    return bool(_CAPTION.search(text) or _LEADS_ON.search(text) or _SENTENCES.search(text))
