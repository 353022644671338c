"""Texts in which git left marks are taken apart into what each side said."""

import pytest

from readlist.sync import merge
from readlist.sync.markers import take_apart
from support.sync_kit import BASE, CHANGES, papers

TWO = "2401.00002"


def conflicted(ours: str, theirs: str, base: str | None = None) -> str:
    """Return a text as git leaves it where everything is in conflict."""
    between = "" if base is None else f"||||||| merged\n{base}"
    return f"# top\n<<<<<<< HEAD\n{ours}{between}=======\n{theirs}>>>>>>> other\n# end\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_both_styles(newline: str) -> None:
    """Two-way gives both sides, diff3 the common ancestor too."""
    text = conflicted("a\n", "b\n").replace("\n", newline)
    sides = take_apart(text)
    assert sides is not None
    assert (sides.ours, sides.theirs, sides.base) == (
        f"# top{newline}a{newline}# end{newline}",
        f"# top{newline}b{newline}# end{newline}",
        None,
    )
    sides = take_apart(conflicted("a\n", "b\n", "c\n").replace("\n", newline))
    assert sides is not None
    assert sides.base == f"# top{newline}c{newline}# end{newline}"


@pytest.mark.parametrize(
    "text",
    ["", "a\n", "<<<<<<< a\n", "<<<<<<< a\nx\n=======\n", " <<<<<<< a\n=======\n>>>>>>> b\n"],
)
def test_what_is_no_conflict(text: str) -> None:
    """No marks, half ones, and indented ones are text."""
    assert take_apart(text) is None


def test_marks_in_a_note() -> None:
    """The list of the issue: it parses, and holds marks inside a multi-line note."""
    text = BASE.replace(
        "a remark\n", "a remark\n<<<<<<< HEAD\n2026-11-21  a\n=======\n2026-11-20  b\n>>>>>>> o\n"
    )
    sides = take_apart(text)
    assert sides is not None
    merged = merge(None, sides.ours.encode(), sides.theirs.encode()).raw
    assert papers(merged)[TWO]["notes"].split("\n")[-3:] == ["2026-11-20  b", "2026-11-21  a", ""]


def test_diff3_gives_the_base() -> None:
    """With it, what one side took away stays away."""
    ours, theirs = CHANGES["remove"](BASE), CHANGES["read other"](BASE)
    sides = take_apart(conflicted(ours, theirs, BASE).replace("# top\n", ""))
    assert sides is not None
    assert sides.base is not None
    merged = merge(sides.base.encode(), sides.ours.encode(), sides.theirs.encode()).raw
    assert TWO not in papers(merged)
    assert papers(merged)["2401.00001"]["status"] == "read"
