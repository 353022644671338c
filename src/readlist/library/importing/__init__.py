"""Importing: documents become reading-list entries.

`Scanning` looks, `Importing` takes what was found onto the list. The latter is loaded when it is
asked for: a look at a document does without history, network and title search.
"""

from typing import TYPE_CHECKING

from readlist.library.importing.plan import Candidate, ImportOptions, ImportPlan, Kind
from readlist.library.importing.scanning import Scanning
from readlist.library.importing.sources import Scanned, Unread

if TYPE_CHECKING:
    from readlist.library.importing.importing import Importing, ImportReport

__all__ = [
    "Candidate",
    "ImportOptions",
    "ImportPlan",
    "ImportReport",
    "Importing",
    "Kind",
    "Scanned",
    "Scanning",
    "Unread",
]


def __getattr__(name: str) -> object:
    if name not in {"Importing", "ImportReport"}:
        raise AttributeError(name)
    from readlist.library.importing import importing  # noqa: PLC0415 - looking needs none of it

    return getattr(importing, name)
