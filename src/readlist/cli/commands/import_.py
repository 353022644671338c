"""``readlist import``."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.importing import (
    check_terminal,
    findings_json,
    may_resolve,
    remarks,
    report_lines,
    resolved_lines,
    rows_of,
    totals,
    wanted,
)
from readlist.cli.option_values import read_words
from readlist.cli.session import Session, undo_hint
from readlist.errors import ReadlistError, UsageError
from readlist.lazy import lazy
from readlist.library.importing import scanning
from readlist.library.importing.plan import ImportOptions, ImportPlan
from readlist.library.importing.sources import Scanned
from readlist.library.importing.sources import Unread as Failed
from readlist.library.known_words import read_word
from readlist.paper import Status
from readlist.text import visible
from readlist.views.added import failed_lines
from readlist.views.found import found_lines, found_view

if TYPE_CHECKING:
    from readlist.cli import output, pager
    from readlist.library.importing import adding, resolving
    from readlist.library.importing.adding import ImportReport
else:
    output = lazy("readlist.cli.output")
    pager = lazy("readlist.cli.pager")
    adding = lazy("readlist.library.importing.adding")
    resolving = lazy("readlist.library.importing.resolving")

_LARGEST = 50_000_001


_Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE...", help="File, folder, web address, or - for standard input."),
]
_TopicOption = Annotated[
    list[str] | None,
    typer.Option(
        "--topic", "-t", metavar="TOPIC", help="Use this topic instead of the document's headings."
    ),
]
_StatusOption = Annotated[
    str | None,
    typer.Option(
        "--status",
        "-s",
        metavar="STATUS",
        help="Set the status (default: the document's, else inbox).",
    ),
]


_Blurbs = Annotated[
    bool, typer.Option("--blurbs", help="Keep what the document says about a paper as a note.")
]
_Resolve = Annotated[
    bool, typer.Option("--resolve", help="Look up references without an identifier by title.")
]
_Review = Annotated[bool, typer.Option("--review", help="Go through what was found on one screen.")]
_NoFetch = Annotated[bool, typer.Option("--no-fetch", help="Do not ask any service for details.")]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what was found; change nothing.")]
_Json = Annotated[bool, typer.Option("--json", help="Print what was found as one JSON object.")]


def import_(
    session: Session,
    *,
    sources: _Sources,
    topics: _TopicOption = None,
    no_topics: Annotated[bool, typer.Option("--no-topics", help="Add no topics.")] = False,
    status: _StatusOption = None,
    blurbs: _Blurbs = False,
    resolve: _Resolve = False,
    no_fetch: _NoFetch = False,
    dry_run: _DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
    review: _Review = False,
    as_json: _Json = False,
) -> None:
    """Add the papers that a document names to the list.

    $ readlist import article.html
    $ readlist import notes/ refs.bib -t survey
    $ pbpaste | readlist import - --dry-run
    $ readlist import https://example.org/awesome-list --resolve --review

    Formats are recognised by content, whatever a file is called. New papers go to the inbox, with
    the heading above them as their topic. Anything contradictory or doubtful is pointed out. On a
    terminal you are asked first, and can go through everything on a screen: take, leave out, choose
    among titles, correct. What you ticked or edited in a Markdown list or Obsidian note that
    readlist wrote is brought into the list.
    """
    options = ImportOptions(
        status=Status(read_word(status, Status, "status", "-s")) if status else None,
        topics=_topics(topics, none=no_topics),
        blurbs=blurbs,
        resolve=resolve,
        fetch=not no_fetch,
    )
    if review:
        _check_review(session, others=dry_run or yes or as_json)
    workspace = session.workspace
    scanned, failed = scanning.scan(workspace, sources, lambda: _stdin(session))
    if failed and not scanned and not as_json:  # nothing was read, so nothing was found
        _end(failed, None)
    plan, fault = scanning.plan_import(workspace, scanned, options), None
    if options.resolve:
        plan, fault = _resolved(session, plan)
    _show(session, scanned, plan, as_json=as_json, paging=not yes)
    report = None
    if not dry_run:
        asked = yes or as_json
        if not (asked or options.resolve) and may_resolve(session, plan, options):
            options = options._replace(resolve=True)
            plan, fault = _resolved(session, plan)
        decided = wanted(session, scanned, plan, asked=asked, screen=review)
        report = _import(session, decided, options) if decided else None
    _end(failed, report, fault)


def more_help() -> tuple[str, ...]:
    """Return what the help page says about formats: each one that is read."""
    return (f"Reads {'; '.join(scanning.format_labels())}.",)


def _check_review(session: Session, *, others: bool) -> None:
    if others:
        problem = (
            "--review asks about everything, so it cannot be used with --yes, --dry-run or --json"
        )
        raise UsageError(problem, "use only one of them")
    check_terminal(session)


def _resolved(session: Session, plan: ImportPlan) -> "tuple[ImportPlan, ReadlistError | None]":
    """Look up references by title before asking what to import; offline, say so instead."""
    plan, fault = resolving.resolve_titles(session.workspace, plan)
    if fault and session.workspace.offline:
        session.notices.warn(f"note: {fault.problem}")
        fault = None
    for line in resolved_lines(plan.candidates):
        session.notices.warn(line)
    return plan, fault


def _import(session: Session, plan: ImportPlan, options: ImportOptions) -> "ImportReport":
    report = adding.import_papers(session.workspace, plan, options)
    for line in report_lines(report):
        session.notices.warn(line)
    changed = bool(report.added or report.linked or report.taken)
    session.say(totals(report) + undo_hint(session, changed=changed))
    return report


def _topics(topics: Sequence[str] | None, *, none: bool) -> tuple[str, ...] | None:
    if topics and none:
        raise UsageError("--topic and --no-topics cannot be used together", "use only one of them")
    return () if none else (read_words(topics) or None)


def _stdin(session: Session) -> bytes:
    if session.screen.in_tty:
        session.say("Paste text that names papers; Ctrl-D ends.")
    buffer = getattr(sys.stdin, "buffer", None)
    data = buffer.read(_LARGEST) if buffer else sys.stdin.read(_LARGEST).encode()
    return bytes(data)


def _show(
    session: Session,
    scanned: Sequence[Scanned],
    plan: ImportPlan,
    *,
    as_json: bool,
    paging: bool,
) -> None:
    if as_json:
        data = findings_json(scanned, plan)
        utf8 = session.screen.utf8
        session.write(visible(json.dumps(data, ensure_ascii=not utf8, indent=1)))
        return
    if session.screen.out_tty:
        with pager.paged(session, anyway=paging):
            output.print_rich(session, found_view(rows_of(plan), session.canvas))
    else:
        for line in found_lines(rows_of(plan)):
            session.write(line)
    for line in remarks(plan):
        session.notices.warn(line)


def _end(
    failed: Sequence[Failed], report: "ImportReport | None", unasked: ReadlistError | None = None
) -> None:
    """Exit with the most serious fault, if there is one.

    Args:
        failed: Documents that could not be read.
        report: What was done with the papers.
        unasked: Why some titles could not be looked up.
    """
    fault = report.fault if report else None
    if fault:
        fault.remedy = "readlist fetch, once that is over; the papers are on the list"
        raise fault
    if unasked:
        unasked.remedy = "run it again once that is over; what was found is kept"
        raise unasked
    if failed:
        first, *others = failed
        if others:
            lines = [f"  {one.source}: {one.fault.problem}" for one in others]
            raise ReadlistError(first.fault.problem, first.fault.remedy, lines)
        raise first.fault
    if report and report.failed:
        lines = failed_lines(report.failed)
        remedy = "check these links in the document; the rest is on the list"
        raise ReadlistError(f"{len(report.failed):,} not added", remedy, lines)
