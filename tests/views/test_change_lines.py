"""What changes and additions are said to be."""

from collections.abc import Callable
from dataclasses import replace

from readlist.paper import Paper, Status
from readlist.views.added import added_line, failed_lines, known_line, totals_line
from readlist.views.canvas import Canvas
from readlist.views.changes import change_line, count_line
from readlist.views.paper_table import footer_lines, hidden_text

Make = Callable[..., Paper]


def test_a_change_names_both_states(a_paper: Make) -> None:
    """Status, topics, notes, stars, removal."""
    paper = a_paper()
    name = "2310.06825 A Small Model"
    assert change_line("read", paper, replace(paper, status=Status.READ)) == (
        f"Read: {name} (unread -> read)"
    )
    assert change_line("topic", paper, replace(paper, topics=())) == (
        f"Topics: {name}: none (were models)"
    )
    assert change_line("note", paper, replace(paper, notes="a\nb\n")) == f"Noted: {name}: b"
    assert change_line("star", paper, replace(paper, star=True)) == f"Starred: {name}"
    assert change_line("remove", paper, None) == f"Removed: {name}"
    assert change_line("read", paper, paper) == f"Already read: {name}"


def test_a_hostile_title_stays_within_its_line(a_paper: Make) -> None:
    """Escapes and newlines go, and it is shortened."""
    paper = a_paper(title="\x1b[31m" + "long\n" * 100)
    line = change_line("star", paper, replace(paper, star=True))
    assert line.isprintable()
    assert len(line) < 120


def test_many_changes_are_counted() -> None:
    """With those that were so before."""
    assert count_line("read", 7, 0) == "Read: 7 papers"
    assert count_line("skipped", 1, 2) == "Skipped: 1 paper (2 others unchanged)"


def test_added_papers_have_a_line(a_paper: Make) -> None:
    """New, bare, known, and the totals."""
    assert added_line(a_paper()) == "+ 2310.06825  A Small Model   Archer et al. 2023, cs.CL"
    assert "readlist fetch" in added_line(Paper("2310.06825"))
    assert known_line(a_paper()).endswith("already in the list (unread, models)")
    assert totals_line(1, 2) == "1 added, 2 already there"
    assert totals_line(0, 0) == "nothing to add"
    assert failed_lines([("x", "a\nb"), ("longer", "c")]) == ["  x       a b", "  longer  c"]


def test_what_is_hidden_is_listed() -> None:
    """As a sentence; nothing hidden is no sentence."""
    hidden = {Status.READ: 3, Status.SKIPPED: 1}
    assert hidden_text(hidden) == "3 read and 1 skipped not shown (--all)"
    assert hidden_text({}, 5) == "5 more beyond -n"
    assert hidden_text({}) == ""


def test_the_footer_explains_what_occurs(a_paper: Make) -> None:
    """Only the symbols that are there, on as many lines as it takes."""
    papers = [a_paper(), a_paper("2401.00001", star=True)]
    assert footer_lines(papers, 1, "", Canvas(80), marks=True) == [
        "2 papers in 1 topic   ○ unread ★ starred  n note p PDF"
    ]
    assert all(
        len(line) <= 20 for line in footer_lines(papers, 1, "x " * 30, Canvas(20), marks=True)
    )
