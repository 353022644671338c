"""Write exports to files: atomically, and never over files that readlist did not write."""

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from readlist.errors import FileError, ReadlistError, UsageError
from readlist.exporters import ExportEntry, FolderExporter, Options
from readlist.exporters.format import Judged, Replacing, Written, judge
from readlist.files import clean_dead, write_atomic
from readlist.regular import load_regular
from readlist.text import plural

_LARGEST = 256 << 20
"""Bytes of a file that is read before it is replaced."""
_SHORT = 16 << 20
"""Bytes of a file that is held in memory, with the text that may replace it."""
_AT_ONCE = 1 << 16
"""Characters that are written together."""
_NAMED = 8
"""Things that would be lost that are named one by one."""


@dataclass(frozen=True, slots=True)
class ExportTarget:
    """Where an export goes."""

    path: Path
    check: bool = False
    """Write nothing, and fail if something would be written."""
    force: bool = False
    """Replace files that readlist did not write, or that were edited since."""
    overwrites: Callable[[Sequence[str]], bool] | None = None
    """Asks whether files may be replaced that were edited, given what would be lost, a line each;
    None if nobody can answer."""


def write_text(text: str, written: Written, target: ExportTarget) -> bool:
    """Write one file that is a short text, as `write_pieces` does."""
    return write_pieces(lambda: iter((text,)), written, target)


def write_pieces(
    make: Callable[[], Iterator[str]],
    written: Written,
    target: ExportTarget,
    whole: Callable[[], str] | None = None,
) -> bool:
    """Write one file; return whether it was out of date.

    Args:
        make: Gives the file from head to foot; may be called twice.
        written: How a file of its format is recognised.
        target: Where it goes.
        whole: Gives the text with notes, if the file is without.

    Raises:
        UsageError: The target is a folder.
        ReadlistError: It is another program's file, a person edited it, it cannot be written, or is
            out of date with `ExportTarget.check`.
    """
    path = target.path
    _check_folder(path.parent)
    if path.is_dir():
        raise UsageError(f"{path} is a folder", "name a file in it")
    if path.exists() and not path.is_file():
        _pour(path, make())
        return True
    if path.exists() and (written.losses or path.stat().st_size <= _SHORT):
        texts = {path: "".join(make())}
        return _write(written, texts, target, whole and (lambda: {path: whole()}))
    return _write_long(make, written, target)


def _write_long(make: Callable[[], Iterator[str]], written: Written, target: ExportTarget) -> bool:
    """Write a file that is new, or that is too long to be held in memory and that nobody edits."""
    path = target.path
    if path.exists():
        if _says(path, make()):
            return False
        if not target.force and judge(_bytes(path), "", written).decision is Replacing.REFUSE:
            raise _refused(path)
    if target.check:
        raise _stale(path)
    _replace(path, _encoded(make()))
    clean_dead([path])
    return True


def _says(path: Path, pieces: Iterator[str]) -> bool:
    """Whether a file holds exactly the pieces."""
    with path.open("rb") as file:
        return all(file.read(len(data)) == data for data in _encoded(pieces)) and not file.read(1)


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    """Yield pieces as bytes, many at a time."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _AT_ONCE:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def _replace(path: Path, data: bytes | Iterable[bytes]) -> None:
    try:
        write_atomic(path, data)
    except FileError as error:
        raise ReadlistError(error.problem, "choose another place for it") from error


def _refused(path: Path) -> ReadlistError:
    return ReadlistError(f"{path} was not written by readlist", "another name, or --force")


def _stale(path: Path) -> ReadlistError:
    return ReadlistError(f"{path} is out of date", "run it without --check")


def write_folder(
    exporter: FolderExporter, entries: Sequence[ExportEntry], options: Options, target: ExportTarget
) -> bool:
    """Write a folder of notes; return whether any was out of date.

    Raises:
        UsageError: The target is a file.
        ReadlistError: It holds another program's file of the same name or a note that a person
            edited, cannot be written, or is out of date with `ExportTarget.check`.
    """
    folder = target.path
    _check_folder(folder.parent)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder", "choose another name for the folder")
    existing = _texts(folder)

    def texts(options: Options) -> dict[Path, str]:
        files = exporter.render(entries, options, existing)
        return {folder / name: text for name, text in files.items()}

    whole = None if options.notes else lambda: texts(replace(options, notes=True))
    return _write(exporter.written, texts(options), target, whole)


def _check_folder(folder: Path) -> None:
    """Check that there is a folder to write to: a mistyped one must not be created.

    Raises:
        UsageError: There is none.
    """
    if not folder.exists():
        raise UsageError(f"there is no folder {folder}", f"mkdir -p {shlex.quote(str(folder))}")
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder", "choose another name for the folder")


def _write(
    written: Written,
    files: Mapping[Path, str],
    target: ExportTarget,
    whole: Callable[[], Mapping[Path, str]] | None = None,
) -> bool:
    """Write the files that are out of date; all of them are judged before the first is written."""
    full = cache(whole) if whole else None
    judged = {
        path: judge(
            _bytes(path),
            text,
            written,
            force=target.force,
            whole=partial(_text_of, full, path) if full else None,
        )
        for path, text in files.items()
    }
    refused = [path for path, one in judged.items() if one.decision is Replacing.REFUSE]
    if refused:
        raise _refused(refused[0])
    edited = {path: one for path, one in judged.items() if one.decision is Replacing.EDITED}
    if edited and not (target.overwrites and target.overwrites(_told(edited))):
        raise _edited(edited, written, target)
    stale = [path for path, one in judged.items() if one.decision is not Replacing.UP_TO_DATE]
    if stale and target.check:
        raise _stale(stale[0])
    for path in stale:
        _replace(path, files[path].encode())
    if stale:
        clean_dead(stale)
    return bool(stale)


def _text_of(files: Callable[[], Mapping[Path, str]], path: Path) -> str:
    return files()[path]


def _told(edited: Mapping[Path, Judged]) -> list[str]:
    """Return what would be lost, a line each."""
    lines = [
        f"  {path.name}, line {loss.line}: {loss.what}"
        for path, one in edited.items()
        for loss in one.losses
    ]
    more = len(lines) - _NAMED
    return [*lines[:_NAMED], f"  … and {more:,} more"] if more > 1 else lines


def _edited(edited: Mapping[Path, Judged], written: Written, target: ExportTarget) -> ReadlistError:
    """Return the error for overwriting what a person wrote."""
    first, *others = edited
    what = f"{first} and {plural(len(others), 'more file')} were" if others else f"{first} was"
    again = "run it with --force, which overwrites that"
    source = shlex.quote(str(target.path))
    remedy = f"readlist import {source}, or {again}" if written.returned else again
    return ReadlistError(f"{what} edited since readlist wrote it", remedy, _told(edited))


def _pour(path: Path, pieces: Iterator[str]) -> None:
    """Write to a device or a pipe, where nothing can be lost."""
    try:
        with path.open("w", encoding="utf-8") as file:
            file.writelines(pieces)
    except OSError as error:
        raise ReadlistError(
            f"cannot write {path}: {error.strerror}", "choose another place"
        ) from error


def _bytes(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except FileNotFoundError:
        return None


def _texts(folder: Path) -> dict[str, str]:
    """Return the notes of a folder; files that are not text are ignored."""
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        try:
            texts[path.name] = load_regular(path, _LARGEST).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
    return texts
