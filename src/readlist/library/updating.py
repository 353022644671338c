"""Find out what happened to papers of the list since the last look.

arXiv reports new versions, publications and withdrawals of its papers; the DOI agencies report
publications, retractions and corrections of all others, and of the published versions of arXiv's.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readlist.arxiv_id import ArxivId
from readlist.errors import ArxivError, FileError, ReadlistError
from readlist.files import write_atomic
from readlist.lazy import lazy
from readlist.library import list_changes, network
from readlist.library.facts import facts_of
from readlist.library.network import is_fresh
from readlist.library.workspace import Workspace
from readlist.list_file import ListEditor
from readlist.metadata import Metadata
from readlist.paper import Paper
from readlist.regular import load_regular
from readlist.text import plural

if TYPE_CHECKING:
    from readlist.library.checking import asking
else:
    asking = lazy("readlist.library.checking.asking")

_LARGEST = 256 << 20
"""Bytes of answers that are kept; a hundred thousand papers are 200 MB."""
_LISTED = ("title", "authors", "categories")
"""The facts in the list that a new version can change."""


class UpdateKind(StrEnum):
    """What can happen to a paper."""

    VERSION = "version"
    PUBLISHED = "published"
    """A journal reference or a publisher's DOI appeared or changed."""
    WITHDRAWN = "withdrawn"
    RETITLED = "retitled"
    RETRACTED = "retracted"
    """Its publisher retracted it."""
    CORRECTED = "corrected"
    """A correction or an expression of concern appeared."""


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news about a paper."""

    kind: UpdateKind
    before: str
    """What was known before; empty if nothing was."""
    after: str


@dataclass(frozen=True, slots=True)
class Update:
    """A paper with its news."""

    paper: Paper
    news: tuple[News, ...]
    metadata: Metadata
    """What arXiv says now."""


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """The result of looking for updates."""

    updates: tuple[Update, ...]
    looked_at: int
    first_looks: int
    """Papers that were looked up for the first time, so that there was nothing to compare with."""
    missing: tuple[tuple[str, str], ...] = ()
    """Identifiers that arXiv gave nothing for, with the reason."""
    fault: ReadlistError | None = None
    """Why it ended early."""


def updates(workspace: Workspace, papers: Sequence[Paper]) -> UpdateReport:
    """Return what changed about papers, compared with what is known here.

    What is known stays as it is, so that the same news is shown until `apply_updates`; arXiv is
    asked about a paper once a day, a hundred papers in a request. What it says about an unknown
    paper is kept in the library, for comparison from then on.

    Args:
        workspace: What this run works on.
        papers: Papers of the list.
    """
    answers, missing, fault = _ask_about(workspace, [p for p in papers if p.arxiv_id])
    told = _ask_agencies(workspace, papers, answers)
    answers, fault = answers | told.answers, fault or told.fault
    missing |= told.missing
    updates, first = [], 0
    for paper in papers:
        now = answers.get(paper.id)
        if now is None:
            continue
        old = workspace.paper_files.read_metadata(paper.keeps[0])
        if old is None:
            first += 1
            workspace.paper_files.write_metadata(now)
        news = compare(old, now)
        if news:
            updates.append(Update(paper, news, now))
    return UpdateReport(tuple(updates), len(answers), first, tuple(missing.items()), fault)


def apply_updates(workspace: Workspace, updates: Sequence[Update]) -> list[Paper]:
    """Keep what arXiv says now; return the papers of the list that it changed.

    Title, authors and categories on the list change only if they are still what arXiv said before:
    what the reader wrote stays.

    Raises:
        FileError: The list cannot be changed.
    """
    old = {u.paper.id: workspace.paper_files.read_metadata(u.paper.keeps[0]) for u in updates}

    def edit(editor: ListEditor) -> list[Paper]:
        changed = []
        for update in updates:
            known = old[update.paper.id]
            if known is None or update.paper.id not in editor:
                continue
            paper = Paper.from_table(editor.table(update.paper.id))
            values = _values(paper, known, update.metadata)
            if values:
                editor.update(paper.id, values)
                changed.append(paper)
        return changed

    what = f"update {plural(len(updates), 'paper')}"
    changed = list_changes.change(workspace, what, edit).outcome if updates else []
    try:
        for update in updates:
            workspace.paper_files.write_metadata(update.metadata)
    except FileError as error:  # the list is changed by now
        workspace.notices.warn(f"note: these updates will be shown again: {error.problem}")
    return changed


def _ask_about(
    workspace: Workspace, papers: Sequence[Paper]
) -> tuple[dict[str, Metadata], dict[str, str], ReadlistError | None]:
    """Return what arXiv says, with today's answers from the cache, and why others are missing."""
    cache = workspace.paths.cache / "updates.json"
    kept = _read_cache(cache)
    wanted = [paper.id for paper in papers]
    answers = {one: kept[one] for one in wanted if one in kept}
    asked = [ArxivId(one) for one in wanted if one not in answers]
    missing: dict[str, str] = {}
    fault: ReadlistError | None = None
    if not asked:
        return answers, missing, fault
    _ = workspace.api  # an error at once if the network is forbidden
    workspace.notices.say(f"Asking arXiv about {plural(len(asked), 'paper')} …")
    try:
        for fetched in network.answers(workspace, asked):
            answers |= {one.base: metadata for one, metadata in fetched.found.items()}
            missing |= {one.base: reason for one, reason in fetched.missing.items()}
    except ArxivError as error:
        fault = error
    _write_cache(cache, kept | answers)
    return answers, missing, fault


