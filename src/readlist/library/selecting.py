"""Choose papers of the list by filters."""

from typing import TYPE_CHECKING

from readlist.lazy import lazy
from readlist.library import reading
from readlist.library.known_words import read_word
from readlist.library.workspace import Workspace
from readlist.paper import Status
from readlist.reading_list import EMPTY_TOPIC, Filters, ReadingList, Selection

if TYPE_CHECKING:
    from readlist.library import choosing
else:
    choosing = lazy("readlist.library.choosing")


def select(
    workspace: Workspace,
    filters: Filters,
    default: frozenset[Status],
    papers: ReadingList | None = None,
) -> Selection:
    """Return the papers that pass, in the requested order, which may be that of taste.

    Args:
        workspace: What this run works on.
        filters: Which papers, and in which order.
        default: The statuses that pass when the filters name none; empty for all.
        papers: The list, where it was read already.

    Raises:
        UsageError: No paper has a topic that is asked for.
    """
    if papers is None:
        papers = workspace.papers()
    check_topics(filters, papers)
    if filters.sort == "rank":
        return choosing.select(workspace, filters, default, papers)
    return reading.select(workspace, filters, default, papers)


def check_topics(filters: Filters, papers: ReadingList) -> None:
    """Check that there are papers with the topics that are asked for.

    Raises:
        UsageError: There are none with one of them.
    """
    for topic in filters.topics:
        if topic.casefold() != EMPTY_TOPIC and not papers.has_topic(topic):
            read_word(topic, [*papers.topic_names, EMPTY_TOPIC], "topic", "-t", "readlist topic")
