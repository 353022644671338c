"""What an import prints, for people and for programs, and what it asks before it adds anything."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import typer

from readlist.cli.session import Session
from readlist.lazy import lazy
from readlist.library.importing.plan import (
    Candidate,
    CandidateKind,
    ImportOptions,
    ImportPlan,
    NameConflict,
)
from readlist.library.importing.sources import Scanned
from readlist.model.spelling import compared
from readlist.text import one_line, plural, shorten
from readlist.views.added import known_line
from readlist.views.found import FoundRow

if TYPE_CHECKING:
    from readlist.cli import full_screen, papers
    from readlist.library.importing import excerpts, resolving, review
    from readlist.library.importing.adding import ImportReport
    from readlist.library.importing.review_items import ReviewItem
    from readlist.tui import review_screen
else:
    full_screen = lazy("readlist.cli.full_screen")
    papers = lazy("readlist.cli.papers")
    resolving = lazy("readlist.library.importing.resolving")
    excerpts = lazy("readlist.library.importing.excerpts")
    review = lazy("readlist.library.importing.review")
    review_screen = lazy("readlist.tui.review_screen")


_UNTOLD = "references without author, year or identifier"
_NAMED = 12
"""Doubts and the like that are named one by one; the rest is counted."""


def rows_of(plan: ImportPlan) -> list[FoundRow]:
    """Return a row for every requested change, and for every paper that was found."""
    changes = [
        FoundRow(
            kind="edited",
            id=one.paper.id,
            title=one.paper.title,
            topics=(one.words,),
            code=(),
            where=f"{one.source}:{one.edit.line}",
        )
        for one in plan.take_overs
    ]
    return changes + [
        FoundRow(
            kind=str(candidate.kind),
            id=candidate.entry.id or "",
            title=candidate.entry.title,
            topics=candidate.topics,
            code=candidate.entry.code,
            where=f"{candidate.source}:{candidate.entry.line}",
        )
        for candidate in plan.candidates
    ]


def findings_json(scanned: Sequence[Scanned], plan: ImportPlan) -> dict[str, Any]:
    """Return what was found as one object; a paper of several documents occurs once."""
    return {
        "source": "; ".join(scan.source for scan in scanned),
        "entries": [
            candidate.entry.to_json(known=candidate.kind is CandidateKind.KNOWN)
            for candidate in plan.candidates
        ],
        "conflicts": [conflict.to_json() for conflict in plan.conflicts],
        "doubtful": [doubt.to_json() for doubt in plan.doubtful],
        "not_on_arxiv": [entry.title for entry in plan.elsewhere],
        "no_papers": [entry.title for entry in plan.no_papers],
        "edits": [one.to_json() for one in plan.take_overs],
    }


def remarks(plan: ImportPlan) -> Iterator[str]:
    """Yield lines about what is contradictory, doubtful or left out."""
    edited = plural(len(plan.take_overs), "change")
    counts = [(len(plan.of_kind(kind)), str(kind)) for kind in CandidateKind]
    parts = [f"{count:,} {name}" for count, name in counts if count]
    parts += [f"{edited} made by hand"] if plan.take_overs else []
    yield ", ".join(parts) or "No papers found."
    yield from _marked(plan)
    both = [one for one in plan.take_overs if one.both]
    lines = (f"note: the list changed {one.paper.id} too: {one.words}" for one in both)
    yield from _some(lines, "such change")
    yield from _some((_conflict_line(conflict) for conflict in plan.conflicts), "conflict")
    doubts = (
        f"note: line {doubt.line}: {shorten(doubt.text, 60)!r} is doubtful: {one_line(doubt.why)}"
        for doubt in plan.doubtful
    )
    yield from _some(doubts, "doubtful identifier")
    untold = [entry.title for entry in plan.elsewhere]
    yield from _left_out(untold, "reference without author, year or identifier", _UNTOLD)
    others = [entry.title for entry in plan.no_papers]
    yield from _left_out(others, "entry that is not a paper", "entries that are not papers")
    yield from _some(_under_other_names(plan), "paper that is there under another identifier")
    for one, other in plan.pairs:
        yield f"note: {one} and {other} are the same paper here; readlist merge {one} {other}"


def _marked(plan: ImportPlan) -> Iterator[str]:
    """Yield a line on the reader's own marks in the document, unless readlist wrote it."""
    new = plan.of_kind(CandidateKind.NEW, CandidateKind.CONFLICT)
    marks = [one.entry.marks for one in new if one.carried is None]
    counts = Counter(told.status for told in marks if told.status)
    parts = [f"{count:,} {status}" for status, count in counts.items()]
    for count, what in (
        (sum(told.star for told in marks), "with a star"),
        (sum(bool(told.rating) for told in marks), "rated"),
    ):
        parts += [f"{count:,} {what}"] if count else []
    if parts:
        yield f"noted there: {', '.join(parts)}"


def _under_other_names(plan: ImportPlan) -> Iterator[str]:
    """Yield a line for each paper that the list has under another identifier than the document."""
    for candidate in plan.candidates:
        given, known = candidate.entry.id, candidate.known
        if known and given and compared(given) != compared(known.id):
            yield known_line(known, asked=given)


def _left_out(titles: Sequence[str], one: str, several: str) -> Iterator[str]:
    if titles:
        yield f"{plural(len(titles), one, several)}, left out:"
        yield from _some((f"  {shorten(title, 70)}" for title in titles), "title")


