"""Titles in references: authors, title and place of publication, in the order of many styles."""

import re

from readlist.mentions import bylines, titles, vocabulary
from readlist.patterns import pattern

MOST_NAMES = 20
"""Authors that are looked for after a title."""

_INITIALS = r"[A-Z]\.(?:[- ]?[A-Z]\.){0,3}"
_WITH_INITIALS = (
    rf"(?:{_INITIALS}\s*(?:(?:van|von|de|der|den|di|da|del|la|le|dos)\s+)*[A-Z][\w'’-]+"
    r"(?:[- ][A-Z][\w'’-]+)?"
    rf"|[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+)?(?:,\s+{_INITIALS}|"
    rf"\s+{_INITIALS}(?!\s*[A-Z][\w'’-]+(?:\s*[,.;&]|\s+and\b))))"
)
_FULL = (
    r"(?:[A-Z][\w'’-]+(?=,?\s+et\.?\s+al\b)"
    r"|[A-Z][\w'’-]+\s[A-Z]{1,3}(?=[,.;]|\s+(?:and|et)\b)"
    r"|[A-Z][\w'’-]+,\s+[A-Z][\w'’-]+(?:\s+(?:[A-Z]\.|van|von|de|der|den|di|da)(?![\w]))*"
    r"|[A-Z][\w'’-]+(?:\s+[A-Z]\.)*(?:\s+(?:van|von|de|der|den|di|da|del|la|le)\b)*"
    r"\s+[A-Z][\w'’-]+)"
)


def _list_of(name: str) -> re.Pattern[str]:
    return pattern(
        rf"\s*{name}(?:\s*\([^)]{{2,60}}\))?(?:(?:\s*[,;&]|\s+(?:and|AND|und|et|y|e))+\s*{name}){{0,60}}"
        r"(?:\s*[,;]?\s*(?:and\s+)?(?:et\.?\s+al\.?|others))?(?:\s*\([^)\d]{2,60}\))?"
        r"(?:(?<=[.)])|(?=\s*[.,:;(“\"]))"
    )


