"""CSL-JSON, for Zotero, Pandoc and every CSL processor.

The schema: https://github.com/citation-style-language/schema, ``csl-data.json`` of 1.0.2.
"""

import json
from typing import Any

from readlist.author_name import split_name
from readlist.exporters.entry import Entries, ExportEntry, Options
from readlist.exporters.flat import Flat
from readlist.exporters.publication import any_doi_of, local_of, publication_of, year_of

SOURCE = "readlist"
"""CSL's ``source``, where an item's data come from. JSON has no comments, so this is our mark."""


def render(entries: Entries, options: Options) -> str:
    """Return the file of `FLAT` as one text."""
    return "".join(FLAT.pieces(entries, options))


def written_by_readlist(text: str) -> bool:
    """Return whether the text is an array of items that all name readlist as their source."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, list) and all(
        isinstance(item, dict) and item.get("source") == SOURCE for item in data
    )


def _text(entry: ExportEntry, key: str, options: Options) -> str:
    return json.dumps(_item(entry, key, options), ensure_ascii=False)


def _item(entry: ExportEntry, key: str, options: Options) -> dict[str, Any]:
    paper = entry.paper
    notes = entry.plain_notes if options.notes else ()
    item = {
        "id": key,
        "type": "",
        "title": entry.plain_title,
        "author": [_name(author) for author in entry.authors],
        "issued": _issued(entry),
        **(_eprint(entry) if entry.is_arxiv else _appeared(entry)),
        "DOI": any_doi_of(entry),
        "URL": paper.url,
        "version": str(paper.version or ""),
        "keyword": ", ".join(entry.topics),
        "abstract": entry.plain_abstract if options.abstracts else "",
        "note": "\n".join(filter(None, (entry.standing_note, *notes))),
        "source": SOURCE,
        "custom": {"readlist": local} if (local := local_of(entry)) else {},
    }
    return {name: value for name, value in item.items() if value}


def _eprint(entry: ExportEntry) -> dict[str, Any]:
    if entry.journal:
        return {
            "type": "article-journal",
            "container-title": entry.journal,
            "archive": "arXiv",
            "archive_location": entry.id,
        }
    # A style that prints both archive and publisher would name arXiv twice.
    return {"type": "article", "publisher": "arXiv", "number": f"arXiv:{entry.id}"}


def _appeared(entry: ExportEntry) -> dict[str, Any]:
    found = publication_of(entry)
    return {
        "type": found.type,
        "container-title": found.container,
        "publisher": found.publisher,
        "volume": found.volume,
        "issue": found.issue,
        "page": found.pages,
        "genre": found.genre,
        "number": found.number,
        "ISBN": found.isbn,
        "PMID": found.pmid,
    }


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


def _issued(entry: ExportEntry) -> dict[str, Any]:
    year, issued = year_of(entry), entry.issued
    if issued and year == issued[0]:
        return {"date-parts": [list(issued)]}
    return {"date-parts": [[year]]} if year else {}


FLAT = Flat(text=_text, empty=lambda _: "[]\n", head=lambda _: "[\n", between=",\n", tail="\n]\n")
"""A JSON array of items, one a line."""
