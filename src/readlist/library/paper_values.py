"""The values of a paper's keys, from what the reader asks for. Pure."""

from datetime import date
from typing import TYPE_CHECKING, Any

from readlist.clock import today
from readlist.errors import UsageError
from readlist.paper import Paper, Status
from readlist.reading_list import EMPTY_TOPIC
from readlist.text import clean, one_line

if TYPE_CHECKING:
    from readlist.due import Due


def status_values(paper: Paper, status: Status, day: date | None = None) -> dict[str, Any]:
    """Return the keys to set so that a paper has a status; a finished day stays what it was."""
    if status is not Status.READ:
        same = paper.status is status and not paper.problems
        return ({} if same else {"status": str(status)}) | {"finished": None}
    finished = day or (paper.finished if paper.status is Status.READ else None) or today()
    return {"status": str(status), "finished": finished}


def due_values(paper: Paper, due: "Due | None") -> dict[str, Any]:
    """Return the key to set so that a paper has a day; nothing if that is as it is."""
    same = due is None or (due.day == paper.due and not paper.problems)
    return {} if due is None or same else {"due": due.day}


def with_note(notes: str, text: str) -> str:
    """Return notes with a line of today behind them."""
    line = f"{today().isoformat()}  {text}\n"
    return (notes.rstrip() + "\n" if notes.strip() else "") + line


def note_text(text: str) -> str:
    """Return what is to be added to a paper's notes, as it is kept there.

    Raises:
        UsageError: There is nothing to add.
    """
    cleaned = bare_text(text)
    if not cleaned:
        raise UsageError("the note is empty")
    return cleaned


def bare_text(text: str) -> str:
    """Return a text as notes keep it: clean, without empty lines around it."""
    return clean(text).strip("\n").rstrip()


def topic_name(text: str) -> str:
    """Return a topic's name as it is kept.

    Raises:
        UsageError: It is empty, or the word that stands for having no topic.
    """
    name = one_line(text)
    if not name or name.casefold() == EMPTY_TOPIC or name[0] in "+-" or "," in name:
        raise UsageError(
            f"{text!r} cannot be a topic", "use a word such as moe or long-context, without commas"
        )
    return name