@dataclass(slots=True)
class _Told:
    """What the DOI agencies and other services say."""

    answers: dict[str, Metadata] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    fault: ReadlistError | None = None


def _ask_agencies(
    workspace: Workspace, papers: Sequence[Paper], at_arxiv: Mapping[str, Metadata]
) -> _Told:
    """Return what services say about papers that are not at arXiv, and about publications.

    If the publications of arXiv's papers cannot be checked, that is only noted: what arXiv says
    about them is still returned.
    """
    told = _Told()
    others = [p for p in papers if not p.arxiv_id and p.keeps and _is_askable(p.id)]
    published = [p for p in papers if p.id in at_arxiv and (at_arxiv[p.id].doi or p.doi)]
    if workspace.offline or not (others or published):
        return told
    asker = asking.Asker(workspace)
    lost = ""
    with workspace.notices.working("Asking about publications") as work:
        for number, paper in enumerate([*others, *published]):
            work.at(number, len(others) + len(published), paper.id)
            facts = at_arxiv.get(paper.id)
            name = f"doi:{(facts.doi or paper.doi).lower()}" if facts else paper.id
            try:
                found = asker.work(name)
            except ReadlistError as error:
                lost = lost or (error.problem if facts else "")
                told.fault = told.fault or (None if facts else error)
                continue
            if facts:
                notices = found.notices if found else ()
                told.answers[paper.id] = replace(facts, notices=notices)
            elif found:
                told.answers[paper.id] = replace(found, id=paper.id)
            else:
                told.missing[paper.id] = "no service knows it"
    if lost:
        workspace.notices.warn(f"note: not asked whether all publications stand: {lost}")
    return told


def _is_askable(name: str) -> bool:
    return name.partition(":")[0] in ("doi", "openreview", "acl", "pmid")


def compare(old: Metadata | None, now: Metadata) -> tuple[News, ...]:
    """Return what is new in an answer; for an unknown paper only a withdrawal."""
    news = []
    if now.withdrawn and not (old and old.withdrawn):
        news.append(News(UpdateKind.WITHDRAWN, "", now.comment))
    news += _new_notices(old, now)
    if old is None:
        return tuple(news)
    appeared = [one for one in now.published_as if one not in old.published_as]
    if appeared:
        news.append(News(UpdateKind.PUBLISHED, "", ", ".join(appeared)))
    if now.version > old.version:
        news.append(News(UpdateKind.VERSION, f"v{old.version}", f"v{now.version}"))
    if (
        now.version
        and (now.journal_ref, now.doi) != (old.journal_ref, old.doi)
        and (now.journal_ref or now.doi)
    ):
        news.append(News(UpdateKind.PUBLISHED, _venue(old), _venue(now)))
    if now.title != old.title:
        news.append(News(UpdateKind.RETITLED, old.title, now.title))
    return tuple(news)


def _new_notices(old: Metadata | None, now: Metadata) -> list[News]:
    """Return new notices about a paper; for an unknown one only a retraction."""
    known = {(one.kind, one.id) for one in old.notices} if old else set()
    news = []
    for one in now.notices:
        kind = UpdateKind.RETRACTED if one.is_retraction else UpdateKind.CORRECTED
        if (one.kind, one.id) in known or (old is None and kind is UpdateKind.CORRECTED):
            continue
        said = ", ".join(filter(None, (one.kind.replace("_", " "), one.date, one.id, one.said_by)))
        news.append(News(kind, "", said))
    return news


def _venue(metadata: Metadata) -> str:
    doi = f"doi:{metadata.doi}" if metadata.doi else ""
    return ", ".join(filter(None, [metadata.journal_ref, doi]))


def _values(paper: Paper, old: Metadata, now: Metadata) -> dict[str, Any]:
    """Return the keys that follow arXiv: those that the reader left as arXiv had them."""
    before, after = facts_of(old), facts_of(now)
    table = paper.to_table()
    return {
        name: after[name]
        for name in _LISTED
        if name in after and table.get(name) == before.get(name) != after[name]
    }


def _read_cache(path: Path) -> dict[str, Metadata]:
    """Return the answers that are less than a day old."""
    try:
        data = json.loads(load_regular(path, _LARGEST))
        kept = [Metadata.from_json(one) for one in data]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return {metadata.id: metadata for metadata in kept if is_fresh(metadata)}


def _write_cache(path: Path, answers: dict[str, Metadata]) -> None:
    text = json.dumps([answer.to_json() for answer in answers.values()], ensure_ascii=False)
    try:
        write_atomic(path, text.encode("utf-8", "replace"))
    except FileError:
        return  # it only costs another request
