"""Bounded work on a document: in a process with its own limits of time and memory.

A child is forked (4 ms on Linux), so that nothing is loaded twice, and answers through a pipe.
Without fork, the work is done in this process, without limits.
"""

import contextlib
import os
import pickle
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple, NoReturn, TypeVar

from readlist.errors import ReadlistError

T = TypeVar("T")

SECONDS, SECONDS_A_MEGABYTE = 20, 10
"""Seconds of CPU: the slowest documents that were measured take 3 a megabyte."""
MEMORY = 2_000_000_000
"""Address space for the work, in bytes; a table of 20 MB takes 1.6 GB."""
_REMEDY = "import the part that matters, or save it in another format"


def bounded(
    work: Callable[[], T],
    size: int,
    name: str,
    meanwhile: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> T:
    """Return what `work` returns, within limits of time and memory.

    Args:
        work: The work; its result must be picklable.
        size: Of the document, in bytes; the time allowed grows with it.
        name: Of the document, for errors.
        meanwhile: Returns a context to enter while the child works; it may start threads.

    Raises:
        ReadlistError: `work` raised it, needed too much, or failed on the document.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin":  # frameworks of macOS forbid a fork
        with meanwhile():
            return _guarded(work, name)
    seconds = SECONDS + SECONDS_A_MEGABYTE * size // 1_000_000
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _answer(writing, work, name, seconds)
    os.close(writing)
    try:
        # Not before the fork: the child of a threaded process may wait for a thread it lacks.
        with open(reading, "rb") as pipe, meanwhile():  # noqa: PTH123 - a pipe has no path
            data = pipe.read()
    except BaseException:
        os.kill(child, 9)
        raise
    finally:
        os.waitpid(child, 0)
    if not data:
        raise ReadlistError(f"{name} takes too long, or too much memory, to read", _REMEDY)
    outcome = pickle.loads(data)  # noqa: S301 - our own child wrote it
    if isinstance(outcome, _Failure):
        raise ReadlistError(outcome.problem, outcome.remedy)
    result: T = outcome
    return result


class _Failure(NamedTuple):
    """What went wrong in the child."""

    problem: str
    remedy: str


def _answer(writing: int, work: Callable[[], object], name: str, seconds: int) -> NoReturn:
    """Do the work in the child, and end it without running anything of the parent's."""
    status = 1
    try:
        _limit(seconds)
        try:
            outcome: object = _guarded(work, name)
        except ReadlistError as error:
            outcome = _Failure(error.problem, error.remedy)
        with open(writing, "wb") as pipe:
            pickle.dump(outcome, pipe, pickle.HIGHEST_PROTOCOL)
        status = 0
    except BaseException:  # noqa: BLE001, S110 - an empty answer says it; nobody else would hear it
        pass
    finally:
        os._exit(status)


def _guarded(work: Callable[[], T], name: str) -> T:
    try:
        return work()
    except ReadlistError:
        raise
    except MemoryError:
        raise ReadlistError(f"{name} takes too much memory to read", _REMEDY) from None
    except RecursionError:
        raise ReadlistError(f"{name} is nested too deeply to be read", _REMEDY) from None
    except Exception as error:
        problem = f"{name} cannot be read: it made the reader fail ({type(error).__name__})"
        raise ReadlistError(problem, _REMEDY) from error


def _limit(seconds: int) -> None:
    import resource  # noqa: PLC0415 - where there is fork, there is this

    with contextlib.suppress(ValueError, OSError):  # a lower limit is in force already
        # The hard limit stays: the process that reads a PDF has seconds of its own.
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))
    with contextlib.suppress(ValueError, OSError):
        most = _held() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _held() -> int:
    """Return the bytes of address space that the child inherits; 0 if unknown.

    Each thread of a server reserves some 70 MB of it that it never uses
    (https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html).
    """
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - no path is worth making
            return int(file.read(200).split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
