"""Merge the table of a paper that both sides changed, key by key.

The rules stand in docs/sync.md. They apply only if both sides changed a key differently; a change
on one side is accepted. If a rule gives a tie, the value with the smaller TOML spelling wins, so
that nothing depends on which side is called ours.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from readlist.list_file.parsing import same
from readlist.sync.lines import merge_text
from readlist.toml_edit import render_value, without_marks

Table = Mapping[str, Any]

FACTS = frozenset({"title", "authors", "published", "categories", "venue", "also"})
"""Keys that services fill in; changes of others are a person's."""
_RANK = {"read": 4, "reading": 3, "skipped": 2, "unread": 1, "inbox": 0}
_DEFAULTS: Mapping[str, Any] = {"status": "unread", "star": False}
"""What an absent key means."""
_SETS = frozenset({"topics", "code", "also"})


@dataclass(frozen=True, slots=True)
class Overruled:
    """A value of one side that was dropped."""

    key: str
    kept: Any
    lost: Any
    ours: bool
    """Whether it is our side's."""


@dataclass(frozen=True, slots=True)
class Three:
    """The values of one key: of the common ancestor and of both sides; None where it is absent."""

    base: Any
    ours: Any
    theirs: Any


def merge_tables(base: Table, ours: Table, theirs: Table) -> tuple[dict[str, Any], list[Overruled]]:
    """Return the merge of one paper's tables, and the dropped values.

    Args:
        base: The table of the common ancestor; empty if there was none.
        ours: Our table.
        theirs: Theirs.
    """
    merged: dict[str, Any] = {}
    overruled: list[Overruled] = []
    status = merge_status(base, ours, theirs)
    for name in dict.fromkeys([*ours, *theirs]):
        three = Three(base.get(name), ours.get(name), theirs.get(name))
        if name == "finished":
            value, lost = _finished(three, ours, theirs, status), []
        elif name == "status":
            value = status
            lost = _told(name, value, three)
        else:
            value, lost = merge_key(name, three)
        overruled += lost
        if value is not None:
            merged[name] = value
    _unite_identifiers(merged, (base, ours, theirs))
    return merged, overruled


def merge_key(name: str, three: Three) -> tuple[Any, list[Overruled]]:
    """Return the merge of one key, and the dropped values."""
    one_sided, value = _one_sided(name, three)
    if one_sided:
        return value, []
    if name in _SETS or (name not in FACTS and _are_sets(three)):
        return _merge_sets(name, three)
    if name == "notes" and _texts((three.ours or "", three.theirs or "")):
        old = three.base if isinstance(three.base, str) else ""
        notes = merge_text(old, three.ours or "", three.theirs or "")
        return without_marks(notes) or None, []
    if isinstance(three.ours, dict) and isinstance(three.theirs, dict):
        return _merge_dicts(name, three)
    value = _chosen(name, three)
    return value, [] if name == "added" else _told(name, value, three)


def _merge_dicts(name: str, three: Three) -> tuple[dict[str, Any], list[Overruled]]:
    """Return the merge of two tables inside a table, key by key."""
    base: Table = three.base if isinstance(three.base, dict) else {}
    merged: dict[str, Any] = {}
    overruled: list[Overruled] = []
    for inner in dict.fromkeys([*three.ours, *three.theirs]):
        deep = Three(base.get(inner), three.ours.get(inner), three.theirs.get(inner))
        # The rules are about keys of papers; such a name in here means something else.
        value, lost = merge_key(f"{name}.{inner}", deep)
        overruled += lost
        if value is not None:
            merged[inner] = value
    return merged, overruled


def _chosen(name: str, three: Three) -> Any:  # noqa: ANN401 - TOML values of any kind
    """Return the value of one side if both changed it."""
    values = [value for value in (three.ours, three.theirs) if value is not None]
    if name == "added" and all(_day(value) for value in values):
        return min(values, key=lambda value: (_day(value), spelt(name, value)))
    if name == "version" and all(type(value) is int for value in values):
        return max(values)
    return min(values, key=lambda value: spelt(name, value))


def merge_status(base: Table, ours: Table, theirs: Table) -> Any:  # noqa: ANN401 - any TOML value
    """Return the merged status; None if it stays unset."""
    three = Three(base.get("status"), ours.get("status"), theirs.get("status"))
    one_sided, value = _one_sided("status", three)
    if one_sided:
        return value
    here, there = _day(ours.get("finished")), _day(theirs.get("finished"))
    if here and there and here != there:
        return three.ours if here > there else three.theirs
    return max(
        (three.ours, three.theirs),
        key=lambda value: (_RANK.get(_meant("status", value), -1), _spelt_backwards(value)),
    )


def further_along(key: str, before: Any, after: Any) -> bool:  # noqa: ANN401 - any TOML value
    """Whether a value is further along than another one, for values that have a direction."""
    if key == "status":
        ranks = [_RANK.get(value, -1) for value in (before, after) if isinstance(value, str)]
        return len(ranks) == 2 and ranks[0] <= ranks[1]
    if key == "star":
        return after is True
    if key == "finished":
        return (_day(before) or date.max) <= (_day(after) or date.min)
    if key == "version":
        return type(after) is int and (type(before) is not int or before <= after)
    return True


