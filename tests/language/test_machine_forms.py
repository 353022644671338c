"""What programs read is the same in every language; people are told in theirs."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.library_kit import SMALL
from support.mcp_kit import MODERN_META
from support.tests_kit import Run

CHINESE = {"LANG": "zh_CN.UTF-8"}

FOR_PROGRAMS = (
    "show",
    "show --json --all",
    "show --plain",
    "show --ids",
    "show --fields id,status,title",
    "info 2401.04088 --json",
    "next",
    "next --json",
    "search winds",
    "search winds --json",
    "stats",
    "stats --json",
    "topic",
    "topic --json",
    "path",
    "path --all",
    "config",
    "undo --list",
    "doctor --json",
    "export -f markdown",
    "export -f bibtex",
    "export -f json",
    "export -f csv",
    "export -f html",
    "help man",
    "__complete statuses",
    "--version",
)
"""Command lines whose output goes into a pipe."""

FAILING = (
    "shwo",
    "show --wrong",
    "show -s done",
    "show --year soon",
    "read nowhere",
    "read 9",
    "undo",
    "config nothing",
    "open --pdf --abs 2401.04088",
    "-L nowhere show",
    "note",
)


def is_chinese(text: str) -> bool:
    """Whether there are Chinese characters in a text."""
    return any("\u3400" <= character <= "\u9fff" for character in text)


@pytest.mark.parametrize("line", FOR_PROGRAMS)
def test_programs_get_the_same(run: Run, make_list: Callable[[str], Path], line: str) -> None:
    """Byte for byte, and with the same exit code."""
    make_list(SMALL)
    run("show")
    english, chinese = run(*line.split()), run(*line.split(), env=CHINESE)
    assert chinese.out == english.out
    assert chinese.code == english.code


@pytest.mark.parametrize("line", FAILING)
def test_errors_keep_their_form_and_code(
    run: Run, make_list: Callable[[str], Path], line: str
) -> None:
    """Two lines with the same beginnings; what is wrong in Chinese, what to type as it is."""
    make_list(SMALL)
    english, chinese = run(*line.split()), run(*line.split(), env=CHINESE)
    assert chinese.code == english.code != 0
    assert chinese.out == english.out == ""
    assert is_chinese(chinese.err)
    assert not is_chinese(english.err)
    first, last = chinese.err.splitlines()[0], chinese.err.splitlines()[-1]
    assert first.startswith("error: ")
    assert first.endswith(("。", "？", "："))
    assert last.startswith("try: ")


def test_what_is_kept_is_english(run: Run, home: Path) -> None:
    """List, history and settings are the same, whoever changes them: they travel."""
    kept: dict[str, str] = {}
    for language, environ in (("en", {}), ("zh", CHINESE)):
        (home / "readlist.toml").write_text(SMALL, encoding="utf-8")
        done = run("read", "2401.04088", env=environ)
        assert is_chinese(done.err) == (language == "zh")
        run("note", "2401.04088", "to remember", env=environ)
        run("topic", "2401.04088", "+new", env=environ)
        history = run("undo", "--list").out.splitlines()[:3]
        kept[language] = (home / "readlist.toml").read_text("utf-8") + "".join(
            line.split("\t")[2] for line in history
        )
    assert kept["zh"] == kept["en"]


def test_the_setting_decides(run: Run, home: Path) -> None:
    """The variable before the file, the file before the locale; a wrong value is named."""
    assert is_chinese(run("--help", env=CHINESE).out)
    assert not is_chinese(run("--help", env=CHINESE | {"READLIST_LANGUAGE": "en"}).out)
    assert run("config", "language", "zh_CN").code == 0
    assert is_chinese(run("--help").out)
    assert not is_chinese(run("--help", env={"READLIST_LANGUAGE": "en"}).out)
    assert run("config", "language", "klingon").code == 2
    (home / "config.toml").write_text("language = 7\n", encoding="utf-8")
    assert not is_chinese(run("--help").out)
    assert run("show").code == 6


def test_a_stream_that_cannot_carry_it_gets_english(run: Run) -> None:
    """Question marks would tell nobody anything."""
    assert not is_chinese(run("--help", env=CHINESE, charset="ascii").out)
    assert "Which papers" in run("show", "--help", env=CHINESE, charset="ascii").out


def test_agents_are_told_in_english(make_list: Callable[[str], Path]) -> None:
    """The server's answers are for programs that read English."""
    make_list(SMALL)
    told = {}
    for language in ("C.UTF-8", "zh_CN.UTF-8"):
        call = {"name": "mark", "arguments": {"papers": ["nowhere"], "status": "read"}}
        line = {
            "jsonrpc": "2.0",
            "id": 2,
            "method": "tools/call",
            "params": call | {"_meta": MODERN_META},
        }
        told[language] = subprocess.run(
            [sys.executable, "-m", "readlist", "mcp"],
            input=json.dumps(line) + "\n",
            env=os.environ | {"LANG": language},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    assert told["zh_CN.UTF-8"] == told["C.UTF-8"]
    assert "nowhere" in told["C.UTF-8"]
