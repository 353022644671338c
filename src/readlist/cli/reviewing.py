"""Ask what to import: with one question, or on a screen that goes through what was found.

Importing this is cheap; showing the screen loads Textual.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from readlist.cli.session import Session
from readlist.lazy import lazy
from readlist.library.importing.plan import CandidateKind, ImportOptions, ImportPlan
from readlist.library.importing.sources import Scanned
from readlist.text import plural

if TYPE_CHECKING:
    from readlist.cli import full_screen, papers
    from readlist.library.importing import excerpts, resolving, review
    from readlist.library.importing.review_items import ReviewItem
    from readlist.tui import review_screen
else:
    full_screen = lazy("readlist.cli.full_screen")
    papers = lazy("readlist.cli.papers")
    resolving = lazy("readlist.library.importing.resolving")
    excerpts = lazy("readlist.library.importing.excerpts")
    review = lazy("readlist.library.importing.review")
    review_screen = lazy("readlist.tui.review_screen")


def check_terminal(session: Session) -> None:
    """Check that there is somebody to go through what is found.

    Raises:
        UsageError: There is no terminal, or one that cannot draw.
    """
    full_screen.need_terminal(
        session, "import --review", "the same with --dry-run, and then with --yes"
    )


def wanted(
    session: Session, scanned: Sequence[Scanned], plan: ImportPlan, *, asked: bool, screen: bool
) -> ImportPlan | None:
    """Return what to import; None for nothing.

    Args:
        session: This run.
        scanned: The documents.
        plan: What was found in them.
        asked: Whether everything is wanted without a question.
        screen: Whether the reader wants to go through it.
    """
    if screen:
        return _reviewed(session, scanned, plan)
    parts = _parts(plan)
    if not parts:
        session.say("Nothing new to import.")
        return None
    if asked or not session.interactive:
        return plan
    can_review = session.screen.out_tty and session.screen.redraws
    question = (
        f"{parts[0].upper()}{parts[1:]}? [Y/n{', r to go through it' if can_review else ''}] "
    )
    answer = papers.ask(session, question).lower()
    if answer in ("r", "review") and can_review:
        return _reviewed(session, scanned, plan)
    return plan if answer in ("", "y", "yes") else None


def _parts(plan: ImportPlan) -> str:
    """Return what would be done, in words; empty for nothing."""
    new, links = len(plan.of_kind(CandidateKind.NEW, CandidateKind.CONFLICT)), len(plan.links)
    changes = len(plan.take_overs)
    parts = [f"add {new:,} to the list" if new else ""]
    parts += [f"bring in {plural(changes, 'change')}" if changes else ""]
    parts += [f"add identifiers to {plural(links, 'paper')}" if links else ""]
    return " and ".join(filter(None, parts))


def _reviewed(session: Session, scanned: Sequence[Scanned], plan: ImportPlan) -> ImportPlan | None:
    decided = _go_through(session, scanned, plan)
    if decided is None or not _parts(decided):
        session.say("Nothing was imported.")
        return None
    return decided


def may_resolve(session: Session, plan: ImportPlan, options: ImportOptions) -> bool:
    """Ask whether to look up references without an identifier, if somebody can answer."""
    titles = len(resolving.unresolved(plan))
    forbidden = not options.fetch or session.workspace.offline
    if not titles or forbidden or not session.interactive:
        return False
    question = f"Look up {plural(titles, 'title')} at arXiv and Crossref, about 3 s each? [y/N] "
    return papers.ask(session, question).lower() in ("y", "yes")


def _go_through(
    session: Session, scanned: Sequence[Scanned], plan: ImportPlan
) -> ImportPlan | None:
    """Let the reader decide about what was found; None if nothing is to be imported.

    Args:
        session: This run.
        scanned: The documents.
        plan: What was found in them.
    """
    full_screen.prepare(session)
    around = excerpts.Excerpts(scanned)
    decided = review.Review(plan, session.workspace.papers())

    def excerpt(item: "ReviewItem") -> Sequence[tuple[int, str]]:
        return around.around(item.source, item.line, item.id, item.title)

    app = review_screen.ReviewApp(decided, excerpt, session.canvas)
    outcome = full_screen.run(app, "the review ended early; nothing was imported")
    if outcome.stopped:
        session.say("Nothing was imported.")
        raise typer.Exit(130)
    return decided.outcome() if outcome.wanted else None
