"""Lists for tests of the merge, and the single changes that one side makes."""

import re
import tomllib
from collections.abc import Callable, Collection
from typing import Any

from readlist.list_file import ListDocument, ListEditor
from readlist.replacement import apply

BASE = '''# mine
schema = 1

[[paper]]
id = "2401.00001"
title = "One"
topics = ["moe", "data"]
status = "unread"
added = 2026-11-01

[[paper]]
id = "2401.00002"   # the second
title = "Two"
topics = ["moe"]
status = "unread"
added = 2026-11-02
notes = """
2026-11-03  first

a remark
"""

[[paper]]
id = "2401.00003"
title = "Three"
status = "reading"
added = 2026-11-03
mood = "curious"
'''

Change = Callable[[str], str]


def edited(text: str, act: Callable[[ListEditor], Any]) -> str:
    """Return the text after an edit as commands make it."""
    from pathlib import Path  # noqa: PLC0415 - a name for messages

    document = ListDocument(text.encode(), Path("readlist.toml"))
    editor = ListEditor(document)
    act(editor)
    return document.encode(apply(document.text, editor.finish())).decode()


def setting(identifier: str, **values: Any) -> Change:
    """Return the change that sets keys of a paper."""
    return lambda text: edited(text, lambda editor: editor.update(identifier, values))


def adding(identifier: str, **values: Any) -> Change:
    """Return the change that adds a paper."""
    table = {"id": identifier, "status": "unread", **values}
    return lambda text: edited(text, lambda editor: editor.append(table))


def removing(identifier: str) -> Change:
    """Return the change that takes a paper off."""
    return lambda text: edited(text, lambda editor: editor.remove(identifier))


def noting(identifier: str, line: str) -> Change:
    """Return the change that adds a line to a paper's notes."""

    def act(editor: ListEditor) -> None:
        notes = str(editor.table(identifier).get("notes", ""))
        editor.update(identifier, {"notes": notes + line + "\n"})

    return lambda text: edited(text, act)


def tagging(identifier: str, *topics: str) -> Change:
    """Return the change that adds topics to a paper."""

    def act(editor: ListEditor) -> None:
        own = list(editor.table(identifier).get("topics", []))
        editor.update(identifier, {"topics": list(dict.fromkeys([*own, *topics]))})

    return lambda text: edited(text, act)


def moved(text: str) -> str:
    """Return the text with the first paper at the end, as moved by hand."""
    parts = re.split(r"(?=^\[\[paper\]\])", text, flags=re.MULTILINE)
    first, rest = parts[1], parts[2:]
    return parts[0] + "".join(rest).rstrip("\n") + "\n\n" + first.rstrip("\n") + "\n"


def reordered(text: str) -> str:
    """Return the text with all papers in reverse."""
    parts = re.split(r"(?=^\[\[paper\]\])", text, flags=re.MULTILINE)
    papers = [part.rstrip("\n") for part in parts[1:]]
    return parts[0] + "\n\n".join(reversed(papers)) + "\n"


def _append_a_hundred(editor: ListEditor) -> None:
    for number in range(100):
        editor.append({"id": f"2403.{number:05d}", "title": f"T{number}"})


CHANGES: dict[str, Change] = {
    "add": adding("2402.00001", title="New here"),
    "add other": adding("2402.00002", title="New there"),
    "add same, starred": adding("2402.00001", title="New here", star=True),
    "remove": removing("2401.00002"),
    "read": setting("2401.00002", status="read", finished="2026-11-20"),
    "skip": setting("2401.00002", status="skipped"),
    "read other": setting("2401.00001", status="read", finished="2026-11-20"),
    "star": setting("2401.00002", star=True),
    "note": noting("2401.00002", "2026-11-21  here"),
    "note other": noting("2401.00002", "2026-11-20  there"),
    "topic": tagging("2401.00002", "attention"),
    "topic other": tagging("2401.00002", "agents"),
    "move": moved,
    "edit": lambda text: text.replace('"Two"', '"Two, by hand"'),
    "edit other": lambda text: text.replace('"Two"', '"Two, corrected"'),
    "comment": lambda text: text.replace('title = "Two"', 'title = "Two"  # read this'),
    "comment behind": lambda text: text.replace('a remark\n"""\n', 'a remark\n"""\n# now\n'),
    "reorder": reordered,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "own key": setting("2401.00002", mood="good"),
    "own key other": setting("2401.00002", mood="bad"),
    "head": lambda text: text.replace("# mine\n", "# mine, all of it\n"),
    "due": setting("2401.00002", due="2026-12-01"),
    "nothing": lambda text: text,
    "merge": lambda text: setting("2401.00001", also=["2401.00002"])(removing("2401.00002")(text)),
    "import": lambda text: edited(text, _append_a_hundred),
}
"""Single changes of one side, by name."""


def papers(raw: bytes | str) -> dict[str, dict[str, Any]]:
    """Return the papers of a list by identifier, each as a table; none may be doubled."""
    text = raw if isinstance(raw, str) else raw.decode()
    tables = tomllib.loads(text.removeprefix("\ufeff")).get("paper", [])
    found = {table["id"]: table for table in tables}
    assert len(found) == len(tables)
    return found


def lost(ours: str, theirs: str, merged: str, told: Collection[tuple[str, str]]) -> list[str]:
    """Return what either side changed in `BASE` and a merge neither holds nor names.

    Args:
        ours: One side.
        theirs: The other.
        merged: What came of both.
        told: Identifier and key of each decision that was named.
    """
    base, result = papers(BASE), papers(merged)
    missing = []
    for side in (papers(ours), papers(theirs)):
        for identifier, table in side.items():
            if identifier not in result:
                if identifier != "2401.00002":  # the only one that changes remove or join
                    missing.append(identifier)
                continue
            for key, value in table.items():
                known = base.get(identifier, {}).get(key) == value or (identifier, key) in told
                if not known and not _holds(result[identifier].get(key), value, key):
                    missing.append(f"{identifier} {key} = {value!r}")
    return missing


def _holds(kept: Any, value: Any, key: str) -> bool:
    if isinstance(value, list):
        return set(value) <= set(kept or ())
    if key == "notes":
        return set(value.splitlines()) <= set(str(kept).splitlines())
    return bool(kept == value)
