import json
from datetime import date

from readlist.paper import Paper, Status
from readlist.stats import stats_of
from readlist.views.numbers import number_lines, stats_json

TODAY = date(2026, 11, 21)
PAPERS = [
    Paper("2401.00001", "A\tTab", topics=("m\noe",), added=date(2026, 11, 1)),
    Paper("2401.00002", status=Status.READ, added=date(2026, 11, 1), finished=date(2026, 11, 20)),
    Paper("2401.00003", status=Status.READ, added=date(2026, 11, 1), finished=date(2026, 11, 21)),
]


def test_every_line_says_what_it_holds() -> None:
    """The first field names the others, and no field breaks its line."""
    rows = [line.split("\t") for line in number_lines(stats_of(PAPERS, TODAY))]
    assert rows[0] == ["total", "3"]
    assert ["read", "2"] in rows
    assert ["topic", "m oe", "0", "1"] in rows
    assert ["topic", "", "2", "2"] in rows
    assert ["week", "2026-11-15", "2026-11-21", "0", "2"] in rows
    assert ["pace", "2", "3", "2"] in rows
    assert rows[-1] == ["oldest_unread", "2401.00001", "20", "A Tab"]
    assert [row[0] for row in rows].count("week") == 12


def test_an_empty_list_has_lines_too() -> None:
    """What nobody can tell is an empty field."""
    rows = [line.split("\t") for line in number_lines(stats_of([], TODAY))]
    assert ["pace", "0", "1", ""] in rows
    assert rows[-1] == ["added_last_month", "0"]


def test_json_is_the_numbers() -> None:
    """What a program reads is what `Stats.to_json` says, in Unicode or not."""
    stats = stats_of([Paper("2401.00001", "é", added=TODAY)], TODAY)
    assert json.loads(stats_json(stats)) == stats.to_json()
    assert "é" in stats_json(stats)
    assert stats_json(stats, utf8=False).isascii()


def test_json_hides_nothing_from_a_terminal() -> None:
    """Characters that turn text around or hide it are written as escapes."""
    stats = stats_of([Paper("2401.00001", "\u202eevil\x9b", added=TODAY)], TODAY)
    assert stats_json(stats).isascii()
    assert json.loads(stats_json(stats)) == stats.to_json()
