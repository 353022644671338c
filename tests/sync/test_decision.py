"""What a merge decided against is told in a sentence, with what brings it back, and travels."""

import json
from dataclasses import replace

import pytest

from readlist.sync.decision import TRAILER, Decision

STATUS = Decision("2401.00001", "A Title", "status", '"read"', '"skipped"', ours=True)


@pytest.mark.parametrize(
    ("decision", "words", "command"),
    [
        (
            STATUS,
            "2401.00001 A Title: status is read, not skipped",
            "readlist skip 2401.00001",
        ),
        (
            replace(STATUS, lost='"unread"'),
            "2401.00001 A Title: status is read, not unread",
            "readlist unread 2401.00001",
        ),
        (
            replace(STATUS, lost='"inbox"'),
            "2401.00001 A Title: status is read, not inbox",
            'readlist edit, and write status = "inbox" at 2401.00001',
        ),
        (
            replace(STATUS, kept="", lost='"read"'),
            "2401.00001 A Title: status is gone, not read",
            "readlist read 2401.00001",
        ),
        (
            replace(STATUS, key="key", kept='"a"', lost=""),
            "2401.00001 A Title: key is a, not gone",
            "readlist edit, and take key away at 2401.00001",
        ),
        (
            replace(STATUS, key="due", kept="2026-12-01", lost="2026-12-09"),
            "2401.00001 A Title: due is 2026-12-01, not 2026-12-09",
            "readlist due 2401.00001 2026-12-09",
        ),
        (
            replace(STATUS, key="due", kept="2026-12-01", lost=""),
            "2401.00001 A Title: due is 2026-12-01, not gone",
            "readlist due 2401.00001 none",
        ),
        (
            replace(STATUS, key="due", kept="2026-12-01", lost='"soon"'),
            "2401.00001 A Title: due is 2026-12-01, not soon",
            'readlist edit, and write due = "soon" at 2401.00001',
        ),
        (
            replace(STATUS, key="removed", kept="true", lost=""),
            "2401.00001 A Title: it was removed; details filled in on the other side went with it",
            "readlist add 2401.00001",
        ),
        (
            replace(STATUS, key="removed", kept="", lost="true"),
            "2401.00001 A Title: it is still there, because the other side changed it",
            "readlist remove 2401.00001",
        ),
        (
            replace(STATUS, key="double", kept="", lost=""),
            "2401.00001 A Title: its two entries were merged; the first one's values were kept",
            "readlist undo",
        ),
        (
            replace(STATUS, key="theme", kept='"a"', lost='"b c"'),
            "2401.00001 A Title: theme is a, not b c",
            "readlist edit, and put 'b c' first among the topics of 2401.00001",
        ),
        (
            replace(STATUS, key="theme", kept='"a"', lost=""),
            "2401.00001 A Title: theme is a, not gone",
            "readlist edit, and take theme away at 2401.00001",
        ),
        (
            Decision("", "", "mood", "1", "2", ours=False),
            "the head of the list: mood is 1, not 2",
            "readlist edit, and write mood = 2 at the top",
        ),
        (
            replace(STATUS, key="notes", kept='"', lost="'x'"),
            '2401.00001 A Title: notes is ", not x',
            "readlist edit, and write notes = 'x' at 2401.00001",
        ),
    ],
)
def test_a_decision_is_told_with_a_way_back(decision: Decision, words: str, command: str) -> None:
    """One sentence for the reader, and what to do where it was the wrong one."""
    assert (decision.words, decision.command) == (words, command)


def test_long_values_are_cut() -> None:
    """A title at fifty columns and a value at sixty; the command has all of it on one line."""
    long = replace(STATUS, title="T" * 51, key="key", kept='"' + "k" * 61 + '"', lost='"a\nb"')
    assert "T" * 51 not in long.words
    assert "T" * 49 in long.words
    assert "k" * 61 not in long.words
    assert "k" * 59 in long.words
    assert "\n" not in long.command


@pytest.mark.parametrize(
    "decision", [STATUS, replace(STATUS, by="0123", ours=False, title="Ünder")]
)
def test_a_decision_travels_in_a_commit(decision: Decision) -> None:
    """As one line of its message, in ASCII, that is read back as it was."""
    line = decision.trailer
    assert line.isascii()
    assert line.startswith(f"{TRAILER}: ")
    assert Decision.from_trailer(line) == decision


def _trailer(**values: object) -> str:
    return f"{TRAILER}: {json.dumps(values)}"


@pytest.mark.parametrize(
    "line",
    [
        "",
        TRAILER,
        f"{TRAILER}: ",
        f"{TRAILER}: null",
        f"{TRAILER}: []",
        f"{TRAILER}: {'[' * 3000}",
        "Other: {}",
        _trailer(paper=1),
        _trailer(ours=1),
        _trailer(ours="true"),
        _trailer(title="x" * 4000),
        _trailer(key=None),
    ],
)
def test_what_is_no_decision_is_none(line: str) -> None:
    """Whoever pushes to the remote can write anything."""
    assert Decision.from_trailer(line) is None


def test_a_decision_of_another_hand_is_cleaned() -> None:
    """Missing words are empty, and nothing in it moves the cursor; blanks around are no matter."""
    found = Decision.from_trailer(f" {TRAILER} :" + '{"paper": "a\\u001b[2Jb\\nc", "ours": true}')
    assert found is not None
    assert "\x1b" not in found.paper
    assert "\n" not in found.paper
    assert (found.title, found.by, found.ours) == ("", "", True)
    longest = _trailer(title="x" * 3900)
    assert Decision.from_trailer(longest) is not None
