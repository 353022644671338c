"""A digest as an Atom feed (RFC 4287): an entry for each new paper and each piece of news."""

import uuid
from collections.abc import Iterator
from html import escape

from readlist.exporters.digest.issue import Issue, NewPaper, OwnNews
from readlist.exporters.digest.plain_format import facts
from readlist.tex import readable
from readlist.text import one_line

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
_OWN = uuid.uuid5(uuid.NAMESPACE_URL, "readlist:digest")


def render(issue: Issue) -> str:
    """Return the feed; its identifier and those of its entries never change."""
    moment = f"{issue.day}T00:00:00Z"
    head = (
        _element("title", issue.title),
        _element("id", _OWN.urn),
        _element("updated", moment),
        "<author><name>readlist</name></author>",
    )
    entries = [*(_new(one) for one in issue.new), *(_news(one) for one in issue.own)]
    body = (f"  <entry>\n{''.join(_indented(lines, moment))}  </entry>\n" for lines in entries)
    return "".join((_HEAD, *(f"  {line}\n" for line in head), *body, "</feed>\n"))


def _indented(lines: Iterator[str], moment: str) -> Iterator[str]:
    yield from (f"    {line}\n" for line in lines)
    yield f"    {_element('updated', moment)}\n"


def _new(paper: NewPaper) -> Iterator[str]:
    yield _element("title", readable(paper.title) or paper.id)
    yield _element("id", uuid.uuid5(_OWN, paper.id).urn)
    for name in paper.authors[:50]:
        yield f"<author>{_element('name', name)}</author>"
    if paper.url:
        yield f'<link rel="alternate" type="text/html" href="{escape(one_line(paper.url))}"/>'
    why = f"; {', '.join(paper.reasons)}" if paper.reasons else ""
    yield _element("summary", f"{facts(paper)}{why}; {paper.command}")


def _news(news: OwnNews) -> Iterator[str]:
    yield _element("title", f"{readable(news.title) or news.id}: {news.what}")
    yield _element("id", uuid.uuid5(_OWN, news.key).urn)
    if news.url:
        yield f'<link rel="alternate" type="text/html" href="{escape(one_line(news.url))}"/>'
    yield _element("summary", news.what)


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(one_line(text))}</{name}>"
