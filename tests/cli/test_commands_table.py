"""The table of commands against the commands themselves."""

import pytest

from readlist.cli.command_table import ALIASES, COMMANDS, GROUPS
from readlist.cli.group import load_command
from readlist.cli.help_pages import command_page, main_page
from support.tests_kit import Run

EVERY = sorted(COMMANDS)


@pytest.mark.parametrize("name", EVERY)
def test_the_table_says_what_the_help_page_says(name: str) -> None:
    """The line in the overview is the first line of the command's own page."""
    command = load_command(name)
    assert (command.help or "").splitlines()[0].rstrip(".") == COMMANDS[name].help


@pytest.mark.parametrize("name", EVERY)
def test_every_command_leads_with_an_example(name: str) -> None:
    """Behind the purpose stands an example that begins with the command's name."""
    lines = command_page(load_command(name), [], 80).splitlines()
    assert lines[2].startswith("  $ ")
    assert f"readlist {name}" in "\n".join(line for line in lines if line.startswith("  $ "))


@pytest.mark.parametrize("name", EVERY)
def test_every_option_says_what_it_does(name: str) -> None:
    """No option or argument stands there without a word."""
    for parameter in load_command(name).params:
        assert getattr(parameter, "help", ""), parameter.name


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", EVERY)
def test_help_pages_fit_the_screen(name: str, width: int) -> None:
    """Options are wrapped; only examples, which one copies, may be longer."""
    command = load_command(name)
    page = command_page(command, command.params, width)
    assert all(len(line) <= width for line in page.splitlines() if "$ " not in line)


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("name", [*EVERY, *ALIASES])
def test_help_is_given_wherever_it_is_asked_for(run: Run, name: str, flag: str) -> None:
    """At the end of a line, even one that makes no sense, and before the command."""
    for words in ([name, "--nonsense", "x", flag], [flag, name]):
        result = run(*words)
        assert (result.code, result.err) == (0, "")
        assert result.lines[0].rstrip(".") == COMMANDS[ALIASES.get(name, name)].help


def test_every_command_is_in_the_long_overview() -> None:
    """``help all`` leaves out none, and every one is in a known group."""
    page = main_page(every=True)
    assert {command.group for command in COMMANDS.values()} <= set(GROUPS)
    for name, command in COMMANDS.items():
        assert f"  {name} " in page
        assert command.help in page


def test_the_overview_is_what_help_gives(run: Run) -> None:
    """``--help``, ``-h`` and ``help`` print the same page; ``help all`` prints more."""
    pages = [run(*words) for words in (["--help"], ["-h"], ["help"])]
    assert {page.out for page in pages} == {main_page() + "\n"}
    assert len(run("help", "all").out) > len(pages[0].out)
    assert run("help", "show").out == run("show", "--help").out
