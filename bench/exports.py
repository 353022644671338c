"""Print what each export costs in CPU time for 1,000, 10,000 and 20,000 papers.

    python bench/exports.py

Only the work of the exporter counts, not reading the list; a format is linear when the last
column stays the same from row to row.
"""

import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from exporters.export_samples import large_entries
from readlist.exporters import EXPORTERS, STYLES, ExportEntry, Exporter, FileExporter, Options

SIZES = (1_000, 10_000, 20_000)


def main() -> None:
    """Print a row a format and size."""
    samples = {size: large_entries(size) for size in SIZES}
    everything = [*EXPORTERS.values(), STYLES["markdown"]["obsidian"]]
    print(f"{date.today()}, Python {sys.version.split()[0]}, best of 3, CPU seconds")  # noqa: DTZ011 - a local date is meant
    for exporter in everything:
        for size, entries in samples.items():
            seconds = min(_cost(exporter, entries) for _ in range(3))
            name = exporter.name if isinstance(exporter, FileExporter) else exporter.style
            print(f"{name:10} {size:7,} {seconds:7.3f} s {seconds / size * 1e6:6.1f} µs a paper")


def _cost(exporter: Exporter, entries: list[ExportEntry]) -> float:
    start = time.process_time()
    if isinstance(exporter, FileExporter):
        exporter.render(entries, Options())
    else:
        exporter.render(entries, Options(), {})
    return time.process_time() - start


if __name__ == "__main__":
    main()
