"""Texts in columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from readlist.text import one_line
from readlist.views.cells import cut, fit, width_of, wrap

texts = st.text().map(one_line)


@given(texts, st.integers(1, 60))
def test_a_fitted_text_has_exactly_its_width(text: str, width: int) -> None:
    """Cut or filled, whatever the characters."""
    assert width_of(fit(text, width)) == width
    assert cell_len(fit(text, width)) <= width


@given(texts, st.integers(1, 60))
def test_a_cut_text_is_never_wider(text: str, width: int) -> None:
    """And stays as it is where it fits."""
    short = cut(text, width)
    assert width_of(short) <= width
    assert short == text or width_of(text) > width


@given(texts, st.integers(4, 60), st.sampled_from(["", "  "]))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int, indent: str) -> None:
    """Only blanks at the ends of lines go."""
    lines = list(wrap(text, width, indent))
    assert all(width_of(line) <= width for line in lines)
    assert all(line == line.rstrip() for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_words_stay_whole_and_chinese_breaks_anywhere() -> None:
    """A line ends between words, or before any Chinese character."""
    assert list(wrap("one two three", 8, " ")) == [" one two", " three"]
    assert list(wrap("稀疏专家 mixture", 6)) == ["稀疏专", "家", "mixtur", "e"]


def test_blanks_wider_than_a_line_are_an_empty_one() -> None:
    """A note that somebody laid out far to the right takes no line for each blank."""
    assert list(wrap(" " * 25 + "x", 10, "  ")) == ["", "", "", " " * 3 + "x"]


def test_cutting_says_that_it_did() -> None:
    """With an ellipsis, where there is room for one; half a wide character is not shown."""
    assert cut("abcdef", 4) == "abc…"
    assert cut("abcdef", 5, "...") == "ab..."
    assert cut("abcdef", 2, "...") == "ab"
    assert cut("稀疏专家", 4) == "稀…"
    assert fit("稀疏专家", 4) == "稀… "


@pytest.mark.parametrize(
    ("text", "tmux", "rich"),
    [
        ("क्वांटम", 5, 4),
        ("நிலை", 4, 2),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", 6, 2),
        ("\U0001f44d\U0001f3fd", 4, 2),
        ("\u2764\ufe0f", 1, 2),
        ("あ\u302e", 4, 2),
        ("稀疏", 4, 4),
        ("e\u0301", 1, 1),
        ("\u1112\u1161\u11ab", 2, 2),
    ],
)
def test_no_terminal_needs_more_columns(text: str, tmux: int, rich: int) -> None:
    """The width is that of the terminal that counts most: measured in tmux 3.3, and by Rich."""
    assert cell_len(text) == rich
    assert width_of(text) == max(tmux, rich)
    assert width_of(cut(f"{text} {text}", tmux + 2)) <= tmux + 2
