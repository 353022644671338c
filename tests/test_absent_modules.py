"""What commands do not load: start-up is what people feel at every command.

`test_main` holds heavy libraries off; here the parts of readlist itself are.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.library_kit import SMALL

_RUN = """\
import atexit, json, sys
sys.argv = ["readlist", *sys.argv[1:]]
atexit.register(lambda: print("\\n" + json.dumps(sorted(sys.modules)), file=sys.stderr))
from readlist.__main__ import main
main()
"""

NETWORK = {"arxiv", "requests", "lxml", "urllib3", "ssl", "http.client", "socket"}
NEVER = NETWORK | {"pydantic", "textual", "markdown_it", "pygments", "click", "asyncio", "numpy"}
READING = (
    "show",
    "show --plain",
    "show --json",
    "show --ids",
    "show --all -t moe",
    "path",
    "info .",
    "stats",
    "stats --json",
    "topic",
)
CHANGING = {"tomli_w", "tempfile", "readlist.history", "readlist.arxiv_api"}
"""What only changes need; `tempfile` comes with much that makes files of its own."""


def loaded(home: Path, *words: str) -> set[str]:
    """Return the modules that a command line loads in a process of its own."""
    env = os.environ | {"READLIST_HOME": str(home)}
    result = subprocess.run(
        [sys.executable, "-c", _RUN, *words], env=env, capture_output=True, text=True, check=False
    )
    assert result.returncode in (0, 2, 3), result.stderr
    modules: list[str] = json.loads(result.stderr.splitlines()[-1])
    return set(modules)


@pytest.fixture
def known(home: Path) -> Path:
    """Return a home whose list is in the index already."""
    (home / "readlist.toml").write_text(SMALL, encoding="utf-8")
    loaded(home, "show")
    loaded(home, "search", "winds")
    return home


@pytest.mark.parametrize("command", READING)
def test_reading_commands_do_not_parse_a_known_list(known: Path, command: str) -> None:
    """Once the index knows the list, neither TOML nor what changes it is loaded."""
    modules = loaded(known, *command.split())
    assert not modules & (NEVER | CHANGING)
    assert not modules & {"tomllib", "readlist.list_file", "readlist.toml_edit"}


@pytest.mark.parametrize(
    "command", ["show --plain", "show --json", "search winds", "path", "stats"]
)
def test_what_goes_into_a_pipe_needs_no_rich(known: Path, command: str) -> None:
    """Programs get their lines without the library that draws tables."""
    assert "rich" not in loaded(known, *command.split())


@pytest.mark.parametrize(
    "command", ["show", "show --json", "show --lacks pdf", "info .", "search winds"]
)
def test_where_nothing_was_fetched_no_store_of_it_is_loaded(known: Path, command: str) -> None:
    """Papers without PDFs and abstracts are shown without the module that keeps those."""
    assert "readlist.paper_files" not in loaded(known, *command.split())


@pytest.mark.parametrize("command", ["--help", "show --help", "--version", "__complete papers 24"])
def test_help_and_completion_do_not_touch_the_index(known: Path, command: str) -> None:
    """Pages of help and values of completion need no database and no list."""
    modules = loaded(known, *command.split())
    assert not modules & (NEVER | CHANGING | {"sqlite3", "tomllib", "readlist.library.workspace"})


@pytest.mark.parametrize("command", ["--version", "__complete topics", "__complete statuses r"])
def test_the_quickest_answers_come_before_typer(known: Path, command: str) -> None:
    """Version and values are answered by a handful of modules."""
    modules = loaded(known, *command.split())
    assert not modules & {"typer", "rich", "sqlite3", "tomllib", "dataclasses", "typing", "pathlib"}


def test_marking_loads_no_network_and_no_importers(known: Path) -> None:
    """``read`` needs the list and the history, not arXiv and not the readers of documents."""
    modules = loaded(known, "read", "2401.04088")
    assert not modules & (NEVER | {"readlist.arxiv_api", "readlist.documents", "readlist.mentions"})


def test_adding_by_identifier_loads_nothing_for_titles_and_files(known: Path) -> None:
    """``add ID`` needs no reader of PDFs, no search by title and no other service."""
    modules = loaded(known, "add", "--no-fetch", "2310.06825", "2401.99999")
    names = ("by_title", "recognising", "pdf_identity", "bringing", "local_names")
    unneeded = {f"readlist.library.{name}" for name in names}
    unneeded.add("readlist.cli.adding")
    assert not modules & (NETWORK | unneeded | {"readlist.documents", "readlist.sources"})


def test_a_server_loads_what_its_calls_need(known: Path) -> None:
    """Neither the network nor what draws; the first answer is quick."""
    modules = loaded(known, "mcp")  # its input is empty
    assert not modules & (NEVER | CHANGING | {"rich", "sqlite3", "tomllib", "readlist.history"})


@pytest.mark.parametrize("command", ["show", "show --help", "--help", "read 2401.04088", "nothing"])
def test_english_loads_no_catalogue(known: Path, command: str) -> None:
    """Nor does it read a settings file that says nothing of languages."""
    (known / "config.toml").write_text("hints = false\n", encoding="utf-8")
    modules = loaded(known, *command.split())
    assert "readlist.language" in modules
    assert "readlist.language.catalogue" not in modules


def test_a_help_page_parses_no_settings_for_its_language(known: Path) -> None:
    """A file without the word is not parsed."""
    (known / "config.toml").write_text("hints = false\n", encoding="utf-8")
    assert "tomllib" not in loaded(known, "show", "--help")
