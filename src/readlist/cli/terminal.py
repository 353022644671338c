"""What this run may print where, in which language, and what is told on stderr while it works."""

import os
import shutil
import sys
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from readlist import language
from readlist.errors import ReadlistError
from readlist.language import translate
from readlist.lazy import lazy
from readlist.paths import find_paths
from readlist.progress import UNFOLLOWED, Work
from readlist.regular import load_regular
from readlist.text import clean, columns, one_line

if TYPE_CHECKING:
    from readlist import config
    from readlist.cli import hyperlinks, live
    from readlist.cli.live import Live
    from readlist.views import cells
else:
    config = lazy("readlist.config")
    hyperlinks = lazy("readlist.cli.hyperlinks")
    live = lazy("readlist.cli.live")
    cells = lazy("readlist.views.cells")

NARROWEST = 20
"""Columns below which nothing is made to fit any more."""


class Screen(NamedTuple):
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
    terminal: str
    """What stands for the terminal that the run was started on; empty if it is on none."""
    shows_rows: bool
    """Whether standard output is that very terminal, so that row numbers are seen on it."""

    @property
    def utf8(self) -> bool:
        """Whether standard output can carry every character."""
        return self.encoding.replace("-", "").replace("_", "").lower() in ("utf8", "utf8sig")

    @property
    def links(self) -> bool:
        """Whether addresses may stand behind text on standard output: never without colours."""
        return self.out_colour and hyperlinks.understands(os.environ)

    def fitted(self, text: str) -> str:
        """Return a text for standard error in lines that end between its words.

        Words that are too long for a line, as paths are, stay whole, so that they can be copied.
        """
        if not self.err_tty or (len(text) <= self.width and text.isascii()):
            return text
        words = text.lstrip(" ")
        lines, room = [" " * (len(text) - len(words))], self.width - len(text) + len(words)
        for word in words.split(" "):
            gap = " "
            # In Chinese, no blanks show where a line can end.
            for piece in cells.units_of(word) if _is_chinese(word) else [word]:
                begun = bool(lines[-1].strip())
                taken = cells.width_of(piece) + (len(gap) if begun else 0)
                if begun and taken > room:
                    lines.append(piece)
                    room = self.width - cells.width_of(piece)
                else:
                    lines[-1] += f"{gap}{piece}" if begun else piece
                    room -= taken
                gap = ""
        return "\n".join(lines)


def _is_chinese(word: str) -> bool:
    """Whether a word is a piece of a Chinese sentence, and no path."""
    return not word.isascii() and "/" not in word and columns(word) > len(word)


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
    others = [stream for stream in (sys.stdin, sys.stderr) if is_tty(stream)]
    mine = [*others, sys.stdout] if out_tty else others
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
        terminal=f"{_device(mine[0])} {_session()}" if mine else "",
        shows_rows=out_tty and _device(mine[0]) == _device(sys.stdout),
    )


def _device(stream: IO[str]) -> str:
    """Return the device of a stream; ``-`` for one that only counts as a terminal."""
    try:
        return str(os.fstat(stream.fileno()).st_rdev) if stream.isatty() else "-"
    except (OSError, ValueError, AttributeError):
        return "-"


def _session() -> str:
    """Return what stands for the login session, so that no later one is taken for it.

    Devices and process numbers are used again; the time at which the session's first process
    began (proc(5), field 22 of ``stat``) tells two of them apart, and the boot tells what that
    time counts from. Where there is no ``/proc``, what the terminal program says of itself does.
    """
    leader = os.getsid(0)
    try:
        facts = Path(f"/proc/{leader}/stat").read_bytes()
        began = facts.rpartition(b")")[2].split()[19].decode()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except (OSError, IndexError, ValueError):
        return f"{leader} {os.environ.get('TERM_SESSION_ID', '')}".strip()
    return f"{leader} {began} {boot}"


def make_streams_safe() -> None:
    """Let characters that a stream cannot carry come out as ``?`` instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


_MB = 1_000_000


class ConsoleNotices:
    """Lines on stderr; on a terminal, the work under way lives on a line that goes away again.

    Args:
        screen: What may be printed where.
        quiet: Leave out everything but warnings.
        still: Show no work and no waits.
    """

    def __init__(self, screen: Screen, *, quiet: bool = False, still: bool = False) -> None:
        self._screen = screen
        self._quiet = quiet
        self._shows = screen.err_tty and not (quiet or still)
        self._waits: set[str] = set()
        self._drawn: Live | None = None

    def say(self, text: str) -> None:
        """Say something, unless quiet."""
        if not self._quiet:
            self.warn(text)

    def warn(self, text: str) -> None:
        """Say something, always."""
        line = translate(clean(text).replace("\n", " ").rstrip())
        with self._drawn.pause() if self._drawn else nullcontext():
            sys.stderr.write(self._screen.fitted(line) + "\n")
            sys.stderr.flush()

    def waiting(self, seconds: float, why: str) -> None:
        """Count down while nothing happens; where lines stay, say it once a reason."""
        if self._shows and self._screen.redraws:
            self._live.waiting(seconds, translate(why))
        elif self._shows and why not in self._waits:
            self._waits.add(why)
            self.say(one_line(f"Waiting {seconds:.0f} s: {why}" if seconds else f"Waiting: {why}"))

    def working(self, what: str, pace: float = 0.0) -> AbstractContextManager[Work]:
        """Follow a piece of work that takes over a second, on a terminal."""
        if self._shows and self._screen.redraws:
            return self._live.working(translate(what), pace)
        return nullcontext(UNFOLLOWED)

    def close(self) -> None:
        """Take away what lives on the last line; whatever is under way is followed no longer."""
        if self._drawn:
            self._drawn.close()

    @property
    def _live(self) -> "Live":
        if self._drawn is None:
            width = partial(live.width_of_stderr, self._screen.width)
            self._drawn = live.Live(width, colour=self._screen.err_colour)
        return self._drawn


def megabytes(size: int) -> str:
    """Return ``2.5 MB``, or kilobytes below a tenth of one."""
    return f"{size / _MB:.1f} MB" if size >= _MB / 10 else f"{max(size // 1000, 1)} kB"


_LARGEST = 1 << 20


def speak() -> None:
    """Speak the language that the reader asks for, where the terminal can show it."""
    asked = os.environ.get("READLIST_LANGUAGE") or _set_in_file()
    chosen = language.chosen_language(os.environ, asked)
    language.use(chosen if _can_be_shown(chosen) else language.ENGLISH)


def _set_in_file() -> str:
    """Return the setting; a file that does not speak of languages is not parsed for it."""
    try:
        path = find_paths().config
        if b"language" not in load_regular(path, _LARGEST):
            return language.AUTO
        return config.read_settings(path, {})[0].text("language")
    except (OSError, RuntimeError, ReadlistError):  # whoever needs the settings says what is wrong
        return language.AUTO


def _can_be_shown(chosen: str) -> bool:
    """Whether both streams carry the characters of a language."""
    sample = language.SAMPLES.get(chosen, "")
    for stream in (sys.stdout, sys.stderr):
        try:
            sample.encode(getattr(stream, "encoding", None) or "utf-8")
        except (UnicodeError, LookupError):
            return False
    return True
