"""What a digest tells once: what happened to papers of the list; and what went out before."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from readlist.errors import ReadlistError, ServiceError
from readlist.exporters.digest import OwnNews
from readlist.files import write_atomic
from readlist.library import updating
from readlist.library.dismissed import Dismissed
from readlist.library.updating import News, UpdateKind
from readlist.library.workspace import Workspace
from readlist.paper import Paper, Status
from readlist.regular import load_regular
from readlist.text import one_line, shorten

_LARGEST = 4 << 20
_KEPT = 5_000
"""Pieces of news that are remembered as told."""
_WORDS = {
    UpdateKind.VERSION: "new version",
    UpdateKind.PUBLISHED: "published",
    UpdateKind.WITHDRAWN: "withdrawn by its authors",
    UpdateKind.RETITLED: "new title",
    UpdateKind.RETRACTED: "retracted",
    UpdateKind.CORRECTED: "corrected",
}


def sent_before(workspace: Workspace) -> Dismissed:
    """Return what went out in digests."""
    return Dismissed(workspace.paths.digested, workspace.notices.say, "what was sent")


def own_news(
    workspace: Workspace, papers: Sequence[Paper]
) -> tuple[list[OwnNews], list[tuple[str, ReadlistError]]]:
    """Return what happened to papers that was not told before, and what could not be asked."""
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
    """Note that news were told, so that they are not told again.

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
