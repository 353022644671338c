"""Checks of the list itself."""

import os
import re
import shlex
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from readlist.author_name import split_name
from readlist.errors import FileError
from readlist.folding import fold
from readlist.library.doctor import Finding, Level
from readlist.list_file import ListDocument
from readlist.list_file.parsing import identifier_of
from readlist.list_file.private import PrivateDocument
from readlist.model.spelling import compared
from readlist.paper import Paper
from readlist.paths import Paths
from readlist.text import one_line, plural, shorten

_REMEDY = "readlist edit"
_MOST_FILES = 10_000
_TELLING = 12
"""Letters of a telling title: "Introduction" does not tell two works apart."""


def check_file(paths: Paths) -> Iterator[Finding]:
    """Yield what speaks against changing the list file."""
    try:
        facts = paths.list.stat()
    except OSError:
        return
    if facts.st_nlink > 1:
        yield Finding(
            "list",
            Level.WARNING,
            f"{paths.list} has {facts.st_nlink} names (hard links); a change separates them",
            "use a symbolic link instead",
        )
    for rescued in sorted(paths.list.parent.glob(f"{paths.list.name}.rescued-*")):
        yield Finding(
            "list",
            Level.WARNING,
            f"{rescued} holds what another program saved while readlist was killed",
            f"compare it with {paths.list}, then delete it",
        )
    for copy in conflicted_copies(paths.list):
        yield Finding(
            "list",
            Level.WARNING,
            f"{copy} is another copy of the list, left by a cloud folder",
            f"readlist sync --with {shlex.quote(str(copy))}, then delete it",
        )


def conflicted_copies(path: Path) -> list[Path]:
    """Return the copies that cloud folders left beside a list.

    Dropbox and Nextcloud write ``conflicted copy`` or ``case conflict`` into the name, Syncthing
    ``sync-conflict`` and a date, and iCloud and OneDrive append a number or the machine's name.
    """
    stem, ending = re.escape(path.stem), re.escape(path.suffix)
    form = re.compile(
        rf"{stem}(?:[ _-]*\(?[^/]{{0,80}}conflict[^/]{{0,80}}\)?| \d{{1,2}}| \(\d{{1,2}}\))"
        rf"{ending}|{stem}\.sync-conflict-\d{{8}}-[^/]{{1,40}}{ending}",
        re.IGNORECASE,
    )
    try:
        names = sorted(os.listdir(path.parent))[:_MOST_FILES]  # noqa: PTH208 - names are enough
    except OSError:
        return []
    return [path.with_name(name) for name in names if form.fullmatch(name)]


def broken(error: FileError) -> Finding:
    """Return the finding for a list that cannot be read."""
    return Finding("list", Level.ERROR, error.problem, error.remedy)


def check_own(document: ListDocument) -> Iterator[Finding]:
    """Yield the reader's marks on papers that are no longer in a shared list."""
    if not isinstance(document, PrivateDocument):
        return
    known = {name for number in range(len(document)) for name in document.names_at(number)}
    entries = (compared(identifier_of(table)) for table in document.own.tables)
    orphans = [one for one in entries if one not in known]
    if orphans:
        named = ", ".join(shorten(one_line(one), 40) for one in orphans[:3])
        yield Finding(
            "private",
            Level.NOTE,
            f"{document.own_path} has your marks for {plural(len(orphans), 'paper')} that "
            f"{'is' if len(orphans) == 1 else 'are'} not in the list: {named}",
            "readlist add, which restores them",
        )


def check_papers(document: ListDocument, papers: Sequence[Paper]) -> Iterator[Finding]:
    """Yield papers with wrong values, and papers that occur twice."""
    lines: dict[str, list[int]] = defaultdict(list)
    for number, paper in enumerate(papers):
        line = document.line_of(number)
        if paper.id:
            lines[paper.id].append(line)
        for problem in paper.problems:
            where = f"{document.path}, line {line}: {paper.id or 'a paper'}"
            yield Finding("values", Level.WARNING, f"{where}: {problem}", _REMEDY)
    for identifier, places in lines.items():
        if len(places) > 1:
            listed = ", ".join(map(str, places))
            problem = f"{identifier} is in the list {len(places)} times: lines {listed}"
            yield Finding("doubles", Level.WARNING, f"{problem}; the first one counts", _REMEDY)
    if len(document) != len(document.blocks):
        problem = f"{document.path} is written in a form that readlist can read but not change"
        yield Finding("list", Level.WARNING, problem, "readlist edit, and write [[paper]] tables")


def check_claims(papers: Sequence[Paper]) -> Iterator[Finding]:
    """Yield identifiers that two entries claim."""
    claims: dict[str, dict[str, None]] = defaultdict(dict)
    for paper in papers:
        for name in {compared(paper.id): None, **dict.fromkeys(paper.names)} if paper.id else ():
            claims[name][paper.id] = None
    for name, claimants in claims.items():
        if len(claimants) > 1:
            own = [one for one in claimants if compared(one) == name]
            first, *others = dict.fromkeys((*own, *claimants))
            rest = ", ".join(others[:3]) + (", …" if len(others) > 3 else "")
            yield Finding(
                "doubles",
                Level.WARNING,
                f"{name} belongs to {first} and to {rest}; it means {first}",
                f"readlist merge {first} {others[0]}",
            )


def check_alike(papers: Sequence[Paper]) -> Iterator[Finding]:
    """Yield entries that are probably one work: the same title and first author."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for paper in papers:
        title = fold(paper.title)
        if len(title) >= _TELLING and paper.authors and paper.id:
            author = fold(split_name(paper.authors[0]).family)
            alike[title, author].append(paper.id)
    for ids in alike.values():
        first, *others = dict.fromkeys(ids)
        for other in others:
            yield Finding(
                "doubles",
                Level.NOTE,
                f"{first} and {other} are probably the same work: same title and first author",
                f"readlist merge {shlex.quote(first)} {shlex.quote(other)}",
            )


def check_topics(papers: Sequence[Paper]) -> Iterator[Finding]:
    """Yield topics that are probably the same."""
    alike: dict[str, dict[str, int]] = defaultdict(dict)
    for paper in papers:
        for topic in paper.topics:
            counts = alike[_stem(topic)]
            counts[topic] = counts.get(topic, 0) + 1
    for counts in alike.values():
        if len(counts) > 1:
            best, *others = sorted(counts, key=lambda topic: (-counts[topic], topic))
            for other in others:
                yield Finding(
                    "topics",
                    Level.NOTE,
                    f"the topics {best!r} and {other!r} are probably the same",
                    f"readlist topic --rename {_quoted(other)} {_quoted(best)}",
                )


def check_bare(papers: Sequence[Paper]) -> Iterator[Finding]:
    """Report how many papers have no title."""
    bare = sum(1 for paper in papers if paper.keeps and not paper.title)
    if bare:
        verb = "has" if bare == 1 else "have"
        yield Finding(
            "facts", Level.NOTE, f"{plural(bare, 'paper')} {verb} no title yet", "readlist fetch"
        )


def _stem(topic: str) -> str:
    """Return what spellings of a topic share: without case, blanks, hyphens and plural s."""
    letters = re.sub(r"[\W_]+", "", topic.casefold())
    return letters[:-1] if len(letters) > 3 and letters.endswith("s") else letters


def _quoted(word: str) -> str:
    return word if re.fullmatch(r"[\w.-]+", word) else f'"{word}"'
