"""Blocks are plain values; look-alike characters are folded without moving anything."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.document_model import Block, Link
from readlist.patterns import pattern
from readlist.text import count_wide, fold_width


def test_a_block_tells_what_a_link_is_written_as() -> None:
    """The text between the link's ends comes back."""
    block = Block("see the paper", 1, links=(Link("https://example.org", 4, 13),))
    assert block.written(block.links[0]) == "the paper"


@pytest.mark.parametrize(
    ("wide", "plain"),
    [
        ("ａｒＸｉｖ：２３１０．０６８２５", "arXiv:2310.06825"),
        ("hep‑th/9711200", "hep-th/9711200"),
        ("arXiv:\u00a02310.06825", "arXiv: 2310.06825"),
        ("论文，见", "论文,见"),
    ],
)
def test_look_alikes_become_ascii(wide: str, plain: str) -> None:
    """Full-width letters, digits and signs are read as what they look like."""
    assert fold_width(wide) == plain


@given(st.text())
def test_folding_moves_nothing(text: str) -> None:
    """The folded text is as long as the text, so that positions stay."""
    assert len(fold_width(text)) == len(text)


@given(st.text())
def test_wide_characters_are_those_of_east_asian_scripts(text: str) -> None:
    """Ideographs, kana and Hangul count; punctuation, wide or not, does not."""
    wide = re.findall("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff]", text)
    assert count_wide(text) == len(wide)


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making one costs nothing; from its first use on it is the compiled one."""
    compiled: list[str] = []
    compile_ = re.compile

    def noted(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return compile_(source, flags)

    monkeypatch.setattr(re, "compile", noted)
    word = pattern(r"b+", re.IGNORECASE)
    assert not compiled
    assert word.findall("aBbab") == ["Bb", "b"]
    assert word.sub("-", "abc") == "a-c"
    assert word.pattern == r"b+"
    assert compiled == [r"b+"]
