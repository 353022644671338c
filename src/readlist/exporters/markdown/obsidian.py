"""A folder for Obsidian: one note a paper with flat properties, and an index of them all.

Properties: https://help.obsidian.md/properties. What the reader wrote below the marker, and the
properties that they added, stay as they are when the folder is written again.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from readlist.exporters.bibliography import doi_of
from readlist.exporters.entry import Entry, Options
from readlist.exporters.layout import by_theme, heading_of, read_of, totals
from readlist.exporters.markdown.syntax import escape, escape_line, heading
from readlist.text import one_line

MARKER = "%% readlist: text below this line is yours and is kept %%"
"""Ends the part of a note that readlist writes; Obsidian does not show it."""

INDEX = "Reading list.md"
"""The file name of the index note."""

# Windows forbids \ / : * ? " < > |, Obsidian's links break at # ^ [ ].
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#^\[\]]')
_NOT_IN_TAGS = re.compile(r"[^\w/-]+")
_MARKER_LINE = re.compile(rf"^{re.escape(MARKER)}[ \t]*$", re.MULTILINE)
_PROPERTY = re.compile(r"([^\s:#'\"-][^:]*):")
# What YAML reads as a text even without quotes, in any of its versions.
_PLAIN = re.compile(r"[A-Za-z][\w ,.()'/-]*[\w.)]", re.ASCII)
_YAML_WORDS = frozenset("yes no on off true false null y n".split())
_NAME_BYTES = 180


def render(
    entries: Sequence[Entry], options: Options, existing: Mapping[str, str]
) -> dict[str, str]:
    """Return file name -> note; names begin with the identifier and never leave the folder.

    Args:
        entries: The papers.
        options: The reader's choices.
        existing: File name -> text of what the folder holds. A paper whose note is there already
            keeps the note's name, even if its title has changed.
    """
    known = {name.removesuffix(".md").partition(" ")[0]: name for name in sorted(existing)}
    keys = options.keys_of(entries)
    notes: dict[str, str] = {}
    names: dict[str, str] = {}
    for entry in entries:
        name = known.get(_stem(entry)) or file_name(entry)
        if name not in notes:
            names[entry.paper.id] = name
            old = existing.get(name, "")
            head = _front_matter(entry, keys[entry.paper.id], _own_properties(entry, old))
            notes[name] = "\n".join([*head, *_body(entry, options), MARKER]) + _own_text(old)
    index = "\n".join([*_index(entries, options, names), MARKER])
    return {INDEX: index + _own_text(existing.get(INDEX, ""))} | notes


def written_by_readlist(text: str) -> bool:
    """Return whether the note has the marker, above which everything is readlist's."""
    return _MARKER_LINE.search(text) is not None


def file_name(entry: Entry) -> str:
    """Return ``2401.04088 Mixtral of Experts.md``, a valid name on every system."""
    name = _safe(f"{_stem(entry)} {entry.plain_title}") or "paper"
    while len(name.encode()) > _NAME_BYTES:
        name = name[: len(name) * _NAME_BYTES // len(name.encode())]
    return name.rstrip(" .") + ".md"


def _stem(entry: Entry) -> str:
    """Return the first word of a note's name; no two papers have the same, in any case."""
    kept = None if entry.is_arxiv else next(iter(entry.paper.keeps), None)
    return kept.folder if kept else _safe(entry.id.replace("/", "_"))


def _safe(name: str) -> str:
    return " ".join(_NOT_IN_NAMES.sub("", unicodedata.normalize("NFC", name)).split()).strip(". ")


def _front_matter(entry: Entry, key: str, own: Sequence[str]) -> Iterator[str]:
    paper = entry.paper
    topics = (_NOT_IN_TAGS.sub("-", topic).strip("-/") for topic in entry.topics)
    yield "---"
    yield f"title: {_yaml(entry.plain_title)}"
    yield from _yaml_list("aliases", [key, f"arXiv {entry.id}" if entry.is_arxiv else entry.id])
    yield from _yaml_list("tags", ["paper", *(f"topic/{topic}" for topic in topics if topic)])
    yield from _identity(entry)
    yield from _yaml_list("authors", entry.authors)
    if entry.issued:
        # What is no whole day is text; Obsidian would take it for a number or a broken date.
        shown = entry.issued_on if entry.published else _quoted(entry.issued_on)
        yield from (f"year: {entry.year}", f"published: {shown}")
    yield f"status: {paper.status}"
    yield f"starred: {'true' if paper.star else 'false'}"
    if paper.added:
        yield f"added: {paper.added.isoformat()}"
    if paper.url:
        yield f"url: {paper.url if entry.is_arxiv else _quoted(one_line(paper.url))}"
    yield f"citekey: {_yaml(key)}"
    yield from own
    yield "---"


def _identity(entry: Entry) -> Iterator[str]:
    if entry.is_arxiv:
        yield f"arxiv: {_quoted(entry.id)}"
        return
    facts = {"id": entry.id, "doi": doi_of(entry), "venue": one_line(entry.paper.venue)}
    yield from (f"{name}: {_quoted(value)}" for name, value in facts.items() if value)


def _body(entry: Entry, options: Options) -> Iterator[str]:
    if options.abstracts and entry.abstract:
        yield from ("## Abstract", "", escape_line(entry.abstract), "")
    if options.notes and entry.notes:
        yield from ("## Notes", "", *(f"- {escape_line(line)}" for line in entry.notes), "")


def _index(entries: Sequence[Entry], options: Options, names: Mapping[str, str]) -> Iterator[str]:
    yield from (heading(1, options.title), "", f"{totals(entries)}.", "")
    for theme, group in by_theme(entries).items():
        yield from (heading(2, heading_of(theme)), "", read_of(group), "")
        for entry in group:
            target = names[entry.paper.id].removesuffix(".md")
            shown = escape(_safe(entry.plain_title) or entry.id)
            star = "★ " if entry.paper.star else ""
            yield f"- [{'x' if entry.is_read else ' '}] {star}[[{target}|{shown}]]"
        yield ""


def _own_text(old: str) -> str:
    """Return everything behind the marker's line in a note that was there before."""
    marker = _MARKER_LINE.search(old)
    return old[marker.end() :] or "\n" if marker else "\n"


_OURS = frozenset(
    "title aliases tags arxiv authors year published status starred added url citekey".split()
)


def _own_properties(entry: Entry, old: str) -> list[str]:
    """Return the lines of the properties that the reader added to a note."""
    head, fence, _ = old.removeprefix("---\n").partition("\n---\n")
    if not (old.startswith("---\n") and fence and written_by_readlist(old)):
        return []
    written = _OURS if entry.is_arxiv else _OURS | {"id", "doi", "venue"}
    kept: list[str] = []
    ours = True
    for line in head.split("\n"):
        name = _PROPERTY.match(line)
        if name:
            ours = name[1] in written
        if not ours:
            kept.append(line)
    return kept


def _yaml_list(name: str, values: Sequence[str]) -> list[str]:
    return [f"{name}:", *(f"  - {_yaml(value)}" for value in values)] if values else []


def _yaml(value: str) -> str:
    plain = _PLAIN.fullmatch(value) and value.lower() not in _YAML_WORDS
    return value if plain else _quoted(value)


def _quoted(value: str) -> str:
    # A JSON string is a double-quoted YAML scalar: https://yaml.org/spec/1.2.2/#double-quoted-style
    return json.dumps(value, ensure_ascii=False)