def report_lines(report: "ImportReport") -> Iterator[str]:
    """Yield lines about what arXiv said, and what was linked."""
    for wrong in report.wrong:
        yield (
            f"note: {shorten(wrong.name.text, 50)!r} (line {wrong.name.line}) is probably a wrong "
            f"link: {wrong.id} is {shorten(wrong.title, 60)!r}"
        )
    for changed in report.retitled:
        yield (
            f"note: {changed.id} is called {shorten(changed.title, 60)!r} on arXiv, and "
            f"{shorten(changed.written, 60)!r} in the document"
        )
    yield from resolved_lines(report.looked_up)
    for paper in report.linked:
        yield f"linked: {paper.id} is also {', '.join(paper.also)}"


def resolved_lines(candidates: Sequence[Candidate]) -> Iterator[str]:
    """Yield lines about what a search by title found, and what is not certain."""
    for candidate in candidates:
        title = shorten(candidate.entry.title, 60)
        if candidate.found:
            yield f"found: {candidate.found.id}  {title}"
        elif candidate.offered:
            yield f"not sure: {title!r} may be one of"
            for metadata in candidate.offered:
                yield f"  readlist add {metadata.id}   {shorten(metadata.title, 60)}"


def totals(report: "ImportReport") -> str:
    """Return the result in one line."""
    parts = [
        f"{len(report.added):,} added" if report.added else "",
        f"{len(report.linked):,} linked" if report.linked else "",
        f"{plural(len(report.taken), 'change')} brought in" if report.taken else "",
        f"{len(report.known):,} already there" if report.known else "",
    ]
    return (", ".join(filter(None, parts)) or "nothing added") + "."


def _conflict_line(conflict: NameConflict) -> str:
    names = list(dict.fromkeys(name.text for name in conflict.names if name.text))
    if len(names) > 1:
        several = " and ".join(repr(shorten(name, 40)) for name in names[:3])
        return f"note: {conflict.id} is linked for {several}: one may be a wrong link"
    code = " and ".join(dict.fromkeys(url for name in conflict.names for url in name.code))
    return f"note: {conflict.id} has conflicting repositories: {shorten(code, 120)}"


def _some(lines: Iterator[str], noun: str) -> Iterator[str]:
    kept = list(lines)
    yield from kept[:_NAMED]
    if len(kept) > _NAMED:
        yield f"… and {plural(len(kept) - _NAMED, f'more {noun}')}"


def check_terminal(session: Session) -> None:
    """Check that there is somebody to go through what is found.

    Raises:
        UsageError: There is no terminal, or one that cannot draw.
    """
    full_screen.need_terminal(
        session, "import --review", "the same with --dry-run, and then with --yes"
    )


def wanted(
    session: Session, scanned: Sequence[Scanned], plan: ImportPlan, *, asked: bool, screen: bool
) -> ImportPlan | None:
    """Return what to import; None for nothing.

    Args:
        session: This run.
        scanned: The documents.
        plan: What was found in them.
        asked: Whether everything is wanted without a question.
        screen: Whether the reader wants to go through it.
    """
    if screen:
        return _reviewed(session, scanned, plan)
    parts = _parts(plan)
    if not parts:
        session.say("Nothing new to import.")
        return None
    if asked or not session.interactive:
        return plan
    can_review = session.screen.out_tty and session.screen.redraws
    question = (
        f"{parts[0].upper()}{parts[1:]}? [Y/n{', r to go through it' if can_review else ''}] "
    )
    answer = papers.ask(session, question).lower()
    if answer in ("r", "review") and can_review:
        return _reviewed(session, scanned, plan)
    return plan if answer in ("", "y", "yes") else None


def _parts(plan: ImportPlan) -> str:
    """Return what would be done, in words; empty for nothing."""
    new, links = len(plan.of_kind(CandidateKind.NEW, CandidateKind.CONFLICT)), len(plan.links)
    changes = len(plan.take_overs)
    parts = [f"add {new:,} to the list" if new else ""]
    parts += [f"bring in {plural(changes, 'change')}" if changes else ""]
    parts += [f"add identifiers to {plural(links, 'paper')}" if links else ""]
    return " and ".join(filter(None, parts))


def _reviewed(session: Session, scanned: Sequence[Scanned], plan: ImportPlan) -> ImportPlan | None:
    decided = _go_through(session, scanned, plan)
    if decided is None or not _parts(decided):
        session.say("Nothing was imported.")
        return None
    return decided


def may_resolve(session: Session, plan: ImportPlan, options: ImportOptions) -> bool:
    """Ask whether to look up references without an identifier, if somebody can answer."""
    titles = len(resolving.unresolved(plan))
    forbidden = not options.fetch or session.workspace.offline
    if not titles or forbidden or not session.interactive:
        return False
    question = f"Look up {plural(titles, 'title')} at arXiv and Crossref, about 3 s each? [y/N] "
    return papers.ask(session, question).lower() in ("y", "yes")


def _go_through(
    session: Session, scanned: Sequence[Scanned], plan: ImportPlan
) -> ImportPlan | None:
    """Let the reader decide about what was found; None if nothing is to be imported.

    Args:
        session: This run.
        scanned: The documents.
        plan: What was found in them.
    """
    full_screen.prepare(session)
    around = excerpts.Excerpts(scanned)
    decided = review.Review(plan, session.workspace.papers())

    def excerpt(item: "ReviewItem") -> Sequence[tuple[int, str]]:
        return around.around(item.source, item.line, item.id, item.title)

    app = review_screen.ReviewApp(decided, excerpt, session.canvas)
    outcome = full_screen.run(app, "the review ended early; nothing was imported")
    if outcome.stopped:
        session.say("Nothing was imported.")
        raise typer.Exit(130)
    return decided.outcome() if outcome.wanted else None
