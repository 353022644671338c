"""Tell which paper a PDF is: by arXiv's stamp, its metadata, its first pages, its title."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from readlist import sources
from readlist.arxiv_id import ArxivId
from readlist.documents.pdf_paper import Front, front_of
from readlist.errors import FileError, ReadlistError, ServiceError
from readlist.library import network
from readlist.library.by_title import TitleFinder
from readlist.library.pdf_identity import Clue, Origin, clues, contradicts, fits, titles
from readlist.library.workspace import Workspace
from readlist.metadata import Author, Metadata
from readlist.model.identifiers import Identifier
from readlist.paper import Paper
from readlist.regular import read_regular

_BY_TITLE = "title and author"
LARGEST = 200 << 20
"""Bytes of a PDF; larger ones are not papers."""
_HEAD = 1024
"""Bytes in which a PDF names its format (ISO 32000-1, annex H.3, note 13)."""


class Surety(StrEnum):
    """How certain it is which paper a PDF is."""

    SURE = "sure"
    LIKELY = "likely"
    UNCHECKED = "not checked"
    NONE = "not recognised"


@dataclass(frozen=True, slots=True)
class Recognised:
    """Which paper a PDF is."""

    path: Path
    identifier: str = ""
    """As the list spells it; empty if the PDF was not recognised."""
    how: str = ""
    """How it was recognised, in words."""
    surety: Surety = Surety.NONE
    title: str = ""
    problem: str = ""
    """Why it was not recognised, as a clause."""
    front: Front | None = None
    """None if it cannot be read."""
    is_pdf: bool = True
    """Whether it can be kept as an entry of its own."""
    fault: ReadlistError | None = None
    """The service that could not be asked."""


def recognise(workspace: Workspace, paths: Sequence[Path], *, ask: bool) -> list[Recognised]:
    """Return which papers PDFs are.

    Args:
        workspace: What this run works on.
        paths: The files.
        ask: Whether services may be asked; if not, only what a PDF says about itself counts.
    """
    with workspace.notices.working("Reading PDFs" if paths[1:] else "Reading") as work:
        read = []
        for number, path in enumerate(paths):
            work.at(number, len(paths), path.name)
            read.append(_read(path))
    recogniser = _Recogniser(workspace, ask=ask and not workspace.offline)
    recogniser.ask_arxiv([one.front for one in read if one.front])
    with workspace.notices.working("Recognising PDFs" if paths[1:] else "Recognising") as work:
        found = []
        for number, one in enumerate(read):
            work.at(number, len(read), one.path.name)
            found.append(recogniser.recognised(one, one.front) if one.front else one)
    return found


def recognise_front(workspace: Workspace, front: Front) -> Recognised:
    """Return which paper a PDF is that is not a file of the reader's; services are asked.

    Args:
        workspace: What this run works on.
        front: The front of the PDF.
    """
    recogniser = _Recogniser(workspace, ask=True)
    recogniser.ask_arxiv([front])
    return recogniser.recognised(Recognised(Path(), front=front), front)


def _read(path: Path) -> Recognised:
    """Return the front of a file; with a problem if it cannot be read."""
    try:
        data = read_regular(path, LARGEST, "name a PDF")
    except FileNotFoundError:
        return Recognised(path, problem="there is no such file", is_pdf=False)
    except FileError as error:
        why = error.problem.replace(f"{path} is", "it is").replace(f" {path}", " it")
        return Recognised(path, problem=why, is_pdf=False)
    if not data:
        return Recognised(path, problem="the file is empty")
    if b"%PDF-" not in data[:_HEAD]:
        return Recognised(path, problem="it is not a PDF", is_pdf=False)
    try:
        front = front_of(data)
    except ReadlistError as error:
        return Recognised(path, problem=error.problem)
    return Recognised(path, front=front)


class _Recogniser:
    """Recognises PDFs, and asks nothing twice."""

    def __init__(self, workspace: Workspace, *, ask: bool) -> None:
        self._workspace = workspace
        self._ask = ask
        self._finder = TitleFinder(workspace)
        self._at_arxiv: dict[str, Metadata] = {}
        self._absent: dict[str, str] = {}
        self._fault: ReadlistError | None = None

    def ask_arxiv(self, fronts: Sequence[Front]) -> None:
        """Ask arXiv about all identifiers in the PDFs, a hundred in a request."""
        named = (
            clue.identifier.arxiv
            for front in fronts
            for clue in clues(front)
            if not self._listed(front, clue)
        )
        bare = {found.base: ArxivId(found.base) for found in named if found}
        if bare and self._ask:
            self._at_arxiv, self._absent, self._fault = network.facts_for(
                self._workspace, list(bare.values()), online=True
            )

    def recognised(self, one: Recognised, front: Front) -> Recognised:
        """Return which paper a PDF is."""
        fault: ReadlistError | None = None
        for clue in clues(front):
            if listed := self._listed(front, clue):
                return _taken(one, clue, Surety.SURE, listed.title)
            facts, trouble = self._facts(clue)
            fault = fault or trouble
            if facts and self._is_own(front, clue, facts):
                sure = Surety.SURE if front.is_readable else Surety.LIKELY
                return _taken(one, clue, sure, facts.title)
            if facts is None and (trouble or not self._ask) and clue.origin is not Origin.PAGE:
                return _taken(one, clue, Surety.UNCHECKED, "")
        names = titles(front)
        found, trouble = self._by_titles(front, names)
        if found:
            return replace(
                one, identifier=found.id, how=_BY_TITLE, surety=Surety.LIKELY, title=found.title
            )
        fault = fault or trouble
        if fault:
            why = f"it could not be looked up: {fault.problem}"
        elif not front.is_readable:
            why = "it has no readable text: a scan"
        elif not self._ask:
            first = next((str(clue.identifier) for clue in clues(front)), "")
            told = f"it names {first}" if first else "nothing in it says which paper it is"
            why = f"{told}, and no service was asked"
        else:
            why = "no service knows it by its title" if names else "nothing in it says its title"
        return replace(one, problem=why, title=next(iter(names), ""), fault=fault)

    def _listed(self, front: Front, clue: Clue) -> Metadata | None:
        """Return what the list says about an identifier, if that is enough to recognise the PDF."""
        paper = self._finder.papers.get(str(clue.identifier))
        facts = _as_facts(paper) if paper and paper.title else None
        anywhere = clue.origin is not Origin.PAGE
        return facts if facts and fits(front, facts, named=True, anywhere=anywhere) else None

    def _by_titles(
        self, front: Front, names: Sequence[str]
    ) -> tuple[Metadata | None, ReadlistError | None]:
        """Return the paper, of the list or known to a service, whose title a PDF has."""
        if not front.is_readable:
            return None, None
        same = [paper for name in names for paper in self._finder.listed(name)]
        own = [facts for facts in map(_as_facts, same) if fits(front, facts, named=False)]
        if own:
            return own[0], None
        fault: ReadlistError | None = None
        for name in names if self._ask else ():
            found, trouble = self._by_title(name, front)
            if found:
                self._finder.keep(found)
                return found, None
            fault = fault or trouble
        return None, fault

    def _facts(self, clue: Clue) -> tuple[Metadata | None, ReadlistError | None]:
        """Return what is known about an identifier, or why no service could be asked."""
        arxiv = clue.identifier.arxiv
        if not self._ask:
            return None, None
        if arxiv:
            facts = self._at_arxiv.get(arxiv.base)
            return facts, None if facts or arxiv.base in self._absent else self._fault
        found = sources.lookup(clue.identifier, self._workspace.services)
        if found.metadata is None and str(found.outcome) == "unreachable":
            return None, found.troubles[-1]
        return (None if str(found.outcome) == "refused" else found.metadata), None

    def _is_own(self, front: Front, clue: Clue, facts: Metadata) -> bool:
        """Whether an identifier that a PDF names is the PDF's own."""
        if fits(front, facts, named=True, anywhere=clue.origin is not Origin.PAGE):
            return True
        if clue.origin is Origin.PAGE:
            return False
        if clue.origin is Origin.FILE:
            return False
        # An older version may have had another title and other authors.
        return not contradicts(front, facts) or any(
            fits(front, older, named=True, anywhere=True) for older in self._older(clue)
        )

    def _older(self, clue: Clue) -> Iterator[Metadata]:
        arxiv = clue.identifier.arxiv
        known = self._at_arxiv.get(arxiv.base) if arxiv else None
        if arxiv and arxiv.version and known and known.version != arxiv.version:
            try:
                for fetched in network.answers(self._workspace, [arxiv]):
                    yield from fetched.found.values()
            except ServiceError:
                return

    def _by_title(self, title: str, front: Front) -> tuple[Metadata | None, ReadlistError | None]:
        result = self._finder.search(title)
        offered = (result.sure, *result.offered)
        found = next((one for one in offered if one and fits(front, one, named=False)), None)
        return found, next(iter(result.troubles), None)


