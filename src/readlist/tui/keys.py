"""The keys of each screen in one table, from which bindings, key bar and help page are made."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and what it does."""

    keys: str
    """By Textual's names, with commas between alternatives."""
    shown: str
    action: str
    label: str
    """In the key bar; empty for keys that only the help page names."""
    help: str


TRIAGE_KEYS = (
    Key("l", "l", "decide('later')", "later", "keep it for later: unread, out of the inbox"),
    Key("r", "r", "decide('read')", "read", "mark it as read"),
    Key("s", "s", "decide('skipped')", "skip", "skip it; a new paper is not shown again"),
    Key("asterisk", "*", "star", "star", "star it, or remove the star"),
    Key("t", "t", "topic", "topic", "add topics, with commas between; -name takes one away"),
    Key("n", "n", "note", "note", "add a line to its notes"),
    Key("d", "d", "due", "due", "set the day to read it by: friday, +7d; none for no day"),
    Key("o", "o", "open('pdf')", "open", "open the PDF, or the abstract page without one"),
    Key("b", "b", "open('abs')", "", "open the abstract page"),
    Key("f", "f", "fetch", "fetch", "fetch the PDF, in the background"),
    Key("u", "u", "undo", "undo", "undo the last thing, and return to its paper"),
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
    Key("q,escape", "q", "leave", "quit", "leave; everything is saved"),
    Key("ctrl+c", "Ctrl-C", "stop", "", "quit; while a line is typed, cancel only that"),
    Key("ctrl+z", "Ctrl-Z", "suspend_process", "", "back to the shell; fg returns"),
)
"""The keys of the triage screen, in the order in which they are shown."""

BROWSE_KEYS = (
    Key("slash", "/", "find", "find", "find while typing: words, topic:moe, status:read, -word"),
    Key(
        "enter,o", "Enter", "open('')", "open", "open the PDF if it is here, else the page; also o"
    ),
    Key("r", "r", "mark('read')", "read", "mark it as read"),
    Key("l", "l", "mark('unread')", "later", "keep it for later: unread"),
    Key("s", "s", "mark('skipped')", "skip", "skip it"),
    Key("asterisk", "*", "star", "star", "star it, or remove the star"),
    Key("t", "t", "topic", "topic", "add topics, with commas between; -name takes one away"),
    Key("n", "n", "note", "note", "add a line to its notes"),
    Key("d", "d", "due", "due", "set the day to read it by: friday, +7d; none for no day"),
    Key("space", "space", "pick", "mark", "mark the row and go on; then keys act on all marked"),
    Key("u", "u", "undo", "undo", "undo the last thing, and return to its paper"),
    Key("z", "z", "sort", "sort", "next order: topic, best match, added, published, title, due"),
    Key("i", "i", "pane", "info", "show or hide abstract, notes and reasons"),
    Key("question_mark", "?", "help", "help", "this page"),
    Key("q", "q", "leave", "quit", "leave; everything is saved"),
    Key("R", "R", "mark('reading')", "", "mark it as being read"),
    Key("p", "p", "open('pdf')", "", "open the PDF, here or at arXiv"),
    Key("b", "b", "open('abs')", "", "open the abstract page"),
    Key("f", "f", "fetch('pdf')", "", "fetch the PDF, in the background"),
    Key("F", "F", "fetch('abstract')", "", "fetch the abstract, in the background"),
    Key("y", "y", "copy('id')", "", "copy its identifier"),
    Key("c", "c", "copy('key')", "", "copy its citation key"),
    Key("B", "B", "copy('bibtex')", "", "copy it as BibTeX"),
    Key("v", "v", "pick_range", "", "mark all rows from the one marked last to this one"),
    Key("a", "a", "pick_all", "", "mark all rows, or none"),
    Key("m", "m", "merge", "", "merge the marked entries into the first one; asks"),
    Key("A", "A", "every", "", "papers of every status, or only unread ones again"),
    Key("T", "T", "themes", "", "group by theme, or one list"),
    Key("Z", "Z", "reverse", "", "reverse the order"),
    Key("j", "j", "move(1)", "", "next row"),
    Key("k", "k", "move(-1)", "", "the row before"),
    Key("down", "↓", "arrow(1)", "", "next row, even while typing a query"),
    Key("up", "↑", "arrow(-1)", "", "the row before, even while typing"),
    Key("pagedown,ctrl+d", "PgDn", "page(1)", "", "a screen down"),
    Key("pageup,ctrl+u", "PgUp", "page(-1)", "", "a screen up"),
    Key("g,home", "g", "end(-1)", "", "the first row"),
    Key("G,end", "G", "end(1)", "", "the last row"),
    Key("J", "J", "scroll_pane(1)", "", "the abstract down"),
    Key("K", "K", "scroll_pane(-1)", "", "the abstract up"),
    Key("escape", "Esc", "give_up", "", "unmark all; else show all papers; else leave"),
    Key("ctrl+c", "Ctrl-C", "stop", "", "quit; while a line is typed, cancel only that"),
    Key("ctrl+z", "Ctrl-Z", "suspend_process", "", "back to the shell; fg returns"),
)
"""The keys of the list's screen, in the order in which they are shown."""

