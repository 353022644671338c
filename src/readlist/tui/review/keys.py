"""Every key of the review of an import, in one table."""

from readlist.tui.keys import Key

KEYS = (
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
    Key("u", "u", "undo", "undo", "take the last decision back"),
    Key("slash", "/", "find", "find", "only what has these words; none for everything again"),
    Key("j,down", "j", "move(1)", "", "the next one"),
    Key("k,up", "k", "move(-1)", "", "the one before"),
    Key("pagedown", "PgDn", "page(1)", "", "a screen further"),
    Key("pageup", "PgUp", "page(-1)", "", "a screen back"),
    Key("g,home", "g", "end(-1)", "", "the first one"),
    Key("G,end", "G", "end(1)", "", "the last one"),
    Key("question_mark", "?", "help", "help", "this page"),
    Key("ctrl+c", "Ctrl-C", "stop", "", "the same at once; on a line that is typed, leave that"),
    Key("ctrl+z", "Ctrl-Z", "suspend_process", "", "back to the shell; fg returns"),
)
"""The keys, in the order in which they are shown."""

DIGITS = tuple(Key(str(n), str(n), f"choose({n})", "", "choose") for n in range(2, 10))
"""The other numbers to choose by, which the first one speaks for."""
