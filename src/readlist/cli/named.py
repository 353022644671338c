"""What `readlist config` says and changes of lists with a name."""

import os
from pathlib import Path

from readlist.cli.session import Session
from readlist.config import NamedList
from readlist.errors import UsageError
from readlist.library import named_lists
from readlist.paths import find_paths
from readlist.text import one_line

_FLAG = ".private"
_WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def list_rows(session: Session) -> list[tuple[str, str, str, str]]:
    """Return a row of the settings for every list with a name."""
    return [
        (f"lists.{name}", _shown(entry), "file", f"a list: readlist -L {name}")
        for name, entry in session.settings.lists.items()
    ]


def list_setting(session: Session, key: str, value: list[str] | None, *, unset: bool) -> None:
    """Show, set or take out what the settings say of a list.

    Args:
        session: This run.
        key: The setting without ``lists.``.
        value: What it is to become; None to show it.
        unset: Take it out.

    Raises:
        UsageError: There is no such list or setting, or the value is none for it.
        FileError: The settings cannot be changed.
    """
    name, dot, rest = key.partition(".")
    if dot and rest not in ("private", "path"):
        raise UsageError(f"there is no setting 'lists.{one_line(key)[:40]}'", "readlist config")
    flag = rest == "private"
    if unset:
        _unset(session, name, flag=flag)
    elif value:
        _set(session, name, " ".join(value), flag=flag)
    else:
        entry = named_lists.known_list(session.settings, name)
        session.write(str(entry.private).lower() if flag else one_line(entry.path))


def _unset(session: Session, name: str, *, flag: bool) -> None:
    entry = named_lists.known_list(session.settings, name)
    if flag:
        named_lists.set_list(session.workspace, name, entry._replace(private=False))
        session.say(f"lists.{name}.private is false, the default.")
        return
    where = named_lists.placed(find_paths(usual=True), entry)
    named_lists.set_list(session.workspace, name, None)
    session.say(f"No list is named {name} any more; its file stays: {one_line(str(where))}")


def _set(session: Session, name: str, word: str, *, flag: bool) -> None:
    if not flag:
        known = session.settings.lists.get(name)
        path = os.path.abspath(os.path.expanduser(word))  # noqa: PTH100, PTH111 - keeps links
        entry = known._replace(path=path) if known else NamedList(path)
        named_lists.set_list(session.workspace, name, entry)
        session.say(f"lists.{name} = {one_line(path)}")
        if not Path(path).exists():
            session.notices.warn(f"note: there is no list yet: readlist -L {name} init makes it")
        return
    entry = named_lists.known_list(session.settings, name)
    if word.lower() not in _WORDS:
        raise UsageError(
            f"lists.{name}.private is true or false, not {word[:40]!r}",
            f"readlist config lists.{name}.private true",
        )
    private = _WORDS[word.lower()]
    named_lists.set_list(session.workspace, name, entry._replace(private=private))
    session.say(f"lists.{name}.private = {str(private).lower()}")


def _shown(entry: NamedList) -> str:
    return one_line(entry.path) + (" (private)" if entry.private else "")
