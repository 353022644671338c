"""Keep PDFs that the reader adds to the library: beside fetched ones, and never replaced."""

import contextlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from readlist.documents.pdf_paper import Front
from readlist.errors import FileError
from readlist.library.local_names import local_name
from readlist.library.pdf_identity import titles
from readlist.library.recognising import LARGEST, Recognised, Surety, recognise
from readlist.library.workspace import Workspace
from readlist.metadata import Author, Metadata
from readlist.model.spelling import file_key
from readlist.paper import Paper
from readlist.regular import load_regular, read_regular

_SAME = "the library already has this file"


def brought(workspace: Workspace, paths: Sequence[Path], *, ask: bool) -> list[Recognised]:
    """Return which papers PDFs are; those already in the library are not looked at.

    Args:
        workspace: What this run works on.
        paths: The files.
        ask: Whether services may be asked.
    """
    known = {path: paper for path in paths if (paper := _kept_as(workspace, path))}
    new = [path for path in dict.fromkeys(paths) if path not in known]
    found = {one.path: one for one in recognise(workspace, new, ask=ask)} if new else {}
    for path, there in known.items():
        found[path] = Recognised(path, there.id, _SAME, Surety.SURE, there.title)
    return [found[path] for path in dict.fromkeys(paths)]


def _kept_as(workspace: Workspace, path: Path) -> Paper | None:
    """Return the paper of the list under which the library has a file, byte for byte."""
    with contextlib.suppress(OSError):
        size = path.stat().st_size
        near = [p for p in workspace.paths.library.glob("*/own*.pdf") if p.stat().st_size == size]
        data = load_regular(path, LARGEST) if near else b""
        folders = {own.parent.name for own in near if _is_same(own, data)}
        if folders:
            papers = workspace.papers()
            every = (paper for paper in papers if any(k.folder in folders for k in paper.keeps))
            return next(every, None)
    return None


def as_own(
    workspace: Workspace, unknown: Iterable[Recognised]
) -> tuple[list[Recognised], dict[str, Metadata]]:
    """Return unknown files as entries of the reader's own, with what the files say.

    Args:
        workspace: What this run works on.
        unknown: The files.
    """
    papers = workspace.papers()
    facts: dict[str, Metadata] = {}
    named: list[Recognised] = []
    for one in unknown:
        known = _facts(one)
        authors = [author.name for author in known.authors]
        name = local_name(
            known.title,
            authors,
            known.published[:4],
            lambda name: name in facts or papers.get(name) is not None,
        )
        facts[name] = replace(known, id=name)
        named.append(replace(one, identifier=name, how="an entry of your own", title=known.title))
    return named, facts


def _facts(one: Recognised) -> Metadata:
    """Return what a file says about itself."""
    front = one.front or Front(0)
    title = one.title or next(iter(titles(front)), "") or _title_of_name(one.path)
    names = re.split(r"\s*(?:;|,| and )\s*", front.author) if _is_people(front.author) else []
    return Metadata(
        id="",
        version=0,
        title=title,
        authors=tuple(Author(name) for name in names if name),
        abstract="",
        categories=(),
        published=front.year,
        updated="",
        source="PDF",
    )


def _is_people(text: str) -> bool:
    """Whether the author that a file names may be one: programs leave account names there."""
    return bool(re.search(r"[^\W\d_]{2,}[\s,.;]+[^\W\d_]{2,}", text)) and len(text) < 400


def _title_of_name(path: Path) -> str:
    """Return the name of a file as a title."""
    return re.sub(r"[\s_]+", " ", path.stem).strip() or path.name


class Kept(NamedTuple):
    """A PDF in the library."""

    path: Path
    is_new: bool
    """Whether it is new."""


def keep(workspace: Workspace, paper: Paper, source: Path, *, move: bool = False) -> Kept:
    """Copy a PDF into the library as one of the reader's own.

    Args:
        workspace: What this run works on.
        paper: The paper of the list that it is.
        source: The file.
        move: Whether the original is removed, once the copy is safe.

    Raises:
        FileError: It cannot be read, kept or, once it is kept, removed.
    """
    own = file_key(paper.id)
    try:
        data = read_regular(source, LARGEST, "name a PDF")
    except FileNotFoundError:
        raise FileError(f"{source} is gone", "name a PDF") from None
    if own is None:
        raise FileError(f"{paper.id!r} is not an identifier", "readlist edit")
    every = [path for one in paper.keeps for path in workspace.paper_files.own_pdfs(one)]
    same = next((path for path in every if _is_same(path, data)), None)
    path = same or workspace.paper_files.keep_own(own, data)
    workspace.look_at_library_again()
    if move and not path.samefile(source):
        try:
            source.unlink()
        except OSError as error:
            fault = error.strerror or error
            problem = f"{source} was copied, but the original cannot be removed: {fault}"
            raise FileError(problem, f"rm {source}") from None
    return Kept(path, same is None)


def _is_same(path: Path, data: bytes) -> bool:
    with contextlib.suppress(OSError):
        return load_regular(path, len(data)) == data
    return False
