"""Ask arXiv, and keep what it says."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from readlist.arxiv_id import ArxivId
from readlist.clock import now
from readlist.errors import ArxivError, ReadlistError, ServiceError, UsageError
from readlist.library.workspace import Workspace
from readlist.metadata import Metadata
from readlist.text import plural

if TYPE_CHECKING:
    from readlist.arxiv_api import ArxivApi, FetchedMetadata

FRESH = timedelta(hours=24)
"""How long an answer is good: arXiv changes once a day and asks clients to cache
(https://info.arxiv.org/help/api/user-manual.html, 3.3.1.1)."""


RESULTS = 20
"""Results of a search that are looked at: the right paper, and its rivals, are among them."""


class ArxivSearch:
    """Searches arXiv in its query language; if it does not answer once, it is not asked again.

    Args:
        api: Gives what asks arXiv.
    """

    def __init__(self, api: "Callable[[], ArxivApi]") -> None:
        self._api = api
        self.lost: ServiceError | None = None
        """Why it is not asked again."""

    def __call__(self, query: str) -> Sequence[Metadata]:
        """Return what a query finds, the best first; nothing for one without any words.

        Raises:
            ServiceError: arXiv cannot be asked, now or before.
        """
        if self.lost:
            raise self.lost
        try:
            return self._api().search(query, max_results=RESULTS)
        except UsageError:
            return ()
        except ServiceError as error:
            self.lost = error
            raise


def known_facts(workspace: Workspace, identifier: ArxivId, *, fresh: bool) -> Metadata | None:
    """Return what arXiv said about a paper, if it can still be relied on.

    Args:
        workspace: What this run works on.
        identifier: With a version, only an answer about that version counts.
        fresh: Whether answers older than `FRESH` do not count.
    """
    found = workspace.paper_files.read_metadata(identifier)
    if found is None or (identifier.version and identifier.version != found.version):
        return None
    return found if not fresh or identifier.version or is_fresh(found) else None


def facts_for(
    workspace: Workspace, identifiers: Sequence[ArxivId], *, online: bool
) -> tuple[dict[str, Metadata], dict[str, str], ReadlistError | None]:
    """Return what arXiv says, what it does not have, and why it could not be asked.

    Args:
        workspace: What this run works on.
        identifiers: Of the papers.
        online: Whether arXiv may be asked; if not, older answers count.
    """
    facts: dict[str, Metadata] = {}
    for identifier in identifiers:
        kept = known_facts(workspace, identifier, fresh=online and not workspace.offline)
        if kept:
            facts[identifier.base] = kept
    asked = [i for i in identifiers if i.base not in facts]
    absent: dict[str, str] = {}
    if not asked or not online or workspace.offline:
        return facts, absent, None
    workspace.notices.say(f"Asking arXiv for {plural(len(asked), 'paper')} …")
    try:
        for fetched in ask(workspace, asked):
            facts |= {i.base: metadata for i, metadata in fetched.found.items()}
            absent |= {i.base: reason for i, reason in fetched.missing.items()}
    except ArxivError as error:
        return facts, absent, error
    return facts, absent, None


def ask(workspace: Workspace, identifiers: Iterable[ArxivId]) -> Iterator["FetchedMetadata"]:
    """Ask arXiv in batches, and keep every answer in the library.

    Raises:
        ArxivError: arXiv could not be asked; the answers so far are kept.
    """
    for fetched in answers(workspace, identifiers):
        for metadata in fetched.found.values():
            workspace.paper_files.write_metadata(metadata)
        workspace.look_at_library_again()
        yield fetched


def answers(workspace: Workspace, identifiers: Iterable[ArxivId]) -> Iterator["FetchedMetadata"]:
    """Ask arXiv in batches, and keep nothing.

    Raises:
        ArxivError: arXiv could not be asked; the answers so far are good.
    """
    api, asked, done = workspace.api, list(identifiers), 0
    with workspace.notices.working("Asking arXiv") as work:
        work.at(0, len(asked))
        for fetched in api.fetch_batches(asked):
            yield fetched
            done += len(fetched.found) + len(fetched.missing)
            work.at(done, len(asked))


def is_fresh(metadata: Metadata) -> bool:
    """Whether an answer of arXiv can still be relied on."""
    try:
        fetched = datetime.fromisoformat(metadata.fetched)
    except ValueError:
        return False
    age = now() - (fetched if fetched.tzinfo else fetched.replace(tzinfo=UTC))
    return timedelta(0) <= age < FRESH
