"""What goes on beside a screen: threads for orders and downloads, and the messages they send it.

The threads are daemons: quitting never waits for a download or a long order. `readlist fetch` goes
on with a download that was cut off.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from queue import SimpleQueue
from typing import Any

from textual.app import App
from textual.message import Message

from readlist.errors import ReadlistError
from readlist.language import translate
from readlist.library.taste import Choice
from readlist.library.workspace import Notices
from readlist.paper import Paper
from readlist.progress import Work
from readlist.text import one_line

Job = Callable[[], Message | None]


class Worker:
    """Does one job after another.

    Args:
        post: Takes messages from any thread.
        latest_only: Whether a newer job replaces one that has not begun.
    """

    def __init__(self, post: Callable[[Message], object], *, latest_only: bool = False) -> None:
        self._post = post
        self._latest_only = latest_only
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def do(self, job: Job) -> None:
        """Do a job when those before it are done."""
        self._jobs.put(job)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            while self._latest_only and not self._jobs.empty():
                job = self._jobs.get()
            message = _outcome(job)
            if message is not None:
                self._post(message)


def _outcome(job: Job) -> Message | None:
    try:
        return job()
    except ReadlistError as error:
        return Told(in_words(error))
    except Exception as error:  # noqa: BLE001 - nothing above a thread would report it
        return Told(f"this did not work: {type(error).__name__}: {error}")


def in_words(error: ReadlistError) -> str:
    """Return an error as one line."""
    problem, remedy = translate(one_line(error.problem)), translate(one_line(error.remedy))
    return f"{problem}; try: {remedy}" if remedy else problem


class Told(Message):
    """Something to say on the last line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = one_line(text)


class Ordered(Message):
    """The papers in the order that was just learned."""

    def __init__(self, choices: list[Choice]) -> None:
        super().__init__()
        self.choices = choices


class Likened(Message):
    """The identifier of the liked paper that is most like this one."""

    def __init__(self, paper: Paper, like: str | None) -> None:
        super().__init__()
        self.paper = paper
        self.like = like


class DownloadEnded(Message):
    """The result of a download."""

    def __init__(self, paper: Paper, text: str) -> None:
        super().__init__()
        self.paper = paper
        self.text = text


class ScreenNotices:
    """Shows notices on the screen while there is one, and elsewhere before and after.

    Args:
        otherwise: Shows notices while there is no screen.
    """

    def __init__(self, otherwise: Notices) -> None:
        self._otherwise = otherwise
        self._app: App[Any] | None = None
        self._told = ""

    @contextmanager
    def on(self, app: App[Any]) -> Iterator[None]:
        """Show notices on a screen while the context lasts."""
        self._app = app
        try:
            yield
        finally:
            self._app = None

    def say(self, text: str) -> None:
        """Say something that may be left out when quiet."""
        if not self._tell(text):
            self._otherwise.say(text)

    def warn(self, text: str) -> None:
        """Say something important."""
        if not self._tell(text):
            self._otherwise.warn(text)

    def waiting(self, seconds: float, why: str) -> None:
        """Say that a wait of more than a second begins."""
        if not self._tell(f"waiting {seconds:.0f} s: {why}"):
            self._otherwise.waiting(seconds, why)

    def working(self, what: str, pace: float = 0.0) -> AbstractContextManager[Work]:
        """Follow a piece of work; on a screen only downloads show, since nothing else waits."""
        return (
            self._otherwise.working(what, pace) if self._app is None else nullcontext(_Told(self))
        )

    def told(self, text: str) -> None:
        """Say something that only a screen shows."""
        self._tell(text)

    def _tell(self, text: str) -> bool:
        if self._app is None:
            return False
        if text != self._told:
            self._told = text
            self._app.post_message(Told(text))
        return True


class _Told:
    """A piece of work that is followed on the screen."""

    def __init__(self, screen: ScreenNotices) -> None:
        self._screen = screen
        self._item = ""

    def at(self, done: int, total: int | None = None, item: str = "") -> None:  # noqa: ARG002
        """Note what is begun."""
        self._item = item

    def load(self, there: int, whole: int | None) -> None:
        """Say how much of a download is here: in tenths if its size is known, else in MB."""
        part = f"{there * 10 // whole * 10} %" if whole else f"{there / 1e6:.0f} MB"
        self._screen.told(f"fetching {self._item}: {part}")
