"""Read back files that readlist wrote for people to edit: task lists and Obsidian notes."""

from datetime import date
from typing import Any, NamedTuple

from readlist.exporters import EXPORTERS, STYLES
from readlist.exporters.markdown import note, vault
from readlist.exporters.markdown.note import Note
from readlist.exporters.returned import Field, Returned
from readlist.library.importing.carried import entry_of
from readlist.mentions import MentionedPaper
from readlist.model.spelling import spelled
from readlist.paper import Paper


class OwnFile(NamedTuple):
    """A file that readlist wrote."""

    returned: Returned
    rest: bytes
    """The part that is read like any document, with blank lines for the rest."""
    paper: Paper | None = None
    """The whole paper of a note."""

    @property
    def entry(self) -> MentionedPaper | None:
        """The paper as if a document named it."""
        return entry_of(self.paper, 1) if self.paper else None


def read_back(data: bytes) -> OwnFile | None:
    """Return what a person changed in a file; None if readlist did not write it."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    tasks, notes = EXPORTERS["markdown"].written, STYLES["markdown"]["obsidian"].written
    if tasks.written_by_readlist(text) and tasks.returned:
        return OwnFile(tasks.returned(text), text.encode())
    if notes.written_by_readlist(text) and notes.returned:
        blank = "\n" * (note.head_of(text).count("\n") + 1)
        rest = (blank + note.own_text(text)).encode()
        paper = None if vault.is_index(text) else _paper(note.read_note(text))
        return OwnFile(notes.returned(text), rest, paper)
    return None


def _paper(read: Note) -> Paper | None:
    """Return the paper that a note describes, with everything that it says of it."""
    own = spelled(read.id) if read.id else None
    if own is None:
        return None
    said = vault.said(read)
    given = {name: found.text for name, found in read.properties.items()}
    table: dict[str, Any] = {
        "id": own,
        "title": "" if given.get("title") in (own, f"arXiv:{own}") else given.get("title", ""),
        "published": _day(given.get("published", "")),
        "added": _day(given.get("added", "")),
        "venue": given.get("venue", ""),
        "url": given.get("url", ""),
        "authors": list(read.properties["authors"].values) if "authors" in given else [],
        "topics": list(_words(said.get(Field.TOPICS))),
        "notes": "".join(f"{line}\n" for line in _words(said.get(Field.NOTES))),
        "status": said.get(Field.STATUS),
        "star": said.get(Field.STAR),
        "rating": said.get(Field.RATING),
    }
    paper = Paper.from_table({name: value for name, value in table.items() if value})
    bare = Paper(own)
    return paper if not bare.url else Paper.from_table({**paper.to_table(), "url": ""})


def _words(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
