"""``readlist next``."""

from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.output import Interactive, Output, print_records, print_rich
from readlist.cli.session import Session
from readlist.lazy import lazy
from readlist.library import choosing, selecting
from readlist.library.choosing import spoken
from readlist.library.taste import Choice
from readlist.paper import Paper
from readlist.reading_list import Filters
from readlist.reading_list.papers import LINE_FIELDS
from readlist.views.records import RANK_FIELDS

if TYPE_CHECKING:
    from readlist.cli import full_screen
    from readlist.cli.commands import open as open_command
    from readlist.views import choices as view_choices
else:
    full_screen = lazy("readlist.cli.full_screen")
    open_command = lazy("readlist.cli.commands.open")
    view_choices = lazy("readlist.views.choices")

_SHOWN = 3
_DIGITS = 2
"""Decimal places of weights on a screen."""


def next_(
    session: Session,
    filters: Filters,
    output: Output,
    *,
    why: Annotated[
        bool,
        typer.Option("--why", help="Show every reason with its weight; they add up to the score."),
    ] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open the first paper.")] = False,
    interactive: Interactive = False,
) -> None:
    """Show what to read next, and why.

    $ readlist next
    $ readlist next -t moe --why
    $ readlist next --open
    $ readlist next -i

    Papers you are reading come first, then starred ones, then those most like what you read or
    starred and least like what you skipped.
    """
    if interactive:
        _browse(session, filters)
        return
    papers = session.workspace.papers()
    selecting.check_topics(filters, papers)
    choices = choosing.next_papers(
        session.workspace, filters._replace(limit=filters.limit or _SHOWN), papers
    )
    chosen = [choice.paper for choice in choices]
    if not choices:
        session.say("Nothing is waiting to be read: readlist add, or readlist discover.")
    if not output.is_for_people(session):
        print_records(session, _with_reasons(output) if why else output, chosen)
    elif choices:
        session.number_rows((paper.id, paper.title) for paper in chosen)
        _print(session, choices, why=why)
    if choices and not output.is_for_programs:
        session.workspace.touched.remember(chosen[:1])
    if choices and open_it:
        open_command.open_(session, papers=[chosen[0].id])


def _browse(session: Session, filters: Filters) -> None:
    """Open the screen with what to read next, the best first."""

    def given() -> "full_screen.Given":
        choices = choosing.next_papers(session.workspace, filters)
        reasons = {choice.paper.id: choice for choice in choices}

        def why(paper: Paper) -> str:
            choice = reasons.get(paper.id)
            return spoken(choice) if choice else ""

        return full_screen.Given(list(reasons), why)

    full_screen.browse_list(
        session, filters, frozenset(), what="next -i", instead="readlist next", given=given
    )


def _with_reasons(output: Output) -> Output:
    """Return the form with the reasons for each paper after the usual fields of a line."""
    return output._replace(fields=(*LINE_FIELDS, *RANK_FIELDS)) if output.is_lines else output


def _print(session: Session, choices: list[Choice], *, why: bool) -> None:
    canvas, best, others = session.canvas, choices[0], choices[1:]
    print_rich(session, view_choices.best_view(best.paper, "" if why else spoken(best), canvas))
    if why:
        terms = [(term.words, term.weight) for term in best.terms(_DIGITS)]
        print_rich(session, "\n".join(view_choices.why_lines(best.score, terms, canvas)))
    for number, choice in enumerate(others, 2):
        print_rich(
            session, view_choices.runner_up(choice.paper, choice.score, canvas, number=number)
        )
    session.hint("readlist open .     readlist skip .")
