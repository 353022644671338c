"""The topics of a list, for a terminal."""

from collections.abc import Mapping

from rich.text import Text

from readlist.views.canvas import Canvas
from readlist.views.cells import cut, fit, width_of

_BAR = 20


def topics_table(topics: Mapping[str, tuple[int, int]], canvas: Canvas) -> list[Text]:
    """Return a line for every topic: how many papers of it are read, with a bar.

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
