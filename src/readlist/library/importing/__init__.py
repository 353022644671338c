"""Importing: documents become reading-list entries."""

from readlist.library.importing.plan import Candidate, ImportOptions, ImportPlan, Kind
from readlist.library.importing.sources import Scanned, Unread, scan_sources
from readlist.library.importing.use import Importing, ImportReport

__all__ = [
    "Candidate",
    "ImportOptions",
    "ImportPlan",
    "ImportReport",
    "Importing",
    "Kind",
    "Scanned",
    "Unread",
    "scan_sources",
]
