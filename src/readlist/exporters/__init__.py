"""Formats that a reading list leaves in, behind one table.

A format is a plain function from entries to text. `EXPORTERS` names them all; `exporter_for`
chooses one by its name or by the ending of the output path.
"""

import difflib
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from readlist.errors import UsageError
from readlist.exporters import json_format
from readlist.exporters.entry import Entry, Options
from readlist.exporters.format import Exporter, FileExporter, FolderExporter
from readlist.exporters.markdown import github, syntax

__all__ = [
    "EXPORTERS",
    "STYLES",
    "Entry",
    "Exporter",
    "FileExporter",
    "FolderExporter",
    "Options",
    "exporter_for",
]

DEFAULT = "markdown"

_ALL: tuple[Exporter, ...] = (
    FileExporter(
        name="markdown",
        style="github",
        summary="a task list by theme, as GitHub shows it",
        render=github.render,
        written_by_readlist=syntax.written_by_readlist,
        endings=(".md", ".markdown"),
        media_type="text/markdown",
    ),
    FileExporter(
        name="json",
        summary="the whole list, which readlist can import again",
        render=json_format.render,
        written_by_readlist=json_format.written_by_readlist,
        endings=(".json",),
        media_type="application/json",
    ),
)

EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {name: next(e for e in _ALL if e.name == name) for name in dict.fromkeys(e.name for e in _ALL)}
)
"""Every format by name, each in its default style."""

STYLES: Mapping[str, Mapping[str, Exporter]] = MappingProxyType(
    {
        name: MappingProxyType({e.style: e for e in _ALL if e.name == name and e.style})
        for name in EXPORTERS
    }
)
"""The styles of every format by name; most have none."""


def exporter_for(name: str | None = None, output: str | None = None, style: str = "") -> Exporter:
    """Return the exporter that is named, or the one that the output path's ending means.

    Args:
        name: As in `EXPORTERS`; without it the ending decides, and Markdown where there is none.
        output: The path that will be written to; a folder ends in a slash.
        style: As in `STYLES`; without it the format's default.

    Raises:
        UsageError: The name, the ending or the style is not known.
    """
    found = _by_name(name) if name else _by_ending(output, style)
    return _in_style(found, style) if style else found


def _by_name(name: str) -> Exporter:
    found = EXPORTERS.get(name.lower())
    if found is None:
        raise UsageError(f"unknown format: {name!r}", _nearest("-f", name, EXPORTERS))
    return found


def _by_ending(output: str | None, style: str) -> Exporter:
    ending = PurePath(output).suffix.lower() if output and output != "-" else ""
    for exporter in _ALL if ending else ():
        if ending in exporter.endings:
            return exporter
    if ending and not style:
        raise UsageError(
            f"no format ends in {ending!r}",
            f"-f NAME, where NAME is one of {', '.join(EXPORTERS)}",
        )
    by_style = (name for name, styles in STYLES.items() if style in styles)
    return EXPORTERS[next(by_style, DEFAULT)]


def _in_style(exporter: Exporter, style: str) -> Exporter:
    styles = STYLES[exporter.name]
    if not styles:
        raise UsageError(f"{exporter.name} has no styles", f"-f {exporter.name} without --style")
    found = styles.get(style.lower())
    if found is None:
        raise UsageError(f"unknown style: {style!r}", _nearest("--style", style, styles))
    return found


def _nearest(option: str, word: str, known: Mapping[str, Exporter]) -> str:
    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.5)
    return f"{option} {close[0]}" if close else f"{option} with one of {', '.join(known)}"
