"""Every key of the list's screen, in one table: bindings, key bar and help page come from it."""

from readlist.tui.keys import Key

KEYS = (
    Key("slash", "/", "find", "find", "find while typing: words, topic:moe, status:read, -word"),
    Key("enter,o", "Enter", "open('')", "open", "open the PDF at hand, else the page; also o"),
    Key("r", "r", "mark('read')", "read", "mark it as read"),
    Key("l", "l", "mark('unread')", "later", "keep it for later: unread"),
    Key("s", "s", "mark('skipped')", "skip", "skip it"),
    Key("asterisk", "*", "star", "star", "star it, or take the star away"),
    Key("t", "t", "topic", "topic", "add topics, with commas between; -name takes one away"),
    Key("n", "n", "note", "note", "add a line to its notes"),
    Key("d", "d", "due", "due", "say by which day to read it: friday, +7d; none for no day"),
    Key("space", "space", "pick", "mark", "mark the row and go on; then a key is for all marked"),
    Key("u", "u", "undo", "undo", "take the last thing back, and return to its paper"),
    Key("z", "z", "sort", "sort", "next order: topic, best match, added, published, title, due"),
    Key("i", "i", "pane", "info", "show or hide abstract, notes and reasons"),
    Key("question_mark", "?", "help", "help", "this page"),
    Key("q", "q", "leave", "quit", "leave; all that was done is saved"),
    Key("R", "R", "mark('reading')", "", "mark it as being read"),
    Key("p", "p", "open('pdf')", "", "open the PDF, at hand or at arXiv"),
    Key("b", "b", "open('abs')", "", "open the abstract page"),
    Key("f", "f", "fetch('pdf')", "", "fetch the PDF, in the background"),
    Key("F", "F", "fetch('abstract')", "", "fetch the abstract, in the background"),
    Key("y", "y", "copy('id')", "", "copy its identifier"),
    Key("c", "c", "copy('key')", "", "copy its citation key"),
    Key("B", "B", "copy('bibtex')", "", "copy it as BibTeX"),
    Key("v", "v", "pick_range", "", "mark all rows from the one marked last to this one"),
    Key("a", "a", "pick_all", "", "mark all rows, or none"),
    Key("m", "m", "merge", "", "make one entry of the marked ones, the first one; asks"),
    Key("A", "A", "every", "", "papers of every status, or only unread ones again"),
    Key("T", "T", "themes", "", "under their themes, or one list"),
    Key("Z", "Z", "reverse", "", "the other way round"),
    Key("j", "j", "move(1)", "", "next row"),
    Key("k", "k", "move(-1)", "", "the row before"),
    Key("down", "↓", "arrow(1)", "", "next row, also while typing what to find"),
    Key("up", "↑", "arrow(-1)", "", "the row before, also while typing"),
    Key("pagedown,ctrl+d", "PgDn", "page(1)", "", "a screen down"),
    Key("pageup,ctrl+u", "PgUp", "page(-1)", "", "a screen up"),
    Key("g,home", "g", "end(-1)", "", "the first row"),
    Key("G,end", "G", "end(1)", "", "the last row"),
    Key("J", "J", "scroll_pane(1)", "", "the abstract down"),
    Key("K", "K", "scroll_pane(-1)", "", "the abstract up"),
    Key("escape", "Esc", "give_up", "", "unmark all; else find all again; else leave"),
    Key("ctrl+c", "Ctrl-C", "stop", "", "leave; on a line that is typed, leave only that"),
    Key("ctrl+z", "Ctrl-Z", "suspend_process", "", "back to the shell; fg returns"),
)
"""The keys, in the order in which they are shown."""

WHILE_FINDING = frozenset({"arrow", "page"})
"""Actions that are there even while it is typed what to find."""
