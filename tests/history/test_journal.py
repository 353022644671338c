"""The journal of changes: durable, bounded, and not upset by crashes and garbage."""

import errno
import hashlib
import json
import os
import stat
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.errors import FileError
from readlist.history import KEPT, Journal
from readlist.history.replay import Step, replay
from readlist.replacement import Replacement


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Make an empty journal."""
    return Journal(tmp_path / "history", tmp_path / "list.toml")


def record(journal: Journal, number: int) -> None:
    """Record a change from one made-up state of the list to the next."""
    journal.append(
        f"change {number}", "2026-11-21", f"s{number - 1}", f"s{number}", [Replacement(0, "a", "b")]
    )


def numbers(journal: Journal) -> tuple[list[int], list[int]]:
    """Return the numbers of the changes done and undone."""
    state = journal.state()
    return [e.number for e in state.done], [e.number for e in state.undone]


def step(number: int, *, undo: bool = True) -> Step:
    """Return the step that undoes or redoes a change exactly."""
    states = f"s{number}", f"s{number - 1}"
    return Step(number, *(states if undo else reversed(states)))


def test_changes_are_numbered_and_kept_in_order(journal: Journal) -> None:
    """What was recorded is read again, the newest last."""
    hunks = (Replacement(3, "ä\n", "", "2401.00001", "x", "y"), Replacement(9, "", "\U0001f600"))
    journal.append("note", "2026-11-21", "s0", "s1", hunks)
    record(journal, 2)
    assert numbers(journal) == ([1, 2], [])
    assert journal.done()[0].hunks == hunks
    assert journal.done()[0].what == "note"


def test_undone_changes_wait_to_be_redone(journal: Journal) -> None:
    """Undo moves the last changes over, redo moves them back."""
    for number in (1, 2, 3):
        record(journal, number)
    journal.mark("undo", [step(3), step(2)])
    assert numbers(journal) == ([1], [3, 2])
    journal.mark("redo", [step(2, undo=False)])
    assert numbers(journal) == ([1, 2], [3])


def test_a_new_change_ends_the_redoing(journal: Journal) -> None:
    """After a new change there is nothing to redo."""
    record(journal, 1)
    journal.mark("undo", [step(1)])
    journal.append("another", "2026-11-21", "s0", "s2")
    assert numbers(journal) == ([2], [])


def test_a_change_that_failed_leaves_everything_as_it_was(journal: Journal) -> None:
    """Cancelling a record brings back what could be redone before it."""
    record(journal, 1)
    journal.mark("undo", [step(1)])
    journal.append("fails", "", "s0", "s2", []).cancel()
    assert numbers(journal) == ([], [1])
    journal.mark("redo", [step(1, undo=False)]).cancel()
    assert numbers(journal) == ([], [1])


def test_a_crash_before_the_change_is_settled(journal: Journal) -> None:
    """When the list is still as before the last record, that change did not happen."""
    record(journal, 1)
    record(journal, 2)
    journal.settle("s2")
    assert numbers(journal) == ([1, 2], [])
    journal.settle("s1")
    journal.settle("s1")
    assert numbers(journal) == ([1], [])


@pytest.mark.parametrize("dismissed", [(), ("2401.00001",)])
def test_a_new_change_settles_what_was_recorded_before_it(
    journal: Journal, dismissed: tuple[str, ...]
) -> None:
    """A record of what did not happen is taken back before the next one is written."""
    record(journal, 1)
    record(journal, 2)  # the list is still as change 1 left it
    journal.append("next", "2026-11-21", "s1", "s1" if dismissed else "s3", dismissed=dismissed)
    assert [entry.what for entry in journal.done()] == ["change 1", "next"]
    assert [entry.number for entry in journal.done()] == [1, 3]


def test_a_crash_before_an_undo_of_several_is_settled(journal: Journal) -> None:
    """When the list is as before an undo of two changes, neither was undone."""
    for number in (1, 2, 3):
        record(journal, number)
    journal.mark("undo", [step(3), step(2)])
    journal.settle("s3")
    assert numbers(journal) == ([1, 2, 3], [])


def test_a_step_in_a_list_that_moved_on_can_be_taken_back_exactly(journal: Journal) -> None:
    """An undo remembers what it really replaced; so does a redo."""
    record(journal, 1)
    journal.mark("undo", [Step(1, "x1", "x0", (Replacement(5, "mine", "old"),))])
    (undone,) = journal.undone()
    assert (undone.before, undone.after) == ("x0", "x1")
    assert undone.hunks == (Replacement(5, "old", "mine"),)
    journal.mark("redo", [Step(1, "y0", "y1", (Replacement(7, "old", "mine"),))])
    (done,) = journal.done()
    assert (done.before, done.after, done.hunks) == ("y0", "y1", (Replacement(7, "old", "mine"),))


def test_a_line_cut_short_is_passed_over(journal: Journal) -> None:
    """A crash inside a line loses that line only, and the next one stands by itself."""
    record(journal, 1)
    with journal.path.open("ab") as file:
        file.write(b'{"n": 2, "what": "hal')
    record(journal, 2)
    assert numbers(journal) == ([1, 2], [])


GARBAGE = [
    b"\x00\xff\xfe",
    b"[" * 100_000,
    b"null",
    b"{}",
    b'{"n": 1e999}',
    b'{"n": 5, "what": "x", "at": "", "before": "", "after": "", "hunks": ["x"]}',
    b'{"n": 5, "what": "x", "at": "", "before": "", "after": "", "hunks": [{"at": -1}]}',
    b'{"n": 5, "what": 7, "at": "", "before": "", "after": "", "hunks": []}',
    b'{"n": true, "what": "x", "at": "", "before": "", "after": "", "hunks": []}',
    b'{"undo": []}',
    b'{"undo": 7}',
    b'{"undo": [{"n": 99, "before": "s1", "after": ""}]}',
    b'{"redo": [{"n": {}}]}',
]


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_is_passed_over(journal: Journal, garbage: bytes) -> None:
    """No line, however wrong, keeps the changes around it from being undone."""
    record(journal, 1)
    with journal.path.open("ab") as file:
        file.write(garbage + b"\n")
    journal.settle("elsewhere")
    record(journal, 2)
    assert numbers(journal) == ([1, 2], [])


_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-3, 9), st.text(max_size=4)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["n", "at", "old", "new", "before", "after", "hunks"]),
            inner,
            max_size=6,
        ),
    ),
    max_leaves=10,
)
_lines = st.lists(
    st.dictionaries(
        st.sampled_from(["n", "what", "at", "before", "after", "hunks", "undo", "redo", "cancel"]),
        _json,
        max_size=8,
    ),
    max_size=6,
)


@given(_lines)
def test_any_json_is_replayed(lines: list[dict[str, Any]]) -> None:
    """Lines of any content give some history and no exception."""
    replay(lines)


def test_the_history_is_bounded(journal: Journal) -> None:
    """Of seven hundred changes at least the last five hundred are kept, in a bounded file."""
    for number in range(1, 701):
        record(journal, number)
    done, _ = numbers(journal)
    assert done[-KEPT:] == list(range(701 - KEPT, 701))
    assert journal.path.read_bytes().count(b"\n") <= KEPT + 102


def test_shortening_keeps_what_can_be_redone(journal: Journal) -> None:
    """What was undone before the history is shortened can still be redone, in order."""
    for number in range(1, 602):
        record(journal, number)
    journal.mark("undo", [step(601), step(600)])
    journal.mark("redo", [step(600, undo=False)])
    journal.mark("undo", [step(600)])
    done, undone = numbers(journal)
    assert (done[-1], undone) == (599, [601, 600])
    record(journal, 602)
    assert numbers(journal)[0][-2:] == [599, 602]


def test_the_number_of_an_undone_change_is_not_given_again(journal: Journal) -> None:
    """Numbers grow over marks, so that a mark means one change."""
    record(journal, 1)
    journal.mark("undo", [step(1)])
    journal.append("other", "", "s0", "s9", [])
    assert [e.number for e in journal.done()] == [2]


def test_two_processes_see_each_others_changes(journal: Journal, tmp_path: Path) -> None:
    """A journal that was read goes on with what another process appended since."""
    record(journal, 1)
    assert len(journal.done()) == 1
    record(Journal(tmp_path / "history", tmp_path / "list.toml"), 2)
    record(journal, 3)
    assert numbers(journal) == ([1, 2, 3], [])


def test_a_link_to_a_list_shares_its_history(tmp_path: Path) -> None:
    """A list and a symbolic link to it are one list; another list has its own history."""
    (tmp_path / "link.toml").symlink_to(tmp_path / "list.toml")
    folder = tmp_path / "history"
    paths = {Journal(folder, tmp_path / name).path for name in ("list.toml", "link.toml", "b.toml")}
    assert len(paths) == 2


@pytest.mark.parametrize("call", ["open", "write", "fsync"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_record_that_fails_leaves_no_trace(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    """A full or failing disk gives an error, and the history is as it was."""
    record(journal, 1)
    before = journal.path.read_bytes()
    real = getattr(os, call)

    def failing(*args: Any, **kwargs: Any) -> Any:
        if call == "open" and not args[1] & os.O_APPEND:
            return real(*args, **kwargs)
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing)
        with pytest.raises(FileError, match="cannot record the change"):
            record(journal, 2)
    assert journal.path.read_bytes() == before


def test_a_partial_write_is_taken_back(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a failing disk took of a line is cut off again."""
    record(journal, 1)
    before = journal.path.read_bytes()
    real = os.write
    calls: list[int] = []

    def half(descriptor: int, data: Any) -> int:
        if calls:
            raise OSError(errno.ENOSPC, "full")
        calls.append(1)
        return real(descriptor, bytes(data)[:7])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(FileError):
            record(journal, 2)
    assert journal.path.read_bytes() == before


