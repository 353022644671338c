"""Damaged lists: never a traceback, never a byte changed by a command that only reads."""

import random
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from readlist.errors import FileError
from readlist.library import choosing
from readlist.library.doctor import examining
from readlist.paper import Status
from readlist.reading_list import Filters
from support.library_kit import SMALL, open_workspace
from support.safety_kit import list_of
from support.tests_kit import Run

SEED = 20261121
MUTANTS = 2_400
SAMPLE = 60

BASES = (
    SMALL,
    list_of(12),
    resources.files("readlist").joinpath("seed.toml").read_text(encoding="utf-8")[:9_000],
    '\ufeffschema = 1\r\npaper = [{id = "2401.00001", title = "T"}, {id = "2401.00002"}]\r\n',
)

VALUES = (
    *("1", "-1", "1.5", "true", "nan", "inf", '""', "''", "[]", "{}", "[[]]", "[1, 2]", "{a = 1}"),
    *("2026-11-21", "2026-99-99", "07:32:00", "1979-05-27T07:32:00Z", "9" * 400, "'''\n'''", "0x"),
    *('["a", 1]', '[["a"]]', '"2401.00001"', '"../../etc/passwd"', "[" * 90 + "]" * 90),
    *("[" * 400 + "]" * 400, '"\\u0000"', '"\\u001b[2J"', '"' + "long " * 20_000 + '"', "]", '"'),
)
LINES = (
    *("<<<<<<< ours", "=======", ">>>>>>> theirs", "[[paper]]", "[paper]", "[[paper]", "[other]"),
    *('id = "2401.00001"', "schema = 2", 'schema = "x"', "paper = 1", "[[paper.paper]]", '"""'),
    *("a.b.c = 1", "= 1", '[["paper"]]', "'''", "\x00", "\x1b]0;x\x07", "#", "[[paper]] [[paper]]"),
)


def mutate_text(text: str, chance: random.Random) -> str:
    """Return a list with one of its lines or values changed, as hands and merges do."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    kind = chance.randrange(7)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, lines[chance.randrange(len(lines))])
    elif kind == 2:
        lines.insert(at, chance.choice(LINES))
    elif kind == 3:
        other = chance.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 4:
        name = lines[at].split("=")[0].strip() or "id"
        lines[at] = f"{name} = {chance.choice(VALUES)}"
    elif kind == 5:
        lines[at] = lines[at].replace(
            chance.choice("\"'[]=#"), chance.choice(["", '"', "[", "="]), 1
        )
    else:
        lines.insert(at, f"{chance.choice(['star', 'id', 'x', 'notes'])} = {chance.choice(VALUES)}")
    return "\n".join(lines)


def mutate_bytes(raw: bytes, chance: random.Random) -> bytes:
    """Return bytes as disks, networks and wrong editors damage them."""
    at, other = chance.randrange(len(raw) + 1), chance.randrange(len(raw) + 1)
    encoding = chance.choice(["utf-16", "utf-32", "utf-16-le"])
    line_end = chance.choice([b"\r", b"\r\n", b"\n\n", b"\x0b", b""])
    damaged = (
        raw[:at],
        raw[at:],
        raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :],
        raw[:at] + chance.randbytes(chance.randrange(1, 9)) + raw[at:],
        raw[:at] + b"\x00" * chance.randrange(1, 600) + raw[at:],
        raw[: max(at, other)] + raw[min(at, other) :],
        raw.decode(errors="replace").encode(encoding),
        raw.replace(b"\n", line_end),
    )
    return chance.choice(damaged)


def mutants(count: int) -> list[bytes]:
    """Return damaged lists, each with one to three damages."""
    chance = random.Random(SEED)
    made = []
    for number in range(count):
        text = BASES[number % len(BASES)]
        for _ in range(chance.randrange(1, 4)):
            text = mutate_text(text, chance)
        raw = text.encode()
        made.append(mutate_bytes(raw, chance) if number % 2 else raw)
    return made


@pytest.mark.slow
def test_reading_a_damaged_list_gives_papers_or_one_clear_error(home: Path) -> None:
    """Two thousand mutants: papers, or an error with a remedy; the file stays as it is."""
    workspace, _ = open_workspace("")
    path, readable = workspace.paths.list, 0
    for raw in mutants(MUTANTS):
        path.write_bytes(raw)
        workspace, _ = open_workspace(None)
        told = None
        try:
            papers = workspace.papers()
            list(choosing.select(workspace, Filters(), frozenset({Status.UNREAD})).papers)
            for paper in papers:
                paper.to_json()
            choosing.summary(workspace)
            readable += 1
        except FileError as error:
            told = error
        if told:
            assert told.remedy
            assert str(path) in told.problem
            assert "\n" not in told.problem
        examining.examine(workspace)
        assert path.read_bytes() == raw
    assert MUTANTS // 10 < readable < MUTANTS, "both kinds are tried"


@pytest.mark.slow
def test_commands_on_damaged_lists_end_with_0_or_6(
    run: Run, make_list: Callable[[str], Path]
) -> None:
    """A sample through the command line: exit code 0 or 6, no traceback, no byte changed."""
    path = make_list("")
    commands = [
        ["show", "--all"],
        ["show", "--all", "--json"],
        ["show", "--plain"],
        ["stats"],
        ["topic"],
        ["next"],
        ["export", "-f", "bibtex", "--all"],
        ["export", "-f", "json", "--all"],
        ["search", "paper"],
    ]
    for number, raw in enumerate(mutants(MUTANTS)[:: MUTANTS // SAMPLE]):
        path.write_bytes(raw)
        for command in (*commands[number % 3 :: 3], ["doctor", "--json"]):
            result = run(*command)
            allowed = (0, 1, 6) if command[0] == "doctor" else (0, 6)
            assert result.code in allowed, (command, result.err, raw)
            assert "Traceback" not in result.err
            assert "hit a bug" not in result.err
            assert path.read_bytes() == raw
