"""Print a plan for the days to come: one paper a day, what to read next first, and why.

::

    python examples/reading_plan.py [DAYS]
"""

import sys
from datetime import timedelta

from readlist.clock import today
from readlist.library import choosing
from readlist.library.workspace import open_workspace
from readlist.reading_list import Filters


def main(days: int) -> None:
    """Print a line a day."""
    workspace = open_workspace(offline=True)
    for number, choice in enumerate(choosing.next_papers(workspace, Filters(limit=days))):
        day = today() + timedelta(days=number)
        print(f"{day:%a} {day}  {choice.paper.title or choice.paper.id}")
        if choice.words:
            print(f"                {', '.join(choice.words[:3])}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
