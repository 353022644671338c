"""Exports joined from kept texts: after any change the bytes of an export from a fresh home."""

import contextlib
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from readlist.errors import FileError, ReadlistError, UsageError
from readlist.exporters import EXPORTERS, ExportEntry, FileExporter, Options
from readlist.index.features import Feature
from readlist.index.schema import seal
from readlist.library import (
    export_entries,
    export_texts,
    exporting,
    kept_texts,
    marking,
    text_making,
    undoing,
)
from readlist.library.exporting import ExportOptions, export
from readlist.library.workspace import Workspace
from readlist.metadata import Author, Metadata, Notice
from readlist.paper import Paper, Status
from readlist.paper_files import METADATA, PaperFiles
from readlist.reading_list import Filters
from support.library_kit import open_workspace
from support.private_kit import make_private, opened

SEED = 20261128
COUNT = 24
ROUNDS = 12
FORMATS = [n for n, one in EXPORTERS.items() if isinstance(one, FileExporter) and one.flat]
EVERY = frozenset[Status]()
ASKED = (
    Filters(statuses=EVERY),
    Filters(),
    Filters(statuses=EVERY, sort="title"),
    Filters(statuses=EVERY, sort="added", backwards=True, limit=9),
    Filters(topics=("theme 1",), statuses=EVERY),
    Filters(topics=("none",)),
    Filters(star=True, statuses=EVERY, sort=""),
    Filters(has=("note",), authors=("archer",)),
    Filters(lacks=("abstract",), statuses=EVERY),
    Filters(years=(2024, None), categories=("cs",)),
)
LISTS = ("usual", "named", "private")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a list of thirty papers pass for one of thousands."""
    monkeypatch.setattr(export_texts, "_FEW", 2)
    monkeypatch.setattr(export_texts, "_CHUNK", 5)
    monkeypatch.setattr(export_texts, "_LEAST", 2)
    monkeypatch.setattr(export_texts, "_WORTH", 1)


def block(number: int, chance: random.Random) -> str:
    """Return a paper: keys clash, some have no title, no identifier that is one, or two."""
    identifier = chance.choice(
        (f"2401.{number:05}", f"2401.{number:05}", f"hep-th/99010{number % 90 + 10}",
         f"doi:10.1000/x{number}", f"url:https://example.org/{number}", f"local:n{number}")
    )  # fmt: skip
    lines = ["[[paper]]", f'id = "{identifier}"']
    word = chance.choice(("Winds", "Über $\\\\alpha$-winds & {GPU}s", "the winds of 100%", "風"))
    lines += [f'title = "{word} {chance.randint(1, 3)}"'] * (chance.random() < 0.9)
    author = chance.choice(('"Ada Archer"', '"Ørsted Þór", "Ada Archer"', '"LHC Collaboration"'))
    lines += [f"authors = [{author}]"] * (chance.random() < 0.9)
    lines += [f"published = 202{chance.randint(3, 5)}-01-08"] * (chance.random() < 0.9)
    lines += ['categories = ["cs.CL", "stat.ML"]'] * (chance.random() < 0.8)
    lines += [f'topics = ["Theme {chance.randint(0, 3)}", "x, y"]'] * (chance.random() < 0.8)
    lines += [f'status = "{chance.choice([*Status])}"']
    lines += ["star = true"] * (chance.random() < 0.3)
    lines += [f"added = 2026-01-{chance.randint(1, 28):02}"]
    lines += [f'key = "{chance.choice(("mine", "Mine", "archer2024winds"))}"'] * (
        chance.random() < 0.15
    )
    lines += ['also = ["doi:10.1000/also", "2312.00001"]'] * (chance.random() < 0.1)
    lines += ['venue = "J. Winds"', 'bib = { volume = "3" }'] * (chance.random() < 0.2)
    lines += ['notes = """\n2026-01-02  a line\n"""'] * (chance.random() < 0.3)
    return "\n".join(lines) + "\n"


class Desk:
    """A reader who changes a list in every way, by hand and by commands."""

    def __init__(self, home: Path, kind: str, chance: random.Random) -> None:
        self.home = home
        self.chance = chance
        self.kind = kind
        self.number = 1_000
        text = "schema = 1\n\n" + "\n".join(block(n, chance) for n in range(1, COUNT))
        if kind == "usual":
            open_workspace(text, offline=True)
        else:
            make_private(home, text)
            config = home / "config.toml"
            said = config.read_text()
            config.write_text(said if kind == "private" else said.replace("true", "false"))
        for place in range(0, COUNT, 3):
            self.tell(place)

    def open(self) -> Workspace:
        """Return what a new command works on."""
        if self.kind != "usual":
            return opened("group")
        return open_workspace(None, offline=True)[0]

    def some(self) -> Paper | None:
        """Return any paper that has an identifier."""
        papers = [paper for paper in self.open().papers() if paper.keeps]
        return self.chance.choice(papers) if papers else None

    def tell(self, place: int = 0) -> None:
        """Let arXiv say something of a paper."""
        papers = [paper for paper in self.open().papers() if paper.keeps]
        paper = papers[place % len(papers)] if place else self.some()
        if paper is None:
            return
        known = self.chance.randint(1, 9)
        facts = Metadata(
            id=paper.id, version=1, title="A title", authors=(Author("Bea Birch"),),
            abstract=f"Words {known}.", categories=("cs.CL",), published="2024-01-08T00:00:00Z",
            updated="2024-01-08T00:00:00Z", comment="", latest=True,
            journal_ref=f"J. Test {known} (2024)" if known > 4 else "",
            doi=f"10.1000/{known}" if known > 6 else "",
            notices=(Notice("retracted", "2025-01-09"),) if known == 9 else (),
        )  # fmt: skip
        with suppress(ValueError, ReadlistError):
            PaperFiles(self.open().paths.library).write_metadata(facts)

    def change(self) -> None:
        """Change something."""
        self.chance.choice(
            (self.mark, self.note, self.retopic, self.remove, self.undo, self.tell, self.forget,
             self.by_hand, self.by_hand, self.by_hand)
        )()  # fmt: skip

    def mark(self) -> None:
        """Mark a paper."""
        if paper := self.some():
            marking.mark(self.open(), [paper], self.chance.choice([*Status]))

    def note(self) -> None:
        """Note something."""
        if paper := self.some():
            marking.add_note(self.open(), [paper], "a thought")

    def retopic(self) -> None:
        """Give a paper another theme."""
        if paper := self.some():
            topic = f"Theme {self.chance.randint(0, 5)}"
            marking.change_topics(self.open(), [paper], [topic], list(paper.topics))

    def remove(self) -> None:
        """Remove a paper, by which others may come by its key."""
        if paper := self.some():
            marking.remove(self.open(), [paper])

    def undo(self) -> None:
        """Take the last change back."""
        with suppress(ReadlistError):
            undoing.undo(self.open())

    def forget(self) -> None:
        """Delete what arXiv said of a paper."""
        if paper := self.some():
            shutil.rmtree(self.open().paths.library / paper.keeps[0].folder, ignore_errors=True)

    def by_hand(self) -> None:
        """Edit the file: move, delete, double or add papers, or change one."""
        path = self.open().paths.list
        head, *blocks = path.read_text().split("[[paper]]")
        at = self.chance.randrange(len(blocks)) if blocks else 0
        what = self.chance.choice(("new", "new", "move", "delete", "double", "title", "shuffle"))
        if what == "new" or not blocks:
            self.number += 1
            blocks.insert(at, block(self.number, self.chance).removeprefix("[[paper]]") + "\n")
        elif what == "move":
            blocks.append(blocks.pop(at))
        elif what == "delete":
            blocks.pop(at)
        elif what == "double":
            blocks.insert(self.chance.randrange(len(blocks)), blocks[at])
        elif what == "title":
            blocks[at] = blocks[at].replace("inds", "inds 2")
        else:
            self.chance.shuffle(blocks)
        path.write_text("[[paper]]".join([head, *blocks]))


def written(workspace: Workspace, name: str, filters: Filters, *, full: bool = False) -> str:
    """Return an export as one text, or what is wrong."""
    options = ExportOptions(name, notes=full, abstracts=full)
    try:
        return "".join(export(workspace, filters, options).pieces or ())
    except UsageError as error:
        return error.problem


def fresh(desk: Desk, home: Path, ask: Callable[[Workspace], list[str]]) -> list[str]:
    """Return what is exported from a copy of a home without anything kept, as a whole."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(desk.home, home, ignore=shutil.ignore_patterns("cache"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("READLIST_HOME", str(home))
        patched.setattr(export_texts, "pieces_of", lambda *_: None)
        return ask(desk.open())


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("held", [20_000, 2])
def test_any_change_leaves_the_bytes_of_a_fresh_home(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, held: int
) -> None:
    """Every format and selection, after marks, hand edits, removals, new facts and undo."""
    chance = random.Random(f"{SEED} {kind} {held}")
    desk = Desk(home, kind, chance)
    monkeypatch.setattr(export_entries, "HELD", held)

    def ask(workspace: Workspace) -> list[str]:
        return [written(workspace, name, filters, full=full) for name, filters, full in wanted]

    for number in range(ROUNDS):
        asked = ASKED if number == 3 else [ASKED[0], *chance.sample(ASKED[1:], 2)]
        names = FORMATS if number == 3 else chance.sample(FORMATS, 2)
        wanted = [(name, one, chance.random() < 0.5) for name in names for one in asked]
        right = fresh(desk, tmp_path / "fresh", ask)
        assert ask(desk.open()) == right
        assert ask(desk.open()) == right
        for _ in range(chance.randint(1, 2)):
            desk.change()


