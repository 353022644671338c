"""A damaged index: never a wrong answer, never an error, and made again at once."""

import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist.index.features import Feature
from readlist.index.rows import checked, sum_of
from readlist.index.schema import DamagedError, is_damage, seal
from readlist.library import searching
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.paper import Status
from readlist.reading_list import Filters
from support.index_kit import Desk, block, list_of
from support.library_kit import open_workspace
from support.tests_kit import Run

SEED = 20261127
MUTANTS = 260
PAPERS = 30


def the_list() -> str:
    """Return a list in which every paper has words of its own."""
    return list_of(
        *(
            block(
                f"2401.{n:05d}",
                f'title = "The {n}th Wind over Hill {n * 7}"',
                f'authors = ["Ada Archer {n}"]',
                f'topics = ["t{n % 5}", "common"]',
                f'status = "{list(Status)[n % 5]}"',
                "star = true" if n % 4 == 0 else 'notes = "a remark"',
            )
            for n in range(1, PAPERS + 1)
        )
    )


def answers(workspace: Workspace) -> list[object]:
    """Return what show, search, info, next and export are made of."""
    papers = workspace.papers()
    every = Filters(statuses=frozenset())
    found = searching.search(workspace, ["wind"], every)
    return [
        papers.papers,
        papers.lines(every, frozenset(), lambda _paper, _what: False),
        papers.select(Filters(topics=("t3",)), frozenset(), lambda _paper, _what: False),
        papers.topics,
        papers.status_counts,
        papers.get("2401.00007"),
        papers.by_title("hill 49"),
        [(hit.paper, dict(hit.context)) for hit in found.hits],
        found.lines,
        workspace.index.features("kind", ["2401.00001"]),
    ]


def bit_flipped(raw: bytearray, chance: random.Random) -> None:
    """Turn one to eight bits."""
    for _ in range(chance.randint(1, 8)):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)


def text_changed(raw: bytearray, chance: random.Random) -> None:
    """Change a letter of what is shown, which no shape of a page can tell."""
    places = [i for i in range(len(raw) - 4) if raw[i : i + 4] == b"Wind"]
    raw[chance.choice(places) + chance.randrange(4)] = chance.choice(b"aeiou\xce\xff")


def schema_changed(raw: bytearray, chance: random.Random) -> None:
    """Overwrite letters of the schema's text."""
    at = raw.find(b"CREATE ")
    raw[at + chance.randrange(900)] = chance.choice(b"\xce\x00X(\xff")


def page_zeroed(raw: bytearray, chance: random.Random) -> None:
    """Empty a page."""
    at = chance.randrange(len(raw) // 4096) * 4096
    raw[at : at + 4096] = bytes(4096)


def truncated(raw: bytearray, chance: random.Random) -> None:
    """Cut the file somewhere."""
    del raw[chance.randrange(len(raw)) :]


def noised(raw: bytearray, chance: random.Random) -> None:
    """Write noise over a piece."""
    at = chance.randrange(len(raw) - 200)
    raw[at : at + 200] = chance.randbytes(200)


DAMAGES = (bit_flipped, text_changed, schema_changed, page_zeroed, truncated, noised)


@pytest.fixture
def workspace() -> Workspace:
    """Return a library with an index that knows its list, its words and a kept value."""
    workspace, _ = open_workspace(the_list())
    workspace.paper_files.write_metadata(
        Metadata("2401.00003", 1, "Wind", (), "An abstract on wind.", ("cs.CL",), "", "")
    )
    workspace.papers()
    workspace.index.keep_features("kind", {"2401.00001": Feature(b"stamp", b"value")})
    answers(workspace)
    workspace.index.close()
    return workspace


@pytest.mark.slow
@pytest.mark.parametrize("trusted", [False, True], ids=["written", "decayed"])
def test_no_damage_gives_a_wrong_answer(workspace: Workspace, trusted: bool) -> None:
    """After any damage every answer is the list's, the index is made again, and changes work.

    Written damage shows in the times of the file. Bits that decay on the disk do not: there the
    seal is put on the damaged file, and the checksums have to tell what is shown.
    """
    right = answers(workspace)
    workspace.index.close()
    whole = workspace.paths.index.read_bytes()
    chance = random.Random(SEED)
    for number in range(MUTANTS):
        raw = bytearray(whole)
        damage = DAMAGES[1 if trusted else number % len(DAMAGES)]
        damage(raw, chance)
        workspace.paths.index.write_bytes(raw)
        if trusted:
            seal(workspace.paths.index)
        fresh, _ = open_workspace(None)
        found = answers(fresh)
        assert found[:-1] == right[:-1], (damage.__name__, number)
        assert found[-1] in (right[-1], {})
        fresh.index.close()
        again, _ = open_workspace(None)
        assert answers(again)[:-1] == right[:-1], (damage.__name__, number)
        again.index.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_commands_do_not_mind_damage(
    run: Run, workspace: Workspace, damage: Callable[..., None]
) -> None:
    """One of each kind, through the commands, reading and changing."""
    assert run("search", "wind", "--ids").code == 0
    commands = (
        *("show --plain --all", "search hill --plain", "info 2401.00007 --json", "next --json"),
        *("export -f bibtex", "star 2401.00007", "undo", "doctor"),
    )
    right = {command: run(*command.split()).out for command in commands}
    whole = workspace.paths.index.read_bytes()
    for command in commands:
        raw = bytearray(whole)
        damage(raw, random.Random(SEED))
        workspace.paths.index.write_bytes(raw)
        result = run(*command.split())
        assert (result.code, result.out) == (0, right[command]), (command, result.err)


def test_a_change_does_not_put_its_seal_on_damage(desk: Desk) -> None:
    """An index that is damaged while a process has it open is not trusted by the next one."""
    desk.write(list_of(block("2401.00001", 'title = "Wind"')))
    index = desk.index()
    assert desk.papers(index)
    raw = desk.index_file.read_bytes()
    desk.index_file.write_bytes(raw.replace(b"Wind", b"Mind"))
    index.note_names()
    assert [paper.title for paper in desk.shown()] == ["Wind"]


def test_a_row_in_anothers_place_is_noticed() -> None:
    """A checksum is that of a row, so that rows that were swapped are damaged, too."""
    rows = [(1, "one", sum_of(1, "one")), (2, "two", sum_of(2, "two"))]
    assert checked(rows) == ["one", "two"]
    with pytest.raises(DamagedError):
        checked([(1, "two", sum_of(2, "two"))])
    with pytest.raises(DamagedError):
        checked([(1, "onf", sum_of(1, "one"))])


@pytest.mark.parametrize(
    "error", [UnicodeDecodeError("utf-8", b"\xce", 0, 1, ""), KeyError("x"), RecursionError()]
)
def test_any_failure_means_damage(error: Exception) -> None:
    """Whatever comes out of the index, except what the system or the list is to blame for."""
    assert is_damage(error)
    assert is_damage(sqlite3.DatabaseError("malformed"))
    assert not is_damage(FileNotFoundError())


def test_a_list_whose_path_is_no_text_has_an_index(tmp_path: Path) -> None:
    """A name of other bytes than UTF-8 is kept as bytes."""
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/h\xff"))
    folder.mkdir()
    desk = Desk(folder)
    desk.write(list_of(block("2401.00001")))
    assert desk.ids() == desk.ids() == ["2401.00001"]
    assert desk.index_file.exists()
