"""Guess a common ancestor: which state it is, and how far it is trusted.

Another copy of a list, such as a cloud folder's conflicted copy, comes without a history. The state
of our own past that is most like it is a good guess, but no proof: what the copy lacks may have
been removed there, or may never have been there. So nothing is removed because of it. What one of
the two lists lacks, or has set back, is left out of the ancestor; then the merge treats it as an
addition of the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from readlist.errors import ReadlistError
from readlist.list_file import ListEditor
from readlist.list_file.parsing import same
from readlist.replacement import apply
from readlist.sync.describing import differing
from readlist.sync.keys import further_along
from readlist.sync.pieces import Lists, Side, top_values
from readlist.toml_edit import comments_in

Table = Mapping[str, Any]
_NONE = ""
"""A status that no paper has."""


def distance(one: Side, other: Side) -> int:
    """Return how many papers differ between two lists, or are in only one."""
    texts, others = differing(one, other)
    shared = texts.keys() & others.keys()
    alone = len(texts) + len(others) - 2 * len(shared)
    return alone + sum(texts[name] != others[name] for name in shared)


def nearest(states: Iterable[bytes], copy: bytes) -> int | None:
    """Return which of some states of a list has the fewest differing papers from a copy.

    Args:
        states: From the newest to the oldest; of equals the oldest is taken.
        copy: The other copy.

    Raises:
        DoubtError: The copy cannot be merged.
    """
    lists = Lists()
    theirs = Side(copy, "the other copy", lists)
    best: tuple[int, int] | None = None
    for number, raw in enumerate(states):
        try:
            count = distance(Side(raw, "the list as it was", lists), theirs)
        except ReadlistError:
            continue
        finally:
            lists.forget()
        if best is None or count <= best[0]:
            best = count, number
    return None if best is None else best[1]


def weakened(base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """Return an ancestor with which a merge removes, unsets and sets back nothing.

    Args:
        base: The assumed common ancestor.
        ours: Our list.
        theirs: The other copy.

    Returns:
        None if nothing of it can be trusted.
    """
    sides = [Side(raw, name) for raw, name in ((ours, "our list"), (theirs, "the other copy"))]
    old = Side(base, "the list as it was")
    known = [_by_name(side) for side in sides]
    document = old.document
    try:
        editor = ListEditor(document)
        for number, names in enumerate(old.names):
            if not names.id or names.id not in editor:
                continue
            found = [side.get(names.id) for side in known]
            kept = _believed(old.table(number), old.blocks[number], found)
            if kept is None:
                editor.remove(names.id)
            else:
                editor.update(names.id, kept)
        text = apply(document.text, editor.finish())
    except (ReadlistError, KeyError):
        return None
    return (_head(old, sides) + text[len(document.head) :]).encode()


def _by_name(side: Side) -> dict[str, tuple[Table, str]]:
    found: dict[str, tuple[Table, str]] = {}
    for number, names in enumerate(side.names):
        for name in (names.id, *names.also):
            found.setdefault(name, (side.table(number), side.blocks[number]))
    return found


def _believed(
    table: Table, text: str, sides: Sequence[tuple[Table, str] | None]
) -> dict[str, Any] | None:
    """Return values for the keys that are not fully trusted; None if the paper is left out."""
    tables = [side[0] for side in sides if side]
    if len(tables) < 2:
        return None
    remarks = set(comments_in(text))
    if any(not remarks <= set(comments_in(side[1])) for side in sides if side):
        return None
    changes: dict[str, Any] = {}
    for key, value in table.items():
        kept = _kept(key, value, [one.get(key) for one in tables])
        if key != "id" and not same(kept, value):
            changes[key] = kept
    return changes


def _kept(key: str, value: Any, now: Sequence[Any]) -> Any:  # noqa: ANN401 - TOML values
    """Return the trusted part of a value; None for nothing."""
    if any(one is None for one in now) and key != "status":
        return None
    if isinstance(value, list):
        listed = [one for one in now if isinstance(one, list)]
        return [item for item in value if all(item in one for one in listed)] or None
    if isinstance(value, dict):
        tables = [one for one in now if isinstance(one, dict)]
        kept = {k: _kept(k, v, [one.get(k) for one in tables]) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v is not None} or None
    if key == "notes" and isinstance(value, str):
        texts = [one.split("\n") for one in now if isinstance(one, str)]
        lines = [line for line in value.split("\n") if all(line in one for one in texts)]
        return "\n".join(lines).strip("\n") + "\n" if any(lines) else None
    back = any(not same(one, value) and not further_along(key, value, one) for one in now)
    # An absent status would mean one; with this one, both sides count as having changed it.
    return (_NONE if key == "status" else None) if back else value


def _head(old: Side, sides: Sequence[Side]) -> str:
    """Return the lines of the head that both lists have, if they still are TOML."""
    lines = old.head.splitlines(keepends=True)
    heads = [side.head.splitlines() for side in sides]
    kept = "".join(line for line in lines if all(line.rstrip("\n") in one for one in heads))
    try:
        top_values(kept)
    except ReadlistError:
        return ""
    return kept
