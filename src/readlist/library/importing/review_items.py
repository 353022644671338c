"""The items of a review of an import: one for each thing that was found."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from readlist.author_name import short_authors
from readlist.library.importing.plan import Candidate, CandidateKind, ImportPlan, NameConflict
from readlist.library.importing.take_over import TakeOver
from readlist.mentions import Name
from readlist.metadata import Metadata

MOST_OFFERS = 9
"""Titles or papers to choose from; a key each."""


class ItemSort(StrEnum):
    """What kind of thing an item is."""

    NEW = "new"
    CONFLICT = "conflict"
    TITLE = "title only"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Offer:
    """One of several things that an item may be."""

    title: str
    told: str
    """What else is known about it, in a few words."""
    name: Name | None = None
    """What the document calls it at one place."""
    paper: Metadata | None = None
    """A paper that a search found."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """Something that was found, and the decision about it."""

    subject: Candidate | TakeOver
    sort: ItemSort
    id: str
    """Empty until it has one; without it, it cannot be taken."""
    title: str
    topics: tuple[str, ...] = ()
    taken: bool = True
    offers: tuple[Offer, ...] = ()
    chosen: int | None = None
    """The offer that was chosen."""
    retitled: bool = False
    """The title is the reader's own."""
    identified: bool = False
    """The identifier is."""

    @property
    def source(self) -> str:
        """The document."""
        return self.subject.source

    @property
    def line(self) -> int:
        """Its line in the document."""
        subject = self.subject
        return subject.edit.line if isinstance(subject, TakeOver) else subject.entry.line

    @property
    def change(self) -> str:
        """What would change in a paper of the list; empty for papers that are new."""
        return self.subject.words if isinstance(self.subject, TakeOver) else ""


def items_of(plan: ImportPlan) -> tuple[ReviewItem, ...]:
    """Return the items to decide about; papers on the list are not among them."""
    conflicts = {conflict.id: conflict for conflict in plan.conflicts}
    return (
        *map(_edited, plan.take_overs),
        *(
            _item(candidate, conflicts.get(candidate.entry.id or ""))
            for candidate in plan.candidates
            if candidate.kind is not CandidateKind.KNOWN
        ),
    )


def _edited(one: TakeOver) -> ReviewItem:
    return ReviewItem(one, ItemSort.EDITED, one.paper.id, one.paper.title, one.paper.topics)


def _item(candidate: Candidate, conflict: NameConflict | None) -> ReviewItem:
    entry, named = candidate.entry, candidate.entry.id or ""
    return ReviewItem(
        candidate,
        ItemSort(str(candidate.kind)),
        named,
        entry.title,
        candidate.topics,
        taken=bool(named),
        offers=tuple(_offers(candidate, conflict))[:MOST_OFFERS],
    )


def _offers(candidate: Candidate, conflict: NameConflict | None) -> Iterator[Offer]:
    """Yield what a search offers, or the names that the document has for one link."""
    for paper in candidate.offered:
        authors = short_authors([author.name for author in paper.authors])
        told = " ".join(filter(None, (authors, paper.published[:4], paper.id)))
        yield Offer(paper.title, told, paper=paper)
    names = [name for name in conflict.names if name.text] if conflict else []
    if candidate.kind is CandidateKind.CONFLICT and len({name.text for name in names}) > 1:
        yield from (Offer(name.text, f"line {name.line}", name=name) for name in names)


Excerpt = Callable[[ReviewItem], Sequence[tuple[int, str]]]
"""Gives the lines of the document around an item, with their numbers."""
