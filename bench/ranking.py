#!/usr/bin/env python3
"""Measure how well readlist orders papers, beside other methods, and print it as Markdown.

::

    python bench/ranking.py                             everything; takes hours
    python bench/ranking.py --only lists --library 10   one protocol
    python bench/ranking.py --only screening --most 500 small sets only
    python bench/ranking.py --only calibration          what scores mean
    python bench/ranking.py --only nested               constants judged on sets they did not see

The data is third-party and not part of readlist: `--data` names the folder that has it (see
docs/ranking.md); what is absent is skipped. The other methods are installed into an environment of
their own in a folder that is kept, as are their results: a run that was stopped goes on where it
was, and after a change of readlist only readlist is measured again.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from zlib import crc32

ROOT = Path(__file__).resolve().parent.parent
CHOSEN_ON = """
The constants of readlist were chosen on these same sets and lists: the tables of screening and
lists say how well they fit; --only nested says how well they foretell."""
PACKAGES = ("asreview==3.0.8", "scikit-learn==1.9.1", "numpy==2.4.6")
"""The versions that docs/ranking.md quotes."""
LIBRARIES = ((3, 0), (10, 0), (30, 90))
"""Papers on the list, and papers passed over."""
PROTOCOLS = ("lists", "screening", "calibration", "nested")
READLIST = "readlist"
PARTS = ("baselines", "tasks")
BINS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1.0)

Results = Mapping[str, Mapping[str, Sequence[float]]]
"""Of each method, of each set: what was measured, once for each seed or cut."""


@dataclass
class Table:
    """One protocol's results."""

    title: str
    lower_is_better: bool
    results: dict[str, dict[str, list[float]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def lines(self) -> Iterator[str]:
        """Yield the table, a line for each method, and what is best among the others."""
        means = {name: _means(sets) for name, sets in self.results.items()}
        if not means:
            return
        whole = {name: sum(found.values()) / len(found) for name, found in means.items()}
        sign = 1 if self.lower_is_better else -1
        others = sorted((sign * value, name) for name, value in whole.items() if name != READLIST)
        yield f"\n**{self.title}**, {len(next(iter(means.values())))} sets\n"
        yield "| method | mean | readlist is … times | better on | CPU |"
        yield "|---|---|---|---|---|"
        for name, value in whole.items():
            ratio, won = "", ""
            if name != READLIST and READLIST in whole:
                ratio = f"{whole[READLIST] / value:.3f}"
                mine = means[READLIST]
                won = f"{sum(sign * mine[s] < sign * v for s, v in means[name].items())}"
            yield f"| {name} | {value:.4f} | {ratio} | {won} | {self.seconds[name]:.0f} s |"
        if others:
            yield f"\nBest of the others: {others[0][1]}."


def _means(sets: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {name: _mean(values) for name, values in sets.items()}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


class Kept:
    """What the other methods gave, kept in a file from run to run.

    Args:
        folder: Where the file is. Its name changes with everything that the results depend on.
    """

    def __init__(self, folder: Path) -> None:
        texts = [(ROOT / "bench" / f"ranking_{part}.py").read_text() for part in PARTS]
        self._path = folder / f"results-{crc32(repr((PACKAGES, texts)).encode()):08x}.json"
        self._found = json.loads(self._path.read_text()) if self._path.exists() else {}

    def measure(self, table: Table, name: str, task: str, run: Callable[[], list[float]]) -> None:
        """Add to the table what a method gives for a task, measured now or kept."""
        key = f"{table.title} | {task} | {name}"
        found = self._found.get(key) if name != READLIST else None
        if found is None:
            started = time.process_time()
            found = [run(), time.process_time() - started]
            if name != READLIST:
                self._found[key] = found
                self._write()
        table.results[name][task.partition(" / ")[0]] += found[0]
        table.seconds[name] += found[1]

    def _write(self) -> None:
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps(self._found, indent=0))
        new.replace(self._path)


def main() -> None:
    """Measure what the command line asks for."""
    options = _options()
    if not os.environ.get("READLIST_BENCH_INSIDE"):
        sys.exit(_again_inside(options.folder))
    if "lists" in options.only:
        libraries = [pair for pair in LIBRARIES if options.library in (None, pair[0])]
        for library, rejected in libraries:
            _print(_lists(options, library, rejected))
    if {"lists", "screening"} & {*options.only}:
        print(CHOSEN_ON, flush=True)
    if "screening" in options.only:
        _print(_screening(options))
    if "calibration" in options.only:
        print("\n".join(_calibration(options)), flush=True)
    if "nested" in options.only:
        print("\n".join(_nested(options)), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=PROTOCOLS, default=PROTOCOLS)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "screening")
    parser.add_argument("--library", type=int, choices=[pair[0] for pair in LIBRARIES])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--most", type=int, default=10**9, help="papers of a screening set")
    parser.add_argument("--methods", nargs="+", help="names as in the tables")
    kept = Path(tempfile.gettempdir()) / "readlist-bench-ranking"
    parser.add_argument("--folder", type=Path, default=kept, help="where the others are installed")
    return parser.parse_args()


def _again_inside(folder: Path) -> int:
    """Run this command once more in the environment of the other methods."""
    place = folder.resolve() / "environment"
    if not (place / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
        subprocess.run([place / "bin" / "pip", "install", "--quiet", *PACKAGES], check=True)
        (place / "installed").touch()
    environ = os.environ | {
        "READLIST_BENCH_INSIDE": "1",
        "PYTHONPATH": str(ROOT / "src"),
        # One thread, so that CPU seconds compare.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    command = [
        str(place / "bin" / "python"),
        str(Path(__file__).resolve()),
        *_absolute(sys.argv[1:]),
    ]
    # ASReview leaves a file in the folder it is started in.
    return subprocess.run(command, env=environ, cwd=folder, check=False).returncode


def _absolute(arguments: Sequence[str]) -> list[str]:
    return [str(Path(one).resolve()) if Path(one).exists() else one for one in arguments]


def _print(table: Table) -> None:
    print("\n".join(table.lines()) or f"\n{table.title}: no data", flush=True)


def _methods(options: argparse.Namespace) -> list[str]:
    from ranking_baselines import MAKERS  # noqa: PLC0415 - only there in its own environment

    return [name for name in MAKERS if not options.methods or name in options.methods]


def _lists(options: argparse.Namespace, library: int, rejected: int) -> Table:
    from ranking_baselines import MAKERS  # noqa: PLC0415 - as above
    from ranking_tasks import list_tasks, precision  # noqa: PLC0415 - as above

    passed = f" and {rejected} passed over" if rejected else ""
    table = Table(f"Lists, {library} papers{passed}: average precision", lower_is_better=False)
    corpus, lists = options.data / "arxiv_corpus.jsonl.xz", options.data / "arxiv_lists.jsonl"
    if not (corpus.exists() and lists.exists()):
        return table
    kept = Kept(options.folder)
    for number, task in enumerate(list_tasks(corpus, lists, library, rejected)):
        for name in _methods(options):
            run = partial(precision, MAKERS[name], task)
            kept.measure(table, name, f"{task.name} / {number}", run)
    return table


def _screening(options: argparse.Namespace) -> Table:
    from ranking_baselines import MAKERS  # noqa: PLC0415 - as above
    from ranking_tasks import losses, screening_sets  # noqa: PLC0415 - as above

    table = Table("Screening: normalised loss", lower_is_better=True)
    kept = Kept(options.folder)
    for found in screening_sets(options.data / "sets", options.most):
        for name in _methods(options):
            run = partial(losses, MAKERS[name], found, options.seeds)
            kept.measure(table, name, f"{found.name} / {options.seeds} seeds", run)
        last = ", ".join(f"{n} {_mean(table.results[n][found.name]):.4f}" for n in table.results)
        print(f"{found.name}: {last}", file=sys.stderr, flush=True)
    return table


def _nested(options: argparse.Namespace) -> Iterator[str]:
    """Yield what constants lose that were chosen without the set they are judged on."""
    from ranking_nested import nested  # noqa: PLC0415 - as above
    from ranking_tasks import screening_sets  # noqa: PLC0415 - as above

    sets = screening_sets(options.data / "sets", options.most)
    return nested(sets, lambda line: print(line, file=sys.stderr, flush=True))


def _calibration(options: argparse.Namespace) -> Iterator[str]:
    """Yield what the papers in each range of scores have on average, and how many are relevant."""
    from ranking_tasks import list_tasks, marks_of  # noqa: PLC0415 - as above

    from readlist.ranking import Ranker  # noqa: PLC0415 - as above

    corpus, lists = options.data / "arxiv_corpus.jsonl.xz", options.data / "arxiv_lists.jsonl"
    if not (corpus.exists() and lists.exists()):
        return
    yield "\n| score | " + " | ".join(f"list of {library}" for library, _ in LIBRARIES) + " |"
    yield "|---|" + "---|" * len(LIBRARIES)
    columns = []
    for library, rejected in LIBRARIES:
        counts = [[0, 0, 0.0] for _ in BINS[1:]]
        for task in list_tasks(corpus, lists, library, rejected):
            for one in Ranker(task.papers).rank(marks_of(task)):
                place = next(p for p, end in enumerate(BINS[1:]) if one.score <= end)
                counts[place][0] += one.index in task.relevant
                counts[place][1] += 1
                counts[place][2] += one.score
        columns.append(counts)
    for place, (start, end) in enumerate(pairwise(BINS)):
        cells = [
            f"{scores / all_:.1%} said, {hits / all_:.1%} of {all_:,}" if all_ else "none"
            for hits, all_, scores in (column[place] for column in columns)
        ]
        yield f"| {start:.2f} to {end:.2f} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
