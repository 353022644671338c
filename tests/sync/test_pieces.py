"""The lists of a run are read once each."""

from pathlib import Path

import pytest

from readlist.errors import FileError
from readlist.sync.pieces import Lists
from support.sync_kit import BASE

PATH = Path("readlist.toml")


def test_the_same_bytes_are_read_once() -> None:
    """What was parsed is given again until it is let go of; other bytes are another list."""
    lists, raw = Lists(), BASE.encode()
    first = lists.parsed(raw, PATH)
    assert lists.parsed(raw, PATH) is first
    assert lists.document(raw, PATH) is first
    assert lists.side(raw, "ours") is lists.side(raw, "theirs")
    other = lists.parsed(raw + b"# more\n", PATH)
    assert other is not first
    assert other.raw != first.raw
    lists.keep(first)
    lists.forget()
    assert lists.document(raw, PATH) is not first


@pytest.mark.parametrize("raw", [b"<<<<<<< a\n=======\n>>>>>>> b\n", b"schema = 7\n"])
def test_what_is_no_list_is_not_kept(raw: bytes) -> None:
    """It is refused however often it is asked for."""
    lists = Lists()
    for _ in range(2):
        with pytest.raises(FileError):
            lists.parsed(raw, PATH)
