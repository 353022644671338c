"""Works around papers: for people, as lines and as JSON values."""

from collections.abc import Sequence
from typing import Any

from rich.text import Text

from readlist.author_name import short_authors
from readlist.language import translate
from readlist.metadata import Metadata
from readlist.paper import Paper
from readlist.text import one_line
from readlist.views.canvas import Canvas
from readlist.views.cells import cut, fit, width_of
from readlist.views.paper_id import append_id, label_of

_ID_FROM, _WHO_FROM = 50, 76
"""Columns from which a line has room for the identifier, and for authors and year."""
_LABEL, _WHO = 18, 24


def lead_line(
    number: int, paper: Paper, *, listed: bool, why: Sequence[str], canvas: Canvas
) -> list[Text]:
    """Return a work: row, status on the list, identifier, title, authors, and below it the reasons.

    Args:
        number: The number of its row, from 1; 0 for a work without a known identifier.
        paper: The work.
        listed: Whether it is on the list.
        why: Clauses: how it is related to the papers, who cites it.
        canvas: The screen.
    """
    mark = canvas.statuses[paper.status] if listed else " "
    text = Text(f"{number or '':>3} {mark} ", no_wrap=True)
    if canvas.width >= _ID_FROM:
        name = canvas.text(label_of(paper)) if number else ""
        append_id(text, fit(name, _LABEL, canvas.ellipsis) + "  ", paper, canvas)
    who = ""
    if canvas.width >= _WHO_FROM:
        who = " ".join(filter(None, (short_authors(paper.authors), str(paper.year or ""))))
        who = "  " + cut(canvas.text(who), _WHO, canvas.ellipsis) if who else ""
    room = max(canvas.width - width_of(text.plain) - width_of(who), 1)
    title = canvas.prose(paper.title) or translate("(title not known)")
    text.append(fit(title, room, canvas.ellipsis)).append(who, "dim")
    clauses = canvas.text(f" {canvas.dot} ".join(map(translate, why)))
    below = cut(f"      {clauses}", canvas.width, canvas.ellipsis)
    return [text, Text(below, "dim", no_wrap=True)]


def lead_record(
    facts: Metadata, listed: Paper | None, cited_by: int, citations: int, relations: Sequence[str]
) -> dict[str, Any]:
    """Return a work as JSON values; ``status`` is null for what is not on the list."""
    return {
        "id": (listed.id if listed else facts.id) or None,
        "title": facts.title or (listed.title if listed else ""),
        "authors": [author.name for author in facts.authors]
        or list(listed.authors if listed else ()),
        "published": facts.published or None,
        "venue": facts.venue,
        "relations": list(relations),
        "status": str(listed.status) if listed else None,
        "cited_by": cited_by,
        "citations": citations,
    }


def lead_fields(record: dict[str, Any], score: float | None) -> str:
    """Return a work as a line with tabs: id, status, title, year, relations, cited by, score."""
    year = (record["published"] or "")[:4]
    fields = [record["id"] or "", record["status"] or "", record["title"], year]
    fields += [",".join(record["relations"]), str(record["cited_by"])]
    fields.append("" if score is None else f"{score:.2f}")
    return "\t".join(map(one_line, fields))
