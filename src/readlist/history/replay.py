"""Replaying the journal: which changes can be undone, and which can be redone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from readlist.history.journal import (
    KINDS,
    JournalEntry,
    checked_number,
    checked_text,
    hunks_from,
    to_json,
)
from readlist.replacement import Replacement, reverse


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
        return cls(
            checked_number(data["n"]),
            checked_text(data["before"]),
            checked_text(data["after"]),
            hunks,
        )

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


@dataclass(frozen=True, slots=True)
class State:
    """The changes that can be undone and redone after some lines."""

    done: tuple[JournalEntry, ...] = ()
    """Changes that can be undone, the oldest first."""
    undone: tuple[JournalEntry, ...] = ()
    """Changes that can be redone, the next one last."""


def replay(lines: Iterable[Mapping[str, Any]]) -> State:
    """Return what can be undone and redone after these lines; invalid lines are skipped."""
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
    for kind in KINDS:
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


def shortened(
    state: State, spell: Callable[[Mapping[str, Any]], bytes], kept: int, room: int
) -> list[bytes]:
    """Return the lines of a journal without its oldest changes.

    Args:
        state: Where its lines lead.
        spell: Returns a line as bytes.
        kept: Changes that can still be undone, at most.
        room: Bytes that these take, at most; the newest one stays whatever its size.
    """
    done = [spell(entry.to_line()) for entry in state.done[-kept:]]
    while len(done) > 1 and sum(map(len, done)) > room:
        del done[: (len(done) + 1) // 2]
    undone = [spell(entry.to_line()) for entry in reversed(state.undone)]
    if not undone:
        return done
    steps = [Step(entry.number, "", "").to_json() for entry in state.undone]
    last = max(entry.number for entry in state.undone)
    return [*done, *undone, spell({"last": last, "undo": steps})]
