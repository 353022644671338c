"""``readlist updates``."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.failures import raise_failures
from readlist.cli.output import print_rich
from readlist.cli.papers import OptionalPapers, resolve
from readlist.cli.session import Session, undo_hint
from readlist.lazy import lazy
from readlist.library import selecting, updating
from readlist.library.updating import Update, UpdateReport
from readlist.paper import Paper, Status
from readlist.reading_list import Filters
from readlist.text import plural

if TYPE_CHECKING:
    from readlist.views import news
else:
    news = lazy("readlist.views.news")

_WATCHED = frozenset(Status) - {Status.SKIPPED}


def updates(
    session: Session,
    *,
    filters: Filters,
    papers: OptionalPapers = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Accept the updates, so that they are not shown again.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array.")] = False,
) -> None:
    """Show what changed for your papers since you added them.

    $ readlist updates
    $ readlist updates --star --json
    $ readlist updates --apply

    Shows new versions, publications, withdrawals, retractions, corrections and new titles, as arXiv
    and the DOI agencies report them. On the list, only values that you did not change yourself are
    updated.
    """
    report = updating.updates(session.workspace, _chosen(session, filters, papers))
    if as_json:
        _print_json(session, report)
    elif session.screen.out_tty:
        _print(session, report)
    else:
        _print_lines(session, report)
    if apply and report.updates:
        changed = updating.apply_updates(session.workspace, report.updates)
        kept = f"Accepted the updates of {plural(len(report.updates), 'paper')}"
        listed = f"; {plural(len(changed), 'paper')} changed on the list" if changed else ""
        session.say(f"{kept}{listed}.{undo_hint(session, changed=bool(changed))}")
    elif report.updates:
        session.hint("readlist updates --apply     accepts them, and does not show them again")
    _end(session, report)


def _chosen(session: Session, filters: Filters, words: list[str] | None) -> list[Paper]:
    every = session.workspace.papers()
    if words:
        return resolve(session, words, every)
    return list(selecting.select(session.workspace, filters, _WATCHED, every).papers)


def _end(session: Session, report: UpdateReport) -> None:
    many = plural(report.looked_at, "paper")
    first = f", {report.first_looks:,} of them for the first time" if report.first_looks else ""
    session.say(f"{many} checked{first}; {len(report.updates) or 'none'} with news.")
    raise_failures(session, "not found on arXiv", report.missing, report.fault)


def _news(update: Update) -> list[tuple[str, str, str]]:
    return [(str(one.kind), one.before, one.after) for one in update.news]


def _print_json(session: Session, report: UpdateReport) -> None:
    records = [news.news_record(u.paper, _news(u), u.metadata.version) for u in report.updates]
    session.write(json.dumps(records, indent=1))


def _print_lines(session: Session, report: UpdateReport) -> None:
    for update in report.updates:
        for kind, before, after in _news(update):
            session.write(news.news_line(update.paper, kind, before, after))


def _print(session: Session, report: UpdateReport) -> None:
    for update in report.updates:
        print_rich(session, news.news_view(update.paper, _news(update), session.canvas))
