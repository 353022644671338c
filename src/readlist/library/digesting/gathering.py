"""Gather new papers from everything that is followed; a failure does not stop the rest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from readlist.clock import today
from readlist.errors import FileError, ReadlistError, UsageError
from readlist.lazy import lazy
from readlist.library import discovering, following
from readlist.library.newcomers import Newcomers, NewcomersQuery
from readlist.library.workspace import Workspace
from readlist.metadata import Author, Metadata
from readlist.model.identifiers import Identifier
from readlist.reading_list import ReadingList
from readlist.text import shorten
from readlist.texts import abstract_text, date_in, names_in, plain_text, title_text

if TYPE_CHECKING:
    from readlist.documents.formats import feed
    from readlist.documents.formats.feed import FeedItem
    from readlist.sources import biorxiv
else:
    feed = lazy("readlist.documents.formats.feed")
    biorxiv = lazy("readlist.sources.biorxiv")

WINDOW = 7
"""Days back by default; what was sent is not sent again, so a week is not too much."""
_AT_ONCE = 10
"""Authors in one request to arXiv."""
_FEED = (
    "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
)


@dataclass(slots=True)
class GatheredNews:
    """What was found."""

    papers: dict[str, Metadata] = field(default_factory=dict)
    """By identifier, in the order in which they were found."""
    why: dict[str, list[str]] = field(default_factory=dict)
    """Further reasons for a paper: an author, a query, a feed."""
    troubles: list[tuple[str, ReadlistError]] = field(default_factory=list)
    """What could not be asked, and why."""
    asked: int = 0


def gather(workspace: Workspace, papers: ReadingList, days: int | None) -> GatheredNews:
    """Return what is new in everything that is followed.

    Args:
        workspace: What this run works on.
        papers: The list; its commonest categories are used while nothing is followed.
        days: How far back; None for the latest announcement, or a week if there is none.

    Raises:
        UsageError: Nothing is followed, and the list suggests nothing.
        FileError: ``follow.toml`` cannot be read.
    """
    result = GatheredNews()
    for name, reason, ask in _questions(workspace, papers, days):
        result.asked += 1
        try:
            found = ask()
        except FileError:
            raise
        except ReadlistError as error:
            result.troubles.append((name, error))
            continue
        for paper in found:
            result.papers.setdefault(paper.id, paper)
            told = reason(paper)
            if told:
                result.why.setdefault(paper.id, []).append(told)
    return result


Ask = Callable[[], tuple[Metadata, ...]]
Reason = Callable[[Metadata], str]


def _questions(
    workspace: Workspace, papers: ReadingList, days: int | None
) -> Iterator[tuple[str, Reason, Ask]]:
    """Yield each question: its name, the reason that it gives, and the function that asks."""
    known = following.followed(workspace)
    following.tell_problems(workspace, known)
    feeds = following.allowed_feeds(workspace)
    others = known.authors or known.queries or feeds
    arxiv = discovering.arxiv_only(known.categories)
    if not known.categories and not others:
        arxiv = discovering.guessed(workspace, papers)
        if not arxiv:
            raise UsageError("nothing is followed", "readlist digest --follow cs.CL")
    if arxiv:
        question = NewcomersQuery(arxiv, days=days)
        yield ", ".join(arxiv), _nothing, partial(_at_arxiv, workspace, question)
    window = days or WINDOW
    for start in range(0, len(known.authors), _AT_ONCE):
        names = known.authors[start : start + _AT_ONCE]
        query = " OR ".join(f'au:"{name.replace(chr(34), "")}"' for name in names)
        question = NewcomersQuery(query=query, days=window)
        yield ", ".join(names), partial(_by, names), partial(_at_arxiv, workspace, question)
    for query in known.queries:
        ask = partial(_at_arxiv, workspace, NewcomersQuery(query=query, days=window))
        yield query, _nothing, ask
    for name in known.categories:
        if ":" in name:
            yield name, _nothing, partial(_at_biorxiv, workspace, name, window)
    for address in feeds:
        yield address, _nothing, partial(_in_feed, workspace, address, window)


def _nothing(_paper: Metadata) -> str:
    return ""


def _by(names: tuple[str, ...], paper: Metadata) -> str:
    """Return which of the authors that are followed wrote a paper."""
    families = {name.casefold().split()[-1]: name for name in names if name.split()}
    for author in paper.authors:
        words = author.name.casefold().split()
        if words and words[-1] in families:
            return f"by {author.name}"
    return ""


def _at_arxiv(workspace: Workspace, question: NewcomersQuery) -> tuple[Metadata, ...]:
    return discovering.newcomers(workspace, question).papers


def _kept(
    workspace: Workspace, name: str, days: int, ask: Callable[[], list[Metadata]]
) -> tuple[Metadata, ...]:
    """Return today's answer to a question for others than arXiv, asked once a day."""
    question = NewcomersQuery(query=f"\0{name}", days=days)  # no arXiv query begins like this
    cache = discovering.answers(workspace)
    kept = cache.get(question, stale=workspace.offline)
    if kept is None:
        since = today() - timedelta(days=days)
        kept = Newcomers(tuple(ask()), since, today())
        cache.put(question, kept)
    return kept.papers


def _at_biorxiv(workspace: Workspace, name: str, days: int) -> tuple[Metadata, ...]:
    server, _, category = name.partition(":")

    def ask() -> list[Metadata]:
        web = workspace.services.web
        workspace.notices.say(f"Asking {biorxiv.NAMES[server]} about {category} …")
        first = today() - timedelta(days=days)
        return biorxiv.news(web, server, category, first, today())

    return _kept(workspace, name, days, ask)


def _in_feed(workspace: Workspace, address: str, days: int) -> tuple[Metadata, ...]:
    def ask() -> list[Metadata]:
        web = workspace.services.web
        workspace.notices.say(f"Reading {shorten(address, 60)} …")
        answer = web.get(address, accept=_FEED)
        if not answer.found:
            raise ReadlistError(f"it is not there ({answer.status})", "open it in a browser")
        found = map(_paper_of, feed.feed_items(answer.body))
        return [paper for paper in found if paper]

    first = (today() - timedelta(days=days)).isoformat()
    every = _kept(workspace, address, days, ask)
    return tuple(one for one in every if not one.published or one.published >= first)


def _paper_of(item: "FeedItem") -> Metadata | None:
    """Return an entry of a feed as a paper; None without a title or an identifier."""
    named = [found for name in item.names if (found := Identifier.try_parse(name))]
    sure = next((one for one in named if str(one.kind) != "url"), None)
    identifier = sure or next(iter(named), None)
    title = title_text(item.title)
    if identifier is None or not title:
        return None
    authors = [name for text in item.authors for name in names_in(plain_text(text)) or (text,)]
    return Metadata(
        id=str(identifier),
        version=1 if identifier.arxiv else 0,
        title=title,
        authors=tuple(Author(plain_text(name)) for name in authors if name),
        abstract=abstract_text(item.text),
        categories=(),
        published=date_in(item.day),
        updated="",
        source="" if identifier.arxiv else "a feed",
        url="" if sure else next(iter(item.names), ""),
    )
