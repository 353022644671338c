"""What changed from one list to another, in words for a commit and for the reader."""

from collections.abc import Sequence
from hashlib import sha256

from readlist.errors import ReadlistError
from readlist.sync.pieces import Lists, Side, block_values
from readlist.text import plural, shorten


def described(before: bytes, after: bytes, lists: Lists | None = None) -> str:
    """Return the change: ``add 2310.06825 Mistral 7B, change 3 papers``.

    Only what differs is parsed.
    """
    lists = lists or Lists()
    try:
        # What is known need not be parsed, and the other one only where it differs from that.
        if lists.memory is not None and lists.memory.is_regular(sha256(after).hexdigest()):
            new = lists.side(after, "the list")
            old = lists.side(before, "the list as it was")
        else:
            old = lists.side(before, "the list as it was")
            new = lists.side(after, "the list")
    except ReadlistError:
        return "fix the list"
    was, now = differing(old, new)
    kinds = (
        ("add", [now[one] for one in now if one not in was]),
        ("change", [now[one] for one in now if one in was and now[one] != was[one]]),
        ("remove", [was[one] for one in was if one not in now]),
    )
    parts = [f"{word} {_named(texts)}" for word, texts in kinds if texts]
    return ", ".join(parts) or "change text around the papers"


def differing(one: Side, other: Side) -> tuple[dict[str, str], dict[str, str]]:
    """Return what two lists have of the papers that they may have differently, by identifier."""
    if one.doubled or other.doubled:
        return one.texts_by_id(), other.texts_by_id()
    # Each identifier has one entry: where a text is in both lists, that paper is the same.
    return one.texts_by_id(but={*other.blocks}), other.texts_by_id(but={*one.blocks})


def _named(texts: Sequence[str]) -> str:
    values = block_values(texts[0]) if len(texts) == 1 else None
    if values is None:
        return plural(len(texts), "paper")
    name, title = (str(values.get(key, "")) for key in ("id", "title"))
    return f"{shorten(name, 40)} {shorten(title, 30)}".strip()
