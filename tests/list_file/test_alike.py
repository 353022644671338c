"""A list that is cut along another one comes out as if it had been cut by itself."""

from pathlib import Path

import pytest
from hypothesis import given

from readlist.list_file import ListDocument
from readlist.list_file.alike import AlikeDocument
from readlist.list_file.parsing import cut, cut_along, parse_block
from support.list_texts import list_texts

PATH = Path("readlist.toml")
ONE = '[[paper]]\nid = "2401.00001"\n'
TWO = '[[paper]]\nid = "2401.00002"\nnotes = """\n[[paper]]\n"""\n'


def plainly(text: str) -> list[str]:
    """Return the blocks as `cut` finds them."""
    return [text[block.start : block.end] for block in cut(text)]


def sound(text: str) -> list[str]:
    """Return the blocks of a list that are one paper each by themselves."""
    found = []
    for block in plainly(text):
        try:
            found += [block] * (parse_block(block) is not None)
        except ValueError:
            continue
    return found


@given(list_texts(), list_texts())
def test_any_list_along_any_other(text: str, other: str) -> None:
    """Papers moved, doubled, changed, new and gone; strings that hold headers."""
    for near in (other, text, text + other, other + text):
        assert cut_along(text, sound(near)) == plainly(text)


@pytest.mark.parametrize(
    "text",
    [
        ONE + TWO,
        TWO + ONE,
        ONE + "star = true\n" + TWO,
        ONE.rstrip("\n") + TWO,
        ONE + "[[ paper ]]\n" + TWO,
        ONE + '"""\n' + TWO,
        f"notes = '''\n{ONE}'''\n" + ONE,
        ONE + "x = '''\n" + TWO,
        ONE + "x = '''\n" + TWO + "'''\n" + ONE,
        ONE * 3 + TWO * 2,
        "",
        "schema = 1\n",
        ONE,
        ONE.rstrip("\n"),
        ONE + "[other]\nx = 1\n",
    ],
)
@pytest.mark.parametrize("known", [[], [ONE], [ONE, TWO], [TWO, ONE], [ONE.rstrip("\n"), TWO]])
def test_single_cases(text: str, known: list[str]) -> None:
    """A known block counts only where it ends as a block does."""
    assert cut_along(text, known) == plainly(text)
    document, plain = AlikeDocument(text.encode(), PATH, known), ListDocument(text.encode(), PATH)
    assert document.blocks == plain.blocks
    assert document.head == plain.head
    assert [*document.block_texts()] == [*plain.block_texts()]


def test_papers_that_are_known_are_the_very_strings() -> None:
    """So comparing them costs nothing, and they are held once."""
    known = [ONE, TWO]
    text = "schema = 1\n" + ONE + '[[paper]]\nid = "2401.00003"\n' + TWO
    found = cut_along(text, known)
    assert found[0] is ONE
    assert found[2] is TWO
