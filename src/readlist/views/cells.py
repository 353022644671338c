"""Texts cut and padded to columns of a terminal, where a Chinese character takes two."""

from rich.cells import cell_len, set_cell_size


def width_of(text: str) -> int:
    """Return how many columns a cleaned text takes."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """Return the text in at most `width` columns, with an ellipsis where it was cut."""
    if width_of(text) <= width:
        return text
    room = width - len(ellipsis)
    if room <= 0:
        return set_cell_size(text, max(width, 0)).rstrip()
    return set_cell_size(text, room).rstrip() + ellipsis


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """Return the text in exactly `width` columns: cut, or filled with blanks."""
    short = cut(text, width, ellipsis)
    return short + " " * (width - width_of(short))
