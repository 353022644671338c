"""What can be done with a reading list: one method a use case, the only place that joins adapters.

Nothing here prints or asks; `Notices` carries what a person should hear on the way, and results
come back as values.

Names are loaded when they are asked for. `Reading`, `Marking` and `Undoing` are parts of `Library`
that work alone, so that the commands used most wait for no more.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlist.library.change import Change
    from readlist.library.library import Library
    from readlist.library.marking import Marking
    from readlist.library.notices import Notices
    from readlist.library.reading import Reading
    from readlist.library.reports import (
        AddOptions,
        AddReport,
        Details,
        FetchPlan,
        FetchReport,
        InitReport,
        PdfDone,
        Summary,
        UndoReport,
    )
    from readlist.library.undoing import Undoing

__all__ = [
    "AddOptions",
    "AddReport",
    "Change",
    "Details",
    "FetchPlan",
    "FetchReport",
    "InitReport",
    "Library",
    "Marking",
    "Notices",
    "PdfDone",
    "Reading",
    "Summary",
    "UndoReport",
    "Undoing",
]

_MODULES = {
    "Change": "change",
    "Library": "library",
    "Marking": "marking",
    "Notices": "notices",
    "Reading": "reading",
    "Undoing": "undoing",
}
"""Name -> its module; all others are in `reports`."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(name)
    module = import_module(f"readlist.library.{_MODULES.get(name, 'reports')}")
    return getattr(module, name)
