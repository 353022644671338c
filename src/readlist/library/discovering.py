"""New papers: found, ranked by taste, taken onto the list or turned down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from readlist.arxiv_address import recognise
from readlist.arxiv_id import ArxivId, NotAnArxivIdError
from readlist.clock import today
from readlist.errors import UsageError
from readlist.library.categories import category_name, checked_category, commonest
from readlist.library.collecting import Collecting, new_paper
from readlist.library.dismissing import Dismissing
from readlist.library.facts import facts_of
from readlist.library.newcomers import DayCache, Newcomers, Question, ask
from readlist.library.reports import AddOptions
from readlist.library.taste import Choice, Taste
from readlist.library.upkeep import Upkeep
from readlist.metadata import Metadata
from readlist.paper import Paper, Status
from readlist.reading_list import ReadingList
from readlist.text import one_line, shorten

if TYPE_CHECKING:
    from readlist.arxiv_api import ArxivApi

_FOLLOWED = "discover.categories"
_GUESSED = 3
"""Categories looked at while none is followed."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """A paper that is not on the list."""

    choice: Choice
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class DiscoverReport:
    """What is new."""

    found: tuple[Discovery, ...]
    """The best first."""
    total: int
    """Submissions looked at."""
    listed: int
    """Those of them that are on the list."""
    dismissed: int
    """Those of them that were turned down."""
    categories: tuple[str, ...]
    since: date
    taste: Taste
    """Ranks them again as more becomes known."""


class Discovering(Dismissing, Collecting, Upkeep):
    """The use cases around papers that are not on the list yet."""

    def followed(self) -> tuple[str, ...]:
        """Return the categories that the reader follows."""
        return _named(self.settings.words(_FOLLOWED))

    def follow(self, categories: Sequence[str], *, on: bool = True) -> tuple[str, ...]:
        """Follow categories, or stop following them; return those that are followed now.

        Raises:
            UsageError: One cannot be a category, or was not followed.
            FileError: The settings file cannot be changed.
        """
        named = list(map(checked_category, categories)) if on else list(_named(categories))
        kept = list(self.followed())
        if not on and (unknown := [name for name in named if name not in kept]):
            raise UsageError(
                f"{unknown[0]} is not followed",
                f"readlist discover --unfollow {(kept or ['C'])[0]}",
            )
        changed = [n for n in kept if n not in named] + (named if on else [])
        if changed != kept:
            self.set_setting(_FOLLOWED, " ".join(dict.fromkeys(changed)) if changed else None)
        return tuple(dict.fromkeys(changed))

    def discover(self, question: Question) -> DiscoverReport:
        """Return what is new on arXiv and neither on the list nor dismissed, the best fit first.

        arXiv is asked once a day for the same; offline, an answer of the last days will do.

        Raises:
            UsageError: Nothing says where to look, or arXiv cannot read the question.
            ArxivError: arXiv could not be asked.
        """
        papers = self.papers()
        asked = self._question(question, papers)
        answer = self._newcomers(asked)
        dismissed = self.dismissed.read()
        unlisted = [facts for facts in answer.papers if facts.id not in papers]
        fresh = {facts.id: facts for facts in unlisted if facts.id not in dismissed}
        candidates = [_candidate(facts) for facts in fresh.values()]
        abstracts = [facts.abstract for facts in fresh.values()]
        taste = self.taste(papers, list(zip(candidates, abstracts, strict=True)))
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

    def take(self, found: Metadata, options: AddOptions) -> Paper | None:
        """Put a discovery on the list with what is known of it; arXiv is not asked.

        Returns:
            The paper; None if it is on the list already, as it was.

        Raises:
            FileError: The list cannot be changed.
        """
        self.keep_facts(found)
        paper = new_paper(ArxivId(found.id), found, options)
        added, _ = self.append([paper])
        return paper if added else None

    def dismiss(self, found: Iterable[Metadata]) -> list[str]:
        """Turn discoveries down: they are not shown again, and the order learns from them.

        Raises:
            FileError: It cannot be written down.
        """
        papers = {metadata.id: metadata for metadata in found}
        for metadata in papers.values():
            self.keep_facts(metadata)
        return self.turn_down({one: metadata.title for one, metadata in papers.items()})

    def dismiss_named(self, identifiers: Sequence[str]) -> list[str]:
        """Turn papers down by identifier; what the last discoveries said of them is kept.

        Raises:
            UsageError: One is no identifier.
            FileError: It cannot be written down.
        """
        try:
            bases = [found.base for word in identifiers for found in recognise(word)]
        except NotAnArxivIdError as error:
            raise UsageError(error.problem, "readlist discover, and a row of it") from None
        found = self._answers.find(bases)
        for facts in found.values():
            self.keep_facts(facts)
        return self.turn_down({one: found[one].title if one in found else "" for one in bases})

    def keep_facts(self, found: Metadata) -> None:
        """Keep what arXiv said of a discovery, unless the shelf knows the paper already."""
        if self.shelf.read_metadata(ArxivId(found.id)) is None:
            self.shelf.write_metadata(found)
            self.look_at_shelf_again()

    def _question(self, question: Question, papers: ReadingList) -> Question:
        """Return the question with the categories that are meant where it names none."""
        if question.categories:
            return replace(question, categories=_named(question.categories))
        if question.query:
            return question
        followed = self.followed() or self._guessed(papers)
        if not followed:
            raise UsageError(
                "no category is followed", "readlist discover --follow cs.CL, or --category cs.CL"
            )
        return replace(question, categories=followed)

    def _guessed(self, papers: ReadingList) -> tuple[str, ...]:
        primaries = [
            paper.categories[0]
            for paper in papers
            if paper.categories and paper.status is not Status.SKIPPED
        ]
        guessed = tuple(commonest(primaries, _GUESSED))
        if guessed:
            self.notices.say(
                f"No category is followed; looking at {', '.join(guessed)}, the commonest of the "
                f"list (readlist discover --follow {guessed[0]})."
            )
        return guessed

    @property
    def _answers(self) -> DayCache:
        return DayCache(self.paths.cache / "discover")

    def _newcomers(self, question: Question) -> Newcomers:
        kept = self._answers.get(question, stale=self.offline)
        if kept is None:
            where = ", ".join(question.categories) or shorten(question.query, 40)
            api = self.api
            self.notices.say(f"Asking arXiv what is new in {where} …")
            kept = self._ask(api, question)
            self._answers.put(question, kept)
        elif kept.asked != today():
            self.notices.say(f"Offline: this is what was new on {kept.asked}.")
        for name in kept.unknown:
            way = self._way_to_forget([name])
            self.notices.warn(f"note: arXiv has no category {name[:60]!r}{way and f': {way}'}")
        return kept

    def _ask(self, api: "ArxivApi", question: Question) -> Newcomers:
        from readlist.arxiv_api import UnknownCategoryError  # noqa: PLC0415 - rarely needed

        try:
            return ask(api, question)
        except UnknownCategoryError as error:
            error.remedy = self._way_to_forget(error.names) or error.remedy
            raise

    def _way_to_forget(self, categories: Sequence[str]) -> str:
        """Return how to follow some categories no longer; empty if none of them is followed."""
        named = ",".join(name for name in self.followed() if name in categories)
        return f"readlist discover --unfollow {one_line(named)}" if named else ""


def _named(words: Sequence[str]) -> tuple[str, ...]:
    """Return categories as arXiv spells them, each once."""
    return tuple(dict.fromkeys(map(category_name, words)))


def _candidate(metadata: Metadata) -> Paper:
    """Return a discovery as a paper that is not on the list: no day on which it was added."""
    return Paper.from_table({"id": metadata.id, "status": "inbox", **facts_of(metadata)})