def _taken(one: Recognised, clue: Clue, surety: Surety, title: str) -> Recognised:
    identifier = str(clue.identifier)
    return replace(one, identifier=identifier, how=str(clue.origin), surety=surety, title=title)


def _as_facts(paper: Paper) -> Metadata:
    """Return what the list says about a paper."""
    return Metadata(
        id=paper.id,
        version=0,
        title=paper.title,
        authors=tuple(map(Author, paper.authors)),
        abstract="",
        categories=(),
        published="",
        updated="",
    )


def facts_of_pdf(workspace: Workspace, identifier: Identifier) -> Metadata | None:
    """Return what is known about the paper at an address; None if there is no PDF.

    Its identifier is its own, if that is certain; else it is the address, with the PDF's title, and
    the facts are incomplete.

    Args:
        workspace: What this run works on.
        identifier: The address, which was asked before in this run.
    """
    front = _front(workspace, identifier.value)
    if front is None:
        return None
    found = recognise_front(workspace, front)
    name = str(identifier)
    if not found.identifier:
        return _untold(name, front)
    own = Identifier.parse(found.identifier)
    if own.arxiv:  # arXiv's own facts are in the library by now
        return replace(_untold(own.base, front), title=found.title, identifiers=(name,))
    known = sources.lookup(own, workspace.services).metadata
    facts = known or replace(_untold(str(own), front), title=found.title)
    names = (*(one for one in facts.identifiers if one != name), name)
    return replace(facts, identifiers=names, pdf=facts.pdf or identifier.value)


def _front(workspace: Workspace, address: str) -> Front | None:
    with contextlib.suppress(ServiceError):
        answer = workspace.services.web.get(address, accept=sources.PAGES)
        if answer.found and b"%PDF-" in answer.body[:_HEAD]:
            try:
                return front_of(answer.body)
            except ReadlistError:  # it is a PDF nevertheless, about which nothing is known
                return Front(0)
    return None


def _untold(name: str, front: Front) -> Metadata:
    """Return the little that a PDF says about itself."""
    address = urlsplit(name.removeprefix("url:"))
    file = PurePosixPath(unquote(address.path)).stem if name.startswith("url:") else ""
    return Metadata(
        id=name,
        version=0,
        title=next(iter(titles(front)), file),
        authors=(),
        abstract="",
        categories=(),
        published="",
        updated="",
        source=address.hostname or "PDF",
        pdf=name.removeprefix("url:") if name.startswith("url:") else "",
        incomplete=True,
    )
