"""Fetch abstracts, facts and PDFs for papers of the list."""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from readlist.arxiv_id import ArxivId
from readlist.errors import ReadlistError, ServiceError
from readlist.lazy import lazy
from readlist.library import list_changes, looking_up, network, pdf_text, reading
from readlist.library.facts import missing_facts
from readlist.library.reports import FetchPlan, FetchReport, PdfDone
from readlist.library.workspace import Workspace
from readlist.list_file import ListEditor
from readlist.metadata import Metadata
from readlist.paper import Paper
from readlist.progress import Work
from readlist.text import plural

if TYPE_CHECKING:
    from readlist import pdfs as pdf_downloads
    from readlist.library import open_pdfs
    from readlist.pdfs import PdfFile
else:
    open_pdfs = lazy("readlist.library.open_pdfs")
    pdf_downloads = lazy("readlist.pdfs")


class Piece(NamedTuple):
    """A file that a fetch gets."""

    is_pdf: bool
    id: str
    look: bytes
    """A fingerprint of the file on disk; empty if there is none."""


def fetch_plan(
    workspace: Workspace,
    papers: Sequence[Paper],
    *,
    abstracts: bool = True,
    pdfs: bool = False,
    force: bool = False,
    limit: int | None = None,
) -> FetchPlan:
    """Return what a fetch would ask for.

    Args:
        workspace: What this run works on.
        papers: The papers to complete.
        abstracts: Whether abstracts and facts are wanted.
        pdfs: Whether PDFs are wanted; their versions must be known, so papers without facts are
            asked about too.
        force: Ask again for what is already there.
        limit: Plan for that many papers, the first that lack something.
    """
    facts: list[Paper] = []
    files: list[Paper] = []
    without: list[Paper] = []
    found = 0
    for paper in papers:
        if found == limit:
            continue
        file = pdfs and (force or not _pdf_look(workspace, paper))
        if not paper.arxiv_id:
            wanted = abstracts and looking_up.can_complete(paper, force=force)
            hopeless = file and not open_pdfs.may_have_pdf(paper)
            file = file and not hopeless
            without += [paper] if hopeless else []
            facts += [paper] if wanted else []
            files += [paper] if file else []
            found += wanted or file
            continue
        if (abstracts or file) and (force or not _is_complete(workspace, paper)):
            facts.append(paper)
        elif not file:
            continue
        files += [paper] if file else []
        found += 1
    interval = _interval(workspace) if found else 0.0
    return FetchPlan(tuple(facts), tuple(files), interval, tuple(without))


def _interval(workspace: Workspace) -> float:
    service = workspace.api.service
    return max(service.pace(service.api_url), service.pace(service.pdf_url))


def at_hand(workspace: Workspace, plan: FetchPlan) -> frozenset[Piece]:
    """Return the files of a plan that are here now.

    A file that arrives later is another piece, even if it replaces one.
    """
    facts = (Piece(False, p.id, _facts_look(workspace, p)) for p in plan.facts)
    pdfs = (Piece(True, p.id, _pdf_look(workspace, p)) for p in plan.pdfs)
    return frozenset(piece for piece in (*facts, *pdfs) if piece.look)


def _facts_look(workspace: Workspace, paper: Paper) -> bytes:
    found = paper.arxiv_id
    return workspace.paper_files.stamp(found) if found else b""


def _pdf_look(workspace: Workspace, paper: Paper) -> bytes:
    found = paper.arxiv_id
    path = str(workspace.paper_files.pdf_path(found) or "") if found else ""
    path = path or reading.pdf_of(workspace, paper) or ""
    try:
        facts = os.stat(path) if path else None  # noqa: PTH116 - the path is a text
    except OSError:  # it was removed just now
        return b""
    return f"{facts.st_ino} {facts.st_mtime_ns}".encode() if facts else b""


def fetch(
    workspace: Workspace,
    plan: FetchPlan,
    *,
    done: Callable[[PdfDone], None] = lambda _pdf: None,
) -> FetchReport:
    """Fetch what a plan names; everything that came before a fault or Ctrl-C is kept.

    Args:
        workspace: What this run works on.
        plan: From `fetch_plan`.
        done: Called with each PDF once it is in place.
    """
    facts: list[str] = []
    missing: list[tuple[str, str]] = []
    pdfs: list[PdfDone] = []
    fault: ReadlistError | None = None

    def tried(step: Callable[[], None]) -> ServiceError | None:
        try:
            step()
        except ServiceError as error:
            return error
        return None

    lost = tried(lambda: _fetch_facts(workspace, plan.facts, facts, missing))
    fault = lost or tried(lambda: _fetch_facts_elsewhere(workspace, plan.facts, facts, missing))
    absent = {identifier for identifier, _ in missing}
    wanted = [paper for paper in plan.pdfs if paper.id not in absent]
    at_arxiv = [paper for paper in wanted if paper.arxiv_id and not lost]
    elsewhere = [paper for paper in wanted if not paper.arxiv_id]
    fault = tried(lambda: _fetch_pdfs(workspace, at_arxiv, pdfs, missing, done)) or fault
    fault = tried(lambda: _fetch_open_pdfs(workspace, elsewhere, pdfs, missing, done)) or fault
    return FetchReport(tuple(facts), tuple(pdfs), tuple(missing), fault)


def _is_complete(workspace: Workspace, paper: Paper) -> bool:
    found = paper.arxiv_id
    known = bool(paper.title and paper.published)  # a feed does not give the day of submission
    return found is not None and known and workspace.paper_files.has_abstract(found)


