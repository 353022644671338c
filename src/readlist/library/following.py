"""What the reader follows: ``follow.toml`` beside the list, which travels with it.

::

    categories = ["cs.CL", "hep-th"]
    authors = ["Ada Archer"]
    queries = ['abs:"mixture of experts"']
    feeds = ["https://example.org/papers.xml"]

No other key has a meaning, but every key, comment and blank line stays. The file may have come from
somebody else by sync: its values are checked, and a feed is read only after the reader has agreed
on this machine, because it may be at any address.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from readlist.errors import FileError, UsageError
from readlist.files import rewrite
from readlist.library.categories import category_name
from readlist.library.workspace import Workspace
from readlist.regular import load_regular
from readlist.suggestion import suggest
from readlist.text import one_line, shorten
from readlist.toml_edit import TomlScanError, conflict_in, set_key

Kind = Literal["categories", "authors", "queries", "feeds"]
KINDS: tuple[Kind, ...] = ("categories", "authors", "queries", "feeds")
LARGEST = 1 << 20
"""Bytes of the file; a few kB are usual."""
_MOST, _LONGEST = 500, 1_000
"""At most so many values of one kind, and characters of a value, are used."""
_CATEGORY = re.compile(r"[a-z]{2,20}(-[a-z]{2,20})?(\.[A-Za-z-]{2,20})?", re.ASCII)
_PREPRINTS = re.compile(r"(biorxiv|medrxiv):([a-z][a-z _-]{1,60})", re.ASCII)
"""A category of bioRxiv or medRxiv, whose names are words."""
_SETTING = "discover.categories"
_HEAD = "# What is looked for among new papers (readlist discover). It travels with the list.\n"
_ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed with a list."""

    categories: tuple[str, ...] = ()
    """As arXiv spells them."""
    authors: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()
    """In arXiv's own grammar."""
    feeds: tuple[str, ...] = ()
    """All that are named; only `allowed_feeds` may be asked."""
    named: frozenset[str] = field(default=frozenset(), compare=False)
    """The kinds that the file names, even if they are empty."""
    problems: tuple[str, ...] = field(default=(), compare=False)
    """What is ignored, in words."""

    def of(self, kind: Kind) -> tuple[str, ...]:
        """Return what is followed of one kind."""
        return {
            "categories": self.categories,
            "authors": self.authors,
            "queries": self.queries,
            "feeds": self.feeds,
        }[kind]


def parse(text: str) -> Followed:
    """Return what a text follows; values that make no sense are ignored.

    Raises:
        ValueError: It is not TOML, or a merge left a conflict in it.
    """
    if conflict_in(text) is not None:
        raise ValueError("a merge left a conflict in it")
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    problems: list[str] = []
    found = {kind: _values(kind, data[kind], problems) for kind in KINDS if kind in data}
    return Followed(**found, named=frozenset(found), problems=tuple(problems))


def _values(kind: Kind, given: object, problems: list[str]) -> tuple[str, ...]:
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list):
        problems.append(f"{kind} is not a list of strings")
        return ()
    if len(listed) > _MOST:
        problems.append(f"only the first {_MOST} {kind} are used")
    taken: list[str] = []
    for value in listed[:_MOST]:
        spelt = spelling(kind, value) if isinstance(value, str) else ""
        if spelt:
            taken.append(spelt)
        else:
            problems.append(f"{shorten(one_line(str(value)), 60)!r} in {kind} makes no sense")
    return tuple(dict.fromkeys(taken))


def spelling(kind: Kind, value: str) -> str:
    """Return a value as it is stored; empty if it is not valid for that kind."""
    value = value.strip()
    if not value or len(value) > _LONGEST or one_line(value) != value:
        return ""
    if kind == "categories":
        preprints = _PREPRINTS.fullmatch(value.lower())
        if preprints:
            return f"{preprints[1]}:{re.sub('[ _]', '-', preprints[2])}"
        name = category_name(value)
        return name if _CATEGORY.fullmatch(name) else ""
    if kind == "feeds":
        try:
            address = urlsplit(value)
            good = address.scheme in ("http", "https") and bool(address.hostname)
        except ValueError:
            good = False
        return value if good and " " not in value else ""
    return value


