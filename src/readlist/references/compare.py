"""How a reference differs from what services say about the work.

A reference is not wrong because it is short: initials, "et al.", abbreviated journals, a missing
subtitle, TeX, accents and the year of print instead of the preprint's are not differences. Neither
are doubtful cases: a check that warns about every second entry is soon ignored.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from readlist.author_name import split_name
from readlist.folding import fold, fold_words
from readlist.metadata import Metadata
from readlist.patterns import pattern
from readlist.title_match import ratio

_SERVERS = pattern(
    r"\b(?:arxiv|corr|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|preprints?(?:\.org)?|research square|"
    r"techrxiv|osf|hal|e-?prints?|openreview(?:\.net)?|unpublished|under review|in preparation|"
    r"submitted)\b"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper as somebody cites it; empty where they do not say."""

    title: str = ""
    authors: tuple[str, ...] = ()
    """As written: ``Given Family`` or ``Family, Given``."""
    year: int | None = None
    venue: str = ""
    """The journal or the proceedings, perhaps abbreviated."""
    identifiers: tuple[str, ...] = ()
    """As the list spells them, the cited one first."""
    id: str = ""
    """The identifier of a paper of the list."""
    key: str = ""
    """The citation key of an entry of a bibliography."""
    source: str = ""
    """The file it stands in; empty for the list."""
    line: int = 0
    """Its line there, from 1."""

    @property
    def name(self) -> str:
        """Its name: identifier, citation key, first identifier, or the line."""
        own = self.id or self.key or next(iter(self.identifiers), "")
        return own or (f"line {self.line}" if self.line else self.title)

    @property
    def is_of_preprint(self) -> bool:
        """Whether it cites a preprint: it names no venue, or only a preprint server."""
        return not self.venue or is_preprint_server(self.venue)


def is_preprint_server(venue: str) -> bool:
    """Return whether a venue is a preprint server, or says that there is none yet."""
    return bool(_SERVERS.search(fold_spaces(venue)))


def fold_spaces(text: str) -> str:
    """Return a text for comparison, with single spaces between its words."""
    return " ".join(fold(text).split())


_ALIKE = 80.0
"""Similarity (`title_match.ratio`) of two spellings or inflections of one word."""
_OTHER_WORK = 60.0
"""Similarity below which two titles are those of two works."""
_FEWEST_WORDS = 3
"""The fewest words of a title without its subtitle."""
_LATE = 3
"""Years in which a paper appears after its preprint."""
_SMALL = frozenset("a an the of for in on with and or to from by via at as".split())
_OTHERS = frozenset({"others", "et al", "et al.", "al.", "…", "..."})
_NOTICE = pattern(r"^\s*(?:RETRACTED|WITHDRAWN|Retracted|Withdrawn)(?: [A-Za-z]{1,12})?\s*:\s*")
"""What publishers put before the title of a retracted paper."""
_WORD = pattern(r"[^\W_]+")
_TITLE = frozenset(
    "proceedings proc conference conf international intl annual meeting journal transactions "
    "trans workshop symposium advances lecture notes series".split()
)
"""Words in the names of many journals and conferences."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which a reference differs from the work."""

    field: str
    """``title``, ``authors``, ``year``, ``venue`` or ``identifier``."""
    given: str
    found: str
    other_work: bool = False
    """Whether it is so large that they are two works."""


def differences(
    reference: Reference, metadata: Metadata, publication: Metadata | None = None
) -> tuple[Difference, ...]:
    """Return the fields in which a reference surely differs from the work.

    Args:
        reference: The reference.
        metadata: The work, as services describe it.
        publication: Its published form, if it is a preprint.
    """
    forms = [metadata, *([publication] if publication else [])]
    title = _of_title(reference, forms)
    if title and title.other_work:
        return (title,)
    found = (title, _of_authors(reference, forms), _of_year(reference, forms))
    venue = _of_venue(reference, forms)
    return tuple(one for one in (*found, venue) if one)


def _of_title(reference: Reference, forms: Sequence[Metadata]) -> Difference | None:
    titles = [form.title for form in forms if form.title]
    if not reference.title or not titles or any(same_title(reference.title, t) for t in titles):
        return None
    near = max(ratio(_letters(reference.title), _letters(title)) for title in titles)
    return Difference("title", reference.title, titles[0], other_work=near < _OTHER_WORK)


def same_title(one: str, other: str) -> bool:
    """Return whether two titles are the same apart from spelling, small words and a subtitle."""
    one, other = (_NOTICE.sub("", title) for title in (one, other))
    a, b = _words(one), _words(other)
    if "".join(a) == "".join(b):
        return True
    short, long = sorted((a, b), key=len)
    head = "".join(short)
    if len(short) >= _FEWEST_WORDS and "".join(long).startswith(head) and _parts(one, other, head):
        return True
    return _nearly(a, b)


def _parts(one: str, other: str, head: str) -> bool:
    """Return whether one of the titles has a subtitle after the part that both share."""
    parts = [
        re.split(r"\s*[:.?!–—]\s+|\s[-–—]+\s|\s*\(", title, maxsplit=1) for title in (one, other)
    ]
    return any(len(part) > 1 and "".join(_words(part[0])) == head for part in parts)


def _nearly(a: Sequence[str], b: Sequence[str]) -> bool:
    """Return whether words differ only in spelling, inflection or small ones."""
    for kind, start, end, from_, to in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        left, right = "".join(a[start:end]), "".join(b[from_:to])
        if re.findall(r"\d+", left) != re.findall(r"\d+", right):
            return False
        if set(a[start:end]) | set(b[from_:to]) <= _SMALL:
            continue
        if not left or not right or ratio(left, right) < _ALIKE or _is_denied(left, right):
            return False
    return True


