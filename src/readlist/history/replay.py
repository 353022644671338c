"""Replaying the journal's lines: what can be undone, and what can be redone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from readlist.history.entry import Entry, Step


@dataclass(frozen=True, slots=True)
class State:
    """Where the lines lead."""

    done: tuple[Entry, ...] = ()
    """Changes that can be undone, the oldest first."""
    undone: tuple[Entry, ...] = ()
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
    for kind in ("undo", "redo"):
        if kind in line:
            if not line[kind]:
                raise ValueError(kind)
            for data in line[kind]:
                state = _move(state, kind, Step.from_json(data))
            return state
    return State((*state.done, Entry.from_line(line)))


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
    for kind in ("undo", "redo"):
        if kind in line:
            return str(line[kind][0]["before"]), str(line[kind][-1]["after"])
    return str(line.get("before", "")), str(line.get("after", ""))


def makes_sense(line: Mapping[str, Any]) -> bool:
    """Whether a line is one that `replay` does not pass over."""
    if "cancel" in line:
        return True
    try:
        _after(State(), line)
    except (ValueError, KeyError, TypeError):
        return False
    return True
