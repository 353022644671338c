"""The scale of scores: from a value, which terms add up to, to a chance from 0 to 1 and back.

A value of 0 is an even chance. Per unit the log odds grow by 0.7, below a chance of 0.07 by a
whole: fitted as docs/ranking.md tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

EVEN = 0.5
"""The score of a value of 0, and of every paper as long as nothing is marked."""

END = 30.0
"""Values end at so much above 0 and below: a chance of 1, and of 0."""

_SLOPE = 0.7
_KNEE = -2.6
"""The log odds from which on they grow by `_SLOPE` only."""


@dataclass(frozen=True, slots=True)
class Account:
    """What made a value, so that it adds up; empty where nothing is known."""

    reasons: Sequence[tuple[str, float]] = ()
    """The terms that moved it most, each with how much it moved it."""
    start: float = 0.0
    """The value of a paper of which no word is known: where all values start."""


def score_of(value: float) -> float:
    """Return the chance that a value stands for."""
    value = max(min(value, END), -END)
    log_odds = _SLOPE * value
    if log_odds < _KNEE:
        log_odds = _KNEE + value - _KNEE / _SLOPE
    return 1 / (1 + exp(-log_odds))


def value_of(score: float) -> float:
    """Return the value that stands for a chance: `END` for 1, minus that for 0."""
    if score <= 0.0 or score >= 1.0:
        return END if score > 0.0 else -END
    log_odds = log(score) - log(1.0 - score)
    value = log_odds / _SLOPE if log_odds >= _KNEE else log_odds - _KNEE + _KNEE / _SLOPE
    return max(min(value, END), -END)


def value_of_log_odds(log_odds: float) -> float:
    """Return the value of log odds as a ranking learns them, which grow by a whole everywhere."""
    return log_odds - _KNEE + _KNEE / _SLOPE
