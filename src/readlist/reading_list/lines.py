"""A paper as one line for programs: fields between tabs, nothing cut, no tab within a field."""

from readlist.paper import Paper
from readlist.tex import readable
from readlist.text import one_line

LINE_FIELDS = ("id", "status", "star", "title", "authors", "year", "topics", "added")
"""The fields of a line, in order."""


def paper_line(paper: Paper) -> str:
    """Return the fields of `LINE_FIELDS`, cleaned, without TeX, with tabs between them."""
    return "\t".join(
        (
            one_line(paper.id),
            paper.status.value,
            "*" if paper.star else "",
            one_line(readable(paper.title)),
            readable("; ".join(map(one_line, paper.authors))),
            str(paper.published.year) if paper.published else "",
            ",".join(map(one_line, paper.topics)),
            paper.added.isoformat() if paper.added else "",
        )
    )
