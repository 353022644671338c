"""arXiv for the rest of readlist: papers by identifier, searches, the day's news."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from readlist.arxiv_api.answers import (
    Announcement,
    ArxivSort,
    FetchedMetadata,
    RejectedError,
    UnknownCategoryError,
    reconciled,
    to_metadata,
    without_bad,
)
from readlist.arxiv_api.service import Service
from readlist.arxiv_id import ArxivId
from readlist.errors import UsageError
from readlist.http.gate import OnWait
from readlist.lazy import lazy
from readlist.metadata import Metadata

if TYPE_CHECKING:
    from readlist.arxiv_api import polite_http
    from readlist.arxiv_api import query as arxiv_api_query
    from readlist.arxiv_api.polite_http import PoliteHttp
else:
    arxiv_api_query = lazy("readlist.arxiv_api.query")
    polite_http = lazy("readlist.arxiv_api.polite_http")
from urllib.parse import quote

MOST_RESULTS = 10_000
"""``start + max_results`` of a search; beyond, arXiv answers 500 whatever its manual says."""
MOST_A_PAGE = 2000
"""Results of one request (https://info.arxiv.org/help/api/user-manual.html, 3.1.1.2)."""
_CATEGORY = re.compile(r"[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z]+(?:-[a-z]+)?)?")
_NEWS_KINDS = ("new", "cross")


class ArxivApi:
    """Asks one arXiv service. Cheap to make: nothing is loaded or sent before it is asked.

    Args:
        service: The service, and how to ask it.
        on_wait: Called for every wait over a second: how long, and what for.
    """

    def __init__(self, service: Service, on_wait: OnWait | None = None) -> None:
        self.service = service
        self._on_wait = on_wait

    @cached_property
    def http(self) -> "PoliteHttp":
        """The session; `pdfs` downloads through it, at the same gate."""
        return polite_http.PoliteHttp(self.service, self._on_wait)

    @cached_property
    def _query(self) -> ModuleType:
        return arxiv_api_query

    def fetch(self, ids: Iterable[ArxivId]) -> FetchedMetadata:
        """Return what arXiv says of the papers; one request for each 100 of them.

        Raises:
            ArxivError: arXiv could not be used; what earlier batches brought is lost. Use
                `fetch_batches` to keep it.
        """
        return FetchedMetadata.joined(self.fetch_batches(ids))

    def fetch_batches(self, ids: Iterable[ArxivId]) -> Iterator[FetchedMetadata]:
        """Yield what arXiv says of the papers, a batch at a time, each as soon as it is there.

        An identifier with version asks for that version, one without for the latest.

        Raises:
            ArxivError: arXiv could not be used; the batches yielded before are good.
        """
        for batch in batches(ids):
            yield self._fetch_batch(batch)

    def search(
        self,
        query: str,
        start: int = 0,
        max_results: int = 100,
        sort: ArxivSort = ArxivSort.RELEVANCE,
    ) -> list[Metadata]:
        """Return one page of the latest versions that fit a query in arXiv's own grammar.

        Args:
            query: Such as ``cat:cs.LG AND ti:"mixture of experts"``.
            start: How many results to leave out.
            max_results: How many to return, 1 to 2000.
            sort: What comes first.

        Raises:
            UsageError: arXiv would refuse or cannot read it.
            ArxivError: arXiv could not be used.
        """
        _check_search(query, start, max_results)
        try:
            results = self._query.ask_search(
                self.http, self.service.api_url, query, start=start, most=max_results, sort=sort
            )
        except RejectedError as error:
            raise UsageError(
                f"arXiv cannot read the query {query[:200]!r}: {error}",
                "https://info.arxiv.org/help/api/user-manual.html#query_details",
            ) from error
        return [to_metadata(result, latest=True) for result in results]

    def recent(
        self, categories: Sequence[str], kinds: Sequence[str] = _NEWS_KINDS
    ) -> list[Announcement]:
        """Return the latest daily announcement of some categories; empty at weekends.

        Args:
            categories: Such as ``cs.LG`` or ``hep-th``; an archive stands for all it holds.
            kinds: Which kinds of `Announcement.kind` to return.

        Raises:
            UnknownCategoryError: arXiv does not have one of them; it does not always say which.
            ArxivError: arXiv could not be used.
        """
        if not categories:
            return []
        for name in categories:
            if not _CATEGORY.fullmatch(name):
                raise UnknownCategoryError([name])
        try:
            news = self._query.ask_news(self.http, self.service.rss_url, categories)
        except RejectedError as error:
            raise UnknownCategoryError(categories) from error
        return [item for item in news if item.kind in kinds]

    def _fetch_batch(self, batch: list[ArxivId]) -> FetchedMetadata:
        """Ask for a batch; leave out what arXiv cannot read, and ask for the rest again."""
        todo, answers = [batch], []
        while todo:
            part = todo.pop()
            try:
                results = self._query.ask_for(self.http, self.service.api_url, part)
            except RejectedError as error:
                bad, rest = without_bad(part, error)
                answers.append(
                    FetchedMetadata({}, dict.fromkeys(bad, "arXiv cannot read this identifier"))
                )
                todo += rest
            else:
                answers.append(reconciled(part, results))
        return FetchedMetadata.joined(answers)


def _check_search(query: str, start: int, max_results: int) -> None:
    if not query.strip():
        raise UsageError("a search needs a query", 'give one, such as "cat:cs.LG"')
    if start < 0 or not 1 <= max_results <= MOST_A_PAGE:
        raise UsageError(f"arXiv gives 1 to {MOST_A_PAGE} results at once, not {max_results}")
    if start + max_results > MOST_RESULTS:
        raise UsageError(
            f"arXiv gives only the first {MOST_RESULTS:,} results of a search",
            "narrow the query, for instance by date",
        )
    if len(quote_plus(query)) > ROOM:
        raise UsageError("the query is too long for arXiv", "shorten it, or ask in parts")


MOST_IDS = 100
"""Papers a request; more do not fit the request line with old identifiers."""
ROOM = 3500
"""Encoded bytes; arXiv's server refuses request lines over 4094, the rest of it is 200 or so."""
_COMMA = len("%2C")


def batches(ids: Iterable[ArxivId]) -> Iterator[list[ArxivId]]:
    """Yield each identifier once, in the given order, in lists that fit one request."""
    batch: list[ArxivId] = []
    used = 0
    for identifier in dict.fromkeys(ids):
        cost = len(quote(str(identifier), safe="")) + _COMMA
        if batch and (len(batch) == MOST_IDS or used + cost > ROOM):
            yield batch
            batch, used = [], 0
        batch.append(identifier)
        used += cost
    if batch:
        yield batch
