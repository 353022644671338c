"""Star every paper of an author, as one change that `readlist undo` takes back.

::

    python examples/star_an_author.py Shazeer
"""

import sys

from readlist.errors import ReadlistError
from readlist.library import marking, reading
from readlist.library.workspace import open_workspace
from readlist.reading_list import Filters


def main(author: str) -> int:
    """Star them and name them; return the exit code."""
    try:
        workspace = open_workspace(offline=True)
        found = reading.select(workspace, Filters(authors=(author,)), frozenset())
        changes = marking.star(workspace, found.papers)
    except ReadlistError as error:
        print(f"error: {error.problem}.\ntry: {error.remedy}", file=sys.stderr)
        return error.exit_code
    for change in changes:
        print(f"{'*' if change.changed else ' '} {change.paper.id}  {change.paper.title}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
