"""What a use case tells while the screen is on: shown on its last line, never printed over it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from readlist.lazy import lazy
from readlist.library.workspace import Notices
from readlist.progress import Work

if TYPE_CHECKING:
    from textual.app import App

    from readlist.tui import background
else:
    background = lazy("readlist.tui.background")


class ScreenNotices:
    """Speaks on the screen while there is one, and through other notices before and after.

    Args:
        otherwise: Who tells the reader while there is no screen.
    """

    def __init__(self, otherwise: Notices) -> None:
        self._otherwise = otherwise
        self._app: App[Any] | None = None
        self._told = ""

    @contextmanager
    def on(self, app: "App[Any]") -> Iterator[None]:
        """Speak on a screen as long as the context lasts."""
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
        """Say something that the reader must not miss."""
        if not self._tell(text):
            self._otherwise.warn(text)

    def waiting(self, seconds: float, why: str) -> None:
        """Say that a wait of more than a second begins."""
        if not self._tell(f"waiting {seconds:.0f} s: {why}"):
            self._otherwise.waiting(seconds, why)

    def working(self, what: str, pace: float = 0.0) -> AbstractContextManager[Work]:
        """Follow a piece of work: on the screen only downloads, where nothing waits for others."""
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
            self._app.post_message(background.Told(text))
        return True


class _Told:
    """A piece of work that is followed on the screen."""

    def __init__(self, screen: ScreenNotices) -> None:
        self._screen = screen
        self._item = ""

    def at(self, done: int, total: int | None = None, item: str = "") -> None:  # noqa: ARG002
        """Take note of what is begun."""
        self._item = item

    def load(self, there: int, whole: int | None) -> None:
        """Say how much of a download is there: by tenths where its size is known, else by MB."""
        part = f"{there * 10 // whole * 10} %" if whole else f"{there / 1e6:.0f} MB"
        self._screen.told(f"fetching {self._item}: {part}")
