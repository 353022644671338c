"""How rows are brought in line with the list: where papers are put, and what a file is known by."""

import hashlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.index.refresh import STEP, _places, checksum


@pytest.mark.parametrize(
    ("kept", "places"),
    [
        ([], []),
        ([None, None], [STEP, 2 * STEP]),
        ([100, None, 200], [100, 150, 200]),
        ([None, None, 300], [100, 200, 300]),
        ([100, None, None, 400, None], [100, 200, 300, 400, 400 + STEP]),
        ([100, 101, 102], [100, 101, 102]),
        ([100, None, 102], [100, 101, 102]),
        ([100, None, 101], [STEP, 2 * STEP, 3 * STEP]),
        ([200, 100], [STEP, 2 * STEP]),
        ([None, 1, None], [STEP, 2 * STEP, 3 * STEP]),
    ],
)
def test_papers_keep_their_places(kept: Sequence[int | None], places: list[int]) -> None:
    """New ones go evenly between them; where there is no room, all are put anew."""
    assert _places(kept) == places


@given(st.lists(st.none() | st.integers(1, 60)))
def test_places_always_increase(kept: list[int | None]) -> None:
    """Whatever was kept, every paper has a place, behind that of the paper before."""
    places = _places(kept)
    assert len(places) == len(kept)
    assert all(one < other for one, other in pairwise([0, *places]))


def test_a_private_list_is_known_by_both_its_files(tmp_path: Path) -> None:
    """What is only the reader's counts, and need not be there."""
    shared, own = tmp_path / "shared", tmp_path / "own"
    shared.write_bytes(b"x" * 3_000_000)
    plain = checksum(shared)
    assert plain == hashlib.sha256(b"x" * 3_000_000).hexdigest()
    without = checksum(shared, (b"|", own))
    assert without == hashlib.sha256(b"x" * 3_000_000 + b"|").hexdigest()
    own.write_bytes(b"mine")
    assert checksum(shared, (b"|", own)) == hashlib.sha256(b"x" * 3_000_000 + b"|mine").hexdigest()
