"""Run screens that take the whole terminal: triage, and the list.

Importing this is cheap; a screen loads Textual when it is run.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

import typer

from readlist.cli.opening import can_show, is_pdf, launch, noted_page, opening_command, target_of
from readlist.cli.session import Session, undo_hint
from readlist.errors import ReadlistError, UsageError
from readlist.lazy import lazy
from readlist.paper import Paper, Status
from readlist.reading_list import Filters, ReadingList
from readlist.text import plural

if TYPE_CHECKING:
    from readlist.library import choosing, selecting
    from readlist.library import taste as library_taste
    from readlist.library.browsing import actions, listing, query
    from readlist.library.discovering import DiscoverReport
    from readlist.library.taste import Choice, Taste
    from readlist.library.triage import Card
    from readlist.library.triage import decisions as triage_decisions
    from readlist.metadata import Metadata
    from readlist.tui import background, paper_text, triage_screen
    from readlist.tui.browse import app as browse_app
else:
    actions = lazy("readlist.library.browsing.actions")
    listing = lazy("readlist.library.browsing.listing")
    query = lazy("readlist.library.browsing.query")
    choosing = lazy("readlist.library.choosing")
    selecting = lazy("readlist.library.selecting")
    library_taste = lazy("readlist.library.taste")
    triage_decisions = lazy("readlist.library.triage.decisions")
    browse_app = lazy("readlist.tui.browse.app")
    background = lazy("readlist.tui.background")
    paper_text = lazy("readlist.tui.paper_text")
    triage_screen = lazy("readlist.tui.triage_screen")

T_co = TypeVar("T_co", covariant=True)


class FullScreen(Protocol[T_co]):
    """What a screen of `readlist.tui` can do."""

    @property
    def fault(self) -> Exception | None:
        """The unexpected exception that ended it."""

    def run(self) -> T_co | None:
        """Show it until it ends, and return its outcome."""

    def suspend(self) -> AbstractContextManager[None]:
        """Hand the terminal to another program while the context lasts."""


def need_terminal(session: Session, what: str, instead: str) -> None:
    """Check that there is somebody to look at a screen.

    Args:
        session: This run.
        what: What needs it: ``triage``.
        instead: What to do where there is none.

    Raises:
        UsageError: There is no terminal, or one that cannot draw.
    """
    if not (session.interactive and session.screen.out_tty and session.screen.redraws):
        raise UsageError(f"{what} needs a terminal", instead)


def prepare(session: Session) -> None:
    """Make a screen follow its window and ``NO_COLOR``; call it before the app is made."""
    for name in ("COLUMNS", "LINES"):  # a screen follows its window, whatever a shell exported
        os.environ.pop(name, None)
    if not session.screen.err_colour:
        os.environ["NO_COLOR"] = "1"  # Textual looks there


def run(app: FullScreen[T_co], early: str) -> T_co:
    """Run a screen to its end and return its outcome; raise what it did not expect.

    Args:
        app: The screen.
        early: What to say if it ended without an outcome.

    Raises:
        ReadlistError: It ended early.
    """
    outcome = app.run()
    if app.fault:
        raise app.fault
    if outcome is None:
        raise ReadlistError(early, "run it again")
    return outcome


def _open_outside(
    session: Session, app: FullScreen[object], paper: Paper, kind: str
) -> tuple[str, bool]:
    """Open a paper while a screen is on.

    Args:
        session: This run.
        app: The screen; a viewer may need its terminal.
        paper: The paper.
        kind: As `target_of` takes it.

    Returns:
        What was done, with the address if nothing can be shown; and whether it was opened.
    """
    target = target_of(session, paper, kind)
    command = opening_command(session, None)
    if not command and not can_show(target):
        return f"no display here: {target}", False
    page = noted_page(paper) if is_pdf(target) else 0
    if command:
        with app.suspend():
            launch(command, target, page)
    else:
        launch(command, target, page)
    return f"opened {target}", True


def triage_papers(
    session: Session, every: ReadingList, papers: Sequence[Paper], what: str, *, by_rank: bool
) -> None:
    """Let the reader decide about papers of the list.

    Args:
        session: This run.
        every: The list.
        papers: The ones to decide about, in order.
        what: What they are, in a word.
        by_rank: Whether their order is that of the reader's taste.
    """
    # The first paper shows before anything is learned; learning goes on in the background.
    taste = choosing.learn_taste(session.workspace, every, apart=True)
    choices = [library_taste.choice_of(paper, None) for paper in papers]
    _triage(session, taste, choices, what, by_rank=by_rank)


def triage_discoveries(session: Session, report: "DiscoverReport", limit: int | None) -> None:
    """Let the reader decide about discoveries."""
    found = report.found[:limit]
    if not found:
        session.say("Nothing new.")
        return
    offers = {one.metadata.id: one.metadata for one in found}
    choices = [one.choice for one in found]
    where = ", ".join(report.categories) or "query"
    _triage(session, report.taste, choices, f"new in {where}", by_rank=True, offers=offers)


def _triage(
    session: Session,
    taste: "Taste",
    choices: "list[Choice]",
    what: str,
    *,
    by_rank: bool,
    offers: "dict[str, Metadata] | None" = None,
) -> None:
    prepare(session)
    workspace, notices = session.workspace, background.ScreenNotices(session.notices)
    decisions = triage_decisions.Decisions(
        workspace, taste, offers or {}, source="readlist discover" if offers else ""
    )
    app: triage_screen.TriageApp = triage_screen.TriageApp(
        decisions, choices, what, session.canvas, by_rank=by_rank
    )
    app.opener = partial(_open_in_triage, session, app)
    with notices.on(app), workspace.telling(notices):
        outcome = run(app, "triage ended early; decisions are kept")
    undo = undo_hint(session, changed=bool(outcome.verdicts))
    after = f"{undo and f'{undo}.'} Next: readlist next" if session.settings.flag("hints") else ""
    session.say(f"{paper_text.tally(outcome.verdicts)}.{after}")
    if outcome.stopped:
        raise typer.Exit(130)


def _open_in_triage(
    session: Session, app: "triage_screen.TriageApp", card: "Card", kind: str
) -> str:
    """Open a paper and say so; its PDF only if it is at hand."""
    return _open_outside(session, app, card.paper, "abs" if kind == "abs" else "")[0]


@dataclass(frozen=True, slots=True)
class Given:
    """Papers in an order that was found elsewhere."""

    identifiers: Sequence[str]
    why: Callable[[Paper], str]
    """Gives the reason for one of them."""


def browse_list(
    session: Session,
    filters: Filters,
    shown: frozenset[Status],
    *,
    what: str,
    instead: str,
    given: Callable[[], Given] | None = None,
) -> None:
    """Let the reader work on papers on one screen.

    Args:
        session: This run.
        filters: Which papers it starts with.
        shown: The statuses that are shown while nothing names others; empty for all.
        what: The command.
        instead: What to do where there is no terminal.
        given: Finds the papers, once there is a terminal; the whole list by default.

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
    notices = background.ScreenNotices(session.notices)
    app = browse_app.BrowseApp(doing, rows, what, session.canvas, found.why if found else None)
    app.opener = partial(_open_in_browse, session, app)
    app.begins = session.settings.flag("open.marks_reading")
    with notices.on(app), workspace.telling(notices):
        outcome = run(app, f"{what} ended early; what was done is kept")
    if outcome.done:
        undo = undo_hint(session)
        session.say(f"{plural(outcome.done, 'change')}.{undo}")
    if outcome.stopped:
        raise typer.Exit(130)


def _open_in_browse(
    session: Session, app: "browse_app.BrowseApp", card: "Card", kind: str
) -> tuple[str, bool]:
    return _open_outside(session, app, card.paper, kind)
