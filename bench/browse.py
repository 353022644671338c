"""Measure the list's screen over 20,000 papers: its first screen, and single keys.

::

    python bench/browse.py [FOLDER]

The screen runs without a terminal, as in the tests; what is drawn is worked out all the same. Each
figure is CPU time of the whole process: for the first screen from its start, against `show` of 50
papers; for a key from the key to the row that is drawn.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from contract import Commands
from lists import make_home
from measure import Job, compare, run

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from readlist.paper import Paper
    from readlist.tui.browse.app import Act
    from readlist.tui.browse.screen import BrowseOutcome

SIZE = 20_000
SCREEN = (120, 40)
MOST_OF_SHOW = 6.0
MOST_FOR_A_KEY = 60.0
"""Milliseconds."""
ROUNDS = 7
MOVES = ("j", "k", "pagedown", "G", "g", "space", "space", "escape")
FILTERS = {
    "letters of `quantization`": "quanti",
    "`topic:dense` and a word": "topic:dense for",
    "a word with a slip": "quantizaiton",
}
UNBOUND = "on disk"
"""Ends the names of figures that no limit is for: `readlist read` costs as much."""


def main() -> None:
    """Print the rows of docs/performance.md."""
    folder = Path(
        sys.argv[1] if len(sys.argv) > 1 else Path(tempfile.gettempdir(), "readlist-bench")
    )
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(folder / "compiled"))
    folder.mkdir(parents=True, exist_ok=True)
    homes = {size: make_home(folder, size) for size in (50, SIZE)}
    commands = Commands(homes, folder)
    for _ in range(2):
        for size in homes:
            run(commands.readlist(size, "show", "-n", "1"))
        time.sleep(3)
    for row in browse_rows(commands, ROUNDS):
        print(row, flush=True)


def browse_rows(commands: Commands, rounds: int) -> Iterator[str]:
    """Yield the rows of docs/performance.md about `browse`.

    Args:
        commands: The homes; their indexes are in line.
        rounds: How often the first screen is measured.
    """
    show = commands.readlist(50, "show", "-n", "50", terminal=True)
    home = commands.homes[SIZE]
    environ = {**show.environ, "READLIST_HOME": str(home)}
    drawn = Job([sys.executable, __file__, "--child", "first"], environ)
    costs = compare({"show": show, "first": drawn}, rounds)
    base, first = costs["show"].cpu, costs["first"].cpu
    yield (
        f"| first screen of `browse`, {SIZE:,} papers | {first:,.0f} | `show` of 50 | {base:,.0f} "
        f"| {first / base:.2f} | {MOST_OF_SHOW:g} | {_holds(first / base, MOST_OF_SHOW)} "
        f"| {costs['first'].memory:,.0f} |"
    )
    for what, took in _keys_over(home).items():
        limit = "" if what.endswith(UNBOUND) else f"{MOST_FOR_A_KEY:g} ms"
        holds = limit and _holds(took, MOST_FOR_A_KEY)
        yield f"| `browse` of {SIZE:,}: {what} | {took:,.0f} | | | | {limit} | {holds} | |"


def _holds(took: float, most: float) -> str:
    return "yes" if took <= most else "**no**"


def _keys_over(home: Path) -> dict[str, float]:
    """Press keys in a process of their own and return what they took, by name."""
    environ = os.environ | {"READLIST_HOME": str(home)}
    command = [sys.executable, __file__, "--child", "keys"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    lines = (line.rpartition("\t") for line in done.stdout.splitlines())
    return {name: float(took) for name, _, took in lines}


async def _child(what: str) -> None:
    from readlist.library.browsing.actions import BrowseActions  # noqa: PLC0415 - counts
    from readlist.library.browsing.listing import Listing  # noqa: PLC0415
    from readlist.library.workspace import open_workspace  # noqa: PLC0415
    from readlist.reading_list.filters import SHOWN  # noqa: PLC0415
    from readlist.tui.browse import screen  # noqa: PLC0415
    from readlist.tui.browse.app import BrowseApp  # noqa: PLC0415
    from readlist.views.canvas import Canvas  # noqa: PLC0415

    screen._UNHURRIED = 3_600.0  # noqa: SLF001 - what nobody waits for is not measured
    actions = BrowseActions(open_workspace())
    begin = actions.first_papers(SHOWN)
    listing = Listing(begin, actions.holds, SHOWN, begun=True)
    app = BrowseApp(actions, listing, "browse", Canvas(SCREEN[0]))
    if what == "first":  # the others are read once the first papers are drawn
        app._take_rest = lambda: os._exit(0)  # type: ignore[method-assign]  # noqa: SLF001
    async with app.run_test(size=SCREEN) as pilot:
        await pilot.pause(3)
        told = [f"{name}\t{took}" for name, took in (await _keys(pilot)).items()]
    sys.stdout.write("\n".join(told))


async def _keys(pilot: "Pilot[BrowseOutcome]") -> dict[str, float]:
    from readlist.tui.browse.app import BrowseApp  # noqa: PLC0415

    async def press(*keys: str) -> list[float]:
        took = []
        for key in keys:
            start = time.process_time()
            await pilot.press(key)
            await pilot.pause()
            took.append((time.process_time() - start) * 1000)
            await pilot.pause(0.1)
        return took

    found = {"moving and marking, the slowest of several": max(await press(*MOVES))}
    for name, letters in FILTERS.items():
        await press("slash")
        typed = await press(*(_named(letter) for letter in letters))
        found[f"finding: {name}, median letter"] = statistics.median(typed)
        found[f"finding: {name}, slowest letter"] = max(typed)
        await press("escape")
    drawn: list[float] = []
    app = pilot.app
    assert isinstance(app, BrowseApp)
    write = app._write  # noqa: SLF001 - the row is drawn when it is called

    def watched(act: "Act", papers: "list[Paper]") -> None:
        drawn.append(time.process_time() * 1000)
        write(act, papers)

    app._write = watched  # type: ignore[method-assign]  # noqa: SLF001
    start = time.process_time() * 1000
    await pilot.press("r")
    await pilot.pause()
    found["`r`, until its row is drawn"] = drawn[0] - start
    found[f"`r`, until it is {UNBOUND}"] = time.process_time() * 1000 - start
    await press("u")
    return found


def _named(letter: str) -> str:
    return {" ": "space", ":": "colon"}.get(letter, letter)


if __name__ == "__main__":
    if "--child" in sys.argv:
        asyncio.run(_child(sys.argv[-1]))
    else:
        main()
