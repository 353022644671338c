"""``readlist browse``."""

from readlist.cli.browsing import browse_list
from readlist.cli.session import Session
from readlist.reading_list import Filters
from readlist.reading_list.filters import SHOWN


def browse(session: Session, filters: Filters) -> None:
    """Work on the list on one screen.

    $ readlist browse
    $ readlist browse -t moe --all
    $ readlist show -i

    / finds while you type: words, topic:moe, status:read, author:, year:2023-, -word. Other keys
    open, mark, star, note, copy and undo, for one row or for those marked with space; ? shows
    them all. Everything is saved at once.
    """
    browse_list(session, filters, SHOWN, what="browse", instead="readlist show")
