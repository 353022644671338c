"""Background threads of a screen, one for orders and one for downloads, and the messages they post.

The threads are daemons: quitting never waits for a download or a long order. `readlist fetch` goes
on with a download that was cut off.
"""

import threading
from collections.abc import Callable
from queue import SimpleQueue

from textual.message import Message

from readlist.errors import ReadlistError
from readlist.language import translate
from readlist.library.taste import Choice
from readlist.paper import Paper
from readlist.text import one_line

Job = Callable[[], Message | None]


class Worker:
    """Does one job after another.

    Args:
        post: Takes messages from any thread.
        latest_only: Whether a job that did not begin is dropped when a newer one comes.
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
    except Exception as error:  # noqa: BLE001 - a thread has nobody above it to tell
        return Told(f"this did not work: {type(error).__name__}: {error}")


def in_words(error: ReadlistError) -> str:
    """Return a failure as one line."""
    problem, remedy = translate(one_line(error.problem)), translate(one_line(error.remedy))
    return f"{problem}; try: {remedy}" if remedy else problem


class Told(Message):
    """Something to say on the last line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = one_line(text)


class Ordered(Message):
    """The papers in the order of what is known of the reader now."""

    def __init__(self, choices: list[Choice]) -> None:
        super().__init__()
        self.choices = choices


class Likened(Message):
    """The identifier of the paper that the reader likes and that is most like one."""

    def __init__(self, paper: Paper, like: str | None) -> None:
        super().__init__()
        self.paper = paper
        self.like = like


class DownloadEnded(Message):
    """What became of a download."""

    def __init__(self, paper: Paper, text: str) -> None:
        super().__init__()
        self.paper = paper
        self.text = text
