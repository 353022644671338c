"""Named filters (views), read like a command line, shown and set by `readlist config`."""

import inspect
import shlex
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from readlist.cli import filters
from readlist.cli.session import Session
from readlist.config.saved_filters import SECTION, checked_view_name
from readlist.errors import FileError, UsageError
from readlist.library import upkeep
from readlist.library.known_words import read_word
from readlist.text import one_line, shorten

VIEW = "view"
"""The parameter of `filters.read_filters` that names one."""
_EXAMPLE = "-t moe --star --sort due"
_STATUSES = ("status", "every", "unread")
"""Options of which one overrides the others of a view."""


def with_view(session: Session, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a view's filters, overridden by those that were typed.

    Args:
        session: This run.
        name: The view.
        given: What was typed, by the parameters of `filters.read_filters`.

    Raises:
        UsageError: There is no such view.
        FileError: The view makes no sense.
    """
    views = session.settings.views
    known = read_word(name, views, "view", "-V", f"readlist config views.NAME {_EXAMPLE}")
    saved = check_view(session.paths.config, known, views[known])
    typed = {name: value for name, value in given.items() if value}
    if typed.keys() & set(_STATUSES):
        saved = {name: value for name, value in saved.items() if name not in _STATUSES}
    return {**given, **saved, **typed}


def check_view(path: Path, name: str, text: str) -> dict[str, Any]:
    """Return the values of filters that a view sets.

    Raises:
        FileError: It makes no sense.
    """
    try:
        return read_options(text)
    except UsageError as error:
        example = f"readlist config {SECTION}.{name} {_EXAMPLE}"
        raise FileError(f"{path}: {SECTION}.{name}: {error.problem}", example) from None


def read_options(text: str) -> dict[str, Any]:
    """Return the values of filters that a text of options sets.

    Raises:
        UsageError: It holds something else, or a value is not valid.
    """
    try:
        words = shlex.split(text)
    except ValueError as error:
        problem = f"{shorten(text, 60)!r} cannot be read: {str(error).lower()}"
        raise UsageError(problem, f"readlist config views.NAME {_EXAMPLE}") from None
    values: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        option, value = _parted(word)
        if not option.is_switch and value is None:
            value = next(rest, None)
            if value is None:
                raise UsageError(f"{word} needs a value", f"{word} VALUE")
        if option.is_many:
            values[option.name] = [*values.get(option.name, ()), value]
        else:
            values[option.name] = option.is_switch or value
    filters.make_filters(**values)  # says what is wrong with a value
    return values


class _Option(NamedTuple):
    """A filter's option."""

    name: str
    """Its parameter of `filters.read_filters`."""
    is_switch: bool
    is_many: bool
    """Whether it may be repeated."""


def _parted(word: str) -> tuple[_Option, str | None]:
    """Return an option, and the value that stands in the same word."""
    spelt, equals, value = word.partition("=")
    if word.startswith("-") and not word.startswith("--"):
        spelt, equals, value = word[:2], word[2:], word[2:].removeprefix("=")
    option = _options().get(spelt)
    if option is None or (option.is_switch and equals):
        raise UsageError(
            f"{shorten(word, 40)!r} is not a filter: {', '.join(sorted(_options()))}",
            f"readlist config views.NAME {_EXAMPLE}",
        )
    return option, value if equals else None


@cache
def _options() -> dict[str, _Option]:
    found: dict[str, _Option] = {}
    parameters = inspect.signature(filters.read_filters, eval_str=True).parameters
    for name, parameter in parameters.items():
        kind = getattr(parameter.annotation, "__origin__", None)
        for option in getattr(parameter.annotation, "__metadata__", ()):
            spellings = (option.default, *option.param_decls) if name != VIEW else ()
            for spelt in spellings:
                if isinstance(spelt, str):
                    found[spelt] = _Option(name, kind is bool, kind == filters.Words)
    return found


def view_rows(session: Session) -> Iterator[tuple[str, str, str, str]]:
    """Yield a row of the settings for every view, with what is wrong with it."""
    for name, text in session.settings.views.items():
        about = f"filters: readlist show -V {name}"
        try:
            read_options(text)
        except UsageError as error:
            about = f"broken: {one_line(error.problem)}"
        yield f"{SECTION}.{name}", one_line(text), "file", about


def view_setting(session: Session, name: str, value: list[str] | None, *, unset: bool) -> None:
    """Show, set or remove a view.

    Args:
        session: This run.
        name: Its name.
        value: Its options; None to show it.
        unset: Take it out.

    Raises:
        UsageError: There is no such view, or the value is not a set of filters.
        FileError: The settings cannot be changed.
    """
    if value and not unset:
        checked_view_name(name)
        text = " ".join(value) if len(value) == 1 else shlex.join(value)
        read_options(text)
        upkeep.set_saved(session.workspace, f"{SECTION}.{name}", text)
        session.say(f"{SECTION}.{name} = {one_line(text)}")
        session.hint(f"readlist show -V {name}")
        return
    views = session.settings.views
    known = read_word(
        name, views, "view", "readlist config", f"readlist config views.NAME {_EXAMPLE}"
    )
    if unset:
        upkeep.set_saved(session.workspace, f"{SECTION}.{known}", None)
        session.say(f"There is no view {known} any more.")
    else:
        session.write(one_line(views[known]))
