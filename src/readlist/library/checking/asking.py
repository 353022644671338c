"""Ask services about references: arXiv by the hundred, the others one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from readlist import sources
from readlist.arxiv_id import ArxivId
from readlist.errors import ArxivError, ReadlistError, ServiceError
from readlist.library import network
from readlist.library.answer_cache import AnswerCache
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.model.identifiers import Identifier
from readlist.references import KnownWork, Reference
from readlist.references.compare import same_title

if TYPE_CHECKING:
    from readlist.sources import Access

DAYS = 7
"""How long an answer is good: a retraction must be noticed soon."""
_DAYS_UNKNOWN = 1
"""The same for "nobody knows it": new papers are indexed every night."""
_UNASKED = frozenset({"url", "local"})
"""Kinds of identifiers that no service knows; web pages are not visited for a check."""


class Asker:
    """Asks about references; a service that does not answer is named and does not stop the others.

    Args:
        workspace: What this run works on.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._works = AnswerCache(workspace.index, "work", DAYS)
        self._absent = AnswerCache(workspace.index, "absent", _DAYS_UNKNOWN)
        self._arxiv: dict[str, Metadata] = {}
        self._search = network.ArxivSearch(lambda: workspace.api)
        self.fault: ReadlistError | None = None
        """Why something could not be asked; the first reason."""

    def prepare(self, references: Sequence[Reference]) -> None:
        """Ask arXiv about all its papers among the references, a hundred in a request."""
        every = (name for one in references for name in one.identifiers if ":" not in name)
        asked = []
        for name in dict.fromkeys(every):
            kept = network.known_facts(self._workspace, ArxivId(name), fresh=True)
            if kept:
                self._arxiv[name] = kept
            elif self._kept(name) is None:
                asked.append(name)
        if not asked:
            return
        try:
            for fetched in network.answers(self._workspace, map(ArxivId, asked)):
                for identifier, metadata in fetched.found.items():
                    self._keep(identifier.base, metadata)
                for identifier in fetched.missing:
                    self._absent.put(identifier.base, {"unknown": True})
        except ArxivError as error:
            self._search.lost = error
            self._note(error)

    def known(self, reference: Reference) -> KnownWork:
        """Return what services say about a reference."""
        works: list[Metadata] = []
        unknown: list[str] = []
        asked, reason = True, ""
        for name in reference.identifiers:
            if name.partition(":")[0] in _UNASKED and ":" in name:
                continue
            try:
                work = self.work(name)
            except ReadlistError as error:
                asked, reason = False, self._note(error)
                continue
            if work:
                works.append(work)
            else:
                unknown.append(name)
        if works:
            return self._of_works(reference, works, unknown)
        if not asked:
            return KnownWork(reason=reason, asked=False)
        return self._by_title(reference, tuple(unknown))

    def _of_works(
        self, reference: Reference, works: Sequence[Metadata], unknown: Sequence[str]
    ) -> KnownWork:
        """Combine the forms of a work; identifiers of other works are strays."""
        first, *rest = works
        if reference.title:
            fitting = [work for work in works if same_title(reference.title, work.title)]
            first = next(iter(fitting), first)
        same = [w for w in rest if w is not first and _is_form(first, w)]
        strays = tuple(w for w in works if w is not first and w not in same)
        preprint = next((w for w in (first, *same) if w.is_preprint), None)
        article = next((w for w in (first, *same) if w is not preprint), None)
        publication = article if preprint else None
        if preprint and publication is None:
            publication = self._publication_of(preprint)
        return KnownWork(
            preprint or first,
            publication,
            unknown=tuple(unknown),
            retracted_by=self._retracted_by(publication or first),
            strays=strays,
        )

    def work(self, name: str) -> Metadata | None:
        """Return what is known about an identifier; None if no service knows it.

        Raises:
            ReadlistError: No service knows it, and one that might could not be asked.
        """
        if name in self._arxiv:
            return self._arxiv[name]
        kept = self._kept(name)
        if isinstance(kept, Metadata):
            return kept
        if kept is not None:
            return None
        identifier = Identifier.parse(name)
        if ":" not in name:
            raise self._search.lost or ServiceError("arXiv was not asked", "again, on the network")
        return self._looked_up(identifier)

    def _looked_up(self, identifier: Identifier) -> Metadata | None:
        name = str(identifier)
        found = sources.lookup(identifier, self._access(), widen=False)
        if found.metadata:
            self._keep(name, found.metadata)
            return found.metadata
        if str(found.outcome) == "unknown":
            self._absent.put(name, {"unknown": True})
            return None
        raise next(iter(found.troubles), None) or ServiceError(
            f"no service could be asked about {name}", "readlist config sources.off"
        )

    def _publication_of(self, preprint: Metadata) -> Metadata | None:
        """Return the publication of a preprint, as its agency describes it."""
        own = f"doi:{preprint.doi}" if preprint.version and preprint.doi else ""
        names = [*preprint.published_as, *([own] if own else [])]
        if not names and preprint.version:
            names = [*self._told_by_datacite(preprint.id)]
        for name in names:
            try:
                found = self.work(name)
            except ReadlistError as error:
                self._note(error)
                continue
            if found:
                return found
        return None

    def _told_by_datacite(self, arxiv_id: str) -> Sequence[str]:
        question = f"datacite:{arxiv_id}"
        kept = self._works.get(question)
        if kept is None:
            try:
                found = sources.lookup(Identifier.parse(arxiv_id), self._access(), widen=False)
            except ReadlistError as error:
                self._note(error)
                return ()
            if str(found.outcome) == "unreachable":
                return ()
            kept = list(found.metadata.published_as) if found.metadata else []
            self._works.put(question, kept)
        return [str(name) for name in kept if str(name).startswith("doi:")]

    def _retracted_by(self, work: Metadata) -> str:
        """Return the name of a further service that calls a work retracted; empty for none."""
        doi = work.doi if not work.version else ""
        if not doi or work.retracted:
            return ""
        question = f"retracted:{doi}"
        kept = self._works.get(question)
        if kept is None:
            try:
                kept = sources.retracted_by(doi, self._access())
            except ReadlistError:  # the agency has been asked, and says no
                return ""
            self._works.put(question, kept)
        return str(kept)

    def _by_title(self, reference: Reference, unknown: tuple[str, ...]) -> KnownWork:
        if not reference.title:
            return KnownWork(unknown=unknown, reason=_unknown(unknown), asked=bool(unknown))
        question = "\n".join(
            ("title", reference.title, *reference.authors[:1], str(reference.year or ""))
        )
        kept = self._kept(question)
        if kept is None:
            try:
                kept = self._searched(reference)
            except ReadlistError as error:
                return KnownWork(reason=self._note(error), asked=False)
            self._keep_search(question, kept)
        if isinstance(kept, Metadata):
            known = self._of_works(reference, [kept], unknown)
            return KnownWork(
                known.metadata,
                known.publication,
                by_title=True,
                unknown=unknown,
                retracted_by=known.retracted_by,
            )
        reason = _unknown(unknown) or "no service knows a paper with this title by this author"
        return KnownWork(unknown=unknown, reason=reason)

    def _searched(self, reference: Reference) -> Metadata | bool:
        """Return the paper with the reference's title, if that is certain; else False.

        Crossref is asked first: it answers fifteen questions while arXiv answers one.

        Raises:
            ReadlistError: It was not found, and a service that may know it did not answer.
        """
        access = self._access()
        lost: list[ServiceError] = []
        for search in (None, self._search):
            found = sources.search_title(
                reference.title,
                access if search is None else replace(access, off=access.off | {"crossref"}),
                authors=reference.authors[:1],
                year=reference.year,
                ask_arxiv=search,
            )
            if found.sure:
                return found.sure
            lost += found.troubles
        if lost:
            raise lost[0]
        return False

    def _access(self) -> "Access":
        return self._workspace.services

    def _kept(self, question: str) -> Metadata | bool | None:
        """Return the kept answer: the work, False for "no service knows it", None for none."""
        kept = self._works.get(question)
        if kept is None:
            return None if self._absent.get(question) is None else False
        try:
            return Metadata.from_json(kept)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None

    def _keep(self, question: str, work: Metadata) -> None:
        if ":" not in question:
            self._arxiv[question] = work
        self._works.put(question, work.to_json())

    def _keep_search(self, question: str, found: Metadata | bool) -> None:
        if isinstance(found, Metadata):
            self._works.put(question, found.to_json())
        else:
            self._absent.put(question, {"unknown": True})

    def _note(self, error: ReadlistError) -> str:
        self.fault = self.fault or error
        return error.problem


def _unknown(names: Sequence[str]) -> str:
    return f"no service knows {', '.join(names)}" if names else ""


def _is_form(one: Metadata, other: Metadata) -> bool:
    """Return whether two works are forms of one: they say so, or share their title."""
    return (
        other.id in _related(one) or one.id in _related(other) or same_title(one.title, other.title)
    )


def _related(work: Metadata) -> Iterator[str]:
    yield from (*work.identifiers, *work.published_as, *work.preprints, *work.other_versions)
    if work.doi:
        yield f"doi:{work.doi}"
