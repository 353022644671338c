"""The picture of a list's numbers."""

from readlist.exporters.format import Written
from readlist.exporters.html.picture import picture, written_by_readlist
from readlist.library.export_files import ExportTarget, write_text
from readlist.stats import Stats
from readlist.text import plural


def draw(numbers: Stats) -> str:
    """Return the picture, as SVG."""
    title = f"Reading list: {plural(numbers.total, 'paper')}, {numbers.read:,} read"
    return picture(title, numbers.themes, numbers.weeks, numbers.years)


def write(numbers: Stats, target: ExportTarget) -> bool:
    """Write the picture into a file; return whether that was out of date.

    Raises:
        UsageError: The target is a folder.
        ReadlistError: It is another program's file, or cannot be written.
    """
    return write_text(draw(numbers), Written(written_by_readlist), target)
