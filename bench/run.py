"""Measure everything that docs/performance.md tells, and print it as Markdown.

::

    python bench/run.py                     the promises of docs/design.md, and growth
    python bench/run.py promises growth peers   all; installs other programs, takes half an hour
    python bench/run.py --quick             few rounds, lists of up to 10,000 papers
    python bench/run.py promises --only export  rows with that word in their names
    python bench/run.py --write             and put the rows into docs/performance.md

Run it with the Python of the environment in which readlist and Typer 0.28 are installed. Lists,
environments and compiled modules are kept in a folder and used again.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import metadata
from pathlib import Path

import browse
import triage
from contract import Commands, Row, rows
from figures import put
from first_time import first_time_rows
from growth import ADDING, growth_table, is_meant, job_of
from learning import learning_rows
from lists import SIZES, make_papers
from measure import Cost, Job, compare, run
from peers import ADD, EXPORT, JOBS, LIST, SEARCH, Peer, install, one_more

from sync import sync_row

_MADE = (*SIZES, 500, 20_000)
_PEER_SIZES = (10, 1_000, 10_000)


def main() -> None:
    """Measure what the command line asks for."""
    options = _options()
    folder: Path = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    sizes = [size for size in _MADE if size <= (10_000 if options.quick else max(_MADE))]
    homes = {size: _home(folder, size) for size in sizes}
    commands = Commands(homes, folder)
    _settle(commands)
    rounds = options.rounds or (5 if options.quick else 15)
    print("\n".join(_machine()), flush=True)
    only = tuple(options.only)
    parts: dict[str, Callable[[], Iterable[str]]] = {
        "promises": lambda: _promises(commands, rounds, only),
        "growth": lambda: growth_table(commands, max(rounds // 3, 3), only),
        "peers": lambda: _against_peers(folder, options.quick, only),
    }
    for part in options.parts or ("promises", "growth"):
        lines = []
        for line in parts[part]():
            lines.append(line)
            print(line, flush=True)
        print(flush=True)
        if options.write:
            put(part, lines)
    if not only:
        for line in _thousand(commands):
            print(line, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    default = Path(tempfile.gettempdir()) / "readlist-bench"
    parser.add_argument("--folder", type=Path, default=default, help=f"default: {default}")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int, help="how often each command is measured")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    parser.add_argument("--only", action="append", default=[], metavar="WORD")
    parser.add_argument("parts", nargs="*", metavar="PART", help="promises, growth, peers")
    options = parser.parse_args()
    if not {*options.parts} <= {"promises", "growth", "peers"}:
        parser.error("parts are promises, growth and peers")
    return options


def _home(folder: Path, size: int) -> Path:
    """Return a home, made by another process: what this one holds would count for its children."""
    code = "import sys, lists; from pathlib import Path; "
    code += "print(lists.make_home(Path(sys.argv[1]), int(sys.argv[2])))"
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-c", code, str(folder), str(size)]
    made = subprocess.run(command, env=here, capture_output=True, text=True, check=True)
    return Path(made.stdout.strip())


def _settle(commands: Commands) -> None:
    """Let every index be made, and know its list by a look."""
    for size in commands.homes:
        for words in (["show", "-n", "1"], ["search", "quantization", "-n", "1"]):
            run(commands.readlist(size, *words))
    run(Job(["sleep", "3"]))
    for size in commands.homes:
        run(commands.readlist(size, "show", "-n", "1"))


def _machine() -> Iterator[str]:
    model = "unknown processor"
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        lines = facts.read_text(encoding="utf-8").splitlines()
        model = next((x.partition(": ")[2] for x in lines if x.startswith("model name")), model)
    parts = [f"{name} {metadata.version(name)}" for name in ("readlist", "typer", "rich")]
    system = f"{platform.system()} {platform.release()}"
    yield f"{model}, {os.cpu_count()} cores, {system}, Python {platform.python_version()}, "
    yield f"{', '.join(parts)}."
    yield ""


def _promises(commands: Commands, rounds: int, only: Sequence[str]) -> Iterator[str]:
    yield "| job | CPU ms | against | CPU ms | ratio | at most | holds | peak MB |"
    yield "|---|--:|---|--:|--:|--:|---|--:|"
    for row in (*rows(commands), *first_time_rows(commands), *learning_rows(commands)):
        if is_meant(row.what, only) and all(size in commands.homes for size in _sizes(row)):
            yield _promise(row, rounds)
    if browse.SIZE in commands.homes and is_meant("`browse`", only):
        yield from browse.browse_rows(commands, min(rounds, 7))
    if triage.SIZE in commands.homes and is_meant("`triage`", only):
        yield triage.triage_row(commands.homes[triage.SIZE])
    if is_meant("`sync`", only):
        with tempfile.TemporaryDirectory(prefix="readlist-sync-") as name:
            yield sync_row(Path(name), 10_000, max(rounds // 2, 3))


def _sizes(row: Row) -> Iterator[int]:
    """Yield the sizes of the lists that a row is about, from its home's name."""
    for job in (row.job, row.base):
        name = Path(job.environ.get("READLIST_HOME", "home-50") if job else "home-50").name
        yield int(name.partition("-")[2])


