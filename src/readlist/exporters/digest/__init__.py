"""The formats of a digest, chosen by the ending of a file."""

from collections.abc import Callable, Mapping

from readlist.exporters.digest import feed, json_format, markdown_format, page, plain_format
from readlist.exporters.digest.issue import DuePaper, Issue, NewPaper, OwnNews

Render = Callable[[Issue], str]
WIDTH = plain_format.WIDTH
"""Columns of plain text."""

FORMATS: Mapping[str, Render] = {
    ".txt": plain_format.render,
    ".md": markdown_format.render,
    ".markdown": markdown_format.render,
    ".html": page.render,
    ".htm": page.render,
    ".json": json_format.render,
    ".atom": feed.render,
    ".xml": feed.render,
}
"""By the ending of a file, in lower case."""

__all__ = ["FORMATS", "WIDTH", "DuePaper", "Issue", "NewPaper", "OwnNews", "Render"]
