"""The shelf: what arXiv gave of each paper, one folder a paper, all of it fetched again at will.

::

    library/2310.06825/metadata.json        what arXiv says of the newest version seen
    library/2310.06825/2310.06825v1.pdf     each version apart; a file that is there is whole
    library/2310.06825/text.txt             the words of the newest PDF
    library/hep-th_9901001/...              a slash cannot be in a folder's name
"""

import contextlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.arxiv_id import ArxivId
from readlist.lazy import lazy
from readlist.metadata import Metadata
from readlist.regular import load_regular

if TYPE_CHECKING:
    from readlist import files
else:
    files = lazy("readlist.files")

METADATA = "metadata.json"
_PDF = re.compile(r"(?P<folder>.+)v(?P<version>[1-9][0-9]{0,2})\.pdf")
WITHDRAWN = ".withdrawn"
"""Ends the name of an empty file beside the folder of a withdrawn paper: who lists the folders
knows which papers are withdrawn, without reading a file of each."""
_MOST_BYTES = 8 << 20
"""Of one metadata.json; the longest author lists of arXiv stay under 1 MB."""
_MOST_TEXT = 64 << 20
"""Of one text.txt; the Bible has 4 MB."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of the shelf that cannot be used; it can be deleted and fetched again."""

    path: Path
    why: str


