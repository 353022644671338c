"""What the reader noted in the columns of a table: status, rating, dates, notes."""

import re

from readlist.document_model import Block, Cell
from readlist.patterns import pattern
from readlist.reading_marks import Marks, asks_for, marks_of

_SHEETS = frozenset({"csv", "xlsx", "ods"})
"""Kinds of documents that people keep for themselves: notes in them are their own."""
_OWN_NOTES = pattern(
    r"(?:my|own|personal|private|reading) (?:notes?|comments?|remarks?|review)|thoughts|"
    r"(?:meine|eigene) (?:notizen|anmerkungen)|mes notes|mis notas|我的笔记|笔记|個人メモ|내 메모",
    re.IGNORECASE,
)
_NOTES = pattern(
    r"notes?|comments?|remarks?|annotations?|notizen?|anmerkung(?:en)?|bemerkung(?:en)?|kommentare?|"
    r"remarques?|commentaires?|notas?|comentarios?|comentários?|appunti|заметки|комментари[ий]|"
    r"备注|備註|评论|メモ|コメント|備考|메모|비고",
    re.IGNORECASE,
)


def marks(block: Block) -> Marks:
    """Return what the columns of a row say of reading; those that hold links say other things."""
    heads = [cell for cell in block.cells if cell.head and asks_for(cell.head)]
    own = [cell for cell in heads if not _has_link(block, cell)]
    return marks_of((cell.head, block.text[cell.start : cell.end]) for cell in own)


def notes(block: Block, kind: str) -> str:
    """Return the reader's own notes of a row.

    Args:
        block: A row.
        kind: Of the document: in a spreadsheet every column of notes is the reader's.
    """
    sheet = kind in _SHEETS
    found = (
        block.text[cell.start : cell.end].strip()
        for cell in block.cells
        if _OWN_NOTES.fullmatch(cell.head.strip())
        or (sheet and _NOTES.fullmatch(cell.head.strip()))
    )
    return "\n".join(filter(None, found))


def _has_link(block: Block, cell: Cell) -> bool:
    return any(cell.start <= link.start < cell.end for link in block.links)
