"""Open-access PDFs of papers that are not at arXiv."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from readlist.documents.pdf_paper import front_of
from readlist.errors import FileError, ReadlistError, ServiceError
from readlist.http.errors import RefusedError
from readlist.library import reading
from readlist.library.looking_up import look_up
from readlist.library.pdf_identity import holds
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.model.spelling import FileKey, file_key
from readlist.paper import Paper
from readlist.pdfs import MOST_BYTES, NoPdfError, OnProgress, anywhere
from readlist.regular import load_regular
from readlist.sources.open_pdfs import PdfSearch

_NONE = frozenset({"local", "isbn"})
"""Kinds of identifiers without open-access PDFs."""


@dataclass(frozen=True, slots=True)
class OpenPdf:
    """The result of looking for a paper's PDF."""

    path: Path | None = None
    size: int = 0
    reason: str = ""
    """Why there is none, as a clause."""
    fault: ServiceError | None = None
    """Why no service could be asked; None if one gave a final answer."""


def may_have_pdf(paper: Paper) -> bool:
    """Return whether there may be an open-access PDF of a paper."""
    identifier = paper.identifier
    return identifier is not None and str(identifier.kind) not in _NONE


def fetch_open(workspace: Workspace, paper: Paper, on_progress: OnProgress) -> OpenPdf:
    """Fetch a paper's open-access PDF, if its first pages confirm that it is the paper.

    Args:
        workspace: What this run works on.
        paper: A paper of the list that is not at arXiv.
        on_progress: Called after each piece of a file.

    Raises:
        FileError: Files cannot be written.
        ServiceError: The network is forbidden.
    """
    own = file_key(paper.id)
    facts, fault = _facts(workspace, paper)
    if own is None or facts is None:
        reason = "no service knows it" if fault is None else "no service could be asked about it"
        return OpenPdf(reason=reason, fault=fault)
    title = facts.title or paper.title
    if not title:
        return OpenPdf(reason="its title is not known, so no PDF could be checked")
    search = PdfSearch(facts, workspace.services, paper.also)
    tries = _Tries(workspace, paper, facts, own, on_progress)
    for address in search.addresses():
        found = tries.take(address)
        if found:
            return found
    return tries.verdict(search.troubles)


def _facts(workspace: Workspace, paper: Paper) -> tuple[Metadata | None, ServiceError | None]:
    known = reading.details(workspace, paper).metadata
    if known is not None or paper.identifier is None:
        return known, None
    looked = look_up(workspace, [paper.identifier], any_kind=True)
    fault = looked.fault if isinstance(looked.fault, ServiceError) else None
    return looked.facts.get(paper.id), fault


class _Tries:
    """The addresses that were tried for one paper, and why they failed."""

    def __init__(
        self,
        workspace: Workspace,
        paper: Paper,
        facts: Metadata,
        own: FileKey,
        on_progress: OnProgress,
    ) -> None:
        self._workspace = workspace
        self._paper = paper
        self._facts = facts
        self._target = workspace.paper_files.pdf_target(own)
        self._on_progress = on_progress
        self._reasons: list[str] = []
        self._last_words = 0
        """How often a service said that there is none, or gave another paper's."""
        self._fault: ServiceError | None = None

    def take(self, address: str) -> OpenPdf | None:
        """Return the PDF if an address has it."""
        part = self._target.with_name(self._target.name + ".part")
        try:
            size = anywhere.take(
                self._workspace.services.web, address, part, self._on_progress, limit=MOST_BYTES
            )
            self._check(part)
            part.replace(self._target)
        except (NoPdfError, RefusedError) as error:
            self._note(error.problem, definite=True)
        except FileError:
            raise
        except ServiceError as error:
            self._fault = error
            self._note(error.problem, definite=False)
        except OSError as error:
            remedy = "free some space or make the folder writable"
            raise FileError(f"cannot write {part}: {error.strerror or error}", remedy) from error
        else:
            self._workspace.paper_files.touch()
            self._workspace.look_at_library_again()
            return OpenPdf(self._target, size)
        finally:
            part.unlink(missing_ok=True)
        return None

    def _check(self, part: Path) -> None:
        """Check that a file is the paper's PDF.

        Raises:
            NoPdfError: It is not, or that cannot be told.
        """
        try:
            front = front_of(load_regular(part, MOST_BYTES))
        except ReadlistError as error:
            raise NoPdfError(f"{error.problem}, so it could not be checked") from None
        authors = [author.name for author in self._facts.authors] or list(self._paper.authors)
        names = (self._paper.id, *self._paper.also, self._facts.id)
        dois = [name for name in names if name.startswith("doi:")]
        dois += [f"doi:{self._facts.doi}"] if self._facts.doi else []
        if not front.is_readable:
            raise NoPdfError("the PDF is a scan without text, so it could not be checked")
        if not holds(front, self._facts.title or self._paper.title, authors, dois):
            raise NoPdfError("the PDF is of another paper")

    def _note(self, reason: str, *, definite: bool) -> None:
        self._reasons.append(reason)
        self._last_words += definite

    def verdict(self, troubles: Sequence[ServiceError]) -> OpenPdf:
        """Return why there is no PDF.

        Args:
            troubles: The services that could not say where it may be.
        """
        fault = self._fault or next(iter(troubles), None)
        if fault and not self._last_words:
            return OpenPdf(reason=fault.problem, fault=fault)
        if self._reasons:
            return OpenPdf(reason="; ".join(dict.fromkeys(self._reasons)))
        return OpenPdf(reason="no open PDF is known")
