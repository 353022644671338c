"""Checks of the files around the list: the library, the index, settings, leftovers."""

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from readlist.config import Settings, nearest_setting
from readlist.errors import FileError, ReadlistError
from readlist.files import clean_leftovers, lock
from readlist.files.exchange import find_leftovers
from readlist.history import Journal
from readlist.library import following
from readlist.library.doctor import Finding, Level
from readlist.library.named_lists import placed
from readlist.library.workspace import Workspace
from readlist.model.spelling import FileKey
from readlist.paper import Paper
from readlist.paper_files import PaperFiles
from readlist.paths import Paths, find_paths
from readlist.pdfs.downloading import fault_of
from readlist.text import plural, shorten

_OLD = 3600.0
"""Seconds after which an unfinished file without a lock counts as abandoned."""
_INDEX_NEEDS = 1 << 20
"""Bytes without which a disk is taken for full: the index of a short list fits."""


def check_paper_files(files: PaperFiles, papers: Sequence[Paper]) -> Iterator[Finding]:
    """Yield what is missing, damaged or no longer needed in the library."""
    wanted = [found for paper in papers if (found := paper.arxiv_id)]
    needed = {one.base for paper in papers for one in paper.keeps}
    yield from _missing(
        "abstracts",
        "abstract",
        sum(not files.has_abstract(one) for one in wanted),
        "readlist fetch",
    )
    yield from _missing(
        "pdfs", "PDF", sum(files.pdf_path(one) is None for one in wanted), "readlist fetch --pdf"
    )
    for damage in files.damaged():
        unfinished = damage.path.name.endswith(".part")
        yield Finding(
            "library",
            Level.NOTE if unfinished else Level.WARNING,
            f"{damage.path}: {damage.why}",
            "readlist fetch",
            "" if unfinished else f"delete {damage.path}, which can be fetched again",
            None if unfinished else _deleting(damage.path, then=files.touch),
        )
    present = files.ids()
    for one in present:
        yield from _damaged_pdfs(files, one)
    yield from _orphans(files, present, needed)


def _missing(check: str, what: str, count: int, remedy: str) -> Iterator[Finding]:
    if count:
        verb = "has no" if count == 1 else "lack their"
        problem = f"{plural(count, 'paper')} {verb} {what}"
        yield Finding(check, Level.NOTE, problem, remedy)


def _damaged_pdfs(files: PaperFiles, paper: FileKey) -> Iterator[Finding]:
    for path in sorted(files.folder(paper).glob("*.pdf")):
        try:
            fault = fault_of(path, "")
        except OSError as error:
            yield Finding("pdfs", Level.WARNING, f"{path}: {error.strerror}", f"ls -l {path}")
            continue
        if fault and path in files.own_pdfs(paper):
            problem = f"{path}, your own file, is a PDF that {fault}"
            yield Finding("pdfs", Level.WARNING, problem, f"ls -l {path}")
        elif fault:
            yield Finding(
                "pdfs",
                Level.WARNING,
                f"{path} is a PDF that {fault}",
                f"readlist fetch --pdf {paper.base}",
                f"delete {path}, which can be fetched again",
                _deleting(path, then=files.touch),
            )


def _orphans(files: PaperFiles, present: Sequence[FileKey], wanted: set[str]) -> Iterator[Finding]:
    orphans = [one for one in present if one.base not in wanted]
    if orphans:
        named = ", ".join(one.base for one in orphans[:3]) + (", …" if len(orphans) > 3 else "")
        verb = "is" if len(orphans) == 1 else "are"
        yield Finding(
            "orphans",
            Level.NOTE,
            f"files of {plural(len(orphans), 'paper')} {verb} kept that no list needs: {named}",
            f"delete what you do not want from {files.library}",
        )


def check_leftovers(paths: Paths) -> Iterator[Finding]:
    """Yield files that killed processes left behind."""
    own = (paths.private,) if paths.private else ()
    for path in (paths.list, *own, paths.dismissed, paths.following, paths.config):
        left = find_leftovers(path)
        if left:
            yield Finding(
                "leftovers",
                Level.WARNING,
                f"{plural(len(left), 'unfinished file')} of a run that was killed beside {path}",
                "the next change removes them",
                f"delete {', '.join(one.name for one in left)} beside {path}",
                _clearing(path),
            )
    limit = time.time() - _OLD
    for left_one in sorted(paths.library.glob("*/.*.tmp")):
        if _age(left_one) < limit:
            yield Finding(
                "leftovers",
                Level.WARNING,
                f"{left_one} was left by a run that was killed",
                "",
                f"delete {left_one}",
                _deleting(left_one),
            )


