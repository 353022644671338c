"""Failures become words and exit codes: Ctrl-C, bugs, broken pipes, typing mistakes."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from readlist.cli.commands import path
from support.library_kit import SMALL
from support.tests_kit import Run


@pytest.fixture
def small(make_list: Callable[[str], Path]) -> Path:
    """Return the small list."""
    return make_list(SMALL)


def failing_with(error: BaseException) -> Callable[..., NoReturn]:
    """Return a function that raises the error."""

    def fail(*_given: object, **_named: object) -> NoReturn:
        raise error

    return fail


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("shwo", 'there is no command "shwo".', "readlist show"),
        ("SHOW", 'there is no command "SHOW".', "readlist show"),
        ("xyzzy", 'there is no command "xyzzy".', "readlist help"),
        (
            "2310.06825",
            '"2310.06825" is not a command.',
            "readlist add 2310.06825, or readlist info 2310.06825",
        ),
        (
            "https://arxiv.org/abs/2310.06825",
            '"https://arxiv.org/abs/2310.06825" is not a command.',
            "readlist add 2310.06825, or ",
        ),
        ("--json show", "readlist has no option --json.", "readlist show --json"),
        ("--file", "--file needs a path.", "give the path of a list after it"),
        ("path list extra", "path does not know what to do with 'extra'.", "readlist path --help"),
        ("help shwo", 'there is no command "shwo".', "readlist help show"),
        ("shwo --help", 'there is no command "shwo".', "readlist help show"),
        ("show -x", "show has no option -x.", "readlist show --help"),
        ("show --offlin", "show has no option --offlin.", "--offline"),
        ("show --unraed", "show has no option --unraed.", "--unread"),
        ("export --no-colour", "export has no option --no-colour.", "--no-color"),
        ("show --stats", "show has no option --stats.", "--status"),
        ("next --dismiss 1", "next has no option --dismiss.", "readlist next --help"),
        ("show --star=yes", "", "readlist show --help"),
        (
            "completion tcsh",
            '"tcsh" is not a shell. Known: bash, zsh, fish.',
            "readlist completion --help",
        ),
    ],
)
def test_slips_are_explained(run: Run, words: str, first: str, second: str) -> None:
    """Two lines, exit 2, nothing on stdout; nothing is guessed and run."""
    result = run(*words.split())
    assert (result.code, result.out) == (2, "")
    lines = result.err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"error: {first}")
    assert lines[1].startswith("try: ")
    assert second in lines[1]


def test_hostile_words_do_not_reach_the_terminal(run: Run) -> None:
    """What was typed is shown without its escapes, shortened."""
    result = run("\x1b[31mshow\x9b2J" + "x" * 500)
    assert "\x1b" not in result.err
    assert "\x9b" not in result.err
    assert len(result.err) < 200


def test_ctrl_c_says_what_is_kept(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 130 and one line."""
    monkeypatch.setattr(path, "read_word", failing_with(KeyboardInterrupt()))
    result = run("path")
    assert (result.code, result.out) == (130, "")
    assert result.err == ("Stopped; what was done before that is kept.\n")


def test_a_bug_leaves_a_log_and_no_traceback(
    run: Run, small: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two lines on the screen, everything else in a file that is named."""
    monkeypatch.setattr(path, "read_word", failing_with(LookupError("deep inside")))
    result = run("path", "cache")
    log = home / "state" / "log" / "2026-11-21.txt"
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines()[0] == (
        f"error: readlist hit a bug (LookupError in readlist path). Details: {log}."
    )
    assert len(result.err.splitlines()) == 2
    assert "readlist path cache\n" in log.read_text()
    assert "LookupError: deep inside" in log.read_text()


def test_debug_shows_the_traceback(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the screen, when it is asked for."""
    monkeypatch.setattr(path, "read_word", failing_with(LookupError("deep inside")))
    assert "Traceback (most recent call last)" in run("path", "--debug").err


def test_a_bug_without_a_place_for_the_log_is_still_said(
    run: Run, small: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state folder cannot be made: the first line points to ``--debug``."""
    monkeypatch.setattr(path, "read_word", failing_with(LookupError("deep inside")))
    (home / "state").write_text("a file in its place")
    result = run("path")
    assert (result.code, len(result.err.splitlines())) == (1, 2)
    assert "Details: --debug" in result.err


def test_the_system_refusing_is_no_bug(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is named as such."""
    full = OSError(28, "No space left on device", "/somewhere")
    monkeypatch.setattr(path, "read_word", failing_with(full))
    result = run("path")
    assert (result.code, result.err.splitlines()[0]) == (
        1,
        "error: No space left on device: /somewhere.",
    )


def test_a_reader_that_goes_away_is_no_failure(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As behind ``| head -1``: quiet, exit 0."""
    monkeypatch.setattr(path, "read_word", failing_with(BrokenPipeError(32, "Broken pipe")))
    result = run("path")
    assert (result.code, result.out, result.err) == (0, "", "")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ('[[paper]]\nid = "2310.06825\n', "line 2"),
        ("schema = 99\n", "schema 99"),
    ],
)
def test_a_broken_list_is_exit_six(
    *, run: Run, make_list: Callable[[str], Path], text: str, first: str
) -> None:
    """Where it is broken, what to do, and not one byte changed."""
    place = make_list(text)
    words = ["star", "2310.06825"] if "schema" in text else ["show"]
    result = run(*words)
    assert (result.code, result.out) == (6, "")
    assert first in result.err.splitlines()[0]
    assert place.read_text() == text


def test_a_broken_settings_file_is_exit_six(run: Run, home: Path, small: Path) -> None:
    """And names the way to mend it."""
    (home / "config.toml").write_text("hints = maybe\n")
    result = run("show")
    assert (result.code, result.err.splitlines()[1]) == (6, "try: readlist config --edit")


def test_lines_end_between_words(run: Run, home: Path) -> None:
    """On a narrow terminal; a path too long for a line stays whole; a pipe gets one line."""
    path = home / ("a" * 60) / "list.toml"
    line = run("show", "--file", str(path)).err.splitlines()[0]
    narrow = run("show", "--file", str(path), asks=True, env={"COLUMNS": "40"}).err.splitlines()
    said = narrow[: next(n for n, one in enumerate(narrow) if one.startswith("try:"))]
    assert " ".join(said) == line
    assert str(path) in " ".join(said)
    assert all(len(one) <= 40 or " " not in one for one in said)


@pytest.mark.parametrize("command", ["show", "import", "completion"])
def test_words_of_help_stay_whole_on_narrow_screens(run: Run, command: str) -> None:
    """Every word of the page at 40 columns stands in the page at 200."""
    wide = run(command, "--help", env={"COLUMNS": "200"}).out.split()
    narrow = run(command, "--help", env={"COLUMNS": "40"}).out.split()
    assert narrow == wide
