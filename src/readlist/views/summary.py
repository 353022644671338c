"""The state of the list at a glance, and its topics, for a terminal."""

from collections.abc import Mapping, Sequence

from rich.text import Text

from readlist.language import translate
from readlist.paper import Paper, Status
from readlist.text import plural
from readlist.views.canvas import Canvas
from readlist.views.cells import cut, fit, width_of
from readlist.views.paper_id import append_id, label_of

_LEAD = 7


def counts_line(counts: Mapping[Status, int]) -> str:
    """Return ``43 papers: 24 unread, 1 reading, 16 read, 2 skipped, 6 in the inbox``."""
    total = sum(counts.values())
    words = {Status.UNREAD: "unread", Status.READING: "reading", Status.READ: "read",
             Status.SKIPPED: "skipped", Status.INBOX: "in the inbox"}  # fmt: skip
    parts = [f"{counts[status]:,} {word}" for status, word in words.items() if counts.get(status)]
    return translate(plural(total, "paper") + (": " + ", ".join(parts) if parts else ""))


def summary_view(
    counts: Mapping[Status, int], upcoming: Sequence[tuple[Paper, str]], canvas: Canvas
) -> Text:
    """Return the counts and the papers to read next, each with the reason.

    Args:
        counts: Papers by status.
        upcoming: Papers and why they come next.
        canvas: The screen.
    """
    text = Text(cut(counts_line(counts), canvas.width, canvas.ellipsis), no_wrap=True)
    if upcoming:
        text.append("\n")
    ids = [canvas.text(label_of(paper)) for paper, _ in upcoming]
    widest = max(map(width_of, ids), default=0)
    for number, (paper, reason) in enumerate(upcoming):
        lead = fit("" if number else translate("Next"), _LEAD)
        room = canvas.width - _LEAD - widest - 2
        reason = translate(reason)  # noqa: PLW2901 - the same, as it is told
        why = reason if room - width_of(reason) - 3 >= 20 else ""
        title = canvas.prose(paper.title)
        space = max(room - (width_of(why) + 3 if why else 0), 0)
        shown = fit(ids[number], widest, canvas.ellipsis)
        append_id(text.append(f"\n{lead}"), shown, paper, canvas)
        text.append("  " + (fit(title, space, canvas.ellipsis) if why else cut(title, space)))
        text.append(f"   {why}" if why else "", "dim")
    return text


_BAR = 20


def topics_table(topics: Mapping[str, tuple[int, int]], canvas: Canvas) -> list[Text]:
    """Return a line for every topic: how many of its papers are read, with a bar.

    Args:
        topics: Read papers and all papers by topic.
        canvas: The screen.
    """
    bar = _BAR if canvas.width >= 60 else 0
    room = max(canvas.width - bar - 12, 8)
    names = [cut(canvas.text(topic), room, canvas.ellipsis) for topic in topics]
    counts = [f"{read}/{total}" for read, total in topics.values()]
    width = max(map(width_of, names), default=0)
    count_width = max(map(len, counts), default=0)
    lines = []
    for name, count, (read, total) in zip(names, counts, topics.values(), strict=True):
        line = Text(no_wrap=True).append(fit(name, width), "bold")
        line.append(f"  {count:>{count_width}}")
        lines.append(line.append(f"  {canvas.bar(read, total, bar)}", "dim") if bar else line)
    return lines
