"""A list that was named has to be there; a link to nothing is never a first use."""

import shlex
from pathlib import Path

import pytest

from support.library_kit import SMALL
from support.tests_kit import Run

COMMANDS = [
    *("", "show", "show --json", "next", "search winds", "stats", "topic", "export", "undo"),
    *("undo --list", "info winds", "read winds", "add 2310.06825 --no-fetch", "edit", "doctor"),
    *("fetch --offline", "discover --dismiss 2310.06825", "updates --offline", "init --seed"),
]


@pytest.mark.parametrize("words", COMMANDS[:-1])
@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_named_list_that_is_not_there_is_an_error(
    run: Run, tmp_path: Path, home: Path, words: str, by: str
) -> None:
    """Exit 6 with the nearest name and the way to make it; nothing is made."""
    (tmp_path / "papers.toml").write_text(SMALL, encoding="utf-8")
    typo = tmp_path / "paper.toml"
    before = sorted(home.rglob("*"))
    env, option = {"EDITOR": "true"}, ["--file", str(typo)]
    if by == "environment":
        env, option = env | {"READLIST_FILE": str(typo)}, []
    result = run(*option, *words.split(), env=env)
    assert result.code == 6
    told = result.out + result.err
    assert f"error: there is no list at {typo}" in told
    assert f"readlist --file {tmp_path}/papers.toml show" in told
    assert f"readlist --file {typo} init" in told
    assert not typo.exists()
    assert sorted(home.rglob("*")) == before


def test_what_is_advised_works(run: Run, tmp_path: Path) -> None:
    """`init` makes the list, in a folder whose name needs quotes, too."""
    folder = tmp_path / "my papers"
    folder.mkdir()
    result = run("show", "--file", str(folder / "new.toml"))
    advice = result.err.splitlines()[-1].removeprefix("try: readlist ")
    words = shlex.split(advice.partition(", which")[0])
    assert run(*words, "--empty").code == 0
    assert run("show", "--file", str(folder / "new.toml")).code == 0


def test_what_needs_no_list_works_without_it(run: Run, tmp_path: Path) -> None:
    """Help, paths and settings do not stumble over a wrong name."""
    env = {"READLIST_FILE": str(tmp_path / "none.toml")}
    for words in (["--version"], ["help"], ["path"], ["config"], ["show", "--help"]):
        assert run(*words, env=env).code == 0


@pytest.mark.parametrize("words", [*COMMANDS, "init", "init --empty"])
@pytest.mark.parametrize("named", [True, False])
def test_a_dangling_link_is_no_first_use(
    run: Run, home: Path, tmp_path: Path, words: str, *, named: bool
) -> None:
    """The target is said to be gone, and nothing is made at its place."""
    drive = tmp_path / "drive"
    link = home / ("other.toml" if named else "readlist.toml")
    link.symlink_to(drive / "notes" / "readlist.toml")
    result = run(*words.split(), *(["--file", str(link)] if named else []), env={"EDITOR": "true"})
    assert result.code == 6
    told = f"error: {link} is a link to {drive}/notes/readlist.toml, which is gone"
    assert told in result.out + result.err
    assert not drive.exists()
    assert link.is_symlink()
