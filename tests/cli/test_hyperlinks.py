"""Addresses behind identifiers: which terminals get them, and what never gets out of them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist.cli.hyperlinks import passes_on, understands, without_links
from support.tests_kit import Run

LINK = re.compile("\x1b]8;id=[0-9-]+;([^\x1b\x07]*)\x1b\\\\(.*?)\x1b]8;;\x1b\\\\")
COLOUR = {"NO_COLOR": ""}
KITTY = COLOUR | {"KITTY_WINDOW_ID": "1"}


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "foot"}, True),
        ({"TERM": "alacritty"}, True),
        ({"TERM": "linux", "WT_SESSION": "x"}, False),
        ({"TERM": "xterm-256color", "WT_SESSION": "x"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "5000"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4205"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app",
          "TERM_PROGRAM_VERSION": "3.5.1"}, True),
        ({"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "2.9"}, False),
        ({"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.95.0"}, True),
        ({"TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809-5046fc22"}, True),
        ({"TERM": "screen-256color", "TMUX": "/tmp/t", "TERM_PROGRAM": "tmux",
          "TERM_PROGRAM_VERSION": "3.4"}, True),
        ({"TERM": "screen-256color", "TMUX": "/tmp/t", "TERM_PROGRAM": "tmux",
          "TERM_PROGRAM_VERSION": "3.3a"}, False),
        ({"TERM": "screen.xterm-256color", "KITTY_WINDOW_ID": "1"}, False),
        ({"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, False),
        ({"TERM": "linux", "FORCE_HYPERLINK": "1"}, True),
    ],
)  # fmt: skip
def test_terminals_that_are_known_to_understand_it(environ: dict[str, str], expected: bool) -> None:
    """By what they say of themselves; the reader has the last word."""
    assert understands(environ) is expected


def test_identifiers_lead_to_their_pages(run: Run, make_list: Callable[[str], Path]) -> None:
    """In lists and cards: the identifier itself, without the blanks around it."""
    make_list('[[paper]]\nid = "2401.04088"\ntitle = "A"\n[[paper]]\nid = "doi:10.1000/a_b(c)"\n')
    for words in (["show"], ["info", "2401.04088"], ["next"], []):
        found = LINK.findall(run(*words, terminal=True, env=KITTY).out)
        assert found, words
        assert ("https://arxiv.org/abs/2401.04088", "\x1b[36m2401.04088\x1b[0m") in found or (
            "https://arxiv.org/abs/2401.04088",
            "\x1b[36mhttps://arxiv.org/abs/2401.04088\x1b[0m",
        ) in found
    shown = run("show", terminal=True, env=KITTY).out
    assert LINK.findall(shown)[1] == (
        "https://doi.org/10.1000/a_b(c)", "\x1b[36m10.1000/a_b(c)\x1b[0m"
    )  # fmt: skip


@pytest.mark.parametrize("width", [60, 80, 131])
def test_nothing_moves_for_it(run: Run, make_list: Callable[[str], Path], width: int) -> None:
    """The screen is the same, letter by letter."""
    make_list('[[paper]]\nid = "2401.04088"\ntitle = "宽 A"\ntopics = ["moe"]\n')
    screens = [
        run("show", terminal=True, env={"COLUMNS": str(width), **more}).out
        for more in (COLOUR, KITTY)
    ]
    assert screens[0] != screens[1]
    bare = re.sub("\x1b\\[[0-9;]*m", "", screens[0])
    assert re.sub("\x1b\\[[0-9;]*m", "", without_links(screens[1])) == bare


@pytest.mark.parametrize(
    "asked",
    [{"terminal": False}, {"env": KITTY | {"NO_COLOR": "1"}}, {"env": KITTY | {"TERM": "dumb"}}],
)  # fmt: skip
def test_there_are_none_without_colours(
    run: Run, make_list: Callable[[str], Path], asked: dict[str, object]
) -> None:
    """Nor in a pipe."""
    make_list('[[paper]]\nid = "2401.04088"\ntitle = "A"\n')
    given = {"env": KITTY, "terminal": True} | asked
    assert "\x1b]8" not in run("show", **given).out  # type: ignore[arg-type]  # options of a run


def test_an_address_cannot_get_out_of_the_escape(
    run: Run, make_list: Callable[[str], Path]
) -> None:
    """Nothing of an address ends it early; what is no address of the web is no link."""
    make_list(
        '[[paper]]\nid = "url:https://a.org/\\u001b\\\\x\\u0007y\\u009cz é \\"q"\ntitle = "A"\n'
        '[[paper]]\nid = "local:x"\ntitle = "B"\nurl = "javascript:alert(1)"\n'
        '[[paper]]\nid = "local:y"\ntitle = "C"\nurl = "file:///etc/passwd"\n'
        f'[[paper]]\nid = "local:z"\ntitle = "D"\nurl = "https://a.org/{"x" * 3000}"\n'
    )
    out = run("show", terminal=True, env=KITTY).out
    links = LINK.findall(out)
    assert all(re.fullmatch(r"https://a\.org/[!-~]*", address) for address, _ in links)
    assert len(links) <= 1
    left = re.sub("\x1b\\[[0-9;]*m", "", LINK.sub("", out))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", left)


def test_only_pagers_that_pass_it_on_get_it(tmp_path: Path) -> None:
    """less does since version 566; what is not less is not asked."""
    for version, expected in (("less 590 (GNU regular expressions)", True), ("less 551", False)):
        less = tmp_path / "less"
        less.write_text(f"#!/bin/sh\necho '{version}'\n")
        less.chmod(0o755)
        assert passes_on([str(less), "-R"]) is expected
    assert not passes_on(["more"])
    assert not passes_on([str(tmp_path / "gone" / "less")])


def test_links_are_taken_out_of_a_text() -> None:
    """In both of their spellings."""
    text = "a \x1b]8;id=1;https://x.org\x1b\\b\x1b]8;;\x1b\\ \x1b]8;;http://y\x07c\x1b]8;;\x07"
    assert without_links(text) == "a b c"
