"""The settings in force (environment over file over default) and the named lists in them."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from readlist.config.settings import SETTINGS, parse_setting
from readlist.errors import FileError, ReadlistError, UsageError
from readlist.lazy import lazy
from readlist.regular import NotRegularError, load_regular
from readlist.text import either, one_line, shorten

if TYPE_CHECKING:
    from readlist.config import saved_filters
else:
    saved_filters = lazy("readlist.config.saved_filters")

T = TypeVar("T")

SECTION = "lists"
USUAL = "default"
"""The name by which the usual list goes."""
_NAME = re.compile(r"\w[\w-]{0,62}", re.ASCII)
"""A name is part of a file's: no dots, no slashes."""
_KEYS = frozenset({"path", "private"})


class NamedList(NamedTuple):
    """A list that the settings name."""

    path: str
    """As it is written there."""
    private: bool = False
    """Whether what is only the reader's is kept apart from it."""

    def value(self) -> str | dict[str, Any]:
        """Return what stands in the settings for it."""
        return {"path": self.path, "private": True} if self.private else self.path


def checked_name(name: str) -> str:
    """Return a name that a list may have.

    Raises:
        UsageError: It may not.
    """
    if not _NAME.fullmatch(name) or name == USUAL:
        shown = shorten(one_line(name), 40)
        reason = "that is the usual list" if name == USUAL else "use only letters, digits, - and _"
        raise UsageError(f"{shown!r} cannot be the name of a list: {reason}", "another name")
    return name


def read_list(name: str, value: object, path: Path) -> NamedList:
    """Return a list that the settings name.

    Args:
        name: Its name.
        value: What stands for it.
        path: The settings file, for messages.

    Raises:
        FileError: It is no path, nor a table with one.
    """
    try:
        checked_name(name)
    except UsageError as error:
        raise FileError(f"{path}: {error.problem}", "readlist config --edit") from None
    table = value if isinstance(value, Mapping) else {"path": value}
    where, private = table.get("path"), table.get("private", False)
    if not isinstance(where, str) or not where or "\0" in where or not isinstance(private, bool):
        raise FileError(
            f'{path}: lists.{name} is not a path, nor a table like {{path = "…", private = true}}',
            "readlist config --edit",
        )
    return NamedList(where, private)


def unknown_keys(name: str, value: object) -> list[str]:
    """Return the unknown keys of a list's table, as dotted names."""
    keys = value if isinstance(value, Mapping) else {}
    return [f"{SECTION}.{name}.{key}" for key in keys if key not in _KEYS]


LARGEST = 1 << 20
"""Bytes of a settings file; a hundred settings are 4 kB."""


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Settings(NamedTuple):
    """The settings in force and where each one comes from."""

    values: Mapping[str, Any] = _NOTHING
    origins: Mapping[str, str] = _NOTHING
    """``default``, ``file`` or the name of an environment variable, by key."""
    unknown: tuple[str, ...] = ()
    """Names in the file that are no settings, or sections without any."""
    lists: Mapping[str, NamedList] = _NOTHING
    """The lists that the file names."""
    views: Mapping[str, str] = _NOTHING
    """Filters that it names, as they would be typed."""

    def text(self, key: str) -> str:
        """Return a setting that is a text."""
        return str(self._get(key))

    def number(self, key: str) -> float:
        """Return a setting that is a number."""
        return float(self._get(key))

    def flag(self, key: str) -> bool:
        """Return a setting that is true or false."""
        return bool(self._get(key))

    def words(self, key: str) -> tuple[str, ...]:
        """Return a setting that is a list of texts."""
        return tuple(self._get(key))

    def _get(self, key: str) -> Any:  # noqa: ANN401 - of the setting's kind
        return self.values.get(key, SETTINGS[key].default)


