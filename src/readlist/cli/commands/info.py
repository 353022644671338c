"""``readlist info``."""

from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.output import Output, print_rich
from readlist.cli.output import print_data as print_as_data
from readlist.cli.papers import Papers, resolve
from readlist.cli.session import Session
from readlist.lazy import lazy
from readlist.library import reading
from readlist.library.reports import Details
from readlist.text import clean
from readlist.views.records import as_pairs, record

if TYPE_CHECKING:
    from readlist.library import choosing, highlighting
    from readlist.views import card as view_card
    from readlist.views import choices
else:
    choosing = lazy("readlist.library.choosing")
    highlighting = lazy("readlist.library.highlighting")
    view_card = lazy("readlist.views.card")
    choices = lazy("readlist.views.choices")


def info(
    session: Session,
    papers: Papers,
    output: Output,
    abstract: Annotated[bool, typer.Option("--abstract", help="Print only the abstract.")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="Print only the notes.")] = False,
) -> None:
    """Show everything about a paper.

    $ readlist info mixtral
    $ readlist info 3 --json
    $ readlist info . --abstract
    """
    every = [reading.details(session.workspace, paper) for paper in resolve(session, papers)]
    if abstract or notes:
        for details in every:
            session.write(_text(details, notes=notes))
    elif output.is_for_people(session):
        _print_cards(session, every)
    elif output.is_for_programs:
        _print_records(session, output, every)
    else:
        for place, details in enumerate(every):
            lines = as_pairs(_record(session, details))
            session.write("\n".join(["", *lines] if place else lines))
    session.workspace.touched.remember([details.paper for details in every])


def _record(session: Session, details: Details) -> dict[str, object]:
    marked = highlighting.current_highlights(session.workspace, details.paper)
    data = record(details.paper, details.pdf, details.metadata, details=True)
    return data | {"highlights": [one.to_json() for one in marked]}


def _print_records(session: Session, output: Output, every: list[Details]) -> None:
    if output.ids:
        for details in every:
            session.write(details.paper.id)
        return
    print_as_data(session, output, (_record(session, details) for details in every))


def _print_cards(session: Session, every: list[Details]) -> None:
    canvas = session.canvas
    cards = [view_card.paper_card(one.paper, one.metadata, one.pdf, canvas) for one in every]
    for place, card in enumerate(cards):
        print_rich(session, *(["", card] if place else [card]))
        marked = highlighting.current_highlights(session.workspace, every[place].paper)
        if marked:
            print_rich(session, "", *view_card.highlight_section(marked, canvas))
        near = choosing.nearest(session.workspace, every[place].paper)
        if near:
            print_rich(session, "", *choices.near_lines(near, canvas))


def _text(details: Details, *, notes: bool) -> str:
    if notes:
        return clean(details.paper.notes).rstrip()
    return clean(details.metadata.abstract) if details.metadata else ""
