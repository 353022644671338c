"""What the parts of the triage screen say. Every text from outside is cleaned first."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from readlist.language import is_english, labelled, translate
from readlist.library.choosing import spoken
from readlist.library.taste import Choice
from readlist.library.triage import Card, Deed, Verdict
from readlist.paper import Paper, Status
from readlist.text import clean, one_line, plural, shorten
from readlist.views.canvas import Canvas
from readlist.views.card import due_fact
from readlist.views.choices import reasons

if TYPE_CHECKING:
    from readlist.library.triage.session import TriageQueue

_AUTHORS = 8
"""Authors named; more are counted."""
_BAR = 20
_ROOMY = 90
"""Columns from which there is room for more than the essentials."""
_MARKS = {Verdict.LATER: Status.UNREAD, Verdict.READ: Status.READ, Verdict.SKIPPED: Status.SKIPPED}


def heading(queue: "TriageQueue", what: str, canvas: Canvas, *, by_rank: bool) -> str:
    """Return the top line: how far, over what; short on a narrow screen."""
    total = len(queue)
    place = f"{queue.position:,} of {total:,}" if queue.current else f"all {total:,}"
    parts = ["readlist triage", translate(place) + (translate(" found") if queue.searching else "")]
    if canvas.width >= _ROOMY:
        parts.append(canvas.bar(len(queue.verdicts), queue.whole, _BAR))
    order = f" {canvas.dot} {translate('best match first')}" if by_rank and queue.learned else ""
    return "   ".join([*parts, f"{translate(what)}{order}"])


def title(card: Card, canvas: Canvas) -> Content:
    """Return the title, with a star or a warning if there is one."""
    parts: list[Content | tuple[str, str]] = []
    if card.paper.star:
        parts.append((f"{canvas.star} ", "$warning"))
    if card.taken_back:
        parts.append((f"{translate(card.taken_back)} ", "bold $error reverse"))
    parts.append((canvas.prose(card.paper.title) or canvas.text(card.paper.id), "bold"))
    return Content.assemble(*parts)


def authors(card: Card, canvas: Canvas) -> str:
    """Return the authors, the first of very many."""
    names = [canvas.prose(name) for name in card.paper.authors[:_AUTHORS]]
    more = len(card.paper.authors) - len(names)
    return ", ".join(names) + (translate(f" and {more:,} more") if more else "")


def facts(card: Card, canvas: Canvas) -> str:
    """Return identifier, categories, day, topics, notes and PDF, in one line."""
    paper = card.paper
    identifier = canvas.text(paper.id) + (f"v{card.version}" if card.version else "")
    day = f"{paper.published.day} {paper.published:%b %Y}" if paper.published else ""
    if paper.published and not is_english():
        day = paper.published.isoformat()
    topics = ", ".join(map(canvas.text, paper.topics))
    lines = paper.notes.strip().splitlines()
    notes = translate(plural(len(lines), "note line")) if lines else ""
    parts = [
        identifier,
        ", ".join(map(canvas.text, paper.categories[:4])),
        day,
        f"{translate('topics')} {topics}" if topics else "",
        due_fact(paper),
        notes,
        "PDF" if card.pdf else "",
    ]
    return f" {canvas.dot} ".join(part for part in parts if part)


def why(choice: Choice, like: Paper | None, verdict: Verdict | None, canvas: Canvas) -> str:
    """Return the verdict if there is one, the reasons, and the nearest liked paper."""
    parts = [f"{canvas.statuses[_MARKS[verdict]]} {translate(verdict)}" if verdict else ""]
    parts.append(canvas.text(reasons(spoken(choice))))
    if like:
        title = shorten(canvas.prose(like.title), 60)
        parts.append(translate(f"like {title}, which {_liked_as(like)}"))
    return f" {canvas.dot} ".join(part for part in parts if part)


def _liked_as(paper: Paper) -> str:
    if paper.star:
        return "you starred"
    return "you are reading" if paper.status is Status.READING else "you read"


def abstract(card: Card, canvas: Canvas) -> str:
    """Return the abstract, paragraph by paragraph, and the notes below it."""
    text = "\n\n".join(canvas.prose(part) for part in clean(card.abstract).split("\n\n"))
    missing = translate("No abstract at hand: readlist fetch brings it.")
    notes = [canvas.text(line) for line in clean(card.paper.notes).strip().splitlines()]
    return "\n\n".join(filter(None, [text.strip() or missing, "\n".join(notes)]))


def finished(queue: "TriageQueue") -> str:
    """Return what is shown after the last paper."""
    if not len(queue):
        return translate("Nothing here.")
    done = f"Nothing is left to decide: {tally(queue.verdicts)}."
    return f"{translate(done)}\n\n{translate('u takes the last one back, q leaves.')}"


def tally(verdicts: Mapping[str, Verdict]) -> str:
    """Return ``6 decided: 3 later, 1 read, 2 skipped``."""
    counts = dict.fromkeys(Verdict, 0)
    for verdict in verdicts.values():
        counts[verdict] += 1
    parts = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    return f"{len(verdicts)} decided" + (f": {parts}" if parts else "")


def told(deed: Deed, canvas: Canvas) -> str:
    """Return the line on what was done last."""
    what = translate(deed.what)
    return labelled("last", f"{what}  {one_line(deed.after.id)} {canvas.prose(deed.after.title)}")
