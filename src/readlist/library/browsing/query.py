"""What is typed to find papers in the list: words, fields, and what must not be there. Pure.

::

    expert routing          both words, anywhere in title, authors, topics, notes or identifiers
    "mixture of experts"    the phrase
    topic:moe               a topic that begins so; topic:none for none; a,b for either
    -survey  -status:read   without it
    year:2021-2023          years; what is typed of one so far counts as its beginning
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from readlist.folding import fold, fold_words
from readlist.paper import Paper, Status
from readlist.patterns import pattern
from readlist.reading_list import EMPTY_TOPIC, Filters
from readlist.reading_list.filters import HOLDINGS, Holds

_TOKEN = pattern(
    r"""(?P<minus>-?)(?:(?P<field>[A-Za-z]+):)?(?P<value>"[^"]*"?|[^\s"]*(?:"[^"]*"?)?)(?:\s+|$)"""
)
_YEARS = pattern(r"(\d{4})?(-|\.\.)(\d{4})?")

MARK = "\x1e"
"""Stands around topics in the text of a paper."""
FIELD = "\x1f"
"""Stands between the fields in the text of a paper."""
TEXTS = ("title", "author", "topic", "note", "id")
"""The fields of the text of a paper, in order; ``id`` holds all that names it, and its venue."""

Passes = Callable[[Paper], bool]


@dataclass(frozen=True, slots=True)
class Words:
    """Something that occurs in the text of a paper, or does not."""

    forms: tuple[str, ...]
    """Alternatives, folded."""
    parts: tuple[str, ...]
    """The words of it one by one; any paper with all of them passes, too."""
    place: int | None = None
    """Which of `TEXTS`; None for anywhere."""
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Test:
    """Something that a paper's values tell."""

    passes: Passes
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: everything of it has to hold."""

    words: tuple[Words, ...] = ()
    tests: tuple[Test, ...] = ()
    says_status: bool = False
    """Whether it chooses statuses by itself."""


def parse_query(text: str, holds: Holds) -> Query:
    """Return what a typed line asks for; whatever is typed asks for something.

    Args:
        text: The line.
        holds: Tells what is at hand for a paper, for ``has:pdf``.
    """
    words: list[Words] = []
    tests: list[Test] = []
    says_status = False
    for found in _TOKEN.finditer(text.strip()):
        field, value = (found["field"] or "").lower(), found["value"]
        wanted = not found["minus"]
        if not value.strip('"') or (field and value == "-"):
            continue
        field = _ALIASES.get(field, field)
        if field in _TESTS or field == "has":
            tests.append(Test(_test(field, value, holds), wanted))
            says_status |= field == "status"
        elif field in TEXTS:
            words.append(_in_field(field, value, wanted=wanted))
        else:
            whole = value if not field else f"{found['field']}:{value}"
            words += _anywhere(whole, wanted=wanted)
    return Query(tuple(words), tuple(tests), says_status)


_ALIASES = {
    "topics": "topic", "t": "topic", "s": "status", "a": "author", "authors": "author",
    "y": "year", "years": "year", "notes": "note", "cat": "category", "is": "status",
}  # fmt: skip


def _anywhere(value: str, *, wanted: bool) -> list[Words]:
    if '"' in value:
        phrase = fold(value.replace('"', "").strip())
        return [Words((phrase,), (), wanted=wanted)] if phrase else []
    whole, parts = fold(value), tuple(fold_words(value))
    if not parts:
        return []
    return [Words((whole,), parts if len(parts) > 1 else (), wanted=wanted)]


def _in_field(field: str, value: str, *, wanted: bool) -> Words:
    place = TEXTS.index(field)
    exact = '"' in value
    values = [fold(one.strip()) for one in value.replace('"', "").split(",")]
    values = [one for one in values if one]
    if field != "topic":
        return Words(tuple(values), (), place, wanted)
    none = f"{MARK}{MARK}"
    ends = MARK if exact else ""
    forms = [none if one == EMPTY_TOPIC else f"{MARK}{one}{ends}" for one in values]
    return Words(tuple(forms), (), None, wanted)


def _test(field: str, value: str, holds: Holds) -> Passes:
    values = [one.strip().lower() for one in value.replace('"', "").split(",")]
    values = [one for one in values if one]
    if field == "has":
        return lambda paper: any(_has(paper, one, holds) for one in values)
    test = _TESTS[field]
    return lambda paper: any(test(paper, one) for one in values)


def _has(paper: Paper, what: str, holds: Holds) -> bool:
    if what == "star":
        return paper.star
    return any(holds(paper, one) for one in HOLDINGS if one.startswith(what))


def _status(paper: Paper, value: str) -> bool:
    return value == "all" or paper.status.startswith(value)


def _year(paper: Paper, value: str) -> bool:
    if paper.year is None:
        return False
    span = _YEARS.fullmatch(value)
    if span is None:
        return str(paper.year).startswith(value)
    first, last = span[1] or "0000", span[3] or "9999"
    return first <= str(paper.year) <= last


def _category(paper: Paper, value: str) -> bool:
    return any(one.lower().startswith(value) for one in paper.categories)


def _day(name: str, paper: Paper, value: str) -> bool:
    day: date | None = getattr(paper, name)
    if day is None:
        return False
    first, dots, last = value.partition("..")
    if not dots:
        return day.isoformat().startswith(value)
    return (not first or day.isoformat() >= first) and (not last or day.isoformat() <= last)


_TESTS: Mapping[str, Callable[[Paper, str], bool]] = {
    "status": _status,
    "year": _year,
    "category": _category,
    "added": partial(_day, "added"),
    "due": partial(_day, "due"),
}

FIELDS = (*TEXTS, *_TESTS, "has")
"""The fields that can be named."""


def text_of(paper: Paper) -> str:
    """Return the text that words are looked for in, folded."""
    topics = MARK.join(fold(topic) for topic in paper.topics)
    parts = (
        fold(paper.title),
        "; ".join(map(fold, paper.authors)),
        f"{MARK}{topics}{MARK}",
        fold(paper.notes),
        fold("\n".join((paper.id, *paper.also, paper.key, paper.venue))),
    )
    return FIELD.join(parts)


def line_of(filters: Filters) -> str:
    """Return filters of the command line as they are typed here; statuses only if named."""
    parts = [f"topic:{_quoted(filters.topics)}"] if filters.topics else []
    if filters.statuses is not None:
        wanted = ",".join(str(one) for one in Status if one in filters.statuses)
        parts.append(f"status:{wanted or 'all'}")
    parts += ["has:star"] if filters.star else []
    parts += [f"author:{_quoted(filters.authors)}"] if filters.authors else []
    first, last = filters.years
    if first or last:
        parts.append(f"year:{first}" if first == last else f"year:{first or ''}-{last or ''}")
    parts += [f"category:{','.join(filters.categories)}"] if filters.categories else []
    begin, end = filters.added
    if begin or end:
        parts.append(f"added:{begin or ''}..{end or ''}")
    parts += [f"has:{one}" for one in filters.has] + [f"-has:{one}" for one in filters.lacks]
    return " ".join(parts)


def _quoted(words: tuple[str, ...]) -> str:
    together = ",".join(words)
    return f'"{together}"' if re.search(r"\s", together) else together
