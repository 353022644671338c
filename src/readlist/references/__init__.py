"""References: whether what is cited exists, is what it says, and still stands. Pure.

::

    reference    what somebody cites
    compare      in what a reference and what services say of the work differ
    standing     what comes of it: retracted, differs, published, ok, not found, unchecked
"""

from readlist.references.compare import Difference, Reference, differences, is_preprint_server
from readlist.references.standing import Checked, KnownWork, Standing, judge

__all__ = [
    "Checked",
    "Difference",
    "KnownWork",
    "Reference",
    "Standing",
    "differences",
    "is_preprint_server",
    "judge",
]
