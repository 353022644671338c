"""One list on several machines: the merge, and git as the engine that carries it.

The merge is pure: bytes in, bytes and decisions out. What runs git is in one module, `git`.
"""

from readlist.sync.decision import Decision
from readlist.sync.doubt import DoubtError
from readlist.sync.merging import Merged, merge

__all__ = ["Decision", "DoubtError", "Merged", "merge"]
