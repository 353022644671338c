"""Find a paper by its title: in the list, at arXiv, then at Crossref."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from readlist import sources
from readlist.errors import ReadlistError, ServiceError
from readlist.library.network import ArxivSearch
from readlist.library.services import way_online
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.paper import Paper
from readlist.reading_list import ReadingList
from readlist.sources import TitleMatches
from readlist.text import shorten
from readlist.title_match import plain


@dataclass(frozen=True, slots=True)
class TitleFound:
    """What is known about a title."""

    title: str
    identifier: str = ""
    """Identifier of the paper that has this title; empty if that is not certain."""
    offered: tuple[Metadata, ...] = ()
    """Papers to choose from, the most similar first."""
    fault: ReadlistError | None = None
    """Why nothing was found: a service that could know it did not answer."""


class TitleFinder:
    """Looks up titles; a service that does not answer is not asked again.

    Args:
        workspace: What this run works on.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._search = ArxivSearch(lambda: workspace.api)

    def find(self, title: str, *, ask: bool = True) -> TitleFound:
        """Return what is known about a title.

        A paper of the list is found without asking any service. A match has to be exact: where
        several papers have the title, or only similar ones are known, they are offered.

        Args:
            title: As the reader typed it.
            ask: Whether services may be asked.
        """
        own = self.listed(title)
        if len(own) == 1:
            return TitleFound(title, own[0].id)
        if not ask:
            return TitleFound(title)
        if self._workspace.offline:
            return TitleFound(title, fault=_offline(self._workspace))
        self._workspace.notices.say(f"Looking up {shorten(title, 60)!r} …")
        result = self.search(title)
        sure = result.sure or _only_exact(title, result.offered)
        if sure:
            self.keep(sure)
            return TitleFound(title, sure.id)
        fault = None if result.offered else next(iter(result.troubles), None)
        return TitleFound(title, offered=result.offered, fault=fault)

    @cached_property
    def papers(self) -> ReadingList:
        """The list, read once."""
        return self._workspace.papers()

    def listed(self, title: str) -> Sequence[Paper]:
        """Return the papers of the list that have a title, whatever its case and punctuation."""
        return self._by_title.get(plain(title), ())

    @cached_property
    def _by_title(self) -> dict[str, list[Paper]]:
        found: dict[str, list[Paper]] = {}
        for paper in self.papers:
            if paper.title:
                found.setdefault(plain(paper.title), []).append(paper)
        return found

    def search(self, title: str, authors: Sequence[str] = ()) -> TitleMatches:
        """Return what arXiv and Crossref know about a title.

        Raises:
            FileError: What paces the requests cannot be written.
            UsageError: The settings for the services make no sense.
        """
        return sources.search_title(
            title, self._workspace.services, authors=authors, ask_arxiv=self._search
        )

    def keep(self, found: Metadata) -> None:
        """Keep what arXiv said about a paper, so that it need not be asked again."""
        if ":" not in found.id:
            self._workspace.paper_files.write_metadata(found)
            self._workspace.look_at_library_again()


def _only_exact(title: str, offered: Sequence[Metadata]) -> Metadata | None:
    """Return the one paper that has the title letter for letter, however short it is."""
    exact = [one for one in offered if plain(one.title) == plain(title)]
    return exact[0] if len(exact) == 1 else None


def _offline(workspace: Workspace) -> ServiceError:
    return ServiceError(
        "titles are looked up at arXiv and Crossref, and the network is off",
        way_online(workspace.settings),
    )
