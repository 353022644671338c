"""The record of merges that were made on this copy."""

from pathlib import Path

import pytest

from readlist.sync.git import Git
from readlist.sync.merges import Taken, keep, taken
from support.git_kit import git as run_git


@pytest.fixture
def repository(tmp_path: Path) -> Git:
    """Return an empty repository."""
    run_git(tmp_path, "init", "-q")
    return Git(tmp_path)


def test_merges_are_kept_in_order(repository: Git) -> None:
    """The last hundred; nothing else is left in git's folder."""
    assert taken(repository) == []
    before = {one.name for one in repository.directory.iterdir()}
    merges = [Taken(number, f"c{number}", "a" * 40, "b" * 40) for number in range(1, 121)]
    keep(repository, merges[:3])
    assert taken(repository) == merges[:3]
    keep(repository, iter(merges))
    assert taken(repository) == merges[20:]
    names = {one.name for one in repository.directory.iterdir()}
    assert len(names - before) == 1
    keep(repository, [])
    assert taken(repository) == []


def test_a_damaged_record_is_read_as_far_as_it_goes(repository: Git) -> None:
    """Lines that are none are passed over."""
    keep(repository, [Taken(7, "c", "a", "b")])
    (file,) = repository.directory.glob("readlist-merges")
    file.write_bytes(b"\xff\xfe\n1 2 3\nx c a b\n8 c a b d\n\n" + file.read_bytes())
    assert taken(repository) == [Taken(7, "c", "a", "b")]
