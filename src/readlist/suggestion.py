"""What an unknown word was meant to be: a synonym or a misspelling of a known one.

A word that is neither is nobody's slip: nothing is guessed then.
"""

from collections.abc import Iterable, Mapping

_ALIKE = 0.6
"""How much of two words must agree; what `difflib` takes by default."""
_TELLING = 3
"""Letters from which on the beginning of a word stands for it."""

_FIELDS = {
    "author": "authors",
    "bibkey": "key",
    "citekey": "key",
    "date": "published",
    "file": "pdf",
    "github": "code",
    "identifier": "id",
    "link": "url",
    "name": "title",
    "note": "notes",
    "path": "pdf",
    "reason": "reasons",
    "repo": "code",
    "starred": "star",
    "state": "status",
    "summary": "abstract",
    "tag": "topics",
    "tags": "topics",
    "theme": "topics",
    "topic": "topics",
    "why": "reasons",
}

_HOLDINGS = {"file": "pdf", "github": "code", "repo": "code", "summary": "abstract"}

SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "command": {
        "cat": "info",
        "del": "remove",
        "delete": "remove",
        "download": "fetch",
        "drop": "remove",
        "favorite": "star",
        "favourite": "star",
        "find": "search",
        "finish": "read",
        "finished": "read",
        "get": "fetch",
        "grep": "search",
        "history": "undo",
        "ignore": "skip",
        "list": "show",
        "man": "help",
        "new": "discover",
        "news": "updates",
        "notes": "note",
        "progress": "stats",
        "rank": "next",
        "recommend": "next",
        "review": "triage",
        "save": "export",
        "set": "config",
        "settings": "config",
        "skipped": "skip",
        "suggest": "next",
        "tag": "topic",
        "tags": "topic",
        "theme": "topic",
        "themes": "topic",
        "unskip": "unread",
        "view": "info",
        "where": "path",
    },
    "status": {
        "any": "all",
        "begun": "reading",
        "current": "reading",
        "dismissed": "skipped",
        "done": "read",
        "everything": "all",
        "finished": "read",
        "ignored": "skipped",
        "open": "unread",
        "rejected": "skipped",
        "skip": "skipped",
        "started": "reading",
        "to-read": "unread",
        "todo": "unread",
        "toread": "unread",
        "undecided": "inbox",
    },
    "sort order": {
        "age": "published",
        "alphabetical": "title",
        "best": "rank",
        "date": "published",
        "name": "title",
        "newest": "published",
        "recent": "added",
        "relevance": "rank",
        "score": "rank",
        "tag": "topic",
        "theme": "topic",
        "year": "published",
        "yr": "published",
    },
    "field": _FIELDS,
    "place to search": _FIELDS | {"fulltext": "pdf", "text": "pdf"},
    "thing to have": _HOLDINGS,
    "thing to lack": _HOLDINGS,
    "place": {
        "data": "library",
        "history": "state",
        "index": "cache",
        "papers": "list",
        "pdf": "library",
        "pdfs": "library",
        "settings": "config",
    },
    "format": {
        "csl": "csl-json",
        "endnote": "ris",
        "excel": "csv",
        "feed": "atom",
        "latex": "bibtex",
        "page": "html",
        "pandoc": "csl-json",
        "rss": "atom",
        "spreadsheet": "csv",
        "tex": "bibtex",
        "web": "html",
        "zotero": "csl-json",
    },
    "style": {"gfm": "github", "tasks": "github", "vault": "obsidian"},
    "setting": {
        "ascii": "show.ascii",
        "categories": "discover.categories",
        "follow": "discover.categories",
        "less": "pager",
        "tips": "hints",
        "viewer": "open.with",
    },
}
"""Other names of known words, by what such a word is called."""


def suggest(word: str, known: Iterable[str], kind: str = "") -> str:
    """Return the known word that was meant; empty if none is similar.

    Args:
        word: As typed.
        known: The words that can be.
        kind: What such a word is called, as in `SYNONYMS`.
    """
    spelt = {one.casefold(): one for one in known}
    wanted = word.strip().casefold()
    if wanted in spelt:
        return spelt[wanted]
    synonym = SYNONYMS.get(kind, {}).get(wanted, "")
    if synonym in spelt:
        return spelt[synonym]
    longer = [one for one in spelt if one.startswith(wanted)] if len(wanted) >= _TELLING else []
    if len(longer) == 1:
        return spelt[longer[0]]
    import difflib  # noqa: PLC0415 - only where something went wrong

    near = difflib.get_close_matches(wanted, spelt, 1, _ALIKE)
    return spelt[near[0]] if near else ""
