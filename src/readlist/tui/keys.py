"""Every key of the triage screen, in one table: bindings, key bar and help page come from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """One thing the screen can do."""

    keys: str
    """By Textual's names, with commas between alternatives."""
    shown: str
    action: str
    label: str
    """In the key bar; empty for what only the help page names."""
    help: str


KEYS = (
    Key("l", "l", "decide('later')", "later", "keep it for later: unread, out of the inbox"),
    Key("r", "r", "decide('read')", "read", "mark it as read"),
    Key("s", "s", "decide('skipped')", "skip", "skip it; a new paper is not shown again"),
    Key("asterisk", "*", "star", "star", "star it, or take the star away"),
    Key("t", "t", "topic", "topic", "add topics, with commas between; -name takes one away"),
    Key("n", "n", "note", "note", "add a line to its notes"),
    Key("d", "d", "due", "due", "say by which day to read it: friday, +7d; none for no day"),
    Key("o", "o", "open('pdf')", "open", "open the PDF, or the abstract page without one"),
    Key("b", "b", "open('abs')", "", "open the abstract page"),
    Key("f", "f", "fetch", "fetch", "fetch the PDF, in the background"),
    Key("u", "u", "undo", "undo", "take the last thing back, and return to its paper"),
    Key("j,down", "j", "step('next')", "next", "next paper, nothing decided"),
    Key("k,up", "k", "step('back')", "back", "the paper before"),
    Key(
        "space,pagedown",
        "space",
        "page('down')",
        "",
        "page the abstract down; at its end, next paper",
    ),
    Key("pageup", "PgUp", "page('up')", "", "page the abstract up"),
    Key("slash", "/", "search", "find", "only papers with these words; none for all again"),
    Key("question_mark", "?", "help", "help", "this page"),
    Key("q,escape", "q", "leave", "quit", "leave; all that was decided is saved"),
    Key("ctrl+c", "Ctrl-C", "stop", "", "the same; on a line that is typed, leave only that"),
    Key("ctrl+z", "Ctrl-Z", "suspend_process", "", "back to the shell; fg returns"),
)
"""The keys, in the order in which they are shown."""


DUE_HINT = "today, tomorrow, friday, +7d, 2026-12-01; none for no day"
"""What can be typed where a day is asked for."""


def bindings(keys: Sequence[Key]) -> list[Binding]:
    """Return keys as Textual binds them.

    They are asked before any widget, and one after the other: what is typed ahead of the prompt
    reaches the prompt. While that is open, the app's `check_action` lets it have its letters.
    """
    return [Binding(key.keys, key.action, key.label or key.help, priority=True) for key in keys]


ALWAYS = frozenset({"stop", "suspend_process"})
"""Actions that are there even while a line is typed."""
