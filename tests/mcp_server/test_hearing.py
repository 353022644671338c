"""Progress of a call, and where it is stopped."""

import pytest

from readlist.mcp.hearing import Hearing, StoppedError


def test_progress_is_passed_on_not_too_often() -> None:
    """The first word at once, then one in a fifth of a second."""
    told: list[tuple[str, int, int | None]] = []
    now = [0.0]
    hearing = Hearing(lambda *words: told.append(words), lambda: now[0])
    with hearing.working("Asking arXiv") as work:
        for done in range(10):
            work.at(done, 10, "x")
            now[0] += 0.0625
    assert told == [("Asking arXiv x", done, 10) for done in (0, 4, 8)]


def test_waits_are_told_and_warnings_kept() -> None:
    """A wait says why; a warning is for the answer."""
    told: list[str] = []
    now = [0.0]
    hearing = Hearing(lambda text, *_: told.append(text), lambda: now[0])
    hearing.waiting(3, "arXiv asks for 3 s")
    now[0] += 1
    hearing.waiting(0, "another readlist")
    hearing.warn("note: a\nb")
    assert told == ["waiting 3 s: arXiv asks for 3 s", "waiting: another readlist"]
    assert hearing.warnings == ["note: a b"]


def test_every_word_is_a_place_to_stop() -> None:
    """Except a warning, which may come in the midst of a change."""
    hearing = Hearing(None)
    with hearing.working("x") as work:
        hearing.stopped.set()
        with pytest.raises(StoppedError):
            work.at(1)
        with pytest.raises(StoppedError):
            work.load(1, 2)
        with pytest.raises(StoppedError):
            hearing.say("x")
    with pytest.raises(StoppedError):
        hearing.waiting(1, "x")
    hearing.warn("note")
