"""Set up tab completion: a script, and a line in the shell's start-up file."""

from dataclasses import dataclass
from pathlib import Path

from readlist.errors import FileError
from readlist.files import write_atomic
from readlist.regular import load_regular

_LARGEST = 16 << 20
"""Bytes of a shell's start-up file."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What to write so that a shell completes."""

    script: Path
    start: Path | None = None
    """The shell's start-up file, which gets `line`."""
    line: str = ""


def install_script(plan: Installation, script: str) -> None:
    """Write the script, and the line if it is missing.

    Raises:
        FileError: A file cannot be read or written.
    """
    write_atomic(plan.script, script.encode())
    if plan.start is None:
        return
    try:
        text = load_regular(plan.start, _LARGEST).decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        text = ""
    except OSError as error:
        remedy = f"this line in {plan.start}: {plan.line}"
        raise FileError(f"cannot read {plan.start}: {error.strerror}", remedy) from None
    if plan.line not in text.splitlines():
        gap = "" if not text or text.endswith("\n") else "\n"
        write_atomic(plan.start, f"{text}{gap}{plan.line}\n".encode("utf-8", "surrogateescape"))
