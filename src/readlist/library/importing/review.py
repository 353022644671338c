"""Review what an import found: what is taken, and with which title, topics and identifier.

Nothing here touches the list: the outcome is a plan, which is imported like any other, in one step.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from readlist.errors import UsageError
from readlist.folding import fold
from readlist.library.importing import resolving
from readlist.library.importing.plan import Candidate, CandidateKind, ImportPlan
from readlist.library.importing.review_items import ItemSort, ReviewItem, items_of
from readlist.library.importing.take_over import TakeOver
from readlist.library.paper_values import topic_name
from readlist.model.identifiers import Identifier
from readlist.model.kinds import NotAnIdentifierError
from readlist.reading_list import ReadingList
from readlist.text import one_line, shorten


@dataclass(frozen=True, slots=True)
class _State:
    items: tuple[ReviewItem, ...]
    at: int
    what: str


class Review:
    """Decides about one item after another; each decision can be undone.

    Args:
        plan: What was found.
        papers: The list.
    """

    def __init__(self, plan: ImportPlan, papers: ReadingList) -> None:
        self._plan = plan
        self._papers = papers
        self._items = items_of(plan)
        self._done: list[_State] = []
        self._words = ""
        self.at = 0
        """The visible item under the cursor."""

    @property
    def items(self) -> Sequence[ReviewItem]:
        """All items that pass the search, in order."""
        return [self._items[place] for place in self._visible()]

    @property
    def current(self) -> ReviewItem | None:
        """The item under the cursor; None if there is none."""
        found = self.items
        return found[self.at] if self.at < len(found) else None

    @property
    def taken(self) -> int:
        """How many items are taken."""
        return sum(item.taken for item in self._items)

    @property
    def total(self) -> int:
        """How many items there are."""
        return len(self._items)

    @property
    def dirty(self) -> bool:
        """Whether anything was decided."""
        return bool(self._done)

    @property
    def words(self) -> str:
        """The words that visible items must have."""
        return self._words

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of the list and of what was found, for completion."""
        found = (topic for item in self._items for topic in item.topics)
        return tuple(dict.fromkeys((*self._papers.topic_names, *found)))

    def go(self, place: int) -> bool:
        """Move the cursor to another item; return whether it moved."""
        there = min(max(place, 0), max(len(self.items) - 1, 0))
        moved, self.at = there != self.at, there
        return moved

    def find(self, words: str) -> bool:
        """Show only items with all the words; return whether there are any, else change nothing."""
        before, here = self._words, self.current
        self._words = one_line(words)
        if not self.items:
            self._words = before
            return False
        self.at = next((n for n, item in enumerate(self.items) if item is here), 0)
        return True

    def take(self, *, on: bool = True) -> str:
        """Take the item or leave it out, and go on to the next; return what was done.

        Raises:
            UsageError: It cannot be taken.
        """
        item = self._here()
        if on and not item.id:
            raise UsageError("nothing says which paper it is", _how_to_name(item))
        told = self._put(replace(item, taken=on), "taken" if on else "left out")
        self.go(self.at + 1)
        return told

    def flip(self) -> str:
        """Take the item if it is left out, else leave it out; as `take`."""
        return self.take(on=not self._here().taken)

    def take_all(self, *, on: bool = True) -> str:
        """Take every visible item that can be taken, or leave all of them out."""
        visible = set(self._visible())
        items = tuple(
            replace(item, taken=on and bool(item.id)) if place in visible else item
            for place, item in enumerate(self._items)
        )
        changed = sum(a != b for a, b in zip(items, self._items, strict=True))
        return self._become(items, f"{changed:,} more {'taken' if on else 'left out'}")

    def choose(self, number: int) -> str:
        """Choose one of the offers for the item, counted from 1, and take it.

        Raises:
            UsageError: There is no such offer.
        """
        item = self._here()
        if not 1 <= number <= len(item.offers):
            raise UsageError(f"there is no {number} to choose", "type a number that is shown")
        offer = item.offers[number - 1]
        named = offer.paper.id if offer.paper else item.id
        new = replace(item, chosen=number - 1, title=offer.title, id=named, taken=True)
        told = f"it is {shorten(offer.title, 60)!r}"
        return self._put(replace(new, retitled=False, identified=False), told)

    def retitle(self, text: str) -> str:
        """Correct the item's title.

        Raises:
            UsageError: There is nothing to change, or it is of a paper of the list.
        """
        item, title = self._new(), one_line(text)
        if not title:
            raise UsageError("a title needs words", "press Esc to leave it as it is")
        return self._put(replace(item, title=title, retitled=True), "title corrected")

    def retopic(self, text: str) -> str:
        """Set the item's topics, separated by commas; an empty line sets none.

        Raises:
            UsageError: One of them cannot be a topic, or the item is of a paper of the list.
        """
        item = self._new()
        words = (word.strip() for word in text.split(","))
        known = {topic.casefold(): topic for topic in self._papers.topic_names}
        names = (known.get(word.casefold(), word) for word in words if word)
        topics = tuple(dict.fromkeys(map(topic_name, names)))
        return self._put(replace(item, topics=topics), f"topics: {', '.join(topics) or 'none'}")

    def identify(self, text: str) -> str:
        """Identify the item by identifier or address, and take it.

        Raises:
            UsageError: It names no paper, or one that is on the list.
        """
        item = self._new()
        try:
            named = str(Identifier.parse(text))
        except NotAnIdentifierError as error:
            raise UsageError(f"{one_line(text)!r}: {error.reason}", "2310.06825 or a DOI") from None
        if named in self._papers:
            raise UsageError(f"{named} is on the list", "s leaves it out")
        new = replace(item, id=named, taken=True, chosen=None, identified=True)
        return self._put(new, f"it is {named}")

    def undo(self) -> str | None:
        """Undo the last decision and go to its item; None if there is none."""
        if not self._done:
            return None
        state = self._done.pop()
        self._items, self._words = state.items, ""
        self.at = state.at
        return state.what

    def outcome(self) -> ImportPlan:
        """Return the plan with the items that are taken, as decided."""
        items = [item for item in self._items if item.taken and item.id]
        known = self._plan.of_kind(CandidateKind.KNOWN)
        decided = (self._decided(i, i.subject) for i in items if isinstance(i.subject, Candidate))
        settled = {item.id for item in items if item.chosen is not None}
        there = {item.id for item in items}
        return self._plan._replace(
            candidates=(*decided, *known),
            conflicts=tuple(
                conflict
                for conflict in self._plan.conflicts
                if conflict.id in there and conflict.id not in settled
            ),
            take_overs=tuple(i.subject for i in items if isinstance(i.subject, TakeOver)),
        )

    def _decided(self, item: ReviewItem, candidate: Candidate) -> Candidate:
        """Return a candidate as decided."""
        offer = None if item.chosen is None else item.offers[item.chosen]
        if offer and offer.paper:
            candidate = resolving.chosen(candidate, offer.paper, self._papers)
        elif offer and offer.name:
            code = offer.name.code or candidate.entry.code
            entry = candidate.entry._replace(title=offer.name.text, code=code)
            candidate = candidate._replace(entry=entry, kind=CandidateKind.NEW)
        elif item.identified:
            entry = candidate.entry._replace(id=item.id, also=())
            candidate = candidate._replace(
                entry=entry, kind=CandidateKind.NEW, looked_up=True, found=None
            )
        own_title, carried = item.title if item.retitled else "", candidate.carried
        if carried:
            topics = carried.topics if item.topics == candidate.topics else item.topics
            carried = replace(carried, title=own_title or carried.title, topics=topics)
        return candidate._replace(topics=item.topics, own_title=own_title, carried=carried)

    def _here(self) -> ReviewItem:
        item = self.current
        if item is None:
            raise UsageError("there is nothing here")
        return item

    def _new(self) -> ReviewItem:
        item = self._here()
        if item.sort is ItemSort.EDITED:
            raise UsageError("this paper is on the list", "a takes the change, s leaves it out")
        return item

    def _put(self, item: ReviewItem, what: str) -> str:
        place = self._visible()[self.at]
        items = (*self._items[:place], item, *self._items[place + 1 :])
        return self._become(items, f"{what}  {item.id or shorten(item.title, 40)}")

    def _become(self, items: tuple[ReviewItem, ...], what: str) -> str:
        place = self._visible()[self.at] if self._items else 0
        self._done.append(_State(self._items, place, what))
        self._items = items
        return what

    def _visible(self) -> list[int]:
        if not self._words:
            return list(range(len(self._items)))
        words = fold(self._words).split()
        return [place for place, item in enumerate(self._items) if _has(item, words)]


def _has(item: ReviewItem, words: Sequence[str]) -> bool:
    text = fold("\n".join([item.id, item.title, *item.topics, item.sort, item.change, item.source]))
    return all(word in text for word in words)


def _how_to_name(item: ReviewItem) -> str:
    number = len(item.offers)
    choice = f"1-{number} chooses, " if number > 1 else "1 chooses, " if number else ""
    return f"{choice}i gives it an identifier"
