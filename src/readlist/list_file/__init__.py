"""The list: a TOML file that belongs to the reader. Read here, and changed without loss.

The life of a change: lock, read the bytes, parse, edit the touched tables in the text, prove
(parse the new text and compare with what was meant), record for undo, replace, unlock.
"""

from readlist.list_file.change import Edited, ListChange, change_list, rewrite_list
from readlist.list_file.document import ListDocument, cut_document, read_document, read_list_bytes
from readlist.list_file.editor import ListEditor
from readlist.list_file.file import ListFile
from readlist.list_file.parsing import PaperSpan
from readlist.list_file.private import BETWEEN

__all__ = [
    "BETWEEN",
    "Edited",
    "ListChange",
    "ListDocument",
    "ListEditor",
    "ListFile",
    "PaperSpan",
    "change_list",
    "cut_document",
    "read_document",
    "read_list_bytes",
    "rewrite_list",
]
