"""Say in a paper's own words what moved its score."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from readlist.ranking.features import body_number, terms_of, title_number
from readlist.ranking.stop_words import STOP_WORDS
from readlist.ranking.term_model import TermModel
from readlist.ranking.terms import terms

Reasons = tuple[tuple[str, float], ...]
"""Words and how much they moved a value, the most first."""

_MOST = 5
_LEAST_SHARE = 0.05
"""A reason moves the value by at least this share of what the strongest one moves it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What made the value of a paper."""

    by_place: Sequence[float]
    """What each of its terms moved, in the order of its features."""
    by_factors: float
    """What its latent factors moved together."""
    factors: Sequence[float]
    """What each factor weighs."""


def explain(text: tuple[str, str], moved: Moved, model: TermModel) -> Reasons:
    """Return the terms that moved a paper's value most, with words gathered into phrases.

    Args:
        text: Its title and abstract.
        moved: What made its value.
        model: Tells how terms move the latent factors.
    """
    surfaces, counts = _surfaces(*text)
    parts = _moved_by_terms(text, surfaces, moved.by_place)
    for key, part in _moved_by_factors(counts, moved, model).items():
        parts[key] = parts.get(key, 0.0) + part
    gathered = _gathered({key: value for key, value in parts.items() if _tells(key)})
    best = sorted(gathered.items(), key=lambda item: (-abs(item[1]), item[0]))[:_MOST]
    least = abs(best[0][1]) * _LEAST_SHARE if best else 0.0
    return tuple((surfaces[key], value) for key, value in best if value and abs(value) >= least)


def _surfaces(title: str, abstract: str) -> tuple[dict[str, str], Counter[str]]:
    """Return each term as it is first written, and how often it occurs."""
    surfaces: dict[str, str] = {}
    counts: Counter[str] = Counter()
    # The abstract first: a title's capitals are no names.
    for text in (abstract, title):
        for term in terms(text):
            surfaces.setdefault(term.key, term.surface)
            counts[term.key] += 1
    return surfaces, counts


def _moved_by_terms(
    text: tuple[str, str], keys: Iterable[str], by_place: Sequence[float]
) -> dict[str, float]:
    numbers = terms_of(*text)
    if len(numbers) != len(by_place):  # the text is another one by now
        return {}
    values = {number: part for number, part in zip(numbers, by_place, strict=True) if part}
    moved: dict[str, float] = {}
    for key in keys:
        both = (body_number(key), title_number(key))
        known = [values[number] for number in both if number in values]
        if known:
            moved[key] = sum(known)
    return moved


def _moved_by_factors(
    counts: Mapping[str, int], moved: Moved, model: TermModel
) -> dict[str, float]:
    """Share what the latent factors moved among the terms they were made of."""
    parts = {
        key: part
        for key, count in counts.items()
        if (part := model.part(body_number(key), count, moved.factors))
    }
    together = sum(parts.values())
    if not together * moved.by_factors > 0:  # rounding may turn a sum near zero around
        return {}
    return {key: part * moved.by_factors / together for key, part in parts.items()}


def _tells(key: str) -> bool:
    """Tell whether a term says something to a reader: no number, no stop word at an end."""
    words = key.split(" ")
    return not any(word in STOP_WORDS or word.isdigit() for word in (words[0], words[-1]))


def _gathered(moved: Mapping[str, float]) -> dict[str, float]:
    """Add what single words moved to the phrase they stand in that moved most."""
    phrases: defaultdict[str, str] = defaultdict(str)
    for key, value in sorted(moved.items(), key=lambda item: (abs(item[1]), item[0])):
        if " " in key:
            for word in key.split(" "):
                # Of one sign only: opposite reasons do not make one.
                if moved.get(word, 0.0) * value > 0:
                    phrases[word] = key
    gathered = dict(moved)
    for word, phrase in phrases.items():
        if abs(moved[phrase]) * 2 >= abs(moved[word]):
            gathered[phrase] += gathered.pop(word)
    return gathered
