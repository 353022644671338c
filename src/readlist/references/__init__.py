"""Check references: whether a cited work exists, is cited correctly and still stands. Pure.

::

    compare      what somebody cites, and how it differs from what services say of the work
    standing     the verdict: retracted, differs, published, ok, not found, unchecked
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
