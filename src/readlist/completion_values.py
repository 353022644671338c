"""The small file of values for shell completion, which `readlist.cli.complete` reads."""

from collections.abc import Iterable

from readlist.folding import fold
from readlist.text import plural, shorten

_TOPIC = "topic\t"
_OPENING = "([{\"'`“‘¡¿«"


def render_values(papers: Iterable[str]) -> str:
    """Return the lines ``kind TAB value TAB description`` for papers and topics.

    Args:
        papers: A line each, as `readlist.reading_list.papers.paper_line` makes them.
    """
    return with_papers("", papers)


def with_papers(text: str, papers: Iterable[str]) -> str:
    """Return the file's text with more papers in it, and topics counted on.

    Args:
        text: From `render_values`.
        papers: As there.
    """
    place = 0 if text.startswith(_TOPIC) else text.find(f"\n{_TOPIC}") + 1 or len(text)
    topics = dict(_count(line) for line in text[place:].splitlines())
    lines: list[str] = []
    for paper in papers:
        fields = paper.split("\t")
        title = shorten(fields[3], 60)
        lines.append(f"paper\t{fields[0]}\t{title}{_compared(title)}\n")
        for topic in filter(None, fields[6].split(",")):
            topics[topic] = topics.get(topic, 0) + 1
    named = (f"{_TOPIC}{name}\t{plural(count, 'paper')}\n" for name, count in topics.items())
    return text[:place] + "".join(lines) + "".join(named)


def _compared(title: str) -> str:
    """Return how a title is compared, behind a tab; nothing where that is not in lower case alone.

    Signs that stand before words are gone.
    """
    whole = title.removesuffix("…").rstrip()  # which would make every long title one of Unicode
    folded = " ".join(word.lstrip(_OPENING) or word for word in fold(whole).split())
    return f"\t{folded}" if folded != whole.lower() else ""


def _count(line: str) -> tuple[str, int]:
    _, name, description = line.split("\t")
    return name, int(description.partition(" ")[0].replace(",", ""))
