"""``readlist fetch``."""

import shlex
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Annotated

import typer

from readlist.cli.failures import raise_failures
from readlist.cli.papers import OptionalPapers, resolve
from readlist.cli.session import Session
from readlist.cli.terminal import megabytes
from readlist.library import fetching, selecting
from readlist.library.fetching import Piece
from readlist.library.reports import FetchPlan, FetchReport, PdfDone
from readlist.paper import Paper, Status
from readlist.reading_list import Filters
from readlist.text import plural

_WANTED = frozenset(Status) - {Status.SKIPPED}
_BATCH = 100
"""Papers in one request to arXiv."""


def fetch(
    session: Session,
    *,
    filters: Filters,
    papers: OptionalPapers = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Download PDFs.")] = False,
    abstracts: Annotated[
        bool, typer.Option("--abstracts", help="Download abstracts and details, as without --pdf.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Download again what is already there.")
    ] = False,
) -> None:
    """Download abstracts and PDFs.

    $ readlist fetch
    $ readlist fetch --pdf -t moe
    $ readlist fetch mixtral --pdf

    Fetches what is missing for the papers you name, or for all but skipped ones; -n 5 does the
    next five that lack something. arXiv allows one request every three seconds. After Ctrl-C, the
    same command carries on. Open-access PDFs of other papers are kept only if their first pages
    show the title.
    """
    every = session.workspace.papers()
    if papers:
        chosen, limit = resolve(session, papers, every), None
    else:  # the limit counts papers that lack something, so repeating the command carries on
        chosen = list(
            selecting.select(session.workspace, filters._replace(limit=None), _WANTED, every).papers
        )
        limit = filters.limit
    plan = fetching.fetch_plan(
        session.workspace,
        chosen,
        abstracts=abstracts or not pdf,
        pdfs=pdf,
        force=force,
        limit=limit,
    )
    if plan.without:
        them = plural(len(plan.without), "paper has no PDF", "papers have no PDF")
        session.say(f"{them} that readlist can fetch: readlist add FILE.pdf")
    if plan.facts or plan.pdfs:
        _fetch(session, plan)
    elif not plan.without:
        session.say(f"Nothing is missing: {plural(len(chosen), 'paper')} checked.")


def fetch_pdfs(session: Session, papers: Sequence[Paper]) -> None:
    """Fetch the PDFs that papers lack, as ``fetch --pdf`` does."""
    plan = fetching.fetch_plan(session.workspace, papers, abstracts=False, pdfs=True)
    if plan.pdfs:
        _fetch(session, plan)


def _fetch(session: Session, plan: FetchPlan) -> None:
    """Fetch what papers lack, and say what arrived.

    Raises:
        ArxivError: arXiv could not be asked; what came before is kept.
        ReadlistError: arXiv does not have all of it.
    """
    workspace = session.workspace
    if plan.pdfs:
        session.say(_announcement(plan))
    before = fetching.at_hand(workspace, plan)

    def done(file: PdfDone) -> None:
        session.say(f"{file.id}  {megabytes(file.size)}  {file.path}")

    try:
        report = fetching.fetch(workspace, plan, done=done)
    except KeyboardInterrupt:
        # The disk is looked at: Ctrl-C may come after a PDF is saved and before that is reported.
        session.stopped = _so_far(plan, fetching.at_hand(workspace, plan) - before)
        raise
    _tell(session, report)
    way = _by_hand(plan, report)
    raise_failures(session, "could not be fetched", report.missing, report.fault, way)


def _by_hand(plan: FetchPlan, report: FetchReport) -> str:
    """Return how to get a PDF that readlist cannot fetch; empty where that would not help."""
    first = report.missing[0][0] if report.missing else ""
    paper = next((paper for paper in plan.pdfs if paper.id == first), None)
    if paper is None or paper.arxiv_id:
        return ""
    return f"readlist open --abs {shlex.quote(first)}, and readlist add FILE.pdf with what you get"


def _so_far(plan: FetchPlan, came: AbstractSet[Piece]) -> str:
    """Return how much of a plan is done: ``3 of 20 PDFs saved``."""
    pdfs = sum(piece.is_pdf for piece in came)
    counts = ((len(came) - pdfs, plan.facts, "abstract"), (pdfs, plan.pdfs, "PDF"))
    parts = [f"{n:,} of {plural(len(every), noun)}" for n, every, noun in counts if every]
    return f"{' and '.join(parts)} saved"


def _announcement(plan: FetchPlan) -> str:
    """Return how many PDFs are missing, and how long they take at least at arXiv's pace."""
    many = len(plan.pdfs)
    verb = "has no" if many == 1 else "have no"
    text = f"{plural(many, 'paper')} {verb} PDF."
    at_arxiv = sum(paper.arxiv_id is not None for paper in plan.pdfs)
    asked = sum(paper.arxiv_id is not None for paper in plan.facts)
    requests = at_arxiv + -(-asked // _BATCH)
    seconds = round((requests - 1) * plan.interval)
    if seconds <= 0:
        return text
    took = f"{seconds // 60} min {seconds % 60} s" if seconds >= 60 else f"{seconds} s"
    pace = f"{plan.interval:g} s between requests, as arXiv asks"
    return f"{text} {pace}: at least {took}."


def _tell(session: Session, report: FetchReport) -> None:
    parts = []
    if report.facts:
        parts.append(plural(len(report.facts), "abstract"))
    if report.pdfs:
        size = megabytes(sum(file.size for file in report.pdfs))
        parts.append(f"{plural(len(report.pdfs), 'PDF')}, {size}")
    if parts:
        session.say(f"Fetched {' and '.join(parts)}.")
