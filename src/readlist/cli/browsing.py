"""The way to the list's screen, for every command that has it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import typer

from readlist.cli.full_screen import need_terminal, open_outside, prepare, run
from readlist.cli.session import Session, undo_hint
from readlist.lazy import lazy
from readlist.paper import Paper, Status
from readlist.reading_list import Filters
from readlist.text import plural

if TYPE_CHECKING:
    from readlist.library import selecting
    from readlist.library.browsing import actions, listing, query
    from readlist.library.triage.values import Card
    from readlist.tui import notices as tui_notices
    from readlist.tui.browse import app as tui_app
else:
    selecting = lazy("readlist.library.selecting")
    actions = lazy("readlist.library.browsing.actions")
    listing = lazy("readlist.library.browsing.listing")
    query = lazy("readlist.library.browsing.query")
    tui_notices = lazy("readlist.tui.notices")
    tui_app = lazy("readlist.tui.browse.app")


@dataclass(frozen=True, slots=True)
class Given:
    """Papers in an order that somebody else found."""

    identifiers: Sequence[str]
    why: Callable[[Paper], str]
    """Says what speaks for one of them."""


def browse_list(
    session: Session,
    filters: Filters,
    shown: frozenset[Status],
    *,
    what: str,
    instead: str,
    given: Callable[[], Given] | None = None,
) -> None:
    """Let the reader work on papers, on one screen.

    Args:
        session: This run.
        filters: Which papers it begins with.
        shown: The statuses that are shown while nothing names others; empty for all.
        what: The command.
        instead: What to do where there is no terminal.
        given: Finds the papers, once there is a screen for them; the whole list by default.

    Raises:
        UsageError: There is no terminal, or no paper has a topic that is asked for.
    """
    need_terminal(session, what, instead)
    workspace = session.workspace
    doing = actions.BrowseActions(workspace)
    papers = doing.papers()
    selecting.check_topics(filters, papers)
    found = given() if given else None
    identifiers = found.identifiers if found else None
    plain = found is None and not filters.narrow and filters.sort == "topic"
    begun = plain and filters.statuses is None and len(papers) > 2 * actions.FIRST
    first = doing.first_papers(shown) if begun else papers
    rows = listing.Listing(first, doing.holds, shown, identifiers, begun=begun)
    if found is None:
        rows.look_for(query.line_of(filters))
        if filters.sort in listing.ORDERS:
            rows.sort(filters.sort, backwards=filters.backwards)
    prepare(session)
    notices = tui_notices.ScreenNotices(session.notices)
    app = tui_app.BrowseApp(doing, rows, what, session.canvas, found.why if found else None)
    app.opener = partial(_open, session, app)
    app.begins = session.settings.flag("open.marks_reading")
    with notices.on(app), workspace.telling(notices):
        outcome = run(app, f"{what} ended early; what was done is kept")
    if outcome.done:
        undo = undo_hint(session)
        session.say(f"{plural(outcome.done, 'change')}.{undo}")
    if outcome.stopped:
        raise typer.Exit(130)


def _open(session: Session, app: "tui_app.BrowseApp", card: "Card", kind: str) -> tuple[str, bool]:
    return open_outside(session, app, card.paper, kind)
