"""Bytes that are no UTF-8, in arguments and in names of files: kept, spelt, never dropped."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from support.tests_kit import Run

BAD = os.fsdecode(b"caf\xe9")
"""A word of another encoding, as Python hands it over."""


def test_papers_of_a_file_with_such_a_name_come_onto_the_list(
    run: Run, make_list: Callable[[str], Path], tmp_path: Path
) -> None:
    """Alone and in a folder; the source names the file in letters that a list can hold."""
    path = make_list("")
    folder = tmp_path / BAD
    folder.mkdir()
    (folder / f"{BAD}.txt").write_text("arXiv:2401.04088\n", encoding="utf-8")
    (folder / "good.txt").write_text("arXiv:1706.03762\n", encoding="utf-8")
    assert run("import", str(folder), "--yes", "--no-fetch").code == 0
    assert run("show", "--all", "--ids").out.split() == ["2401.04088", "1706.03762"]
    assert r"caf\\xe9.txt" in path.read_text(encoding="utf-8")
    one = run("import", str(folder / f"{BAD}.txt"), "--yes", "--no-fetch")
    assert one.err.splitlines()[-1] == "Nothing new to import."


@pytest.mark.parametrize(
    "words",
    [
        ["add", "2401.04088", "--no-fetch", "--source", BAD, "--note", BAD, "-t", BAD],
        ["note", "2310.06825", BAD],
        ["topic", "2310.06825", f"+{BAD}"],
        ["import", "-", "--yes", "--no-fetch", "-t", BAD],
    ],
)
def test_what_is_typed_is_kept(
    run: Run, make_list: Callable[[str], Path], words: list[str]
) -> None:
    """Every option that goes into the list."""
    path = make_list('[[paper]]\nid = "2310.06825"\n')
    result = run(*words, input="2401.04088\n")
    assert (result.code, "hit a bug" in result.err) == (0, False)
    assert r"caf\\xe9" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["search", BAD], 0), (["search", f'"{BAD} x"', "--json"], 0), (["show", "-a", BAD], 0),
        (["show", "-t", BAD], 0), (["star", BAD], 3), (["config", BAD, "x"], 2), ([BAD], 2),
        (["export", "-f", BAD], 2), (["show", "--fields", BAD], 2), (["import", BAD], 2),
        (["add", BAD], 1), (["add", f"@{BAD}"], 2), (["discover", "--category", BAD], 2),
        (["info", BAD], 3), (["open", BAD], 3), (["show", "-n", BAD], 2), (["show", "-y", BAD], 2),
    ],
)  # fmt: skip
def test_every_command_reads_such_words(
    run: Run, make_list: Callable[[str], Path], words: list[str], code: int
) -> None:
    """A word is found as it was kept, or refused in one line that spells it."""
    make_list('[[paper]]\nid = "2310.06825"\ntopics = ["caf\\\\xe9"]\n')
    result = run(*words)
    assert (result.code, "hit a bug" in result.err) == (code, False)
    assert "udce9" not in result.err
    assert code != 2 or r"caf\xe9" in result.err or words[0] == "discover"


def test_a_home_with_such_a_name_works(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said of its files spells the name; `path` gives programs the very bytes."""
    home = tmp_path / BAD
    monkeypatch.setenv("READLIST_HOME", str(home))
    assert r"caf\xe9/readlist.toml" in run("init", "--empty").err
    assert run("add", "2310.06825", "--no-fetch").code == 0
    for words in (["show", "--json"], ["doctor", "--json"], ["search", "2310"], ["config"]):
        assert "hit a bug" not in run(*words).err
    other = f"{home}/{BAD}.toml"
    assert r"caf\xe9.toml" in run("--file", other, "init", "--empty").err
    assert run("--file", other, "add", "2310.06825", "--no-fetch").code == 0
    assert run("--file", other, "export", "-f", "json", "-o", f"{home}/{BAD}.json").code == 0
    assert (home / f"{BAD}.json").exists()
