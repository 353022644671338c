"""``readlist add``."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.collect import Requests, read_requests
from readlist.cli.failures import not_added, tell_details
from readlist.cli.option_values import DueDay, read_due, read_words
from readlist.cli.session import Session, undo_hint
from readlist.errors import ReadlistError
from readlist.lazy import lazy
from readlist.library import collecting
from readlist.library.known_words import read_word
from readlist.library.reports import AddOptions, AddReport
from readlist.paper import Status
from readlist.views.added import added_line, known_line, totals_line

if TYPE_CHECKING:
    from readlist.cli import adding
    from readlist.cli.commands import fetch
else:
    adding = lazy("readlist.cli.adding")
    fetch = lazy("readlist.cli.commands.fetch")

_EACH = 20
"""Up to this many papers, each gets a line."""


_Words = Annotated[
    list[str],
    typer.Argument(
        metavar="PAPER...",
        help="Identifier, address, title, PDF file, text with any of these, @FILE, or - for stdin.",
    ),
]
_Topics = Annotated[
    list[str] | None,
    typer.Option("--topic", "-t", metavar="TOPIC", help="Add this topic; repeat for more."),
]
_Status = Annotated[
    str | None,
    typer.Option("--status", "-s", metavar="STATUS", help="Set the status (default: unread)."),
]
_Yes = Annotated[
    bool,
    typer.Option("--yes", help="Add errata, reviews, parts of works and unidentified PDFs too."),
]


def add(
    session: Session,
    *,
    words: _Words,
    topics: _Topics = None,
    star: Annotated[bool, typer.Option("--star", help="Star the papers.")] = False,
    status: _Status = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Add this note.")] = "",
    due: DueDay = None,
    source: Annotated[
        str, typer.Option("--source", metavar="TEXT", help="Record where you found them.")
    ] = "",
    pdf: Annotated[bool, typer.Option("--pdf", help="Download the PDFs too.")] = False,
    move: Annotated[
        bool,
        typer.Option("--move", help="Move PDF files into the library instead of copying them."),
    ] = False,
    no_fetch: Annotated[
        bool, typer.Option("--no-fetch", help="Do not ask arXiv or any other service.")
    ] = False,
    yes: _Yes = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be added; change nothing.")
    ] = False,
) -> None:
    """Add papers by identifier, address, title, PDF or file.

    $ readlist add 2310.06825 https://arxiv.org/abs/2401.04088
    $ readlist add 10.1038/s41586-021-03819-2
    $ readlist add "Attention Is All You Need" -t attention --star
    $ readlist add ~/Downloads/*.pdf
    $ pbpaste | readlist add -
    $ readlist add @ids.txt

    Quote a title, so that it is one argument. PDFs are copied into the library. A paper that is
    already on the list gets the topics, note, star, status and due day you give; nothing else
    changes.
    arXiv is asked once per hundred papers.
    """
    options = AddOptions(
        topics=read_words(topics),
        star=star,
        status=Status(read_word(status, Status, "status", "-s")) if status else None,
        note=note,
        source=source,
        due=read_due(due),
        fetch=not no_fetch,
        dry_run=dry_run,
        yes=yes,
    )
    requests = read_requests(session, words)
    _add(session, requests, options, pdfs=pdf and not dry_run, move=move)


def _add(
    session: Session, requests: Requests, options: AddOptions, *, pdfs: bool, move: bool
) -> None:
    """Add what was typed, and say what was done with it."""
    not_taken, papers, more = requests.not_taken, requests.papers, None
    if requests.titles or requests.files:
        more = adding.Adding(session, requests, options)
        papers, options = more.papers, more.options
    report = collecting.add(session.workspace, papers, options) if papers else AddReport()
    report = more.finished(report, move=move) if more else report
    report = replace(report, failed=report.failed + not_taken)
    _tell(session, report, dry=options.dry_run)
    if more:
        more.tell(move=move)
    _end(session, report, more.several if more else None, pdfs=pdfs)


def _end(session: Session, report: AddReport, several: ReadlistError | None, *, pdfs: bool) -> None:
    """Fetch whatever else is wanted, and end with what went wrong."""
    named = (*report.added, *report.known)
    loads = pdfs and bool(named) and not report.fault
    error = not_added(report.failed) if report.failed else None
    if error and (loads or report.fault or several):  # which may end with an error of its own
        error = tell_details(session, error)
    if loads:
        fetch.fetch_pdfs(session, named)
    if report.fault:
        raise _with_bare(report)
    if several:
        raise several
    if error:
        raise error


def _tell(session: Session, report: AddReport, *, dry: bool) -> None:
    if len(report.added) + len(report.known) <= _EACH:
        for paper in report.added:
            session.say(added_line(paper))
        for paper in report.known:
            asked, changed = report.asked.get(paper.id, ""), paper.id in report.changed
            session.say(known_line(paper, asked=asked, changed=changed, dry=dry))
    for identifier in report.unpinned:
        session.notices.warn(
            f"note: {identifier}: the paper is on the list, but not pinned to this version"
        )
    if report.added or report.known or not report.failed:
        undo = undo_hint(session, changed=bool(report.added or report.changed) and not dry)
        session.say(f"{totals_line(len(report.added), len(report.known), dry=dry)}.{undo}")
    for identifier, how in report.taken_back.items():
        by = " by its authors" if how == "withdrawn" else ""
        session.notices.warn(f"note: {identifier} was {how}{by}")
    if len(report.added) == 1 and not (report.added[0].topics or dry):
        session.hint(f"readlist topic {report.added[0].id} +TOPIC")


def _with_bare(report: AddReport) -> ReadlistError:
    """Return arXiv's error, and what was done with the papers it could not be asked about."""
    assert report.fault is not None
    fault, bare = report.fault, len(report.bare)
    if bare:
        kept = f"{'it is' if bare == 1 else f'{bare:,} papers are'} kept by identifier"
        fault.remedy = f"readlist fetch, once that is over; {kept}"
    return fault
