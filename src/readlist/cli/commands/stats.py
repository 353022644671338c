"""``readlist stats``."""

from pathlib import Path
from typing import Annotated

import typer

from readlist.cli.output import print_lines, print_rich
from readlist.cli.session import Session
from readlist.cli.values import read_start
from readlist.errors import UsageError
from readlist.library import statistics
from readlist.reading_list import Filters
from readlist.stats import Stats

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
        from readlist.views.numbers import stats_json  # noqa: PLC0415 - a picture needs none

        session.write(stats_json(numbers, utf8=session.screen.utf8))
    elif plain or not session.screen.out_tty:
        from readlist.views.numbers import number_lines  # noqa: PLC0415 - a picture needs none

        print_lines(session, list(number_lines(numbers)))
    else:
        from readlist.views.bars import stats_view  # noqa: PLC0415 - loads Rich

        print_rich(session, stats_view(numbers, session.look))


def _write_picture(session: Session, numbers: Stats, file: str, *, force: bool) -> None:
    from readlist.library import stats_picture  # noqa: PLC0415 - loads the exporters
    from readlist.library.export_files import Target  # noqa: PLC0415 - as above

    if file == STDOUT:
        session.write(stats_picture.draw(numbers).removesuffix("\n"))
        return
    written = stats_picture.write(numbers, Target(Path(file).expanduser(), force=force))
    session.say(f"Wrote {file}." if written else f"{file} is up to date.")