def with_values(text: str, kind: Kind, values: Sequence[str]) -> str:
    """Return the text with other values of a kind; everything else in it stays.

    Raises:
        ValueError: The text is laid out in a way that cannot be edited without loss.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    before = tomllib.loads(text)
    try:
        new = set_key(text, kind, list(values), KINDS, newline)
        new = new if text else _HEAD + new
    except TomlScanError as error:
        raise ValueError("its layout is unusual") from error
    if tomllib.loads(new) != before | {kind: list(values)}:
        raise ValueError("its layout is unusual")
    return new


def followed(workspace: Workspace) -> Followed:
    """Return what is followed with the list.

    A list without its own categories follows those of the settings.

    Raises:
        FileError: ``follow.toml`` is there and cannot be read.
    """
    found = _read(workspace.paths.following)
    if "categories" in found.named:
        return found
    return replace(found, categories=_of_settings(workspace))


def names_categories(workspace: Workspace) -> bool:
    """Whether the list has its own categories, so that those of the settings do not count.

    Raises:
        FileError: ``follow.toml`` cannot be read.
    """
    return "categories" in _read(workspace.paths.following).named


def _of_settings(workspace: Workspace) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(category_name, workspace.settings.words(_SETTING))))


def _read(path: Path) -> Followed:
    try:
        return parse(load_regular(path, LARGEST).decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return Followed()
    except (OSError, ValueError) as error:
        raise _broken(path, error) from None


def _broken(path: Path, error: Exception) -> FileError:
    reason = getattr(error, "strerror", None) or str(error)
    return FileError(f"{path} cannot be used: {reason}", f"fix {path} in an editor, or delete it")


def follow(
    workspace: Workspace, kind: Kind, values: Sequence[str], *, on: bool = True
) -> tuple[str, ...]:
    """Follow something, or stop following it; return what is followed of that kind now.

    A value that is named again moves to the end. A feed that is followed here may be read from now
    on.

    Args:
        workspace: What this run works on.
        kind: Of what kind it is.
        values: What it is.
        on: Whether to follow it.

    Raises:
        UsageError: It is not valid, or was not followed.
        FileError: The file cannot be read or changed.
    """
    wanted = [_checked(kind, value) if on else spelling(kind, value) or value for value in values]
    result: list[tuple[str, ...]] = []

    def changed(raw: bytes) -> bytes:
        try:
            text = raw.decode("utf-8-sig")
            found = parse(text)
            bom = raw[: len(raw) - len(text.encode())]
            known = found.of(kind)
            if kind == "categories" and kind not in found.named:
                known = _of_settings(workspace)
            if not on:
                _check_followed(kind, wanted, known)
            now = tuple(dict.fromkeys([*(v for v in known if v not in wanted), *wanted * on]))
            result[:] = [now]
            return raw if now == known else bom + with_values(text, kind, now).encode()
        except ValueError as error:
            raise _broken(workspace.paths.following, error) from None

    path = workspace.paths.following
    rewrite(path, changed, LARGEST, what="what is followed", on_wait=workspace.notices.say)
    if kind == "feeds" and on:
        answer_feeds(workspace, dict.fromkeys(wanted, True))
    return result[0]


def _checked(kind: Kind, value: str) -> str:
    spelt = spelling(kind, value)
    if not spelt:
        example = {"categories": "cs.CL", "feeds": "https://example.org/feed.xml"}.get(kind, "")
        raise UsageError(
            f"{shorten(one_line(value), 60)!r} cannot be one of the followed {kind}",
            f"one like {example}" if example else "a text on one line",
        )
    return spelt


def _check_followed(kind: Kind, wanted: Sequence[str], known: Sequence[str]) -> None:
    unknown = next((value for value in wanted if value not in known), None)
    if unknown is None:
        return
    near = suggest(unknown, known) if kind == "categories" else ""
    remedy = f"readlist discover {f'--unfollow {near}' if near else '--following'}"
    raise UsageError(f"{shorten(one_line(unknown), 60)} is not followed", remedy)


def take_settings_along(workspace: Workspace) -> bool:
    """Write the categories of the settings beside the usual list, if it has none of its own.

    So a second machine follows what this one does once the list is synced. A named list may be a
    group's, and what its readers follow elsewhere stays private.

    Returns:
        Whether it did.

    Raises:
        FileError: The file cannot be read or changed.
    """
    names = _of_settings(workspace)
    if workspace.paths.name or not names or names_categories(workspace):
        return False

    def changed(raw: bytes) -> bytes:
        return with_values(raw.decode("utf-8-sig"), "categories", names).encode()

    rewrite(workspace.paths.following, changed, LARGEST, what="what is followed")
    return True


def allowed_feeds(workspace: Workspace) -> tuple[str, ...]:
    """Return the followed feeds that may be read on this machine.

    Raises:
        FileError: ``follow.toml`` cannot be read.
    """
    answers = _answers(workspace)
    return tuple(feed for feed in followed(workspace).feeds if answers.get(feed))


def new_feeds(workspace: Workspace) -> tuple[str, ...]:
    """Return the followed feeds that the reader was not asked about yet.

    Raises:
        FileError: ``follow.toml`` cannot be read.
    """
    answers = _answers(workspace)
    return tuple(feed for feed in followed(workspace).feeds if feed not in answers)


def answer_feeds(workspace: Workspace, answers: Mapping[str, bool]) -> None:
    """Keep the reader's answers whether feeds may be read on this machine.

    Raises:
        FileError: They cannot be kept.
    """

    def changed(raw: bytes) -> bytes:
        known = _parsed_answers(raw) | dict(answers)
        lines = [f"{'yes' if one else 'no'} {feed}\n" for feed, one in known.items()]
        return "".join(lines).encode()

    path = _answers_path(workspace)
    path.parent.mkdir(parents=True, exist_ok=True)
    rewrite(path, changed, LARGEST, what="the feeds", on_wait=workspace.notices.say)


def _answers(workspace: Workspace) -> dict[str, bool]:
    try:
        return _parsed_answers(load_regular(_answers_path(workspace), LARGEST))
    except OSError:
        return {}


def _parsed_answers(raw: bytes) -> dict[str, bool]:
    pairs = (line.split(" ", 1) for line in raw.decode("utf-8", "replace").splitlines())
    return {pair[1]: _ANSWERS[pair[0]] for pair in pairs if len(pair) == 2 and pair[0] in _ANSWERS}


def _answers_path(workspace: Workspace) -> Path:
    return workspace.paths.state / "feeds"


def tell_problems(workspace: Workspace, found: Followed) -> None:
    """Report what is ignored in the file."""
    if found.problems:
        where, others = workspace.paths.following, len(found.problems) - 1
        more = f" (and {others} more)" if others else ""
        workspace.notices.warn(f"note: {where}: {found.problems[0]}{more}")
