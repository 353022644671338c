"""Blocks are plain values; look-alike characters are folded without moving anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.blocks import Block, Link, fold_width


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
