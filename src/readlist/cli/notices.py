"""What is told on stderr while a command works."""

import sys

from readlist.cli.terminal import Screen
from readlist.text import clean, one_line

_ERASE = "\r\x1b[2K"
_MB = 1_000_000


class ConsoleNotices:
    """Lines on stderr; on a terminal, waits and downloads live on a line that goes away again.

    Args:
        screen: What may be printed where.
        quiet: Leave out everything but warnings.
    """

    def __init__(self, screen: Screen, *, quiet: bool = False) -> None:
        self._screen = screen
        self._quiet = quiet
        self._waits: set[str] = set()
        self._passing = False
        self._bar: _Bar | None = None

    def say(self, text: str) -> None:
        """Say something, unless quiet."""
        if not self._quiet:
            self.warn(text)

    def warn(self, text: str) -> None:
        """Say something, always."""
        self.close()
        line = clean(text).replace("\n", " ").rstrip()
        sys.stderr.write(self._screen.fitted(line) + "\n")
        sys.stderr.flush()

    def waiting(self, seconds: float, why: str) -> None:
        """Say why nothing happens for a while: once a reason where lines stay."""
        text = one_line(f"Waiting {seconds:.0f} s: {why}")
        if self._quiet:
            return
        if self._lives:
            self.close()
            sys.stderr.write(_ERASE + text[: self._screen.width - 1])
            sys.stderr.flush()
            self._passing = True
        elif why not in self._waits:
            self._waits.add(why)
            self.say(text)

    def progress(self, label: str, done: int, total: int | None) -> None:
        """Show how far a download is, on a terminal."""
        if self._quiet or not self._lives:
            return
        if self._bar is None or self._bar.label != label:
            self.close()
            self._bar = _Bar(label, self._screen)
        self._bar.show(done, total)
        if done == total:
            self.close()

    def close(self) -> None:
        """Take away what lives on the last line."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
        if self._passing:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()
            self._passing = False

    @property
    def _lives(self) -> bool:
        """Whether a line can be drawn over."""
        return self._screen.err_tty and self._screen.redraws


class _Bar:
    """One download on the last line of the terminal, drawn by Rich."""

    def __init__(self, label: str, screen: Screen) -> None:
        from rich.console import Console  # noqa: PLC0415 - only downloads need it
        from rich.progress import (  # noqa: PLC0415 - only downloads need it
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self.label = label
        console = Console(
            stderr=True,
            width=screen.width,
            color_system="auto" if screen.err_colour else None,
            markup=False,
        )
        columns = [TextColumn("  {task.description}", markup=False), BarColumn(), DownloadColumn()]
        self._progress = Progress(
            *columns, TimeRemainingColumn(compact=True), console=console, transient=True
        )
        self._task = self._progress.add_task(one_line(label), total=None)
        self._progress.start()

    def show(self, done: int, total: int | None) -> None:
        self._progress.update(self._task, completed=done, total=total)

    def close(self) -> None:
        self._progress.stop()


def megabytes(size: int) -> str:
    """Return ``2.5 MB``, or kilobytes below a tenth of one."""
    return f"{size / _MB:.1f} MB" if size >= _MB / 10 else f"{max(size // 1000, 1)} kB"
