"""CSL-JSON, for Zotero, Pandoc and every CSL processor.

The schema: https://github.com/citation-style-language/schema, ``csl-data.json`` of 1.0.2.
"""

import json
from collections.abc import Sequence
from typing import Any

from readlist.author_name import split_name
from readlist.exporters.bibliography import any_doi_of, year_of
from readlist.exporters.entry import Entry, Options

SOURCE = "readlist"
"""CSL's ``source``, where an item's data come from. JSON has no comments, so this is the mark."""


def render(entries: Sequence[Entry], options: Options) -> str:
    """Return a JSON array of items, one a line."""
    keys = options.keys_of(entries)
    lines = (
        json.dumps(_item(entry, keys[entry.paper.id], options), ensure_ascii=False)
        for entry in entries
    )
    body = ",\n".join(lines)
    return f"[\n{body}\n]\n" if body else "[]\n"


def written_by_readlist(text: str) -> bool:
    """Return whether the text is an array of items that all come from readlist."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, list) and all(
        isinstance(item, dict) and item.get("source") == SOURCE for item in data
    )


def _item(entry: Entry, key: str, options: Options) -> dict[str, Any]:
    paper = entry.paper
    item = {
        "id": key,
        "type": "article-journal" if entry.journal else "article",
        "title": entry.plain_title,
        "author": [_name(author) for author in entry.authors],
        "issued": _issued(entry),
        "container-title": entry.journal,
        "publisher": "" if entry.journal else "arXiv",
        # A style that prints both archive and publisher would name arXiv twice.
        "archive": "arXiv" if entry.journal and paper.url else "",
        "number": f"arXiv:{entry.id}" if paper.url and not entry.journal else "",
        "archive_location": entry.id if paper.url and entry.journal else "",
        "DOI": any_doi_of(entry),
        "URL": paper.url,
        "version": str(paper.version or ""),
        "keyword": ", ".join(entry.topics),
        "abstract": entry.plain_abstract if options.abstracts else "",
        "note": "\n".join(entry.plain_notes) if options.notes else "",
        "source": SOURCE,
    }
    return {name: value for name, value in item.items() if value}


def _name(author: str) -> dict[str, str]:
    parts = split_name(author)
    if parts.is_group or not parts.given:
        return {"literal": author}
    named = {
        "family": parts.family,
        "given": parts.given,
        "non-dropping-particle": parts.particle,
        "suffix": parts.suffix,
    }
    return {name: value for name, value in named.items() if value}


def _issued(entry: Entry) -> dict[str, Any]:
    year, day = year_of(entry), entry.published
    if day and year == day.year:
        return {"date-parts": [[day.year, day.month, day.day]]}
    return {"date-parts": [[year]]} if year else {}
