"""Help on what all commands share, made from the tables that the program itself reads."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from readlist import errors
from readlist.cli.help_pages import heading, sections_of, two_columns, wrapped
from readlist.cli.session import Session
from readlist.config.settings import SETTINGS
from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.cli import group, man_page
    from readlist.tui import keys as screen_keys
else:
    group = lazy("readlist.cli.group")
    man_page = lazy("readlist.cli.man_page")
    screen_keys = lazy("readlist.tui.keys")

Rows = Sequence[tuple[str, str]]

EXIT_CODES: Rows = (
    ("0", "done, or nothing to show"),
    (str(errors.ReadlistError.exit_code), "some of it failed"),
    (str(errors.UsageError.exit_code), "the command line makes no sense, or needs a terminal"),
    (str(errors.NotFoundError.exit_code), "not in the list; nothing to undo"),
    (str(errors.AmbiguousError.exit_code), "more than one paper matches"),
    (
        str(errors.ServiceError.exit_code),
        "arXiv or another service cannot be reached, refuses, or sends nonsense",
    ),
    (
        str(errors.FileError.exit_code),
        "the list or the settings are broken, newer than this readlist, or locked",
    ),
    ("130", "stopped by Ctrl-C"),
)

_ENVIRONMENT: Rows = (
    ("READLIST_HOME", "the folder that holds everything"),
    ("READLIST_FILE", "the list, as --file names it"),
    ("READLIST_LIST", "a list that the settings name, as -L does"),
    ("READLIST_NO_INPUT", "never ask, as --no-input"),
    ("READLIST_TODAY", "a fixed date, for tests"),
    ("READLIST_HOSTS", "HOST=BASE,...: send requests for a host to this machine, for tests"),
    ("READLIST_S2_KEY", "your key for Semantic Scholar"),
    ("READLIST_OPENALEX_KEY", "your key for OpenAlex"),
    ("READLIST_OPENREVIEW_TOKEN", "your token for OpenReview"),
    ("READLIST_SMTP_URL", "the mail server that digest sends by"),
    ("PAGER", "the pager for long screens, where READLIST_PAGER names none"),
    ("VISUAL, EDITOR", "the editor of edit and note"),
    ("BROWSER", "what open opens pages in"),
    ("NO_COLOR, FORCE_COLOR", "never, or always, use colours"),
    ("FORCE_HYPERLINK", "1: identifiers can be clicked; 0: never (default: known terminals)"),
    ("COLUMNS", "the width of the screen"),
    ("HTTPS_PROXY", "the proxy to the network"),
)
"""The variables that are not settings."""


def _filters(_session: Session, width: int) -> list[str]:
    command = group.load_command("show")
    rows = sections_of(command.params)["Which papers"]
    text = (
        "The same filters choose papers in show, search, next, export, fetch, triage, stats, check "
        "and updates. Filters of different kinds must all hold; of one kind, any."
    )
    return [*wrapped(text, width), "", *two_columns(rows, width)]


def _formats(_session: Session, width: int) -> list[str]:
    lines: list[str] = []
    for name in ("import", "export"):
        lines += [f"{name}:", *wrapped(" ".join(group.more_help(name)), width), ""]
    return lines[:-1]


def _exit_codes(_session: Session, width: int) -> list[str]:
    return two_columns(EXIT_CODES, width)


def environment() -> Rows:
    """Return the environment variables that are read, each with what it does."""
    settings = [(one.environ, one.description) for one in SETTINGS.values() if one.environ]
    return (*_ENVIRONMENT[:3], *settings, *_ENVIRONMENT[3:])


def _environment(_session: Session, width: int) -> list[str]:
    text = "An option overrides the environment, and the environment overrides `readlist config`."
    return [*wrapped(text, width), "", *two_columns(environment(), width)]


def _keys(session: Session, width: int) -> list[str]:
    lines: list[str] = []
    screens = (
        ("triage", screen_keys.TRIAGE_KEYS),
        ("browse", screen_keys.BROWSE_KEYS),
        ("import --review", screen_keys.REVIEW_KEYS),
    )
    for name, keys in screens:
        lines += [heading(name, bold=session.screen.out_colour)]
        lines += [*two_columns([(key.shown, key.help) for key in keys], width), ""]
    return lines[:-1]


def _files(session: Session, width: int) -> list[str]:
    paths = session.paths
    rows = (
        (str(paths.list), "the list: yours, one TOML file"),
        (str(paths.dismissed), "discoveries that you dismissed"),
        (str(paths.library), "what was fetched: facts, abstracts, PDFs; and PDFs that you added"),
        (str(paths.config), "the settings; readlist config"),
        (str(paths.history), "what undo needs"),
        (str(paths.cache), "what can be made again"),
    )
    lines: list[str] = []
    for name, text in rows:
        lines += [name, *(f"  {line}" for line in wrapped(text, width - 2))]
    return lines


def _man(_session: Session, _width: int) -> list[str]:
    return man_page.man_page().splitlines()


TOPICS: Mapping[str, tuple[str, Callable[[Session, int], list[str]]]] = {
    "filters": ("how to choose papers", _filters),
    "formats": ("what import reads and export writes", _formats),
    "exit-codes": ("what the exit code says", _exit_codes),
    "environment": ("the variables that are read", _environment),
    "keys": ("the keys of the full screens", _keys),
    "files": ("where everything is", _files),
    "man": ("all of it as a manual page: readlist help man | man -l -", _man),
}
"""What `readlist help TOPIC` explains, beside the commands."""


def topic_page(name: str, session: Session) -> str:
    """Return the page of a topic.

    Args:
        name: One of `TOPICS`.
        session: This run.
    """
    return "\n".join(TOPICS[name][1](session, min(session.screen.width, 100)))