def test_a_history_that_cannot_be_read_is_named(journal: Journal) -> None:
    """A folder in the journal's place is an error with its path."""
    journal.path.mkdir(parents=True)
    with pytest.raises(FileError, match="is a folder"):
        journal.done()


def test_lines_are_json(journal: Journal) -> None:
    """The history can be read with any JSON tool."""
    record(journal, 1)
    assert json.loads(journal.path.read_bytes())["n"] == 1


def test_shortening_is_rare_and_exact(journal: Journal) -> None:
    """A hundred changes more than are kept may stand there; then it is the newest that stay."""
    for number in range(1, KEPT + 102):
        record(journal, number)
    assert len(journal.done()) == KEPT + 101
    record(journal, KEPT + 102)
    assert numbers(journal)[0] == list(range(102, KEPT + 103))


def test_a_large_history_is_halved_until_it_takes_half_of_its_room(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few the changes are: what is dropped is the older half of them."""
    journal.path.parent.mkdir()
    journal.path.write_text('{"last": 1000, "cancel": true}\n')  # all lines are of one length

    states = (f"s{number}" for number in range(1000, 2000))
    pairs = pairwise(states)

    def one_more() -> None:
        journal.append("change", "2026-11-21", *next(pairs), [Replacement(0, "a", "b")])

    for _ in range(100):
        one_more()
    monkeypatch.setattr("readlist.history.journal.LARGEST", len(journal.path.read_bytes()))
    one_more()
    assert len(journal.done()) == 101
    one_more()
    assert numbers(journal)[0] == list(range(1052, 1103))


def test_one_change_is_kept_whatever_its_size(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last change can be taken back even if it alone is too large for the history."""
    monkeypatch.setattr("readlist.history.journal.LARGEST", 10)
    for number in (1, 2, 3):
        record(journal, number)
    assert numbers(journal)[0] == [2, 3]


def test_a_new_history_survives_a_power_cut(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first line is synced, and so is the folder that names the file; later only the line."""
    synced: list[bool] = []
    real = os.fsync

    def noted(descriptor: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    record(journal, 1)
    assert synced == [False, True]
    record(journal, 2)
    assert synced == [False, True, False]


def test_a_history_is_found_again_by_the_path_of_its_list(tmp_path: Path) -> None:
    """Also by later versions: its name is sixteen digits of the checksum of the list's path."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(tmp_path / "list.toml"))).hexdigest()
    journal = Journal(tmp_path / "history", tmp_path / "list.toml")
    assert journal.path == tmp_path / "history" / f"{name[:16]}.jsonl"


@pytest.mark.parametrize("last", [-7, 0])
def test_numbers_begin_with_one_whatever_a_broken_line_says(journal: Journal, last: int) -> None:
    """A number that no change can have is no reason to count on from it."""
    journal.path.parent.mkdir()
    journal.path.write_text(f'{{"last": {last}, "cancel": true}}\n')
    record(journal, 1)
    assert numbers(journal) == ([1], [])


def test_turned_down_discoveries_are_numbered_like_changes(journal: Journal) -> None:
    """They stand between the changes of the list, which they leave as it was."""
    record(journal, 1)
    receipt = journal.append(
        "dismiss", "2026-11-21", "s1", "s1", dismissed=["2401.00001", "2401.00002"]
    )
    assert receipt.number == 2
    record(journal, 3)
    entry = journal.done()[1]
    assert (entry.number, entry.before, entry.after, entry.hunks) == (2, "s1", "s1", ())
    assert entry.dismissed == ("2401.00001", "2401.00002")
    assert numbers(journal) == ([1, 2, 3], [])


def test_no_descriptor_is_left_open(journal: Journal) -> None:
    """However many changes are recorded."""
    record(journal, 1)
    before = len(list(Path("/dev/fd").iterdir()))
    for number in range(2, 12):
        record(journal, number)
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_what_a_crash_left_pending_is_told_without_writing(journal: Journal) -> None:
    """`settled` answers as if the record of a change that did not happen were cancelled."""
    record(journal, 1)
    record(journal, 2)
    raw = journal.path.read_bytes()
    assert [e.number for e in journal.settled("s1").done] == [1]
    assert [e.number for e in journal.settled("s2").done] == [1, 2]
    assert journal.path.read_bytes() == raw
