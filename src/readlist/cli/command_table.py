"""Every command in one table: help, completion and loading are made from it.

A command's module is imported only when the command runs.
"""

from typing import NamedTuple

GROUPS = ("Collect", "Read", "Mark", "Share", "Upkeep")
"""The headings of the help page, in order."""


class Command(NamedTuple):
    """One command of the table."""

    name: str
    group: str
    help: str
    """The first line of its function's docstring, without the final stop."""
    module: str
    """The module under `readlist.cli.commands`."""
    function: str = ""
    """The function in it; the command's name by default."""
    aliases: tuple[str, ...] = ()
    more: str = ""
    """What the help page adds behind the help line."""
    listed: bool = True
    """Whether the short help page shows it; ``readlist help all`` shows every command."""


_ALL = (
    Command("add", "Collect", "Add papers by identifier, address, title, PDF or file", "add"),
    Command(
        "import",
        "Collect",
        "Add the papers that a document names to the list",
        "import_",
        "import_",
    ),
    Command(
        "discover",
        "Collect",
        "Find new arXiv papers, ranked by what you read and starred",
        "discover",
    ),
    Command(
        "digest",
        "Collect",
        "Show what is new for you: papers, news of yours, what is due",
        "digest",
    ),
    Command(
        "updates",
        "Collect",
        "Show what changed for your papers since you added them",
        "updates",
    ),
    Command("fetch", "Collect", "Download abstracts and PDFs", "fetch"),
    Command("show", "Read", "List papers, grouped by topic", "show", aliases=("ls",)),
    Command("info", "Read", "Show everything about a paper", "info"),
    Command("next", "Read", "Show what to read next, and why", "next", "next_"),
    Command("browse", "Read", "Browse and edit the list on one screen", "browse"),
    Command("triage", "Read", "Go through papers one by one: keep, read or skip", "triage"),
    Command("search", "Read", "Search titles, abstracts, notes and PDFs", "search"),
    Command("highlights", "Read", "Show what you marked in a paper's PDF", "highlights"),
    Command(
        "related", "Read", "Show what a paper cites, what cites it, and similar work", "related"
    ),
    Command("open", "Read", "Open the PDF, abstract page or code", "open", "open_"),
    Command(
        "read",
        "Mark",
        "Mark papers as read",
        "mark",
        aliases=("done",),
        more="also: unread, reading, skip, star",
    ),
    Command("unread", "Mark", "Mark papers as unread", "mark", listed=False),
    Command("reading", "Mark", "Mark papers as being read", "mark", listed=False),
    Command("skip", "Mark", "Mark papers as skipped", "mark", listed=False),
    Command("star", "Mark", "Star papers, or remove the star", "mark", listed=False),
    Command("note", "Mark", "Add, show or edit notes", "note"),
    Command("topic", "Mark", "List topics; add, remove or rename them", "topic"),
    Command("due", "Mark", "Set the day by which to read papers", "due"),
    Command("merge", "Mark", "Merge entries for the same work into the first one", "merge"),
    Command("remove", "Mark", "Remove papers from the list", "remove", aliases=("rm",)),
    Command("export", "Share", "Write the list in another format", "export"),
    Command("copy", "Share", "Copy papers to another list", "copy", "copy_"),
    Command("check", "Share", "Check that references exist, are correct and still stand", "check"),
    Command("sync", "Share", "Sync one list across machines with git", "sync"),
    Command("mcp", "Share", "Serve the list to agents over stdio", "mcp"),
    Command("stats", "Share", "Show your progress in numbers and bars", "stats"),
    Command("undo", "Upkeep", "Undo the last change", "undo"),
    Command("edit", "Upkeep", "Open the list in your editor, and check it when you save", "edit"),
    Command("doctor", "Upkeep", "Find problems, and fix what is safe to fix", "doctor"),
    Command("init", "Upkeep", "Create the list, with or without papers", "init", listed=False),
    Command("config", "Upkeep", "Show or change settings", "config"),
    Command("path", "Upkeep", "Show where the files are", "path"),
    Command("completion", "Upkeep", "Set up tab completion", "completion"),
    Command(
        "help", "Upkeep", "Show this page, or the page of a command", "help", "help_", listed=False
    ),
)

COMMANDS: dict[str, Command] = {command.name: command for command in _ALL}
"""Every command by name, in the order of the help page."""

ALIASES: dict[str, str] = {alias: command.name for command in _ALL for alias in command.aliases}
"""Second name -> name."""


class GlobalOption(NamedTuple):
    """An option that is understood anywhere on the line."""

    names: tuple[str, ...]
    help: str
    metavar: str = ""
    kind: str = "files"
    """What its values are, as in ``readlist __complete KIND``; ``files`` for the shell's own."""


GLOBAL_OPTIONS = (
    GlobalOption(("-L", "--list"), "use a list that the settings name", "NAME", "lists"),
    GlobalOption(("--file",), "use another list", "PATH"),
    GlobalOption(("-q", "--quiet"), "say nothing but errors"),
    GlobalOption(("--no-color",), "no colours"),
    GlobalOption(("--no-input",), "never ask"),
    GlobalOption(("--no-pager",), "print long screens at once"),
    GlobalOption(("--offline",), "never use the network"),
    GlobalOption(("--debug",), "show the traceback of an unexpected fault"),
    GlobalOption(("-h", "--help"), "show the help page"),
    GlobalOption(("--version",), "show the version"),
)
"""Options of every command."""
