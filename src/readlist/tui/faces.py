"""What the parts of the triage screen say. Every text from outside is cleaned on the way in."""

from collections.abc import Mapping

from textual.content import Content

from readlist.library.choosing import spoken
from readlist.library.taste import Choice
from readlist.paper import Paper, Status
from readlist.text import clean, one_line, plural, shorten
from readlist.tui.desk import Card, Deed, Verdict
from readlist.tui.keys import KEYS
from readlist.tui.pile import Pile
from readlist.views.look import Look

_AUTHORS = 8
"""Authors named; more are counted."""
_BAR = 20
_MARKS = {Verdict.LATER: Status.UNREAD, Verdict.READ: Status.READ, Verdict.SKIPPED: Status.SKIPPED}


def heading(pile: Pile, what: str, look: Look, *, by_rank: bool) -> str:
    """Return the top line: how far, over what."""
    total = len(pile)
    place = f"{pile.position} of {total}" if pile.current else f"all {total}"
    found = ", found" if pile.searching else ""
    bar = look.bar(len(pile.verdicts), len(pile.verdicts) + len(pile.undecided), _BAR)
    order = f" {look.dot} best match first" if by_rank else ""
    return f"readlist triage   {place}{found}   {bar}   {what}{order}"


def title(card: Card, look: Look) -> Content:
    """Return the title, with a star and a warning where they belong."""
    parts: list[Content | tuple[str, str]] = []
    if card.paper.star:
        parts.append((f"{look.star} ", "$warning"))
    if card.withdrawn:
        parts.append(("withdrawn ", "bold $error reverse"))
    parts.append((look.text(card.paper.title) or look.text(card.paper.id), "bold"))
    return Content.assemble(*parts)


def authors(card: Card, look: Look) -> str:
    """Return the authors, the first of very many."""
    names = [look.text(name) for name in card.paper.authors[:_AUTHORS]]
    more = len(card.paper.authors) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")


def facts(card: Card, look: Look) -> str:
    """Return identifier, categories, day, topics and what is at hand, in one line."""
    paper = card.paper
    identifier = look.text(paper.id) + (f"v{card.version}" if card.version else "")
    day = f"{paper.published.day} {paper.published:%b %Y}" if paper.published else ""
    topics = ", ".join(map(look.text, paper.topics))
    notes = (
        plural(len(paper.notes.strip().splitlines()), "note line") if paper.notes.strip() else ""
    )
    parts = [
        identifier,
        ", ".join(map(look.text, paper.categories[:4])),
        day,
        f"topics {topics}" if topics else "",
        notes,
        "PDF" if card.pdf else "",
    ]
    return f" {look.dot} ".join(part for part in parts if part)


def why(choice: Choice, like: Paper | None, verdict: Verdict | None, look: Look) -> str:
    """Return the verdict if there is one, what speaks for the paper, and its nearest liked one."""
    parts = [f"{look.statuses[_MARKS[verdict]]} {verdict}" if verdict else ""]
    parts.append(look.text(spoken(choice)))
    if like:
        mark = "you starred" if like.star else "you read" if like.finished else "you are reading"
        parts.append(f"like {shorten(look.text(like.title), 60)}, which {mark}")
    return f" {look.dot} ".join(part for part in parts if part)


def abstract(card: Card, look: Look) -> str:
    """Return the abstract, paragraph by paragraph, and the notes below it."""
    text = "\n\n".join(look.text(part) for part in clean(card.abstract).split("\n\n"))
    missing = "No abstract at hand: readlist fetch brings it."
    notes = [look.text(line) for line in clean(card.paper.notes).strip().splitlines()]
    return "\n\n".join(filter(None, [text.strip() or missing, "\n".join(notes)]))


def finished(pile: Pile) -> str:
    """Return what is shown behind the last paper."""
    if not len(pile):
        return "Nothing here."
    done = tally(pile.verdicts)
    return f"Nothing is left to decide: {done}.\n\nu takes the last one back, q leaves."


def tally(verdicts: Mapping[str, Verdict]) -> str:
    """Return ``6 decided: 3 later, 1 read, 2 skipped``."""
    counts = dict.fromkeys(Verdict, 0)
    for verdict in verdicts.values():
        counts[verdict] += 1
    parts = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    return f"{len(verdicts)} decided" + (f": {parts}" if parts else "")


def told(deed: Deed, look: Look) -> str:
    """Return the line on what was done last."""
    return f"last: {deed.what}  {one_line(deed.after.id)} {look.text(deed.after.title)}"


def key_bar() -> Content:
    """Return the keys, each of which can be clicked."""
    # No-break spaces keep a key and its label on one line. The markup is all our own.
    links = [
        f"[@click=app.{key.action}][b]{key.shown}[/b]\u00a0{key.label}[/]"
        for key in KEYS
        if key.label
    ]
    return Content.from_markup("   ".join(links))


def help_text() -> Content:
    """Return the help page."""
    width = max(len(key.shown) for key in KEYS)
    lines = [Content.assemble((f"{key.shown:>{width}}", "bold"), f"  {key.help}") for key in KEYS]
    return Content("\n").join(lines)
