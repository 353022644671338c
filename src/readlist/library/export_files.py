"""Writing exports to files: atomically, and never over what readlist did not write."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from readlist.errors import FileError, ReadlistError, UsageError
from readlist.exporters import Entry, FolderExporter, Options
from readlist.exporters.format import Recognise
from readlist.exporters.target import Decision, decide
from readlist.files import write_atomic
from readlist.regular import load_regular

_LARGEST = 256 << 20
"""Bytes of a file that is worth reading before it is replaced."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an export goes."""

    path: Path
    check: bool = False
    """Write nothing, and fail where something would be written."""
    force: bool = False
    """Replace files that readlist did not write."""


def write_text(text: str, written_by_readlist: Recognise, target: Target) -> bool:
    """Write one file; return whether it was out of date.

    Args:
        text: The whole file.
        written_by_readlist: Knows a file of its format again.
        target: Where to.

    Raises:
        UsageError: The target is a folder.
        ReadlistError: It is another program's file, cannot be written, or is out of date with
            `Target.check`.
    """
    path = target.path
    _check_folder(path.parent)
    if path.is_dir():
        raise UsageError(f"{path} is a folder", "name a file in it")
    if path.exists() and not path.is_file():
        _pour(path, text)
        return True
    return _write({path: text}, written_by_readlist, target)


def write_folder(
    exporter: FolderExporter, entries: Sequence[Entry], options: Options, target: Target
) -> bool:
    """Write a folder of notes; return whether any was out of date.

    Raises:
        UsageError: The target is a file.
        ReadlistError: It holds another program's file of the same name, cannot be written, or is
            out of date with `Target.check`.
    """
    folder = target.path
    _check_folder(folder.parent)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder", "another name for the folder")
    existing = _texts(folder)
    files = exporter.render(entries, options, existing)
    texts = {folder / name: text for name, text in files.items()}
    return _write(texts, exporter.written_by_readlist, target)


def _check_folder(folder: Path) -> None:
    """Check that there is a folder to write to: one that is mistyped must not be made.

    Raises:
        UsageError: There is none.
    """
    if not folder.exists():
        raise UsageError(f"there is no folder {folder}", f"mkdir -p {shlex.quote(str(folder))}")


def _write(files: Mapping[Path, str], written_by_readlist: Recognise, target: Target) -> bool:
    """Write the files that are out of date; all of them are judged before the first is written."""
    decisions = {
        path: decide(_bytes(path), text, written_by_readlist, force=target.force)
        for path, text in files.items()
    }
    refused = [path for path, decision in decisions.items() if decision is Decision.REFUSE]
    if refused:
        raise ReadlistError(f"{refused[0]} was not written by readlist", "another name, or --force")
    stale = [path for path, decision in decisions.items() if decision is Decision.WRITE]
    if stale and target.check:
        raise ReadlistError(f"{stale[0]} is out of date", "the same command without --check")
    for path in stale:
        try:
            write_atomic(path, files[path].encode())
        except FileError as error:
            raise ReadlistError(error.problem, "another place for it") from error
    return bool(stale)


def _pour(path: Path, text: str) -> None:
    """Write to a device or a pipe: nothing stands there that could be kept."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ReadlistError(f"cannot write {path}: {error.strerror}", "another place") from error


def _bytes(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except FileNotFoundError:
        return None


def _texts(folder: Path) -> dict[str, str]:
    """Return the notes of a folder; files that are no text are none."""
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        try:
            texts[path.name] = load_regular(path, _LARGEST).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
    return texts
