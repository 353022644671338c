"""A commit says what changed in the list."""

import pytest

from readlist.sync.describing import described
from support.sync_kit import BASE, CHANGES, adding, removing, setting

LONG = "A title of more than thirty characters"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (BASE, adding("2402.00001", title="New here")(BASE), "add 2402.00001 New here"),
        (BASE, setting("2401.00002", star=True)(BASE), "change 2401.00002 Two"),
        (BASE, removing("2401.00002")(BASE), "remove 2401.00002 Two"),
        (BASE, CHANGES["import"](BASE), "add 100 papers"),
        (BASE, CHANGES["reorder"](BASE), "change text around the papers"),
        (BASE, CHANGES["head"](BASE), "change text around the papers"),
        (
            BASE,
            adding("2402.00001")(removing("2401.00001")(setting("2401.00002", star=True)(BASE))),
            "add 2402.00001, change 2401.00002 Two, remove 2401.00001 One",
        ),
        (BASE, adding("2402.00001", title=LONG)(BASE), f"add 2402.00001 {LONG[:29]}…"),
        (BASE, "[[paper\n", "fix the list"),
        ("[[paper\n", BASE, "fix the list"),
    ],
)
def test_changes_in_words(before: str, after: str, words: str) -> None:
    """One paper by identifier and title, several by their number."""
    assert described(before.encode(), after.encode()) == words


def test_doubled_entries_are_one_paper() -> None:
    """A change of the second one is a change of the paper."""
    doubled = BASE + '\n[[paper]]\nid = "2401.00002"\n'
    changed = doubled + "star = true\n"
    assert described(doubled.encode(), changed.encode()) == "change 1 paper"
