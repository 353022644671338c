"""What pages keep of their paper for their own scripts, where they have no tags: IEEE Xplore."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from readlist.sources.json_values import Json, items, word
from readlist.texts import abstract_text, date_in, name_of, plain_text, tidy_name, title_text

_XPLORE = re.compile(r"xplGlobal\.document\.metadata\s{0,5}=\s{0,5}(?=\{)")
_TYPES = {"conferences": "paper-conference", "periodicals": "article-journal", "books": "chapter"}


def state_in(script: str) -> Json:
    """Return what a script assigns as the facts of the page's paper; None if it does not."""
    found = _XPLORE.search(script)
    if not found:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(script, found.end())[0]
    except (ValueError, RecursionError):
        return None


def work_of(state: Json) -> dict[str, Any] | None:
    """Return the facts that such a state holds; None if it is none."""
    if not isinstance(state, Mapping) or not state.get("title"):
        return None
    start, end = plain_text(state.get("startPage")), plain_text(state.get("endPage"))
    dates = (state.get(name) for name in ("publicationDate", "publicationYear", "copyrightYear"))
    return {
        "title": title_text(state.get("title")),
        "authors": [name for name in _people(state.get("authors")) if name],
        "date": next(filter(None, map(date_in, dates)), ""),
        "venue": plain_text(state.get("publicationTitle")),
        "volume": plain_text(state.get("volume")),
        "issue": plain_text(state.get("issue")),
        "pages": f"{start}-{end}" if start and end and start != end else start,
        "publisher": plain_text(state.get("publisher")),
        "abstract": abstract_text(state.get("abstract")),
        "dois": [word(state.get("doi"))] if state.get("doi") else [],
        "type": _TYPES.get(word(state.get("contentType")), ""),
    }


def _people(data: Json) -> Iterator[str]:
    for person in items(data):
        yield tidy_name(person.get("name")) or name_of(
            person.get("firstName"), person.get("lastName")
        )
