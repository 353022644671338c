"""What the journal holds, how it is spelt in JSON, and what of it can be undone or redone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from readlist.replacement import Replacement, reverse

_KINDS = ("undo", "redo")
"""Lines that tell of changes which were undone, or redone."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One change of the list."""

    number: int
    what: str
    """The change in words, as the reader would name it."""
    at: str
    """When, ISO 8601."""
    before: str
    """SHA-256 of the list before it."""
    after: str
    """SHA-256 of the list after it."""
    hunks: tuple[Replacement, ...]
    dismissed: tuple[str, ...] = ()
    """Discoveries that were dismissed, which leaves the list itself as it was."""
    agent: str = ""
    """What the agent that made it calls itself; empty if it was a person."""

    def to_line(self) -> dict[str, Any]:
        """Return the entry as a line of the journal."""
        hunks = [to_json(hunk) for hunk in self.hunks]
        line = {"n": self.number, "what": self.what, "at": self.at}
        extra: dict[str, Any] = {"dismissed": list(self.dismissed)} if self.dismissed else {}
        extra |= {"agent": self.agent} if self.agent else {}
        return {**line, "before": self.before, "after": self.after, "hunks": hunks, **extra}

    @classmethod
    def from_line(cls, line: Mapping[str, Any]) -> "JournalEntry":
        """Read a line of the journal.

        Raises:
            ValueError, KeyError, TypeError: It is not what `to_line` gives.
        """
        what, at, before, after = (_text(line[name]) for name in ("what", "at", "before", "after"))
        hunks, gone = hunks_from(line["hunks"]), line.get("dismissed", [])
        if not isinstance(gone, list):
            raise TypeError(gone)
        agent = _text(line.get("agent", ""))
        ids = tuple(map(_text, gone))
        return cls(_number(line["n"]), what, at, before, after, hunks, ids, agent)


@dataclass(frozen=True, slots=True)
class Step:
    """One change undone or redone: from one text of the list to the next."""

    number: int
    """The change's number."""
    before: str
    """SHA-256 of the list before the step."""
    after: str
    """SHA-256 of the list after it."""
    hunks: tuple[Replacement, ...] | None = None
    """What was replaced, where the list had moved on since the change; None: just the change."""

    def to_json(self) -> dict[str, Any]:
        """Return the step as JSON values."""
        data = {"n": self.number, "before": self.before, "after": self.after}
        if self.hunks is None:
            return data
        return {**data, "hunks": [to_json(hunk) for hunk in self.hunks]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Step":
        """Read what `to_json` gives.

        Raises:
            ValueError, KeyError, TypeError: It is something else.
        """
        hunks = hunks_from(data["hunks"]) if "hunks" in data else None
        return cls(_number(data["n"]), _text(data["before"]), _text(data["after"]), hunks)

    def moved(self, entry: JournalEntry, kind: str) -> JournalEntry:
        """Return the change as this step did it, so that taking the step back is exact.

        An entry always tells how its change is done: an undone one from the text after the undo.
        """
        if self.hunks is None:
            return entry
        if kind == "redo":
            return replace(entry, before=self.before, after=self.after, hunks=self.hunks)
        hunks = tuple(reverse(self.hunks))
        return replace(entry, before=self.after, after=self.before, hunks=hunks)


def to_json(hunk: Replacement) -> dict[str, Any]:
    """Return a replacement as JSON values, without what is empty."""
    return {name: value for name, value in asdict(hunk).items() if value != ""}


def hunks_from(data: Sequence[Mapping[str, Any]]) -> tuple[Replacement, ...]:
    """Read replacements.

    Raises:
        ValueError, KeyError, TypeError: They are none.
    """
    if not isinstance(data, list) or not all(isinstance(piece, dict) for piece in data):
        raise TypeError
    return tuple(
        Replacement(
            _number(piece["at"]),
            *(_text(piece.get(name, "")) for name in ("old", "new", "paper", "before", "after")),
        )
        for piece in data
    )


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


@dataclass(frozen=True, slots=True)
class State:
    """Where the lines lead."""

    done: tuple[JournalEntry, ...] = ()
    """Changes that can be undone, the oldest first."""
    undone: tuple[JournalEntry, ...] = ()
    """Changes that can be redone, the next one last."""


def replay(lines: Iterable[Mapping[str, Any]]) -> State:
    """Return where the lines lead; lines that make no sense are passed over."""
    state = previous = State()
    for line in lines:
        if "cancel" in line:
            state = previous
            continue
        try:
            following = _after(state, line)
        except (ValueError, KeyError, TypeError):
            continue
        state, previous = following, state
    return state


def _after(state: State, line: Mapping[str, Any]) -> State:
    for kind in _KINDS:
        if kind in line:
            if not line[kind]:
                raise ValueError(kind)
            for data in line[kind]:
                state = _move(state, kind, Step.from_json(data))
            return state
    return State((*state.done, JournalEntry.from_line(line)))


def _move(state: State, kind: str, step: Step) -> State:
    source, target = (state.done, state.undone) if kind == "undo" else (state.undone, state.done)
    found = next((entry for entry in reversed(source) if entry.number == step.number), None)
    if found is None:
        return state
    source = tuple(entry for entry in source if entry is not found)
    target = (*target, step.moved(found, kind))
    return State(source, target) if kind == "undo" else State(target, source)


def extent(line: Mapping[str, Any]) -> tuple[str, str]:
    """Return the checksums of the list before and after what a line tells; empty if it does not."""
    for kind in _KINDS:
        if kind in line:
            return str(line[kind][0]["before"]), str(line[kind][-1]["after"])
    return str(line.get("before", "")), str(line.get("after", ""))


def makes_sense(line: Mapping[str, Any]) -> bool:
    """Whether a line is one that `replay` does not pass over."""
    if "cancel" in line:
        return True
    try:
        kind = next((one for one in _KINDS if one in line), "")
        if kind:
            return bool([Step.from_json(data) for data in line[kind]])
        JournalEntry.from_line(line)
    except (ValueError, KeyError, TypeError):
        return False
    return True
