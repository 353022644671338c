"""Numbers about the papers of a list."""

from datetime import date

from readlist.clock import today
from readlist.library import selecting
from readlist.library.workspace import Workspace
from readlist.reading_list import Filters
from readlist.stats import Stats, stats_of


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
