"""Text from outside is safe to show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.text import clean, one_line, plural, shorten

_BIDI = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


@given(st.text())
def test_nothing_dangerous_is_left(text: str) -> None:
    """No control character but newline and tab, and no direction override, comes through."""
    for character in clean(text):
        assert character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(character) not in _BIDI


@given(st.text())
def test_one_line_is_one_line_and_stable(text: str) -> None:
    """Folding gives one stripped line, and folding again changes nothing."""
    line = one_line(text)
    assert line == line.strip()
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[2J\x1b[31mred\x1b[0m", "red"),
        ("\x9b2Jx", "x"),
        ("\x1b]0;title\x07x", "x"),
        ("\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("a\u202eb\u2066c", "abc"),
        ("a\u200bb\ufeffc", "abc"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("[red]kept[/red]", "[red]kept[/red]"),
        ("👩\u200d🚀 结构", "👩\u200d🚀 结构"),
        ("\ud800x", "x"),
    ],
)
def test_escapes_go_whole_and_words_stay(text: str, expected: str) -> None:
    """An escape sequence leaves no letters behind, and harmless text is untouched."""
    assert clean(text) == expected


def test_shortening_marks_the_cut() -> None:
    """A text that is too long ends in an ellipsis within the length."""
    assert shorten("one two three", 8) == "one two…"
    assert shorten("short", 8) == "short"


def test_plural() -> None:
    """One is singular, all else is not, and an irregular plural can be named."""
    assert [plural(n, "paper") for n in (0, 1, 1200)] == ["0 papers", "1 paper", "1,200 papers"]
    assert plural(2, "entry", "entries") == "2 entries"


def test_a_byte_that_is_no_text_is_spelt() -> None:
    """An argument in another encoding keeps a mark in the place of each byte."""
    argument = b"caf\xe9 on p. 3".decode("utf-8", "surrogateescape")
    assert clean(argument) == r"caf\xe9 on p. 3"
    assert one_line(argument) == r"caf\xe9 on p. 3"
