"""The settings, for a terminal."""

from collections.abc import Sequence

from rich.text import Text

from readlist.views.cells import cut, fit, width_of
from readlist.views.look import Look

_MOST_VALUE = 36


def settings_view(rows: Sequence[tuple[str, str, str, str]], look: Look) -> Text:
    """Return a line for every setting, and under it what it is for.

    Args:
        rows: Key, value, where the value comes from, description.
        look: The screen.
    """
    keys = max(len(row[0]) for row in rows)
    values = min(max(width_of(look.text(row[1])) for row in rows), _MOST_VALUE)
    text = Text(no_wrap=True)
    for number, (key, value, origin, description) in enumerate(rows):
        source = "" if origin == "default" else f"  ({origin})"
        line = f"{fit(key, keys)}  {fit(look.text(value), values, look.ellipsis)}{source}"
        text.append("\n" if number else "").append(cut(line.rstrip(), look.width, look.ellipsis))
        text.append("\n" + cut(f"  {description}", look.width, look.ellipsis), "dim")
    return text
