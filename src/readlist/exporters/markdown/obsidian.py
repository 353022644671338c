"""A folder for Obsidian: one note with flat properties for each paper, and an index.

Properties: https://help.obsidian.md/properties. What the reader wrote below the marker, and the
properties that they added, stay as they are when the folder is written again.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from readlist.exporters.entry import ExportEntry, Options
from readlist.exporters.layout import by_theme, heading_of, read_of, totals
from readlist.exporters.markdown import note
from readlist.exporters.markdown.note import (
    ELSEWHERE,
    MARKER,
    OURS,
    TAG,
    own_text,
    read_note,
    tag_of,
    written_by_readlist,
)
from readlist.exporters.markdown.record import as_comment, digest
from readlist.exporters.markdown.syntax import escape, escape_line, heading
from readlist.exporters.markdown.ticks import record_of, shown_notes
from readlist.exporters.publication import doi_of
from readlist.text import one_line

INDEX = "Reading list.md"
"""The file name of the index note."""

# Windows forbids \ / : * ? " < > |, Obsidian's links break at # ^ [ ].
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#^\[\]]')
_NOT_IN_TAGS = re.compile(r"[^\w/-]+")
# What every version of YAML reads as text even without quotes.
_PLAIN = re.compile(r"[A-Za-z][\w ,.()'/-]*[\w.)]", re.ASCII)
_YAML_WORDS = frozenset("yes no on off true false null y n".split())
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
_NAME_BYTES = 180
_SHOWN = frozenset({"rest", "read", "star"})
"""The facts of a paper in the index."""


def render(
    entries: Sequence[ExportEntry], options: Options, existing: Mapping[str, str]
) -> dict[str, str]:
    """Return file name -> note; names begin with the identifier and never leave the folder.

    Args:
        entries: The papers.
        options: The reader's choices.
        existing: File name -> text of what the folder holds. A paper whose note is there already
            keeps its name, even if the title has changed.
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
            lines = list(_front_matter(entry, keys[entry.paper.id], _Own(entry, old)))
            lines += _body(entry, options)
            told = as_comment(_record(entry, lines, notes=options.notes), obsidian=True)
            notes[name] = "\n".join([*lines, *told, MARKER]) + own_text(old)
    index = list(_index(entries, options, names))
    told = as_comment(_index_record(entries, index), obsidian=True)
    text = "\n".join([*index, *told, MARKER]) + own_text(existing.get(INDEX, ""))
    return {INDEX: text} | notes


def _record(entry: ExportEntry, lines: Sequence[str], *, notes: bool) -> Iterator[Sequence[str]]:
    paper = entry.paper
    yield "status", str(paper.status)
    yield "starred", str(paper.star).lower()
    if paper.due:
        yield "due", str(paper.due)
    if rating := rating_of(entry):
        yield "rating", rating
    yield from (("topic", topic) for topic in entry.topics)
    if notes:
        yield "notes", digest(shown_notes(entry.notes))
    yield "rest", digest(text for _, text in read_note("\n".join(lines)).rest)


