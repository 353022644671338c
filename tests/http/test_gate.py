"""The gate: one request at a time, far enough apart, in every process."""

import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.errors import FileError
from readlist.http.errors import RefusedError, UnreachableError
from readlist.http.gate import LONGEST_PAUSE, Gate


class Clock:
    """A clock that only sleeping moves, and a record of what was said and slept."""

    def __init__(self, now: float = 1_000_000.0) -> None:
        self.now = now
        self.slept: list[float] = []
        self.said: list[tuple[float, str]] = []

    def time(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds

    def on_wait(self, seconds: float, why: str) -> None:
        """Take down what the reader would be told."""
        self.said.append((seconds, why))

    def gate(self, path: Path, interval: float = 3.0) -> Gate:
        """Return a gate that goes by this clock."""
        return Gate(path, interval, on_wait=self.on_wait, clock=self.time, sleep=self.sleep)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the gate's file will be."""
    return tmp_path / "state" / "arxiv.gate"


def test_the_next_request_waits_from_the_end_of_the_last(path: Path) -> None:
    """A request of 10 s is followed by a full interval, which is announced."""
    clock = Clock()
    with clock.gate(path).turn():
        clock.now += 10
    assert clock.slept == []
    with clock.gate(path).turn():
        pass
    assert sum(clock.slept) == pytest.approx(3)
    ((seconds, why),) = clock.said
    assert (round(seconds, 6), why) == (3, "arXiv asks for 3 s between requests")


def test_short_waits_are_silent(path: Path) -> None:
    """A wait of up to a second is not worth a word."""
    clock = Clock()
    for _ in range(2):
        with clock.gate(path, 0.9).turn():
            pass
    assert sum(clock.slept) == pytest.approx(0.9)
    assert clock.said == []


def test_a_failed_request_counts_too(path: Path) -> None:
    """An exception, Ctrl-C too, ends the turn and leaves the time of its end."""
    clock = Clock()
    with pytest.raises(KeyboardInterrupt), clock.gate(path).turn():
        raise KeyboardInterrupt
    with clock.gate(path).turn():
        pass
    assert sum(clock.slept) == pytest.approx(3)


def test_a_cool_down_holds_for_everyone_once(path: Path) -> None:
    """The pause that arXiv asked one process for is kept by another, then forgotten."""
    clock = Clock()
    with clock.gate(path).turn() as turn:
        turn.cool_down(40, "arXiv asks to slow down (429)")
    with clock.gate(path).turn():
        pass
    ((seconds, why),) = clock.said
    assert (round(seconds, 6), why) == (40, "arXiv asks to slow down (429)")
    with clock.gate(path).turn():
        pass
    assert sum(clock.slept) == pytest.approx(43)


def test_a_pause_that_is_too_long_is_an_error_at_once(path: Path) -> None:
    """Nobody sits through a quarter of an hour: the error says until when."""
    clock = Clock()
    with clock.gate(path).turn() as turn:
        turn.cool_down(900, "arXiv asks to slow down (503)")
    with (
        pytest.raises(RefusedError, match=r"readlist waits until \d\d:\d\d"),
        clock.gate(path).turn(60),
    ):
        pass
    assert clock.slept == []


def test_no_pause_is_longer_than_an_hour(path: Path) -> None:
    """A server that asks for a year gets an hour."""
    clock = Clock()
    with clock.gate(path).turn() as turn:
        turn.cool_down(3e7, "patience")
    with clock.gate(path).turn():
        pass
    assert sum(clock.slept) == pytest.approx(LONGEST_PAUSE)


def test_a_clock_set_back_costs_one_interval(path: Path) -> None:
    """A time of the future in the file is not waited for."""
    clock = Clock()
    with clock.gate(path).turn():
        pass
    clock.now -= 86400
    with clock.gate(path).turn():
        pass
    assert sum(clock.slept) == pytest.approx(3)


@given(st.binary(max_size=2000))
def test_garbage_in_the_file_costs_one_interval_at_most(
    tmp_path_factory: pytest.TempPathFactory, garbage: bytes
) -> None:
    """Whatever the file holds, the turn comes, and the file is sound afterwards."""
    path = tmp_path_factory.mktemp("gate") / "arxiv.gate"
    path.write_bytes(garbage)
    clock = Clock()
    with clock.gate(path).turn():
        pass
    assert sum(clock.slept) <= 3
    assert json.loads(path.read_text())["last"] == clock.now


@pytest.mark.parametrize(
    "text",
    [
        '{"last": NaN, "pause": 0, "why": "", "pid": 1}',
        '{"last": 1e999, "pause": 0, "why": "", "pid": 1}',
        '{"last": 0, "pause": 1e99, "why": "", "pid": 1}',
        '{"last": 0, "pause": 0, "why": "", "pid": 1e999}',
        '{"last": [], "pause": 0, "why": "", "pid": 1}',
        "[" * 500,
    ],
)
def test_impossible_numbers_are_garbage(path: Path, text: str) -> None:
    """Numbers that no gate writes do not stop the gate."""
    path.parent.mkdir()
    path.write_text(text)
    clock = Clock()
    with clock.gate(path).turn():
        pass
    assert sum(clock.slept) == pytest.approx(3)


def test_a_waiting_process_is_told_for_whom(path: Path) -> None:
    """While another process holds the gate, its number is named, every second."""
    clock = Clock()
    with clock.gate(path).turn():
        slept_by_other = 0.0

        class Leaver(Clock):
            def sleep(self, seconds: float) -> None:
                nonlocal slept_by_other
                super().sleep(seconds)
                slept_by_other += seconds
                if slept_by_other > 5:
                    raise KeyboardInterrupt

        other = Leaver(clock.now)
        with pytest.raises(KeyboardInterrupt), other.gate(path).turn():
            pass
    told = (0.0, f"another readlist (process {os.getpid()}) is asking arXiv")
    assert other.said == [told] * 5


def test_a_process_that_never_lets_go_is_an_error(path: Path) -> None:
    """After ten minutes the waiting process gives up and names the other one."""
    clock = Clock()
    with (
        clock.gate(path).turn(),
        pytest.raises(
            UnreachableError, match=r"process \d+\) has been asking arXiv for 10 minutes"
        ),
        clock.gate(path).turn(),
    ):
        pass


def test_the_lock_goes_with_its_holder(path: Path) -> None:
    """Nothing but the open file holds the gate; a dead process leaves the time of its request."""
    script = (
        "import os, sys; from pathlib import Path; from readlist.http.gate import Gate\n"
        "Gate(Path(sys.argv[1]), 3).turn().__enter__(); os._exit(9)"
    )
    died = subprocess.run([sys.executable, "-c", script, str(path)], check=False, timeout=30)
    assert died.returncode == 9
    clock = Clock(json.loads(path.read_text())["last"])
    with clock.gate(path).turn():
        pass
    assert sum(clock.slept) == pytest.approx(3)


def test_the_lock_is_held_during_the_turn_only(path: Path) -> None:
    """The file is locked inside the block and free after it."""
    with Clock().gate(path).turn(), path.open() as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with path.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_an_unusable_state_folder_is_named(tmp_path: Path) -> None:
    """Where the gate cannot be, no request is sent, and the message says which file."""
    blocked = tmp_path / "state"
    blocked.write_text("a file where the folder should be")
    with (
        pytest.raises(FileError, match=r"cannot write .*arxiv\.gate"),
        Gate(blocked / "arxiv.gate", 3).turn(),
    ):
        pass
    (tmp_path / "folder.gate").mkdir()
    with pytest.raises(FileError, match="cannot write"), Gate(tmp_path / "folder.gate", 3).turn():
        pass
