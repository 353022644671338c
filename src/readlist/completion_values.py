"""The small file of values for shell completion, which `readlist.cli.complete` reads."""

import re
from collections.abc import Iterable

from readlist.folding import fold
from readlist.text import plural, shorten

_TOPIC = "topic\t"
_OPENING = "([{\"'`“‘¡¿«"
_PLAIN = re.compile(r"[ !#%&)-,./0-Z\]^_a-z|}]*+(?<! )")
"""Titles that are compared in lower case alone: without hyphens, TeX and what `_OPENING` has."""


def render_values(papers: Iterable[str]) -> str:
    """Return the lines ``kind TAB value TAB description`` for papers and topics.

    Args:
        papers: A line each, as `readlist.reading_list.papers.paper_line` makes them.
    """
    return with_changes("", (("", line) for line in papers))


def with_changes(text: str, changes: Iterable[tuple[str, str]]) -> str:
    """Return the file's text with other lines of papers, and topics counted on.

    A paper that is changed stays where it stands; new ones stand behind the others.

    Args:
        text: From `render_values`.
        changes: Each paper's line as it was and as it is; empty where there is none.

    Raises:
        ValueError: The text does not have what was.
    """
    place = 0 if text.startswith(_TOPIC) else text.find(f"\n{_TOPIC}") + 1 or len(text)
    topics = dict(_count(line) for line in text[place:].splitlines())
    papers, new = text[:place], []
    for before, after in changes:
        line = _paper(after, topics, 1) if after else ""
        if before:
            papers = _exchanged(papers, _paper(before, topics, -1), line)
        else:
            new.append(line)
    named = (
        f"{_TOPIC}{name}\t{plural(count, 'paper')}\n" for name, count in topics.items() if count
    )
    return "".join([papers, *new, *named])


def _exchanged(text: str, old: str, new: str) -> str:
    """Return the text with one line in the place of another."""
    place = 0 if text.startswith(old) else text.find(f"\n{old}") + 1
    if not (place or text.startswith(old)):
        raise ValueError(old)
    return text[:place] + new + text[place + len(old) :]


def _paper(line: str, topics: dict[str, int], step: int) -> str:
    """Return the line of a paper, with its topics counted."""
    fields = line.split("\t")
    for topic in filter(None, fields[6].split(",")):
        topics[topic] = topics.get(topic, 0) + step
    title = shorten(fields[3], 60)
    return f"paper\t{fields[0]}\t{title}{_compared(title)}\n"


def _compared(title: str) -> str:
    """Return how a title is compared, behind a tab; nothing where that is not in lower case alone.

    Signs that stand before words are gone.
    """
    whole = title.removesuffix("…").rstrip()  # which would make every long title one of Unicode
    if _PLAIN.fullmatch(whole):
        return ""
    folded = " ".join(word.lstrip(_OPENING) or word for word in fold(whole).split())
    return f"\t{folded}" if folded != whole.lower() else ""


def _count(line: str) -> tuple[str, int]:
    _, name, description = line.split("\t")
    return name, int(description.partition(" ")[0].replace(",", ""))
