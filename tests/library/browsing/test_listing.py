"""The rows of the screen: order, headings, and papers that were changed."""

from dataclasses import replace
from datetime import date

from readlist.library.browsing.listing import Heading, Listing, Row
from readlist.paper import Paper, Status
from readlist.reading_list.filters import SHOWN

PAPERS = [
    Paper("1", "Cats", topics=("b",), added=date(2026, 1, 1), published=date(2020, 1, 1)),
    Paper("2", "ants", topics=("a",), added=date(2026, 1, 3), due=date(2026, 12, 2)),
    Paper("3", "Bees", topics=("b", "a"), status=Status.READ, published=date(2022, 1, 1)),
    Paper("4", "Dogs", due=date(2026, 12, 1)),
    Paper("1", "A double"),
    Paper("5", "Elks", topics=("a",), status=Status.SKIPPED),
]


def make(shown: frozenset[Status] = SHOWN) -> Listing:
    """Return the rows of the papers."""
    return Listing(PAPERS, lambda _paper, _what: False, shown)


def shape(rows: list[Row]) -> list[str]:
    """Return identifiers, and themes in brackets."""
    return [row.id if isinstance(row, Paper) else f"[{row.theme}]" for row in rows]


def test_rows_stand_under_their_themes_as_show_has_them() -> None:
    """Themes by their first paper, those without last; counts are of the whole list."""
    listing = make()
    assert shape(listing.rows) == ["[b]", "1", "[a]", "2", "[]", "4"]
    assert listing.rows[0] == Heading("b", 1, 1, 2)
    assert listing.rows[2] == Heading("a", 1, 0, 1)
    assert listing.count == 3


def test_every_status_can_be_shown() -> None:
    """Read and skipped ones, too."""
    listing = make(frozenset())
    assert shape(listing.rows) == ["[b]", "1", "3", "[a]", "2", "5", "[]", "4"]


def test_orders() -> None:
    """Each has its own direction; ties stand as in the list; without headings."""
    listing = make(frozenset())
    wanted = {
        "title": ["2", "3", "1", "4", "5"],
        "added": ["2", "1", "3", "4", "5"],
        "published": ["3", "1", "2", "4", "5"],
        "due": ["4", "2", "1", "3", "5"],
    }
    for order, rows in wanted.items():
        listing.sort(order)
        assert shape(listing.rows) == rows
        listing.sort(order, backwards=True)
        assert shape(listing.rows) == rows[::-1]
    listing.group(on=True)
    assert listing.order == "topic"
    listing.group(on=False)
    assert shape(listing.rows) == ["1", "3", "2", "5", "4"]


def test_given_papers_stand_in_the_order_of_rank() -> None:
    """A search brings its own order; other papers are not there."""
    listing = Listing(PAPERS, lambda _paper, _what: False, frozenset(), ["4", "3", "9"])
    assert shape(listing.rows) == ["4", "3"]
    listing.rank_by({"3": 0, "4": 1})
    assert shape(listing.rows) == ["3", "4"]


def test_a_changed_paper_stays_until_something_else_is_looked_for() -> None:
    """Marked as read, it is still there to be seen; the next filter leaves it out."""
    listing = make()
    listing.replace([replace(PAPERS[0], status=Status.READ)])
    assert shape(listing.rows) == ["[b]", "1", "[a]", "2", "[]", "4"]
    assert listing.rows[0] == Heading("b", 1, 2, 2)
    listing.look_for("")
    assert shape(listing.rows) == ["[a]", "2", "[]", "4"]


def test_a_changed_paper_moves_to_its_new_theme_and_is_found_by_its_new_words() -> None:
    """Order and words follow what it says now."""
    listing = make()
    listing.look_for("zebra")
    assert not listing.rows
    listing.look_for("")
    listing.replace([replace(PAPERS[3], topics=("b",), notes="a zebra")])
    assert shape(listing.rows) == ["[b]", "1", "4", "[a]", "2"]
    listing.look_for("zebra")
    assert shape(listing.rows) == ["[b]", "4"]


def test_another_state_of_the_list_is_taken_as_a_whole() -> None:
    """What is looked for and the order stay."""
    listing = make()
    listing.look_for("cats")
    listing.replace_all([PAPERS[3], replace(PAPERS[0], id="7"), PAPERS[0]])
    assert shape(listing.rows) == ["[b]", "7", "1"]
    assert listing.get("2") is None
    assert listing.get("4") == PAPERS[3]


def test_getting_ready_ends() -> None:
    """A piece at a time, until words can be looked for without waiting."""
    many = [Paper(str(number), "word") for number in range(1_000)]
    listing = Listing(many, lambda _paper, _what: False, frozenset())
    steps = 1
    while listing.prepare():
        steps += 1
    assert steps == 3
    listing.look_for("word")
    assert listing.count == 1_000
