"""Properties of notes: ``key:: value`` in Logseq and Obsidian, drawers in Org, front matter."""

import re
from collections.abc import Mapping, Sequence

from readlist.document_model import Record
from readlist.documents.records import entry
from readlist.patterns import pattern
from readlist.reading_marks import asks_for

_PROPERTY = pattern(r"\s*([A-Za-z][\w -]{0,30})::(?:\s+(.*))?$")
_NOTE = pattern(r"\[\[@?([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")
_TELLING = frozenset(
    "arxiv arxivid arxiv-id arxiv_id eprint url link source doi roam_refs refs paper pdf "
    "uri".split()
)
_KEPT = {"tags": "keywords", "keywords": "keywords", "authors": "author", "author": "author",
         "year": "year", "date": "year", "title": "title", "journal": "journal"}  # fmt: skip


def is_property(line: str) -> bool:
    """Return whether a line is a property: ``url:: https://arxiv.org/abs/2310.11111``."""
    return "::" in line and _PROPERTY.match(line) is not None


def parted(lines: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return the other lines, and the properties by name in lower case."""
    words: list[str] = []
    found: dict[str, str] = {}
    for line in lines:
        match = _PROPERTY.match(line) if "::" in line else None
        if match:
            found.setdefault(match[1].strip().lower(), (match[2] or "").strip())
        else:
            words.append(line)
    return words, found


def record(title: str, found: Mapping[str, str], line: int) -> Record | None:
    """Return the paper that properties describe; None if they have no identifier.

    Args:
        title: The title of the note or entry, unless a property has one.
        found: By name in lower case.
        line: Where it begins.
    """
    if not any(found.get(name) for name in _TELLING):
        return None
    fields: dict[str, str] = {}
    for name, value in found.items():
        if name in _TELLING or name in _KEPT:
            plain = _NOTE.sub(r"\1", value)
            fields[_KEPT.get(name, name.replace("roam_refs", "url"))] = plain
        elif asks_for(name):
            fields[name] = _NOTE.sub(r"\1", value)
    fields.setdefault("title", cleaned(title))
    made = entry(fields, line)
    return made if made.title or made.places else None


def cleaned(title: str) -> str:
    """Return a title without links to notes, marks and check boxes."""
    text = _NOTE.sub(r"\1", title)
    text = re.sub(r"^(?:(?:TODO|DOING|DONE|LATER|NOW)\s+|#+\s+|\[[ xX]\]\s*)+", "", text.strip())
    return re.sub(r"\s#[\w/-]+", "", text).strip("*_ ")
