"""The topics of a list, for a terminal."""

from collections.abc import Mapping

from rich.table import Table
from rich.text import Text

from readlist.views.cells import cut
from readlist.views.look import Look

_BAR = 20


def topics_table(topics: Mapping[str, tuple[int, int]], look: Look) -> Table:
    """Return a row for every topic: how many papers of it are read, with a bar.

    Args:
        topics: Read papers and all papers by topic.
        look: The screen.
    """
    bar = _BAR if look.width >= 60 else 0
    room = look.width - bar - 12
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(no_wrap=True)
    for topic, (read, total) in topics.items():
        drawn = Text(look.bar(read, total, bar), "dim") if bar else Text()
        name = cut(look.text(topic), max(room, 8), look.ellipsis)
        table.add_row(Text(name, "bold"), Text(f"{read}/{total}"), drawn)
    return table
