"""Print lists: for people, or as records for programs."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from readlist.cli.option_values import read_words
from readlist.cli.session import Session
from readlist.errors import UsageError
from readlist.lazy import lazy
from readlist.library.known_words import read_word
from readlist.paper import Paper
from readlist.reading_list.papers import paper_line
from readlist.views.records import DETAIL_FIELDS, FIELDS, as_json, as_lines, record

if TYPE_CHECKING:
    from rich.console import RenderableType

    from readlist.library import reading
    from readlist.library.taste import Choice
else:
    reading = lazy("readlist.library.reading")

_PANEL = "Output"

Interactive = Annotated[
    bool,
    typer.Option(
        "--interactive",
        "-i",
        rich_help_panel=_PANEL,
        help="Work on the papers on one screen, as in browse.",
    ),
]
"""The option of commands whose papers can be opened on one screen."""


class Output(NamedTuple):
    """The requested form; without one, a terminal gets tables and a pipe gets records."""

    json: bool = False
    plain: bool = False
    ids: bool = False
    fields: tuple[str, ...] = ()

    def is_for_people(self, session: Session) -> bool:
        """Whether tables are wanted."""
        asked = self.json or self.plain or self.ids or bool(self.fields)
        return session.screen.out_tty and not asked

    @property
    def is_lines(self) -> bool:
        """Whether lines with the usual fields are wanted, if not tables."""
        return not (self.json or self.ids or self.fields)

    @property
    def is_for_programs(self) -> bool:
        """Whether a form for programs was chosen."""
        return self.json or self.ids or bool(self.fields)


def read_output(
    *,
    json: Annotated[bool, typer.Option(
        "--json", rich_help_panel=_PANEL, help="Print a JSON array.",
    )] = False,
    plain: Annotated[bool, typer.Option(
        "--plain", rich_help_panel=_PANEL, help="Print one record per line, tabs between fields.",
    )] = False,
    fields: Annotated[list[str] | None, typer.Option(
        "--fields", metavar="A,B", rich_help_panel=_PANEL, help="Print only these fields.",
    )] = None,
    ids: Annotated[bool, typer.Option(
        "--ids", rich_help_panel=_PANEL, help="Print only identifiers, one per line.",
    )] = False,
) -> Output:  # fmt: skip
    """Return the form that the options ask for.

    Raises:
        UsageError: Two forms, or an unknown field.
    """
    if json + plain + ids > 1:
        raise UsageError(
            "--json, --plain and --ids cannot be used together", "use only one of them"
        )
    names = tuple(read_word(word, FIELDS, "field", "--fields") for word in read_words(fields))
    return Output(json, plain, ids, names)


def print_records(session: Session, output: Output, papers: Iterable[Paper]) -> None:
    """Print papers for programs: JSON, identifiers or lines with tabs."""
    if output.ids:
        _write(f"{paper.id}\n" for paper in papers)
        return
    if output.is_lines:
        print_plain(paper_line(paper) for paper in papers)
        return
    wanted = set(output.fields)
    details = bool(wanted & set(DETAIL_FIELDS))
    with_pdf = (output.json and not wanted) or "pdf" in wanted
    records = (_record(session, paper, pdf=with_pdf, details=details) for paper in papers)
    print_data(session, output, records)


def print_plain(lines: Iterable[str]) -> None:
    """Print lines for programs, from `paper_line`."""
    _write(f"{line}\n" for line in lines)


def print_data(
    session: Session,
    output: Output,
    records: Iterable[Mapping[str, Any]],
    fields: Sequence[str] = (),
) -> None:
    """Print records that already exist.

    Args:
        session: This run.
        output: The form; fields chosen there take precedence.
        records: JSON values by name.
        fields: The fields to print where none were chosen.
    """
    chosen = output.fields or fields
    if output.json:
        session.write(as_json(records, chosen, utf8=session.screen.utf8))
    else:
        _write(line + "\n" for line in as_lines(records, chosen))


def _record(session: Session, paper: Paper, *, pdf: bool, details: bool) -> dict[str, Any]:
    path = reading.pdf_of(session.workspace, paper) if pdf else None
    metadata = reading.details(session.workspace, paper).metadata if details else None
    data = record(paper, path, metadata, details=details)
    choice = session.workspace.choices.get(paper.id)
    if choice:
        data |= ranked(choice)
    return data


def ranked(choice: "Choice") -> dict[str, Any]:
    """Return what `RANK_FIELDS` say of a paper, as JSON values; `terms` add up to `value`."""
    terms = [{"text": term.words, "weight": term.weight} for term in choice.terms()]
    score = round(choice.score, 4)
    return {"score": score, "reasons": choice.words, "value": choice.value, "terms": terms}


def _write(lines: Iterable[str]) -> None:
    sys.stdout.writelines(lines)


def print_rich(session: Session, *views: "RenderableType") -> None:
    """Print Rich renderables on stdout; plain text where colours are off."""
    from rich.console import Console  # noqa: PLC0415 - programs get no tables and wait for none

    screen = session.screen
    console = Console(
        width=screen.width,
        color_system="auto" if screen.out_colour else None,
        force_terminal=screen.out_tty,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for view in views:
        # Rich copies the text it prints, and forgets that the original was not to be wrapped.
        no_wrap, overflow = (getattr(view, name, None) for name in ("no_wrap", "overflow"))
        console.print(view, crop=False, soft_wrap=False, no_wrap=no_wrap, overflow=overflow)


def print_lines(session: Session, lines: Sequence[str]) -> None:
    """Print lines of text on stdout."""
    for line in lines:
        session.write(line)
