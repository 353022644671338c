"""What stands under a list: how much it is, what is hidden, what the symbols mean."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence

from readlist.language import is_english, listed, translate
from readlist.paper import Paper, Status
from readlist.text import plural
from readlist.views.canvas import Canvas
from readlist.views.cells import width_of, wrap

_HIDDEN = {
    Status.READ: "read",
    Status.SKIPPED: "skipped",
    Status.INBOX: "in the inbox",
    Status.UNREAD: "unread",
    Status.READING: "being read",
}


def hidden_text(hidden: Mapping[Status, int], cut: int = 0) -> str:
    """Return what is left out and how to see it: ``3 read and 1 skipped not shown (--all)``."""
    parts = [f"{hidden[status]:,} {word}" for status, word in _HIDDEN.items() if hidden.get(status)]
    texts = [translate(f"{_listed(parts)} not shown (--all)")] if parts else []
    if cut:
        texts.append(translate(f"{cut:,} more beyond -n"))
    return listed(texts)


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def legend(papers: Iterable[Paper], canvas: Canvas, *, marks: bool) -> str:
    """Return the symbols that occur, with their meaning.

    Args:
        papers: The papers that are shown.
        canvas: The screen.
        marks: Whether the marks for notes and PDFs are shown.
    """
    shown = list(papers)
    there = {paper.status for paper in shown}
    found = [status for status in Status if status in there]
    parts = [f"{canvas.statuses[status]} {translate(status)}" for status in found]
    if any(paper.star for paper in shown):
        parts.append(f"{canvas.star} {translate('starred')}")
    if marks:
        parts += ["", f"n {translate('note')}", "p PDF"]
        if any(paper.yours for paper in shown):
            parts.append(translate("y marked by you, for you alone"))
    return " ".join(parts).strip()


def footer_lines(
    papers: Sequence[Paper], themes: int, hidden: str, canvas: Canvas, *, marks: bool
) -> list[str]:
    """Return the lines under a list; two parts share a line where they fit on it.

    Args:
        papers: The papers that are shown.
        themes: How many themes they are grouped under; none if they are not grouped.
        hidden: From `hidden_text`.
        canvas: The screen.
        marks: Whether the marks for notes and PDFs are shown.
    """
    count = translate(plural(len(papers), "paper"))
    total = count + (translate(f" in {plural(themes, 'topic')}") if themes else "")
    parts = [total, legend(papers, canvas, marks=marks), hidden]
    lines: list[str] = []
    for part in filter(None, parts):
        if lines and width_of(lines[-1]) + 3 + width_of(part) <= canvas.width:
            lines[-1] += f"   {part}"
        elif is_english():
            lines += textwrap.wrap(part, canvas.width, drop_whitespace=True)
        else:
            lines += wrap(part, canvas.width)
    return lines
