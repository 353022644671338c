"""What `show`, `info` and the others look like on screens of any width."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from unicodedata import category

import pytest
from rich.cells import cell_len

from readlist.views.cells import width_of
from support.screens import ESCAPE, hard_list
from support.tests_kit import Run

GOLDEN = Path(__file__).parents[1] / "golden"
WIDTHS = (40, 60, 80, 100, 140)
LINK = re.compile("(code |PDF )?(https://|/)")
UNSAFE = "\x1b\x07\u202e\u202c\x9b"


@pytest.fixture(autouse=True)
def _hard(make_list: Callable[[str], Path]) -> None:
    make_list(hard_list())


def check(name: str, text: str) -> None:
    """Compare with the kept screen; ``UPDATE_GOLDEN=1`` keeps this one instead."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("charset", ["utf-8", "ascii"])
@pytest.mark.parametrize("width", WIDTHS)
def test_show_looks_as_it_did(run: Run, width: int, charset: str) -> None:
    """The table of the hard list, at five widths, with and without Unicode."""
    env = {"COLUMNS": str(width)}
    result = run("show", "--all", terminal=True, env=env, charset=charset)
    assert result.code == 0
    check(f"show-{width}-{charset}", result.out)


@pytest.mark.parametrize("width", [60, 100])
def test_info_looks_as_it_did(run: Run, width: int) -> None:
    """The cards of all papers, one behind the other."""
    run("show", "--all", terminal=True)
    result = run("info", "1-7", terminal=True, env={"COLUMNS": str(width)})
    assert result.code == 0
    check(f"info-{width}", result.out)


@pytest.mark.parametrize(
    "words",
    [("show",), ("show", "--all"), ("show", "--all", "--sort", "title"), (), ("topic",),
     ("info", "2401.04088", "hep-th/9901001"), ("config",), ("undo", "--list")],
)  # fmt: skip
@pytest.mark.parametrize("charset", ["utf-8", "ascii"])
@pytest.mark.parametrize("width", [20, 23, 37, 59, 79, 99, 131])
def test_nothing_is_wider_than_the_screen(
    run: Run, words: tuple[str, ...], charset: str, width: int
) -> None:
    """At no width does a line wrap by itself, and no control character comes through.

    Addresses and paths stay whole, so that they can be clicked and copied.
    """
    result = run(*words, terminal=True, env={"COLUMNS": str(width)}, charset=charset)
    assert result.code == 0
    for line in result.lines:
        assert width_of(line) <= width or LINK.match(line), line
    assert not any(character in result.out for character in UNSAFE)


@pytest.mark.parametrize(
    "words", [("show",), ("topic",), ("info", "2401.00001"), ("search", "model"), ()]
)
@pytest.mark.parametrize("width", [20, 60, 80, 131])
def test_no_terminal_is_too_narrow_for_marks_and_joined_emoji(
    run: Run, make_list: Callable[[str], Path], words: tuple[str, ...], width: int
) -> None:
    """Where spacing marks take a column and every emoji of a sequence two, lines fit as well."""
    quantum, family = "क्वांटम ", "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    make_list(
        f'[[paper]]\nid = "2401.00001"\ntitle = "Model {quantum * 12}"\n'
        f'authors = ["{quantum * 3}"]\ntopics = ["{quantum * 9}", "{family * 9}"]\n'
        f'[[paper]]\nid = "2401.00002"\ntitle = "Model {family * 30}"\ntopics = ["a"]\n'
    )
    result = run(*words, terminal=True, env={"COLUMNS": str(width)})
    assert result.code == 0
    for line in result.lines:
        marks = sum(category(character) == "Mc" for character in line)
        assert cell_len(line.replace("\u200d", "")) + marks <= width or LINK.match(line), line


@pytest.mark.parametrize("width", WIDTHS)
def test_columns_stand_under_each_other(run: Run, width: int) -> None:
    """The identifier begins in the same column in every row, whatever the titles hold."""
    if width < 60:
        pytest.skip("no identifiers on so narrow a screen")
    lines = run("show", "--all", terminal=True, env={"COLUMNS": str(width)}).lines
    rows = [line for line in lines if line[:3].strip().isdigit()]
    assert len(rows) == 7
    years = [line for line in rows if " 2023  " in line or " 2024  " in line]
    places = {width_of(line[: line.rindex(" 202")]) for line in years if "2026" not in line}
    assert len(places) <= 1
    assert {line[7] for line in rows} == {" "}


@pytest.mark.parametrize(
    ("words", "env"),
    [
        (("show",), {}),
        (("show", "--no-color"), {"FORCE_COLOR": "1"}),
        (("show",), {"FORCE_COLOR": "1", "NO_COLOR": "1"}),
        (("show",), {"FORCE_COLOR": "1", "TERM": "dumb"}),
        (("shwo",), {"FORCE_COLOR": "1", "NO_COLOR": "1"}),
        (("shwo", "--no-color"), {"FORCE_COLOR": "1"}),
        (("info", "2401.04088"), {"FORCE_COLOR": "1", "NO_COLOR": "1"}),
        (("show", "-h"), {"FORCE_COLOR": "1", "NO_COLOR": "1"}),
    ],
)
def test_there_are_no_escapes_where_no_colours_are_wanted(
    run: Run, words: tuple[str, ...], env: dict[str, str]
) -> None:
    """A pipe, ``--no-color``, ``NO_COLOR`` and a dumb terminal get not one ESC byte."""
    result = run(*words, env=env)
    assert ESCAPE not in result.out + result.err


def test_there_are_colours_where_they_are_wanted(run: Run) -> None:
    """On a terminal identifiers, stars and headings have colours; errors are red."""
    assert "\x1b[36m" in run("show", env={"FORCE_COLOR": "1"}).out
    assert run("shwo", env={"FORCE_COLOR": "1"}).err.startswith("\x1b[1;31merror:\x1b[0m")
