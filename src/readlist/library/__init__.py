"""What can be done with a reading list: one method a use case, the only place that joins adapters.

Nothing here prints or asks; `Notices` carries what a person should hear on the way, and results
come back as values.
"""

from readlist.library.library import Library
from readlist.library.notices import Notices
from readlist.library.reports import (
    AddOptions,
    AddReport,
    Change,
    Details,
    FetchPlan,
    FetchReport,
    InitReport,
    PdfDone,
    Summary,
    UndoReport,
)

__all__ = [
    "AddOptions",
    "AddReport",
    "Change",
    "Details",
    "FetchPlan",
    "FetchReport",
    "InitReport",
    "Library",
    "Notices",
    "PdfDone",
    "Summary",
    "UndoReport",
]
