"""Read a document of any kind: bytes become blocks of text with headings and links, or records.

Pure but for PDF, which is read in a process of its own, and `pages`, which fetches a web page.
"""

from readlist.documents.limits import bounded
from readlist.documents.reader import LARGEST, read

__all__ = ["LARGEST", "bounded", "read"]
