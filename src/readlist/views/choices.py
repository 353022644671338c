"""Papers in the order of the reader's taste, with the reasons, for a terminal."""

from collections.abc import Sequence

from rich.text import Text

from readlist.author_name import short_authors
from readlist.paper import Paper
from readlist.views.cells import cut, fit, width_of
from readlist.views.labels import label_of
from readlist.views.look import Look

_LEAST_TITLE = 24
_TERMS = 3
_WHY = 44
_LABEL = 34
SCALE = "(0 to 1; a value of 0 is 0.50)"
"""Says beside a score how a value becomes one."""
_SECOND = 2
_ID_FROM = 50
"""Columns from which a line has room for the identifier."""


def best_view(paper: Paper, why: str, look: Look) -> Text:
    """Return the paper to read now, as row 1: who wrote it, and below it what speaks for it."""
    facts = " ".join(filter(None, [short_authors(paper.authors), str(paper.year or "")]))
    about = look.text(", ".join(filter(None, [facts, paper.theme])))
    lead = f"1  {look.text(label_of(paper))}  "
    room = look.width - width_of(lead)
    title = look.prose(paper.title) or "(not fetched yet)"
    behind = f"   {about}" if width_of(title) + 3 + width_of(about) <= room else ""
    text = Text(no_wrap=True).append(lead, "cyan").append(cut(title, room, look.ellipsis), "bold")
    text.append(behind)
    if not behind and about:
        text.append("\n  " + cut(about, look.width - 2, look.ellipsis))
    return text.append("\n  " + cut(look.text(why), look.width - 2, look.ellipsis), "dim")


def why_lines(score: float, terms: Sequence[tuple[str, float]], look: Look) -> list[str]:
    """Return a line for every term with its weight, and below them their sum and the score."""
    width = min(_LABEL, max(look.width - 10, 8))
    lines = [f"  {fit(look.text(words), width, look.ellipsis)}{w:>+7.2f}" for words, w in terms]
    value = sum(weight for _, weight in terms)
    scale = f"   {SCALE}" if width + 12 + len(SCALE) <= look.width else ""
    ends = [f"{'value':>{width}}{value:>+7.2f}", f"{'score':>{width}}{score:>7.2f}{scale}"]
    return [*lines, *(f"  {line}" for line in ends)]


def runner_up(paper: Paper, score: float, look: Look, *, number: int) -> Text:
    """Return a line for a paper that comes after the best one, with the number of its row."""
    lead = "then" if number == _SECOND else ""
    text = Text(f"{lead:<4}{number:>4}  ", no_wrap=True)
    if look.width >= _ID_FROM:
        text.append(f"{look.text(label_of(paper))}  ", "cyan")
    room = look.width - width_of(text.plain) - 6
    return text.append(fit(look.prose(paper.title), room, look.ellipsis)).append(f"  {score:.2f}")


def discovery_lines(rows: Sequence[tuple[Paper, float, Sequence[str]]], look: Look) -> list[Text]:
    """Return a line for every new paper: row, identifier, title, score, terms.

    Args:
        rows: Papers with their scores and what speaks for them, the best first.
        look: The screen.
    """
    whys = [look.text(", ".join(words[:_TERMS])) for _, _, words in rows]
    ids = max((width_of(look.text(label_of(paper))) for paper, _, _ in rows), default=0)
    number = max(3, len(str(len(rows))))
    ids = ids if look.width >= _ID_FROM else -2
    fixed = number + ids + 4 + 6
    why = min(max(map(width_of, whys), default=0), _WHY, look.width // 3)
    if look.width - fixed - why - 2 < _LEAST_TITLE:
        why = 0
    room = max(look.width - fixed - (why + 2 if why else 0), 1)
    lines = []
    for place, (paper, score, _) in enumerate(rows):
        text = Text(f"{place + 1:>{number}}  ", no_wrap=True)
        if ids > 0:
            text.append(fit(look.text(label_of(paper)), ids) + "  ", "cyan")
        text.append(fit(look.prose(paper.title), room, look.ellipsis) + f"  {score:.2f}")
        if why:
            text.append("  " + cut(whys[place], why, look.ellipsis), "dim")
        lines.append(text)
    return lines


def near_lines(papers: Sequence[Paper], look: Look) -> list[Text]:
    """Return the papers of the list that are nearest to one, a line each under a heading."""
    lines = [Text("Like it in your list", "bold")]
    for paper in papers:
        text = Text(f"  {look.statuses[paper.status]} ", no_wrap=True)
        if look.width >= _ID_FROM:
            text.append(f"{look.text(label_of(paper))}  ", "cyan")
        room = max(look.width - width_of(text.plain), 1)
        lines.append(text.append(cut(look.prose(paper.title), room, look.ellipsis)))
    return lines
