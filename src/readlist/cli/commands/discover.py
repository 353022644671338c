"""``readlist discover``."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readlist.cli.option_values import read_count, read_words
from readlist.cli.output import Output, print_data, print_rich, ranked
from readlist.cli.session import Session, undo_hint
from readlist.errors import UsageError
from readlist.language import translate
from readlist.lazy import lazy
from readlist.library import discovering
from readlist.library.discovering import DiscoverReport, Discovery
from readlist.library.newcomers import NewcomersQuery
from readlist.text import one_line, plural

if TYPE_CHECKING:
    from readlist.cli import collect, full_screen
    from readlist.views import choices
else:
    collect = lazy("readlist.cli.collect")
    full_screen = lazy("readlist.cli.full_screen")
    choices = lazy("readlist.views.choices")

_SHOWN = 20

Words = list[str] | None


def discover(
    session: Session,
    *,
    output: Output,
    category: Annotated[Words, typer.Option(
        "--category", metavar="CAT", help="Look in this category, such as cs.LG; repeat for more.",
    )] = None,
    query: Annotated[str, typer.Option(
        "--query", metavar="QUERY", help="Search arXiv with a query in its own syntax.",
    )] = "",
    days: Annotated[str | None, typer.Option(
        "--days", metavar="N", help="Look at papers submitted in the last N days.",
    )] = None,
    limit: Annotated[str | None, typer.Option(
        "--limit", "-n", metavar="N", help="Show at most N papers (default: 20).",
    )] = None,
    triage: Annotated[bool, typer.Option("--triage", help="Go through them one by one.")] = False,
    dismiss: Annotated[Words, typer.Option(
        "--dismiss", metavar="PAPER", help="Never show this row or identifier again.",
    )] = None,
    follow: Annotated[Words, typer.Option(
        "--follow", metavar="CAT", help="Start following this category.",
    )] = None,
    unfollow: Annotated[Words, typer.Option(
        "--unfollow", metavar="CAT", help="Stop following it.",
    )] = None,
    following: Annotated[bool, typer.Option(
        "--following", help="Only list what you follow.",
    )] = False,
) -> None:  # fmt: skip
    """Find new arXiv papers, ranked by what you read and starred.

    $ readlist discover --follow cs.CL,cs.LG
    $ readlist discover
    $ readlist add 3 7
    $ readlist discover --days 7 --triage
    $ readlist discover --query 'abs:"mixture of experts"'

    Shows the latest announcement in the categories you follow, without papers that are on your
    list or that you dismissed. Nothing is added by itself. The same question goes to arXiv only
    once a day.
    """
    _check_one(follow, unfollow, following, dismiss, triage)
    if following or follow or unfollow:
        _follow(session, read_words(follow), read_words(unfollow))
        return
    if dismiss:
        _dismiss(session, read_words(dismiss))
        return
    question = NewcomersQuery(read_words(category), query.strip(), read_count(days, "--days"))
    if triage:
        full_screen.need_terminal(
            session, "triage", "run it without --triage, then use add or discover --dismiss"
        )
        full_screen.triage_discoveries(
            session, discovering.discover(session.workspace, question), read_count(limit, "-n")
        )
        return
    report = discovering.discover(session.workspace, question)
    _show(session, output, report, report.found[: read_count(limit, "-n") or _SHOWN])


def _check_one(*given: object) -> None:
    if sum(map(bool, given)) > 1:
        raise UsageError(
            "--follow, --unfollow, --following, --dismiss and --triage cannot be used together",
            "use only one of them",
        )


def _follow(session: Session, names: Sequence[str], gone: Sequence[str]) -> None:
    workspace = session.workspace
    if not names and not gone:
        for name in discovering.followed_categories(workspace):
            session.write(one_line(name))
        if not discovering.followed_categories(workspace):
            session.say("You follow no category yet: readlist discover --follow cs.CL")
        return
    now = discovering.follow(workspace, names or gone, on=bool(names))
    session.say(f"Following {', '.join(now) or 'nothing'}.")


def _dismiss(session: Session, words: Sequence[str]) -> None:
    requests = collect.read_requests(session, words)
    for _, error in requests.refused:
        raise error
    words = [*requests.papers, *requests.others]
    gone = discovering.dismiss_named(session.workspace, words).identifiers
    if gone:
        named = f"{session.paths.dismissed} names {'it' if len(gone) == 1 else 'them'}"
        session.say(f"{plural(len(gone), 'paper')} dismissed: {named}.{undo_hint(session)}")
    else:
        session.say("Already dismissed.")


def _show(
    session: Session, output: Output, report: DiscoverReport, shown: Sequence[Discovery]
) -> None:
    ids = [one.metadata.id for one in shown]
    if not output.is_for_people(session):
        if output.ids:
            for identifier in ids:
                session.write(identifier)
        else:
            print_data(session, output, map(_record, shown))
    else:
        _print(session, report, shown)


def _record(one: Discovery) -> dict[str, Any]:
    data = one.choice.paper.to_json()
    # It is not on the list, so it has no status; what arXiv said is printed with it.
    known = {name: one.metadata.to_json()[name] for name in ("abstract", "comment", "doi")}
    return data | {"status": None, "version": one.metadata.version} | ranked(one.choice) | known


def _print(session: Session, report: DiscoverReport, shown: Sequence[Discovery]) -> None:
    where = ", ".join(report.categories) or "the query"
    left_out = [
        f"{report.listed:,} on the list" if report.listed else "",
        f"{report.dismissed:,} dismissed" if report.dismissed else "",
    ]
    without = f", without {' and '.join(filter(None, left_out))}" if any(left_out) else ""
    found = f"{plural(report.total, 'paper')}{without}"
    since = f"{report.since:%A} {report.since.isoformat()}"
    session.write(translate(f"{where} since {since}: {found}"))
    if shown:
        rows = [(one.choice.paper, one.choice.score, one.choice.words) for one in shown]
        session.number_rows(((one.metadata.id, one.choice.paper.title) for one in shown), new=True)
        session.write("")
        print_rich(session, *choices.discovery_lines(rows, session.canvas))
        session.hint(
            "readlist add 1 2     adds papers; readlist discover --triage goes through them"
        )
    else:
        session.say("Nothing new.")
