"""Choose readlist's constants on some screening sets and judge them on one that had no part in it.

Each set is left out once. Of the candidates the one is chosen that does best on all other sets,
beside ELAS u4: by the mean of the logarithms of the ratios of losses plus half their spread, as a
choice that is much worse somewhere is no good choice. It is judged on the set left out, from other
first records than those it was chosen with. So what comes out is what the way of choosing gives on
sets that were not given, not what fits these sets best.

readlist's method is written once more here, with products between all papers in memory: thousands
of screenings would take days otherwise. Its equations are solved to the end, those of readlist
nearly, so that now and then two papers next to each other change places.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from statistics import fmean, pstdev
from typing import Any

import numpy as np
from ranking_tasks import Papers, ScreeningSet, screen
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve
from sklearn.feature_extraction.text import TfidfVectorizer

from readlist.ranking.features import COUNT_UNIT, features_of
from readlist.ranking.space import frequencies
from readlist.ranking.term_model import shipped_model

CHOOSING, JUDGING = range(100, 103), range(3)
"""Seeds of the first two records; with those that judge the constants before 0043 were chosen."""
SPREAD = 0.5
"""How much the spread over sets counts beside the mean where a candidate is chosen."""
_COST, _TITLE = 0.11, 0.39
_ROUNDS = 12
"""Rounds of Newton's method at most."""
_SMALL = 60
"""Examples up to which numbers of double length cost nothing."""
_LEAST = 1e-12
"""Instead of a cost of 0, which has no inverse."""
_LATE = 10
"""Beyond 10 times so many answers it is learned again after each tenth more, which is quicker."""

Matrix = Any
"""A NumPy array; NumPy is in the environment of the other methods only."""
SHIPPED = "as shipped"


@dataclass(frozen=True)
class Constants:
    """What readlist's method may be made with; `readlist.ranking.learning` has what it is."""

    ratio: float = 14.0
    """How much more liked papers cost than disliked ones."""
    latent: tuple[float, float, float] = (0.0, 0.12, 1)
    """A least weight of the factors, what is added, the power of the liked share that this has."""
    background: tuple[float, float] = (0.1, 0)
    """The share of papers not marked, and the power of the disliked share that it has."""
    guesses: tuple[int, float, int] = (20, 1.5, 5)
    """How many papers are taken for likes, what they count over the marks, up to so many likes."""
    title: float = _TITLE


CANDIDATES: Mapping[str, Constants] = {
    SHIPPED: Constants(),
    "as in readlist before": Constants(9.8, (0.03, 0.09, 4), (0.5, 6), (0, 0, 0)),
    "before, with guesses": Constants(9.8, (0.03, 0.09, 4), (0.5, 6)),
    "no guesses": Constants(guesses=(0, 0, 0)),
    "no factors": Constants(latent=(0, 0, 1)),
    "no background": Constants(background=(0, 0)),
    "no title": Constants(title=0.0),
    "more title": Constants(title=0.55),
    "balance 9.8": Constants(9.8),
    "balance 20": Constants(20.0),
    "balance 40": Constants(40.0),
    "no factors, no background": Constants(14.0, (0, 0, 1), (0, 0), (0, 0, 0)),
    "terms and title only": Constants(9.8, (0, 0, 1), (0, 0), (0, 0, 0)),
    "terms only": Constants(9.8, (0, 0, 1), (0, 0), (0, 0, 0), 0.0),
}


class Products:
    """The products between all papers of a set.

    Args:
        papers: Titles and abstracts.
    """

    def __init__(self, papers: Papers) -> None:
        known = [features_of(title, abstract, shipped_model()) for title, abstract in papers]
        numbers: dict[int, int] = {}
        body, title = ([], [], [0]), ([], [], [0])  # type: ignore[var-annotated]
        for one in known:
            for part, terms, counts in (
                (body, one.terms[: one.body], one.counts[: one.body]),
                (title, one.terms[one.body :], one.counts[one.body :]),
            ):
                part[0].extend(count / COUNT_UNIT for count in counts)
                part[1].extend(numbers.setdefault(term, len(numbers)) for term in terms)
                part[2].append(len(part[0]))
        shape = (len(known), len(numbers))
        rows = [sparse.csr_matrix(part, shape=shape) for part in (body, title)]
        found = np.bincount(np.concatenate([part.indices for part in rows]), minlength=shape[1])
        rarity = np.array(frequencies(len(known)))[found]
        self.body, self.title = (_gram(_directions(part @ sparse.diags(rarity))) for part in rows)
        latent = np.array([one.latent or [0] * 128 for one in known], np.float32)
        lengths = np.linalg.norm(latent, axis=1, keepdims=True)
        latent /= np.where(lengths, lengths, 1)
        self.latent = latent @ latent.T
        self._papers = papers

    @cached_property
    def u4(self) -> Matrix:
        """The same for the terms of ELAS u4."""
        maker = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, max_df=0.95)
        return _gram(maker.fit_transform([f"{title} {text}" for title, text in self._papers]))


