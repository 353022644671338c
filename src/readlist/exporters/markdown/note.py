"""Parse a note of an Obsidian folder that readlist wrote."""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

from readlist.exporters.markdown import record
from readlist.exporters.markdown.record import Record
from readlist.exporters.markdown.syntax import unescape

_PROPERTY = re.compile(r"([^\s:#'\"\-][^:\n]{0,200}):(?:[ \t]+(.*))?$")
_ENTRY = re.compile(r"[ \t]*-(?:[ \t]+(.*))?$")
_BLOCK = re.compile(r"[|>][+-]?\d?$")
_WORD = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,]*)\s*(?:,|$)")


class Property(NamedTuple):
    """A property of a note."""

    line: int
    values: tuple[str, ...]
    """One for a text; none if it is empty."""
    lines: tuple[str, ...]
    """As it is written."""

    @property
    def text(self) -> str:
        """The value of a property that is one text."""
        return self.values[0] if len(self.values) == 1 else ", ".join(self.values)


def front_matter(text: str) -> tuple[list[str], int]:
    """Return the lines between the fences, and the number of lines that both take."""
    if not text.startswith("---\n"):
        return [], 0
    head, fence, _ = text[4:].partition("\n---\n")
    if not fence:
        return [], 0
    lines = head.split("\n")
    return lines, len(lines) + 2


def properties_in(lines: list[str]) -> dict[str, Property]:
    """Return the properties by name; the first of a name counts.

    Args:
        lines: The lines between the fences; they begin in line 2 of the note.
    """
    found: dict[str, Property] = {}
    name, started, own = "", 0, list[str]()
    for number, line in enumerate([*lines, "end:"], 2):
        match = _PROPERTY.match(line)
        if match:
            if name:
                found.setdefault(name, Property(started, _values(own), tuple(own)))
            name, started, own = match[1].strip(), number, [line]
        else:
            own.append(line)
    return found


def _values(lines: list[str]) -> tuple[str, ...]:
    match = _PROPERTY.match(lines[0])
    inline = ((match[2] if match else "") or "").strip()
    if inline.startswith("[") and inline.endswith("]"):
        words = (found[1].strip() for found in _WORD.finditer(inline[1:-1].strip()))
        return tuple(_text(word) for word in words if word)
    entries = [found for line in lines[1:] if (found := _ENTRY.match(line))]
    if not inline and entries:
        return tuple(text for found in entries if (text := _text((found[1] or "").strip())))
    more = [line.strip() for line in lines[1:] if line.strip() and not line.startswith("#")]
    folded = " ".join([*([] if _BLOCK.match(inline) else [inline]), *more]).strip()
    return (_text(folded),) if folded else ()


def _text(word: str) -> str:
    """Return a scalar without its quotes."""
    if len(word) >= 2 and word[0] == word[-1] == '"':
        try:
            return str(json.loads(word))
        except ValueError:
            return word[1:-1]
    if len(word) >= 2 and word[0] == word[-1] == "'":
        return word[1:-1].replace("''", "'")
    return re.sub(r"\s+#.*$", "", word)


MARKER = "%% readlist: text below this line is yours and is kept %%"
"""Ends the part of a note that readlist writes; Obsidian does not show it."""

OURS = frozenset(
    "title aliases tags topics arxiv authors year published status starred due added url "
    "citekey".split()
)
"""The properties that readlist writes."""
ELSEWHERE = frozenset({"id", "doi", "venue"})
"""Those that it writes for papers that are not on arXiv."""
COMING_BACK = frozenset({"tags", "topics", "status", "starred", "due", "aliases"})
"""Properties whose changes are kept or taken over."""
TAG = "topic/"
"""The prefix of the tags of topics."""
NOTES = "## Notes"

_MARKER_LINE = re.compile(rf"^{re.escape(MARKER)}[ \t]*$", re.MULTILINE)
_NOT_IN_TAGS = re.compile(r"[^\w/-]+")
_HEADING = re.compile(r"#{1,2}[ \t]")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+")


class Note(NamedTuple):
    """The part of a note above the marker."""

    properties: Mapping[str, Property]
    notes: tuple[str, ...] | None
    """The lines under the heading of notes, without escapes; None if there is no such heading."""
    notes_line: int
    rest: tuple[tuple[int, str], ...]
    """What is not read back, with its line: properties by name, and other text."""
    record: Record | None

    @property
    def id(self) -> str:
        """The paper's identifier, as the note spells it; empty if there is none."""
        found = self.properties.get("arxiv") or self.properties.get("id")
        return found.text if found else ""


def written_by_readlist(text: str) -> bool:
    """Return whether the note has the marker; everything above it is readlist's."""
    return _MARKER_LINE.search(text) is not None


def head_of(text: str) -> str:
    """Return the part of a note that readlist writes: everything above the marker's line."""
    marker = _MARKER_LINE.search(text)
    return text[: marker.start()] if marker else text


def own_text(old: str) -> str:
    """Return everything after the marker's line in an existing note."""
    marker = _MARKER_LINE.search(old)
    return old[marker.end() :] or "\n" if marker else "\n"


def tag_of(topic: str) -> str:
    """Return a topic as a valid tag; empty if none of its characters are allowed."""
    return _NOT_IN_TAGS.sub("-", topic).strip("-/")


def read_note(text: str) -> Note:
    """Return the parts of a note, or of its head."""
    head, told = record.parted(head_of(text))
    lines, fenced = front_matter(head)
    properties = properties_in(lines)
    written = (OURS if "arxiv" in properties else OURS | ELSEWHERE) - COMING_BACK
    rest = [
        (found.line, f"{name}: {', '.join(found.values)}")
        for name, found in sorted(properties.items())
        if name in written
    ]
    notes: list[str] | None = None
    inside, began = False, 0
    for number, line in enumerate(head.split("\n")[fenced:], fenced + 1):
        if _HEADING.match(line):
            inside = line.rstrip() == NOTES
            began = number if inside else began
            notes = (notes or []) if inside else notes
        if inside and notes is not None and number != began:
            notes += [unescape(_BULLET.sub("", line, count=1)).strip()] if line.strip() else []
        elif not inside:
            rest.append((number, line))
    told_notes = tuple(notes) if notes is not None else None
    return Note(properties, told_notes, began, tuple(rest), told)
