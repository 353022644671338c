"""docs/agents.md: what it tells programs to run is what there is."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from readlist.cli.group import load_command
from readlist.mcp.tools import TOOLS

PAGE = (Path(__file__).parents[1] / "docs" / "agents.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """Return the blocks of code of a kind."""
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("text", blocks("json") + blocks("toml"))
def test_every_program_is_told_a_command_that_is_there(text: str) -> None:
    """The settings can be read, and name ``readlist mcp``."""
    data = json.loads(text) if text.startswith("{") else tomllib.loads(text)
    (servers,) = data.values()
    assert servers["readlist"]["command"] == "readlist"
    (name,) = servers["readlist"]["args"]
    assert load_command(name)


def test_there_are_five_programs() -> None:
    """Each with a block of its own."""
    assert len(blocks("json") + blocks("toml") + blocks("sh")) == 5


def test_every_tool_is_told() -> None:
    """In the order in which clients see them."""
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == list(TOOLS)


def test_the_program_in_python_runs(make_home: None, capsys: pytest.CaptureFixture[str]) -> None:
    """As it stands there."""
    (code,) = blocks("python")
    exec(compile(code, "docs/agents.md", "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) == 3


@pytest.fixture
def make_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask no network."""
    monkeypatch.setenv("READLIST_OFFLINE", "1")
