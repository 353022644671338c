"""Asking once about feeds that came with a list: their addresses may be anybody's."""

from typing import TYPE_CHECKING

from readlist.cli.papers import confirm
from readlist.cli.session import Session
from readlist.lazy import lazy
from readlist.text import one_line

if TYPE_CHECKING:
    from readlist.library import following
else:
    following = lazy("readlist.library.following")


def ask_about_feeds(session: Session) -> None:
    """Ask about every feed that is followed and was not asked about on this machine.

    Where nobody can be asked, they are named and stay unasked.

    Raises:
        FileError: What is followed cannot be read, or an answer cannot be kept.
    """
    for feed in following.new_feeds(session.workspace):
        shown = one_line(feed)
        if session.interactive:
            allowed = confirm(session, f"The list follows {shown}. Ask it for new papers?")
            following.answer_feeds(session.workspace, {feed: allowed})
        else:
            session.notices.warn(
                f"note: {shown} is not asked for new papers until you agree "
                "(readlist sync, on a terminal)"
            )
