"""The rows that a terminal showed last, and the paper that was touched last.

``readlist read 3`` means what was seen there, ``readlist read .`` the paper touched last.

Rows are remembered as identifiers, one small file a terminal: what other terminals, pipes and
changes of the list do in between never makes a number mean another paper. Where it cannot mean
the paper that was seen any more, it is refused.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from readlist.errors import AmbiguousError, NotFoundError, ReadlistError
from readlist.paper import Paper
from readlist.reading_list import ReadingList
from readlist.regular import load_regular, open_regular
from readlist.tex import readable
from readlist.text import plural, shorten

TERMINALS = 20
"""How many terminals are remembered, those that showed a list last."""

_LARGEST = 64 << 20
"""Bytes of a file; more is none."""
_TITLE = 100
"""Characters of a title that are kept, to say what a row was."""

_ROWS = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")

Bounds = tuple[int, int]
"""The first and the last row that a word names, counted from 1."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The list that a terminal showed last with row numbers."""

    list: str
    """The path of the reading list it was about."""
    rows: tuple[tuple[str, str], ...]
    """Identifier and title of each row."""
    new: bool = False
    """Whether they were papers from elsewhere, as ``discover`` shows them."""


def row_range(word: str) -> Bounds | None:
    """Return the first and last row that ``3`` or ``2-5`` names; None if it names no rows."""
    match = _ROWS.fullmatch(word.strip())
    return (int(match[1]), int(match[2] or match[1])) if match else None


class RowMemory:
    """What one terminal showed last.

    Args:
        state: The folder of what readlist remembers.
        terminal: What stands for the terminal; empty where there is none, and nothing is kept.
        list_path: The reading list of this run.
    """

    def __init__(self, state: Path, terminal: str, list_path: Path) -> None:
        self._folder = state / "rows"
        self._terminal = terminal
        self._list = str(list_path)

    @property
    def _path(self) -> Path:
        name = hashlib.sha256(os.fsencode(self._terminal)).hexdigest()[:16]
        return self._folder / f"{name}.json"

    def put(self, rows: Iterable[tuple[str, str]], *, new: bool = False) -> bool:
        """Remember the rows that are about to be shown; return whether that could be done.

        Where it could not, the rows from before are forgotten as far as possible.
        """
        if not self._terminal:
            return True
        kept = tuple((identifier, title[:_TITLE]) for identifier, title in rows)
        try:
            self._write(Shown(self._list, kept, new))
        except OSError:
            with contextlib.suppress(OSError):
                self._path.unlink()
            return False
        return True

    def _write(self, shown: Shown) -> None:
        import json  # noqa: PLC0415 - pipes remember nothing

        data = {"list": shown.list, "new": shown.new, "rows": shown.rows}
        path = self._path
        self._folder.mkdir(parents=True, exist_ok=True)
        is_first = not path.exists()
        # Replaced as a whole: two runs on one terminal must not mix their rows.
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            temporary.write_text(json.dumps(data), encoding="ascii")
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        if is_first:
            self._forget_old()

    def _forget_old(self) -> None:
        """Keep the files of the terminals that showed a list last, and of no others."""
        with contextlib.suppress(OSError):
            every = sorted(self._folder.iterdir(), key=lambda file: -file.stat().st_mtime_ns)
            for old in every[TERMINALS:]:
                old.unlink()

    def get(self) -> Shown | None:
        """Return what the terminal showed last; None if nothing is known of it."""
        import json  # noqa: PLC0415 - few commands name rows

        if not self._terminal:
            return None
        try:
            data = json.loads(load_regular(self._path, _LARGEST))
            rows = tuple((str(identifier), str(title)) for identifier, title in data["rows"])
            return Shown(str(data["list"]), rows, bool(data["new"]))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def named(self, bounds: Bounds) -> tuple[tuple[str, str], ...]:
        """Return identifier and title of the rows that were named.

        Raises:
            NotFoundError: There are no such rows, or there is no terminal that could show any.
            AmbiguousError: They were rows of another reading list.
        """
        shown = self.get()
        word = _word(bounds)
        if shown is None:
            raise self._none_shown(word)
        first, last = bounds
        if not 1 <= first <= last <= len(shown.rows):
            # A number is never taken for words of a title: "7" would mean Mistral 7B.
            many = f"the list last shown had {plural(len(shown.rows), 'row')}"
            raise NotFoundError(f"there is no row {word}: {many}", "readlist show")
        rows = shown.rows[first - 1 : last]
        if shown.list != self._list:
            problem = f"row {word} was shown from {shown.list}, which is another list"
            raise _refused(problem, first, rows)
        return rows

    def _none_shown(self, word: str) -> NotFoundError:
        if not self._terminal:
            return NotFoundError(
                f"there is no row {word}: rows are those of the list last shown on the terminal, "
                "and this run is on none",
                "readlist show --ids, and name the paper by its identifier",
            )
        return NotFoundError(
            f"there is no row {word}: this terminal has shown no list with numbers yet",
            "readlist show",
        )

    def papers(self, bounds: Bounds, papers: ReadingList) -> list[Paper]:
        """Return the papers of the rows that were named.

        Raises:
            NotFoundError: There are no such rows, or they were new papers that were not added.
            AmbiguousError: A paper that was seen there is no longer on the list.
        """
        rows = self.named(bounds)
        found = [papers.get(identifier) for identifier, _ in rows]
        gone = [number for number, paper in enumerate(found) if paper is None]
        if gone:
            raise self._gone([(bounds[0] + number, *rows[number]) for number in gone])
        return [paper for paper in found if paper is not None]

    def _gone(self, rows: Sequence[tuple[int, str, str]]) -> ReadlistError:
        shown = self.get()
        number, identifier, title = rows[0]
        if not identifier:
            problem = f"row {number}, {_name('', title)}, has no identifier and cannot be named"
            return NotFoundError(problem, "readlist edit, and give it an id")
        if shown and shown.new:
            problem = f"row {number}, {_name(identifier, title)}, is not on the list"
            return NotFoundError(problem, f"readlist add {identifier}")
        problem = f"row {number} was {_name(identifier, title)}, which is no longer on the list"
        if len(rows) == 1:
            return AmbiguousError(problem, "readlist show, which numbers the rows again")
        word = f"{plural(len(rows), 'row')} of the list last shown are no longer on the list"
        return _refused(word, 0, [(one, name) for _, one, name in rows], [n for n, *_ in rows])


