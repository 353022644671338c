"""A real terminal to type on, in tmux."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest

PATIENCE = 30.0
"""Seconds after which a terminal that shows nothing has failed; it never takes a tenth of it."""

TMUX = shutil.which("tmux")


class Terminal:
    """A shell in a tmux of its own."""

    def __init__(self, folder: Path, width: int, height: int) -> None:
        assert TMUX
        self._base = [TMUX, "-S", str(folder / "socket"), "-f", "/dev/null"]
        size = ("-x", str(width), "-y", str(height))
        self._call("new-session", "-d", *size, "-c", str(folder), "sh")

    def _call(self, *words: str) -> str:
        done = subprocess.run(
            [*self._base, *words], capture_output=True, text=True, check=True, timeout=30
        )
        return done.stdout

    def type(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self._call("send-keys", *keys)

    def resize(self, width: int, height: int) -> None:
        """Change the size of the window."""
        self._call("resize-window", "-x", str(width), "-y", str(height))

    def wait_for(self, text: str) -> str:
        """Return the screen once it shows a text."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            screen = self._call("capture-pane", "-p")
            if text in screen:
                return screen
            time.sleep(0.05)
        pytest.fail(f"{text!r} never came:\n{self._call('capture-pane', '-p')}")

    def close(self) -> None:
        """End the shell and all in it."""
        subprocess.run([*self._base, "kill-server"], capture_output=True, check=False, timeout=30)