def _promise(row: Row, rounds: int) -> str:
    jobs = {"job": row.job} | ({"base": row.base} if row.base else {})
    try:
        costs = compare(jobs, min(rounds, row.rounds or rounds))
    except RuntimeError as error:
        told = str(error).replace("\n", " ").replace("|", "/")
        return f"| {row.what} | | {row.base_name} | | | {_limit(row)} | not measured: {told} | |"
    job, base = costs["job"], costs.get("base")
    against = f"{base.cpu:,.0f}" if base else ""
    ratio = job.cpu / base.cpu if base else job.cpu
    kept = (row.limit is None or ratio <= row.limit) and job.memory <= (row.memory or job.memory)
    holds = ("yes" if kept else "**no**") if _limit(row) else ""
    return (
        f"| {row.what} | {job.cpu:,.0f} | {row.base_name} | {against} "
        f"| {f'{ratio:.2f}' if base else ''} | {_limit(row)} | {holds} "
        f"| {job.memory:,.0f} |"
    )


def _limit(row: Row) -> str:
    times = "" if row.limit is None else f"{row.limit:,g}" + ("" if row.base else " ms")
    return ", ".join(filter(None, (times, f"{row.memory:g} MB" if row.memory else "")))


def _thousand(commands: Commands) -> Iterator[str]:
    """Add a thousand papers at once, and count how often the list was written."""
    home = commands.homes[50]
    wanted = home / "thousand.txt"
    ids = [f"2601.{number:05d}" for number in range(1, 1001)]
    wanted.write_text("\n".join(ids), encoding="utf-8")
    history = sorted((home / "state" / "history").glob("*.jsonl"))
    before = sum(len(file.read_bytes().splitlines()) for file in history)
    cost = run(commands.readlist(50, "add", f"@{wanted}", "--no-fetch", "-q"))
    history = sorted((home / "state" / "history").glob("*.jsonl"))
    writes = sum(len(file.read_bytes().splitlines()) for file in history) - before
    run(commands.readlist(50, "undo", "-q"))
    yield f"`add` of 1,000 papers from a file: {cost.cpu:.0f} ms, {writes} write of the list."


def _against_peers(folder: Path, quick: bool, only: Sequence[str]) -> Iterator[str]:
    peers = install(folder / "peers", only)
    sizes = [size for size in _PEER_SIZES if size <= (1_000 if quick else 10_000)]
    yield "| | " + " | ".join(f"{size:,} papers" for size in sizes) + " |"
    yield "|---|" + "---|" * len(sizes)
    own = {size: _own(folder, size) for size in sizes}
    yield f"| **readlist** | {' | '.join(own[size] for size in sizes)} |"
    for peer in peers:
        cells = [_peer_cell(folder, peer, size) for size in sizes]
        yield f"| {peer.name} {peer.version} | {' | '.join(cells)} |"


def _own(folder: Path, size: int) -> str:
    commands = Commands({50: _home(folder, 50), size: _home(folder, size)}, folder)
    _settle(commands)
    bib = str(one_more(folder))
    return _measured(
        {
            LIST: commands.readlist(size, "show", "--all", "--plain"),
            SEARCH: commands.readlist(size, "search", "quantization"),
            ADD: job_of(commands, size, ADDING, bib),
            EXPORT: commands.readlist(size, "export", "--all", "-f", "bibtex"),
        }
    )


def _peer_cell(folder: Path, peer: Peer, size: int) -> str:
    home = folder / "libraries" / f"{peer.name}-{size}"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    try:
        jobs = peer.fill(home, list(make_papers(size)))
    except (OSError, RuntimeError) as error:
        print(f"{peer.name}: {error}", file=sys.stderr)
        return "failed"
    return _measured(jobs)


def _measured(jobs: dict[str, Job]) -> str:
    cells = []
    for name in JOBS:
        if name == EXPORT:  # what changed within two seconds is not believed by its times
            run(Job(["sleep", "3"]))
        try:
            first = run(jobs[name])
            rounds = 7 if first.cpu < 2_000 else 3 if first.cpu < 8_000 else 1
            cost: Cost = compare({name: jobs[name]}, rounds)[name]
        except (OSError, RuntimeError) as error:
            print(f"{' '.join(jobs[name].words)}: {error}", file=sys.stderr)
            cells.append("failed")
        else:
            cells.append(f"{cost.cpu:,.0f}")
    return " · ".join(cells)


if __name__ == "__main__":
    main()
