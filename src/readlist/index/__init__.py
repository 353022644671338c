"""The index: data derived from the list and the library, so that queries are fast.

An SQLite file in the cache (docs/design.md, "Files"). It is made again whenever it is missing,
damaged or of another version, and never shows what the list does not say any more.
"""

from readlist.index.listing import IndexedList
from readlist.index.store import Index

__all__ = ["Index", "IndexedList"]