def _is_denied(left: str, right: str) -> bool:
    """Return whether two words are opposites: ``supervised``, ``unsupervised``."""
    short, long = sorted((left, right), key=len)
    return short != long and long.endswith(short) and len(long) - len(short) <= len("anti")


def _of_authors(reference: Reference, forms: Sequence[Metadata]) -> Difference | None:
    given = [name for name in reference.authors if name.strip().lower() not in _OTHERS]
    known = [[author.name for author in form.authors] for form in forms if form.authors]
    if not given or not known or any(_same_people(given, names) for names in known):
        return None
    return Difference("authors", "; ".join(given), "; ".join(known[0]))


def _same_people(given: Sequence[str], known: Sequence[str]) -> bool:
    """Return whether the people named are authors of the work, in this order.

    Groups have too many spellings to be compared, and people who are not named may be in one.
    """
    people, wanted = [[_person(name) for name in names] for names in (known, given)]
    if not people[0] or not wanted[0]:
        return True
    last, in_group = -1, not all(people)
    for position, person in enumerate(wanted):
        places = [i for i, other in enumerate(people) if person and _same_name(person, other)]
        after = [place for place in places if place > last]
        if position == 0 and after[:1] != [0]:
            return False
        if after:
            last = after[0]
        elif person and (places or not in_group):
            return False
    return True


class _Person(NamedTuple):
    """A name, prepared for comparison."""

    family: frozenset[str]
    every: frozenset[str]
    """All its words except initials."""


def _person(name: str) -> _Person | None:
    """Return a name for comparison; None for a group and for anything else."""
    parts = split_name(name)
    every = frozenset(word for word in _words(name) if len(word) > 1)
    family = frozenset(word for word in _words(parts.family) if len(word) > 1)
    return None if parts.is_group or not every else _Person(family or every, every)


def _same_name(one: _Person, other: _Person | None) -> bool:
    """Return whether two names may be one person's: a family name of one is in the other.

    Names are split differently ("Wang Wei", "Wei Wang", "de las Casas"), so the family name of one
    may be anywhere in the other; a shared given name is not enough.
    """
    if other is None:
        return False
    if one.family & other.every or other.family & one.every:
        return True
    pairs = ((a, b) for a in one.family for b in other.family if min(len(a), len(b)) > 3)
    return any(ratio(_bare(a), _bare(b)) >= _ALIKE for a, b in pairs)


def _bare(word: str) -> str:
    """Return a name in which ``ae``, ``oe`` and ``ue`` are ``a``, ``o`` and ``u``."""
    return re.sub(r"(?<=[aou])e", "", word)


def _of_year(reference: Reference, forms: Sequence[Metadata]) -> Difference | None:
    dates = [date for form in forms for date in (form.published, form.updated)]
    years = sorted(int(date[:4]) for date in dates if date[:4].isdecimal())
    if reference.year is None or not years:
        return None
    # Print may be a year later than online, or a year earlier; a preprint that is
    # cited with a venue of its own may have appeared there without a word to the server.
    cites_more = forms[0].version and not reference.is_of_preprint and len(forms) == 1
    if years[0] - 1 <= reference.year <= years[-1] + (_LATE if cites_more else 1):
        return None
    return Difference("year", str(reference.year), str(years[0]))


def _of_venue(reference: Reference, forms: Sequence[Metadata]) -> Difference | None:
    venues = [form.venue for form in forms if form.venue and form.type != "article"]
    if reference.is_of_preprint or not venues or any(map(is_preprint_server, venues)):
        return None
    if any(may_be_same_venue(reference.venue, venue) for venue in venues):
        return None
    return Difference("venue", reference.venue, venues[-1])


def may_be_same_venue(one: str, other: str) -> bool:
    """Return whether two names may be those of one journal or conference.

    Abbreviations (``Nat. Commun.``) and initials (``PNAS``) count; only full names that share no
    distinctive word are surely two.
    """
    a, b = _own_words(one), _own_words(other)
    if not a or not b or _initials(one) & set(b) or _initials(other) & set(a):
        return True
    if any(x.startswith(y) or y.startswith(x) for x in a for y in b if min(len(x), len(y)) > 1):
        return True
    # A single word, or capitals alone, may stand for anything.
    return any(len(words) < 2 or _is_short(name) for words, name in ((a, one), (b, other)))


def _own_words(venue: str) -> list[str]:
    words = [word for word in _words(venue) if word not in _SMALL | _TITLE and not word.isdecimal()]
    return [word for word in words if not re.fullmatch(r"\d+(?:st|nd|rd|th)", word)]


def _initials(venue: str) -> set[str]:
    """Return the initials of all words and of those that are not small."""
    words = _words(venue)
    telling = [word for word in words if word not in _SMALL]
    return {"".join(word[0] for word in some) for some in (words, telling) if len(some) > 1}


def _is_short(venue: str) -> bool:
    return "." in venue or bool(re.search(r"\b[A-Z]{3,}\b", venue))


def _words(text: str) -> list[str]:
    return [word for part in fold_words(unicodedata.normalize("NFKC", text).replace("&", " and "))
            for word in _WORD.findall(part)]  # fmt: skip


def _letters(text: str) -> str:
    return " ".join(_words(text))
