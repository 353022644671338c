"""JSON: the whole list, for programs and for ``readlist import``, which restores it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from readlist.exporters.entry import Entries, ExportEntry, Options
from readlist.text import visible

GENERATOR = "readlist"
"""The value of ``generator`` in every file of this format."""

SCHEMA = 1
"""The value of ``schema``; it changes when an older reader would misread a file."""


def pieces(entries: Entries, options: Options) -> Iterator[str]:
    """Yield an object with ``generator``, ``schema`` and ``papers``, one paper a line.

    A paper is `Paper.to_json`, notes included: it is the whole model. Keys of the reader's whose
    values JSON cannot represent, such as dates, are under ``extra_toml`` as TOML, too. With
    abstracts, arXiv's facts are included: ``abstract comment journal_ref doi versions withdrawn``.
    Where the reader marked something in a PDF, it is in ``highlights``.
    """
    yield f'{{\n"generator": "{GENERATOR}",\n"schema": {SCHEMA},\n"papers": ['
    between = "\n"
    for entry in entries:
        yield between + visible(json.dumps(_paper(entry, options), ensure_ascii=False))
        between = ",\n"
    yield "]\n}\n" if between == "\n" else "\n]\n}\n"


def render(entries: Entries, options: Options) -> str:
    """Return `pieces` as one text."""
    return "".join(pieces(entries, options))


def _paper(entry: ExportEntry, options: Options) -> dict[str, Any]:
    data = entry.paper.to_json(entry.pdf)
    spelt = data.get("extra", {})
    inexact = {name: value for name, value in entry.paper.extra.items() if spelt[name] != value}
    if inexact:
        data["extra_toml"] = _as_toml(inexact)
    if entry.highlights:
        data["highlights"] = [one.to_json() for one in entry.highlights]
    if options.abstracts:
        known = entry.metadata
        data |= {
            "abstract": known.abstract if known else "",
            "comment": known.comment if known else "",
            "journal_ref": known.journal_ref if known else "",
            "doi": entry.doi,
            "versions": known.versions if known else [],
            "withdrawn": known.withdrawn if known else False,
        }
    return data


def _as_toml(table: Mapping[str, Any]) -> str:
    import tomli_w  # noqa: PLC0415 - hardly any list needs it

    return tomli_w.dumps(table)


def written_by_readlist(text: str) -> bool:
    """Return whether the text is JSON that readlist wrote."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and data.get("generator") == GENERATOR