def load_settings(path: Path, environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings in force.

    Raises:
        FileError: The settings file cannot be read, or a value in it is of the wrong kind.
        UsageError: An environment variable has a value of the wrong kind.
    """
    settings, faults = read_settings(path, environ)
    if faults:
        raise faults[0]
    return settings


def read_settings(
    path: Path, environ: Mapping[str, str] | None = None
) -> tuple[Settings, list[ReadlistError]]:
    """Return the settings in force, with defaults for invalid ones, and their faults."""
    environ = os.environ if environ is None else environ
    values = {key: setting.default for key, setting in SETTINGS.items()}
    origins = dict.fromkeys(SETTINGS, "default")
    faults: list[ReadlistError] = []
    try:
        data = _parsed(path)
    except FileError as error:
        data = {}
        faults.append(error)

    def take(key: str, origin: str, read: Callable[[], Any]) -> None:
        try:
            values[key], origins[key] = read(), origin
        except ReadlistError as error:
            faults.append(error)

    for key, value in flatten(data).items():
        if key in SETTINGS:
            take(key, "file", partial(_checked, key, value, path))
    lists = _read_each(_lists_of(data), partial(read_list, path=path), faults)
    views: dict[str, str] = {}
    if "views" in data:
        read = partial(saved_filters.read_view, path=path)
        views = _read_each(saved_filters.views_of(data), read, faults)
    for key, setting in SETTINGS.items():
        word = environ.get(setting.environ, "") if setting.environ else ""
        if word:
            take(key, setting.environ, partial(parse_setting, key, word, setting.environ))
    return Settings(values, origins, tuple(_unknown(data)), lists, views), faults


def _read_each(
    given: Mapping[str, Any], read: Callable[[str, Any], T], faults: list[ReadlistError]
) -> dict[str, T]:
    """Return what stands under names of the reader's own; what is wrong with one goes to faults."""
    found: dict[str, T] = {}
    for name, value in given.items():
        try:
            found[name] = read(name, value)
        except FileError as error:
            faults.append(error)
    return found


def _lists_of(data: Mapping[str, Any]) -> Mapping[str, Any]:
    lists = data.get(SECTION)
    return lists if isinstance(lists, dict) else {}


def _unknown(data: Mapping[str, Any]) -> Iterator[str]:
    lists = _lists_of(data)
    yield from (key for name, value in lists.items() for key in unknown_keys(name, value))
    named = (SECTION, "views")
    data = {n: x for n, x in data.items() if n not in named or not isinstance(x, dict)}
    sections = {key.partition(".")[0] for key in SETTINGS if "." in key}
    yield from (name for name, value in data.items() if value == {} and name not in sections)
    yield from (key for key in flatten(data) if key not in SETTINGS)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        text = load_regular(path, LARGEST).decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from None
    import tomllib  # noqa: PLC0415 - most readers have no settings file

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> FileError:
    reason = getattr(error, "strerror", None) or str(error)
    strange = isinstance(error, NotRegularError)
    remedy = f"move {path} away" if strange else "readlist config --edit"
    return FileError(f"the settings file {path} cannot be read: {reason}", remedy)


def flatten(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of a parsed file by their dotted keys."""
    flat: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, dict):
            flat |= {f"{name}.{inner}": item for inner, item in value.items()}
        else:
            flat[name] = value
    return flat


_FITS: Mapping[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "flag": lambda value: isinstance(value, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool) and 0 <= v < 1e6,
    "words": lambda v: isinstance(v, list) and all(isinstance(item, str) for item in v),
}


def _checked(key: str, value: Any, path: Path) -> Any:  # noqa: ANN401 - of its kind
    kind = SETTINGS[key].kind
    if not _FITS[kind](value):
        wanted = {"flag": "true or false", "words": 'a list like ["cs.CL"]'}.get(kind, f"a {kind}")
        raise FileError(
            f"{path}: {key} = {str(value)[:40]!r} is not {wanted}", "readlist config --edit"
        )
    choices = SETTINGS[key].choices
    if choices and value not in choices:
        wanted = either(choices)
        raise FileError(f"{path}: {key} = {value[:40]!r} is not {wanted}", "readlist config --edit")
    return tuple(value) if kind == "words" else value
