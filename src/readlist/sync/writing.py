"""Write a paper that both sides changed, as close as possible to what each of them wrote."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from readlist.list_file.parsing import same
from readlist.paper import KEYS
from readlist.sync.lines import merge_text
from readlist.sync.pieces import block_values
from readlist.toml_edit import TomlScanError, comments_in, remove_key, render_table, set_key

Table = Mapping[str, Any]


def write_table(meant: Table, texts: Sequence[str]) -> str:
    """Return a text of a paper with the meant values.

    Merged line by line if that has these values; else one side's text with the other's values and
    comments; rewritten if neither can be edited.

    Args:
        meant: The values.
        texts: Of the common ancestor, ours and theirs; empty where there is none.
    """
    for text in _candidates(meant, texts):
        if same(block_values(text), meant):
            return text
    rank = {name: number for number, name in enumerate(KEYS)}
    ordered = sorted(meant, key=lambda name: rank.get(name, len(KEYS)))
    return render_table("paper", {name: meant[name] for name in ordered})


def _candidates(meant: Table, texts: Sequence[str]) -> Iterator[str]:
    base, ours, theirs = texts
    if base and ours and theirs:
        yield merge_text(base, ours, theirs)
    for text, other in ((ours, theirs), (theirs, ours)):
        edited = _edited(text, meant) if text else None
        if edited is not None:
            yield _with_comments(edited, base, other)
            yield edited


def _edited(text: str, meant: Table) -> str | None:
    """Return one side's text with the meant values; None if it cannot be edited."""
    said = block_values(text)
    if said is None:
        return None
    try:
        for name in said.keys() - meant.keys():
            text = remove_key(text, name)
        for name, value in meant.items():
            if not same(said.get(name), value):
                text = set_key(text, name, value, KEYS)
    except (TomlScanError, TypeError, ValueError):
        return None
    return text


def _with_comments(text: str, base: str, other: str) -> str:
    """Return the text with the comments that only the other side wrote, one per line at its top."""
    known = {*comments_in(base), *comments_in(text)}
    new = [comment for comment in comments_in(other) if comment not in known]
    header = text.index("\n") + 1
    return text[:header] + "".join(f"{one}\n" for one in dict.fromkeys(new)) + text[header:]
