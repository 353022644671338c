"""A digest as plain text: for a terminal, and the part of a mail that every program shows."""

import textwrap
from collections.abc import Iterator

from readlist.author_name import short_authors
from readlist.exporters.digest.issue import Issue, NewPaper
from readlist.tex import readable
from readlist.text import one_line

WIDTH = 76
_NARROWEST = 20


def render(issue: Issue, width: int = WIDTH) -> str:
    """Return the digest.

    Args:
        issue: The digest.
        width: Columns; only addresses and commands may be longer.
    """
    return "\n".join(_lines(issue, width)) + "\n"


def _lines(issue: Issue, width: int) -> Iterator[str]:
    yield from _wrapped(one_line(issue.title), width)
    if issue.new:
        yield from ("", "New", "")
        for number, paper in enumerate(issue.new, 1):
            yield from _new(number, paper, width)
    if issue.own:
        yield from ("", "Papers of yours", "")
        for news in issue.own:
            yield from _wrapped(f"{_name(news.title, news.id)}: {one_line(news.what)}", width)
            yield f"    {one_line(news.url)}"
    if issue.due:
        yield from ("", "Due", "")
        for due in issue.due:
            yield from _wrapped(f"{_name(due.title, due.id)}: {due.when(issue.day)}", width)
    yield from ("", *_wrapped(issue.remark, width))
    for trouble in issue.troubles:
        yield from _wrapped(f"Not asked: {one_line(trouble)}", width)


def _new(number: int, paper: NewPaper, width: int) -> Iterator[str]:
    yield from _wrapped(f"{number}. {_name(paper.title, paper.id)}", width)
    yield from _wrapped(facts(paper), width, "    ")
    if paper.reasons:
        yield from _wrapped(f"why: {', '.join(map(one_line, paper.reasons))}", width, "    ")
    yield f"    {one_line(paper.url)}"
    yield f"    {paper.command}"


def facts(paper: NewPaper) -> str:
    """Return who wrote a paper, where it appeared and when."""
    by = one_line(readable(short_authors(paper.authors)))
    return " · ".join(filter(None, [by, one_line(paper.where), one_line(paper.day)]))


def _name(title: str, identifier: str) -> str:
    return one_line(readable(title)) or one_line(identifier)


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        max(width, _NARROWEST),
        initial_indent=indent,
        subsequent_indent=indent + "    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
