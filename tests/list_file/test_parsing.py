"""Papers in plain form are read as `tomllib` reads them; others are left to it."""

import random
import tomllib

import pytest

from readlist.list_file.parsing import read_plain
from readlist.paper import Paper
from readlist.toml_edit import render_table

HEADER = "[[paper]]\n"
BITS = (
    '"', '""', '"""', "\n", HEADER, "id = ", '"x"', "= ", "[", '"a", "b"', "]",
    '[\n    "a",\n    "b",\n]', "2024-01-02", "2024-13-02", "true", "1", "01", "-1", "1.0", "#c",
    "é", "\t", "\x00", "\r\n", "\\n", "    ", 'title = "t"\n', "a-b = ", "a = [] ", "b = []\n",
    "'x'", ", ", "c.d = 1\n", '"""\nabc\n"""', 'notes = """\nx\n\ny"""\n', "\x7f", "\u2028",
    'a = "\u0085"\n', "star = true\n",
)  # fmt: skip
"""What makes texts that are TOML, nearly TOML, or none at all."""


@pytest.mark.parametrize("seed", range(20))
def test_what_is_read_is_what_the_parser_gives(seed: int) -> None:
    """Whatever stands in a block: either it is left to the parser, or the values are the same."""
    chance = random.Random(seed)
    for _ in range(1_000):
        text = HEADER + "".join(chance.choices(BITS, k=chance.randint(1, 9)))
        found = read_plain(text)
        if found is None:
            continue
        (wanted,) = tomllib.loads(text)["paper"]
        assert found == wanted
        assert list(found) == list(wanted)
        assert [type(value) for value in found.values()] == [type(v) for v in wanted.values()]


def test_what_readlist_writes_is_plain() -> None:
    """A paper as readlist writes it, with long and short values, needs no parser."""
    table = {
        "id": "2310.06825",
        "title": "Mistral – 7B",
        "authors": [f"Author Number {n}" for n in range(20)],
        "categories": ["cs.CL"],
        "star": True,
        "version": 2,
        "notes": "2026-01-01  one\ntwo\n",
    }
    text = render_table("paper", table) + "\n"
    assert read_plain(text) == tomllib.loads(text)["paper"][0] == table
    assert Paper.from_table(read_plain(text) or {}).problems == ()


@pytest.mark.parametrize(
    "line",
    [
        'id = "a\\u00e9"',
        "id = 'x'",
        'id = "x" # why',
        'id="x"',
        "a.b = 1",
        'id = "x"\nid = "y"',
        "day = 2024-02-30",
        "at = 2024-01-02T10:00:00",
        '[other]\na = "x"',
        'a = [ "x" ]',
    ],
)
def test_all_else_is_left_to_the_parser(line: str) -> None:
    """Escapes, other quotes, comments behind values, other tables and faults are not read here."""
    assert read_plain(f"{HEADER}{line}\n") is None
