"""Measure what `readlist sync` costs itself: two machines, one list, twenty changes on each side.

::

    python bench/sync.py                10,000 papers, as docs/performance.md tells
    python bench/sync.py --papers 1000 --rounds 3

The time of git, which does its own work on objects and the network, is left out: what counts is the
CPU time of readlist's process. It is held against one ``read ID`` in the same list.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from lists import make_home, make_papers

_CHANGES = 20
_LIMIT = 8
_RUN = """\
import atexit, resource, sys
def told():
    used = resource.getrusage(resource.RUSAGE_SELF)
    with open(target, "w") as file:
        file.write(f"{(used.ru_utime + used.ru_stime) * 1000} {used.ru_maxrss / 1024}")
target, sys.argv = sys.argv[1], sys.argv[2:]
atexit.register(told)
from readlist.__main__ import main
main()
"""


def main() -> None:
    """Measure, and print the row of docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="readlist-sync-") as name:
        print(sync_row(Path(name), options.papers, options.rounds))


def sync_row(folder: Path, papers: int, rounds: int) -> str:
    """Return the row of docs/performance.md about `sync`; the folder is filled."""
    first, second = _machines(folder, papers)
    ids = [paper.id for paper in make_papers(papers)]
    step = max(len(ids) // (2 * _CHANGES), 1)
    here, there = ids[::step][:_CHANGES], ids[step // 2 :: step][:_CHANGES]
    marks, syncs = [], []
    for number in range(rounds + 1):
        second("unread", ids[6], "-q")
        second("show", "-n", "1")  # the index is in line, as after any command
        mark = second("read", ids[6], "-q")
        first("topic", *here, f"+round-{number}", "-q")
        first("sync", "-q")
        second("note", *there, f"round {number}", "-q")
        sync = second("sync", "-q")
        if number:  # the first round fills caches
            marks.append(mark)
            syncs.append(sync)
    first("sync", "-q")
    lists = [(home / "readlist.toml").read_bytes() for home in (folder / "a", folder / "b")]
    assert lists[0] == lists[1]
    mark_cpu, sync_cpu = (statistics.median(one[0] for one in each) for each in (marks, syncs))
    ratio, peak = sync_cpu / mark_cpu, max(one[1] for one in syncs)
    return (
        f"| `sync` of {papers:,}, {_CHANGES} changes on each side, without git | {sync_cpu:,.0f} "
        f"| `read ID` in the same list | {mark_cpu:,.0f} | {ratio:.2f} | {_LIMIT} "
        f"| {'yes' if ratio <= _LIMIT else '**no**'} | {peak:.0f} |"
    )


class _Machine:
    """Runs commands in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *words: str) -> tuple[float, float]:
        """Run a command; return its own CPU time in milliseconds and its peak in megabytes."""
        told = self.home.with_suffix(".told")
        nowhere = dict.fromkeys(("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"), os.devnull)
        environ = {"PATH": os.environ["PATH"], "HOME": str(self.home), "PYTHONUTF8": "1"}
        environ |= {"READLIST_HOME": str(self.home)} | nowhere
        subprocess.run(
            [sys.executable, "-c", _RUN, str(told), "readlist", *words],
            env=environ,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        cpu, memory = told.read_text(encoding="ascii").split()
        return float(cpu), float(memory)


def _machines(folder: Path, papers: int) -> tuple[_Machine, _Machine]:
    made = Path(make_home(folder / "made", papers))
    remote = folder / "remote.git"
    git = shutil.which("git")
    assert git, "there is no git here"
    subprocess.run([git, "init", "-q", "--bare", "-b", "main", str(remote)], check=True)
    machines = []
    for name in ("a", "b"):
        (folder / name).mkdir()
        shutil.copy(made / "readlist.toml", folder / name / "readlist.toml")
        machine = _Machine(folder / name)
        machine("sync", "--init", str(remote), "-q")
        machines.append(machine)
    return machines[0], machines[1]


if __name__ == "__main__":
    main()