def _directions(rows: Any) -> Any:  # noqa: ANN401 - scipy has no types
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(1)).ravel())
    return sparse.diags(1 / np.where(lengths, lengths, 1)) @ rows


def _gram(rows: Any) -> Matrix:  # noqa: ANN401 - as above
    return (rows @ rows.T).toarray().astype(np.float32)


class Rewrite:
    """readlist's method.

    Args:
        products: Between all papers.
        constants: What it is made with.
    """

    def __init__(self, products: Products, constants: Constants) -> None:
        self._terms = products.body + np.float32(constants.title**2) * products.title
        self._latent, self._constants = products.latent, constants
        self._sums = [part.sum(0, dtype=float) for part in (self._terms, self._latent)]
        self._outside = np.zeros(len(self._terms), bool)

    def order(self, marks: Mapping[int, bool]) -> Sequence[int]:
        """Return positions of papers without a mark, the best first."""
        seen, side = np.array(list(marks)), np.array(list(marks.values()))
        todo = np.setdiff1d(np.arange(len(self._terms)), seen)
        liked = side.mean()
        least, more, power = self._constants.latent
        latent = np.float32(least + more * liked**power)
        parts = self._terms[seen], self._latent[seen]
        rows = parts[0] + latent * parts[1]
        terms, factors = (
            (whole - part.sum(0, dtype=float)) / max(len(todo), 1)
            for whole, part in zip(self._sums, parts, strict=True)
        )
        mean = terms + latent * factors
        edge = mean[seen].astype(np.float32)
        inner = np.block([[rows[:, seen], edge[:, None]], [edge, np.float32(mean[todo].mean())]])
        costs = self._costs(side, liked)
        sides = np.append(np.where(side, 1.0, -1.0), -1.0)
        inside = np.append(~self._outside[seen], True)
        found = _separated(inner, sides, np.maximum(costs, _LEAST), inside)
        self._outside[seen] = found[:-1] == 0
        values = found[:-1] @ rows + found[-1] * mean
        guessed, counts, most = self._constants.guesses
        guessed = min(guessed, len(todo) // 20)
        if guessed and side.sum() <= most:
            best = todo[np.argsort(-values[todo], kind="stable")[:guessed]]
            theirs = self._terms[best].mean(0) + latent * self._latent[best].mean(0)
            values = values + counts / len(seen) * found[:-1][side].sum() * (theirs - mean)
        return _best_first(todo, values)

    def _costs(self, side: Matrix, liked: float) -> Matrix:
        share, power = self._constants.background
        share *= (1 - liked) ** power
        likes = side.sum()
        disliked = likes / self._constants.ratio
        unit = _COST * len(side) / (likes + disliked)
        each = np.where(side, 1.0, disliked * (1 - share) / (len(side) - likes))
        return unit * np.append(each, disliked * share)


class U4Rewrite:
    """ELAS u4: the real one takes a hundred times as long.

    Args:
        products: Between all papers.
    """

    def __init__(self, products: Products) -> None:
        self._products = products.u4
        self._outside = np.zeros(len(self._products), bool)

    def order(self, marks: Mapping[int, bool]) -> Sequence[int]:
        """Return positions of papers without a mark, the best first."""
        seen, side = np.array(list(marks)), np.array(list(marks.values()))
        todo = np.setdiff1d(np.arange(len(self._products)), seen)
        costs = np.where(side, 1.0, side.sum() / (9.8 * (~side).sum()))
        costs *= _COST * len(side) / costs.sum()
        rows = self._products[seen]
        sides = np.where(side, 1.0, -1.0)
        found = _separated(rows[:, seen], sides, costs, ~self._outside[seen])
        self._outside[seen] = found == 0
        return _best_first(todo, found @ rows)


def _separated(inner: Matrix, sides: Matrix, costs: Matrix, inside: Matrix) -> Matrix:
    """Return the coefficients of a support vector machine with squared hinge loss.

    Args:
        inner: The products between the examples.
        sides: Of each 1 for liked, -1 for disliked.
        costs: What an error on each costs.
        inside: Which ones were inside the margin the last time: where to begin.
    """
    kind = np.float32 if len(sides) > _SMALL else np.float64
    found = np.zeros(len(sides), kind)
    for _ in range(_ROUNDS):
        some = np.flatnonzero(inside)
        system = inner[np.ix_(some, some)].astype(kind) + kind(1.0)
        system.flat[:: len(some) + 1] += 0.5 / costs[some]
        found = np.zeros(len(sides), kind)
        found[some] = cho_solve(cho_factor(system, overwrite_a=True), sides[some].astype(kind))
        now = (inner @ found + found.sum()) * sides < 1
        if (now == inside).all():
            break
        inside = now
    return found


def _best_first(todo: Matrix, values: Matrix) -> list[int]:
    found: list[int] = todo[np.argsort(-values[todo], kind="stable")].tolist()
    return found


def nested(sets: Iterator[ScreeningSet], say: Callable[[str], None]) -> Iterator[str]:
    """Yield, as a table, what candidates that were chosen on the other sets lose on each set.

    Args:
        sets: What is measured.
        say: Is told how far it is.
    """
    tables: tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]] = {}, {}
    means: dict[str, float] = {}
    for one in sets:
        products = Products(one.papers)
        u4 = U4Rewrite(products)
        base = [_loss(u4, one, seeds) for seeds in (CHOOSING, JUDGING)]
        means[one.name] = base[1]
        for name, constants in CANDIDATES.items():
            method = Rewrite(products, constants)
            for table, seeds, by in zip(tables, (CHOOSING, JUDGING), base, strict=True):
                ratio = _loss(method, one, seeds) / by
                table.setdefault(name, {})[one.name] = log(ratio)
        shipped = exp(tables[1][SHIPPED][one.name])
        say(f"{one.name}: ELAS u4 {base[1]:.4f}, readlist {shipped:.3f} times")
    yield from _lines(*tables, means)


