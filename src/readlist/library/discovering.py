"""Discover new papers: find them, rank them by taste, add or dismiss them."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from readlist.arxiv_address import recognise
from readlist.arxiv_id import ArxivId, NotAnArxivIdError
from readlist.clock import now, today
from readlist.errors import FileError, UsageError
from readlist.files import lock
from readlist.lazy import lazy
from readlist.library import choosing, following
from readlist.library.categories import category_name, checked_category, commonest
from readlist.library.elsewhere import new_paper
from readlist.library.facts import facts_of
from readlist.library.list_changes import Change, by_whom
from readlist.library.newcomers import DayCache, Newcomers, NewcomersQuery, ask
from readlist.library.reports import AddOptions
from readlist.library.taste import Choice, Taste
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.model.spelling import file_key, spelled
from readlist.paper import Paper, Status
from readlist.reading_list import ReadingList
from readlist.text import one_line, plural, shorten

if TYPE_CHECKING:
    from readlist import arxiv_api
    from readlist.arxiv_api import ArxivApi
    from readlist.library import collecting
else:
    arxiv_api = lazy("readlist.arxiv_api")
    collecting = lazy("readlist.library.collecting")


_GUESSED = 3
"""Categories used while none is followed."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """A paper that is not on the list."""

    choice: Choice
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class Dismissal:
    """The result of dismissing papers."""

    identifiers: tuple[str, ...] = ()
    """Those that were not dismissed before."""
    entry: int | None = None
    """The number of the change in the history; None if nothing was written."""


@dataclass(frozen=True, slots=True)
class DiscoverReport:
    """What is new."""

    found: tuple[Discovery, ...]
    """The best first."""
    total: int
    """How many submissions were looked at."""
    listed: int
    """How many of them are on the list."""
    dismissed: int
    """How many of them were dismissed."""
    categories: tuple[str, ...]
    since: date
    taste: Taste
    """Ranks them again when more is known."""


def followed_categories(workspace: Workspace) -> tuple[str, ...]:
    """Return the categories that the reader follows.

    Raises:
        FileError: ``follow.toml`` cannot be read.
    """
    return following.followed(workspace).categories


def follow(workspace: Workspace, categories: Sequence[str], *, on: bool = True) -> tuple[str, ...]:
    """Follow categories, or stop following them; return those that are followed now.

    Raises:
        UsageError: One is not a valid category, or was not followed.
        FileError: ``follow.toml`` cannot be read or changed.
    """
    named = list(map(checked_category, categories)) if on else list(_named(categories))
    return following.follow(workspace, "categories", named, on=on)


def discover(workspace: Workspace, question: NewcomersQuery) -> DiscoverReport:
    """Return what is new on arXiv and neither on the list nor dismissed, the best match first.

    arXiv is asked the same question once a day; offline, an answer of the last days will do.

    Raises:
        UsageError: No category is known, or arXiv cannot read the query.
        ArxivError: arXiv could not be asked.
    """
    papers = workspace.papers()
    asked = _question_meant(workspace, question, papers)
    answer = newcomers(workspace, asked)
    dismissed = workspace.dismissed.read()
    unlisted = [facts for facts in answer.papers if facts.id not in papers]
    fresh = {facts.id: facts for facts in unlisted if facts.id not in dismissed}
    candidates = [candidate(facts) for facts in fresh.values()]
    abstracts = [facts.abstract for facts in fresh.values()]
    pairs = list(zip(candidates, abstracts, strict=True))
    taste = choosing.learn_taste(workspace, papers, pairs, apart=True)
    choices = taste.order(candidates)
    return DiscoverReport(
        found=tuple(Discovery(choice, fresh[choice.paper.id]) for choice in choices),
        total=len(answer.papers),
        listed=len(answer.papers) - len(unlisted),
        dismissed=len(unlisted) - len(fresh),
        categories=tuple(name for name in asked.categories if name not in answer.unknown),
        since=answer.since,
        taste=taste,
    )


def take(workspace: Workspace, found: Metadata, options: AddOptions) -> Change | None:
    """Add a discovery to the list with what is known about it; arXiv is not asked.

    Returns:
        The paper as it was added; None if it is on the list already.

    Raises:
        FileError: The list cannot be changed.
    """
    keep_facts(workspace, found)
    paper = new_paper(ArxivId(found.id), found, options)
    done = collecting.append(workspace, [paper])
    return Change(None, paper, "add", done.entry) if done.added else None


def dismiss(workspace: Workspace, found: Iterable[Metadata]) -> Dismissal:
    """Dismiss discoveries: they are not shown again, and the ranking learns from them.

    Raises:
        FileError: It cannot be written down.
    """
    papers = {metadata.id: metadata for metadata in found}
    for metadata in papers.values():
        keep_facts(workspace, metadata)
    return turn_down(workspace, {one: metadata.title for one, metadata in papers.items()})


def dismiss_named(workspace: Workspace, identifiers: Sequence[str]) -> Dismissal:
    """Dismiss papers by identifier; what the last discoveries said about them is kept.

    Raises:
        UsageError: One is not an identifier.
        FileError: It cannot be written down.
    """
    bases = [base for word in identifiers for base in _bases(word)]
    found = answers(workspace).find(bases)
    for facts in found.values():
        keep_facts(workspace, facts)
    return turn_down(workspace, {one: found[one].title if one in found else "" for one in bases})


def turn_down(workspace: Workspace, papers: Mapping[str, str]) -> Dismissal:
    """Dismiss papers.

    Args:
        workspace: What this run works on.
        papers: Titles by identifier; empty if not known.

    Raises:
        FileError: It cannot be written; nothing was dismissed.
    """
    if not workspace.paths.list.exists():
        workspace.make_list(must_write=True)
    with lock(workspace.paths.list, on_wait=workspace.notices.say):  # which guards the history, too
        known = workspace.dismissed.read()
        new = [identifier for identifier in papers if identifier not in known]
        if not new:
            return Dismissal()
        checksum = workspace.cut_document().sha256
        what = _described(new, papers[new[0]]) + by_whom(workspace)
        at, agent = now().isoformat(), workspace.agent
        receipt = workspace.journal.append(what, at, checksum, checksum, dismissed=new, agent=agent)
        try:
            return Dismissal(tuple(workspace.dismissed.add(new)), receipt.number)
        except FileError:
            with contextlib.suppress(FileError):  # then it undoes nothing
                receipt.cancel()
            raise


def _described(identifiers: list[str], title: str) -> str:
    if len(identifiers) > 1:
        return f"dismiss {plural(len(identifiers), 'paper')}"
    return f"dismiss {identifiers[0]} {shorten(title, 60)}".rstrip()


def _bases(word: str) -> list[str]:
    """Return what a word names, as `dismissed.txt` spells it.

    Raises:
        UsageError: It is not an identifier.
    """
    try:
        return [found.base for found in recognise(word)]
    except NotAnArxivIdError as error:
        other = spelled(word)
        if other:
            return [other]
        raise UsageError(
            error.problem, "give an identifier such as 2310.06825, or a row of readlist discover"
        ) from None


def keep_facts(workspace: Workspace, found: Metadata) -> None:
    """Keep what was said about a discovery, unless the library knows the paper already."""
    kept = file_key(found.id)
    if kept and workspace.paper_files.read_metadata(kept) is None:
        workspace.paper_files.write_metadata(found)
        workspace.look_at_library_again()


def _question_meant(
    workspace: Workspace, question: NewcomersQuery, papers: ReadingList
) -> NewcomersQuery:
    """Return the question, with the reader's categories if it names none."""
    if question.categories:
        return replace(question, categories=_named(question.categories))
    if question.query:
        return question
    known = following.followed(workspace)
    following.tell_problems(workspace, known)
    followed = arxiv_only(known.categories) or guessed(workspace, papers)
    if not followed:
        raise UsageError(
            "you follow no category yet", "readlist discover --follow cs.CL, or --category cs.CL"
        )
    return replace(question, categories=followed)


