"""The library: one folder per paper, whose content can always be fetched again.

::

    library/2310.06825/metadata.json        what arXiv says of the newest version seen
    library/2310.06825/2310.06825v1.pdf     each version apart; a file that is there is whole
    library/2310.06825/text.txt             the words of the newest PDF
    library/2310.06825/highlights.json      what the reader marked in PDFs of it
    library/hep-th_9901001/...              a slash cannot be in a folder's name
    library/doi_10.1038_x/own.pdf           a PDF that the reader brought; nothing deletes it
"""

import contextlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.errors import FileError
from readlist.lazy import lazy
from readlist.metadata import Metadata
from readlist.model.spelling import FileKey, compared, file_key
from readlist.regular import load_regular

if TYPE_CHECKING:
    from readlist import files
else:
    files = lazy("readlist.files")

_MOST_OWN = 100
METADATA = "metadata.json"
_OWN = "own.pdf"
_KEPT = re.compile(r"own(?:-[0-9]+)?\.pdf")
"""PDFs that the reader brought."""
_PDF = re.compile(r"(?P<folder>.+)v(?P<version>[1-9][0-9]{0,2})\.pdf")
TAKEN_BACK = {"withdrawn": ".withdrawn", "retracted": ".retracted"}
"""Ends of the names of empty files beside the folders of papers that were taken back: who lists the
folders knows which papers these are, without reading a file of each."""
_MOST_BYTES = 8 << 20
"""Of one metadata.json; the longest author lists of arXiv stay under 1 MB."""
_MOST_TEXT = 64 << 20
"""Of one text.txt; the Bible has 4 MB."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of the library that cannot be used; it can be deleted and fetched again."""

    path: Path
    why: str


@dataclass(frozen=True, slots=True)
class FolderContent:
    """What the library has of one paper."""

    id: FileKey
    mark: str
    """Names, sizes and times of its files; another one when any of them has changed."""
    unread_pdf: bool
    """Whether there is a PDF whose words were not taken yet."""


