"""The properties of an Obsidian note, as far as people edit them: texts and lists of texts.

Obsidian writes them anew whenever one is changed, with other quotes and indents: values count.
https://help.obsidian.md/properties
"""

import json
import re
from typing import NamedTuple

_PROPERTY = re.compile(r"([^\s:#'\"\-][^:\n]{0,200}):(?:[ \t]+(.*))?$")
_ENTRY = re.compile(r"[ \t]*-(?:[ \t]+(.*))?$")
_BLOCK = re.compile(r"[|>][+-]?\d?$")
_WORD = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,]*)\s*(?:,|$)")


class Property(NamedTuple):
    """A property of a note."""

    line: int
    values: tuple[str, ...]
    """One for a text; none where nothing stands there."""
    lines: tuple[str, ...]
    """As it is written."""

    @property
    def text(self) -> str:
        """The value of a property that is one text."""
        return self.values[0] if len(self.values) == 1 else ", ".join(self.values)


def parted(text: str) -> tuple[list[str], int]:
    """Return the lines between the fences, and how many lines of the text they and those take."""
    if not text.startswith("---\n"):
        return [], 0
    head, fence, _ = text[4:].partition("\n---\n")
    if not fence:
        return [], 0
    lines = head.split("\n")
    return lines, len(lines) + 2


def properties(lines: list[str]) -> dict[str, Property]:
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
