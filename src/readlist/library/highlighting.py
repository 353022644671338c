"""Highlights in PDFs of papers: kept, and added to the papers' notes.

Reading a PDF takes longer than looking up everything else about a paper. So highlights are kept
beside it with the fingerprint of their PDF, and read again when that has changed.
"""

import contextlib
import json
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readlist.clock import today
from readlist.errors import FileError, NotFoundError, ReadlistError, UsageError
from readlist.highlight import Highlight
from readlist.lazy import lazy
from readlist.library import reading
from readlist.library.workspace import Workspace
from readlist.model.spelling import FileKey
from readlist.paper import Paper
from readlist.regular import fingerprint_of, load_regular, read_regular

if TYPE_CHECKING:
    from readlist import files
    from readlist.documents import pdf as pdf_highlights
    from readlist.library import list_changes
    from readlist.library.list_changes import Change
else:
    files = lazy("readlist.files")
    pdf_highlights = lazy("readlist.documents.pdf")
    list_changes = lazy("readlist.library.list_changes")

_LARGEST = 200 << 20
"""Bytes of a PDF; larger ones are not searched."""
_FILE = "highlights.json"
"""The file of highlights in the paper's folder of the library."""
_MOST_KEPT = 64 << 20
"""Bytes of that file."""
_DAMAGE = (KeyError, TypeError, ValueError, AttributeError, RecursionError)
"""Exceptions that another program's file may cause."""
_MOST_COPIES = 9
"""Copies of one paper's PDF whose highlights are kept; of more, those read last."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """One PDF and its highlights."""

    path: str
    mark: str
    """What the file looked like when it was read."""
    highlights: tuple[Highlight, ...]

    @classmethod
    def read(cls, path: Path) -> "_Copy":
        """Read a PDF.

        Raises:
            ReadlistError: It cannot be read.
        """
        # The fingerprint is taken before reading: a change in between is seen the next time.
        look = fingerprint_of(path)
        found = pdf_highlights.read_highlights(read_regular(path, _LARGEST, "name a PDF"))
        return cls(str(path), look.mark if look.settled else "", tuple(found))

    def is_current(self) -> bool:
        """Whether the PDF still looks as it did, or is gone."""
        try:
            return fingerprint_of(Path(self.path)).mark == self.mark
        except OSError:
            return True


def kept_highlights(workspace: Workspace, paper: Paper) -> list[Highlight]:
    """Return the known highlights in PDFs of a paper, without reading any."""
    return _together(workspace, _kept(workspace, paper))


def current_highlights(workspace: Workspace, paper: Paper) -> list[Highlight]:
    """Return the highlights in PDFs of a paper; those that have changed are read again.

    One that cannot be read is reported, and its earlier highlights stay.
    """
    copies = _kept(workspace, paper)
    at_hand = reading.pdf_of(workspace, paper)
    paths = {*copies, *([at_hand] if at_hand else [])}
    stale = [path for path in paths if path not in copies or not copies[path].is_current()]
    for path in sorted(stale):
        try:
            copies[path] = _Copy.read(Path(path))
        except FileNotFoundError:
            continue
        except (ReadlistError, OSError) as error:
            workspace.notices.warn(f"note: no highlights from the PDF of {paper.id}: {error}")
            copies[path] = _unreadable(path, copies.get(path))
    if stale:
        _keep(workspace, paper, copies)
    return _together(workspace, copies)


def take_new(workspace: Workspace, papers: Sequence[Paper]) -> None:
    """Read the highlights in PDFs of papers that were not read or have changed."""
    with_files = [paper for paper in papers if reading.kept_of(workspace, paper)]
    waiting = [paper for paper in with_files if _is_stale(workspace, paper)]
    with workspace.notices.working("Reading highlights") as work:
        for number, paper in enumerate(waiting):
            work.at(number, len(waiting))
            current_highlights(workspace, paper)


def highlights_of(
    workspace: Workspace, paper: Paper, source: Path | None = None
) -> list[Highlight]:
    """Return the highlights in a paper's PDF, in reading order, and keep them.

    Args:
        workspace: What this run works on.
        paper: The paper.
        source: A copy of its PDF; by default all that are known, the one in the library first.

    Raises:
        NotFoundError: There is no PDF.
        ReadlistError: It cannot be read.
    """
    if source is None:
        at_hand = reading.pdf_of(workspace, paper)
        copies = _kept(workspace, paper)
        if at_hand is None and not copies:
            raise NotFoundError(
                f"there is no PDF of {paper.id} in the library",
                f"readlist fetch --pdf {shlex.quote(paper.id)}, or name a copy with --from",
            )
        known = copies.get(at_hand) if at_hand else None
        # One without highlights may have been unreadable; here the reader is told why.
        if at_hand and not (known and known.highlights and known.is_current()):
            copies[at_hand] = _read(Path(at_hand))
            _keep(workspace, paper, copies)
        return current_highlights(workspace, paper)
    copy = _read(Path(source).expanduser().absolute(), str(source))
    _keep(workspace, paper, _kept(workspace, paper) | {copy.path: copy})
    return list(copy.highlights)


def _read(path: Path, name: str = "") -> _Copy:
    try:
        return _Copy.read(path)
    except FileNotFoundError:
        raise UsageError(f"there is no file {name or str(path)!r}", "name a PDF") from None


def _unreadable(path: str, before: _Copy | None) -> _Copy:
    """Return a copy without highlights, which is not read again until it changes."""
    mark = ""
    with contextlib.suppress(OSError):
        mark = fingerprint_of(Path(path)).mark
    return _Copy(path, mark, before.highlights if before else ())


def _is_stale(workspace: Workspace, paper: Paper) -> bool:
    copies = _kept(workspace, paper)
    at_hand = reading.pdf_of(workspace, paper)
    unread = at_hand is not None and at_hand not in copies
    return unread or not all(copy.is_current() for copy in copies.values())


def _together(workspace: Workspace, copies: Mapping[str, _Copy]) -> list[Highlight]:
    """Return the highlights of several copies, each once, page by page."""
    library = f"{workspace.paths.library}/"
    found: dict[tuple[object, ...], Highlight] = {}
    # Where copies nearly agree, the library's own comes first.
    for copy in sorted(copies.values(), key=lambda one: not one.path.startswith(library)):
        for one in copy.highlights:
            found.setdefault((one.page, one.kind, one.text, one.comment), one)
    return sorted(found.values(), key=lambda one: one.page)


# What is kept, in a file of the library: paths there are relative to the paper's folder.


def _kept(workspace: Workspace, paper: Paper) -> dict[str, _Copy]:
    """Return what is kept for each copy, by its path, the newest last."""
    copies: dict[str, _Copy] = {}
    for place in reading.kept_of(workspace, paper):
        folder = workspace.paper_files.folder(place)
        with contextlib.suppress(OSError, *_DAMAGE):
            data = json.loads(load_regular(folder / _FILE, _MOST_KEPT))
            for one in data["copies"]:
                told = tuple(map(Highlight.from_json, one["highlights"]))
                path = str(folder / str(one["file"]))
                copies[path] = _Copy(path, str(one["mark"]), told)
    return copies


def _keep(workspace: Workspace, paper: Paper, copies: Mapping[str, _Copy]) -> None:
    """Keep the highlights; if that fails, they are read again the next time."""
    place = _place_of(workspace, paper)
    if place is None:
        return
    folder = workspace.paper_files.folder(place)
    kept = [
        {
            "file": _relative(Path(copy.path), folder),
            "mark": copy.mark,
            "highlights": [one.to_json() for one in copy.highlights],
        }
        for copy in list(copies.values())[-_MOST_COPIES:]
    ]
    text = json.dumps({"copies": kept}, ensure_ascii=False, indent=1)
    with contextlib.suppress(FileError, OSError):
        files.write_atomic(folder / _FILE, f"{text}\n".encode("utf-8", "replace"))
        workspace.paper_files.touch()
        workspace.look_at_library_again()


def _place_of(workspace: Workspace, paper: Paper) -> FileKey | None:
    there = reading.kept_of(workspace, paper)
    with_pdf = (place for place in there if workspace.paper_files.pdf_path(place))
    return next(with_pdf, None) or next(iter([*there, *paper.keeps]), None)


def _relative(path: Path, folder: Path) -> str:
    return path.name if path.parent == folder else str(path)


# In the notes.


def note_highlights(
    workspace: Workspace, paper: Paper, highlights: Sequence[Highlight]
) -> "list[Change]":
    """Add highlights to a paper's notes, except those that are there already.

    One is there if a line for its page has its words, however the reader edited that line.
    """
    wanted = {one.line: one for one in highlights if one.text or one.comment}

    def values(now: Paper) -> dict[str, Any]:
        there = [line.strip() for line in now.notes.splitlines()]
        known = {line: _bare(line) for line in there if line.startswith("p. ")}
        new = [
            line
            for line, one in wanted.items()
            if line not in there and not any(_tells(one, *told) for told in known.items())
        ]
        if not new:
            return {}
        before = now.notes.rstrip() + "\n" if now.notes.strip() else ""
        head = f"{today().isoformat()}  highlights\n"
        return {"notes": before + head + "".join(f"{line}\n" for line in new)}

    return list_changes.update(workspace, "highlights", [paper], values)


def _tells(one: Highlight, line: str, bare: str) -> bool:
    """Whether a line of the notes is about a highlight."""
    words = _bare(one.text or one.comment)
    return bool(words) and line.startswith(f"p. {one.page} ") and words in bare


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