def _index_record(entries: Sequence[ExportEntry], lines: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (("note", stem, e.id) for e in entries if (stem := _stem(e)) != e.id)
    yield from (line for line in record_of(entries, lines, notes=False) if line[0] in _SHOWN)


def rating_of(entry: ExportEntry) -> str:
    """Return the rating from the reader's own key; empty if there is none."""
    value = entry.paper.extra.get("rating")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return one_line(str(value))


def file_name(entry: ExportEntry) -> str:
    """Return ``2401.04088 Mixtral of Experts.md``, a valid name on every system."""
    name = _safe(f"{_stem(entry)} {entry.plain_title}") or "paper"
    while len(name.encode()) > _NAME_BYTES:
        name = name[: len(name) * _NAME_BYTES // len(name.encode())]
    return name.rstrip(" .") + ".md"


def _stem(entry: ExportEntry) -> str:
    """Return the first word of a note's name, unique for each paper even without regard to case."""
    kept = None if entry.is_arxiv else next(iter(entry.paper.keeps), None)
    return kept.folder if kept else _safe(entry.id.replace("/", "_"))


def _safe(name: str) -> str:
    return " ".join(_NOT_IN_NAMES.sub("", unicodedata.normalize("NFC", name)).split()).strip(". ")


def _front_matter(entry: ExportEntry, key: str, own: "_Own") -> Iterator[str]:
    paper = entry.paper
    names = [key, f"arXiv {entry.id}" if entry.is_arxiv else entry.id]
    tags = ["paper", *(f"{TAG}{tag}" for topic in entry.topics if (tag := tag_of(topic)))]
    yield "---"
    yield f"title: {_yaml(entry.plain_title)}"
    yield from _yaml_list("aliases", [*names, *own.aliases(names)])
    yield from _yaml_list("tags", [*tags, *own.tags(tags)])
    yield from _yaml_list("topics", entry.topics)
    yield from _identity(entry)
    yield from _yaml_list("authors", entry.authors)
    if entry.issued:
        # A date without a day is text; Obsidian would take it for a number or a broken date.
        shown = entry.issued_on if entry.published else _quoted(entry.issued_on)
        yield from (f"year: {entry.year}", f"published: {shown}")
    yield f"status: {paper.status}"
    yield f"starred: {'true' if paper.star else 'false'}"
    if paper.due:
        yield f"due: {paper.due}"
    if rating := rating_of(entry):
        yield f"rating: {rating if _NUMBER.fullmatch(rating) else _yaml(rating)}"
    if paper.added:
        yield f"added: {paper.added.isoformat()}"
    if paper.url:
        yield f"url: {paper.url if entry.is_arxiv else _quoted(one_line(paper.url))}"
    yield f"citekey: {_yaml(key)}"
    yield from own.lines
    yield "---"


def _identity(entry: ExportEntry) -> Iterator[str]:
    if entry.is_arxiv:
        yield f"arxiv: {_quoted(entry.id)}"
        return
    facts = {"id": entry.id, "doi": doi_of(entry), "venue": one_line(entry.paper.venue)}
    yield from (f"{name}: {_quoted(value)}" for name, value in facts.items() if value)


def _body(entry: ExportEntry, options: Options) -> Iterator[str]:
    if options.abstracts and entry.abstract:
        yield from ("## Abstract", "", escape_line(entry.abstract), "")
    if options.notes and entry.notes:
        yield from ("## Notes", "", *(f"- {escape_line(line)}" for line in entry.notes), "")
    if options.notes and entry.highlights:
        lines = (f"- {escape_line(one.line)}" for one in entry.highlights)
        yield from ("## Highlights", "", *lines, "")


def _index(
    entries: Sequence[ExportEntry], options: Options, names: Mapping[str, str]
) -> Iterator[str]:
    yield from (heading(1, options.title), "", f"{totals(entries)}.", "")
    for theme, group in by_theme(entries).items():
        yield from (heading(2, heading_of(theme)), "", read_of(group), "")
        for entry in group:
            target = names[entry.paper.id].removesuffix(".md")
            shown = escape(_safe(entry.plain_title) or entry.id)
            star = "★ " if entry.paper.star else ""
            yield f"- [{'x' if entry.is_read else ' '}] {star}[[{target}|{shown}]]"
        yield ""


class _Own:
    """What the reader added to the properties of an existing note."""

    def __init__(self, entry: ExportEntry, old: str) -> None:
        lines = note.front_matter(old)[0] if written_by_readlist(old) else []
        self._properties = note.properties_in(lines)
        written = OURS if entry.is_arxiv else OURS | ELSEWHERE
        self._written = written | {"rating"} if rating_of(entry) else written

    @property
    def lines(self) -> Iterator[str]:
        """The properties that readlist does not write, unchanged."""
        for name, found in self._properties.items():
            if name not in self._written:
                yield from found.lines

    def aliases(self, ours: Sequence[str]) -> list[str]:
        """Return the note's other aliases."""
        return [name for name in self._values("aliases") if name not in ours]

    def tags(self, ours: Sequence[str]) -> list[str]:
        """Return the note's other tags; those of topics are readlist's."""
        tags = (tag.removeprefix("#") for tag in self._values("tags"))
        return [tag for tag in tags if tag not in ours and not tag.startswith(TAG)]

    def _values(self, name: str) -> tuple[str, ...]:
        found = self._properties.get(name)
        return found.values if found else ()


def _yaml_list(name: str, values: Sequence[str]) -> list[str]:
    return [f"{name}:", *(f"  - {_yaml(value)}" for value in values)] if values else []


def _yaml(value: str) -> str:
    plain = _PLAIN.fullmatch(value) and value.lower() not in _YAML_WORDS
    return value if plain else _quoted(value)


def _quoted(value: str) -> str:
    # A JSON string is a double-quoted YAML scalar: https://yaml.org/spec/1.2.2/#double-quoted-style
    return json.dumps(value, ensure_ascii=False)
