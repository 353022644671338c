"""The ``readlist`` command: answers what must be quick, and leaves the rest to `readlist.cli`."""

import atexit
import gc
import os
import sys

from readlist import __version__


def main() -> None:
    """Run the command line in ``sys.argv`` and leave with its exit code."""
    open_closed_streams()
    words = sys.argv[1:]
    if answers_at_once(words):
        return
    # A command makes little garbage in its short life: looking for cycles while modules load
    # costs some of the 60 ms that a command has (docs/performance.md).
    gc.set_threshold(50_000)
    try:
        from readlist.cli.group import app  # noqa: PLC0415 - Typer, which the above do without

        app()
    except KeyboardInterrupt:  # while modules load
        leave(130)
    except SystemExit as stop:
        leave(stop.code if isinstance(stop.code, int) else int(stop.code is not None))


def answers_at_once(words: list[str]) -> bool:
    """Answer ``--version`` and the shell's Tab; return whether one of them was asked."""
    options = words[: words.index("--")] if "--" in words else words
    try:
        if words[:1] == ["__complete"]:
            from readlist.cli.complete import answer  # noqa: PLC0415 - all that completion waits for

            answer(words[1:])
        elif "--version" in options:
            print(f"readlist {__version__}")  # noqa: T201 - before anything is loaded that prints
        else:
            return False
        sys.stdout.flush()
    except BrokenPipeError:
        os._exit(0)  # what the stream still holds would fail once more at the usual end
    except OSError as error:
        _end_unwritten(error)
    return True


def _end_unwritten(error: OSError) -> None:
    problem = f"error: the output cannot be written: {error.strerror}.\n"
    try:
        os.write(2, f"{problem}try: free some space there, or send it elsewhere\n".encode())
    finally:
        os._exit(1)  # before the stream fails once more at the usual end


def open_closed_streams() -> None:
    """Open standard descriptors that whoever started this process closed, on the null device.

    Otherwise ``sys.stdout`` is None, and the next file that is opened, maybe the list, becomes
    descriptor 1, where a child process or the interpreter would write into it.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            null = os.open(os.devnull, os.O_RDWR)  # the lowest that is free, so mostly this one
            if null == number:
                os.set_inheritable(null, True)  # a viewer or pager needs them as much
            else:
                os.dup2(null, number)
                os.close(null)
        if getattr(sys, name) is None:
            mode = "w" if number else "r"
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - for as long as the process lives
            setattr(sys, name, stream)


def leave(code: int) -> None:
    """End the process without taking the interpreter apart, which costs 10 ms of 60.

    What the end of a process owes others is done: exit functions, and what streams still hold.
    A process that is watched ends as any other, because the watcher has its results to write.
    """
    if is_watched():
        sys.exit(code)
    atexit._run_exitfuncs()  # noqa: SLF001 - what the interpreter would call next
    for stream in (sys.stdout, sys.stderr):
        if stream is None:  # closed by whoever started this process
            continue
        try:
            stream.flush()
        except (OSError, ValueError):  # nobody is left to read it
            code = code or 1
    os._exit(code)


def is_watched() -> bool:
    """Return whether a debugger, a profiler or a measurement of coverage follows this process."""
    if sys.gettrace() or sys.getprofile():
        return True
    if sys.version_info >= (3, 12):  # what watches through sys.monitoring sets neither
        return any(sys.monitoring.get_tool(number) for number in range(6))
    return False


if __name__ == "__main__":
    main()
