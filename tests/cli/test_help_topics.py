"""`readlist help TOPIC` tells what all commands have in common, out of the program's own tables."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from readlist import errors
from readlist.cli.command_table import COMMANDS
from readlist.cli.help_topics import EXIT_CODES, TOPICS, environment
from readlist.cli.man_page import man_page
from support.tests_kit import Run

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_each_topic_fits_its_screen(topic: str, width: str, run: Run) -> None:
    """A page is there at every width, and breaks no line of a terminal but for paths."""
    shown = run("help", topic, env={"COLUMNS": width}, terminal=True)
    assert shown.code == 0
    assert len(shown.lines) > 3
    if topic not in ("files", "man"):
        assert max(map(len, shown.lines)) <= int(width)


def test_all_topics_are_listed(run: Run) -> None:
    """The long help page and the page of help name every topic."""
    listed, own = run("help", "all").out, run("help", "help").out
    for topic in TOPICS:
        assert re.search(rf"^  {topic} ", listed, re.MULTILINE)
        assert topic in own


def test_every_error_has_its_code() -> None:
    """No exit code that an error gives is missing from the page."""
    kinds = [one for one in vars(errors).values() if isinstance(one, type)]
    codes = {str(one.exit_code) for one in kinds if issubclass(one, errors.ReadlistError)}
    assert codes <= {code for code, _ in EXIT_CODES}


def test_every_variable_is_told() -> None:
    """No variable that the source reads is missing from the page."""
    named = {word for names, _ in environment() for word in names.split(", ")}
    sources = (ROOT / "src").rglob("*.py")
    read = {
        word for path in sources for word in re.findall(r"READLIST_[A-Z0-9_]+", path.read_text())
    }
    assert {word for word in read if not word.endswith("_")} <= named


def test_the_manual_page_has_every_command() -> None:
    """Each command is a section of readlist(1)."""
    page = man_page()
    for name in COMMANDS:
        assert re.search(rf"^\.SS readlist {name}\b", page, re.MULTILINE), name


def test_the_manual_page_of_the_wheel_is_up_to_date() -> None:
    """What is installed is what ``readlist help man`` prints."""
    kept = (ROOT / "docs" / "man" / "readlist.1").read_text()
    assert kept == man_page(), "python docs/make_reference.py"


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff here")
def test_the_manual_page_is_sound() -> None:
    """The formatter of manual pages has no warning."""
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww"],
        input=man_page(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert "readlist add" in re.sub(r".\x08", "", done.stdout)


def test_an_unknown_topic_has_its_way_on(run: Run) -> None:
    """A word that is neither command nor topic is an error of usage."""
    found = run("help", "nonsense")
    assert found.code == 2
    assert "try:" in found.err
