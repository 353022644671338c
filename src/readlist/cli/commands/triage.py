"""``readlist triage``."""

from readlist.cli.full_screen import need_terminal, triage_papers
from readlist.cli.session import Session
from readlist.library import choosing, selecting
from readlist.paper import Status
from readlist.reading_list import Filters
from readlist.reading_list.filters import SHOWN
from readlist.text import plural


def triage(session: Session, filters: Filters) -> None:
    """Go through papers one by one: keep, read or skip.

    $ readlist triage
    $ readlist triage -u
    $ readlist triage -t moe --year 2024-

    Starts with the inbox, or with the papers you filter, best match first. Every decision takes
    one key and is saved at once; ? lists the keys.
    """
    need_terminal(session, "triage", "readlist show -s inbox, and then read, unread, skip and star")
    papers = session.workspace.papers()
    selecting.check_topics(filters, papers)
    default = SHOWN | {Status.INBOX} if filters.narrow else frozenset({Status.INBOX})
    by_rank = filters.sort == "topic" and not filters.backwards
    order = filters._replace(sort="rank") if by_rank else filters
    select = choosing.select_at_once if order.sort == "rank" else choosing.select
    chosen = select(session.workspace, order, default, papers).papers
    if not chosen:
        waiting = choosing.select(session.workspace, filters, SHOWN, papers).papers
        more = (
            f" readlist triage -u goes through {plural(len(waiting), 'paper')}." if waiting else ""
        )
        session.say(f"{'Nothing matches' if filters.narrow else 'The inbox is empty'}.{more}")
        return
    what = "inbox" if filters == Filters() else plural(len(chosen), "paper")
    triage_papers(session, papers, chosen, what, by_rank=by_rank or filters.sort == "rank")
