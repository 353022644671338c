"""Show long output in a pager: the reader's own, else less."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING

from readlist.cli import terminal
from readlist.cli.session import Session
from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.cli import external_programs, hyperlinks
else:
    external_programs = lazy("readlist.cli.external_programs")
    hyperlinks = lazy("readlist.cli.hyperlinks")

PAGED = frozenset({"show", "info", "search", "topic", "help", "stats", "undo", "doctor"})
"""Commands whose output may be longer than the screen."""

_OFF = frozenset({"", "cat", "off", "false", "no", "0"})
_DEFAULT = ("less", "-FIRX")
"""It passes colours on, ends by itself if everything fits, and leaves its last page on the
screen."""


@contextlib.contextmanager
def paged(session: Session, *, anyway: bool = False) -> Iterator[None]:
    """Send output on a terminal through the pager once it is longer than the screen.

    Args:
        session: This run.
        anyway: For a part of what a command prints that is not among `PAGED`.

    Raises:
        UsageError: The pager that is set is not a command.
    """
    command = _command(session) if anyway or session.command in PAGED else []
    if not command:
        yield
        return
    screen = sys.stdout
    page = _Page(screen, command, session.screen.height)
    sys.stdout = page
    try:
        yield
    finally:
        sys.stdout = screen
        page.close()


def _command(session: Session) -> list[str]:
    """Return the words of the pager's command; none if nothing is to be paged."""
    if session.flags.no_pager:
        return []
    if not (terminal.is_tty(sys.stdout) and session.screen.in_tty and session.screen.redraws):
        return []
    setting = session.settings.text("pager")
    chosen = setting or os.environ.get("PAGER")
    if chosen is None:
        return list(_DEFAULT)
    if chosen.strip().lower() in _OFF:
        return []
    return external_programs.split_command(chosen, "pager" if setting else "PAGER")


class _Page:
    """A stream that keeps what fits on the screen, and starts the pager for more."""

    def __init__(self, screen: IO[str], command: list[str], height: int) -> None:
        self._screen = screen
        self._command = command
        self._height = height
        self._kept: list[str] = []
        self._lines = 0
        self._process: subprocess.Popen[str] | None = None
        self._is_left = False
        self._links = True
        """Whether links may be passed on."""
        self._interrupt = signal.getsignal(signal.SIGINT)
        self.encoding = getattr(screen, "encoding", "utf-8")

    def isatty(self) -> bool:
        """Whether people read it."""
        return True

    def fileno(self) -> int:
        """Return the descriptor of the screen below."""
        return self._screen.fileno()

    def write(self, text: str) -> int:
        """Keep the text, or hand it to the pager."""
        if self._process is not None:
            self._feed(text)
            return len(text)
        self._kept.append(text)
        self._lines += text.count("\n")
        if self._lines >= self._height and self._start():
            self._feed("".join(self._kept))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write lines that have their ends."""
        for line in lines:
            self.write(line)

    def _start(self) -> bool:
        """Start the pager; False where there is none on this machine."""
        # Colours come through, and less ends by itself where all fits, unless told otherwise.
        environ = {"LESS": "FRX"} | os.environ
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the reader's own
                self._command, stdin=subprocess.PIPE, text=True, encoding="utf-8", env=environ
            )
        except OSError:
            self._height = sys.maxsize
            return False
        if "\x1b]8;" in "".join(self._kept):
            self._links = hyperlinks.passes_on(self._command)
        # In a pager, Ctrl-C is the pager's own affair.
        with contextlib.suppress(ValueError):  # in a thread of a test
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        return True

    def flush(self) -> None:
        """Do nothing: `close` does it."""

    def close(self) -> None:
        """Print what was kept, or wait until the reader leaves the pager."""
        if self._process is None:
            self._screen.write("".join(self._kept))
            return
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait()
        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGINT, self._interrupt)

    def _feed(self, text: str) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        if self._is_left:
            return
        try:
            self._process.stdin.write(text if self._links else hyperlinks.without_links(text))
        except BrokenPipeError:  # the reader has seen enough
            self._is_left = True
