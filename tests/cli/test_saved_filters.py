"""Filters with a name: ``[views]`` in the settings, ``-V NAME`` on the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support.library_kit import SMALL
from support.tests_kit import Run

WINDS, SMALLER, BARE = "2401.04088", "2310.06825", "hep-th/9901001"


@pytest.fixture(autouse=True)
def small(make_list: Callable[[str], Path]) -> Path:
    """Return the small list."""
    return make_list(SMALL)


@pytest.fixture
def settings(home: Path) -> Path:
    """Return the settings, with a few views."""
    path = home / "config.toml"
    path.write_text(
        'hints = false\n\n[views]\nlab = "-t moe -t small-models --sort title"  # mine\n'
        'stars = "--star --all"\nbroken = "--topic"\nodd = "-t moe extra"\n'
    )
    return path


def ids(run: Run, *words: str) -> list[str]:
    """Return the identifiers that a command gives."""
    result = run(*words, "--ids")
    assert result.code == 0
    return result.lines


@pytest.mark.parametrize("spelt", [("-V", "lab"), ("--view", "LAB"), ("--view=lab",), ("-Vlab",)])
def test_a_view_stands_for_its_filters(run: Run, settings: Path, spelt: tuple[str, ...]) -> None:
    """In the order that it asks for, however it is named."""
    assert settings.exists()
    assert ids(run, "show", *spelt) == [SMALLER, WINDS]


def test_what_is_typed_overrules_it(run: Run, settings: Path) -> None:
    """Option by option; statuses all together; a switch adds to it."""
    assert settings.exists()
    assert ids(run, "show", "-V", "lab", "--sort", "topic") == [WINDS, SMALLER]
    assert ids(run, "show", "-V", "lab", "-t", "moe") == [WINDS]
    assert ids(run, "show", "-V", "lab", "--star") == [SMALLER]
    assert ids(run, "show", "-V", "stars") == [SMALLER]
    assert ids(run, "show", "-V", "stars", "-s", "read") == []
    assert ids(run, "show", "-V", "lab", "-n", "1") == [SMALLER]


@pytest.mark.parametrize(
    "words", ["next", "search wind*", "export -f json", "stats --json", "fetch --offline"]
)
def test_every_command_with_filters_takes_it(run: Run, settings: Path, words: str) -> None:
    """And says so where there is no such view."""
    assert settings.exists()
    assert run(*words.split(), "-V", "stars").code in (0, 5)
    result = run(*words.split(), "-V", "lba")
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        'error: "lba" is not a view. Known: lab, stars, broken, odd.', "try: -V lab",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "problem"),
    [("broken", "--topic needs a value."), ("odd", "'extra' is not a filter: --added, --all")],
)
def test_a_damaged_view_is_named(run: Run, settings: Path, name: str, problem: str) -> None:
    """With the file, the view and what to do; others go on working."""
    result = run("show", "-V", name)
    assert (result.code, result.out) == (6, "")
    first, second = result.err.splitlines()
    assert first.startswith(f"error: {settings}: views.{name}: {problem}")
    assert second == f"try: readlist config views.{name} -t moe --star --sort due"
    assert run("show", "-V", "lab").code == 0
    assert f"views.{name}" in run("config").out
    assert run("config", "--edit", env={"EDITOR": "true"}).code == 6


@pytest.mark.parametrize("value", ["5", '["-t", "moe"]', "{ topic = 'moe' }"])
def test_what_is_no_text_breaks_the_settings(run: Run, home: Path, value: str) -> None:
    """As every setting of a wrong kind does, and `doctor` names it."""
    (home / "config.toml").write_text(f"[views]\nlab = {value}\n")
    result = run("show")
    assert result.code == 6
    assert 'views.lab is not a text like "-t moe --star --sort due"' in result.err
    assert "views.lab" in run("doctor").out


def test_views_are_set_shown_and_taken_out(run: Run, settings: Path) -> None:
    """Quoted or not; everything else in the file stays."""
    before = settings.read_text()
    for value in (["-t moe --due 7d"], ["-t", "moe", "--due", "7d"]):
        told = run("config", "views.week", *value)
        assert (told.code, told.err) == (0, "views.week = -t moe --due 7d\n")
        assert settings.read_text() == before + 'week = "-t moe --due 7d"\n'
    assert run("config", "views.week").out == "-t moe --due 7d\n"
    assert ids(run, "show", "-V", "week") == []
    assert run("config").lines[-1] == (
        "views.week\t-t moe --due 7d\tfile\tfilters: readlist show -V week"
    )
    assert run("config", "--unset", "views.week").code == 0
    assert settings.read_text() == before
    assert run("config", "--unset", "views.week").code == 2


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("views.x --topc moe", "'--topc' is not a filter: --added"),
        ("views.x moe", "'moe' is not a filter: --added"),
        ("views.x -V lab", "'-V' is not a filter: --added"),
        ("views.x --star=yes", "'--star=yes' is not a filter: --added"),
        ("views.x -y soon", "--year soon is not a year or range."),
        ("views.x --sort dew", '"dew" is not a sort order.'),
        ("views.a.b --star", "'a.b' cannot be the name of a view"),
        ("views.none", '"none" is not a view. Known: lab'),
    ],
)
def test_what_is_no_view_is_refused(run: Run, settings: Path, words: str, problem: str) -> None:
    """Before anything is written."""
    before = settings.read_text()
    result = run("config", *words.split())
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {problem}")
    assert settings.read_text() == before


def test_a_quote_that_is_not_closed_is_told(run: Run, settings: Path) -> None:
    """In the words of those who type it."""
    assert settings.exists()
    told = run("config", "views.x", "-t 'moe").err
    assert told.startswith('error: "-t \'moe" cannot be read: no closing quotation.')
