"""The one place where failures become words and exit codes."""

import errno
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from readlist.cli.command_table import COMMANDS
from readlist.cli.session import Session
from readlist.errors import ReadlistError, UsageError
from readlist.language import translate
from readlist.lazy import lazy
from readlist.regular import open_regular
from readlist.text import clean, one_line

if TYPE_CHECKING:
    from readlist import clock
    from readlist.cli import slips
else:
    slips = lazy("readlist.cli.slips")
    clock = lazy("readlist.clock")

STOPPED = 130
"""The exit code of a run that Ctrl-C ended (128 + SIGINT)."""

# How a quoted word spells a byte that is no text; elsewhere it is \xe9.
_BYTE = re.compile(r"\\udc([89a-f][0-9a-f])")

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says of standard output that leads to a full disk; files have a name."""

_STOPS = (".", "?", "!", ":", "。", "？", "！", "：")

# What Typer raises for every mistake on the command line. The base class has no public name:
# Typer 0.26 and later bring their own copy of Click.
_TyperUsageError = typer.BadParameter.__mro__[1]


@contextmanager
def guard(session: Session) -> Iterator[None]:
    """Around all that a run does: what goes wrong is told on stderr, and becomes the exit code.

    Raises:
        SystemExit: The run did not go through.
    """
    try:
        yield
        sys.stdout.flush()
    except typer.Exit as stop:
        sys.exit(stop.exit_code)
    except KeyboardInterrupt:
        session.notices.close()
        done = f". {session.stopped}; the same command carries on from there"
        told = f"Stopped{done if session.stopped else '; what was done before that is kept'}."
        _write([translate(told)])
        sys.exit(STOPPED)
    except BrokenPipeError:
        sys.exit(_leave_pipe())
    except EOFError:
        sys.exit(report(session, UsageError("the answer is missing", "--yes, or --no-input")))
    except Exception as error:  # noqa: BLE001 - the last resort: nobody should see a traceback
        sys.exit(report(session, in_words(session, error)))
    finally:
        session.notices.close()


def report(session: Session, error: ReadlistError) -> int:
    """Print an error as ``error:``, its details and ``try:``; return its exit code."""
    session.notices.close()
    english = _BYTE.sub(r"\\x\1", one_line(error.problem))
    problem = translate(english)
    full, colon = (".", ":") if problem == english else ("。", "：")
    stop = "" if problem.endswith(_STOPS) else colon if error.details else full
    first = session.screen.fitted(f"error: {problem}{stop}")
    lines = [_red(session, "error:") + first.removeprefix("error:")]
    details = [clean(line).replace("\n", " ") for line in error.details]
    # What is set in, as candidates are, is no sentence of ours.
    told = [line if line.startswith(" ") else translate(line) for line in details]
    lines += map(session.screen.fitted, told)
    remedy = translate(one_line(error.remedy))
    lines.append(f"try: {session.in_list(remedy) or _help_of(session.command)}")
    _write(lines)
    return error.exit_code


def _help_of(command: str) -> str:
    """Return the help page that tells what a command takes."""
    return f"readlist {command} --help" if command in COMMANDS else "readlist --help"


def in_words(session: Session, error: Exception) -> ReadlistError:
    """Return any failure as one that the reader can understand; a bug is written into the log."""
    if isinstance(error, ReadlistError):
        return error
    if isinstance(error, _TyperUsageError):
        return _usage(error, session.command, session.words)
    if session.flags.debug:
        import traceback  # noqa: PLC0415 - only where something went wrong

        traceback.print_exception(error)
    if isinstance(error, OSError) and error.strerror:
        if not error.filename and error.errno in _FULL:
            return ReadlistError(
                f"the output cannot be written: {error.strerror}",
                "free some space there, or send it elsewhere",
            )
        where = f": {error.filename}" if error.filename else ""
        return ReadlistError(
            f"{error.strerror}{where}", "readlist path --all, and check the permissions"
        )
    return _unexpected(session, error)


def _usage(error: Exception, running: str, words: Sequence[str]) -> UsageError:
    """Say what Typer found wrong in readlist's own form."""
    name = running if running in COMMANDS else "readlist"
    option = getattr(error, "option_name", "")
    if hasattr(error, "possibilities"):
        near = getattr(error, "possibilities", None) or ()
        remedy = (
            slips.with_options_behind(words)
            if name == "readlist"
            else translate(", or ").join(slips.near_options(option, near))
        )
        return UsageError(f"{name} has no option {option}", remedy)
    if option:
        return UsageError(f"{option} needs a value")
    parameter = getattr(error, "param", None)
    if type(error).__name__ == "MissingParameter" and parameter is not None:
        missing = parameter.human_readable_name.rstrip(".")
        return UsageError(f"{name} needs {missing}")
    message = str(getattr(error, "message", error)).rstrip(".")
    named = f"{parameter.opts[-1]}: " if parameter is not None and parameter.opts else ""
    return UsageError(named + message[:1].lower() + message[1:])


def _unexpected(session: Session, error: Exception) -> ReadlistError:
    what = f"{type(error).__name__} in readlist {session.command}".strip()
    kept = f"Details: {path}" if (path := _log(session, error)) else "Details: --debug"
    return ReadlistError(
        f"readlist hit a bug ({what}). {kept}",
        "run it again with --debug, and report what it prints",
    )


def _log(session: Session, error: Exception) -> str:
    """Append the traceback to today's log file and return its path; empty if it cannot be."""
    try:
        import traceback  # noqa: PLC0415 - only where something went wrong

        path = session.paths.state / "log" / f"{clock.today().isoformat()}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(
            path, "a", encoding="utf-8", errors="backslashreplace", opener=open_regular
        ) as file:
            file.write(f"readlist {' '.join(session.words)}\n")
            file.write("".join(traceback.format_exception(error)) + "\n")
    except (OSError, ReadlistError):
        return ""
    return str(path)


def _leave_pipe() -> int:
    """Leave quietly after the reader of a pipe went away, as ``head`` does."""
    # The interpreter flushes at exit and would complain.
    # https://docs.python.org/3/library/signal.html#note-on-sigpipe
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return 0
    return 0


def _red(session: Session, word: str) -> str:
    return f"\x1b[1;31m{word}\x1b[0m" if session.screen.err_colour else word


def _write(lines: Sequence[str]) -> None:
    try:
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()
    except (OSError, ValueError):
        return  # nobody is left to tell