def _spelt_backwards(value: Any) -> list[int]:  # noqa: ANN401 - TOML values of any kind
    """Return a key that reverses the order of spellings."""
    return [-ord(letter) for letter in spelt("status", value)] if value is not None else [1]


def _finished(three: Three, ours: Table, theirs: Table, status: Any) -> Any:  # noqa: ANN401
    """Return the day that goes with the status; the later one if both sides finished it."""
    mine, yours = (_meant("status", side.get("status")) for side in (ours, theirs))
    winner = _meant("status", status)
    if mine != yours and not same(three.ours, three.theirs):
        changed = Three(three.base, *(side.get("finished") for side in (ours, theirs)))
        one_sided, value = _one_sided("finished", changed)
        return value if one_sided else (three.ours if winner == mine else three.theirs)
    one_sided, value = _one_sided("finished", three)
    if one_sided:
        return value
    days = [value for value in (three.ours, three.theirs) if value is not None]
    return max(days, key=lambda value: (_day(value) or date.min, spelt("finished", value)))


def _one_sided(name: str, three: Three) -> tuple[bool, Any]:
    """Return whether at most one side changed a key, and its value then."""
    base, ours, theirs = (_meant(name, value) for value in (three.base, three.ours, three.theirs))
    if same(ours, theirs):
        # Set on one side and implied on the other: choose the spelling independently of sides.
        present = [value for value in (three.ours, three.theirs) if value is not None]
        return True, present[0] if present else None
    if same(ours, base):
        return True, three.theirs
    if same(theirs, base):
        return True, three.ours
    return False, None


def _meant(name: str, value: Any) -> Any:  # noqa: ANN401 - TOML values of any kind
    return _DEFAULTS.get(name) if value is None else value


def _told(name: str, value: Any, three: Three) -> list[Overruled]:  # noqa: ANN401
    """Return the dropped value, if both sides changed it to different ones."""
    if _one_sided(name, three)[0]:
        return []
    if not same(value, three.ours):
        return [Overruled(name, value, three.ours, ours=True)]
    return [Overruled(name, value, three.theirs, ours=False)]


def _are_sets(three: Three) -> bool:
    """Whether an unknown key holds texts, each once, on both sides."""
    return all(
        isinstance(value, list) and _texts(value) and len(set(value)) == len(value)
        for value in (three.ours, three.theirs)
    )


def _texts(value: Sequence[Any]) -> bool:
    return all(isinstance(item, str) for item in value)


def _listed(value: Any) -> list[Any] | None:  # noqa: ANN401 - TOML values of any kind
    """Return the items of a set; None if the value is not one."""
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    return value if isinstance(value, list) and _texts(value) else None


def _merge_sets(name: str, three: Three) -> tuple[Any, list[Overruled]]:
    base, ours, theirs = (_listed(value) for value in (three.base, three.ours, three.theirs))
    if ours is None or theirs is None:
        value = _chosen(name, three)
        return value, _told(name, value, three)
    merged = merge_items(base or [], ours, theirs)
    if name != "topics":
        return merged or None, []
    firsts = [items[0] if items else None for items in (base or [], ours, theirs)]
    themes = Three(*firsts)
    one_sided, theme = _one_sided("theme", themes)
    if not one_sided:
        theme = _chosen("theme", themes)
    told: list[Overruled] = []
    if theme in merged:
        merged = [theme, *(item for item in merged if item != theme)]
        told = [] if one_sided or None in firsts[1:] else _told("theme", theme, themes)
    return merged or None, told


def merge_items(base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """Return the merge of ordered sets: additions and removals of both apply."""
    here, there, old = set(ours), set(theirs), set(base)
    staying = old & here & there
    order, mine, yours = ([x for x in s if x in staying] for s in (base, ours, theirs))
    if mine == order:
        order = yours
    elif yours != order:
        order = min(mine, yours)
    else:
        order = mine
    first, second = sorted(([x for x in ours if x not in old], [x for x in theirs if x not in old]))
    return list(dict.fromkeys([*order, *first, *second]))


def _unite_identifiers(merged: dict[str, Any], tables: Sequence[Table]) -> None:
    """Keep an identifier that the paper has on either side, even if another one is its id.

    One that a side removed from ``also`` stays removed.
    """
    base, ours, theirs = ({"id": t.get("id"), "also": t.get("also")} for t in tables)
    own = merged.get("id")
    names = [list(_names(side)) for side in (base, ours, theirs)]
    others = [name for name in merge_items(*names) if name != own]
    listed = _listed(merged.get("also"))
    if listed is None:
        return
    spare = [name for name in others if name in (ours["id"], theirs["id"])]
    also = list(dict.fromkeys([*listed, *spare]))
    also = [name for name in also if name != own]
    if also:
        merged["also"] = also
    else:
        merged.pop("also", None)


def _names(table: Table) -> Iterator[str]:
    if isinstance(table["id"], str):
        yield table["id"]
    yield from _listed(table["also"]) or ()


def _day(value: Any) -> date | None:  # noqa: ANN401 - TOML values of any kind
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def spelt(name: str, value: Any) -> str:  # noqa: ANN401 - TOML values of any kind
    """Return a value as TOML spells it; empty for none."""
    try:
        return "" if value is None else render_value(name, value)
    except (TypeError, ValueError):
        return repr(value)
