"""The order is the one that was recorded when the method last changed, in both ways."""

import json
from pathlib import Path
from typing import Any

import pytest

from readlist.ranking import Ranker
from support.ranking_kit import CASES, invented, invented_marks

RECORDED = Path(__file__).parent.parent / "data" / "ranking" / "orders.json"
"""Made with `plain`: constants of docs/decisions/0043, solver of 0045, terms of 0047."""


def recorded(case: tuple[int, float, float]) -> dict[str, Any]:
    """Return what was recorded of a case."""
    every: list[dict[str, Any]] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return next(one for one in every if (one["papers"], one["marked"], one["liked"]) == case)


@pytest.mark.parametrize("large", [False, True], ids=["plain", "fast"])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_order_stays(
    case: tuple[int, float, float], monkeypatch: pytest.MonkeyPatch, *, large: bool
) -> None:
    """Both ways give the recorded order and scores, of marked papers too."""
    monkeypatch.setattr("readlist.ranking.ranker.is_large", lambda *_: large)
    # In sums of another order the steps end a little elsewhere.
    near = 1e-4 if large else 1e-6
    wanted = recorded(case)
    marks = invented_marks(*case)
    ranked = Ranker(invented(case[0])).rank(marks, [*marks][:10])
    scores = {one.index: one.score for one in ranked}
    for kept in (wanted["scores"], wanted["also"]):
        found = {place: scores[int(place)] for place in kept}
        assert found == pytest.approx(kept, abs=near)
    # Papers may change places with those that have the same score up to rounding.
    for one, place in zip(ranked, wanted["order"], strict=False):
        assert scores[place] == pytest.approx(one.score, abs=near)


def test_only_large_lists_load_numpy() -> None:
    """A list of some hundred papers is ordered sooner than NumPy is loaded."""
    ranker = Ranker(invented(300))
    ranker.rank({0: True, 1: False})
    assert "_plain" in vars(ranker)
    assert "_fast" not in vars(ranker)
