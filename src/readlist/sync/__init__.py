"""One list on several machines: the merge, and git, which carries it.

The merge is pure: bytes in, bytes and decisions out. Only the module `git` runs git.
"""

from readlist.sync.decision import Decision
from readlist.sync.doubt import DoubtError
from readlist.sync.merging import Merged, merge

__all__ = ["Decision", "DoubtError", "Merged", "merge"]
