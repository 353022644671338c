"""The export formats of a reading list, in one table.

A format is a plain function from entries to pieces of text. `EXPORTERS` lists all formats;
`exporter_for` chooses one by its name or by the ending of the output path.
"""

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from readlist.errors import UsageError
from readlist.exporters import atom, bibtex, csl_json, csv_format, json_format, ris
from readlist.exporters.entry import Entries, ExportEntry, Options
from readlist.exporters.format import Exporter, FileExporter, FolderExporter, Written
from readlist.exporters.html import page
from readlist.exporters.markdown import github, note, obsidian, syntax, table, ticks, vault
from readlist.suggestion import suggest

__all__ = [
    "EXPORTERS",
    "STYLES",
    "Entries",
    "ExportEntry",
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
        pieces=github.pieces,
        cites=False,
        written=Written(syntax.written_by_readlist, ticks.losses, ticks.returned_by),
        endings=(".md", ".markdown"),
        media_type="text/markdown",
    ),
    FileExporter(
        name="markdown",
        style="table",
        summary="one table",
        pieces=table.pieces,
        cites=False,
        written=Written(syntax.written_by_readlist, table.losses),
        media_type="text/markdown",
    ),
    FolderExporter(
        name="markdown",
        style="obsidian",
        summary="a folder with one note a paper",
        render=obsidian.render,
        written=Written(note.written_by_readlist, vault.losses, vault.returned),
    ),
    FileExporter(
        name="bibtex",
        summary="for LaTeX with BibTeX",
        pieces=bibtex.BIBTEX.pieces,
        flat=bibtex.BIBTEX,
        written=Written(bibtex.written_by_readlist),
        endings=(".bib",),
        media_type="application/x-bibtex",
    ),
    FileExporter(
        name="biblatex",
        summary="for LaTeX with BibLaTeX",
        pieces=bibtex.BIBLATEX.pieces,
        flat=bibtex.BIBLATEX,
        written=Written(bibtex.written_by_readlist),
        media_type="application/x-bibtex",
    ),
    FileExporter(
        name="csl-json",
        summary="for Zotero and Pandoc",
        pieces=csl_json.FLAT.pieces,
        flat=csl_json.FLAT,
        written=Written(csl_json.written_by_readlist),
        endings=(".csl.json", ".csljson"),
        media_type="application/vnd.citationstyles.csl+json",
    ),
    FileExporter(
        name="ris",
        summary="for any reference manager",
        pieces=ris.FLAT.pieces,
        flat=ris.FLAT,
        written=Written(ris.written_by_readlist),
        endings=(".ris",),
        media_type="application/x-research-info-systems",
    ),
    FileExporter(
        name="csv",
        summary="for spreadsheets",
        pieces=csv_format.FLAT.pieces,
        flat=csv_format.FLAT,
        written=Written(csv_format.written_by_readlist),
        endings=(".csv",),
        media_type="text/csv",
    ),
    FileExporter(
        name="json",
        summary="the whole list, which readlist can import again",
        pieces=json_format.pieces,
        cites=False,
        written=Written(json_format.written_by_readlist),
        endings=(".json",),
        media_type="application/json",
    ),
    FileExporter(
        name="html",
        summary="one page with search, filters and charts",
        pieces=page.pieces,
        written=Written(page.written_by_readlist),
        endings=(".html", ".htm"),
        media_type="text/html",
    ),
    FileExporter(
        name="atom",
        summary="a feed of what was added",
        pieces=atom.pieces,
        cites=False,
        written=Written(atom.written_by_readlist),
        endings=(".atom", ".xml"),
        media_type="application/atom+xml",
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
    """Return the exporter with a name, or the one for the output path's ending.

    Args:
        name: As in `EXPORTERS`, or an ending; without it the output path's ending decides, and
            Markdown where there is none.
        output: The path to write to; a folder ends with a slash.
        style: As in `STYLES`; without it the format's default.

    Raises:
        UsageError: The name, the ending or the style is not known.
    """
    found = _by_name(name) if name else _by_ending(output, style)
    return _in_style(found, style) if style else found


def _by_name(name: str) -> Exporter:
    found = EXPORTERS.get(name.lower()) or _with_ending(f".{name.lower()}")
    if found is None:
        raise _unknown("format", name, EXPORTERS, "-f")
    return found


def _with_ending(name: str) -> Exporter | None:
    return next((exporter for exporter in _ALL if name.endswith(exporter.endings)), None)


def _by_ending(output: str | None, style: str) -> Exporter:
    name = output.lower() if output and output != "-" else ""
    found = _with_ending(name)
    if found:
        return found
    ending = PurePath(name).suffix
    if ending and not style:
        near = suggest(ending[1:], EXPORTERS, "format")
        raise UsageError(
            f"no format ends in {ending!r}. Known: {', '.join(EXPORTERS)}",
            f"-f {near}" if near else "",
        )
    by_style = (name for name, styles in STYLES.items() if style in styles)
    return EXPORTERS[next(by_style, DEFAULT)]


def _in_style(exporter: Exporter, style: str) -> Exporter:
    styles = STYLES[exporter.name]
    if not styles:
        raise UsageError(f"{exporter.name} has no styles", "the same without --style")
    found = styles.get(style.lower())
    if found is None:
        raise _unknown("style", style, styles, "--style")
    return found


def _unknown(kind: str, word: str, known: Mapping[str, Exporter], option: str) -> UsageError:
    near = suggest(word, known, kind)
    names = ", ".join(known)
    return UsageError(
        f"unknown {kind}: {word!r}. Known: {names}", f"{option} {near}" if near else ""
    )