def arxiv_only(categories: Iterable[str]) -> tuple[str, ...]:
    """Return arXiv's categories, without those of bioRxiv and medRxiv."""
    return tuple(name for name in categories if ":" not in name)


def guessed(workspace: Workspace, papers: ReadingList) -> tuple[str, ...]:
    """Return the commonest categories of the list, for readers who follow none."""
    primaries = [
        paper.categories[0]
        for paper in papers
        if paper.categories and paper.status is not Status.SKIPPED
    ]
    found = tuple(commonest(primaries, _GUESSED))
    if found:
        workspace.notices.say(
            f"You follow no category yet; looking at {', '.join(found)}, the commonest of the "
            f"list (readlist discover --follow {found[0]})."
        )
    return found


def answers(workspace: Workspace) -> DayCache:
    """Return the answers of the last days."""
    return DayCache(workspace.paths.cache / "discover")


def newcomers(workspace: Workspace, question: NewcomersQuery) -> Newcomers:
    """Return what is new on arXiv, which is asked the same question once a day.

    Raises:
        UsageError: arXiv cannot read the query.
        ArxivError: arXiv could not be asked.
    """
    kept = answers(workspace).get(question, stale=workspace.offline)
    if kept is None:
        where = ", ".join(question.categories) or shorten(question.query, 40)
        api = workspace.api
        workspace.notices.say(f"Asking arXiv what is new in {where} …")
        with workspace.notices.working("Asking arXiv") as work:
            work.at(0)
            kept = _ask(workspace, api, question)
        answers(workspace).put(question, kept)
    elif kept.asked != today():
        workspace.notices.say(f"Offline: this was new on {kept.asked}.")
    for name in kept.unknown:
        way = _way_to_forget(workspace, [name])
        workspace.notices.warn(f"note: arXiv has no category {name[:60]!r}{way and f': {way}'}")
    return kept


def _ask(workspace: Workspace, api: "ArxivApi", question: NewcomersQuery) -> Newcomers:
    try:
        return ask(api, question)
    except arxiv_api.UnknownCategoryError as error:
        error.remedy = _way_to_forget(workspace, error.names) or error.remedy
        raise


def _way_to_forget(workspace: Workspace, categories: Sequence[str]) -> str:
    """Return how to stop following some categories; empty if none of them is followed."""
    named = ",".join(name for name in followed_categories(workspace) if name in categories)
    return f"readlist discover --unfollow {one_line(named)}" if named else ""


def _named(words: Sequence[str]) -> tuple[str, ...]:
    """Return categories as arXiv spells them, each once."""
    return tuple(dict.fromkeys(map(category_name, words)))


def candidate(metadata: Metadata) -> Paper:
    """Return a discovery as a paper that is not on the list, so without a day of addition."""
    return Paper.from_table({"id": metadata.id, "status": "inbox", **facts_of(metadata)})
