"""What this run may print where: terminals, colours, width, symbols."""

import os
import shutil
import sys
from dataclasses import dataclass
from typing import IO

NARROWEST = 20
"""Columns below which nothing is made to fit any more."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The streams of this run."""

    out_tty: bool
    """Whether people read standard output; programs do otherwise."""
    err_tty: bool
    in_tty: bool
    out_colour: bool
    err_colour: bool
    width: int
    height: int
    encoding: str
    redraws: bool
    """Whether the terminal can draw over a line."""

    @property
    def utf8(self) -> bool:
        """Whether standard output can carry every character."""
        return self.encoding.replace("-", "").replace("_", "").lower() in ("utf8", "utf8sig")


def is_tty(stream: IO[str] | None) -> bool:
    """Return whether a stream is a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def look_at_screen(*, no_color: bool = False) -> Screen:
    """Return the facts of this run's streams.

    Colours: none with ``--no-color``, ``NO_COLOR`` (https://no-color.org) or ``TERM=dumb``.
    ``FORCE_COLOR`` makes standard output count as a terminal, as Rich does.
    """
    forced = os.environ.get("FORCE_COLOR", "") not in ("", "0")
    colour = not no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    out_tty, err_tty = is_tty(sys.stdout) or forced, is_tty(sys.stderr)
    size = shutil.get_terminal_size((80, 24))
    return Screen(
        out_tty=out_tty,
        err_tty=err_tty,
        in_tty=is_tty(sys.stdin),
        out_colour=colour and out_tty,
        err_colour=colour and (err_tty or forced),
        width=max(size.columns, NARROWEST),
        height=size.lines,
        redraws=os.environ.get("TERM", "") not in ("", "dumb"),
        encoding=getattr(sys.stdout, "encoding", None) or "utf-8",
    )


def make_streams_safe() -> None:
    """Let characters that a stream cannot carry come out as ``?`` instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
