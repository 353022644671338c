"""Run command lines in forked children and kill some of them: `python forked_runs.py`.

Reads one JSON job a line from standard input and answers each with one line:
``{"args": [...], "kill_after": seconds or null, "kill_at": event number or null}`` gives
``{"out": ..., "err": ..., "code": exit code or null if killed, "events": ...}``.

The parent loads readlist once, so that a child is a command line without its start: three
hundred kills take seconds, and hit the work instead of the imports.
"""

import json
import os
import select
import signal
import sys
import tempfile
import time
from typing import Any

CALLS = ("write", "fsync", "close", "ftruncate", "rename", "replace", "unlink")
EVENTS = frozenset({"open", "os.mkdir", "ctypes.call_function", *CALLS})
"""Where a run can be killed: audit events, and the calls before and after which it counts."""


def child(args: list[str], kill_at: int | None, out: int, err: int) -> None:
    """Run a command line in this process; kill it at an event of the interpreter."""
    os.dup2(out, 1)
    os.dup2(err, 2)
    seen = 0

    def hook(event: str, details: Any) -> None:
        nonlocal seen
        if event == "open" and not str(details[0]).startswith(os.environ["READLIST_HOME"]):
            return  # a module
        if event not in EVENTS:
            return
        seen += 1
        if seen == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    if kill_at is not None:
        sys.addaudithook(hook)
        for name in CALLS:
            setattr(os, name, counted(getattr(os, name), hook))
    sys.argv = ["readlist", *args]
    from readlist.__main__ import main  # noqa: PLC0415 - after the hook

    main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def counted(call: Any, hook: Any) -> Any:
    """Make a system call an event, before and after it is made."""

    def calling(*args: Any, **kwargs: Any) -> Any:
        hook(call.__name__, args)
        result = call(*args, **kwargs)
        hook(call.__name__, args)
        return result

    return calling


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Run one job and return what came of it."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        pid = os.fork()
        if pid == 0:
            try:
                child(job["args"], job.get("kill_at"), out.fileno(), err.fileno())
            finally:
                os._exit(99)
        if job.get("kill_after") is not None:
            select.select([], [], [], job["kill_after"])
            os.kill(pid, signal.SIGKILL)
        started = time.monotonic()
        _, status = os.waitpid(pid, 0)
        code = None if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
        return {"out": texts[0], "err": texts[1], "code": code, "took": time.monotonic() - started}


def main() -> None:
    """Answer jobs until standard input ends."""
    import ctypes  # noqa: F401, PLC0415 - loaded once, for all children

    import readlist.cli.group  # noqa: PLC0415 - loaded once, for all children
    import readlist.library  # noqa: F401, PLC0415 - loaded once, for all children

    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
