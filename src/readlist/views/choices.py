"""Papers in the order of the reader's taste, with the reasons, for a terminal."""

from collections.abc import Sequence

from rich.text import Text

from readlist.author_name import short_authors
from readlist.language import is_english, translate
from readlist.paper import Paper
from readlist.views.canvas import Canvas
from readlist.views.cells import cut, fit, width_of
from readlist.views.paper_id import append_id, label_of

_LEAST_TITLE = 24
_TERMS = 3
_WHY = 44
_LABEL = 34
SCALE = "(0 to 1; a value of 0 is 0.50)"
"""Explains beside a score how values become scores."""
_SECOND = 2
_ID_FROM = 50
"""Columns from which a line has room for the identifier."""


def best_view(paper: Paper, why: str, canvas: Canvas) -> Text:
    """Return the paper to read now, as row 1, with its authors, and the reasons below."""
    facts = " ".join(filter(None, [short_authors(paper.authors), str(paper.year or "")]))
    about = canvas.text(", ".join(filter(None, [facts, paper.theme])))
    label = f"{canvas.text(label_of(paper))}  "
    lead = f"1  {label}"
    room = canvas.width - width_of(lead)
    title = canvas.prose(paper.title) or translate("(not fetched yet)")
    behind = f"   {about}" if width_of(title) + 3 + width_of(about) <= room else ""
    text = append_id(Text("1  ", no_wrap=True), label, paper, canvas)
    text.append(cut(title, room, canvas.ellipsis), "bold").append(behind)
    if not behind and about:
        text.append("\n  " + cut(about, canvas.width - 2, canvas.ellipsis))
    told = cut(canvas.text(reasons(why)), canvas.width - 2, canvas.ellipsis)
    return text.append(f"\n  {told}", "dim")


def why_lines(score: float, terms: Sequence[tuple[str, float]], canvas: Canvas) -> list[str]:
    """Return a line for every term with its weight, and below them their sum and the score."""
    width = min(_LABEL, max(canvas.width - 10, 8))
    told = [(fit(canvas.text(reasons(words)), width, canvas.ellipsis), w) for words, w in terms]
    lines = [f"  {words}{w:>+7.2f}" for words, w in told]
    value = sum(weight for _, weight in terms)
    how = translate(SCALE)
    scale = f"   {how}" if width + 12 + width_of(how) <= canvas.width else ""
    ends = [
        f"{_to_the_right('value', width)}{value:>+7.2f}",
        f"{_to_the_right('score', width)}{score:>7.2f}{scale}",
    ]
    return [*lines, *(f"  {line}" for line in ends)]


def _to_the_right(word: str, width: int) -> str:
    told = translate(word)
    return " " * (width - width_of(told)) + told


def reasons(why: str) -> str:
    """Return reasons as they are shown: our own words translated, those of papers unchanged."""
    if is_english():
        return why
    clauses = [clause.split(", ") for clause in why.split("; ")]
    return "；".join("、".join(map(_reason, clause)) for clause in clauses)


def _reason(words: str) -> str:
    return translate(words) if " " in words or words == "starred" else words


def runner_up(paper: Paper, score: float, canvas: Canvas, *, number: int) -> Text:
    """Return a line for a paper that comes after the best one, with the number of its row."""
    lead = translate("then") if number == _SECOND else ""
    text = Text(f"{fit(lead, 4)}{number:>4}  ", no_wrap=True)
    if canvas.width >= _ID_FROM:
        append_id(text, f"{canvas.text(label_of(paper))}  ", paper, canvas)
    room = canvas.width - width_of(text.plain) - 6
    return text.append(fit(canvas.prose(paper.title), room, canvas.ellipsis)).append(
        f"  {score:.2f}"
    )


def discovery_lines(
    rows: Sequence[tuple[Paper, float, Sequence[str]]], canvas: Canvas
) -> list[Text]:
    """Return a line for every new paper: row, identifier, title, score, terms.

    Args:
        rows: Papers with their scores and reasons, the best first.
        canvas: The screen.
    """
    whys = [canvas.text(reasons(", ".join(words[:_TERMS]))) for _, _, words in rows]
    ids = max((width_of(canvas.text(label_of(paper))) for paper, _, _ in rows), default=0)
    number = max(3, len(str(len(rows))))
    ids = ids if canvas.width >= _ID_FROM else -2
    fixed = number + ids + 4 + 6
    why = min(max(map(width_of, whys), default=0), _WHY, canvas.width // 3)
    if canvas.width - fixed - why - 2 < _LEAST_TITLE:
        why = 0
    room = max(canvas.width - fixed - (why + 2 if why else 0), 1)
    lines = []
    for place, (paper, score, _) in enumerate(rows):
        text = Text(f"{place + 1:>{number}}  ", no_wrap=True)
        if ids > 0:
            append_id(text, fit(canvas.text(label_of(paper)), ids) + "  ", paper, canvas)
        text.append(fit(canvas.prose(paper.title), room, canvas.ellipsis) + f"  {score:.2f}")
        if why:
            text.append("  " + cut(whys[place], why, canvas.ellipsis), "dim")
        lines.append(text)
    return lines


def near_lines(papers: Sequence[Paper], canvas: Canvas) -> list[Text]:
    """Return the papers on the list that are most similar to one, a line each under a heading."""
    heading = cut(translate("Similar papers on your list"), canvas.width, canvas.ellipsis)
    lines = [Text(heading, "bold")]
    for paper in papers:
        text = Text(f"  {canvas.statuses[paper.status]} ", no_wrap=True)
        if canvas.width >= _ID_FROM:
            append_id(text, f"{canvas.text(label_of(paper))}  ", paper, canvas)
        room = max(canvas.width - width_of(text.plain), 1)
        lines.append(text.append(cut(canvas.prose(paper.title), room, canvas.ellipsis)))
    return lines
