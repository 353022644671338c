"""``readlist next``."""

from dataclasses import replace
from typing import Annotated

import typer

from readlist.cli.filters import check_topics
from readlist.cli.output import Output, print_records, print_rich
from readlist.cli.session import Session
from readlist.library.choosing import spoken
from readlist.library.taste import Choice
from readlist.reading_list import Filters

_SHOWN = 3


def next_(
    session: Session,
    filters: Filters,
    output: Output,
    why: Annotated[bool, typer.Option("--why", help="Every reason with its weight.")] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open the first one.")] = False,
) -> None:
    """Show what to read now, and why.

    $ readlist next
    $ readlist next -t moe --why
    $ readlist next --open

    What you are reading comes first, then what you starred, then what is most like the papers
    that you read or starred and least like those that you skipped.
    """
    papers = session.choosing.papers()
    check_topics(filters, papers)
    choices = session.choosing.next(replace(filters, limit=filters.limit or _SHOWN), papers)
    chosen = [choice.paper for choice in choices]
    if not choices:
        session.say("Nothing is waiting to be read: readlist add, or readlist discover.")
    if not output.is_for_people(session):
        print_records(session, output, chosen)
    elif choices:
        _print(session, choices, why=why)
    if choices and not output.is_for_programs:
        session.choosing.remember_rows([paper.id for paper in chosen])
        session.choosing.remember_touched(chosen[:1])
    if choices and open_it:
        from readlist.cli.commands.open import open_  # noqa: PLC0415 - loads the browser's module

        open_(session, papers=[chosen[0].id])


def _print(session: Session, choices: list[Choice], *, why: bool) -> None:
    from readlist.views.choices import best_view, runner_up, why_lines  # noqa: PLC0415 - Rich

    look, best, others = session.look, choices[0], choices[1:]
    print_rich(session, best_view(best.paper, "" if why else spoken(best), look))
    if why:
        reasons = [(reason.words, reason.weight) for reason in best.reasons]
        print_rich(session, "\n".join(why_lines(best.score, reasons, look)))
    for place, choice in enumerate(others):
        print_rich(session, runner_up(choice.paper, choice.score, look, first=place == 0))
    session.hint("readlist open .     readlist skip .")
