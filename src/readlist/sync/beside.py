"""Merge the small files beside a list, each by what it holds.

``dismissed.txt`` and ``digest.txt`` have an identifier and a day per line.
"""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from readlist.list_file.parsing import identifier_of
from readlist.sync.doubt import DoubtError
from readlist.sync.keys import Overruled, merge_items
from readlist.sync.pieces import top_values
from readlist.sync.top import merge_top, merge_values

_ENCODING, _ERRORS = "utf-8", "surrogateescape"  # bytes of any other encoding survive
_BOM = "\ufeff"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_EMPTY = b""
_FOLLOWED = ("categories", "authors", "queries", "feeds")
"""The keys of ``follow.toml`` that have a meaning."""


def merge_entries(base: bytes | None, ours: bytes, theirs: bytes) -> bytes:
    """Return the merge of three such files: what either side added or removed counts.

    If both have a line for an identifier, the earlier day stays. Other lines are kept from both
    sides. Symmetric in its entries; without a base a union.
    """
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    old, mine, yours = (_entries(_text(raw)) for raw in (base or b"", ours, theirs))
    lines = []
    for name, line in mine.items():
        if name in yours:
            lines.append(min(line, yours[name], key=_age))
        elif name not in old or (name.startswith("\n") and not base):
            lines.append(line)
    lines += [line for name, line in yours.items() if name not in mine and name not in old]
    return "".join(f"{line}\n" for line in lines).encode(_ENCODING, _ERRORS)


def _entries(text: str) -> dict[str, str]:
    """Return the lines by identifier; those without one by their text and its count so far."""
    entries: dict[str, str] = {}
    seen: dict[str, int] = {}
    for line in text.split("\n")[: None if text[-1:] not in ("\n", "") else -1]:
        words = line.partition("#")[0].split()
        if words:
            entries.setdefault(identifier_of({"id": words[0]}), line)
        else:
            seen[line] = seen.get(line, 0) + 1
            entries[f"\n{seen[line]}{line}"] = line
    return entries


def _age(line: str) -> tuple[str, str]:
    """Return a sort key by a line's day; a line without one comes last."""
    day = _DAY.search(line.partition("#")[0].partition(" ")[2])
    return (day[0] if day else "9999", line)


def merge_beside(
    name: str, base: bytes | None, ours: bytes | None, theirs: bytes | None
) -> bytes | None:
    """Return the merge of one of the small files; nothing of either side is lost.

    Files with an identifier per line are merged by identifier, ``follow.toml`` by its values; for
    any other file the lines of both sides stay. A deleted file counts as one whose entries were all
    removed.

    Args:
        name: The file's name, perhaps with its folder.
        base: What both had; None if there was no such file.
        ours: Our side; None if there is no such file.
        theirs: Theirs.
    """
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    mine, yours = ours or _EMPTY, theirs or _EMPTY
    if name.endswith(".txt"):
        return merge_entries(base, mine, yours)
    if PurePosixPath(name).name == "follow.toml":
        return merge_following(base or _EMPTY, mine, yours)
    return _united(mine, yours)


def merge_following(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """Return the merge of three ``follow.toml``: key by key, in lists value by value.

    A side that is not TOML gives way to one that is.
    """
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    texts = [_text(raw) for raw in (base, ours, theirs)]
    known = {text: _is_toml(text) for text in texts}
    old = texts[0] if known[texts[0]] else ""
    if not (known[texts[1]] and known[texts[2]]):
        return max((ours, theirs), key=lambda raw: (known[_text(raw)], raw))
    merged = merge_top(old, texts[1], texts[2], _merged)[0]
    form = ours or theirs
    if b"\r\n" in form:
        merged = merged.replace("\n", "\r\n")
    mark = _BOM if form.startswith(_BOM.encode()) else ""
    return (mark + merged).encode(_ENCODING, _ERRORS)


def _merged(
    base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Overruled]]:
    """Return the merged values of three ``follow.toml``: lists as sets, the rest by key."""
    meant, overruled = merge_values(base, ours, theirs)
    for name in _FOLLOWED:
        lists = [_listed(side.get(name)) for side in (base, ours, theirs)]
        if name in {*ours, *theirs} and None not in lists:
            meant[name] = merge_items(*(one or [] for one in lists))
    return meant, [one for one in overruled if one.key not in _FOLLOWED]


def _listed(value: object) -> list[str] | None:
    """Return a list of texts; None for anything else."""
    if value is None:
        return []
    fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return value if isinstance(value, list) and fits else None


def _text(raw: bytes) -> str:
    return raw.decode(_ENCODING, _ERRORS).removeprefix(_BOM).replace("\r\n", "\n")


def _is_toml(text: str) -> bool:
    try:
        top_values(text)
    except DoubtError:
        return False
    return True


def _united(ours: bytes, theirs: bytes) -> bytes:
    lines = ours.splitlines(keepends=True)
    new = [line for line in theirs.splitlines(keepends=True) if line not in lines]
    return b"".join([*lines, *new])
