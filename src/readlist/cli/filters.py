"""The filters that commands share: defined once, read into one `Filters`."""

from typing import Annotated

import typer

from readlist.cli.session import Session
from readlist.cli.values import read_count, read_days, read_word, read_words, read_years
from readlist.paper import Status
from readlist.reading_list import EMPTY_TOPIC, HOLDINGS, Filters, ReadingList, Selection
from readlist.reading_list.filters import SORTS

_PANEL = "Which papers"
ALL = "all"
"""The status that lets every status pass."""

Words = list[str] | None


def read_filters(
    *,
    topic: Annotated[Words, typer.Option(
        "--topic", "-t", metavar="TOPIC", rich_help_panel=_PANEL,
        help="With this topic; repeat for alternatives, none for papers without any.",
    )] = None,
    status: Annotated[Words, typer.Option(
        "--status", "-s", metavar="STATUS", rich_help_panel=_PANEL,
        help="inbox, unread, reading, read, skipped or all; repeat for alternatives.",
    )] = None,
    every: Annotated[bool, typer.Option(
        "--all", rich_help_panel=_PANEL, help="Whatever the status.",
    )] = False,
    unread: Annotated[bool, typer.Option(
        "--unread", "-u", rich_help_panel=_PANEL, help="Unread and being read.",
    )] = False,
    star: Annotated[bool, typer.Option(
        "--star", rich_help_panel=_PANEL, help="With a star.",
    )] = False,
    author: Annotated[Words, typer.Option(
        "--author", "-a", metavar="NAME", rich_help_panel=_PANEL, help="By this author.",
    )] = None,
    year: Annotated[str | None, typer.Option(
        "--year", "-y", metavar="YEARS", rich_help_panel=_PANEL,
        help="First version of 2023, 2021-2023 or 2023-.",
    )] = None,
    category: Annotated[Words, typer.Option(
        "--category", metavar="CAT", rich_help_panel=_PANEL,
        help="In this arXiv category, as cs.LG; cs takes all of them.",
    )] = None,
    added: Annotated[str | None, typer.Option(
        "--added", metavar="DAYS", rich_help_panel=_PANEL,
        help="Put on the list in the last 7d, on a DATE or between DATE..DATE.",
    )] = None,
    has: Annotated[Words, typer.Option(
        "--has", metavar="WHAT", rich_help_panel=_PANEL,
        help="With a note, pdf, code or abstract at hand.",
    )] = None,
    lacks: Annotated[Words, typer.Option(
        "--lacks", metavar="WHAT", rich_help_panel=_PANEL, help="Without it.",
    )] = None,
    limit: Annotated[str | None, typer.Option(
        "--limit", "-n", metavar="N", rich_help_panel=_PANEL, help="At most so many.",
    )] = None,
    sort: Annotated[str, typer.Option(
        "--sort", metavar="ORDER", rich_help_panel=_PANEL,
        help="topic, rank, added, published or title.",
    )] = "topic",
    reverse: Annotated[bool, typer.Option(
        "--reverse", rich_help_panel=_PANEL, help="The other way round.",
    )] = False,
) -> Filters:  # fmt: skip
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


def select(
    session: Session, filters: Filters, default: frozenset[Status], papers: ReadingList
) -> Selection:
    """Return the papers that pass.

    Raises:
        UsageError: No paper has a topic that is asked for.
    """
    check_topics(filters, papers)
    library = session.library if filters.sort == "rank" else session.reading
    return library.select(filters, default, papers)


def check_topics(filters: Filters, papers: ReadingList) -> None:
    """Check that there are papers with the topics that are asked for.

    Raises:
        UsageError: There are none with one of them.
    """
    known = [*papers.topics, EMPTY_TOPIC] if filters.topics else []
    for topic in filters.topics:
        read_word(topic, known, "topic", "-t")