@dataclass(frozen=True, slots=True)
class PaperFiles:
    """The folders of one library. Paths come from `FileKey.folder` only, so none leaves it."""

    library: Path

    def read_metadata(self, paper: FileKey) -> Metadata | None:
        """Return what arXiv said of a paper; None if it was not asked or the file is damaged."""
        found = self._load(paper)
        return found if isinstance(found, Metadata) else None

    def write_metadata(self, facts: Metadata) -> bool:
        """Keep what arXiv said, unless a newer version is known; return whether it was kept.

        The file describes the newest version seen. An answer about an older version, which the
        reader pinned, says nothing new of the paper, unless arXiv calls it the latest: then a
        later one is gone. An answer about the same version replaces the old one, because arXiv
        adds journal references and DOIs without a new version.

        Raises:
            FileError: The file cannot be written.
            ValueError: It is about nothing that has an identifier.
        """
        paper = file_key(facts.id)
        if paper is None:
            raise ValueError(f"no identifier: {facts.id!r}")
        known = self.read_metadata(paper)
        if known and facts.version < known.version and not facts.latest:
            return False
        if known and facts.version == known.version:
            # arXiv does not know what was published about a paper; others said it.
            notices = facts.notices or (() if facts.source else known.notices)
            facts = replace(facts, latest=facts.latest or known.latest, notices=notices)
        text = json.dumps(facts.to_json(), ensure_ascii=False, indent=1) + "\n"
        self.touch()  # and again below: whoever is killed in between leaves a sign, too
        _write(self.folder(paper) / METADATA, text.encode("utf-8", "replace"))
        for how, ending in TAKEN_BACK.items():
            mark = self.library / f"{paper.folder}{ending}"
            if facts.taken_back == how:
                _write(mark, b"")
            else:
                mark.unlink(missing_ok=True)
        self.touch()
        return True

    def stamp(self, paper: FileKey) -> bytes:
        """Return a few bytes that change when what arXiv said of a paper does; none without it."""
        return self.stamp_of(paper.folder).encode()

    def stamp_of(self, folder: str) -> str:
        """Return the `stamp` of the paper that has this folder, as a word."""
        try:
            # Thousands are asked for at once; a path object takes longer than the system does.
            found = os.stat(f"{self.library}/{folder}/{METADATA}")  # noqa: PTH116
        except OSError:
            return ""
        # The change time, too: a program can set the other one back.
        return f"{found.st_mtime_ns}-{found.st_ctime_ns}-{found.st_size}"

    def has_abstract(self, paper: FileKey) -> bool:
        """Return whether the paper's abstract is here."""
        facts = self.read_metadata(paper)
        return bool(facts and facts.abstract)

    def folder(self, paper: FileKey) -> Path:
        """Return the paper's folder, which need not exist."""
        return self.library / paper.folder

    def pdf_target(self, paper: FileKey) -> Path:
        """Return where a PDF that is fetched belongs; one of arXiv's by its version.

        Raises:
            ValueError: An arXiv identifier names no version.
        """
        if paper.version is None and ":" in paper.base:
            return self.folder(paper) / f"{paper.folder}.pdf"
        if paper.version is None:
            raise ValueError(f"a PDF is kept by version, not as {paper}")
        return self.folder(paper) / f"{paper.folder}v{paper.version}.pdf"

    def pdf_path(self, paper: FileKey) -> Path | None:
        """Return the PDF of the version that is named, else of the newest here, or None.

        Where none was fetched, it is the reader's own; other sources than arXiv come after that.
        """
        if paper.version is not None:
            path = self.pdf_target(paper)
            return path if path.is_file() else self._own_pdf(paper)
        found: dict[int, Path] = {}
        for path in _entries(self.folder(paper)):
            match = _PDF.fullmatch(path.name)
            if match and match["folder"] == paper.folder and path.is_file():
                found[int(match["version"])] = path
        if found:
            return found[max(found)]
        own = self._own_pdf(paper)
        fetched = self.pdf_target(paper) if own is None and ":" in paper.base else None
        return fetched if fetched and fetched.is_file() else own

    def _own_pdf(self, paper: FileKey) -> Path | None:
        path = self.folder(paper) / _OWN
        return path if path.is_file() else None

    def own_pdfs(self, paper: FileKey) -> list[Path]:
        """Return the PDFs that the reader brought, which no command deletes."""
        found = _entries(self.folder(paper))
        return sorted(path for path in found if _KEPT.fullmatch(path.name))

    def keep_own(self, paper: FileKey, data: bytes) -> Path:
        """Keep a PDF that the reader brought, and return where it is.

        The first one is ``own.pdf``, another one ``own-2.pdf``. One that is there is not replaced,
        and the same one is kept once.

        Raises:
            FileError: It cannot be written.
        """
        self.touch()  # and again below: whoever is killed in between leaves a sign, too
        for number in range(1, _MOST_OWN):
            path = self.folder(paper) / (_OWN if number == 1 else f"own-{number}.pdf")
            if _holds(path, data):
                return path
            try:
                files.write_new(path, data)
            except FileExistsError:
                continue
            self.touch()
            return path
        raise FileError(
            f"{self.folder(paper)} holds {_MOST_OWN - 1} PDFs of your own",
            f"ls {self.folder(paper)}",
        )

    def remove_pdfs(self, paper: FileKey) -> None:
        """Delete what was fetched of the paper's PDFs, their words and what broken downloads left.

        The reader's own stay.
        """
        for path in _entries(self.folder(paper)):
            if _KEPT.fullmatch(path.name):
                continue
            if path.name == "text.txt" or ".pdf" in path.suffixes:
                path.unlink(missing_ok=True)
        self.touch()

    def touch(self) -> None:
        """Leave a sign that something in the library has changed: the time of its own folder.

        Whoever keeps what was derived from it needs one look instead of one at every paper.
        """
        with contextlib.suppress(OSError):
            os.utime(self.library)

    def contents(self) -> Iterator[FolderContent]:
        """Yield what the library has of every paper that has a folder."""
        for path in _entries(self.library):
            paper = self._paper_of(path)
            if paper:
                yield self._content(paper, path)

    def has_unread_pdf(self, paper: FileKey) -> bool:
        """Whether the paper has a PDF whose words were not taken yet."""
        return self._content(paper, self.folder(paper)).unread_pdf

    def _content(self, paper: FileKey, folder: Path) -> FolderContent:
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
        return FolderContent(paper, "; ".join(sorted(marks)), unread_pdf=stale)

    def read_text(self, paper: FileKey) -> str:
        """Return the words of the paper's PDF; empty if they were not taken or there are none."""
        try:
            return load_regular(self.text_path(paper), _MOST_TEXT).decode("utf-8", "replace")
        except OSError:
            return ""

    def write_text(self, paper: FileKey, text: str) -> None:
        """Keep the words of the paper's PDF; empty where none can be had, so as not to try again.

        Raises:
            FileError: The file cannot be written.
        """
        _write(self.text_path(paper), text.encode("utf-8", "replace"))
        self.touch()

    def text_path(self, paper: FileKey) -> Path:
        """Return where the words of the paper's PDF belong."""
        return self.folder(paper) / "text.txt"

    def ids(self) -> list[FileKey]:
        """Return the papers that have a folder, sorted."""
        named = ((path, self._paper_of(path)) for path in _entries(self.library))
        found = (one for path, one in named if one and path.is_dir())
        return sorted(found, key=lambda one: one.base)

    def _paper_of(self, folder: Path) -> FileKey | None:
        """Return the paper whose folder it is; None if it is another folder."""
        for text in (*_spellings(folder.name), _named_in(folder)):
            found = file_key(text) if text else None
            if found and found.version is None and found.folder == folder.name:
                return found
        return None

    def damaged(self) -> Iterator[Damage]:
        """Yield the files that cannot be used, and what a broken download left."""
        for paper in self.ids():
            found = self._load(paper)
            if isinstance(found, Damage):
                yield found
            for path in sorted(self.folder(paper).glob("*.pdf.part")):
                yield Damage(path, "an unfinished download; fetch --pdf continues it")

    def _load(self, paper: FileKey) -> Metadata | Damage | None:
        path = self.folder(paper) / METADATA
        try:
            text = load_regular(path, _MOST_BYTES)
        except FileNotFoundError:
            return None
        except OSError as error:
            return Damage(path, error.strerror or "it cannot be read")
        try:
            facts = Metadata.from_json(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return Damage(path, "readlist did not write it")
        if compared(facts.id) != compared(paper.base):
            return Damage(path, f"it describes another paper ({facts.id[:40]!r})")
        return facts


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file has exactly this content."""
    try:
        return path.stat().st_size == len(data) and load_regular(path, len(data)) == data
    except OSError:
        return False


def _write(path: Path, data: bytes) -> None:
    files.write_atomic(path, data)


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _spellings(name: str) -> Iterator[str]:
    """Yield the identifiers whose folder may have this name, as far as the name tells."""
    head, parted, tail = name.partition("~")[0].partition("_")
    if head not in _KINDS:
        yield name.replace("_", "/")
    elif parted:
        # The first slash of a DOI; where more was lost, the file in the folder tells.
        yield f"{head}:{tail.replace('_', '/', 1) if head == 'doi' else tail}"


def _named_in(folder: Path) -> str:
    """Return the paper that the folder's facts are about; empty if that cannot be told."""
    if "~" not in folder.name:
        return ""
    try:
        facts = json.loads(load_regular(folder / METADATA, _MOST_BYTES))
        return str(facts["id"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


_KINDS = frozenset("doi openreview acl pmid isbn url local".split())
