"""A value that a merge dropped, in words for the reader and as a trailer of a commit."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from readlist.patterns import pattern
from readlist.text import one_line, shorten

TRAILER = "Readlist-Decision"
"""The trailer of a merge commit that holds one decision."""
_COMMANDS: Mapping[str, str] = {
    "read": "read",
    "unread": "unread",
    "reading": "reading",
    "skipped": "skip",
}
_DAY = pattern(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?")
"""A day as the list writes it, or none."""
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Decision:
    """One value that is not in the merged list."""

    paper: str
    """The identifier; empty for the head of the list."""
    title: str
    key: str
    """The key of its table; ``removed`` if the decision is about the paper itself."""
    kept: str
    """What the list says now, as TOML; empty for nothing."""
    lost: str
    """The value that was dropped, as TOML; empty for none."""
    ours: bool
    """Whether the dropped value was our side's."""
    by: str = ""
    """The copy of the list on which it was set, if known."""

    @property
    def words(self) -> str:
        """The decision in a sentence without a full stop."""
        name = f"{self.paper} {shorten(self.title, 50)}".strip() or "the head of the list"
        if self.key == "removed":
            if self.kept == "true":
                return f"{name}: it was removed; details filled in on the other side went with it"
            return f"{name}: it is still there, because the other side changed it"
        if self.key == "double":
            return f"{name}: its two entries were merged; the first one's values were kept"
        kept, lost = (shorten(_plain(value), 60) for value in (self.kept, self.lost))
        if not kept:
            return f"{name}: {self.key} is gone, not {lost}"
        return f"{name}: {self.key} is {kept}, not {lost or 'gone'}"

    @property
    def command(self) -> str:
        """The command that brings the dropped value back."""
        if self.key == "removed":
            act = "add" if self.kept == "true" else "remove"
            return f"readlist {act} {self.paper}"
        if self.key == "status" and _plain(self.lost) in _COMMANDS:
            return f"readlist {_COMMANDS[_plain(self.lost)]} {self.paper}"
        if self.key == "due" and self.paper and _DAY.fullmatch(self.lost):
            return f"readlist due {self.paper} {self.lost or 'none'}"
        if self.key == "theme" and self.lost:
            topic = _plain(self.lost)
            return f"readlist edit, and put {topic!r} first among the topics of {self.paper}"
        if self.key == "double":
            return "readlist undo"
        value = f"write {self.key} = {self.lost}" if self.lost else f"take {self.key} away"
        return one_line(f"readlist edit, and {value} at {self.paper or 'the top'}")

    @property
    def trailer(self) -> str:
        """The decision as a line of a commit's message."""
        data = {name: value for name, value in asdict(self).items() if value != ""}
        return f"{TRAILER}: {json.dumps(data, ensure_ascii=True)}"

    @classmethod
    def from_trailer(cls, line: str) -> "Decision | None":
        """Read what `trailer` gives; None if the line is anything else."""
        name, _, text = line.partition(":")
        if name.strip() != TRAILER or len(text) > _LONGEST:
            return None
        try:
            data: Any = json.loads(text)
            words = {n: data.get(n, "") for n in ("paper", "title", "key", "kept", "lost", "by")}
            flag = data.get("ours", False)
        except (ValueError, AttributeError, RecursionError):
            return None
        if not all(isinstance(word, str) for word in words.values()) or type(flag) is not bool:
            return None
        return cls(**{n: one_line(word) for n, word in words.items()}, ours=flag)


def _plain(value: str) -> str:
    """Return a TOML text without its quotes."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