def check_following(workspace: Workspace) -> Iterator[Finding]:
    """Yield problems of ``follow.toml``, ignored values in it, and feeds not yet allowed."""
    path = workspace.paths.following
    try:
        found = following.followed(workspace)
        new = following.new_feeds(workspace)
    except FileError as error:
        yield Finding("following", Level.ERROR, error.problem, error.remedy)
        return
    for problem in found.problems:
        yield Finding("following", Level.WARNING, f"{path}: {problem}", f"fix {path}")
    for feed in new:
        problem = f"{path} names a feed that you have not allowed yet: {shorten(feed, 80)}"
        yield Finding("following", Level.NOTE, problem, "readlist sync, which asks about it")


def check_settings(
    settings: Settings, faults: Sequence[ReadlistError], path: Path
) -> Iterator[Finding]:
    """Yield settings that are broken, unknown, or name something that does not exist.

    Args:
        settings: The settings in force.
        faults: What is wrong with others, for which the defaults apply.
        path: The settings file.
    """
    for fault in faults:
        yield Finding("settings", Level.ERROR, fault.problem, fault.remedy)
    for name in settings.unknown:
        near = nearest_setting(name, sections=True)
        meant = f"; did you mean {near}?" if near else ""
        problem = f"{path}: there is no setting {shorten(name, 60)!r}{meant}"
        yield Finding("settings", Level.WARNING, problem, "readlist config --edit")
    for key in ("open.with", "pager"):
        words = settings.text(key).split()
        if words and shutil.which(words[0]) is None:
            problem = f"the setting {key} names a program that does not exist: {words[0]}"
            yield Finding("settings", Level.WARNING, problem, f"readlist config --unset {key}")


def check_lists(settings: Settings) -> Iterator[Finding]:
    """Yield lists that the settings name but that do not exist."""
    usual = find_paths(usual=True)
    for name, entry in settings.lists.items():
        place = placed(usual, entry)
        if not place.exists():
            problem = f"the list {name} of the settings is not there: {place}"
            remedy = f"readlist -L {name} init, or config --unset lists.{name}"
            yield Finding("lists", Level.WARNING, problem, remedy)


def _remedy_for_cache(cache: Path) -> str:
    """Return what helps where the index cannot be written."""
    with contextlib.suppress(OSError):
        space = os.statvfs(cache)
        if space.f_bavail * space.f_frsize < _INDEX_NEEDS:
            return f"df {cache}, and free some space"
    return f"ls -ld {cache}"


def check_index(paths: Paths, usable: bool) -> Iterator[Finding]:
    """Yield an index that cannot be used."""
    if usable:
        return
    files = (paths.index, *(Path(f"{paths.index}{end}") for end in ("-wal", "-shm")))
    there = os.path.lexists(paths.index)  # else it cannot be made, and nothing is to be deleted
    yield Finding(
        "index",
        Level.WARNING,
        f"the index {paths.index} cannot be used; everything works, but slower",
        _remedy_for_cache(paths.cache),
        f"delete {paths.index}, which is rebuilt at once" if there else "",
        _deleting(*files) if there else None,
    )


def check_history(journal: Journal) -> Iterator[Finding]:
    """Yield a history that cannot be read."""
    try:
        journal.done()
    except FileError as error:
        yield Finding("history", Level.ERROR, error.problem, error.remedy)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return time.time()


def _deleting(*paths: Path, then: Callable[[], object] = lambda: None) -> Callable[[], object]:
    def delete() -> None:
        for path in paths:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise FileError(
                    f"cannot delete {path}: {error.strerror}", f"ls -ld {path.parent}"
                ) from error
        then()

    return delete


def _clearing(path: Path) -> Callable[[], object]:
    def clear() -> None:
        with lock(path):
            clean_leftovers(path)

    return clear
