"""Read what the reader names (files, folders, a page, standard input) and find papers in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from readlist.errors import FileError, ReadlistError, UsageError
from readlist.files import read_regular
from readlist.lazy import lazy
from readlist.mentions import Findings
from readlist.progress import Work

if TYPE_CHECKING:
    from readlist import documents, mentions
    from readlist.documents.web_pages import Pages
    from readlist.exporters.returned import Returned
    from readlist.library.importing import carried as importing_carried
    from readlist.library.importing import own_files as importing_own
    from readlist.library.importing.carried import Export
    from readlist.paper import Paper
else:
    documents = lazy("readlist.documents")
    importing_carried = lazy("readlist.library.importing.carried")
    importing_own = lazy("readlist.library.importing.own_files")
    mentions = lazy("readlist.mentions")

STDIN = "-"
MOST_FILES = 2000
"""Files of a folder that are read; a larger folder was probably named by mistake."""
MOST_NOTES = 200_000
"""Files of a folder that readlist exported."""
INDEX = "Reading list.md"
"""The file by which such a folder is known (`exporters.markdown.obsidian.INDEX`)."""


class Scanned(NamedTuple):
    """A document, and what it says about papers."""

    source: str
    """As the reader named it: what the entries' ``source`` will say."""
    findings: Findings
    carried: "Mapping[str, Paper]" = MappingProxyType({})
    """The papers of a readlist export, whole, by identifier."""
    returned: "Returned | None" = None
    """What a person changed in it, if readlist wrote it."""
    data: bytes = b""
    """Its bytes if it cannot be read again: a page, or standard input."""


class Unread(NamedTuple):
    """A document that could not be read."""

    source: str
    fault: ReadlistError


Follow = Callable[[], AbstractContextManager[object]]
"""Gives the context in which a document is read."""


def scan_sources(
    sources: Sequence[str],
    stdin: Callable[[], bytes],
    pages: "Callable[[], Pages] | None",
    working: Callable[[str], AbstractContextManager[Work]],
) -> Iterator[Scanned | Unread]:
    """Read documents one after the other.

    Args:
        sources: Paths, ``-`` or addresses of pages.
        stdin: Gives the bytes of standard input.
        pages: Gives the loader of pages, always the same one; None if the network is forbidden.
        working: Follows the work on each.
    """
    for source in sources:
        try:
            named = list(_files(source)) if _is_path(source) else [source]
        except ReadlistError as error:
            yield Unread(source, error)
            continue
        for number, name in enumerate(named):
            follow = partial(_followed, working, number, len(named), name)
            try:
                yield _scan(name, stdin, pages, follow)
            except ReadlistError as error:
                yield Unread(name, error)


def _is_path(source: str) -> bool:
    return source != STDIN and not source.lower().startswith(("http://", "https://"))


@contextmanager
def _followed(
    working: Callable[[str], AbstractContextManager[Work]], done: int, total: int, name: str
) -> Iterator[None]:
    with working("Reading") as work:
        work.at(done, total, name)
        yield


def _scan(
    name: str,
    stdin: Callable[[], bytes],
    pages: "Callable[[], Pages] | None",
    follow: Follow,
) -> Scanned:
    content_type, address = "", name
    if name == STDIN:
        data = stdin()
    elif _is_path(name):
        data = _read(name, documents.LARGEST)
    else:
        if pages is None:
            raise ReadlistError(
                f"{name} is on the network, and the network is off",
                "save the page in a browser, then import the file",
            )
        with follow():
            page = pages().load(name)
        data, content_type, address = page.data, page.content_type, page.address
    if not data.strip():
        raise ReadlistError(f"{name} is empty", "name a document that names papers")
    export = _export(data)
    if export:
        return Scanned(name, export.findings, export.papers)
    once = b"" if name != STDIN and _is_path(name) else data

    def look_into(data: bytes) -> Findings:
        def find() -> Findings:
            return mentions.find(documents.read(data, address, content_type))

        return documents.bounded(find, len(data), name, follow)

    own = importing_own.read_back(data) if _is_own(data) else None
    if own is None:
        return Scanned(name, look_into(data), data=once)
    findings = look_into(own.rest) if own.rest.strip() else Findings()
    if own.paper and own.entry:
        findings = findings._replace(entries=(own.entry, *findings.entries))
    carried = {own.paper.id: own.paper} if own.paper else {}
    return Scanned(name, findings, carried, own.returned, once)


def _is_own(data: bytes) -> bool:
    """Return whether a file may be one that readlist wrote for people to edit."""
    return data[:40].lstrip(b"\xef\xbb\xbf").startswith(b"<!-- written by readlist") or (
        b"%% readlist: " in data
    )


def _export(data: bytes) -> "Export | None":
    if b'"readlist"' in data[:200]:
        return importing_carried.read_export(data)
    if data[:40].lstrip(b"\xef\xbb\xbf").startswith(b"id,title,authors,year,"):
        return importing_carried.read_csv_export(data)
    return None


def _read(name: str, largest: int) -> bytes:
    remedy = "name a document, a folder, an address, or - for standard input"
    try:
        return read_regular(Path(name), largest, remedy)
    except FileNotFoundError:
        raise UsageError(f"there is no file {name!r}", remedy) from None
    except FileError as error:
        raise ReadlistError(error.problem, error.remedy) from None


def _files(source: str) -> Iterator[str]:
    """Yield the file itself, or the files below a folder in order of their names."""
    path = Path(source).expanduser()
    if not path.is_dir():
        yield str(path)
        return
    found = sorted(file for file in path.rglob("*") if file.is_file() and not _hidden(file, path))
    if not found:
        raise UsageError(f"there is no file in {source}", "name a folder that holds documents")
    most = MOST_NOTES if (path / INDEX).is_file() else MOST_FILES
    if len(found) > most:
        raise UsageError(
            f"{source} holds {len(found):,} files, more than {most:,}", "name fewer of them"
        )
    yield from map(str, found)


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
