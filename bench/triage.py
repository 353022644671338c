"""Measure a key of `triage` over 20,000 papers, from the key to the next paper.

::

    python bench/triage.py [FOLDER]

The screen runs without a terminal, as in the tests; what is drawn is worked out all the same. It
goes through the inbox of the list. What counts is CPU time of the whole process from the key until
the next paper is drawn; what is learned behind it begins once no key was pressed for a moment.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from lists import make_home

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from readlist.tui.triage_screen import TriageOutcome

SIZE = 20_000
SCREEN = (120, 40)
MOST = 100.0
"""Milliseconds of CPU time."""
KEYS = ("l", "r", "s", "l", "r", "s", "l")


def main() -> None:
    """Print the row of docs/performance.md."""
    folder = Path(
        sys.argv[1] if len(sys.argv) > 1 else Path(tempfile.gettempdir(), "readlist-bench")
    )
    folder.mkdir(parents=True, exist_ok=True)
    print(triage_row(make_home(folder, SIZE)))


def triage_row(home: Path) -> str:
    """Return the row of docs/performance.md about a key in `triage`.

    Args:
        home: That of the list; its papers are as before when this is done.
    """
    environ = os.environ | {"READLIST_HOME": str(home)}
    command = [sys.executable, __file__, "--child"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    took = float(done.stdout)
    return (
        f"| a key in `triage` over {SIZE:,}, to the next paper | {took:,.0f} | | | "
        f"| {MOST:g} ms | {'yes' if took <= MOST else '**no**'} | |"
    )


async def _child() -> None:
    from readlist.library import choosing  # noqa: PLC0415 - counts
    from readlist.library.taste import choice_of  # noqa: PLC0415
    from readlist.library.triage.decisions import Decisions  # noqa: PLC0415
    from readlist.library.workspace import open_workspace  # noqa: PLC0415
    from readlist.paper import Status  # noqa: PLC0415
    from readlist.tui.triage_screen import TriageApp  # noqa: PLC0415
    from readlist.views.canvas import Canvas  # noqa: PLC0415

    workspace = open_workspace()
    papers = workspace.papers()
    taste = choosing.learn_taste(workspace, papers, apart=True)
    inbox = [choice_of(paper, None) for paper in papers if paper.status is Status.INBOX]
    app = TriageApp(Decisions(workspace, taste), inbox, "inbox", Canvas(SCREEN[0]))
    async with app.run_test(size=SCREEN) as pilot:
        await _quiet(pilot)
        sys.stdout.write(f"{statistics.median([await _key(pilot, key) for key in KEYS])}")
        for _ in KEYS:
            await pilot.press("u")
            await pilot.pause()


async def _key(pilot: "Pilot[TriageOutcome]", key: str) -> float:
    """Press a key and return what it took until the next paper was drawn, in milliseconds."""
    start = time.process_time()
    await pilot.press(key)
    await pilot.pause()
    return (time.process_time() - start) * 1000


async def _quiet(pilot: "Pilot[TriageOutcome]") -> None:
    """Wait until what is learned at the beginning is learned."""
    used = -1.0
    while time.process_time() - used > 0.1:
        used = time.process_time()
        await pilot.pause(1)


if __name__ == "__main__":
    if "--child" in sys.argv:
        asyncio.run(_child())
    else:
        main()
