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
    from readlist.library import export_files, stats_picture
    from readlist.views import bars
    from readlist.views import numbers as view_numbers
else:
    export_files = lazy("readlist.library.export_files")
    stats_picture = lazy("readlist.library.stats_picture")
    bars = lazy("readlist.views.bars")
    view_numbers = lazy("readlist.views.numbers")

STDOUT = "-"

_Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DAY", help="Look back to a DATE or 90d, not 12 weeks."),
]
_Json = Annotated[bool, typer.Option("--json", help="One object.")]
_Plain = Annotated[bool, typer.Option("--plain", help="A number a line, fields between tabs.")]
_Svg = Annotated[
    str, typer.Option("--svg", metavar="FILE", help="Write a picture; - is standard output.")
]
_Force = Annotated[
    bool, typer.Option("--force", help="Overwrite a file that readlist did not write.")
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
    """Show progress in numbers and bars.

    $ readlist stats
    $ readlist stats -t moe --since 2026-01-01
    $ readlist stats --svg progress.svg

    How far each topic is, what was read and added per week, how long the rest takes at this pace,
    and what has waited longest. All papers count, unless filters say otherwise.
    """
    if json + plain + bool(svg) > 1:
        raise UsageError("--json, --plain and --svg exclude each other", "only one of them")
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
        session.write(stats_picture.draw(numbers).removesuffix("\n"))
        return
    written = stats_picture.write(
        numbers, export_files.ExportTarget(Path(file).expanduser(), force=force)
    )
    session.say(f"Wrote {file}." if written else f"{file} is up to date.")
