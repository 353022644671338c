"""The list: a TOML file that belongs to the reader. Read here, and changed without loss.

The life of a change: lock, read the bytes, parse, edit the touched tables in the text, prove
(parse the new text and compare with what was meant), record for undo, replace, unlock.
"""

from readlist.list_file.document import ListDocument
from readlist.list_file.editor import ListEditor
from readlist.list_file.file import (
    Edited,
    ListChange,
    ListFile,
    change_list,
    list_file_at,
    read_list_bytes,
    rewrite_list,
)
from readlist.list_file.parsing import BETWEEN, PaperSpan

__all__ = [
    "BETWEEN",
    "Edited",
    "ListChange",
    "ListDocument",
    "ListEditor",
    "ListFile",
    "PaperSpan",
    "change_list",
    "list_file_at",
    "read_list_bytes",
    "rewrite_list",
]