@dataclass(frozen=True, slots=True)
class Content:
    """What lies on the shelf of one paper."""

    id: ArxivId
    mark: str
    """Names, sizes and times of its files; another one when any of them has changed."""
    unread_pdf: bool
    """Whether there is a PDF whose words were not taken yet."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folders of one library. Paths come from `ArxivId.folder` only, so none leaves it."""

    library: Path

    def read_metadata(self, arxiv_id: ArxivId) -> Metadata | None:
        """Return what arXiv said of a paper; None if it was not asked or the file is damaged."""
        found = self._load(arxiv_id)
        return found if isinstance(found, Metadata) else None

    def write_metadata(self, facts: Metadata) -> bool:
        """Keep what arXiv said, unless the shelf knows a newer version; return whether it was kept.

        The file describes the newest version seen. An answer about an older version, which the
        reader pinned, says nothing new of the paper, unless arXiv calls it the latest: then a
        later one is gone. An answer about the same version replaces the old one, because arXiv
        adds journal references and DOIs without a new version.

        Raises:
            FileError: The file cannot be written.
        """
        arxiv_id = ArxivId.parse(facts.id)
        known = self.read_metadata(arxiv_id)
        if known and facts.version < known.version and not facts.latest:
            return False
        if known and facts.version == known.version:
            facts = replace(facts, latest=facts.latest or known.latest)
        text = json.dumps(facts.to_json(), ensure_ascii=False, indent=1) + "\n"
        self.touch()  # and again below: whoever is killed in between leaves a sign, too
        _write(self.folder(arxiv_id) / METADATA, text.encode("utf-8", "replace"))
        mark = self.library / f"{arxiv_id.folder}{WITHDRAWN}"
        if facts.withdrawn:
            _write(mark, b"")
        else:
            mark.unlink(missing_ok=True)
        self.touch()
        return True

    def stamp(self, arxiv_id: ArxivId) -> bytes:
        """Return a few bytes that change when what arXiv said of a paper does; none without it."""
        try:
            # Thousands are asked for at once; a path object takes longer than the system does.
            found = os.stat(f"{self.library}/{arxiv_id.folder}/{METADATA}")  # noqa: PTH116
        except OSError:
            return b""
        # The change time, too: a program can set the other one back.
        return f"{found.st_mtime_ns}-{found.st_ctime_ns}-{found.st_size}".encode()

    def has_abstract(self, arxiv_id: ArxivId) -> bool:
        """Return whether the paper's abstract is here."""
        facts = self.read_metadata(arxiv_id)
        return bool(facts and facts.abstract)

    def folder(self, arxiv_id: ArxivId) -> Path:
        """Return the paper's folder, which need not exist."""
        return self.library / arxiv_id.folder

    def pdf_target(self, arxiv_id: ArxivId) -> Path:
        """Return where the PDF of a version belongs.

        Raises:
            ValueError: The identifier names no version.
        """
        if arxiv_id.version is None:
            raise ValueError(f"a PDF is kept by version, not as {arxiv_id}")
        return self.folder(arxiv_id) / f"{arxiv_id.folder}v{arxiv_id.version}.pdf"

    def pdf_path(self, arxiv_id: ArxivId) -> Path | None:
        """Return the PDF of the version that is named, else of the newest here, or None."""
        if arxiv_id.version is not None:
            path = self.pdf_target(arxiv_id)
            return path if path.is_file() else None
        found: dict[int, Path] = {}
        for path in _entries(self.folder(arxiv_id)):
            match = _PDF.fullmatch(path.name)
            if match and match["folder"] == arxiv_id.folder and path.is_file():
                found[int(match["version"])] = path
        return found[max(found)] if found else None

    def remove_pdfs(self, arxiv_id: ArxivId) -> None:
        """Delete the paper's PDFs, the words taken from them and what broken downloads left."""
        for path in _entries(self.folder(arxiv_id)):
            if path.name == "text.txt" or ".pdf" in path.suffixes:
                path.unlink(missing_ok=True)
        self.touch()

    def touch(self) -> None:
        """Leave a sign that something on the shelf has changed: the time of its own folder.

        Whoever keeps what was derived from it needs one look instead of one at every paper.
        """
        with contextlib.suppress(OSError):
            os.utime(self.library)

    def contents(self) -> Iterator[Content]:
        """Yield what lies on the shelf of every paper that has a folder."""
        for path in _entries(self.library):
            arxiv_id = _identifier(path.name)
            if arxiv_id:
                yield self._content(arxiv_id, path)

    def _content(self, arxiv_id: ArxivId, folder: Path) -> Content:
        marks: list[str] = []
        times: dict[str, int] = {}
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                facts = entry.stat()
                times[entry.name] = facts.st_mtime_ns
                marks.append(
                    f"{entry.name} {facts.st_size} {facts.st_mtime_ns} {facts.st_ctime_ns}"
                )
        newest_pdf = max((t for name, t in times.items() if name.endswith(".pdf")), default=0)
        stale = newest_pdf > times.get("text.txt", 0)
        return Content(arxiv_id, "; ".join(sorted(marks)), unread_pdf=stale)

    def read_text(self, arxiv_id: ArxivId) -> str:
        """Return the words of the paper's PDF; empty if they were not taken or there are none."""
        try:
            return load_regular(self.text_path(arxiv_id), _MOST_TEXT).decode("utf-8", "replace")
        except OSError:
            return ""

    def write_text(self, arxiv_id: ArxivId, text: str) -> None:
        """Keep the words of the paper's PDF; empty where none can be had, so as not to try again.

        Raises:
            FileError: The file cannot be written.
        """
        _write(self.text_path(arxiv_id), text.encode("utf-8", "replace"))
        self.touch()

    def text_path(self, arxiv_id: ArxivId) -> Path:
        """Return where the words of the paper's PDF belong."""
        return self.folder(arxiv_id) / "text.txt"

    def ids(self) -> list[ArxivId]:
        """Return the papers that have a folder, sorted."""
        named = ((path, _identifier(path.name)) for path in _entries(self.library))
        return sorted(one for path, one in named if one and path.is_dir())

    def damaged(self) -> Iterator[Damage]:
        """Yield the files that cannot be used, and what a broken download left."""
        for arxiv_id in self.ids():
            found = self._load(arxiv_id)
            if isinstance(found, Damage):
                yield found
            for path in sorted(self.folder(arxiv_id).glob("*.pdf.part")):
                yield Damage(path, "a download that was not finished; fetch --pdf goes on with it")

    def _load(self, arxiv_id: ArxivId) -> Metadata | Damage | None:
        path = self.folder(arxiv_id) / METADATA
        try:
            text = load_regular(path, _MOST_BYTES)
        except FileNotFoundError:
            return None
        except OSError as error:
            return Damage(path, error.strerror or "it cannot be read")
        try:
            facts = Metadata.from_json(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return Damage(path, "it is not what readlist wrote")
        if facts.id != arxiv_id.base:
            return Damage(path, f"it describes another paper ({facts.id[:40]!r})")
        return facts


def _write(path: Path, data: bytes) -> None:
    files.write_atomic(path, data)


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _identifier(name: str) -> ArxivId | None:
    """Return the identifier whose folder has this name; None if it is another folder."""
    found = ArxivId.try_parse(name.replace("_", "/"))
    return found if found and found.version is None and found.folder == name else None
