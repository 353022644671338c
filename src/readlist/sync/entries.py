"""Small files with an identifier and a day a line, merged: ``dismissed.txt``, ``digest.txt``."""

import re

from readlist.list_file.parsing import identifier_of

_ENCODING, _ERRORS = "utf-8", "surrogateescape"  # bytes of any other encoding survive
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def merge_entries(base: bytes | None, ours: bytes, theirs: bytes) -> bytes:
    """Return the merge of three such files: what one side added or took out counts for all.

    Where both have a line for an identifier, the earlier day stays. Lines of another kind are kept
    from both sides. Symmetric in its entries; without a base a union.
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


def _text(raw: bytes) -> str:
    return raw.decode(_ENCODING, _ERRORS).removeprefix("\ufeff").replace("\r\n", "\n")


def _entries(text: str) -> dict[str, str]:
    """Return the lines by identifier; those without one by their text and how often it came."""
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
    """Return what is smaller the earlier a line's day is; a line without one comes last."""
    day = _DAY.search(line.partition("#")[0].partition(" ")[2])
    return (day[0] if day else "9999", line)
