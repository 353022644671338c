"""The documentation keeps what it promises: links, commands, the reference, the site."""

import importlib.util
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from readlist.cli import group
from readlist.cli.command_table import COMMANDS, GLOBAL_OPTIONS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
GUIDES = [DOCS / "tutorial.md", DOCS / "coming-from.md"]
WORDS = {name for command in COMMANDS.values() for name in (command.name, *command.aliases)}
"""Every word that a command is called by."""


def without_code(text: str) -> str:
    """Return a page without its blocks of code, in which nothing is a link or a heading."""
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """Return the names that GitHub gives a page's headings."""
    headings = re.findall(r"^#+ +(.+)$", without_code(page.read_text("utf-8")), re.MULTILINE)
    plain = (re.sub(r"\]\([^)]*\)", "", heading).lower() for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in plain}


def shell(page: Path) -> str:
    """Return what a page gives to the shell, but for the set-up of readlist itself."""
    text = re.sub(r"<!-- set up -->\n```sh\n.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    return "".join(re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_anchors_lead_somewhere(page: Path) -> None:
    """Files are there, and so are the headings that links go to."""
    text = without_code(page.read_text("utf-8"))
    for link in re.findall(r"\]\((?![a-z]+:)([^)\s]+)\)", text):
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


@pytest.mark.slow
def test_the_tutorial_works_as_it_stands(tmp_path: Path) -> None:
    """In order, in a new home, with no network; the list ends up sorted as the text says."""
    script = [
        "set -Eeuo pipefail",
        "trap 'echo \"failed: $BASH_COMMAND\" >&2' ERR",
        f'readlist() {{ {shlex.quote(sys.executable)} -m readlist "$@"; }}',
        shell(DOCS / "tutorial.md").replace("cd .. && rm", "cp -r . ../kept && cd .. && rm"),
    ]
    keep = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    nowhere = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY"), "http://127.0.0.1:9")
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=tmp_path,
        env=keep | nowhere | {"HOME": str(tmp_path / "reader")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "4 added" in done.stderr
    exported = (tmp_path / "kept" / "list.md").read_text("utf-8")
    assert "- [x] [Efficient Streaming Language Models with Attention Sinks]" in exported
    assert "- [ ] ★ [YaRN" in exported
    assert "Holistic" not in exported
    listed = (tmp_path / "kept" / "home" / "readlist.toml").read_text("utf-8")
    assert '"inbox"' not in listed
    assert "keep the first tokens" in listed
    assert "scales each frequency" in listed
    assert not (tmp_path / "readlist-tutorial").exists()


def commands_of(page: Path) -> Iterator[list[str]]:
    """Yield the words of every call of readlist, in blocks and within the text."""
    text = page.read_text("utf-8")
    inline = (" ".join(code.split()) for code in re.findall(r"`(readlist [^`]+)`", text))
    lines = re.findall(r"\breadlist .*", shell(page).replace(" && ", "\n"))
    for line in (*inline, *lines):
        yield shlex.split(line, comments=True)


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_guides_name_commands_and_options_that_exist(page: Path) -> None:
    """Also in the lines that need another program's files and are not run."""
    everywhere = {name for option in GLOBAL_OPTIONS for name in option.names}
    seen = 0
    for words in commands_of(page):
        named = [word for word in words[1:] if word in WORDS]
        if not named:  # `readlist -L NAME ...`, `readlist COMMAND --help`
            assert not words[1][0].islower(), words
            continue
        parameters = group.load_command(named[0]).params
        known = everywhere.union(*(parameter.opts for parameter in parameters))
        assert {word for word in words[2:] if re.match(r"--?[a-zA-Z]", word)} <= known, words
        seen += 1
    assert seen > 10


def reference_maker() -> ModuleType:
    """Return the script that writes the reference."""
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_the_reference_is_up_to_date() -> None:
    """It is what the commands say of themselves, each of them."""
    page = (DOCS / "commands.md").read_text("utf-8")
    assert page == reference_maker().reference(), "python docs/make_reference.py"
    assert {f"readlist-{name}" for name in COMMANDS} <= anchors(DOCS / "commands.md")


def test_every_page_is_in_the_sites_navigation() -> None:
    """A page that nobody is led to is not read."""
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[2]
    named = set(re.findall(r": ([\w-]+\.md)$", navigation, re.MULTILINE))
    assert named == {page.name for page in DOCS.glob("*.md")} | {"index.md"}


@pytest.mark.skipif(not importlib.util.find_spec("mkdocs"), reason="MkDocs is not installed")
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    """With the README as its first page, decisions and examples; every link is checked."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path / "site")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    first = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert 'href="tutorial.html"' in first
    assert "Ten minutes" in (tmp_path / "site" / "tutorial.html").read_text("utf-8")
    assert (tmp_path / "site" / "decisions" / "index.html").exists()
    assert (tmp_path / "site" / "examples" / "reading-list.toml.txt").exists()
