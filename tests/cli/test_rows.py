"""Row numbers mean what was seen on the terminal that they are typed on, or nothing."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.library_kit import SMALL
from support.tests_kit import Run

SEEN = ["2401.04088", "2310.06825", "hep-th/9901001"]


@pytest.fixture(autouse=True)
def small(make_list: Callable[[str], Path]) -> Path:
    """Make the list."""
    return make_list(SMALL)


@pytest.mark.parametrize(
    "words",
    [
        ["show", "--all", "--reverse"],
        ["show", "--plain"],
        ["search", "small"],
        ["next"],
        ["next", "--plain"],
    ],
)
@pytest.mark.parametrize("terminal", [True, False])
def test_what_prints_no_numbers_changes_none(run: Run, words: list[str], *, terminal: bool) -> None:
    """Pipes and forms for programs leave the numbers of the list that was seen."""
    run("show", "--all", terminal=True)
    if "--plain" not in words:
        run(*words, "--ids", terminal=terminal)
        run(*words, "--json", terminal=terminal)
        run(*words, "--fields", "id", terminal=terminal)
    run(*words, terminal=terminal and "--plain" in words)
    assert run("info", "1-3", "--ids", terminal=True).lines == SEEN


def test_an_empty_answer_leaves_the_numbers_that_are_seen(run: Run) -> None:
    """Nothing was shown, so the table above it still counts."""
    run("show", "--all", terminal=True)
    assert "Nothing" in run("show", "-s", "skipped", terminal=True).err
    assert "Nothing" in run("search", "zebra", terminal=True).err
    assert run("info", "1", "--ids", terminal=True).lines == SEEN[:1]


def test_rows_stay_what_they_were_when_the_list_is_edited(run: Run, small: Path) -> None:
    """Papers moved, marked and added since do not move the numbers."""
    run("show", "--all", terminal=True)
    head, first, *rest = SMALL.split("[[paper]]")
    added = '\nid = "2401.00001"\ntitle = "A New Wind"\n\n'
    small.write_text("[[paper]]".join([head, added, *rest, first]), encoding="utf-8")
    assert run("info", "1-3", "--ids", terminal=True).lines == SEEN


def test_a_row_whose_paper_is_gone_is_refused_with_its_title(run: Run, small: Path) -> None:
    """Exit 4, and nothing is changed, though the other row of the range is there."""
    run("show", "--all", terminal=True)
    run("remove", "2310.06825")
    before = small.read_text()
    for words in ("2", "1-2"):
        result = run("read", words, terminal=True)
        assert (result.code, result.out) == (4, "")
        problem, remedy = result.err.splitlines()
        gone = "row 2 was 2310.06825 A Small Wind, which is no longer on the list"
        assert problem == f"error: {gone}."
        assert remedy.startswith("try: readlist show")
    assert small.read_text() == before
    run("remove", "2401.04088")
    lines = run("star", "1-3", terminal=True).err.splitlines()
    assert [line.split()[:2] for line in lines[1:-1]] == [["1", SEEN[0]], ["2", SEEN[1]]]


def test_a_title_in_tex_is_said_as_it_is_shown(run: Run, small: Path) -> None:
    """What a row was is named as it stood in the table."""
    small.write_text("[[paper]]\nid = '2310.06825'\ntitle = 'The Schr\\\"odinger Wind'\n")
    run("show", terminal=True)
    run("remove", "2310.06825")
    assert "The Schrödinger Wind" in run("read", "1", terminal=True).err


def test_rows_of_another_list_are_refused(run: Run, tmp_path: Path) -> None:
    """A number that was seen in one list is not looked up in another one."""
    other = tmp_path / "other.toml"
    other.write_text(SMALL, encoding="utf-8")
    run("show", "--all", terminal=True)
    for words in (["read", "2"], ["add", "2", "--no-fetch"]):
        result = run(*words, "--file", str(other), terminal=True)
        assert result.code == 4
        assert "another list" in result.err
        assert "2  2310.06825 A Small Wind" in result.err
    assert other.read_text() == SMALL


@pytest.mark.parametrize("word", ["4", "0", "2-9", "3-2", "123456789", "2310"])
def test_a_number_beyond_the_list_is_refused_everywhere(run: Run, word: str) -> None:
    """Whatever its length, and for a paper to add as for one of the list."""
    run("show", "--all", terminal=True)
    for words in (["read", word], ["add", word, "--no-fetch"]):
        result = run(*words, terminal=True)
        assert (result.code, result.out) == (3, "")
        assert result.err.startswith(f"error: there is no row {word}: the list last shown had 3 r")


def test_a_row_without_identifier_says_so(run: Run, small: Path) -> None:
    """It was seen, but there is no name for it."""
    small.write_text('schema = 1\n[[paper]]\ntitle = "Only a Title"\n', encoding="utf-8")
    run("show", "--all", terminal=True)
    result = run("read", "1", terminal=True)
    assert result.code == 3
    assert "row 1, Only a Title, has no identifier" in result.err


def test_where_rows_cannot_be_kept_none_are_taken(run: Run, home: Path) -> None:
    """The reader is told, and no older list is taken for the one that was seen."""
    run("show", "--all", terminal=True)
    (kept,) = (home / "state" / "rows").iterdir()
    kept.unlink()
    kept.mkdir()
    assert "note: row numbers do not work" in run("show", "--reverse", terminal=True).err
    assert run("read", "1", terminal=True).code == 3


def test_what_is_kept_may_be_anything(run: Run, home: Path) -> None:
    """A damaged file or a pipe in its place means that nothing is known."""
    run("show", "--all", terminal=True)
    (kept,) = (home / "state" / "rows").iterdir()
    for text in ("", "[]", '{"rows": 3}', '{"rows": [1], "list": "x", "new": 0}', "[" * 99_999):
        kept.write_text(text)
        assert "has shown no list" in run("read", "1", terminal=True).err
    kept.unlink()
    os.mkfifo(kept)
    assert "has shown no list" in run("read", "1", terminal=True).err
    run("show", "--all", terminal=True)
    assert json.loads(kept.read_text())["rows"][0] == ["2401.04088", "Mixture of Winds"]


# On real terminals.


class Terminal:
    """A terminal with a session of its own."""

    def __init__(self) -> None:
        self.main, self.side = pty.openpty()
        self.shell = subprocess.Popen(
            ["/bin/sh"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )

    def do(self, line: str, tmp_path: Path) -> tuple[int, str]:
        """Run a command line in the session; return exit code and what it said on stderr."""
        assert self.shell.stdin is not None
        assert self.shell.stdout is not None
        said = tmp_path / "stderr"
        device = os.ttyname(self.side)
        readlist = f"{sys.executable} -m readlist"
        command = line.replace("$R", readlist).replace("$TTY", device)
        self.shell.stdin.write(f"({command}) 2>{said}; echo; echo code $?\n".encode())
        self.shell.stdin.flush()
        while not (answer := self.shell.stdout.readline()).startswith(b"code "):
            assert answer
        return int(answer.split()[1]), said.read_text()

    def close(self) -> None:
        """End the session."""
        self.shell.communicate()
        os.close(self.main)
        os.close(self.side)


@pytest.fixture
def terminals() -> Iterator[tuple[Terminal, Terminal]]:
    """Give two terminals."""
    two = Terminal(), Terminal()
    yield two
    for one in two:
        one.close()


def test_each_terminal_has_its_own_rows(
    terminals: tuple[Terminal, Terminal], tmp_path: Path
) -> None:
    """A list in one leaves the numbers of the other, and no run without one has any."""
    one, other = terminals
    on = "<$TTY >$TTY"
    one.do(f"$R show --all --sort title {on}", tmp_path)
    assert "no list with numbers" in other.do(f"$R star 1 {on}", tmp_path)[1]
    other.do(f"$R show --all --sort title --reverse {on}", tmp_path)
    one.do("$R show --all --sort title --reverse <$TTY | cat", tmp_path)
    assert "hep-th/9901001" in one.do("$R star 1 <$TTY | cat", tmp_path)[1]
    assert "2401.04088" in other.do(f"$R star 1 {on}", tmp_path)[1]
    assert "this run is on none" in one.do("$R star 1 </dev/null | cat", tmp_path)[1]


def test_only_the_last_terminals_are_remembered(run: Run, home: Path) -> None:
    """The folder of remembered rows does not grow with every window that was ever open."""
    folder = home / "state" / "rows"
    folder.mkdir(parents=True)
    for number in range(30):
        old = folder / f"{number:02d}.json"
        old.write_text("{}")
        os.utime(old, (number, number))
    run("show", "--all", terminal=True)
    names = sorted(file.name for file in folder.iterdir())
    assert len(names) == 20
    assert "29.json" in names
    assert "10.json" not in names
    assert run("info", "1", "--ids", terminal=True).lines == SEEN[:1]
