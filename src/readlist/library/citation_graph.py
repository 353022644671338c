"""The works around papers: kept for a month, asked for, or read from PDFs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readlist import sources
from readlist.errors import ReadlistError, ServiceError
from readlist.lazy import lazy
from readlist.library import choosing, reading
from readlist.library.answer_cache import AnswerCache
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.model.spelling import compared
from readlist.paper import Paper
from readlist.sources import Neighbour, Relation

if TYPE_CHECKING:
    from readlist.library.checking import cited
else:
    cited = lazy("readlist.library.checking.cited")

_DAYS = 30
_MOST = 100
"""Works of each relation that are described."""
_KINDS = ("doi", "acl", "pmid")
"""Kinds of identifiers that the services accept, beside arXiv's."""


class Graph:
    """The works around papers. A service that could not be asked is noted, and stops nothing.

    Args:
        workspace: What this run works on.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._answers = AnswerCache(workspace.index, "graph", _DAYS)
        self.known_to: list[str] = []
        self.troubles: list[str] = []
        self.fault: ReadlistError | None = None

    def around(
        self, paper: Paper, relations: Sequence[Relation]
    ) -> Iterator[tuple[Relation, Neighbour]]:
        """Yield the works around a paper, each with its relation."""
        known = self._answers.among(f"{relation}:{paper.id}" for relation in relations)
        missing = [one for one in relations if f"{one}:{paper.id}" not in known]
        asked = self._ask(paper, missing) if missing else {}
        for relation in relations:
            answer = known.get(f"{relation}:{paper.id}") or asked.get(relation) or {}
            self.known_to += [str(name) for name in answer.get("known_to", ())]
            found = [_neighbour_from(one) for one in answer.get("works", ())]
            for neighbour in found or self._here(paper, relation):
                yield relation, neighbour

    def _ask(self, paper: Paper, relations: Sequence[Relation]) -> dict[Relation, dict[str, Any]]:
        names = _askable(paper)
        if not names:
            self.troubles.append(f"no service is asked about {paper.id}")
            return {}
        try:
            access = self._workspace.services
        except ServiceError as error:
            self._note(error)
            return {}
        self._workspace.notices.say(f"Asking for works related to {paper.id} …")
        around = sources.surroundings(names, relations, access, _MOST)
        for trouble in around.troubles:
            self._note(trouble)
        answers = {}
        for relation in relations:
            works = [_neighbour_to(one) for one in around.found.get(relation, ())]
            answers[relation] = {"works": works, "known_to": around.known_to}
            if works or not around.troubles:
                self._answers.put(f"{relation}:{paper.id}", answers[relation])
        if around.number:
            links = {"own": around.number, "cites": list(around.cites)}
            self._answers.put(f"links:{paper.id}", links)
        return answers

    def _here(self, paper: Paper, relation: Relation) -> Iterator[Neighbour]:
        """Yield what is known without the network."""
        if relation is Relation.SIMILAR:
            for other in choosing.nearest(self._workspace, paper, 10):
                yield _neighbour_of(other)
        elif relation is Relation.CITES:
            for one in self._in_pdf(paper):
                yield _neighbour_from(one)

    def _in_pdf(self, paper: Paper) -> Sequence[Mapping[str, Any]]:
        """Return the references in a paper's PDF; none where there is none or it cannot be read."""
        path = reading.pdf_of(self._workspace, paper)
        if not path:
            return ()
        question = f"pdf:{path}"
        kept = self._answers.get(question)
        if kept is None:
            try:
                found = cited.in_file(self._workspace, Path(path))
            except ReadlistError as error:
                self.troubles.append(error.problem)
                return ()
            kept = [
                _neighbour_to(Neighbour(_facts(one.identifiers, one.title), one.identifiers))
                for one in found
                if one.title or one.identifiers
            ]
            self._answers.put(question, kept)
        self.known_to.append("its PDF")
        return kept  # type: ignore[no-any-return]  # as it was put

    def cited(self, paper: Paper) -> Sequence[str]:
        """Return identifiers of what a paper cites: OpenAlex's numbers, else those in its PDF."""
        kept = self._answers.get(f"links:{paper.id}")
        if kept is None:
            kept = self._links(paper)
        if kept and kept.get("cites"):
            return [str(one) for one in kept["cites"]]
        return [
            name for one in self._in_pdf(paper) for name in map(compared, one.get("names", ())[:1])
        ]

    def _links(self, paper: Paper) -> dict[str, Any] | None:
        if self.fault or not _askable(paper):
            return None
        try:
            access = self._workspace.services
            found = (sources.links_of(name, access) for name in _askable(paper))
            links = next(filter(None, found), None)
        except ServiceError as error:
            self._note(error)
            return None
        kept = {"own": links.own, "cites": list(links.cites)} if links else {}
        self._answers.put(f"links:{paper.id}", kept)
        self.known_to += ["OpenAlex"] if links else []
        return kept

    def kept(self, papers: Iterable[Paper]) -> dict[str, Sequence[str]]:
        """Return what is known about what papers cite, without asking any service."""
        questions = {f"links:{paper.id}": paper.id for paper in papers}
        found = self._answers.among(questions)
        return {questions[q]: answer.get("cites", ()) for q, answer in found.items() if answer}

    def own_names(self, papers: Iterable[Paper]) -> set[str]:
        """Return all identifiers of the papers of the list, including OpenAlex's numbers."""
        listed = list(papers)
        links = self._answers.among(f"links:{paper.id}" for paper in listed).values()
        names = {compared(name) for paper in listed for name in (paper.id, *paper.also)}
        return names | {str(answer["own"]) for answer in links if answer and answer.get("own")}

    def described(self, names: Sequence[str]) -> Iterator[Neighbour]:
        """Yield works by OpenAlex's numbers and by identifiers."""
        numbers = [name for name in names if name[:1] == "W" and name[1:].isdecimal()]
        known = self._answers.among(f"work:{number}" for number in numbers)
        yield from map(_neighbour_from, known.values())
        asked = [number for number in numbers if f"work:{number}" not in known]
        try:
            for one in sources.works(asked, self._workspace.services) if asked else ():
                self._answers.put(f"work:{one.graph_id}", _neighbour_to(one))
                yield one
        except ServiceError as error:
            self._note(error)
        yield from (Neighbour(_facts((n,), ""), (n,)) for n in names if n not in numbers)

    def _note(self, error: ServiceError) -> None:
        self.fault = self.fault or error
        self.troubles.append(error.problem)


def _askable(paper: Paper) -> list[str]:
    """Return the identifiers of a paper that the services accept."""
    names = (paper.id, *paper.also)
    return [n for n in names if ":" not in n or n.partition(":")[0] in _KINDS]


def _facts(names: Sequence[str], title: str) -> Metadata:
    return Metadata(next(iter(names), ""), 0, title, (), "", (), "", "")


def _neighbour_of(paper: Paper) -> Neighbour:
    return Neighbour(_facts((paper.id,), paper.title), (paper.id, *paper.also))


def _neighbour_to(one: Neighbour) -> dict[str, Any]:
    facts = replace(one.metadata, notices=(), pdf="").to_json()
    return {"facts": facts, "names": list(one.names), "citations": one.citations,
            "graph_id": one.graph_id}  # fmt: skip


def _neighbour_from(data: Mapping[str, Any]) -> Neighbour:
    facts = Metadata.from_json(data["facts"])
    names = tuple(map(str, data["names"]))
    return Neighbour(facts, names, int(data["citations"]), str(data["graph_id"]))
