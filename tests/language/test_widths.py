"""Chinese characters take two columns: pages and screens fit, and nothing is left in English."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist import language
from readlist.cli.command_table import COMMANDS
from readlist.cli.help_topics import TOPICS
from readlist.cli.job import Job, line_of
from readlist.cli.terminal import look_at_screen
from readlist.views.cells import width_of
from support.library_kit import SMALL
from support.tests_kit import Run

WIDTHS = (60, 80, 120)
_LEFT = re.compile(r"(?:\b[a-z]{2,}\b,? ){4,}")
"""Five words of English in a row are a sentence that nobody translated."""
_VALUES = re.compile(r"(?:\w+, )+\w+ or \w+\.")
"""Nothing but what can be typed."""


def on(width: int, **more: str) -> dict[str, str | None]:
    """Return the environment of a Chinese terminal."""
    return {"LANG": "zh_CN.UTF-8", "COLUMNS": str(width), **more}


def too_wide(text: str, width: int) -> list[str]:
    """Return the lines that do not fit, but for examples and words that stay whole."""
    return [
        line
        for line in text.splitlines()
        if width_of(line) > width and not line.lstrip().startswith(("$", "http", "/"))
        and width_of(max(line.split(), key=width_of)) < width - 4
    ]  # fmt: skip


def left_in_english(page: str) -> list[str]:
    """Return the lines that hold a sentence of English, but for examples and values."""
    lines = (line for line in page.splitlines() if not line.lstrip().startswith("$"))
    return [line for line in lines if _LEFT.search(_VALUES.sub("", line))]


@pytest.mark.parametrize("width", WIDTHS)
def test_help_pages_fit(run: Run, width: int) -> None:
    """Every command's, at three widths; each says everything in Chinese but what is typed."""
    for name in COMMANDS:
        page = run(name, "--help", env=on(width)).out
        assert too_wide(page, width) == [], name
        assert left_in_english(page) == [], name
        assert "用法：" in page, name


@pytest.mark.parametrize("width", WIDTHS)
def test_help_topics_fit(run: Run, width: int) -> None:
    """All but the manual page, which is for man."""
    for name in set(TOPICS) - {"man"}:
        page = run("help", name, env=on(width)).out
        assert too_wide(page, width) == [], name
        assert left_in_english(page) == [], name


def test_the_main_page_fits_80_columns(run: Run) -> None:
    """As in English; with and without the commands that are listed only in full."""
    for words in (["--help"], ["help", "all"]):
        page = run(*words, env=on(80)).out
        assert too_wide(page, 80) == []
        assert left_in_english(page.partition("--list NAME")[0]) == []


SCREENS = (
    "",
    "show --all",
    "show --all --sort title",
    "info 2401.04088",
    "info 2310.06825",
    "next",
    "next --why",
    "search wind",
    "stats",
    "topic",
    "config",
    "undo --list",
)


@pytest.mark.parametrize("width", [40, *WIDTHS])
@pytest.mark.parametrize("line", SCREENS)
def test_screens_fit(run: Run, make_list: Callable[[str], Path], line: str, width: int) -> None:
    """Tables, cards, bars and footers are no wider than the terminal, symbols or not."""
    make_list(SMALL)
    run("read", "2401.04088")
    run("due", "2310.06825", "+3d")
    for symbols in ("true", "false"):
        run("config", "show.ascii", symbols)
        screen = run(*line.split(), terminal=True, env=on(width)).out
        assert screen
        assert too_wide(screen, width) == []


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80])
def test_work_under_way_fits(width: int) -> None:
    """The line on which it is followed, its bar and the wait's reason."""
    language.use("zh_CN")
    job = Job(language.translate("Fetching PDFs"), 0.0, 3.0)
    job.at(1.0, 2, 20, "2401.04088")
    lines = [line_of(job, 11.0, width, ("=", "-"))]
    job.load(12.0, 300_000, 2_500_000)
    lines.append(line_of(job, 13.0, width, ("=", "-")))
    job.wait(14.0, 400.0, language.translate("arXiv's pace"))
    lines.append(line_of(job, 15.0, width, ("=", "-")))
    assert all(width_of(line) <= width for line in lines), lines
    assert width < 60 or "3/20" in lines[0]
    assert width < 60 or "还剩" in lines[1]
    assert width < 60 or "等待 7 分钟" in lines[2]


@pytest.mark.parametrize("width", [20, 40, 61])
def test_messages_end_their_lines_between_characters(width: int) -> None:
    """No line is too wide or begins with a mark that closes; paths stay whole, blanks in front."""
    path = "/home/读者/论文/很长的文件夹名称/readlist.toml"
    message = f"  无法写入 {path}：设备上没有剩余空间，没有做任何更改；请腾出一些空间再试。"
    screen = look_at_screen()._replace(err_tty=True, width=width)
    lines = screen.fitted(message).split("\n")
    assert lines[0].startswith("  无法")
    assert any(path in line for line in lines)
    assert all(width_of(line) <= width for line in lines if path not in line)
    assert not [line for line in lines if line.startswith(("，", "。", "；"))]
    assert "".join(lines).replace(" ", "") == message.replace(" ", "")
