"""The way to the triage screen. Importing this is cheap; running it loads Textual."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import typer

from readlist.cli.full_screen import open_outside, prepare, run
from readlist.cli.session import Session, undo_hint
from readlist.lazy import lazy
from readlist.library import choosing
from readlist.library.discovering import DiscoverReport
from readlist.library.taste import Choice, Taste, choice_of
from readlist.metadata import Metadata
from readlist.paper import Paper
from readlist.reading_list import ReadingList
from readlist.tui.notices import ScreenNotices

if TYPE_CHECKING:
    from readlist.library.triage import decisions as triage_decisions
    from readlist.library.triage.values import Card
    from readlist.tui import paper_text, triage_screen
    from readlist.tui.triage_screen import TriageApp
else:
    triage_decisions = lazy("readlist.library.triage.decisions")
    triage_screen = lazy("readlist.tui.triage_screen")
    paper_text = lazy("readlist.tui.paper_text")


def go_through(
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
    # The first paper shows before anything is learned: that goes on behind it.
    taste = choosing.learn_taste(session.workspace, every, apart=True)
    choices = [choice_of(paper, None) for paper in papers]
    _run(session, taste, choices, what, by_rank=by_rank)


def go_through_new(session: Session, report: DiscoverReport, limit: int | None) -> None:
    """Let the reader decide about discoveries."""
    found = report.found[:limit]
    if not found:
        session.say("Nothing new.")
        return
    offers = {one.metadata.id: one.metadata for one in found}
    choices = [one.choice for one in found]
    where = ", ".join(report.categories) or "query"
    _run(session, report.taste, choices, f"new in {where}", by_rank=True, offers=offers)


def _run(
    session: Session,
    taste: Taste,
    choices: list[Choice],
    what: str,
    *,
    by_rank: bool,
    offers: dict[str, Metadata] | None = None,
) -> None:
    prepare(session)
    notices, workspace = ScreenNotices(session.notices), session.workspace
    decisions = triage_decisions.Decisions(
        workspace, taste, offers or {}, source="readlist discover" if offers else ""
    )
    app: triage_screen.TriageApp = triage_screen.TriageApp(
        decisions, choices, what, session.canvas, by_rank=by_rank
    )
    app.opener = partial(_open, session, app)
    with notices.on(app), workspace.telling(notices):
        outcome = run(app, "triage ended early; decisions are kept")
    undo = undo_hint(session, changed=bool(outcome.verdicts))
    after = f"{undo and f'{undo}.'} Next: readlist next" if session.settings.flag("hints") else ""
    session.say(f"{paper_text.tally(outcome.verdicts)}.{after}")
    if outcome.stopped:
        raise typer.Exit(130)


def _open(session: Session, app: "TriageApp", card: "Card", kind: str) -> str:
    """Open a paper and say so; its PDF only if it is at hand."""
    return open_outside(session, app, card.paper, "abs" if kind == "abs" else "")[0]
