"""Completion scripts, made from the commands themselves."""

from collections.abc import Callable, Mapping, Sequence

from readlist.cli.shells.bash import bash_script
from readlist.cli.shells.fish import fish_script
from readlist.cli.shells.grammar import CommandWords, read_grammar
from readlist.cli.shells.zsh import zsh_script

__all__ = ["SCRIPTS", "CommandWords", "read_grammar"]

SCRIPTS: Mapping[str, Callable[[Sequence[CommandWords]], str]] = {
    "bash": bash_script,
    "zsh": zsh_script,
    "fish": fish_script,
}
"""Shell -> the function that writes its script."""
