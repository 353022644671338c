"""Taking a change back in a list that has moved on."""

import re
from collections.abc import Sequence

from readlist.history.restore import Places, RestoreConflict, plan
from readlist.replacement import Replacement, apply


def locate_in(text: str) -> dict[str, list[tuple[int, int]]]:
    """Papers of these tests are ``<a ...>`` lines."""
    found: dict[str, list[tuple[int, int]]] = {}
    for match in re.finditer(r"<(\w)[^>]*>\r?\n?", text):
        found.setdefault(match[1], []).append(match.span())
    return found


def planned(
    text: str, hunks: Sequence[Replacement], *, force: bool = False
) -> str | list[RestoreConflict]:
    """Return the text after the plan, or what stands against it."""
    found = locate_in(text)
    places = Places(lambda i: found.get(i, []), lambda _: len(text))
    newline = "\r\n" if "\r\n" in text else "\n"
    made, conflicts = plan(text, hunks, places=places, newline=newline, force=force)
    return conflicts or apply(text, made)


def test_a_paper_that_moved_is_found() -> None:
    """A change is taken back where the paper is now."""
    assert (
        planned("# new\n<b>\n<a read>\n", [Replacement(0, "<a read>\n", "<a>\n", "a")])
        == "# new\n<b>\n<a>\n"
    )


def test_an_edited_paper_is_a_conflict() -> None:
    """A paper that was edited since stays, and the difference is told."""
    conflicts = planned("<a read later>\n", [Replacement(0, "<a read>\n", "<a>\n", "a")])
    assert isinstance(conflicts, list)
    assert conflicts[0].difference().splitlines() == ["@@ -1 +1 @@", "-<a read>", "+<a read later>"]


def test_force_overwrites_the_edit() -> None:
    """With force the paper is as before the change."""
    assert (
        planned("<a mine>\n", [Replacement(0, "<a read>\n", "<a>\n", "a")], force=True) == "<a>\n"
    )


def test_what_is_taken_back_already_needs_nothing() -> None:
    """A paper that is already as before, by hand or after a crash, is no conflict."""
    assert planned("<a>\n", [Replacement(0, "<a read>\n", "<a>\n", "a")]) == "<a>\n"
    assert planned("", [Replacement(0, "<a>\n", "", "a")]) == ""


def test_a_removed_paper_comes_back_between_its_neighbours() -> None:
    """It stands in front of the paper it preceded, else behind the one it followed, else last."""
    hunk = Replacement(0, "", "<b>\n\n", "b", before="a", after="c")
    assert planned("<a>\n\n<c>\n", [hunk]) == "<a>\n\n<b>\n\n<c>\n"
    assert planned("<a>\n<d>\n", [hunk]) == "<a>\n\n<b>\n<d>\n"
    assert planned("<d>", [hunk]) == "<d>\n\n<b>\n"
    assert planned("", [hunk]) == "<b>\n"


def test_neighbours_removed_together_come_back_in_order() -> None:
    """Several removed papers keep their order, wherever they come back."""
    hunks = [
        Replacement(0, "", "<b>\n", "b", before="a", after="c"),
        Replacement(0, "", "<c>\n", "c", before="b", after="d"),
    ]
    assert planned("<a>\n<d>\n", hunks) == "<a>\n\n<b>\n<c>\n\n<d>\n"
    assert planned("<x>\n", hunks) == "<x>\n\n<b>\n\n<c>\n"


def test_doubles_come_back_and_go_one_by_one() -> None:
    """Two papers with one identifier are each taken for the right one."""
    hunks = [Replacement(0, "", "<a 1>\n", "a"), Replacement(0, "", "<a 2>\n", "a")]
    back = planned("<x>\n", hunks)
    assert back == "<x>\n\n<a 1>\n\n<a 2>\n"
    again = [Replacement(0, hunk.new, "", "a") for hunk in hunks]
    assert planned("<a 1>\n# edit\n<a 2>\n", again) == "# edit\n"
    assert isinstance(planned("<a 1>\n<a 1>\n", again), list)


def test_a_paper_added_again_by_hand_is_a_conflict() -> None:
    """A removed paper that stands there again with other words is not replaced unasked."""
    hunk = Replacement(0, "", "<b>\n", "b")
    assert isinstance(planned("<b mine>\n", [hunk]), list)
    assert planned("<b mine>\n", [hunk], force=True) == "<b>\n"


def test_a_paper_that_is_gone_is_a_conflict() -> None:
    """A change of a paper that was removed by hand is not taken back, but with force it returns."""
    hunk = Replacement(0, "<a read>\n", "<a>\n", "a")
    assert isinstance(planned("<b>\n", [hunk]), list)
    assert planned("<b>\n", [hunk], force=True) == "<b>\n\n<a>\n"


def test_line_ends_follow_the_list() -> None:
    """A list that was converted to CRLF since is the same list, and stays CRLF."""
    assert (
        planned("<b>\r\n<a read>\r\n", [Replacement(0, "<a read>\n", "<a>\n", "a")])
        == "<b>\r\n<a>\r\n"
    )


def test_text_outside_of_papers_is_found_by_itself() -> None:
    """A replacement that is about no paper is made where its text stands, if that is sure."""
    hunk = Replacement(0, "# old", "# older")
    assert planned("<a>\n# old\n", [hunk]) == "<a>\n# older\n"
    assert isinstance(planned("# old\n# old\n", [hunk]), list)
    assert isinstance(planned("<a>\n", [hunk], force=True), list)
    assert isinstance(planned("<a>\n", [Replacement(0, "", "# gone")]), list)


def test_papers_that_changed_places_are_all_taken_back() -> None:
    """The order of the change and that of the list as it is now need not be the same."""
    hunks = [Replacement(0, "<a read>\n", "<a>\n", "a"), Replacement(9, "<b read>\n", "<b>\n", "b")]
    assert planned("<b read>\n<a read>\n", hunks) == "<b>\n<a>\n"


def test_a_paper_that_comes_back_stands_before_what_is_replaced_there() -> None:
    """An insertion goes in front of the paper that follows it, which may change as well."""
    hunks = [
        Replacement(0, "<b read>\n", "<b>\n", "b"),
        Replacement(9, "", "<a>\n", "a", after="b"),
    ]
    assert planned("<b read>\n", hunks) == "<a>\n\n<b>\n"


def test_replacements_that_want_the_same_text_are_conflicts() -> None:
    """Nothing is made of either, and both are told."""
    hunks = [Replacement(0, "# one two", "# 1"), Replacement(0, "two three", "3")]
    conflicts = planned("<a>\n# one two three\n", hunks)
    assert conflicts == [RestoreConflict("", "# one two", ""), RestoreConflict("", "two three", "")]