def _fetch_facts(
    workspace: Workspace, papers: Sequence[Paper], done: list[str], missing: list[tuple[str, str]]
) -> None:
    papers = [paper for paper in papers if paper.arxiv_id]
    bare = [paper for paper in papers if not paper.title]
    kept = {p.id: network.known_facts(workspace, ArxivId.parse(p.id), fresh=True) for p in bare}
    at_hand = {identifier: facts for identifier, facts in kept.items() if facts}
    _complete(workspace, at_hand)
    done += at_hand
    asked = [ArxivId.parse(p.id) for p in papers if p.id not in at_hand]
    if asked:
        workspace.notices.say(f"Asking arXiv for {plural(len(asked), 'paper')} …")
    for fetched in network.ask(workspace, asked):
        facts = {identifier.base: found for identifier, found in fetched.found.items()}
        _complete(workspace, facts)
        done += facts
        missing += [(i.base, reason) for i, reason in fetched.missing.items()]


def _fetch_facts_elsewhere(
    workspace: Workspace, papers: Sequence[Paper], done: list[str], missing: list[tuple[str, str]]
) -> None:
    elsewhere = [paper for paper in papers if not paper.arxiv_id]
    if elsewhere:
        looking_up.complete(workspace, elsewhere, done, missing)


def _complete(workspace: Workspace, facts: dict[str, Metadata]) -> None:
    """Fill what the list lacks of these papers, in one write."""

    def edit(editor: ListEditor) -> None:
        for identifier, metadata in facts.items():
            if identifier in editor:
                paper = Paper.from_table(editor.table(identifier))
                editor.update(identifier, missing_facts(paper, metadata))

    if facts:
        list_changes.change(workspace, f"fetch {plural(len(facts), 'paper')}", edit)


def _fetch_pdfs(
    workspace: Workspace,
    papers: Sequence[Paper],
    done: list[PdfDone],
    missing: list[tuple[str, str]],
    tell: Callable[[PdfDone], None],
) -> None:
    pace = _interval(workspace) if papers else 0.0
    with workspace.notices.working("Fetching PDFs" if papers[1:] else "Fetching", pace) as work:
        for number, paper in enumerate(papers):
            identifier = _versioned(workspace, paper)
            if identifier is None:
                missing.append((paper.id, "its version is not known: readlist fetch first"))
                continue
            work.at(number, len(papers), str(identifier))
            try:
                file = _download(workspace, identifier, work)
            except pdf_downloads.NoPdfError as error:
                missing.append((paper.id, error.problem))
                continue
            done.append(PdfDone(paper.id, file.path, file.size))
            tell(done[-1])


def _fetch_open_pdfs(
    workspace: Workspace,
    papers: Sequence[Paper],
    done: list[PdfDone],
    missing: list[tuple[str, str]],
    tell: Callable[[PdfDone], None],
) -> None:
    """Fetch PDFs of papers that are not at arXiv; a failure does not stop the others.

    Raises:
        ServiceError: No service could be asked about one of them.
    """
    fault: ServiceError | None = None
    with workspace.notices.working("Fetching PDFs" if papers[1:] else "Fetching") as work:
        for number, paper in enumerate(papers):
            work.at(number, len(papers), paper.id)
            if _fetch_preprint(workspace, paper, done, tell, work):
                continue
            found = open_pdfs.fetch_open(workspace, paper, work.load)
            if found.path is None:
                missing.append((paper.id, found.reason))
                fault = fault or found.fault
                continue
            pdf_text.extract_pdf_text(workspace, paper.keeps[:1])
            done.append(PdfDone(paper.id, found.path, found.size))
            tell(done[-1])
    if fault:
        raise fault


def _fetch_preprint(
    workspace: Workspace,
    paper: Paper,
    done: list[PdfDone],
    tell: Callable[[PdfDone], None],
    work: Work,
) -> bool:
    """Fetch arXiv's PDF of a paper listed under another identifier; return whether it arrived."""
    arxiv = next(filter(None, map(ArxivId.exact, paper.also)), None)
    if arxiv is None:
        return False
    try:
        for _ in network.ask(workspace, [] if workspace.paper_files.stamp(arxiv) else [arxiv]):
            pass
        metadata = workspace.paper_files.read_metadata(arxiv)
        if metadata is None:
            return False
        file = _download(workspace, ArxivId(arxiv.base, metadata.version), work)
    except (ServiceError, pdf_downloads.NoPdfError):  # others may have it
        return False
    done.append(PdfDone(paper.id, file.path, file.size))
    tell(done[-1])
    return True


def _download(workspace: Workspace, identifier: ArxivId, work: Work) -> "PdfFile":
    """Fetch one version's PDF from arXiv.

    Raises:
        NoPdfError: There is none.
        ArxivError: arXiv could not be used.
    """
    url, target = workspace.api.service.pdf_url, workspace.paper_files.pdf_target(identifier)
    file = pdf_downloads.download(workspace.api.http, url, identifier, target, work.load)
    workspace.paper_files.touch()
    workspace.look_at_library_again()
    # Extracted now, while the next request has to wait, so that a search need not do it.
    pdf_text.extract_pdf_text(workspace, [identifier])
    return file


def _versioned(workspace: Workspace, paper: Paper) -> ArxivId | None:
    """Return the version to fetch: the pinned one, else the newest known."""
    found = paper.arxiv_id
    if found is None or found.version:
        return found
    metadata = workspace.paper_files.read_metadata(found)
    return ArxivId(found.base, metadata.version) if metadata else None
