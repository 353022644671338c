"""Merge what is before and after the papers: text, and top-level keys."""

from collections.abc import Callable, Mapping
from typing import Any

from readlist.list_file.parsing import same
from readlist.sync.doubt import DoubtError
from readlist.sync.keys import Overruled, Three, merge_key
from readlist.sync.lines import merge_text
from readlist.sync.pieces import top_values
from readlist.toml_edit import TomlScanError, remove_key, set_key

Values = Mapping[str, Any]
MergeValues = Callable[[Values, Values, Values], tuple[dict[str, Any], list[Overruled]]]


def merge_values(
    base: Values, ours: Values, theirs: Values
) -> tuple[dict[str, Any], list[Overruled]]:
    """Return the merge of the values of three heads, key by key, and the dropped ones."""
    meant: dict[str, Any] = {}
    overruled: list[Overruled] = []
    for name in dict.fromkeys([*ours, *theirs]):
        value, lost = merge_key(name, Three(base.get(name), ours.get(name), theirs.get(name)))
        overruled += lost
        if value is not None:
            meant[name] = value
    return meant, overruled


def merge_top(
    base: str, ours: str, theirs: str, merge: MergeValues = merge_values
) -> tuple[str, list[Overruled]]:
    """Return the merge of three heads, and the dropped values.

    Line by line if the result has the same values as the merge by keys; else ours with the other
    values; else the smaller text of one side.

    Raises:
        DoubtError: One of them is not TOML.
    """
    if theirs in (ours, base):
        return ours, []
    if ours == base:
        return theirs, []
    meant, overruled = merge(*(top_values(text) for text in (base, ours, theirs)))
    for text in (merge_text(base, ours, theirs), _edited(ours, meant), _edited(theirs, meant)):
        if text is not None and _says(text, meant):
            return text, overruled
    chosen = min(ours, theirs)
    return chosen, [Overruled("head", None, None, ours=chosen is not ours)]


def _edited(text: str, meant: Mapping[str, Any]) -> str | None:
    said = top_values(text)
    try:
        for name in said.keys() - meant.keys():
            text = remove_key(text, name)
        for name, value in meant.items():
            if not same(said.get(name), value):
                text = set_key(text, name, value)
    except (TomlScanError, TypeError, ValueError):
        return None
    return text


def _says(text: str, meant: Mapping[str, Any]) -> bool:
    try:
        return same(top_values(text), meant)
    except DoubtError:
        return False
