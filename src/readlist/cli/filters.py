"""The filters that commands share, defined once and read into one `Filters`."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.option_values import (
    read_count,
    read_days,
    read_due_span,
    read_words,
    read_years,
)
from readlist.cli.session import Session
from readlist.lazy import lazy
from readlist.library.known_words import read_word
from readlist.paper import Status
from readlist.reading_list import HOLDINGS, Filters
from readlist.reading_list.filters import SORTS
from readlist.text import either

if TYPE_CHECKING:
    from readlist.cli import saved_filters
else:
    saved_filters = lazy("readlist.cli.saved_filters")

_PANEL = "Which papers"
ALL = "all"
"""The word for papers of every status."""

Words = list[str] | None
"""The values of an option that may be repeated."""

_option = partial(typer.Option, rich_help_panel=_PANEL)

_View = Annotated[
    str | None,
    _option("--view", "-V", metavar="NAME", help="The filters that the settings call so."),
]
_Topic = Annotated[
    Words,
    _option(
        "--topic",
        "-t",
        metavar="TOPIC",
        help="Only papers with this topic, or none for no topic; repeat for more.",
    ),
]
_Status = Annotated[
    Words,
    _option(
        "--status",
        "-s",
        metavar="STATUS",
        help=f"Only papers with this status: {either([*Status, ALL])}; repeat for more.",
    ),
]
_Every = Annotated[bool, _option("--all", help="Papers of every status.")]
_Unread = Annotated[
    bool, _option("--unread", "-u", help="Only papers that are unread or being read.")
]
_Star = Annotated[bool, _option("--star", help="Only starred papers.")]
_Author = Annotated[
    Words,
    _option("--author", "-a", metavar="NAME", help="Only papers by this author; repeat for more."),
]
_Year = Annotated[
    str | None,
    _option("--year", "-y", metavar="YEARS", help="Only papers from 2023, 2021-2023 or 2023-."),
]
_Category = Annotated[
    Words,
    _option(
        "--category",
        metavar="CAT",
        help="Only papers in this arXiv category: cs.LG, or cs for all of cs.",
    ),
]
_Added = Annotated[
    str | None,
    _option(
        "--added",
        metavar="DAYS",
        help="Only papers added in the last 7d, on DATE, or in DATE..DATE.",
    ),
]
_Due = Annotated[
    str | None,
    _option(
        "--due",
        metavar="DAYS",
        help="Only papers that are overdue, due within 7d, on DAY, or in DAY..DAY.",
    ),
]
_Has = Annotated[
    Words, _option("--has", metavar="WHAT", help=f"Only papers with a {either(HOLDINGS)}.")
]
_Lacks = Annotated[Words, _option("--lacks", metavar="WHAT", help="Only papers without it.")]
_Limit = Annotated[str | None, _option("--limit", "-n", metavar="N", help="Show at most N papers.")]
_Sort = Annotated[str | None, _option("--sort", metavar="ORDER", help=f"Sort by {either(SORTS)}.")]
_Reverse = Annotated[bool, _option("--reverse", help="Reverse the order.")]


def read_filters(
    *,
    session: Session,
    view: _View = None,
    topic: _Topic = None,
    status: _Status = None,
    every: _Every = False,
    unread: _Unread = False,
    star: _Star = False,
    author: _Author = None,
    year: _Year = None,
    category: _Category = None,
    added: _Added = None,
    due: _Due = None,
    has: _Has = None,
    lacks: _Lacks = None,
    limit: _Limit = None,
    sort: _Sort = None,
    reverse: _Reverse = False,
) -> Filters:
    """Return what the options ask for.

    Raises:
        UsageError: A value is not valid, or there is no such view.
        FileError: The settings are broken, or the view makes no sense.
    """
    given = {name: value for name, value in locals().items() if name not in ("session", "view")}
    return make_filters(
        **(given if view is None else saved_filters.with_view(session, view, given))
    )


def make_filters(
    *,
    topic: Words = None,
    status: Words = None,
    every: bool = False,
    unread: bool = False,
    star: bool = False,
    author: Words = None,
    year: str | None = None,
    category: Words = None,
    added: str | None = None,
    due: str | None = None,
    has: Words = None,
    lacks: Words = None,
    limit: str | None = None,
    sort: str | None = None,
    reverse: bool = False,
) -> Filters:
    """Return what values of the options ask for.

    Raises:
        UsageError: A value is not valid.
    """
    return Filters(
        topics=read_words(topic),
        statuses=_statuses(read_words(status), every=every, unread=unread),
        star=star,
        authors=tuple(author or ()),
        years=read_years(year),
        categories=read_words(category),
        added=read_days(added),
        due=read_due_span(due),
        has=tuple(read_word(word, HOLDINGS, "thing to have", "--has") for word in read_words(has)),
        lacks=tuple(
            read_word(word, HOLDINGS, "thing to lack", "--lacks") for word in read_words(lacks)
        ),
        limit=read_count(limit, "-n"),
        sort=read_word(sort or SORTS[0], SORTS, "sort order", "--sort"),
        backwards=reverse,
    )


def _statuses(words: tuple[str, ...], *, every: bool, unread: bool) -> frozenset[Status] | None:
    known = [*Status, ALL]
    wanted = {read_word(word, known, "status", "-s") for word in words}
    if every or ALL in wanted:
        return frozenset()
    statuses = {Status(word) for word in wanted}
    if unread:
        statuses |= {Status.UNREAD, Status.READING}
    return frozenset(statuses) or None
