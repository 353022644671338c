"""``readlist`` alone: the state of the list at a glance."""

from typing import TYPE_CHECKING

from readlist.cli.command_table import COMMANDS
from readlist.cli.output import print_rich
from readlist.cli.session import Session
from readlist.lazy import lazy
from readlist.library import choosing
from readlist.library.reports import Summary
from readlist.paper import Status
from readlist.text import one_line, plural

if TYPE_CHECKING:
    from readlist.views import summary as view_summary
else:
    view_summary = lazy("readlist.views.summary")


def summary(session: Session) -> None:
    """Show how the list stands and what to go on with."""
    state = choosing.summary(session.workspace)
    if session.screen.out_tty:
        print_rich(session, view_summary.summary_view(state.counts, state.upcoming, session.canvas))
    else:
        for status in Status:
            session.write(f"{status}\t{state.counts[status]}")
        for paper, reason in state.upcoming:
            session.write(f"next\t{one_line(paper.id)}\t{one_line(paper.title)}\t{reason}")
    session.hint(_next_step(state))


def _next_step(state: Summary) -> str:
    waiting = state.counts[Status.INBOX]
    if waiting:
        how = "readlist triage" if "triage" in COMMANDS else "readlist show -s inbox"
        return f"{how}   {plural(waiting, 'paper waits', 'papers wait')} for a decision"
    if state.upcoming:
        return f"readlist open {state.upcoming[0][0].id}"
    return "readlist add 2310.06825   adds a paper; readlist help shows what else there is"
