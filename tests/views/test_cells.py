"""Texts in columns."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from readlist.text import one_line
from readlist.views.cells import cut, fit, width_of, wrap

texts = st.text().map(one_line)


@given(texts, st.integers(1, 60))
def test_a_fitted_text_has_exactly_its_width(text: str, width: int) -> None:
    """Cut or filled, whatever the characters."""
    assert cell_len(fit(text, width)) == width


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


def test_cutting_says_that_it_did() -> None:
    """With an ellipsis, where there is room for one; half a wide character is not shown."""
    assert cut("abcdef", 4) == "abc…"
    assert cut("abcdef", 5, "...") == "ab..."
    assert cut("abcdef", 2, "...") == "ab"
    assert cut("稀疏专家", 4) == "稀…"
    assert fit("稀疏专家", 4) == "稀… "