# A list of names with initials ends where a name has none: that is the title's beginning.
_NAMES = (_list_of(_WITH_INITIALS), _list_of(rf"(?:{_WITH_INITIALS}|{_FULL})"))
_MARK = pattern(r"[.,:;(“\"&)]")
_GIVEN_NAME = pattern(r",\s+[A-Z]")
_BETWEEN = frozenset("van von de der den di da del la le dos and AND und et y e al others".split())
_START = pattern(
    r"\A\s*(?:\[\^?[\w+.-]{1,14}\]:?|\(?\d{1,3}[.)]|(?:19|20)\d\d[.:,]?\s(?=\s*[A-Z]\.))\s*"
)
_BULLET = pattern(
    r"\A\s*(?:[-*+•·◦▪‣–—●○■□]\s+|\[[ xX✓✗-]\]\s*|\[[a-z][a-z, /-]{3,60}\]\s*|"
    r"\{[^{}\n]{1,60}\}\s*){1,4}"
)
"""Bullets and boxes, and the tags that CVs give their entries: "[journal, peer-reviewed]"."""
_SIGNS = pattern(r"(?<=[\w.])\^(?=[\s,;.&]|$)|~~")
"""Marks on authors' names: "Bow, B.^", and students' names that a page strikes through."""
_LEFT_OUT = pattern(r"(?<!\s)(?:\s*,)?\s+(?:…|\.\s?\.\s?\.)\s*,?\s+(?=(?:&|and)\s+[A-Z])")
_YEAR = pattern(
    r"[\s,.]*\((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s*\d{0,2}\)[\s.,:]*|"
    r"[\s,.]*\(?\s*(?:19|20)\d\d[a-z]?(?:\s*,\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct"
    r"|Nov|Dec)[a-z]*)?\s*\)?[\s.,:]*"
)
_PLACE = pattern(
    # Names of journals that are also words count only after a stop or a comma.
    r"""[.,;?!]['’\"”]?\s+(?:in\s+)?(?:the\s+)?(?:
        int\.|trans\.|phys(?:\.|ics)|rev\.|nucl(?:\.|ear)|eur\.|prog\.|commun\.|lett\.|astro|j\.
        |class\.|mod\.|ann\.|adv(?:\.|ances)|mach(?:\.|ine)|front(?:\.|iers)|found
        |symmetry|pos\s|journal|nature\b|science\b|annals|neural|trends|ai\s|pattern
        |tech(?:nical|\.)[ ]rep|workshop|thesis|vol\.
    )
    |[.,;?!]?[\s,]+(?:
        (?:in\s+)?(?:  # these name a place wherever they stand
            arxiv|\w{2,5}r?xiv\b|corr\b|proc(?:\.|eedings)|advances[ ]in[ ]neural
            |jhep|jcap|apj|mnras|ieee|acm\b|pmlr|springer
            |neurips|nips|icml|iclr|cvpr|iccv|eccv|acl|emnlp|aaai|kdd|sigir
            |https?:|doi\b|url\b|e-?print\b|preprint|available[ ]at
            |ph\.?d|submitted[ ]to|to[ ]appear
        )
        # A journal that is spelt out: "Bulletin of the ...", "Annals of Statistics"
        |(?<=[.,]\s)(?-i:(?:The\s+)?(?:[A-Z]\w+\s+(?:of\s+)?(?:the\s+)?){0,6}
            (?:Journal|Notices|Rept|Letters|Transactions|Bulletin|Magazine|Annals)\b)
        |(?-i:In\s+[A-Z])                           # "In Findings"
        |\(?(?:19|20)\d\d[a-z]?\)?(?=[,.;\s)]|$)    # a year
        |[a-z-]+/\d{7}                              # an old identifier of arXiv
        |\d+\s*\(\d{4}\)                           # a volume and its year
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE_OF_TITLE = pattern(
    r"(?![^.]*\b(?:journal|transactions|proceedings|letters|review)\b)"
    r"[A-Z][\w-]+ (?:[\w'’:,-]+ ){2,}[\w'’-]+[.,]\s",
    re.IGNORECASE,
)
"""Titles that begin like a journal: "Neural ..." or "Symmetry ..."."""
_YEAR_IN = pattern(r"\b(?:19|20)\d\d\b")
_FEWEST = 8
"""Words of a link that may be a whole reference: names, a title, a place."""
_STOP = pattern(r"(?<=[a-z\d)])\.\s+(?=[A-Z])")
_PAIR = pattern(r"[A-Z][\w'’-]+(?:\s*(?:&|and)\s*[A-Z][\w'’-]+|\s+et al\.?)")
_AND = pattern(r"\s*(?:[,;&]|\band\b|\bet al\b)\.?\s*")
_PARTICLES = frozenset("van von de der den di da del la le el al bin ten dos du".split())


def is_reference(text: str) -> bool:
    """Return whether the text begins like a reference: a number and names, or names alone."""
    text = _plain(text)
    body = _START.sub("", text, count=1)
    named = _names(body)
    telling = re.search(r"\b[A-Z]\.|et\.?\s+al|\band\b|&", named)
    several = len(body) < len(text) or named.count(",") > 1
    return bool((telling or several) and len(named) > 5) or bool(_ending(body))


def _plain(text: str) -> str:
    """Return a reference without its bullet and without the dots that stand for omitted authors."""
    text = _BULLET.sub("", text, count=1)
    if "…" in text or "..." in text or ". ." in text:
        text = _LEFT_OUT.sub(", ", text, count=1)
    return _SIGNS.sub("", text, count=MOST_NAMES) if "^" in text or "~~" in text else text


def _names(text: str) -> str:
    """Return the list of names that the text begins with, as it is written."""
    text = text[:3000]
    for names in _NAMES if _may_name(text) else ():
        match = names.match(text)
        if match:
            return match[0]
    return ""


def _ending(text: str) -> int:
    """Return where the authors end, parsed name by name; 0 if the text begins with none."""
    lead = len(text) - len(text.lstrip())
    if not text[lead : lead + 1].isupper() or not _MARK.search(text):
        return 0
    end = bylines.end_of_names(text[lead:])
    return lead + end if end else 0


def _may_name(text: str) -> bool:
    """Rule out most texts without the patterns: the words of names up to a mark have capitals."""
    end = _MARK.search(text)
    ahead = text[: end.start()].split() if end else []
    if end and len(ahead) == 1 and len(ahead[0]) > 1:
        # Only names like "Liu, Hu" begin with one word and a mark.
        return bool(_GIVEN_NAME.match(text, end.start()))
    return bool(ahead) and all("A" <= x[0] <= "Z" or x in _BETWEEN for x in ahead)


def first_author(text: str) -> str:
    """Return the name that a reference begins with; empty if it begins otherwise."""
    listed = _names(_START.sub("", _plain(text), count=1))
    return re.split(r"\s+and\b|[;&]|,(?!\s*[A-Z]\.)|\s+et\.?\s+al", listed, maxsplit=1)[0].strip()


def title(text: str) -> str:
    """Return the title in a reference; empty if there is none, or it cannot be told apart.

    Args:
        text: Up to the identifier or beyond; what follows the title is recognised.
    """
    body = _START.sub("", _plain(text), count=1)
    named = titles.quoted(body)
    if named:
        return named
    end = max(len(_names(body)), _ending(body))
    if not end:
        return ""
    rest = body[end:]
    apart = re.match(r"[\s.,:;]*", rest)
    rest = rest[apart.end() if apart else 0 :]
    year = _YEAR.match(rest)
    rest = rest[year.end() :] if year else rest
    if _PLACE.match(f", {rest}") and not _SENTENCE_OF_TITLE.match(rest):
        return ""
    place = _PLACE.search(rest)
    candidate = rest[: place.start() + (place[0][:1] in "?!")] if place else rest
    candidate = _whole_sentence(candidate)
    named, _, last = candidate.rpartition(",")
    candidate = titles.tidy(named if named and vocabulary.is_venue(last.strip(" .")) else candidate)
    count = len(candidate.split())
    if not titles.is_title(candidate) or count < 1 or len(candidate) < 4:
        return ""
    return "" if authors(candidate) else candidate


def title_of_link(written: str) -> str:
    """Return the title in a link's text, which may be a whole reference."""
    plain = titles.of_link(written)
    if len(plain.split()) < _FEWEST or not (_PLACE.search(plain) or _YEAR_IN.search(plain)):
        return plain
    named = title(plain) if is_reference(plain) else ""
    return named if len(named.split()) > 2 else plain


def _whole_sentence(text: str) -> str:
    """Cut at the full stop that ends the title, not at those of abbreviations."""
    match = re.search(r"(?<=[a-zA-Z\d)\]])(?<!\b[A-Z])(?<!\bvs)\.\s+(?=[A-Z])", text)
    return text[: match.start()] if match else text


def without_authors(text: str) -> str:
    """Return the title in "Title. Authors. Venue Year", "Authors, Title, Venue" and the like."""
    match = _STOP.search(text)
    behind = text[match.end() :].rstrip(" .") if match else ""
    if match and (is_reference(behind + ".") or authors(behind) or _are_surnames(behind)):
        return text[: match.start()]
    parts = re.split(r",\s+", text)
    if len(parts) > 1 and vocabulary.is_venue(parts[-1].strip(" .")):
        parts = parts[:-1]
    if len(parts) > 1 and _are_several(parts[0]) and _PAIR.fullmatch(parts[0]):
        parts = parts[1:]
    if len(parts) > MOST_NAMES:
        return ", ".join(parts)
    ends = (n for n in range(1, len(parts)) if _are_authors(", ".join(parts[n:])))
    return ", ".join(parts[: next(ends, len(parts))])


def _are_authors(text: str) -> bool:
    if _are_several(text) and _PAIR.fullmatch(text):
        return True
    return bool(re.search(r"&|\band\b|\bet al\b|\b[A-Z]\.", text)) and authors(text)


def _are_surnames(text: str) -> bool:
    """Several single names with commas: "Kobayashi, Huang, van der Schaar"."""
    names = [x.strip() for x in re.split(r",|\band\b|&", text) if x.strip()]
    return (
        len(names) > 1
        and all(len(x.split()) == 1 or x.split()[0].lower() in _PARTICLES for x in names)
        and all(_is_name(x) and not bylines.is_thing(x) for x in names)
    )


def _are_several(text: str) -> bool:
    return "&" in text or "and" in text or "et al" in text


def authors(text: str) -> bool:
    """Return whether the text is a list of names: "Hu Liu, Ann Lee and Bo Wang"."""
    text = re.sub(r"(?<=[^\W\d_])[\d*†‡§¶,]+(?=[\s,;]|$)", _kept_comma, text)
    parts = [x for x in _AND.split(text.strip(" .,;*\\_\n")) if x]
    initials = re.search(r"\b[^\W\d_]\.", text)
    if not parts or ":" in text or any(len(part.split()) > 4 for part in parts):
        return False
    if len(parts) == 1 and not (initials or "et al" in text):
        return vocabulary.is_citation(text)
    if len(parts) == 2 and not initials and any(len(part.split()) != 2 for part in parts):
        # "Generalized and Training-Free Manipulation" is not a pair of authors.
        return False
    things = sum(bylines.is_thing(part.split()[-1]) for part in parts)
    if not initials and "et al" not in text and things * 2 >= len(parts):
        # "Diversity Weighting, and Prior Correction" are things, not people.
        return False
    full = sum(len(part.split()) > 1 for part in parts)
    return all(map(_is_name, parts)) and (bool(initials) or full * 4 >= len(parts) * 3)


def _kept_comma(match: re.Match[str]) -> str:
    """Remove the marks that point to affiliations; keep the comma between names."""
    return "," if "," in match[0] else ""


def _is_name(part: str) -> bool:
    return all(
        word[:1].isupper() or word.lower() in _PARTICLES or not word.isascii()
        for word in part.split()
    ) and not any(ch.isdigit() for ch in part)
