"""``readlist browse``."""

from readlist.cli.full_screen import browse_list
from readlist.cli.session import Session
from readlist.reading_list import Filters
from readlist.reading_list.filters import SHOWN


def browse(session: Session, filters: Filters) -> None:
    """Browse and edit the list on one screen.

    $ readlist browse
    $ readlist browse -t moe --all
    $ readlist show -i

    / filters as you type: words, topic:moe, status:read, author:, year:2023-, -word. Other keys
    open, mark, star, note, copy and undo, on one row or on the rows you select with space;
    ? lists them all. Every change is saved at once.
    """
    browse_list(session, filters, SHOWN, what="browse", instead="readlist show")
