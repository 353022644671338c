"""Lists of authors at the beginning of a reference, parsed name by name.

This handles what patterns for whole lists cannot: several given names, "Last, First; Last, First",
a single author, a group, "et al. (incl. ...)". A list ends where a piece is not a person's name.
"""

import re

from readlist.patterns import pattern

MOST_NAMES = 400
LONGEST = 6000

_PARTICLE = r"(?:van|von|de|der|den|du|da|di|del|della|la|le|el|al|bin|ten|ter|dos|das|y|zu|zur|af)"
_WORD = r"[^\W\d_a-z][\w'’.\-]*"
_PERSON = pattern(
    rf"(?:{_PARTICLE}\s+)*{_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{0,4}}"
    r"(?:\s+(?:Jr|Sr|I{2,3})\.?)?[*†‡§¶∗\d]*"
)
_INITIALS = pattern(r"(?:[^\W\d_a-z]\.?[- ]?){1,4}")
_BETWEEN = pattern(r"\s*(?:[,;]\s*(?:and\s+|&\s*|und\s+)?|\s(?:and|&|und|et)\s+)\s*")
_OTHERS = pattern(
    r"[\s,;]*(?:(?:and\s+)?(?:et\.?\s+al\b\.?|others\b)|…|\.\.\.)\s*"
    r"(?:\(\s*incl[^()]{0,80}\)?\s*\)?)?",
    re.IGNORECASE,
)
_INCLUDED = pattern(r"\s*\(\s*incl\.?[^()]{0,80}\)", re.IGNORECASE)
_ENDS = pattern(r"\s*(?:[.:,]\s+|\(\s*(?:19|20)\d\d|[\"“«]|$)|(?<=\.)\s+")
_YEAR = pattern(r"[\s,.]*\(?\s*(?:19|20)\d\d[a-z]?\s*\)?[\s.,:]")
_APA = pattern(
    r"(?P<names>[^\W\d_a-z][^\n()\"“]{2,600}?),?\s*\(\s*(?:19|20)\d\d[a-z]?"
    r"(?:,\s*[A-Z][a-z]+(?:\s\d{1,2})?)?\s*\)\s*[.,:]?\s+(?=\S)"
)
_PLACE_FOLLOWS = pattern(
    r"[.?!]\s+(?:arxiv|in\s+[A-Z]|corr\b|proc|(?:the\s+)?[A-Z][\w ]{2,60}?,\s*(?:\d|vol)|"
    r"preprint|phd|ph\.d|technical report|transactions|journal|nature\b|science\b)|arxiv",
    re.IGNORECASE,
)
_FULL_STOP = pattern(r"(?<=[a-zà-ÿ])\.\s")
_GIVEN = pattern(r",\s*((?:[^\W\d_a-z]\.[- ]?){1,4})")
_GIVEN_WHOLE = pattern(rf",\s+({_WORD}(?:\s+{_WORD}){{0,3}})(?=\s*[;,&(]|\s+(?:and|et)\b)")
_ET_AL = pattern(r"\bet\.?\s+al\b\.?", re.IGNORECASE)
_INITIAL = pattern(r"\b[^\W\d_a-z]\.")
_NAME_ENDS = pattern(r"\s*(?:[.,;&(]|(?:and|et|und)\b|\d{4}\b|[\"“«]|$)")
_ABBREVIATED = pattern(r"\b(?!Jr|Sr|St)[^\W\d_]{2,}\.")
_THINGS = (
    "ing", "tion", "tions", "sion", "ment", "ments", "ness", "ity", "ities", "ics", "ance", "ence",
    "ism", "ology", "works", "work", "model", "models", "data", "system", "systems", "graph",
    "graphs", "theory", "method", "methods", "based", "shot", "aware", "algorithms", "analysis",
)  # fmt: skip
"""Endings of words that are common in titles and rare in names."""


def is_thing(word: str) -> bool:
    """Return whether a word is more likely part of a title than of a name."""
    low = word.lower().strip(".,:;")
    return len(low) > 5 and low.endswith(_THINGS)


def end_of_names(text: str) -> int:
    """Return where the list of authors at the beginning of a reference ends; 0 if there is none."""
    text = text[:LONGEST]
    apa = _APA.match(text)
    if apa and _are_names(apa["names"]):
        return apa.end("names")
    end, count, told = _walk(text)
    rest = text[end:]
    others = _OTHERS.match(rest) if count else None
    if others:
        end, told = end + others.end(), True
        rest = text[end:]
    elif count and (included := _INCLUDED.match(rest)):
        end, told = end + included.end(), True
        rest = text[end:]
    if not count or not (_ENDS.match(rest) or others):
        return 0
    if count == 1 and not told:
        return end if _is_one_author(text[:end], rest) else 0
    return end


def _is_one_author(name: str, rest: str) -> bool:
    """Return whether there is one author: a stop or year follows, then a title and its place."""
    stop = re.match(r"\.\s+", rest) or _YEAR.match(rest)
    if not stop or not 2 <= len(name.split()) <= 4:
        return False
    title = rest[stop.end() :][:400]
    return _walk(title)[1] < 2 and bool(_PLACE_FOLLOWS.search(title))


def _are_names(text: str) -> bool:
    """Return whether all pieces are names, or the whole is a group's name: "HRM Team"."""
    others = _ET_AL.search(text)
    if others and text[others.end() :].strip(" .,;"):
        return False  # "A. Lee et al. A title. In Venue 12 (2017)": the year is not the names'
    pieces = [x for x in _BETWEEN.split(text.strip(" .,")) if x]
    good = sum(bool(_PERSON.fullmatch(x.strip(" .")) or _INITIALS.fullmatch(x)) for x in pieces)
    return bool(pieces) and good >= len(pieces) - ("et al" in text) and len(text.split()) < 80


def _walk(text: str) -> tuple[int, int, bool]:
    """Return where the names end, how many there are, and whether they are surely names."""
    position = end = count = 0
    told = full = False
    semicolons = ";" in text[:400]
    while count < MOST_NAMES:
        match = _PERSON.match(text, position)
        name = _name(match[0]) if match else ""
        if not match or _is_title_word(name, text[position + len(name) :][:30]):
            break
        stop, sure = _one(text, position, name, semicolons=semicolons)
        parts = len(text[position:stop].split())
        if (parts == 1 and full) or _ABBREVIATED.search(name):
            break
        full = full or parts > 1
        end, count, told = stop, count + 1, told or sure
        between = _BETWEEN.match(text, end)
        if not between or between.end() == end:
            break
        position = between.end()
    return end, count, told or count > 2


def _name(text: str) -> str:
    """Return a name without the stop that ends the list, and what follows it."""
    stop = _FULL_STOP.search(text)
    name = text[: stop.start()] if stop else text
    # The stops of initials belong to the name.
    return name[:-1] if name.endswith(".") and len(name.split()[-1]) > 3 else name


def _one(text: str, start: int, name: str, *, semicolons: bool) -> tuple[int, bool]:
    """Return where one person's name ends, including a given name after a comma."""
    end = start + len(name)
    given = _GIVEN.match(text, end)
    if given:
        return given.end(1) - given[1].endswith(" "), True
    whole = _GIVEN_WHOLE.match(text, end) if semicolons or text[end : end + 1] == "," else None
    if whole and (semicolons or _YEAR.match(text, whole.end(1))):
        return whole.end(1), True
    return end, bool(_INITIAL.search(name))


def _is_title_word(name: str, following: str) -> bool:
    """Return whether a piece is not a name: it ends like a title or goes on in lower case."""
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    return is_thing(last) or not _NAME_ENDS.match(following)
