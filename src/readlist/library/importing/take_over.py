"""Bring in what a person changed in files that readlist wrote. Pure.

The file records what the list said when it was written (`exporters.markdown.record`), which tells
its changes from later ones of the list. Where both changed, the file counts, and that is reported.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from readlist.errors import UsageError
from readlist.exporters.entry import ExportEntry
from readlist.exporters.markdown import record
from readlist.exporters.markdown.note import tag_of
from readlist.exporters.markdown.ticks import shown_notes, shown_status
from readlist.exporters.returned import OPEN, Edit, Field, Odd, Value
from readlist.library.importing.sources import Scanned
from readlist.library.paper_values import bare_text, status_values, topic_name
from readlist.mentions import Doubt
from readlist.model.spelling import spelled
from readlist.paper import Paper, Status
from readlist.reading_list import ReadingList
from readlist.text import plural, shorten

_MOST_LINES = 2000
"""Up to this many lines, notes are compared line by line."""


class TakeOver(NamedTuple):
    """A change to a listed paper that a file asks for."""

    paper: Paper
    """As the list has it."""
    edit: Edit
    source: str
    both: bool
    """Whether the list changed there, too, since the file was written."""

    def values_for(self, paper: Paper) -> dict[str, Any]:
        """Return the keys to set in the paper as it is now."""
        return values_of(paper, self.edit)

    @property
    def before(self) -> Value:
        """What the list says."""
        return _value(self.paper, self.edit.field)

    @property
    def after(self) -> Value:
        """What it will say."""
        named = {Field.STAR: "star", Field.NOTES: "notes", Field.RATING: "rating"}
        name = named.get(self.edit.field, str(self.edit.field))
        value = self.values_for(self.paper).get(name)
        if self.edit.field is Field.DUE:
            return str(value) if value else None
        if self.edit.field is Field.STAR:
            return bool(value)
        return tuple(value) if isinstance(value, list) else value

    @property
    def words(self) -> str:
        """The change for people: ``status: unread → read``."""
        if self.edit.field is Field.NOTES:
            return _notes_in_words(self.before, self.after)
        before, after = (_in_words(value) for value in (self.before, self.after))
        return f"{self.edit.field}: {before} → {after}"

    def to_json(self) -> dict[str, Any]:
        """Return the change as ``import --json`` prints it."""
        before, after = (
            list(value) if isinstance(value, tuple) else value
            for value in (self.before, self.after)
        )
        return {
            "id": self.paper.id,
            "field": str(self.edit.field),
            "before": before,
            "after": after,
            "both_changed": self.both,
            "source": self.source,
            "line": self.edit.line,
        }


def take_overs(
    scanned: Sequence[Scanned], papers: ReadingList
) -> tuple[tuple[TakeOver, ...], tuple[Doubt, ...]]:
    """Return the changes that files ask for, and those that cannot be made."""
    found: dict[tuple[str, Field], TakeOver] = {}
    doubts: list[Doubt] = []
    against: set[tuple[str, Field]] = set()
    topics = {name: topic for topic in papers.topic_names for name in _spellings(topic)}
    for scan in scanned:
        if scan.returned is None:
            continue
        doubts += [Doubt(odd.text, odd.line, odd.why) for odd in scan.returned.odd]
        for edit in scan.returned.edits:
            paper = papers.get(spelled(edit.id) or edit.id)
            if paper is None:
                continue  # it is new to the list, and is added with what the document says
            whole, odd = _with_names(edit, topics)
            doubts += [Doubt(one.text, one.line, one.why) for one in odd]
            one = TakeOver(paper, whole, scan.source, _both(paper, whole))
            place = (paper.id, edit.field)
            if one.before == one.after:
                continue
            if found.setdefault(place, one).after != one.after:
                against.add(place)
    for place in sorted(against):
        why = f"two files disagree on its {place[1]}; neither was used"
        doubts.append(Doubt(place[0], found.pop(place).edit.line, why))
    return tuple(found.values()), tuple(doubts)


def values_of(paper: Paper, edit: Edit) -> dict[str, Any]:
    """Return the keys to set so that a paper of the list says what a file says."""
    value, was = edit.value, edit.was
    if edit.field is Field.STATUS:
        if value == OPEN:
            open_ = paper.status in (Status.UNREAD, Status.INBOX)
            value = str(paper.status) if open_ else str(Status.UNREAD)
        return {"status": str(value)} | status_values(paper, Status(str(value)))
    if edit.field is Field.STAR:
        return {"star": True if value else None}
    if edit.field is Field.TOPICS:
        return {"topics": _topics(paper.topics, value, was) or None}
    if edit.field is Field.RATING:
        return {"rating": value}
    if edit.field is Field.DUE:
        return {"due": date.fromisoformat(value) if isinstance(value, str) else None}
    lines = value if isinstance(value, tuple) else ()
    return {"notes": _notes(paper.notes, lines, was) or None}


def _value(paper: Paper, field: Field) -> Value:
    if field is Field.RATING:
        rating: Value = paper.extra.get("rating")
        return rating
    values: dict[Field, Value] = {
        Field.STATUS: str(paper.status),
        Field.STAR: paper.star,
        Field.DUE: str(paper.due) if paper.due else None,
        Field.TOPICS: paper.topics or None,
        Field.NOTES: paper.notes or None,
    }
    return values[field]


def _both(paper: Paper, edit: Edit) -> bool:
    """Return whether the list says something else than it did when the file was written."""
    if edit.was is None:
        return False
    now: Value = _value(paper, edit.field)
    if edit.field is Field.STATUS:
        told = {str(paper.status), shown_status(ExportEntry(paper))}
        return edit.was not in told
    if edit.field is Field.NOTES:
        now = record.digest(shown_notes(ExportEntry(paper).notes))
    return (now or None) != (edit.was or None)


def _spellings(topic: str) -> Iterator[str]:
    yield from (topic.casefold(), tag_of(topic).casefold())


def _with_names(edit: Edit, known: dict[str, str]) -> tuple[Edit, list[Odd]]:
    """Return topics as the list spells them, without those that cannot be topics."""
    if edit.field is not Field.TOPICS or not isinstance(edit.value, tuple):
        return edit, []
    names, odd = [], []
    was = edit.was if isinstance(edit.was, tuple) else ()
    for name in edit.value:
        try:
            own = topic_name(name)
        except UsageError as error:
            odd.append(Odd(edit.line, name, error.problem))
            continue
        names.append(own if own in was else known.get(own.casefold(), own))
    return edit._replace(value=tuple(dict.fromkeys(names))), odd


def _topics(topics: tuple[str, ...], value: Value, was: Value) -> list[str]:
    """Return a paper's topics with what was added and removed in the file."""
    now = value if isinstance(value, tuple) else ()
    if was == topics:
        return list(now)
    before = was if isinstance(was, tuple) else ()
    gone = {topic.casefold() for topic in before} - {topic.casefold() for topic in now}
    kept = [topic for topic in topics if topic.casefold() not in gone]
    there = {topic.casefold() for topic in (*kept, *before)}
    return kept + [topic for topic in now if topic.casefold() not in there]


