"""Completion scripts: made from the commands, working in the shell, installed on request."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist.cli.command_table import ALIASES, COMMANDS, GLOBAL_OPTIONS
from readlist.cli.shells import SCRIPTS, read_grammar
from support.tests_kit import Run

BASH = shutil.which("bash")
FAKE = 'readlist() { printf "%s\\tdescription\\n" "$2-$3" "with blank"; }\n'


@pytest.mark.parametrize("shell", SCRIPTS)
def test_every_command_and_option_is_in_the_script(run: Run, shell: str) -> None:
    """With its aliases, and the options of every command."""
    script = run("completion", shell).out
    for name in (*COMMANDS, *ALIASES):
        assert name in script
    long = {n for c in read_grammar() for o in c.options for n in o.names if n.startswith("--")}
    for name in long | {option.names[-1] for option in GLOBAL_OPTIONS}:
        assert (f"-l {name[2:]} " if shell == "fish" else name) in script


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sho", ["show"]),
        ("rea", ["read", "reading"]),
        ("show --ye", ["--year"]),
        ("show --qu", ["--quiet"]),
        ("show -t mo", ["topics-mo", "with\\ blank"]),
        ("--file x read 23", ["papers-23", "with\\ blank"]),
        ("show --year 20", []),
        ("help und", ["undo"]),
        ("export --form", ["--format"]),
        ("config ne", ["settings-ne", "with\\ blank"]),
    ],
)
def test_bash_completes(run: Run, tmp_path: Path, line: str, expected: list[str]) -> None:
    """Commands, options, values and files, wherever on the line."""
    script = tmp_path / "completion.bash"
    script.write_text(run("completion", "bash").out)
    test = (
        f'{FAKE} source "{script}"; COMP_WORDS=(readlist {line}); '
        'COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _readlist; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    assert BASH is not None
    result = subprocess.run([BASH, "-c", test], capture_output=True, text=True, check=False)
    assert (result.stdout.split("\n")[:-1] or [""], result.stderr) == (expected or [""], "")


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_shell_understands_its_script(run: Run, tmp_path: Path, shell: str) -> None:
    """It parses, where the shell is there to ask."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"there is no {shell} here")
    script = tmp_path / "script"
    script.write_text(run("completion", shell).out)
    assert subprocess.run([program, "-n", str(script)], check=False).returncode == 0


def test_installing_asks_and_shows_what_it_writes(run: Run, home: Path) -> None:
    """No is an answer; without anybody to ask it needs ``--yes``."""
    refused = run("completion", "bash", "--install", asks=True, input="n\n")
    assert (refused.code, refused.out) == (0, "")
    told = refused.err.replace("\n", " ")
    assert f"This writes {home / 'completion.bash'}" in told
    assert f"and adds to {home / '.bashrc'} the line: source" in told
    assert "Nothing was written." in refused.err
    assert not (home / ".bashrc").exists()
    result = run("completion", "bash", "--install")
    assert (result.code, result.err.splitlines()[-1]) == (
        2,
        "try: readlist completion bash --install --yes",
    )


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_installing_keeps_the_start_file(run: Run, home: Path, shell: str) -> None:
    """One line more, once, whatever the file holds."""
    start = home / f".{shell}rc"
    start.write_bytes(b"# mine \xff\nalias x=y")
    for _ in range(2):
        assert run("completion", shell, "--install", "--yes").code == 0
    script = home / f"completion.{shell}"
    line = f'source "{script}"  # readlist\n'.encode()
    assert start.read_bytes() == b"# mine \xff\nalias x=y\n" + line
    assert script.read_text() == run("completion", shell).out


def test_fish_needs_no_start_file(run: Run, home: Path) -> None:
    """Its folder is read by itself."""
    assert run("completion", "fish", "--install", asks=True, input="y\n").code == 0
    assert (home / ".config" / "fish" / "completions" / "readlist.fish").exists()


def test_the_grammar_knows_what_values_are(make_list: Callable[[str], Path]) -> None:
    """Options with a closed or known set of values have a kind."""
    show = next(command for command in read_grammar() if command.names[0] == "show")
    kinds = {option.names[-1]: option.kind for option in show.options if option.takes_value}
    assert kinds["--topic"] == "topics"
    assert kinds["--sort"] == "sorts"
    assert kinds["--year"] == ""
    assert next(c.kind for c in read_grammar() if c.names[0] == "read") == "papers"
