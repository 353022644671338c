"""Say in a paper's own words what moved its score."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from readlist.ranking.features import body_number, title_number
from readlist.ranking.space import FeatureVector, Space, WeightVector
from readlist.ranking.stop_words import STOP_WORDS
from readlist.ranking.term_model import TermModel
from readlist.ranking.terms import terms

Reasons = tuple[tuple[str, float], ...]
"""Words and how much they moved a value, the most first."""

_MOST = 5
_LEAST_SHARE = 0.05
"""A reason moves the value by at least this share of what the strongest one moves it."""


def explain(
    text: tuple[str, str],
    vector: FeatureVector,
    weights: WeightVector,
    space: Space,
    model: TermModel,
) -> Reasons:
    """Return the terms that moved a paper's value most, with words gathered into phrases.

    Args:
        text: Its title and abstract.
        vector: Its vector.
        weights: What was learned.
        space: Where the vector is from.
        model: Tells how terms move the latent factors.
    """
    surfaces, counts = _surfaces(*text)
    moved = _moved_by_terms(surfaces, vector, weights, space)
    for key, part in _moved_by_factors(counts, vector, weights, model).items():
        moved[key] = moved.get(key, 0.0) + part
    gathered = _gathered({key: value for key, value in moved.items() if _tells(key)})
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
    keys: Mapping[str, str], vector: FeatureVector, weights: WeightVector, space: Space
) -> dict[str, float]:
    scaled = (vector.scale * value for value in vector.values)
    values = dict(zip(vector.places, scaled, strict=True))
    moved: dict[str, float] = {}
    for key in keys:
        places = (space.place(body_number(key)), space.place(title_number(key)))
        known = [place for place in places if place is not None and place in values]
        if known:
            moved[key] = sum(weights.terms[place] * values[place] for place in known)
    return moved


def _moved_by_factors(
    counts: Mapping[str, int], vector: FeatureVector, weights: WeightVector, model: TermModel
) -> dict[str, float]:
    """Share what the latent factors moved among the terms they were made of."""
    whole = (
        weights.latent
        * vector.latent_scale
        * sum(a * b for a, b in zip(weights.factors, vector.latent, strict=False))
    )
    parts = {
        key: part
        for key, count in counts.items()
        if (part := model.part(body_number(key), count, weights.factors))
    }
    together = sum(parts.values())
    if not together * whole > 0:  # rounding may turn a sum near zero around
        return {}
    return {key: part * whole / together for key, part in parts.items()}


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
