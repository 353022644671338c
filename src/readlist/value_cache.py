"""The small file that a shell completes values from; `readlist.cli.complete` reads it."""

from collections.abc import Iterable

from readlist.paper import Paper
from readlist.text import one_line, plural, shorten


def render_values(papers: Iterable[Paper]) -> str:
    """Return the lines ``kind TAB value TAB description`` for papers and topics."""
    lines: list[str] = []
    topics: dict[str, int] = {}
    for paper in papers:
        lines.append(f"paper\t{one_line(paper.id)}\t{shorten(paper.title, 60)}")
        for topic in paper.topics:
            topics[topic] = topics.get(topic, 0) + 1
    lines += [f"topic\t{one_line(name)}\t{plural(n, 'paper')}" for name, n in topics.items()]
    return "".join(f"{line}\n" for line in lines)
