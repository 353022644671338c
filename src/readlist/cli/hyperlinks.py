"""Whether a terminal and a pager understand hyperlinks (OSC 8).

A terminal cannot be asked without waiting for its answer, so what it says of itself in the
environment counts. The escape and who understands it:
https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
"""

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import PurePath

_PROGRAMS = {
    "iTerm.app": (3, 1),
    "WezTerm": (2020, 6),
    "vscode": (1, 72),
    "ghostty": (0,),
    "Hyper": (2,),
    "Tabby": (0,),
    "rio": (0,),
    "mintty": (3, 1),
    "tmux": (3, 4),
    "WarpTerminal": (0,),
}
"""Values of ``TERM_PROGRAM``, with the first version that understands it."""
_MARKS = ("WT_SESSION", "KITTY_WINDOW_ID", "DOMTERM", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID")
"""Variables that only terminals which understand it set."""
_KINDS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour", "wezterm")
"""Beginnings of ``TERM``; these terminals are newer than the escape, or nearly so."""
_NOT_BELOW = ("screen", "linux", "dumb", "vt", "ansi", "eterm")
"""Beginnings of ``TERM`` whose programs drop the escape or print it."""
_VTE = 5001
"""GNOME's terminals understand it since 0.50, whose first version crashed over it."""
_LESS = 566
"""Version of less since which it passes the escape on (NEWS, 2020)."""
_ESCAPE = re.compile("\x1b]8;[^\x1b\x07]*(?:\x1b\\\\|\x07)")
_NUMBERS = re.compile(r"[0-9]+")


def understands(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal is likely to show links.

    ``FORCE_HYPERLINK`` says so, or with 0 that it does not.
    """
    forced = environ.get("FORCE_HYPERLINK")
    if forced:
        return forced.lower() not in ("0", "false", "no", "never")
    kind, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    if program in _PROGRAMS:  # tmux calls itself screen, too
        return _version(environ.get("TERM_PROGRAM_VERSION", "")) >= _PROGRAMS[program]
    # Whatever terminal they run in, they pass on what they know.
    if environ.get("TMUX") or kind.startswith(_NOT_BELOW):
        return False
    vte = environ.get("VTE_VERSION", "")
    if vte.isascii() and vte.isdigit():
        return int(vte[:9]) >= _VTE
    return any(map(environ.get, _MARKS)) or kind.startswith(_KINDS)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part[:9]) for part in _NUMBERS.findall(text[:40])[:3]) or (0,)


def passes_on(command: Sequence[str]) -> bool:
    """Return whether a pager passes the escape on: less does, unless it is old."""
    if PurePath(command[0]).name != "less":
        return False
    try:
        said = subprocess.run(  # noqa: S603 - the reader's own pager
            [command[0], "--version"], capture_output=True, text=True, timeout=1, check=False
        ).stdout
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return False
    found = re.match(r"less ([0-9]{1,9})", said)
    return found is not None and int(found[1]) >= _LESS


def without_links(text: str) -> str:
    """Return a text without the addresses that it links to."""
    return _ESCAPE.sub("", text)
