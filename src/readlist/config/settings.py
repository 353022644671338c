"""Every setting there is, and how its values are typed."""

import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from readlist.errors import UsageError
from readlist.language import AUTO, LANGUAGES
from readlist.lazy import lazy
from readlist.text import either

if TYPE_CHECKING:
    from readlist import suggestion
else:
    suggestion = lazy("readlist.suggestion")


class Setting(NamedTuple):
    """One setting."""

    key: str
    kind: str
    """``text``, ``words`` (a list of texts), ``number`` or ``flag``."""
    default: Any
    description: str
    environ: str = ""
    """The environment variable that overrides the file."""
    choices: tuple[str, ...] = ()
    """The only texts that it can be; empty for any."""


SETTINGS: Mapping[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting(
            "network.api",
            "text",
            "https://export.arxiv.org/api/query",
            "address of arXiv's query API",
            "READLIST_ARXIV_API",
        ),
        Setting(
            "network.pdf",
            "text",
            "https://export.arxiv.org/pdf/",
            "address that PDFs come from",
            "READLIST_ARXIV_PDF",
        ),
        Setting(
            "network.rss",
            "text",
            "https://rss.arxiv.org/rss/",
            "address of arXiv's feed of new papers",
            "READLIST_ARXIV_RSS",
        ),
        Setting(
            "network.interval",
            "number",
            3.0,
            "seconds between requests; below 3 only for servers on this machine",
            "READLIST_ARXIV_INTERVAL",
        ),
        Setting(
            "network.timeout",
            "number",
            30.0,
            "seconds without data after which a request fails",
            "READLIST_TIMEOUT",
        ),
        Setting("network.offline", "flag", False, "never use the network", "READLIST_OFFLINE"),
        Setting(
            "sources.off",
            "words",
            (),
            "services never to ask, such as: openalex semanticscholar unpaywall",
        ),
        Setting(
            "sources.mailto",
            "text",
            "",
            "your email address, sent to Crossref, DataCite and Unpaywall if set",
            "READLIST_MAILTO",
        ),
        Setting("open.with", "text", "", "command that opens PDFs, such as: zathura --fork"),
        Setting(
            "open.marks_reading", "flag", True, "mark an unread paper as reading when it is opened"
        ),
        Setting("show.ascii", "flag", False, "use . o x - * instead of ○ ◐ ● ✕ ★"),
        Setting("hints", "flag", True, "suggest a next step after a change"),
        Setting(
            "language",
            "text",
            AUTO,
            f"language of help and messages: {either((AUTO, *LANGUAGES))}",
            "READLIST_LANGUAGE",
            (AUTO, *LANGUAGES),
        ),
        Setting("pager", "text", "", "command that pages long output", "READLIST_PAGER"),
        Setting("mcp.pages", "flag", False, "let agents read pages of any public host"),
        Setting(
            "discover.categories", "words", (), "arXiv categories to follow if a list follows none"
        ),
    )
}
"""Every setting, by key."""

_WORDS_FOR_TRUE = frozenset({"1", "true", "yes", "on"})
_WORDS_FOR_FALSE = frozenset({"0", "false", "no", "off", ""})


def find_setting(key: str, word: str = "") -> Setting:
    """Return the setting of that name.

    Args:
        key: The name.
        word: The value that it is to have, if any.

    Raises:
        UsageError: There is none; with the nearest name.
    """
    if key in SETTINGS:
        return SETTINGS[key]
    name, sign, value = key.partition("=")
    near = nearest_setting(name)
    shown = near and _line(near, value if sign else word)
    raise UsageError(f"there is no setting {key[:60]!r}", shown or "readlist config")


def nearest_setting(name: str, *, sections: bool = False) -> str:
    """Return the setting whose name is most like this one; empty if none is.

    Args:
        name: What was written.
        sections: Whether a name without a dot may stand for a section.
    """
    heads = [key.partition(".")[0] for key in SETTINGS] if sections and "." not in name else []
    last = {key.rpartition(".")[2]: key for key in SETTINGS}
    found = suggestion.suggest(name, heads) or suggestion.suggest(name, SETTINGS, "setting")
    return found or last.get(suggestion.suggest(name.rpartition(".")[2], last), "")


def _line(key: str, word: str) -> str:
    """Return the line that shows a setting, or sets it, if the word is a value of its kind."""
    try:
        parse_setting(key, word)
    except UsageError:
        word = ""
    return f"readlist config {key} {shlex.quote(word) if word else ''}".strip()


def parse_setting(key: str, word: str, name: str = "") -> Any:  # noqa: ANN401 - of its kind
    """Read a setting's value as people type it.

    Args:
        key: The setting.
        word: The text.
        name: What the message calls the setting; its key by default.

    Raises:
        UsageError: The text is no value of the setting's kind.
    """
    setting, name = find_setting(key), name or key
    kind = setting.kind
    if kind == "words":
        return tuple(part for part in word.replace(",", " ").split() if part)
    if kind == "flag":
        lowered = word.strip().lower()
        if lowered in _WORDS_FOR_TRUE or lowered in _WORDS_FOR_FALSE:
            return lowered in _WORDS_FOR_TRUE
        raise UsageError(f"{name} must be true or false, not {word!r}", _way(key, name, "true"))
    if kind == "number":
        try:
            number = float(word)
        except ValueError:
            number = -1.0
        if 0 <= number < 1e6:
            return number
        raise UsageError(
            f"{name} must be a number of seconds, not {word!r}",
            _way(key, name, f"{setting.default:g}"),
        )
    if setting.choices and word not in setting.choices:
        near = suggestion.suggest(word, setting.choices) or setting.choices[0]
        wanted = either(setting.choices)
        raise UsageError(f"{name} must be {wanted}, not {word!r}", _way(key, name, near))
    return word


def _way(key: str, name: str, value: str) -> str:
    """Return how to give a setting a value: by the command, or by the variable that is wrong."""
    return f"readlist config {key} {value}" if name == key else f"export {name}={value}"
