"""Long screens go through a pager."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from support.tests_kit import Run

LONG = "".join(f'[[paper]]\nid = "2310.{n:05}"\n' for n in range(1, 60))


@pytest.fixture(autouse=True)
def _long(make_list: Callable[[str], Path]) -> None:
    make_list(LONG)


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """Return a command that writes what it gets, and LESS, into a file."""
    path = tmp_path / "my pager"
    path.write_text(f'#!/bin/sh\n(echo "$LESS"; cat) > "{tmp_path}/paged"\n')
    path.chmod(0o755)
    return f"'{path}'"


@pytest.mark.parametrize("name", ["PAGER", "READLIST_PAGER"])
def test_more_than_a_screen_goes_to_the_pager(
    run: Run, pager: str, tmp_path: Path, name: str
) -> None:
    """All of it, with the options that less needs."""
    result = run("show", asks=True, env={name: pager})
    assert (result.code, result.out) == (0, "")
    lines = (tmp_path / "paged").read_text().splitlines()
    assert lines[0] == "FRX"
    assert len(lines) > 60


def test_what_fits_is_printed(run: Run, pager: str, tmp_path: Path) -> None:
    """No pager is started for a few lines."""
    result = run("show", "-n", "3", asks=True, env={"PAGER": pager})
    assert "2310.00001" in result.out
    assert not (tmp_path / "paged").exists()


@pytest.mark.parametrize(
    ("words", "env"),
    [
        (("show", "--no-pager"), {"PAGER": "false"}),
        (("show",), {"TERM": "dumb", "PAGER": "false"}),
        (("show",), {"READLIST_PAGER": "off", "PAGER": "false"}),
        (("show",), {"PAGER": "cat"}),
        (("export",), {"PAGER": "false"}),
    ],
)
def test_without_a_pager_everything_is_printed(
    run: Run, words: tuple[str, ...], env: dict[str, str]
) -> None:
    """Switched off, a screen that cannot, or a command whose output is data."""
    assert run(*words, asks=True, env=env).out.count("\n") > 59


def test_programs_get_no_pager(run: Run, pager: str) -> None:
    """A pipe is a pipe."""
    assert run("show", env={"PAGER": pager}).out.count("\n") == 59


@pytest.mark.parametrize("count", [60, 4000])
def test_leaving_the_pager_early_is_no_failure(
    run: Run, make_list: Callable[[str], Path], count: int
) -> None:
    """As with ``q`` in less on a list that fits in a pipe, and on one that does not."""
    make_list("".join(f'[[paper]]\nid = "2310.{n:05}"\n' for n in range(1, count)))
    run("show", "--plain")  # a slow machine would tell how far the first index is
    result = run("show", asks=True, env={"PAGER": "true"})
    assert (result.code, result.err) == (0, "")


def test_less_is_the_pager_where_none_is_set(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With colours, and without taking what was seen off the screen."""
    less = tmp_path / "less"
    less.write_text(f'#!/bin/sh\n(echo "$@"; cat) > "{tmp_path}/paged"\n')
    less.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert run("show", asks=True, env={"PAGER": None}).out == ""
    assert (tmp_path / "paged").read_text().splitlines()[0] == "-FIRX"


def test_where_there_is_no_less_everything_is_printed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to install a pager."""
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("show", asks=True, env={"PAGER": None})
    assert result.out.count("\n") > 59
    assert (result.code, result.err) == (0, "")


def test_the_interrupt_is_restored_behind_the_pager(run: Run) -> None:
    """Ctrl-C is the pager's while it runs, and ours again behind it."""
    before = signal.getsignal(signal.SIGINT)
    run("show", asks=True, env={"PAGER": "true"})
    assert signal.getsignal(signal.SIGINT) is before


def test_a_pager_that_is_not_there_is_named(run: Run) -> None:
    """Two lines, exit 2."""
    result = run("show", asks=True, env={"PAGER": "/nosuch/pager"})
    assert (result.code, result.err.splitlines()[0]) == (
        2,
        "error: PAGER names a program that does not exist: /nosuch/pager.",
    )


@pytest.mark.parametrize("form", ["--plain", "--ids", "--json", "--fields=id"])
def test_lines_for_programs_are_paged_too(run: Run, form: str) -> None:
    """Somebody looks at them on a terminal."""
    result = run("show", form, asks=True, env={"PAGER": "true"})
    assert (result.code, result.out, result.err) == (0, "", "")
    few = run("show", form, "-n", "2", asks=True, env={"PAGER": "false"})
    assert (few.code, few.err) == (0, "")
    assert "2310.00002" in few.out