def _word(bounds: Bounds) -> str:
    first, last = bounds
    return f"{first}" if first == last else f"{first}-{last}"


def _name(identifier: str, title: str) -> str:
    return f"{identifier} {shorten(readable(title), 60)}".strip() or "a paper"


def _refused(
    problem: str, first: int, rows: Sequence[tuple[str, str]], numbers: Sequence[int] = ()
) -> AmbiguousError:
    """Say which papers the rows meant."""
    numbered = zip(numbers or range(first, first + len(rows)), rows, strict=True)
    details = [f"  {number}  {_name(*row)}" for number, row in numbered]
    return AmbiguousError(problem, "readlist show, which numbers the rows again", details[:9])


class TouchedPaper:
    """Remembers one identifier from run to run.

    Args:
        folder: Where it is kept.
        list_path: The list that it is about; what was touched in another one does not count.
    """

    def __init__(self, folder: Path, list_path: Path) -> None:
        self._path = folder / "touched.json"
        self._list = str(list_path)

    @property
    def id(self) -> str:
        """Its identifier; empty if there is none."""
        import json  # noqa: PLC0415 - few commands remember or ask

        try:
            data = json.loads(load_regular(self._path, _LARGEST))
        except (OSError, ValueError, RecursionError):
            return ""
        mine = isinstance(data, dict) and data.get("list") == self._list
        return str(data.get("id", "")) if mine else ""

    def remember(self, papers: Sequence[Paper]) -> None:
        """Remember the last one of some papers."""
        if not papers:
            return
        import json  # noqa: PLC0415 - as above

        data = {"list": self._list, "id": papers[-1].id}
        temporary = self._path.with_name(f".{self._path.name}.{os.getpid()}.tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with open(temporary, "w", encoding="ascii", opener=open_regular) as file:
                file.write(json.dumps(data))
            temporary.replace(self._path)
        except OSError:
            return
