"""The filters that commands share: defined once, read into one `Filters`."""

from functools import partial
from typing import Annotated

import typer

from readlist.cli.option_values import read_count, read_days, read_words, read_years
from readlist.library.known_words import read_word
from readlist.paper import Status
from readlist.reading_list import HOLDINGS, Filters
from readlist.reading_list.filters import SORTS

_PANEL = "Which papers"
ALL = "all"
"""The status that lets every status pass."""

Words = list[str] | None
"""The values of an option that may be repeated."""

_option = partial(typer.Option, rich_help_panel=_PANEL)

_Topic = Annotated[
    Words,
    _option(
        "--topic",
        "-t",
        metavar="TOPIC",
        help="With this topic; repeat for alternatives, none for papers without any.",
    ),
]
_Status = Annotated[
    Words,
    _option(
        "--status",
        "-s",
        metavar="STATUS",
        help="inbox, unread, reading, read, skipped or all; repeat for alternatives.",
    ),
]
_Every = Annotated[bool, _option("--all", help="Whatever the status.")]
_Unread = Annotated[bool, _option("--unread", "-u", help="Unread and being read.")]
_Star = Annotated[bool, _option("--star", help="With a star.")]
_Author = Annotated[Words, _option("--author", "-a", metavar="NAME", help="By this author.")]
_Year = Annotated[
    str | None,
    _option("--year", "-y", metavar="YEARS", help="First version of 2023, 2021-2023 or 2023-."),
]
_Category = Annotated[
    Words,
    _option(
        "--category", metavar="CAT", help="In this arXiv category, as cs.LG; cs takes all of them."
    ),
]
_Added = Annotated[
    str | None,
    _option(
        "--added",
        metavar="DAYS",
        help="Put on the list in the last 7d, on a DATE or between DATE..DATE.",
    ),
]
_Has = Annotated[
    Words, _option("--has", metavar="WHAT", help="With a note, pdf, code or abstract at hand.")
]
_Lacks = Annotated[Words, _option("--lacks", metavar="WHAT", help="Without it.")]
_Limit = Annotated[str | None, _option("--limit", "-n", metavar="N", help="At most so many.")]
_Sort = Annotated[
    str, _option("--sort", metavar="ORDER", help="topic, rank, added, published or title.")
]
_Reverse = Annotated[bool, _option("--reverse", help="The other way round.")]


def read_filters(
    *,
    topic: _Topic = None,
    status: _Status = None,
    every: _Every = False,
    unread: _Unread = False,
    star: _Star = False,
    author: _Author = None,
    year: _Year = None,
    category: _Category = None,
    added: _Added = None,
    has: _Has = None,
    lacks: _Lacks = None,
    limit: _Limit = None,
    sort: _Sort = "topic",
    reverse: _Reverse = False,
) -> Filters:
    """Return what the options ask for.

    Raises:
        UsageError: A value cannot be.
    """
    return Filters(
        topics=read_words(topic),
        statuses=_statuses(read_words(status), every=every, unread=unread),
        star=star,
        authors=tuple(author or ()),
        years=read_years(year),
        categories=read_words(category),
        added=read_days(added),
        has=tuple(read_word(word, HOLDINGS, "thing to have", "--has") for word in read_words(has)),
        lacks=tuple(
            read_word(word, HOLDINGS, "thing to lack", "--lacks") for word in read_words(lacks)
        ),
        limit=read_count(limit, "-n"),
        sort=read_word(sort, SORTS, "sort order", "--sort"),
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
