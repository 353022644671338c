"""Read a document of any kind: bytes become blocks of text with headings and links, or records.

Pure, except for PDFs, which are read in their own process, and `web_pages`, which fetches a page.
"""

from readlist.documents.limits import bounded
from readlist.documents.reader import LARGEST, read

__all__ = ["LARGEST", "bounded", "read"]
