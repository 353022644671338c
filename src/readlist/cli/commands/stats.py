"""``readlist stats``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.option_values import read_start
from readlist.cli.output import print_lines, print_rich
from readlist.cli.session import Session
from readlist.errors import UsageError
from readlist.lazy import lazy
from readlist.library import statistics
from readlist.reading_list import Filters
from readlist.stats import Stats

if TYPE_CHECKING:
    from readlist.library import export_files
    from readlist.views import bars
    from readlist.views import numbers as view_numbers
else:
    export_files = lazy("readlist.library.export_files")
    bars = lazy("readlist.views.bars")
    view_numbers = lazy("readlist.views.numbers")

STDOUT = "-"

_Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DAY", help="Look back to DATE or 90d (default: 12 weeks)."),
]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
_Plain = Annotated[
    bool, typer.Option("--plain", help="Print one number per line, with tabs between fields.")
]
_Svg = Annotated[
    str, typer.Option("--svg", metavar="FILE", help="Write a chart to FILE; - is standard output.")
]
_Force = Annotated[
    bool, typer.Option("--force", help="Overwrite FILE even if readlist did not write it.")
]


def stats(
    session: Session,
    *,
    filters: Filters,
    since: _Since = None,
    json: _Json = False,
    plain: _Plain = False,
    svg: _Svg = "",
    force: _Force = False,
) -> None:
    """Show your progress in numbers and bars.

    $ readlist stats
    $ readlist stats -t moe --since 2026-01-01
    $ readlist stats --svg progress.svg

    Shows how far you are in each topic, what you read and added each week, how long the rest will
    take at this pace, and what has waited longest. Every paper counts unless you filter.
    """
    if json + plain + bool(svg) > 1:
        raise UsageError(
            "--json, --plain and --svg cannot be used together", "use only one of them"
        )
    first = read_start(since, "--since")
    numbers = statistics.measure(session.workspace, filters, first)
    if svg:
        _write_picture(session, numbers, svg, force=force)
    elif json:
        session.write(view_numbers.stats_json(numbers, utf8=session.screen.utf8))
    elif plain or not session.screen.out_tty:
        print_lines(session, list(view_numbers.number_lines(numbers)))
    else:
        print_rich(session, bars.stats_view(numbers, session.canvas))


def _write_picture(session: Session, numbers: Stats, file: str, *, force: bool) -> None:
    if file == STDOUT:
        session.write(statistics.chart(numbers).removesuffix("\n"))
        return
    written = statistics.write_chart(
        numbers, export_files.ExportTarget(Path(file).expanduser(), force=force)
    )
    session.say(f"Wrote {file}." if written else f"{file} is up to date.")
