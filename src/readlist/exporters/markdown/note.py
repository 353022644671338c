"""A note of an Obsidian folder that readlist wrote, taken apart."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from readlist.exporters.markdown import front_matter, record
from readlist.exporters.markdown.front_matter import Property
from readlist.exporters.markdown.record import Record
from readlist.exporters.markdown.syntax import unescape

MARKER = "%% readlist: text below this line is yours and is kept %%"
"""Ends the part of a note that readlist writes; Obsidian does not show it."""

OURS = frozenset(
    "title aliases tags topics arxiv authors year published status starred due added url "
    "citekey".split()
)
"""The properties that readlist writes."""
ELSEWHERE = frozenset({"id", "doi", "venue"})
"""Those that it writes for papers that are not at arXiv."""
COMING_BACK = frozenset({"tags", "topics", "status", "starred", "due", "aliases"})
"""Properties whose changes are kept or taken over."""
TAG = "topic/"
"""What the tags of topics begin with."""
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
    """What does not come back, with its line: properties by name, and the other text."""
    record: Record | None

    @property
    def id(self) -> str:
        """The paper, as the note spells it; empty if it does not."""
        found = self.properties.get("arxiv") or self.properties.get("id")
        return found.text if found else ""


def written_by_readlist(text: str) -> bool:
    """Return whether the note has the marker, above which everything is readlist's."""
    return _MARKER_LINE.search(text) is not None


def head_of(text: str) -> str:
    """Return the part of a note that readlist writes: everything above the marker's line."""
    marker = _MARKER_LINE.search(text)
    return text[: marker.start()] if marker else text


def own_text(old: str) -> str:
    """Return everything behind the marker's line in a note that was there before."""
    marker = _MARKER_LINE.search(old)
    return old[marker.end() :] or "\n" if marker else "\n"


def tag_of(topic: str) -> str:
    """Return a topic as a tag can spell it; empty if nothing of it can stay."""
    return _NOT_IN_TAGS.sub("-", topic).strip("-/")


def read_note(text: str) -> Note:
    """Return the parts of a note, or of its head."""
    head, told = record.parted(head_of(text))
    lines, fenced = front_matter.parted(head)
    properties = front_matter.properties(lines)
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
