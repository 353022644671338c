"""Machines without home, locale, terminal or room: readlist works or says why it does not."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.library_kit import SMALL

READLIST = f"{sys.executable} -m readlist"


def shell(line: str, **environ: str | None) -> "subprocess.CompletedProcess[bytes]":
    """Run a shell line with readlist as ``$R``; variables set to None are taken away."""
    changed = {**os.environ, "R": READLIST, **environ}
    return subprocess.run(
        ["/bin/sh", "-c", line],
        env={name: value for name, value in changed.items() if value is not None},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@pytest.fixture(autouse=True)
def _list(make_list: Callable[[str], Path]) -> None:
    make_list(SMALL.replace("A Small Wind", "Ein kleiner Wind für 小さな風 🙂"))


@pytest.mark.parametrize(
    "environ",
    [
        {"HOME": None},
        {"TERM": "dumb"},
        {"TERM": None},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "xx_YY.nonsense", "PYTHONUTF8": None},
        {"COLUMNS": "20"},
        {"COLUMNS": "1"},
        {"COLUMNS": "nonsense"},
        {"PYTHONIOENCODING": "latin-1"},
        {"READLIST_TODAY": "1970-01-01"},
        {"PATH": "/nonexistent"},
        {"TMPDIR": "/nonexistent"},
    ],
    ids=str,
)
def test_odd_surroundings_do_not_matter(environ: dict[str, str | None]) -> None:
    """Reading and changing work without home, locale, width or the right day."""
    for words in ("show --all", "info 2310.06825", "note 2310.06825 'ein Wört'", "undo", "stats"):
        result = shell(f"$R {words}", **environ)
        assert result.returncode == 0, (words, result.stderr)
        assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("words", ["show --all", "show --all --json", "info 2310.06825", "stats"])
def test_a_reader_that_goes_away_is_no_error(words: str) -> None:
    """`| head -1` ends quietly with exit code 0."""
    result = shell(f"($R {words}; echo $? >&2) | head -1")
    assert result.stderr.split() == [b"0"]


@pytest.mark.parametrize("redirection", [">&-", "<&-", "2>&-", ">&- 2>&- <&-"])
def test_closed_streams_lose_no_change(home: Path, redirection: str) -> None:
    """With closed streams nothing can be said, but the change is made."""
    result = shell(f"$R read 2310.06825 {redirection}")
    assert result.returncode in (0, 1), result.stderr
    assert b"Traceback" not in result.stderr
    assert 'status = "read"' in (home / "readlist.toml").read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("redirection", [">/dev/full", "2>/dev/full", ">/dev/full 2>/dev/full"])
@pytest.mark.parametrize(
    "words",
    [
        *("show --all", "read 2310.06825", "path", "export -f json"),
        *("--version", "--help", "__complete statuses r"),
    ],
)
def test_full_streams_give_no_traceback(home: Path, redirection: str, words: str) -> None:
    """Output that cannot be written is an error where it was the result, and never a traceback."""
    result = shell(f"$R {words} {redirection}")
    assert b"Traceback" not in result.stderr
    assert b"Exception" not in result.stderr
    if words != "read 2310.06825" and ">/dev/full" in redirection.split():
        assert result.returncode != 0, "a result that nobody got is not success"
        if "2>" not in redirection:
            assert b"error: the output cannot be written: " in result.stderr
            assert b"try: free some space there" in result.stderr
    if words == "read 2310.06825":
        assert 'status = "read"' in (home / "readlist.toml").read_text()


@pytest.mark.parametrize("where", ["/dev/null", "/proc/none"])
def test_a_home_that_cannot_be_written(where: str) -> None:
    """Reading shows the built-in papers; changing says what is wrong."""
    shown = shell("$R show --plain", READLIST_HOME=where)
    assert shown.returncode == 0, shown.stderr
    assert b"showing the built-in list" in shown.stderr
    assert shown.stdout.count(b"\n") > 10
    refused = shell("$R star 1706.03762", READLIST_HOME=where)
    assert refused.returncode == 6
    assert b"error: cannot lock" in refused.stderr
    assert b"Traceback" not in refused.stderr


def test_a_state_folder_that_cannot_be_written_keeps_the_list(home: Path) -> None:
    """Without a history nothing is changed; reading goes on."""
    (home / "state").write_text("a file in the way")
    before = (home / "readlist.toml").read_bytes()
    assert shell("$R show").returncode == 0
    result = shell("$R read 2310.06825")
    assert result.returncode == 6
    assert b"cannot record the change" in result.stderr
    assert (home / "readlist.toml").read_bytes() == before


@pytest.mark.parametrize("kind", ["folder", "fifo", "device"])
def test_what_is_no_list_is_refused_at_once(home: Path, kind: str) -> None:
    """A folder, a FIFO or a device in the list's place is named and not waited for."""
    path = home / "other.toml"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        path = Path("/dev/zero")
    for words in ("show", "read 2310.06825", "doctor"):
        result = shell(f"$R --file {path} {words}")
        assert result.returncode == 6, result.stderr
        assert str(path).encode() in result.stdout + result.stderr
