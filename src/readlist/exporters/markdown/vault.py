"""What a person changed in a folder of notes that readlist wrote (`Field`)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from readlist.exporters.markdown import record, ticks
from readlist.exporters.markdown.note import TAG, Note, head_of, read_note, tag_of
from readlist.exporters.returned import Edit, Field, Loss, Odd, Returned, Value
from readlist.model.spelling import spelled
from readlist.paper import Status
from readlist.text import one_line, shorten

_FORWARD = frozenset({"reading", "read", "skipped"})
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_LONGEST_RATING = 40
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)


def returned(text: str) -> Returned:
    """Return what a person changed in a note, or in the index of a folder of notes.

    Without the record of how it was written, only progress counts, as in `ticks`.
    """
    if is_index(text):
        return ticks.returned(ticks.read_tasks(head_of(text)))
    note = read_note(text)
    if not (note.id and spelled(note.id)):
        return Returned(odd=(Odd(1, shorten(note.id, 40) or "the note", "it names no paper"),))
    found = list(_differences(note))
    return Returned(
        tuple(one for one in found if isinstance(one, Edit)),
        tuple(one for one in found if isinstance(one, Odd)),
    )


def losses(existing: str, new: str) -> list[Loss]:
    """Return what a person wrote into a note that the new text does not have.

    What is below the marker stays, and so do the reader's own properties, tags and aliases.
    """
    if is_index(existing) or is_index(new):
        return ticks.losses(head_of(existing), head_of(new))
    old, fresh = read_note(existing), read_note(new)
    told = said(fresh)
    found = []
    for one in _differences(old):
        if isinstance(one, Odd):
            found.append(Loss(one.line, f"{one.text}: {one.why}"))
        elif one.field not in told or told[one.field] != one.value:
            found.append(Loss(one.line, ticks.spoken(one)))
    return sorted(found + ticks.rest_losses(old.rest, fresh.rest, old.record))


def said(note: Note) -> dict[Field, Value]:
    """Return a note's current values that have a meaning."""
    return {one.field: one.value for one in _said(note) if not _oddity(one.field, one.value)}


def is_index(text: str) -> bool:
    """Return whether a file of the folder is the index: it has no properties."""
    return not text.startswith("---\n")


class _Said(NamedTuple):
    """The current values of a note."""

    field: Field
    value: Value
    line: int


def _differences(note: Note) -> Iterator[Edit | Odd]:
    for field, value, line in _said(note):
        odd = _oddity(field, value)
        if odd:
            yield Odd(line, f"{field}: {shorten(str(value), 40)}", odd)
            continue
        was = _was(note, field)
        forward = value in _FORWARD if field is Field.STATUS else bool(value)
        if note.record is None and not forward:
            continue
        if field is Field.NOTES and isinstance(value, tuple):
            same = record.digest(value) == was
        else:
            same = value == was
        if not same:
            yield Edit(note.id, field, value, was, line)


def _oddity(field: Field, value: Value) -> str:
    """Return why a value has no meaning; empty if it has one."""
    if field is Field.STATUS and value not in {str(status) for status in Status}:
        return f"a status is one of {', '.join(Status)}"
    if field is Field.STAR and not isinstance(value, bool):
        return "it is true or false"
    if field is Field.DUE and not ticks.is_day(str(value or "")):
        return "a date is written as 2026-12-01"
    if field is Field.RATING and isinstance(value, str) and len(value) > _LONGEST_RATING:
        return "it is too long for a rating"
    return ""


def _said(note: Note) -> Iterator[_Said]:
    given = note.properties
    if found := given.get("status"):
        yield _Said(Field.STATUS, found.text.strip().lower(), found.line)
    if found := given.get("starred"):
        word = found.text.strip().lower()
        yield _Said(Field.STAR, _FLAGS.get(word, word), found.line)
    due = given.get("due")
    if due or (note.record and "due" in note.record):
        # Obsidian adds hours to a property of the kind "date and time".
        day = due.text.strip().partition("T")[0] if due else ""
        yield _Said(Field.DUE, day or None, due.line if due else 1)
    rated = given.get("rating")
    if rated or (note.record and "rating" in note.record):
        value, line = (_rating(rated.text), rated.line) if rated else (None, 1)
        yield _Said(Field.RATING, value, line)
    if "topics" in given or "tags" in given:
        line = given["topics" if "topics" in given else "tags"].line
        yield _Said(Field.TOPICS, _topics(note), line)
    if note.notes is not None:
        yield _Said(Field.NOTES, note.notes, note.notes_line)


def _was(note: Note, field: Field) -> Value:
    """Return what readlist wrote in a field; None if that is not known."""
    told = note.record
    if told is None:
        return None
    if field is Field.STATUS:
        return record.first(told, "status")
    if field is Field.STAR:
        return record.first(told, "starred") == "true"
    if field is Field.RATING:
        return _rating(record.first(told, "rating"))
    if field is Field.TOPICS:
        return _written_topics(note)
    return record.first(told, str(field)) or None  # the day it is due, or a digest of the notes


def _written_topics(note: Note) -> tuple[str, ...]:
    return tuple(values[0] for values in (note.record or {}).get("topic", []) if values)


def _topics(note: Note) -> tuple[str, ...]:
    """Return the topics in the properties: ``topics`` or ``tags`` may have changed, or both.

    If only the tags changed, their order counts: the first topic is the theme.
    """
    written = _written_topics(note)
    listed = note.properties.get("topics")
    names = tuple(map(one_line, listed.values)) if listed else written
    tags = note.properties.get("tags")
    if tags:
        own = (tag.removeprefix("#") for tag in tags.values)
        tagged = [tag.removeprefix(TAG) for tag in own if tag.startswith(TAG)]
        gone = {topic for topic in written if tag_of(topic) and tag_of(topic) not in tagged}
        by_tag = {tag_of(name): name for name in (*written, *names)}
        ordered = [by_tag.get(tag, tag) for tag in tagged]
        if names == written:
            names = (*ordered, *names)
        else:
            names = (*names, *(name for name in ordered if name not in written))
        names = tuple(name for name in names if name not in gone)
    return tuple(dict.fromkeys(name for name in names if name))


def _rating(text: str) -> Value:
    """Return a rating: a number if it is one, else its text; None if there is none."""
    word = one_line(text)
    if not _NUMBER.fullmatch(word):
        return word or None
    return float(word) if "." in word else int(word)
