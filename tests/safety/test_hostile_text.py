"""Hostile text in the list: no command sends a terminal anything but text and own styling."""

import json
import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.tests_kit import Run

HOSTILE = (
    "\x1b[2J\x1b[H wiped",
    "\x1b]0;owned\x07 title",
    "\x1b]8;;file:///etc/passwd\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31mred\x9c",
    "\x90q1\x9c sixel",
    "bell\x07back\x08\x08\x7f",
    "over\rwritten",
    "[red]markup[/red] [/red] [link=file:///x]y[/link]",
    "\u202ereversed\u202c \u2066isolated\u2069",
    "zero\u200bwidth\ufeff",
    "\u2028line\u2029paragraph\x0bvertical\x0cform",
    "tag \U000e0041\U000e0042",
    "colon: \x1b[31m",
    "`$(touch owned)`; rm -rf /",
    "\ud7ff\ue000\uffff",
    "%s %n {0} {x!r} \\x1b",
)


def hostile_list() -> str:
    """Return a list whose every text is hostile."""

    def spelt(text: str) -> str:
        letters = (f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}" for c in text)
        return '"' + "".join(letters) + '"'

    papers = []
    for number, text in enumerate(HOSTILE, 1):
        value = spelt(text)
        papers.append(
            f'[[paper]]\nid = "2401.{number:05d}"\ntitle = {value}\nauthors = [{value}, "A B"]\n'
            f"topics = [{value}]\ncategories = [{value}]\nsource = {value}\nkey = {value}\n"
            f'notes = {value}\ncode = [{value}]\nmine = {value}\n{value} = 1\nstatus = "unread"\n'
        )
    papers += [
        f"[[paper]]\nid = {spelt(text)}\nstatus = {spelt(HOSTILE[1])}\n"
        for text in (HOSTILE[0], *HOSTILE[7:9])
    ]
    return "\n".join(papers)


COMMANDS: tuple[list[str], ...] = (
    *(["show", "--all"], ["show", "--all", "--plain"], ["show", "--all", "--json"]),
    *(["show", "--all", "--fields", "id,title,notes,key"], ["info", "2401.00001"], ["stats"]),
    *(["info", "2401.00003", "--json"], ["next", "--why"], ["search", "title"], ["topic"]),
    *(["read", "2401.00002"], ["star", "2401.00004"], ["note", "2401.00005", "\x1b[2Jx"]),
    *(["note", "2401.00001", "--show"], ["topic", "2401.00006", "+\x1b[31mnew"], ["doctor"]),
    *(["remove", "2401.00007"], ["undo", "--list"], ["undo"], ["doctor", "--json"], []),
    *(["show", "-t", "\x1b[2Jnone"], ["read", "\x1b]0;x\x07"], ["\x1b[2J"], ["show", "--\x1b[1m"]),
    *(["next", "--json"], ["next", "--plain"], ["search", "title", "--json"], ["stats", "--json"]),
    *(["search", "title", "--plain"], ["topic", "--json"], ["topic", "--plain"]),
    *(["show", "--all", "--json", "--fields", "id,extra,code,topics"], ["info", "1", "--plain"]),
    *(["add", "--no-fetch", "\x1b[2J2401.99999"], ["path"], ["config"], ["show", "-s", "\x9b1m"]),
)
FORMATS = ("markdown", "bibtex", "biblatex", "csl-json", "ris", "csv", "json", "html", "atom")

# All control characters but tab and newline; line and paragraph separators; bidi controls.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
STYLING = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(map(ascii, words)))
def test_no_control_character_comes_out(
    run: Run, make_list: Callable[[str], Path], command: list[str], terminal: bool
) -> None:
    """Without colours, newline and tab are the only control characters of any command."""
    make_list(hostile_list())
    result = run(*command, terminal=terminal)
    for text in (result.out, result.err):
        found = FORBIDDEN.search(text)
        assert found is None, repr(text[max(found.start() - 40, 0) : found.end() + 20])
    assert "hit a bug" not in result.err