@pytest.fixture
def desk(home: Path) -> Desk:
    """Return a reader with a list of thirty papers."""
    return Desk(home, "usual", random.Random(SEED))


def made_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str = "bibtex") -> list[str]:
    """Export everything, and return the identifiers of the papers whose texts were made anew."""
    made: list[str] = []
    exporter = EXPORTERS[name]
    assert isinstance(exporter, FileExporter)
    assert exporter.flat
    write = exporter.flat.text

    def text(entry: ExportEntry, key: str, options: Options) -> str:
        made.append(entry.paper.id)
        return write(entry, key, options)

    watched = replace(exporter, flat=replace(exporter.flat, text=text))
    with monkeypatch.context() as patched:
        patched.setattr(exporting, "exporter_for", lambda *_: watched)
        written(desk.open(), name, Filters(statuses=EVERY))
    return made


@pytest.mark.parametrize("held", [20_000, 2])
def test_one_change_makes_one_text(desk: Desk, monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    """After a mark, or news from arXiv, only what that tells of is made again."""
    monkeypatch.setattr(export_entries, "HELD", held)
    count = len({paper.id for paper in desk.open().papers()})
    assert len(made_anew(desk, monkeypatch)) == count
    assert made_anew(desk, monkeypatch) == []
    paper = next(paper for paper in desk.open().papers() if paper.arxiv_id and paper.id[0] == "2")
    marking.mark(desk.open(), [paper], Status.SKIPPED)
    assert made_anew(desk, monkeypatch) == [paper.id]
    files = PaperFiles(desk.open().paths.library)
    told = next(one for one in desk.open().papers() if one.id in {key.base for key in files.ids()})
    os.utime(files.folder(told.keeps[0]) / METADATA, ns=(1, 1))
    assert made_anew(desk, monkeypatch) == [told.id]
    assert made_anew(desk, monkeypatch) == []


def test_a_key_that_changes_makes_the_text_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who takes the first of two papers with one key out gives its key to the other one."""
    twins = "".join(
        f'\n[[paper]]\nid = "2501.0000{n}"\ntitle = "Twin {n}"\nauthors = ["Zoe Zed"]\n'
        for n in (1, 2)
    )
    path = desk.open().paths.list
    path.write_text(path.read_text() + twins)
    made_anew(desk, monkeypatch)
    marking.remove(desk.open(), [p for p in desk.open().papers() if p.id == "2501.00001"])
    assert made_anew(desk, monkeypatch) == ["2501.00002"]


def features(desk: Desk) -> list[tuple[str, str, bytes, bytes]]:
    """Return what is kept of exports."""
    with contextlib.closing(sqlite3.connect(desk.open().paths.index)) as index:
        return index.execute(
            "SELECT kind, id, stamp, data FROM feature WHERE kind LIKE 'texts%' ORDER BY 1, 2"
        ).fetchall()


def _shorter(data: bytes) -> bytes:
    return data[:-1]


def _flipped(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


def _foreign(_data: bytes) -> bytes:
    return b"\x00\x00\x00\x00@misc{foreign,\n}\n"


def _nothing(_data: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("held", [20_000, 2])
@pytest.mark.parametrize("spoil", [_shorter, _flipped, _foreign, _nothing])
def test_what_is_damaged_never_comes_out(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[bytes], bytes],
    held: int,
) -> None:
    """Each kept value in turn is spoilt, and sealed as if by readlist: it is as good as gone."""
    monkeypatch.setattr(export_entries, "HELD", held)
    every = Filters(statuses=EVERY)
    right = written(desk.open(), "bibtex", every)
    for kind, name, _, data in features(desk):
        path = desk.open().paths.index
        with sqlite3.connect(path) as index:
            index.execute(
                "UPDATE feature SET data = ? WHERE kind = ? AND id = ?", (spoil(data), kind, name)
            )
        index.close()
        seal(path)
        assert written(desk.open(), "bibtex", every) == right
        marking.add_note(desk.open(), [next(iter(desk.open().papers()))], "so that it is made")
        assert written(desk.open(), "bibtex", every) == right


@pytest.mark.parametrize("held", [20_000, 2])
def test_swapped_values_never_come_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    """A value that is whole but another one's, with a checksum that fits, counts for none."""
    monkeypatch.setattr(export_entries, "HELD", held)
    every = Filters(statuses=EVERY)
    right = written(desk.open(), "bibtex", every)
    texts = [row for row in features(desk) if row[0] == kept_texts._TEXTS]
    index = desk.open().index

    for (_, name, _, _), (_, _, _, other) in pairwise(texts):
        index.replace_features({(kept_texts._TEXTS, name): Feature(b"", other[4:])})
    assert written(desk.open(), "bibtex", every) == right


def test_nothing_is_kept_without_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often the list changes, and whatever is asked for, there is a most."""
    monkeypatch.setattr(kept_texts, "_MOST", 3)
    for number in range(8):
        desk.change()
        for filters in ASKED[:5]:
            written(desk.open(), "bibtex", filters)
        kept = features(desk)
        heads = [row for row in kept if row[0] == kept_texts._HEADS]
        assert len(heads) == 3, number
        named = {chunk.name for head in desk_heads(desk) for chunk in head.chunks}
        assert {row[1] for row in kept if row[0] == kept_texts._TEXTS} == named
        assert {row[1] for row in kept if row[0] == kept_texts._FACTS} == named
    monkeypatch.setattr(kept_texts, "LARGEST", 2_000)
    desk.change()
    right = written(desk.open(), "bibtex", Filters(statuses=EVERY))
    assert right.count("\n@") > 10
    assert sum(len(row[3]) for row in features(desk) if row[0] != kept_texts._KEYS) < 8_000


def desk_heads(desk: Desk) -> Sequence[kept_texts.KeptExport]:
    """Return the exports that are kept."""
    store = kept_texts.KeptTexts(desk.open().index, "any")
    return list(store._heads().values())


@pytest.mark.parametrize("held", [20_000, 2])
def test_a_cache_that_cannot_be_written_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    """A full disk, another process that holds the index: the export is the same, unkept."""
    monkeypatch.setattr(export_entries, "HELD", held)
    monkeypatch.setattr(kept_texts, "_AT_ONCE", 100)
    every = Filters(statuses=EVERY)
    right = written(desk.open(), "bibtex", every)
    desk.change()
    changed = written(desk.open(), "bibtex", every)
    desk.undo()

    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr("readlist.index.features.write_features", full)
    for _ in range(2):
        assert written(desk.open(), "bibtex", every) in (right, changed)
    assert written(desk.open(), "csl-json", every) == written(desk.open(), "csl-json", every)


@pytest.mark.parametrize("held", [20_000, 2])
def test_two_exports_at_once_and_one_that_breaks_off(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    """Who takes another's chunks away, and who stops half-way, costs time and no byte."""
    monkeypatch.setattr(export_entries, "HELD", held)
    monkeypatch.setattr(kept_texts, "_AT_ONCE", 100)
    every, options = Filters(statuses=EVERY), ExportOptions("bibtex")
    right = written(desk.open(), "bibtex", every)
    first = iter(export(desk.open(), every, options).pieces or ())
    begun = next(first)
    for row in features(desk):
        desk.open().index.replace_features({}, [(row[0], row[1])])
    second = iter(export(desk.open(), every, options).pieces or ())
    both = [begun, ""]
    for one, other in zip(first, second, strict=False):
        both[0] += one
        both[1] += other
    assert both[0] + "".join(first) == right
    del second  # broken off
    assert written(desk.open(), "bibtex", every) == right


@pytest.mark.parametrize("kind", [kept_texts._FACTS, kept_texts._TEXTS])
@pytest.mark.parametrize("held", [20_000, 2])
def test_a_chunk_that_another_process_deletes_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, held: int, kind: str
) -> None:
    """Between the look at what is kept and its use it may be gone: then it is made anew."""
    monkeypatch.setattr(export_entries, "HELD", held)
    every = Filters(statuses=EVERY)
    written(desk.open(), "ris", every)
    desk.retopic()
    with monkeypatch.context() as patched:
        patched.setattr(export_texts, "pieces_of", lambda *_: None)
        right = written(desk.open(), "ris", every)
    look = export_texts._Export._found

    def deleting(self: export_texts._Export) -> object:
        seen = look(self)
        names = [(kind, row[1]) for row in features(desk) if row[0] == kind]
        assert names
        desk.open().index.replace_features({}, names)
        return seen

    monkeypatch.setattr(export_texts._Export, "_found", deleting)
    assert written(desk.open(), "ris", every) == right


