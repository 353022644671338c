"""What a command costs: CPU time of its whole process, and the most memory it held.

CPU time (user and system) hardly depends on what else the machine does, where time on the clock
doubles. Commands that are compared run in turn, so that what does change hits all of them.
"""

import os
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Job:
    """One command line in its surroundings."""

    words: Sequence[str]
    environ: Mapping[str, str] = field(default_factory=dict)
    before: "Job | None" = None
    """Runs in front of it every time, unmeasured."""
    reads: Path | None = None
    """A file for its standard input."""


@dataclass(frozen=True)
class Cost:
    """What one or several runs took."""

    cpu: float
    """Milliseconds of CPU time."""
    memory: float
    """Peak resident memory in megabytes."""


def run(job: Job) -> Cost:
    """Run a command and return what it took.

    Raises:
        RuntimeError: It failed.
    """
    if job.before:
        run(job.before)
    with (job.reads or Path(os.devnull)).open("rb") as given:
        process = subprocess.Popen(
            list(job.words),
            env=_environ(job.environ),
            stdin=given,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise RuntimeError(f"{' '.join(job.words)} failed: {said.decode(errors='replace')[-500:]}")
    return Cost((usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024)


def compare(jobs: Mapping[str, Job], rounds: int) -> dict[str, Cost]:
    """Run commands in turn and return the median of each.

    Args:
        jobs: Commands by name.
        rounds: How often each is measured, after one run that is not.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in jobs}
    for number in range(rounds + 1):
        for name, job in jobs.items():
            cost = run(job)
            if number:
                costs[name].append(cost)
    return {
        name: Cost(
            statistics.median(cost.cpu for cost in every), max(cost.memory for cost in every)
        )
        for name, every in costs.items()
    }


def _environ(more: Mapping[str, str]) -> dict[str, str]:
    """Return the same surroundings for all: no settings of this machine, compiled modules kept."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    fixed = {"COLUMNS": "120", "PYTHONUTF8": "1", "TERM": "xterm-256color"}
    caches = {n: os.environ[n] for n in ("PYTHONPYCACHEPREFIX",) if n in os.environ}
    return kept | fixed | caches | dict(more)
