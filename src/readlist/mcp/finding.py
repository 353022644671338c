"""Tools that read: `find`, `show`, `discover` and `related`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from readlist.author_name import short_authors
from readlist.clock import today
from readlist.errors import NotFoundError
from readlist.lazy import lazy
from readlist.library import reading, selecting
from readlist.mcp.answers import (
    ToolAnswer,
    by_others,
    joined,
    new_line,
    page_of,
    paper_line,
    said,
    title_of,
)
from readlist.paper import Paper, Status
from readlist.reading_list import Filters
from readlist.reading_list.filters import SHOWN
from readlist.text import clean, one_line, plural

if TYPE_CHECKING:
    from readlist.library import (
        choosing,
        discovering,
        highlighting,
        newcomers,
        pdf_text,
        relating,
        resolve,
        searching,
    )
    from readlist.library.relating import Lead
    from readlist.library.workspace import Workspace
    from readlist.metadata import Metadata
else:
    choosing = lazy("readlist.library.choosing")
    discovering = lazy("readlist.library.discovering")
    highlighting = lazy("readlist.library.highlighting")
    newcomers = lazy("readlist.library.newcomers")
    relating = lazy("readlist.library.relating")
    resolve = lazy("readlist.library.resolve")
    searching = lazy("readlist.library.searching")
    pdf_text = lazy("readlist.library.pdf_text")

_SHOWN = 10
_NOTES = 6_000
"""Characters of notes in one answer."""
_TERMS = 4
_ADD = "add what the person wants"
_ADD_BY_HAND = "the person can readlist add what they want"
_TO_READ = SHOWN | {Status.INBOX}

Given = Mapping[str, Any]
"""Arguments, checked."""


def find(workspace: "Workspace", given: Given, *, writes: bool) -> ToolAnswer:
    """Return papers of the list by words, by taste or by filters."""
    offset = given.get("offset", 0)
    filters = _filters(given, offset + given.get("limit", _SHOWN))
    if given.get("words"):
        selecting.check_topics(filters, workspace.papers())
        hits = searching.search(workspace, [given["words"]], filters)
        rows = [(hit.paper, "") for hit in hits.hits]
        total, order = hits.total, "best match first"
    elif given.get("next"):
        papers = workspace.papers()
        selecting.check_topics(filters, papers)
        chosen = choosing.select(workspace, filters._replace(sort="rank"), _TO_READ, papers)
        choices = [workspace.choices[paper.id] for paper in chosen.papers]
        rows = [(one.paper, choosing.spoken(one, _TERMS)) for one in choices]
        total, order = len(rows) + chosen.cut, "what to read next first"
    else:
        chosen = selecting.select(workspace, filters, SHOWN)
        rows = [(paper, "") for paper in chosen.papers]
        total, order = len(rows) + chosen.cut, "by topic"
    return _listed(rows[offset:], f"{plural(total, 'paper')}, {order}", (offset, total), writes)


def _filters(given: Given, limit: int) -> Filters:
    statuses = given.get("status")
    passing = None
    if statuses:
        passing = frozenset() if "all" in statuses else frozenset(map(Status, statuses))
    days, due_days = given.get("added_days"), given.get("due_days")
    return Filters(
        topics=tuple(given.get("topic", ())),
        statuses=passing,
        star=given.get("starred", False),
        authors=(given["author"],) if given.get("author") else (),
        categories=tuple(given.get("category", ())),
        years=(given.get("year_from"), given.get("year_to")),
        added=(today() - timedelta(days=days) if days else None, None),
        due=(None, today() + timedelta(days=due_days) if due_days is not None else None),
        limit=limit,
    )


def _listed(
    rows: list[tuple[Paper, str]], what: str, where: tuple[int, int], writes: bool
) -> ToolAnswer:
    offset, total = where
    if not rows:
        return said(
            "0 papers." if not total else f"{plural(total, 'paper')}, none after offset {offset}.",
            "Next: find with other words or status=[all]; discover for new papers.",
        )
    first, last = offset + 1, offset + len(rows)
    more = f" offset={last} has more;" if last < total else ""
    lines = [paper_line(paper, why) for paper, why in rows]
    change = "; mark or note it" if writes else ""
    head = f"{first}-{last} of {what}:"
    return said(head, *lines, f"Next:{more} show one for its abstract{change}.")


def show(workspace: "Workspace", given: Given, *, writes: bool) -> ToolAnswer:
    """Return one paper: its details, a page of its text, or the highlights of its PDF."""
    (paper,) = one_paper(workspace, given["paper"])
    part = given.get("part", "facts")
    if part == "text":
        return _text(workspace, paper, given.get("page", 1))
    if part == "highlights":
        return _highlights(workspace, paper, writes=writes)
    details = reading.details(workspace, paper)
    pages = "; part=text has the words of its PDF" if details.pdf else "; no PDF is at hand"
    notes = clean(paper.notes).strip()
    lines = [paper_line(paper), *_facts(paper, details.metadata)]
    if notes:
        lines += ["notes of the person:", notes[:_NOTES]]
    if len(notes) > _NOTES:
        lines.append(f"({len(notes) - _NOTES:,} more characters of notes)")
    lines.append(f"Next: {'mark or note it; ' if writes else ''}related{pages}.")
    found = said(*lines)
    abstract = details.metadata.abstract if details.metadata else ""
    if not abstract:
        return found
    return ToolAnswer((*found.texts, by_others("abstract", abstract, paper.id)))


def one_paper(workspace: "Workspace", word: str) -> list[Paper]:
    """Return the one paper that a word means, as a list.

    Raises:
        NotFoundError: It means none. AmbiguousError: It means several.
    """
    return resolve.resolve_papers(workspace, [word])[:1]


def _facts(paper: Paper, metadata: "Metadata | None") -> list[str]:
    known = {
        "authors": ", ".join(paper.authors[:20]),
        "published": paper.published_as or str(paper.published or ""),
        "venue": paper.venue or (metadata.journal_ref if metadata else "") or "",
        "categories": ", ".join(paper.categories),
        "also": ", ".join(paper.also),
        "citation key": paper.key,
        "added": str(paper.added or ""),
        "read on": str(paper.finished or ""),
        "due": str(paper.due or ""),
        "source": paper.source,
        "code": ", ".join(paper.code[:5]),
        "url": paper.url or "",
    }
    lines = [f"{name}: {one_line(value)}" for name, value in known.items() if value]
    return [*lines, *([metadata.taken_back.upper()] if metadata and metadata.taken_back else [])]


def _text(workspace: "Workspace", paper: Paper, number: int) -> ToolAnswer:
    text, pages = page_of(pdf_text.text_of(workspace, paper), number)
    if not text:
        raise NotFoundError(f"the text of {paper.id} has {plural(pages, 'page')}", "page=1")
    more = f"page={number + 1} goes on." if number < pages else "That is the end."
    head = said(f"{paper.id} | {title_of(paper)} | page {number} of {pages}", f"Next: {more}")
    return ToolAnswer((*head.texts, by_others("text", text, paper.id)))


def _highlights(workspace: "Workspace", paper: Paper, *, writes: bool) -> ToolAnswer:
    found = highlighting.highlights_of(workspace, paper)
    head = f"{paper.id} | {title_of(paper)} | {plural(len(found), 'highlight')}"
    lines = [f"{one.kind}: {one.line}" for one in found]
    text, pages = page_of("\n".join(map(one_line, lines)), 1)
    cut = "Only the first 12,000 characters." if pages > 1 else ""
    if not found:
        return said(head, "Next: part=text for its words.")
    block = by_others("what the person marked", text, paper.id)
    onward = "Next: note what follows from it." if writes else "Next: part=text for its words."
    return ToolAnswer((*said(head, cut, onward).texts, block))


def discover(workspace: "Workspace", given: Given, *, writes: bool) -> ToolAnswer:
    """Return new papers, the best match first."""
    question = newcomers.NewcomersQuery(
        tuple(given.get("categories", ())), given.get("query", ""), given.get("days")
    )
    report = discovering.discover(workspace, question)
    shown = report.found[: given.get("limit", _SHOWN)]
    where = ", ".join(report.categories) or "the query"
    head = f"{where} since {report.since}: {plural(report.total, 'paper')}, "
    head += f"{report.listed} on the list, {report.dismissed} dismissed; the best {len(shown)}:"
    lines = [new_line(one.choice.paper, ", ".join(one.choice.words[:_TERMS])) for one in shown]
    if not shown:
        return said(head.partition(";")[0] + ".", "Next: discover with more days.")
    return said(head, *lines, f"Next: {_ADD if writes else _ADD_BY_HAND}.")


def list_related(workspace: "Workspace", given: Given, *, writes: bool) -> ToolAnswer:
    """Return works that a paper cites, that cite it, or that are similar."""
    (paper,) = one_paper(workspace, given["paper"])
    wanted = given.get("relations") or list(map(str, relating.EVERY))
    chosen = [one for one in relating.EVERY if str(one) in wanted]
    report = relating.related(workspace, [paper], chosen)
    shown = report.leads[: given.get("limit", _SHOWN)]
    for clause in report.unasked:
        workspace.notices.warn(f"note: {clause}")
    if report.fault and not shown:
        raise report.fault
    name = f"{paper.id} {title_of(paper)}"
    if not shown:
        return said(f"Nothing is known around {name}.", "Next: find with words of its title.")
    return said(
        f"{len(shown)} of {plural(len(report.leads), 'work')} around {name}:",
        *map(_lead_line, shown),
        f"Next: {_ADD if writes else _ADD_BY_HAND}; show what is on the list.",
    )


def _lead_line(lead: "Lead") -> str:
    clauses = [str(relation) for relation in lead.relations]
    if lead.cited_by:
        clauses.append(f"cited by {lead.cited_by} of the list")
    why = ", ".join(clauses)
    if lead.listed:
        return paper_line(lead.listed, f"on the list; {why}")
    names = [author.name for author in lead.metadata.authors]
    facts = f"{short_authors(names)} {lead.metadata.published[:4]}"
    return joined(lead.metadata.id or "(no identifier)", lead.metadata.title, facts, why)
