"""What readers note in columns and fields of their own, in the words of many programs."""

import pytest

from readlist.reading_marks import Marks, asks_for, marks_of, status_of_tag


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("Status", "Done", "read"),
        ("Status", "In progress", "reading"),
        ("status", "Not started", "unread"),
        ("Reading Status", "To read", "unread"),
        ("Exclusive Shelf", "currently-reading", "reading"),
        ("Lesestatus", "gelesen", "read"),
        ("Estado", "Por leer", "unread"),
        ("Status", "Abandoned", "skipped"),
        ("阅读状态", "在读", "reading"),
        ("ステータス", "未読", "unread"),
        ("상태", "읽는 중", "reading"),
        ("Progress", "100%", "read"),
        ("Progress", "35 %", "reading"),
        ("Read?", "x", "read"),
        ("Read", "✓", "read"),
        ("Read", "✔️", "read"),
        ("Gelesen", "ja", "read"),
        ("已读", "是", "read"),
        ("Done", "☐", "unread"),
        ("Read?", "no", "unread"),
    ],
)
def test_a_status_is_told_in_many_words(name: str, value: str, status: str) -> None:
    """Programs and languages have their own, a column of ticks its signs."""
    assert marks_of([(name, value)]).status == status


@pytest.mark.parametrize(
    ("pairs", "marks"),
    [
        ([("My Rating", "4"), ("Date Read", "2023/05/07")],
         Marks("read", rating="4", finished="2023-05-07")),
        ([("Rating", "★★★★☆")], Marks(rating="4")),
        ([("Rating", "4.5/5")], Marks(rating="4.5")),
        ([("Rating", "8/10")], Marks(rating="8/10")),
        ([("My Rating", "0")], Marks()),
        ([("Favorite", "true"), ("Due", "2027-01-05")], Marks(star=True, due="2027-01-05")),
        ([("Date read", "45250")], Marks("read", finished="2023-11-20")),
        ([("time_added", "1700000000")], Marks(added="2023-11-14")),
        ([("Read", "2024-01-05")], Marks("read", finished="2024-01-05")),
        ([("Status", "reading"), ("Date read", "2024-01-05")], Marks("reading")),
        ([("Title", "Done"), ("Status", "")], Marks()),
    ],
)  # fmt: skip
def test_days_stars_and_ratings(pairs: list[tuple[str, str]], marks: Marks) -> None:
    """Numbers of spreadsheets and clocks are days; no stars are no rating."""
    assert marks_of(pairs)._replace(understood=()) == marks


def test_what_means_nothing_is_named() -> None:
    """A day that is none, a word of one's own; what is said of publishing is no reading."""
    told = marks_of([("Status", "parked"), ("Date read", "in May"), ("state", "Accepted")])
    assert told == Marks(untold=(("Status", "parked"), ("Date read", "in May")))


def test_long_texts_are_no_marks() -> None:
    """Nor are columns of other things."""
    assert marks_of([("Status", "read " * 40), ("Venue", "read")]) == Marks()
    assert (asks_for("Date-Read"), asks_for("Code")) == ("finished", "")


@pytest.mark.parametrize(
    ("tag", "status"),
    [("/unread", "unread"), ("to-read", "unread"), ("_done", "read"), ("read", ""), ("next", "")],
)
def test_some_tags_are_a_status(tag: str, status: str) -> None:
    """A bare word may be a topic, such as reading."""
    assert status_of_tag(tag) == status


def test_marks_of_several_places_are_joined() -> None:
    """The first place that says something counts."""
    one, other = Marks("read", untold=(("Status", "x"),)), Marks("unread", star=True)
    assert one.joined(other) == Marks("read", star=True, untold=(("Status", "x"),))
