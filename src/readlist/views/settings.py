"""The settings, for a terminal."""

from collections.abc import Sequence

from rich.text import Text

from readlist.language import translate
from readlist.views.canvas import Canvas
from readlist.views.cells import cut, fit, width_of

_MOST_VALUE = 36


def settings_view(rows: Sequence[tuple[str, str, str, str]], canvas: Canvas) -> Text:
    """Return a line for every setting, with its description below.

    Args:
        rows: Key, value, origin of the value, description.
        canvas: The screen.
    """
    keys = max(len(row[0]) for row in rows)
    values = min(max(width_of(canvas.text(row[1])) for row in rows), _MOST_VALUE)
    text = Text(no_wrap=True)
    for number, (key, value, origin, description) in enumerate(rows):
        source = "" if origin == "default" else f"  ({origin})"
        line = f"{fit(key, keys)}  {fit(canvas.text(value), values, canvas.ellipsis)}{source}"
        text.append("\n" if number else "").append(
            cut(line.rstrip(), canvas.width, canvas.ellipsis)
        )
        text.append("\n" + cut(f"  {translate(description)}", canvas.width, canvas.ellipsis), "dim")
    return text