DOCUMENTS = {
    "md": '# {}\n\n- [{}](https://arxiv.org/abs/2310.06825 "{}") {} <https://e.org/{}>\n'
    "- {} arXiv:2399.99{}\n\n| Title | Paper |\n|--|--|\n| {} | 2401.04088 |\n",
    "txt": "{} 2310.06825 {}\narXiv:2399.99999 {}\n",
    "html": "<h1>{}</h1><p>{} <a href='https://arxiv.org/abs/2310.06825?{}'>{}</a> {}",
    "bib": "@article{{a{},\n title={{ {} }},\n eprint={{2310.06825}},\n note={{ {} }} }}\n"
    "@book{{b, title={{ {} }} }}",
    "json": '[{{"title": "{}", "url": "https://arxiv.org/abs/2310.06825", "tags": ["{}"]}}]',
    "csv": "title,url,{}\n{},https://arxiv.org/abs/2310.06825,{}\n",
    "ris": "TY  - JOUR\nTI  - {}\nUR  - https://arxiv.org/abs/2310.06825\nKW  - {}\nER  - \n",
}


@pytest.mark.parametrize("ending", DOCUMENTS)
@pytest.mark.parametrize("how", [["--json"], ["--dry-run"], ["--yes", "--blurbs"]])
def test_documents_send_no_control_character(
    run: Run, make_list: Callable[[str], Path], tmp_path: Path, ending: str, how: list[str]
) -> None:
    """Nor does the name of the file, in any form, in a pipe or on a terminal."""
    make_list('[[paper]]\nid = "2310.06825"\ntitle = "Another"\n')
    form = DOCUMENTS[ending]
    folder = tmp_path / "a\x1b[31m\u202eb"
    folder.mkdir()
    for number, text in enumerate(HOSTILE):
        if "/" not in text:
            name = f"{number}{text}"[:60].replace("\x00", "")
            (folder / f"{name}.{ending}").write_bytes(form.format(*[text] * 9).encode())
    for terminal in (False, True):
        result = run("import", str(folder), "--no-fetch", *how, terminal=terminal)
        assert "hit a bug" not in result.err
        for text in (result.out, result.err):
            found = FORBIDDEN.search(text)
            assert found is None, repr(text[max(found.start() - 40, 0) : found.end() + 20])


@pytest.mark.parametrize("command", [["show"], ["search", "x"], ["doctor"], ["import", "x.md"]])
def test_json_keeps_what_it_does_not_show(
    run: Run, make_list: Callable[[str], Path], tmp_path: Path, command: list[str]
) -> None:
    """What turns text is spelt as an escape: a program gets the very characters."""
    make_list('[[paper]]\nid = "x\\u202ey\\u009b"\ntitle = "x \\u202e\\u007f ü \\U000E0041"\n')
    if command[0] == "import":
        command = ["import", str(tmp_path / "x\u202e.md")]
        (tmp_path / "x\u202e.md").write_text("x 2310.06825\n", encoding="utf-8")
    out = run(*command, "--json").out
    assert FORBIDDEN.search(out) is None
    assert "\u202e" in json.dumps(json.loads(out), ensure_ascii=False)


@pytest.mark.parametrize("form", FORMATS)
def test_exports_carry_no_control_character(
    run: Run, make_list: Callable[[str], Path], form: str
) -> None:
    """What is handed on to other programs is clean too."""
    make_list(hostile_list())
    result = run("export", "-f", form, "--all")
    assert result.code == 0
    assert FORBIDDEN.search(result.out.replace("\r\n", "\n")) is None


@pytest.mark.parametrize("command", [["show", "--all"], ["info", "2401.00001"], ["stats"], []])
def test_a_real_terminal_gets_text_and_colours_only(
    home: Path, make_list: Callable[[str], Path], command: list[str]
) -> None:
    """On a pseudo-terminal, what is left without colours has no control character."""
    make_list(hostile_list())
    text = on_a_terminal(command)
    plain = STYLING.sub("", text).replace("\r\n", "\n")
    found = FORBIDDEN.search(plain)
    assert found is None, repr(plain[max(found.start() - 40, 0) : found.end() + 20])
    assert len(plain) > 100
    assert not (home / "owned").exists()


def on_a_terminal(command: list[str]) -> str:
    """Run a command on a pseudo-terminal and return all it wrote."""
    ours, theirs = pty.openpty()
    environ = {**os.environ, "TERM": "xterm-256color", "READLIST_PAGER": "cat"}
    with subprocess.Popen(
        [sys.executable, "-m", "readlist", *command],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=environ,
    ) as process:
        os.close(theirs)
        pieces = []
        while select.select([ours], [], [], 30)[0]:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            pieces.append(piece)
        process.wait()
    os.close(ours)
    return b"".join(pieces).decode()
