"""Blocks of papers and weights as arrays of NumPy."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from readlist.ranking.one_thread import np
from readlist.ranking.packed import PackedBlock
from readlist.ranking.vector import TITLE_LENGTH

AT_ONCE = 1 << 15
"""Terms of papers that are worked on at a time: so many fit a processor's cache."""
_PAPERS = 1 << 10
"""Papers whose factors are worked on at a time."""

Array = Any
"""An array of NumPy."""


class FastWeights:
    """A weight for each term and each factor.

    Args:
        terms: Weights of terms.
        factors: Weights of latent factors.
        latent: How much the factors count in products, beside the terms.
    """

    __slots__ = ("by_factor", "latent", "terms")

    def __init__(self, terms: Array, factors: Array, latent: float = 1.0) -> None:
        self.terms = terms
        self.by_factor = factors
        self.latent = latent

    @property
    def factors(self) -> Sequence[float]:
        """The weights of the factors."""
        found: list[float] = self.by_factor.tolist()
        return found

    def of_terms(self, places: Sequence[int]) -> list[float]:
        """Return the weights of some terms."""
        found: list[float] = self.terms[np.asarray(places, np.intp)].tolist()
        return found

    def zeros(self) -> "FastWeights":
        """Return weights of the same kind that are all zero."""
        terms, factors = np.zeros_like(self.terms), np.zeros_like(self.by_factor)
        return FastWeights(terms, factors, self.latent)

    def copy(self) -> "FastWeights":
        """Return a copy."""
        return FastWeights(self.terms.copy(), self.by_factor.copy(), self.latent)

    def add(self, other: "FastWeights", times: float) -> None:
        """Add other weights so many times."""
        self.terms += times * other.terms
        self.by_factor += times * other.by_factor

    def scale(self, times: float) -> None:
        """Multiply all weights."""
        self.terms *= times
        self.by_factor *= times

    def product(self, other: "FastWeights") -> float:
        """Return the product with other weights."""
        factors = np.dot(self.by_factor, other.by_factor)
        return float(np.dot(self.terms, other.terms) + self.latent * factors)


