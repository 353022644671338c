"""``readlist related``."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.option_values import read_count
from readlist.cli.output import print_rich
from readlist.cli.papers import OptionalPapers, resolve
from readlist.cli.session import Session
from readlist.errors import UsageError
from readlist.language import translate
from readlist.lazy import lazy
from readlist.library import selecting
from readlist.paper import Status
from readlist.reading_list import Filters
from readlist.text import plural

if TYPE_CHECKING:
    from readlist.library import relating
    from readlist.library.relating import Lead, LeadReport
    from readlist.views import leads as views
else:
    relating = lazy("readlist.library.relating")
    views = lazy("readlist.views.leads")

_SHOWN = 20
_LISTED = frozenset(Status) - {Status.SKIPPED, Status.INBOX}
_SAID = {"cites": "cited", "cited-by": "cites it", "similar": "similar"}


def related(
    session: Session,
    *,
    papers: OptionalPapers = None,
    cites: Annotated[bool, typer.Option("--cites", help="Only works that it cites.")] = False,
    cited_by: Annotated[bool, typer.Option("--cited-by", help="Only works that cite it.")] = False,
    similar: Annotated[bool, typer.Option("--similar", help="Only similar works.")] = False,
    limit: Annotated[str | None, typer.Option(
        "--limit", "-n", metavar="N", help="Show at most N works (default: 20).",
    )] = None,
    plain: Annotated[bool, typer.Option(
        "--plain", help="Print one work per line, tabs between fields.",
    )] = False,
    ids: Annotated[bool, typer.Option(
        "--ids", help="Print only identifiers, one per line.",
    )] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array.")] = False,
) -> None:  # fmt: skip
    """Show what a paper cites, what cites it, and similar work.

    $ readlist related mixtral
    $ readlist related 3 --cited-by -n 50
    $ readlist related                      the works that most of your papers cite
    $ readlist add 3 5                      adds those rows

    Works that match what you read, and that many of your papers cite, come first. Works already on
    the list come last, with their status. OpenAlex and Semantic Scholar are asked; answers are kept
    for a month. Offline, only the references in the paper's PDF and your own list are used.
    """
    count = read_count(limit, "-n") or _SHOWN
    given = {"cites": cites, "cited-by": cited_by, "similar": similar}
    if plain + ids + as_json > 1:
        raise UsageError(
            "--json, --plain and --ids cannot be used together", "use only one of them"
        )
    report = _report(session, papers, [name for name, on in given.items() if on], count)
    _show(session, report, count, as_json=as_json, plain=plain, ids=ids)
    for clause in report.unasked:
        session.notices.warn(f"note: {clause}")
    if report.fault:
        raise report.fault


def _report(
    session: Session, words: list[str] | None, relations: list[str], count: int
) -> "LeadReport":
    workspace = session.workspace
    chosen = [one for one in relating.EVERY if str(one) in relations] or list(relating.EVERY)
    if words:
        return relating.related(workspace, resolve(session, words), chosen)
    if relations:
        raise UsageError(f"--{relations[0]} is about papers", "readlist related 3 --cites")
    filters = Filters()
    listed = selecting.select(workspace, filters, _LISTED, workspace.papers()).papers
    return relating.leads_of_list(workspace, listed, count)


def _show(
    session: Session, report: "LeadReport", count: int, *, as_json: bool, plain: bool, ids: bool
) -> None:
    shown = report.leads[:count]
    if as_json:
        session.write(json.dumps([_record(lead) for lead in shown], indent=1))
    elif ids:
        for lead in shown:
            session.write(_id(lead))
    elif plain or not session.screen.out_tty:
        for lead in shown:
            score = lead.choice.score if lead.choice else None
            session.write(views.lead_fields(_record(lead), score))
    else:
        _print(session, report, shown)


def _print(session: Session, report: "LeadReport", shown: "tuple[Lead, ...]") -> None:
    # Rows are numbered without gaps; a work without an identifier cannot be added by its row.
    named = [lead for lead in shown if _id(lead)]
    session.number_rows(((_id(lead), lead.metadata.title) for lead in named), new=True)
    numbers = {id(lead): number for number, lead in enumerate(named, 1)}
    for lead in shown:
        paper = lead.listed or (lead.choice.paper if lead.choice else None)
        if paper:
            number = numbers.get(id(lead), 0)
            lines = views.lead_line(
                number, paper, listed=bool(lead.listed), why=_why(lead), canvas=session.canvas
            )
            print_rich(session, *lines)
    if not shown:
        if not report.fault:
            session.say("Nothing found.")
        return
    more = len(report.leads) - len(shown)
    told = translate(f", {more:,} more with -n") if more > 0 else ""
    source = translate(f"; from {', '.join(report.known_to) or 'here'}")
    session.write("")
    session.write(translate(plural(len(shown), "work")) + told + source)
    session.hint("readlist add 1 2     adds rows")


def _why(lead: "Lead") -> list[str]:
    clauses = [_SAID[str(relation)] for relation in lead.relations]
    if lead.cited_by:
        clauses.append(f"cited by {lead.cited_by:,} of your papers")
    if lead.listed:
        clauses.append(f"on the list, {lead.listed.status}")
    if lead.choice:
        clauses.append(f"{lead.choice.score:.2f}")
        clauses += lead.choice.words[:2]
    return clauses


def _id(lead: "Lead") -> str:
    return lead.listed.id if lead.listed else lead.metadata.id


def _record(lead: "Lead") -> dict[str, object]:
    record = views.lead_record(
        lead.metadata, lead.listed, lead.cited_by, lead.citations, list(map(str, lead.relations))
    )
    return record | {"score": round(lead.choice.score, 4) if lead.choice else None}