REVIEW_KEYS = (
    Key("a", "a", "take", "take", "take it, and go on to the next"),
    Key("s", "s", "skip", "skip", "leave it out, and go on to the next"),
    Key("enter,w", "Enter", "finish", "import", "import what is taken"),
    Key("q,escape", "q", "leave", "quit", "leave; nothing is imported"),
    Key("space", "space", "flip", "", "leave it out if it is taken, else take it"),
    Key(
        "1",
        "1-9",
        "choose(1)",
        "choose",
        "choose a title that the document gives it, or a paper that was found for it",
    ),
    Key("e", "e", "retitle", "title", "correct its title"),
    Key("t", "t", "retopic", "topics", "correct its topics, with commas between"),
    Key("i", "i", "identify", "id", "say which paper it is, by identifier or address"),
    Key("A", "A", "all('take')", "all", "take everything that can be taken"),
    Key("S", "S", "all('skip')", "none", "leave everything out"),
    Key("u", "u", "undo", "undo", "undo the last decision"),
    Key("slash", "/", "find", "find", "only what has these words; none for everything again"),
    Key("j,down", "j", "move(1)", "", "the next one"),
    Key("k,up", "k", "move(-1)", "", "the one before"),
    Key("pagedown", "PgDn", "page(1)", "", "a screen further"),
    Key("pageup", "PgUp", "page(-1)", "", "a screen back"),
    Key("g,home", "g", "end(-1)", "", "the first one"),
    Key("G,end", "G", "end(1)", "", "the last one"),
    Key("question_mark", "?", "help", "help", "this page"),
    Key("ctrl+c", "Ctrl-C", "stop", "", "quit at once; while a line is typed, cancel only that"),
    Key("ctrl+z", "Ctrl-Z", "suspend_process", "", "back to the shell; fg returns"),
)
"""The keys of the review of an import, in the order in which they are shown."""

REVIEW_DIGITS = tuple(Key(str(n), str(n), f"choose({n})", "", "choose") for n in range(2, 10))
"""The other numbers to choose by; the first one stands for them in the key bar."""

ALWAYS = frozenset({"stop", "suspend_process"})
"""Actions that work even in a prompt."""

WHILE_FINDING = frozenset({"arrow", "page"})
"""Actions that work even while a query is typed."""

DUE_HINT = "today, tomorrow, friday, +7d, 2026-12-01; none for no day"
"""What to type when asked for a day."""


def bindings(keys: Sequence[Key]) -> list[Binding]:
    """Return keys as Textual binds them.

    They come before any widget, in order, so that keys typed ahead of the prompt reach it. While it
    is open, the app's `check_action` leaves it its letters.
    """
    return [Binding(key.keys, key.action, key.label or key.help, priority=True) for key in keys]
