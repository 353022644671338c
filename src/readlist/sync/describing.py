"""What changed from one list to another, in words for a commit and for the reader."""

from collections.abc import Sequence
from hashlib import sha256

from readlist.errors import ReadlistError
from readlist.list_file.parsing import Memory
from readlist.sync.pieces import Side, block_values
from readlist.text import plural, shorten


def described(before: bytes, after: bytes, memory: Memory | None = None) -> str:
    """Return the change: ``add 2310.06825 Mistral 7B, change 3 papers``.

    Only what differs is parsed.
    """
    try:
        # What is known need not be parsed, and the other one only where it differs from that.
        if memory is not None and memory.is_regular(sha256(after).hexdigest()):
            new = Side(after, "the list", memory)
            old = Side(before, "the list as it was", memory, new.blocks)
        else:
            old = Side(before, "the list as it was", memory)
            new = Side(after, "the list", memory, old.blocks)
    except ReadlistError:
        return "fix the list"
    was, now = (_blocks(side) for side in (old, new))
    kinds = (
        ("add", [now[one] for one in now if one not in was]),
        ("change", [now[one] for one in now if one in was and now[one] != was[one]]),
        ("remove", [was[one] for one in was if one not in now]),
    )
    parts = [f"{word} {_named(texts)}" for word, texts in kinds if texts]
    return ", ".join(parts) or "change text around the papers"


def _blocks(side: Side) -> dict[str, str]:
    blocks: dict[str, str] = {}
    for names, text in zip(side.names, side.blocks, strict=True):
        blocks[names.id] = blocks.get(names.id, "") + text.strip()
    return blocks


def _named(texts: Sequence[str]) -> str:
    values = block_values(texts[0]) if len(texts) == 1 else None
    if values is None:
        return plural(len(texts), "paper")
    name, title = (str(values.get(key, "")) for key in ("id", "title"))
    return f"{shorten(name, 40)} {shorten(title, 30)}".strip()
