"""The work under way lives on the last line, and leaves it as it was."""

import threading

import pytest

from readlist.cli.live import Live
from readlist.cli.terminal import ConsoleNotices, look_at_screen
from readlist.progress import UNFOLLOWED


class Stage:
    """A terminal of one line with a clock that only the test moves."""

    def __init__(self) -> None:
        self.now = 100.0
        self.width = 80
        self.written = ""
        self.live = Live(lambda: self.width, self._write, lambda: self.now, alone=False)

    def _write(self, text: str) -> None:
        self.written += text

    def after(self, seconds: float) -> str:
        """Let time pass; return the line that is drawn then, empty if it is not there."""
        self.now += seconds
        self.written = ""
        self.live.beat()
        drawn = self.written.replace("\x1b[?7l", "").replace("\x1b[?7h", "").replace("\x1b[J", "")
        return drawn.strip("\r ")


@pytest.fixture
def stage() -> Stage:
    """Return a terminal."""
    return Stage()


def test_nothing_is_drawn_in_the_first_second(stage: Stage) -> None:
    """Work under a second leaves no byte on the terminal."""
    with stage.live.working("Indexing the list") as work:
        for done in range(10):
            work.at(done, 10)
            assert not stage.after(0.09)
    assert not stage.written


def test_work_is_drawn_and_goes_away(stage: Stage) -> None:
    """After a second there is the line; after the work, nothing."""
    with stage.live.working("Indexing the list") as work:
        work.at(5, 10)
        assert stage.after(1.0).startswith("Indexing the list  5 of 10")
    assert stage.written.endswith("\r\x1b[J")
    assert not stage.after(5)


def test_work_of_which_nothing_is_said_is_not_drawn(stage: Stage) -> None:
    """An index that is in line with its list takes no time, however long one looks."""
    with stage.live.working("Indexing the list"):
        assert not stage.after(60)


def test_small_works_in_a_row_are_one(stage: Stage) -> None:
    """Twenty files of a tenth of a second each are two seconds to whoever waits."""
    seen = []
    for number in range(20):
        with stage.live.working("Reading") as work:
            work.at(number, 20, "a")
            seen.append(stage.after(0.1))
    assert not any(seen[:9])
    assert all(seen[10:])
    stage.now += 10  # a question was asked
    with stage.live.working("Asking arXiv") as work:
        work.at(0, 2)
        assert not stage.after(0.5)


def test_a_wait_is_counted_down_at_once(stage: Stage) -> None:
    """Nobody waits for a second to learn that they wait."""
    with stage.live.working("Asking arXiv") as work:
        work.at(0, 2)
        stage.live.waiting(3.0, "arXiv's pace")
        assert ["waiting 3 s" in stage.after(0), "waiting 2 s" in stage.after(1)] == [True, True]
        assert "waiting" not in stage.after(3)
    stage.live.waiting(7.0, "arXiv asks to slow down")
    assert stage.after(1) == "Waiting 6 s: arXiv asks to slow down"
    assert not stage.after(7)


def test_inner_work_hides_outer_work(stage: Stage) -> None:
    """What is done right now is shown, then what it was done for."""
    with stage.live.working("Fetching PDFs") as outer:
        outer.at(1, 3)
        with stage.live.working("Indexing the list") as inner:
            inner.at(1, 9)
            assert stage.after(2).startswith("Indexing the list")
        assert stage.after(0).startswith("Fetching PDFs")


def test_what_is_said_stands_above(stage: Stage) -> None:
    """A line that stays is written where the work was; the work is drawn again below."""
    with stage.live.working("Fetching PDFs") as work:
        work.at(1, 3)
        stage.after(2)
        with stage.live.pause():
            assert stage.written.endswith("\r\x1b[J")
        assert stage.after(0).startswith("Fetching PDFs")


def test_ctrl_c_leaves_nothing(stage: Stage) -> None:
    """Whatever ends the work takes the line away; what is told afterwards shows nothing."""

    def stopped() -> None:
        with stage.live.working("Fetching PDFs") as work:
            work.at(1, 3)
            stage.after(2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert stage.written.endswith("\r\x1b[J")
    with stage.live.working("Fetching PDFs") as work:
        work.at(1, 3)
        stage.live.close()
        work.at(2, 3)
        assert not stage.after(9)


@pytest.mark.parametrize("reason", ["quiet", "still", "no terminal", "dumb"])
def test_work_is_followed_on_a_terminal_only(
    reason: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not in a file or a pipe, not with --quiet or --json, not where lines cannot be drawn over."""
    monkeypatch.setattr("readlist.cli.terminal.is_tty", lambda _stream: reason != "no terminal")
    if reason == "dumb":
        monkeypatch.setenv("TERM", "dumb")
    screen = look_at_screen()
    notices = ConsoleNotices(screen, quiet=reason == "quiet", still=reason == "still")
    with notices.working("Fetching PDFs") as work:
        assert work is UNFOLLOWED
        for seconds in (3.0, 2.0):
            notices.waiting(seconds, "arXiv's pace")
    notices.close()
    said = "Waiting 3 s: arXiv's pace\n" if reason == "dumb" else ""
    assert capsys.readouterr().err == said


def test_the_thread_that_draws_ends_with_the_work() -> None:
    """Whoever forks afterwards is alone."""
    before = threading.active_count()
    live = Live(lambda: 80, lambda _text: None)
    with live.working("Fetching PDFs") as work:
        assert threading.active_count() == before
        work.at(1, 3)
        assert threading.active_count() == before + 1
    assert threading.active_count() == before
