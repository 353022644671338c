"""``readlist config``."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readlist.cli.external_programs import editor_command, run_command
from readlist.cli.group import ReadlistCommand
from readlist.cli.output import print_rich
from readlist.cli.session import Session
from readlist.config import SETTINGS, NamedList, find_setting, load_settings, parse_setting
from readlist.errors import FileError, ReadlistError, UsageError
from readlist.lazy import lazy
from readlist.paths import find_paths
from readlist.text import one_line

if TYPE_CHECKING:
    from readlist.cli import saved_filters
    from readlist.library import categories, following, named_lists, upkeep
    from readlist.views import settings as view_settings
else:
    saved_filters = lazy("readlist.cli.saved_filters")
    categories = lazy("readlist.library.categories")
    following = lazy("readlist.library.following")
    named_lists = lazy("readlist.library.named_lists")
    upkeep = lazy("readlist.library.upkeep")
    view_settings = lazy("readlist.views.settings")


_VIEWS = "views."


class ConfigCommand(ReadlistCommand):
    """``config``, whose value may be the options of a view, which are not its own options."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as in the base
        """Read the words after the command."""
        at = next((n for n, word in enumerate(args) if word.startswith(_VIEWS)), len(args))
        if "--unset" not in args[:at] and "--" not in args:
            args = [*args[: at + 1], *(["--"] if args[at + 1 :] else []), *args[at + 1 :]]
        return super().parse_args(ctx, args)


COMMAND_CLASS = ConfigCommand
"""What `readlist.cli.group` makes of this command."""


def config(
    session: Session,
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", help="The setting.")] = None,
    value: Annotated[
        list[str] | None, typer.Argument(metavar="[VALUE]", help="Its new value.")
    ] = None,
    unset: Annotated[
        str | None, typer.Option("--unset", metavar="KEY", help="Restore the default.")
    ] = None,
    edit: Annotated[
        bool, typer.Option("--edit", help="Open the settings file in your editor.")
    ] = False,
) -> None:
    """Show or change settings.

    $ readlist config
    $ readlist config open.with "zathura --fork"
    $ readlist config --unset open.with
    $ readlist config lists.group ~/papers/group/readlist.toml
    $ readlist config views.lab -t moe --star --sort due

    An environment variable overrides the file, and the file overrides the default. `lists.NAME`
    names a list for `readlist -L NAME`. With `lists.NAME.private = true`, what is only yours in
    it is kept in a separate file. `views.NAME` names filters, which show, search, next, export and
    other commands take by `-V NAME`.
    """
    if edit:
        _edit(session)
    elif (unset or key or "").startswith("lists."):
        _list_setting(session, (unset or key or "")[6:], value, unset=unset is not None)
    elif (unset or key or "").startswith(_VIEWS):
        name = (unset or key or "").removeprefix(_VIEWS)
        saved_filters.view_setting(session, name, value, unset=unset is not None)
    elif unset is not None:
        find_setting(unset)
        _put(session, unset, None)
        default = _shown(SETTINGS[unset].default)
        session.say(f"{unset} is {default or 'not set'}, the default.")
    elif key is None:
        _list(session)
    elif value:
        _set(session, key, " ".join(value))
    else:
        find_setting(key)
        session.write(_shown(session.settings.values[key]))


def _put(session: Session, key: str, word: str | None) -> Any:  # noqa: ANN401 - a setting's value
    return upkeep.set_setting(session.workspace, key, word)


def _set(session: Session, key: str, word: str) -> None:
    setting = find_setting(key, word)
    if key == "discover.categories":
        word = " ".join(map(categories.checked_category, parse_setting(key, word)))
    value = _put(session, key, word)
    session.say(f"{key} = {_shown(value) or 'nothing'}")
    if key == "network.interval" and value < setting.default:
        least = f"{setting.default:g}"
        session.notices.warn(f"note: below {least} it applies only to servers on this machine")
    if key == "discover.categories" and following.names_categories(session.workspace):
        session.notices.warn(f"note: {session.paths.following} overrides it for this list")
    if session.settings.origins.get(key) == setting.environ != "":
        session.notices.warn(f"note: {setting.environ} is set and overrides the file")


def _list(session: Session) -> None:
    settings = session.settings
    rows = [(key, _shown(settings.values[key]), settings.origins[key], SETTINGS[key].description)
            for key in SETTINGS]  # fmt: skip
    rows += _list_rows(session)
    if settings.views:
        rows += saved_filters.view_rows(session)
    if session.screen.out_tty:
        print_rich(session, view_settings.settings_view(rows, session.canvas))
        return
    for row in rows:
        session.write("\t".join(row))


def _shown(value: Any) -> str:  # noqa: ANN401 - a setting's value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (tuple, list)):
        return ", ".join(map(one_line, value))
    return f"{value:g}" if isinstance(value, float) else one_line(str(value))


def _edit(session: Session) -> None:
    path = session.paths.config
    words = editor_command("readlist config --help")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    code = run_command([*words, str(path)])
    if code != 0:
        problem = f"the editor {words[0]!r} exited with code {code}"
        raise ReadlistError(problem, f"readlist doctor, which looks at {path}")
    try:
        for name, text in load_settings(path).views.items():
            saved_filters.check_view(path, name, text)
    except (FileError, UsageError) as error:
        raise FileError(error.problem, "readlist config --edit") from None
    session.say(f"{path} is valid.")


_WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _list_rows(session: Session) -> list[tuple[str, str, str, str]]:
    """Return a row for every named list in the settings."""
    return [
        (f"lists.{name}", _shown_list(entry), "file", f"a list: readlist -L {name}")
        for name, entry in session.settings.lists.items()
    ]


def _list_setting(session: Session, key: str, value: list[str] | None, *, unset: bool) -> None:
    """Show, set or remove what the settings say about a list.

    Args:
        session: This run.
        key: The setting without ``lists.``.
        value: What it is to become; None to show it.
        unset: Remove it.

    Raises:
        UsageError: There is no such list or setting, or the value does not fit it.
        FileError: The settings cannot be changed.
    """
    name, dot, rest = key.partition(".")
    if dot and rest not in ("private", "path"):
        raise UsageError(f"there is no setting 'lists.{one_line(key)[:40]}'", "readlist config")
    flag = rest == "private"
    if unset:
        _unset_list(session, name, flag=flag)
    elif value:
        _set_list(session, name, " ".join(value), flag=flag)
    else:
        entry = named_lists.known_list(session.settings, name)
        session.write(str(entry.private).lower() if flag else one_line(entry.path))


def _unset_list(session: Session, name: str, *, flag: bool) -> None:
    entry = named_lists.known_list(session.settings, name)
    if flag:
        named_lists.set_list(session.workspace, name, entry._replace(private=False))
        session.say(f"lists.{name}.private is false, the default.")
        return
    where = named_lists.placed(find_paths(usual=True), entry)
    named_lists.set_list(session.workspace, name, None)
    session.say(f"No list is named {name} any more; its file stays: {one_line(str(where))}")


def _set_list(session: Session, name: str, word: str, *, flag: bool) -> None:
    if not flag:
        known = session.settings.lists.get(name)
        path = os.path.abspath(os.path.expanduser(word))  # noqa: PTH100, PTH111 - keeps links
        entry = known._replace(path=path) if known else NamedList(path)
        named_lists.set_list(session.workspace, name, entry)
        session.say(f"lists.{name} = {one_line(path)}")
        if not Path(path).exists():
            session.notices.warn(f"note: there is no list yet: readlist -L {name} init creates it")
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


def _shown_list(entry: NamedList) -> str:
    return one_line(entry.path) + (" (private)" if entry.private else "")
