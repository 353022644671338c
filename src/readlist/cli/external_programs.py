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

_EDITORS = ("nano", "micro", "nvim", "vim", "vi", "emacs")
_LARGEST = 64 << 20
"""Bytes of a note."""


def split_command(command: str, name: str) -> list[str]:
    """Return the words of a command that the reader set; no shell runs it.

    Args:
        command: As in ``zathura --fork``.
        name: The setting or variable it comes from.

    Raises:
        UsageError: It is not a command, or there is no such program.
    """
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        raise UsageError(f"{name} is not a command: {command!r}", _without(name))
    if shutil.which(words[0]) is None:
        problem = f"{name} names a program that does not exist: {words[0]}"
        raise UsageError(problem, _without(name))
    return words


def _without(name: str) -> str:
    """Return what to do instead of a command that cannot be run."""
    if name == "--with":
        return "leave out --with, or name a program that exists"
    if name in ("VISUAL", "EDITOR"):
        return f"set it to a program that exists, as in: export {name}={_editor() or 'nano'}"
    return f"readlist config --unset {name}"


def _editor() -> str:
    """Return an editor that is there; empty if no usual one is."""
    return next(filter(shutil.which, _EDITORS), "")


def editor_command(remedy: str) -> list[str]:
    """Return the words of ``VISUAL``, or of ``EDITOR``.

    Args:
        remedy: What else the reader can do where neither is set.

    Raises:
        UsageError: Neither is set, or it is not a command.
    """
    for name in ("VISUAL", "EDITOR"):
        command = os.environ.get(name, "").strip()
        if command:
            return split_command(command, name)
    raise UsageError("no editor is set", f"export EDITOR={_editor() or 'PROGRAM'}, or {remedy}")


def run_command(words: Sequence[str]) -> int:
    """Run a program on this terminal and return its exit code."""
    return subprocess.run(list(words), check=False).returncode  # noqa: S603 - the reader's own


def edit_text(session: Session, text: str, remedy: str) -> tuple[str, Path]:
    """Let the reader edit a text; return it, and the file that holds it until `delete`.

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
            f"the editor {words[0]!r} exited with code {code}; nothing was changed",
            f"{remedy}; what you saved is in {path}",
        )
    try:
        return load_regular(path, _LARGEST).decode(), path
    except (OSError, UnicodeDecodeError) as error:
        raise ReadlistError(f"the edited text cannot be read: {error}", f"look at {path}") from None


def delete(session: Session, path: Path) -> None:
    """Delete a copy whose text is in the list by now; a failure is a note, not an error."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        session.notices.warn(f"note: the copy {path} is still there: {error.strerror}")