class Room:
    """Room for what is worked out for some terms or papers at a time.

    It is used again and again: what NumPy asks for anew comes from the system page by page, which
    takes several times as long as the work itself (docs/decisions/0045).
    """

    def __init__(self) -> None:
        self._there: dict[type, Array] = {}

    def of(self, kind: type, count: int) -> Array:
        """Return room for so many numbers of a kind; whatever was there is lost."""
        there = self._there.get(kind)
        if there is None or len(there) < count:
            there = self._there[kind] = np.empty(max(count, AT_ONCE + AT_ONCE // 4), kind)
        return there[:count]


class TermRows:
    """The terms of papers in compressed rows, of each paper a row for each half.

    Args:
        places: The places of terms.
        counts: How often each occurs, damped.
        starts: Where the rows start, and where the last one ends.
        room: Where pieces are worked on.
    """

    def __init__(self, places: Array, counts: Array, starts: Array, room: Room) -> None:
        self.places, self.counts, self.starts = places, counts, starts
        self._room = room
        cuts = np.searchsorted(starts, np.arange(0, starts[-1], AT_ONCE)[1:])
        self._pieces = list(pairwise(np.unique([0, *cuts, len(starts) - 1]).tolist()))

    def products(self, weighed: Array) -> Array:
        """Return the product of each row with weights of terms."""
        return self._summed(weighed, squared=False)

    def squares(self, weighs: Array) -> Array:
        """Return the product of each row with itself, by what terms weigh."""
        return self._summed(weighs, squared=True)

    def add_to(self, terms: Array, times: Array) -> None:
        """Add the rows, each so many times, to a sum of terms."""
        for first, last, terms_of_piece in self._cut():
            rows = self.starts[first : last + 1]
            values = np.repeat(times[first:last], np.diff(rows))
            values *= self.counts[terms_of_piece]
            places = self._room.of(np.intp, len(values))
            places[:] = self.places[terms_of_piece]
            np.add.at(terms, places, values)

    def _summed(self, weighed: Array, *, squared: bool) -> Array:
        found = np.zeros(len(self.starts) - 1)
        for first, last, terms_of_piece in self._cut():
            starts = self.starts[first : last + 1]
            count = int(starts[-1] - starts[0])
            # One more: a row without terms may start behind the last one.
            room = self._room.of(np.float64, count + 1)
            values = room[:-1]
            # Places are those of terms that are there; to prove it would take a copy.
            weighed.take(self.places[terms_of_piece], out=values, mode="clip")
            values *= self.counts[terms_of_piece]
            if squared:
                values *= values
            room[-1] = 0.0
            sums = np.add.reduceat(room, starts[:-1] - starts[0])
            sums[starts[:-1] == starts[1:]] = 0.0
            found[first:last] = sums
        return found

    def _cut(self) -> Iterator[tuple[int, int, slice]]:
        """Yield pieces: the first row, the one behind the last, and their terms."""
        for first, last in self._pieces:
            yield first, last, slice(self.starts[first], self.starts[last])


class Latent:
    """The latent factors of papers, each paper's of length 1.

    Args:
        factors: Those of each paper.
        room: Where pieces are worked on.
    """

    def __init__(self, factors: Array, room: Room) -> None:
        self.factors = factors
        self._room = room
        lengths = np.empty(len(factors))
        for some, values in self._cut():
            lengths[some] = np.sqrt(np.einsum("pf,pf->p", values, values))
        self.scales = np.divide(1.0, lengths, out=np.zeros(len(factors)), where=lengths > 0)
        """What factors are to be multiplied by; 0 where they are unknown."""

    def products(self, weights: Array) -> Array:
        """Return the product of each paper's factors with weights."""
        wanted, found = weights.astype(np.float32), np.empty(len(self.factors))
        for some, values in self._cut():
            found[some] = values @ wanted
        return found * self.scales

    def sum(self, times: Array) -> Array:
        """Return the sum of papers' factors, each so many times."""
        found = np.zeros(self.factors.shape[1])
        each = (times * self.scales).astype(np.float32)
        for some, values in self._cut():
            found += each[some] @ values
        return found

    def _cut(self) -> Iterator[tuple[slice, Array]]:
        """Yield some papers at a time with their factors: as whole numbers they take a byte."""
        width = self.factors.shape[1]
        for start in range(0, len(self.factors), _PAPERS):
            some = slice(start, min(start + _PAPERS, len(self.factors)))
            values = self._room.of(np.float32, (some.stop - start) * width)
            values = values.reshape(some.stop - start, width)
            values[:] = self.factors[some]
            yield some, values


class FastBlock:
    """A block, with what its terms weigh.

    Args:
        block: The papers.
        weights: What each term weighs.
        factors: How many latent factors there are.
        room: Where pieces are worked on.
    """

    def __init__(self, block: PackedBlock, weights: Array, factors: int, room: Room) -> None:
        starts = numbers(block.starts, np.uint32).astype(np.intp)
        # Of each paper the terms of title and abstract, then those of the title once more.
        halves = np.empty(2 * len(block) + 1, np.intp)
        halves[::2] = starts
        halves[1::2] = starts[:-1] + numbers(block.bodies, np.uint16)
        places, counts = numbers(block.places, np.uint32), numbers(block.counts, np.uint8)
        self.entries = TermRows(places, counts, halves, room)
        lengths = np.sqrt(self.entries.squares(weights))
        lengths[lengths == 0.0] = 1.0
        self.scales = 1.0 / lengths
        """What each half is to be multiplied by."""
        self.scales[1::2] *= TITLE_LENGTH
        there = np.zeros((len(block), factors), np.int8)
        if block.factors:
            there = numbers(block.latent, np.int8).reshape(len(block), factors)
        self.latent = Latent(there, room)

    def add_to(self, terms: Array) -> Array:
        """Add all papers to a sum of terms, without what these weigh; return their factors' sum."""
        self.entries.add_to(terms, self.scales)
        return self.latent.sum(np.ones(len(self.latent.scales)))

    def products(self, weighed: Array, weights: FastWeights) -> Array:
        """Return the product of each paper with weights.

        Args:
            weighed: The weights of terms, times what these weigh.
            weights: The weights.
        """
        halves = self.entries.products(weighed) * self.scales
        by_factor = self.latent.products(weights.by_factor)
        return halves[::2] + halves[1::2] + weights.latent * by_factor


def numbers(data: Any, kind: type) -> Array:  # noqa: ANN401 - whatever has bytes
    """Return numbers where they are."""
    return np.frombuffer(data, kind)
