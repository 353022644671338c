"""Files with an identifier and a day a line merge by identifier."""

import pytest

from readlist.sync.beside import merge_entries

BASE = b"# mine\n2401.00001 2026-11-01\n2401.00002 2026-11-02\n"


def merged(base: bytes | None, ours: bytes, theirs: bytes) -> list[str]:
    """Merge both ways, check that they hold the same lines, and give them."""
    one = merge_entries(base, ours, theirs).decode().splitlines()
    other = merge_entries(base, theirs, ours).decode().splitlines()
    assert sorted(one) == sorted(other)
    return one


def test_three_way() -> None:
    """What either side added or took out counts; the rest stays."""
    ours = BASE.replace(b"2401.00001 2026-11-01\n", b"") + b"2401.00003 2026-11-21\n"
    theirs = BASE + b"2401.00004 2026-11-20\n"
    assert merged(BASE, ours, theirs) == [
        "# mine",
        "2401.00002 2026-11-02",
        "2401.00003 2026-11-21",
        "2401.00004 2026-11-20",
    ]


def test_earliest_day() -> None:
    """The same paper on both sides is there once, with the earlier day."""
    ours, theirs = BASE + b"2401.00003v2 2026-11-21\n", BASE + b"2401.00003 2026-11-20"
    assert merged(BASE, ours, theirs)[-1] == "2401.00003 2026-11-20"
    assert len(merged(BASE, ours, theirs)) == 4


def test_union_without_a_base() -> None:
    """Nothing goes, and comments are there once."""
    assert merged(None, BASE, b"# mine\n2401.00009 2026-11-03\n") == [
        "# mine",
        "2401.00001 2026-11-01",
        "2401.00002 2026-11-02",
        "2401.00009 2026-11-03",
    ]


def test_one_side_is_taken_as_it_is() -> None:
    """Bytes of any encoding survive."""
    odd = BASE + b"# \xe9\r\n"
    assert merge_entries(BASE, odd, BASE) == odd
    assert merge_entries(BASE, BASE, odd) == odd
    assert b"\xe9" in merge_entries(BASE, odd, BASE + b"2401.00003\n")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "lines"),
    [
        (b"a 2026-11-02\n", b"a 2026-11-02\nb\n", b"", ["b"]),
        (b"", b"a\n", b"b", ["a", "b"]),
        (b"a\n\nb\n", b"a\n\nb\n\n", b"a\n\nb\nc\n", ["a", "", "b", "", "c"]),
        (b"a # x\n", b"a # x\n# y\n", b"a # x\nb\n", ["a # x", "# y", "b"]),
        (b"a # x\n# y\n", b"a # x\n", b"a # x\n# y\nb\n", ["a # x", "b"]),
        (None, b"a\n\n", b"\nb\n", ["a", "", "b"]),
        (b"a 2026-11-05\n", b"a 2026-11-04\n", b"a 2026-11-03 # x\n", ["a 2026-11-03 # x"]),
        (b"", b"a # 2026-11-01\n", b"a 2026-11-09\n", ["a 2026-11-09"]),
        (b"", b"a 2026-11-09 z\n", b"a 2026-11-09 y\n", ["a 2026-11-09 y"]),
        (b"", b"a\na 2026-11-09\n", b"b\n", ["a", "b"]),
        (b"\xef\xbb\xbfa\r\n", b"\xef\xbb\xbfa\r\nb\r\n", b"a\nc\n", ["a", "b", "c"]),
    ],
)
def test_lines_of_every_kind(
    base: bytes | None, ours: bytes, theirs: bytes, lines: list[str]
) -> None:
    """Comments and blank lines too; a day counts where it stands behind the identifier."""
    assert merged(base, ours, theirs) == lines
