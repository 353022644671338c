"""Make one digest: new papers, news of papers on the list, and what is due."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from readlist.clock import today
from readlist.errors import ReadlistError, ServiceError
from readlist.exporters.digest import DuePaper, Issue, NewPaper, OwnNews
from readlist.files import write_atomic
from readlist.library import choosing, discovering, updating
from readlist.library.digesting.gathering import GatheredNews, gather
from readlist.library.dismissed import Dismissed
from readlist.library.taste import Choice
from readlist.library.updating import News, UpdateKind
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.paper import Paper, Status
from readlist.reading_list import ReadingList
from readlist.regular import load_regular
from readlist.text import one_line, plural, shorten

LIMIT = 20
"""New papers in a digest unless the reader wants more or fewer."""
_AHEAD = timedelta(days=7)
_TERMS = 4
_DONE = frozenset({Status.READ, Status.SKIPPED})


@dataclass(frozen=True, slots=True)
class Made:
    """A digest, and why it may be incomplete."""

    issue: Issue
    fault: ReadlistError | None = None
    """What could not be asked."""


def make(workspace: Workspace, *, days: int | None = None, limit: int | None = None) -> Made:
    """Return today's digest; only answers of services are kept.

    Args:
        workspace: What this run works on.
        days: How far back to look for new papers; None for the latest announcement.
        limit: Show at most that many new papers, `LIMIT` by default.

    Raises:
        UsageError: Nothing is followed, and the list suggests nothing.
        FileError: The list, or a file beside it, cannot be read.
        ServiceError: Nothing could be asked at all.
    """
    papers = workspace.papers()
    gathered = gather(workspace, papers, days)
    new = _new(workspace, papers, gathered)
    own, troubles = own_news(workspace, list(papers))
    shown = new[: limit or LIMIT]
    every = [*gathered.troubles, *troubles]
    issue = Issue(
        day=today(),
        new=tuple(shown),
        own=tuple(own),
        due=tuple(_due(papers)),
        looked_at=len(gathered.papers),
        left_out=len(new) - len(shown),
        troubles=tuple(f"{name}: {error.problem}" for name, error in every),
    )
    if gathered.asked and len(gathered.troubles) == gathered.asked and not issue.due:
        raise gathered.troubles[0][1]
    return Made(issue, _fault(every))


def _fault(troubles: list[tuple[str, ReadlistError]]) -> ReadlistError | None:
    if not troubles:
        return None
    details = [f"  {name}: {error.problem}" for name, error in troubles]
    problem = f"{plural(len(troubles), 'source')} could not be asked"
    return ReadlistError(problem, troubles[0][1].remedy or "again later", details)


def _new(workspace: Workspace, papers: ReadingList, gathered: GatheredNews) -> list[NewPaper]:
    """Return new papers, those of followed authors first, then the best match."""
    gone = {*workspace.dismissed.read(), *sent_before(workspace).read()}
    fresh = [
        facts
        for facts in gathered.papers.values()
        if not any(name in papers or name in gone for name in (facts.id, *facts.identifiers))
    ]
    by_id = {facts.id: facts for facts in fresh}
    candidates = [discovering.candidate(facts) for facts in fresh]
    abstracts = [facts.abstract for facts in fresh]
    others = list(zip(candidates, abstracts, strict=True))
    choices = choosing.learn_taste(workspace, papers, others).order(candidates)
    choices.sort(key=lambda choice: choice.paper.id not in gathered.why)
    return [
        _new_paper(choice, by_id[choice.paper.id], gathered.why.get(choice.paper.id, ()))
        for choice in choices
    ]


def _new_paper(choice: Choice, facts: Metadata, why: Iterable[str]) -> NewPaper:
    paper = choice.paper
    where = ", ".join(facts.categories[:3]) or facts.venue
    return NewPaper(
        id=paper.id,
        title=paper.title,
        authors=paper.authors,
        day=facts.published[:10] or facts.updated[:10],
        where=where,
        url=paper.url or facts.url,
        abstract=facts.abstract,
        reasons=tuple(dict.fromkeys((*why, *choice.words[:_TERMS]))),
        score=choice.score,
    )


def _due(papers: ReadingList) -> list[DuePaper]:
    last = today() + _AHEAD
    due: list[Paper] = [p for p in papers if p.due and p.due <= last and p.status not in _DONE]
    found = [DuePaper(p.id, p.title, p.url, p.due) for p in due if p.due]
    return sorted(found, key=lambda one: one.due)


_LARGEST = 4 << 20
_KEPT = 5_000
"""News items that are remembered as sent."""
_WORDS = {
    UpdateKind.VERSION: "new version",
    UpdateKind.PUBLISHED: "published",
    UpdateKind.WITHDRAWN: "withdrawn by its authors",
    UpdateKind.RETITLED: "new title",
    UpdateKind.RETRACTED: "retracted",
    UpdateKind.CORRECTED: "corrected",
}


def sent_before(workspace: Workspace) -> Dismissed:
    """Return the papers that digests have sent."""
    return Dismissed(workspace.paths.digested, workspace.notices.say, "what was sent")


def own_news(
    workspace: Workspace, papers: Sequence[Paper]
) -> tuple[list[OwnNews], list[tuple[str, ReadlistError]]]:
    """Return news of papers that was not sent before, and what could not be asked."""
    if workspace.offline:
        return [], []
    wanted = [paper for paper in papers if paper.status is not Status.SKIPPED]
    try:
        report = updating.updates(workspace, wanted)
    except ServiceError as error:
        return [], [("papers of yours", error)]
    found = [_told(one.paper, news) for one in report.updates for news in one.news]
    told = _read(_path(workspace))
    troubles = [("papers of yours", report.fault)] if report.fault else []
    return [one for one in found if one.key not in told], troubles


def remember(workspace: Workspace, news: Sequence[OwnNews]) -> None:
    """Remember news as sent, so that it is not sent again.

    Raises:
        FileError: It cannot be written down.
    """
    if not news:
        return
    path = _path(workspace)
    keys = dict.fromkeys([*_read(path), *(one.key for one in news)])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, "".join(f"{key}\n" for key in [*keys][-_KEPT:]).encode())


def _told(paper: Paper, news: News) -> OwnNews:
    before, after = (shorten(one_line(text), 120) for text in (news.before, news.after))
    told = f"{before} → {after}" if news.kind is UpdateKind.VERSION else after
    event = f"{news.kind} {news.after}".encode("utf-8", "replace")
    return OwnNews(
        id=paper.id,
        title=paper.title,
        url=paper.url,
        what=f"{_WORDS[news.kind]}: {told}" if told else _WORDS[news.kind],
        key=f"{paper.id} {hashlib.sha256(event).hexdigest()[:16]}",
    )


def _path(workspace: Workspace) -> Path:
    return workspace.paths.state / "told.txt"


def _read(path: Path) -> dict[str, None]:
    try:
        return dict.fromkeys(load_regular(path, _LARGEST).decode("utf-8", "replace").splitlines())
    except OSError:
        return {}