def _loss(method: Any, one: ScreeningSet, seeds: Sequence[int]) -> float:  # noqa: ANN401 - has an order
    return fmean(screen(method, one.kept, seed, late=_LATE) for seed in seeds)


def choice(table: Mapping[str, Mapping[str, float]], names: Sequence[str]) -> str:
    """Return the candidate that is chosen on some sets.

    Args:
        table: Of each candidate, of each set, the logarithm of its loss beside u4's.
        names: The sets.
    """

    def cost(name: str) -> float:
        found = [table[name][one] for one in names]
        return fmean(found) + SPREAD * pstdev(found)

    return min(table, key=cost)


def _lines(
    chosen_with: Mapping[str, Mapping[str, float]],
    judged_by: Mapping[str, Mapping[str, float]],
    means: Mapping[str, float],
) -> Iterator[str]:
    yield "\n| set left out | chosen on the others | × ELAS u4 | shipped × ELAS u4 |"
    yield "|---|---|---|---|"
    names = list(means)
    found: dict[str, float] = {}
    picks: Counter[str] = Counter()
    for name in names:
        pick = choice(chosen_with, [other for other in names if other != name])
        picks[pick] += 1
        found[name] = exp(judged_by[pick][name])
        shipped = exp(judged_by[SHIPPED][name])
        yield f"| {name} | {pick} | {found[name]:.3f} | {shipped:.3f} |"
    yield "\n| constants | mean loss × ELAS u4 | mean of ratios | spread | worst | better on |"
    yield "|---|---|---|---|---|---|"
    yield _summary("chosen on the other sets", found, means)
    for candidate, of in judged_by.items():
        yield _summary(candidate, {name: exp(of[name]) for name in names}, means)


def _summary(name: str, ratios: Mapping[str, float], means: Mapping[str, float]) -> str:
    whole = sum(ratios[one] * means[one] for one in means) / sum(means.values())
    logs = [log(ratios[one]) for one in means]
    better = sum(ratio < 1 for ratio in ratios.values())
    return (
        f"| {name} | {whole:.3f} | {exp(fmean(logs)):.3f} | {pstdev(logs):.3f} "
        f"| {max(ratios.values()):.3f} | {better} of {len(means)} |"
    )
