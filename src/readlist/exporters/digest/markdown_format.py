"""A digest as Markdown: for an issue, a chat or a page of notes."""

from collections.abc import Iterator

from readlist.exporters.digest.issue import Issue, NewPaper
from readlist.exporters.digest.plain_format import facts
from readlist.exporters.markdown.syntax import escape, heading, link
from readlist.text import one_line


def render(issue: Issue) -> str:
    """Return the digest."""
    return "\n".join(_lines(issue)) + "\n"


def _lines(issue: Issue) -> Iterator[str]:
    yield heading(1, issue.title)
    if issue.new:
        yield from ("", "## New", "")
        for number, paper in enumerate(issue.new, 1):
            yield from _new(number, paper)
    if issue.own:
        yield from ("", "## Papers of yours", "")
        for news in issue.own:
            name = link(one_line(news.title) or news.id, news.url)
            yield f"- {name}: {escape(one_line(news.what))}"
    if issue.due:
        yield from ("", "## Due", "")
        for due in issue.due:
            yield f"- {link(one_line(due.title) or due.id, due.url)}: {due.when(issue.day)}"
    yield from ("", issue.remark)
    yield from (f"\nNot asked: {escape(one_line(trouble))}" for trouble in issue.troubles)


def _new(number: int, paper: NewPaper) -> Iterator[str]:
    yield f"{number}. {link(one_line(paper.title) or paper.id, paper.url)}  "
    yield f"   {escape(facts(paper))}  "
    if paper.reasons:
        yield f"   *{escape(', '.join(map(one_line, paper.reasons)))}*  "
    yield f"   `{paper.command.replace('`', '')}`"