def _notes(notes: str, lines: tuple[str, ...], was: Value) -> str:
    """Return notes with the lines of a file.

    Lines that were not touched stay as they are, with the blank lines between them: a file shows
    them without TeX. If the list's notes have changed since the file was written, all of them stay,
    and what is new in the file is added at the end.
    """
    segments, shown = _segments(notes)
    own = [bare_text(line) for line in lines]
    if was is None or record.digest(shown) != was or len(own) + len(shown) > _MOST_LINES:
        there = set(shown)
        kept = [*segments, *(line for line in own if line not in there)]
    else:
        kept = _rewritten(segments, shown, own)
    text = "\n".join(kept).strip("\n").rstrip()
    return f"{text}\n" if text else ""


def _segments(notes: str) -> tuple[list[str], list[str]]:
    """Return each line with the blank ones before it, and what a file shows of it."""
    segments: list[str] = []
    shown: list[str] = []
    waiting: list[str] = []
    for line in notes.rstrip().split("\n"):
        seen = shown_notes([line])
        waiting.append(line)
        if seen:
            segments.append("\n".join(waiting))
            shown += seen
            waiting = []
    return segments, shown


def _rewritten(segments: Sequence[str], shown: Sequence[str], own: Sequence[str]) -> list[str]:
    from difflib import SequenceMatcher  # noqa: PLC0415 - only edited notes need it

    kept: list[str] = []
    for what, start, end, first, last in SequenceMatcher(
        None, shown, own, autojunk=False
    ).get_opcodes():
        if what == "equal":
            kept += segments[start:end]
            continue
        # Blank lines in front of what was there stay in front of what is there now.
        gap = "\n" * segments[start].count("\n") if start < end and first < last else ""
        kept += [
            gap + line if n == first else line for n, line in enumerate(own[first:last], first)
        ]
    return kept


def _in_words(value: Value) -> str:
    if isinstance(value, tuple):
        return shorten(", ".join(value), 60) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "none"
    return shorten(str(value), 60)


def _notes_in_words(before: Value, after: Value) -> str:
    old, new = ([x for x in str(v or "").split("\n") if x.strip()] for v in (before, after))
    fresh = [line for line in new if line not in old]
    gone = sum(line not in new for line in old)
    parts = [f"+ {shorten(line, 50)!r}" for line in fresh[:2]]
    parts += [f"+ {plural(len(fresh) - 2, 'line')}"] if len(fresh) > 2 else []
    parts += [f"- {plural(gone, 'line')}"] if gone else []
    return f"notes: {', '.join(parts) or 'other blank lines'}"
