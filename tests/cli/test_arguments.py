"""Global options, anywhere on the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.cli.session import Flags, split_flags
from readlist.errors import UsageError


def test_flags_are_taken_from_anywhere() -> None:
    """They may stand before, behind and between the other words."""
    flags, rest = split_flags(["-q", "show", "--file", "a.toml", "-t", "moe", "--offline"])
    assert flags == Flags(file="a.toml", quiet=True, offline=True)
    assert rest == ["show", "-t", "moe"]


def test_a_path_may_hang_on_an_equals_sign() -> None:
    """``--file=PATH`` is as good, and the last one wins."""
    assert split_flags(["--file=a", "--file=b=c"])[0].file == "b=c"


def test_words_behind_two_dashes_stay() -> None:
    """What looks like an option there is data."""
    flags, rest = split_flags(["note", "x", "--", "--debug", "-q"])
    assert flags == Flags()
    assert rest == ["note", "x", "--", "--debug", "-q"]


@pytest.mark.parametrize("words", [["--file"], ["show", "--file="]])
def test_a_missing_path_is_an_error(words: list[str]) -> None:
    """``--file`` alone is refused."""
    with pytest.raises(UsageError, match="--file needs a path"):
        split_flags(words)


@given(st.lists(st.text()))
def test_other_words_keep_their_order(words: list[str]) -> None:
    """Whatever is typed, no word that is no flag is lost or moved."""
    try:
        _, rest = split_flags(words)
    except UsageError:
        return
    left = iter(words)
    assert all(word in left for word in rest)
