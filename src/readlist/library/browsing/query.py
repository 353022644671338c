"""Parse a query for papers of the list: words, fields, and what must not occur. Pure.

::

    expert routing          both words, anywhere in title, authors, topics, notes or identifiers
    "mixture of experts"    the phrase
    topic:moe               a topic that begins so; topic:none for none; a,b for either
    -survey  -status:read   without it
    year:2021-2023          years; an unfinished one counts as its beginning
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from readlist.clock import today
from readlist.due import OVERDUE, day_of
from readlist.folding import fold, fold_words
from readlist.paper import Paper, Status
from readlist.patterns import pattern
from readlist.reading_list import EMPTY_TOPIC, Filters
from readlist.reading_list.filters import HOLDINGS, Holds

_TOKEN = pattern(
    r"""(?P<minus>-?)(?:(?P<field>[A-Za-z]+):)?(?P<value>"[^"]*"?|[^\s"]*(?:"[^"]*"?)?)(?:\s+|$)"""
)
_YEARS = pattern(r"([0-9]{4})?(-|\.\.)([0-9]{4})?")
_BEGUN = pattern(r"[0-9]{1,4}")

MARK = "\x1e"
"""Surrounds topics in the text of a paper."""
FIELD = "\x1f"
"""Separates the fields in the text of a paper."""
TEXTS = ("title", "author", "topic", "note", "id")
"""The fields of the text of a paper, in order; ``id`` holds all its names and its venue."""

Passes = Callable[[Paper], bool]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that occur in the text of a paper, or do not."""

    forms: tuple[str, ...]
    """Alternatives, folded."""
    parts: tuple[str, ...]
    """Its words one by one; any paper with all of them passes, too."""
    place: int | None = None
    """Which of `TEXTS`; None for anywhere."""
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on a paper's values."""

    spelt: str
    """What was typed; the same words mean the same condition."""
    passes: Passes = field(compare=False, repr=False)
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """A query: all its terms have to hold."""

    terms: tuple[Words | Test, ...] = ()
    """In the order in which they were typed."""
    says_status: bool = False
    """Whether it names statuses itself."""


def parse_query(text: str, holds: Holds) -> Query:
    """Return the query that a line means; every line means one.

    Args:
        text: The line.
        holds: Tells what a paper has, for ``has:pdf``.
    """
    terms: list[Words | Test] = []
    says_status = False
    for found in _TOKEN.finditer(text.strip()):
        name, value = (found["field"] or "").lower(), found["value"]
        wanted = not found["minus"]
        if not value.strip('"') or (name and value == "-"):
            continue
        name = _ALIASES.get(name, name)
        if name in _TESTS or name == "has":
            terms.append(Test(f"{name}:{value}", _test(name, value, holds), wanted))
            says_status |= name == "status"
        elif name in TEXTS:
            terms.append(_in_field(name, value, wanted=wanted))
        else:
            whole = value if not name else f"{found['field']}:{value}"
            terms += _anywhere(whole, wanted=wanted)
    return Query(tuple(terms), says_status)


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


def _test(name: str, value: str, holds: Holds) -> Passes:
    values = [one.strip().lower() for one in value.replace('"', "").split(",")]
    make = partial(_having, holds) if name == "has" else _TESTS[name]
    tests = [make(one) for one in values if one]
    return tests[0] if len(tests) == 1 else lambda paper: any(test(paper) for test in tests)


def _having(holds: Holds, what: str) -> Passes:
    if what == "star":
        return lambda paper: paper.star
    wanted = [one for one in HOLDINGS if one.startswith(what)]
    return lambda paper: any(holds(paper, one) for one in wanted)


def _status(value: str) -> Passes:
    if value == "all":
        return lambda _paper: True
    # By name: an enumeration computes its hash every time.
    wanted = {one.name for one in Status if one.startswith(value)}
    return lambda paper: paper.status._name_ in wanted


def _year(value: str) -> Passes:
    span = _YEARS.fullmatch(value)
    if span:
        first, last = int(span[1] or 0), int(span[3] or 9999)
    else:
        begun = value if _BEGUN.fullmatch(value) else "0000"  # it is not a year
        first, last = int(begun.ljust(4, "0")), int(begun.ljust(4, "9"))
    return lambda paper: paper.published is not None and first <= paper.published.year <= last


def _category(value: str) -> Passes:
    return lambda paper: any(one.lower().startswith(value) for one in paper.categories)


def _day(name: str, value: str) -> Passes:
    first, dots, last = value.partition("..")
    if dots:
        return _between(name, first or "0", last or "9")
    return lambda paper: f"{getattr(paper, name) or ''}".startswith(value)


def _due(value: str) -> Passes:
    """Return a test for papers that are due on a day, in a span, within ``7d``, or overdue."""
    day = today()
    if OVERDUE.startswith(value):
        return _between("due", "0", f"{day - timedelta(days=1)}")
    if value[-1] in "dwmy" and (until := day_of(value, day)):
        return _between("due", "0", f"{until}")
    return _day("due", "..".join(f"{day_of(one, day) or one}" for one in value.split("..", 1)))


def _between(name: str, first: str, last: str) -> Passes:
    return lambda paper: first <= f"{getattr(paper, name) or ''}" <= last


_TESTS: Mapping[str, Callable[[str], Passes]] = {
    "status": _status,
    "year": _year,
    "category": _category,
    "added": partial(_day, "added"),
    "due": _due,
}

FIELDS = (*TEXTS, *_TESTS, "has")
"""The fields that can be named."""


def text_of(paper: Paper) -> str:
    """Return the text of a paper that is searched, folded."""
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
    """Return filters of the command line as a query; statuses only if named."""
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
    begin, end = filters.due
    if begin or end:
        parts.append(f"due:{begin or ''}..{end or ''}")
    parts += [f"has:{one}" for one in filters.has] + [f"-has:{one}" for one in filters.lacks]
    return " ".join(parts)


def _quoted(words: tuple[str, ...]) -> str:
    together = ",".join(words)
    return f'"{together}"' if re.search(r"\s", together) else together
