"""What a paper leads to: papers of the list that are like it."""

from collections.abc import Sequence

from readlist.library import choosing
from readlist.library.workspace import Workspace
from readlist.paper import Paper


def similar(workspace: Workspace, paper: Paper, count: int) -> Sequence[Paper]:
    """Return the papers of the list that are most like one of it, the nearest first.

    Likeness is that of titles and abstracts, as far as they are at hand; no service is asked.

    Args:
        workspace: What this run works on.
        paper: A paper of the list.
        count: At most so many.
    """
    return choosing.nearest(workspace, paper, count)
