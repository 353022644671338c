"""Programs of the reader's choice: the text editor and the viewer."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from readlist.cli.session import Session
from readlist.errors import ReadlistError, UsageError
from readlist.regular import load_regular

_LARGEST = 64 << 20
"""Bytes of a note."""


def split_command(command: str, name: str) -> list[str]:
    """Return the words of a command that the reader set; no shell sees it.

    Args:
        command: As in ``zathura --fork``.
        name: The setting or variable it comes from.

    Raises:
        UsageError: It is no command, or no such program is there.
    """
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        raise UsageError(f"{name} is not a command: {command!r}", f"{name} 'program --option'")
    if shutil.which(words[0]) is None:
        raise UsageError(
            f"{name} names a program that is not there: {words[0]}",
            f"install {words[0]}, or change {name}",
        )
    return words


def editor_command(remedy: str) -> list[str]:
    """Return the words of ``VISUAL``, or of ``EDITOR``.

    Args:
        remedy: What else the reader can do where neither is set.

    Raises:
        UsageError: Neither is set, or it is no command.
    """
    for name in ("VISUAL", "EDITOR"):
        command = os.environ.get(name, "").strip()
        if command:
            return split_command(command, name)
    raise UsageError("no editor is set", f"export EDITOR=nano, or {remedy}")


def run_command(words: Sequence[str]) -> int:
    """Run a program on this terminal and return its exit code."""
    return subprocess.run(list(words), check=False).returncode  # noqa: S603 - the reader's own


def edit_text(session: Session, text: str, remedy: str) -> tuple[str, Path]:
    """Let the reader edit a text; return it, and the file that holds it until `discard`.

    Args:
        session: This run.
        text: What to begin with.
        remedy: What else the reader can do where no editor is set.

    Raises:
        UsageError: No editor is set.
        ReadlistError: The editor failed; what was saved is kept in the file that is named.
    """
    words = editor_command(remedy)
    handle, name = tempfile.mkstemp(prefix="readlist-", suffix=".md")
    path = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    session.notices.close()
    code = run_command([*words, name])
    if code != 0:
        raise ReadlistError(
            f"the editor {words[0]!r} ended with code {code}; nothing was changed",
            f"what was saved there is in {path}",
        )
    try:
        return load_regular(path, _LARGEST).decode(), path
    except (OSError, UnicodeDecodeError) as error:
        raise ReadlistError(f"the edited text cannot be read: {error}", f"look at {path}") from None