def test_a_list_that_changes_meanwhile_is_read_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a short list comes what it is now; of a long one an error, and never half of each."""
    every = Filters(statuses=EVERY)
    take = text_making.TextMaker.texts

    def change(self: text_making.TextMaker, places: Sequence[int]) -> list[object]:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(text_making.TextMaker, "texts", take)
            marking.remove(desk.open(), [next(iter(desk.open().papers()))])
            desk.open().papers()
        return [*take(self, places)]

    written(desk.open(), "bibtex", every)
    desk.by_hand()
    monkeypatch.setattr(text_making.TextMaker, "texts", change)
    count = len(desk.open().papers())
    assert written(desk.open(), "bibtex", every).count("\n@") in (count, count - 1)
    monkeypatch.setattr(export_entries, "HELD", 2)
    desk.open().index.drop()
    with pytest.raises(FileError, match="changed"):
        written(desk.open(), "ris", every)


def test_an_unchanged_export_looks_at_no_paper(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing has changed the texts come straight from the index."""
    monkeypatch.setattr("readlist.regular.SETTLED", 0)
    every = Filters(statuses=EVERY)
    right = [written(desk.open(), name, every) for name in FORMATS]
    monkeypatch.setattr(export_texts, "TextMaker", None)
    assert [written(desk.open(), name, every) for name in FORMATS] == right
