"""Numbers about the papers of a list, and the chart of them."""

from datetime import date
from typing import TYPE_CHECKING

from readlist.clock import today
from readlist.lazy import lazy
from readlist.library import selecting
from readlist.library.workspace import Workspace
from readlist.reading_list import Filters
from readlist.stats import Stats, stats_of
from readlist.text import plural

if TYPE_CHECKING:
    from readlist.exporters import format as export_format
    from readlist.exporters.html import charts
    from readlist.library import export_files
    from readlist.library.export_files import ExportTarget
else:
    export_format = lazy("readlist.exporters.format")
    charts = lazy("readlist.exporters.html.charts")
    export_files = lazy("readlist.library.export_files")


def measure(workspace: Workspace, filters: Filters, since: date | None = None) -> Stats:
    """Return the numbers of the papers that pass.

    Args:
        workspace: What this run works on.
        filters: Which papers; all, by default.
        since: A day of the first week that is counted.

    Raises:
        UsageError: No paper has a topic that is asked for.
    """
    chosen = selecting.select(workspace, filters, frozenset()).papers
    return stats_of(chosen, today(), since)


def chart(numbers: Stats) -> str:
    """Return the chart of the numbers, as SVG."""
    title = f"Reading list: {plural(numbers.total, 'paper')}, {numbers.read:,} read"
    return charts.picture(title, numbers.themes, numbers.weeks, numbers.years)


def write_chart(numbers: Stats, target: "ExportTarget") -> bool:
    """Write the chart into a file; return whether that was out of date.

    Raises:
        UsageError: The target is a folder.
        ReadlistError: It is another program's file, or cannot be written.
    """
    written = export_format.Written(charts.written_by_readlist)
    return export_files.write_text(chart(numbers), written, target)
