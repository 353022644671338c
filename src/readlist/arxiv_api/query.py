"""Questions to the query API, asked through the `arxiv` package on our own session.

This is the one module that imports the package; it costs 140 ms, so `client` loads it late. The
package builds the address and turns the feed into results; pace, patience, retries and checks are
`polite_http.PoliteHttp`'s. Between the two is `_Line`, put in place of the package's own session:
its only seam, so nothing else depends on how the package works inside.
"""

from collections.abc import Sequence
from typing import Any, NoReturn

import arxiv  # type: ignore[import-untyped]  # it ships no types

from readlist.arxiv_api.answers import Announcement, ArxivSort
from readlist.arxiv_api.feeds import Expectation, MalformedError, check_feed, parse_news, rejection
from readlist.arxiv_api.polite_http import PoliteHttp
from readlist.arxiv_id import ArxivId
from readlist.http import wire
from readlist.http.errors import NonsenseError, RefusedError

MOST_BYTES = 32 << 20
"""Of one decoded feed; 100 papers with 1,000 authors each stay under 10 MB."""
_FIELDS = {"Accept": "application/atom+xml, application/rss+xml;q=0.9", "Accept-Encoding": "gzip"}
_LATER = "again later; nothing was lost"
_ORDER = {
    ArxivSort.RELEVANCE: arxiv.SortCriterion.Relevance,
    ArxivSort.UPDATED: arxiv.SortCriterion.LastUpdatedDate,
    ArxivSort.SUBMITTED: arxiv.SortCriterion.SubmittedDate,
}


def ask_for(http: PoliteHttp, api_url: str, batch: Sequence[ArxivId]) -> list[Any]:
    """Return the results for some identifiers, in one request; unknown ones are absent.

    Raises:
        RejectedError: arXiv cannot read one of them.
        ArxivError: arXiv could not be used.
    """
    search = arxiv.Search(id_list=[str(one) for one in batch], max_results=None)
    expected = Expectation(most=len(batch), only=frozenset(one.base for one in batch))
    return _results(http, api_url, search, expected)


def ask_search(
    http: PoliteHttp, api_url: str, query: str, *, start: int, most: int, sort: ArxivSort
) -> list[Any]:
    """Return one page of a search, in one request.

    Raises:
        RejectedError: arXiv cannot read the query.
        ArxivError: arXiv could not be used.
    """
    search = arxiv.Search(query=query, max_results=None, sort_by=_ORDER[sort])
    return _results(http, api_url, search, Expectation(most=most, start=start))[:most]


def ask_news(http: PoliteHttp, rss_url: str, categories: Sequence[str]) -> list[Announcement]:
    """Return the latest announcement of some categories, in one request.

    Raises:
        RejectedError: arXiv has no such category.
        ArxivError: arXiv could not be used.
    """

    def receive(reply: wire.Reply) -> list[Announcement]:
        body = _body(reply)
        try:
            return parse_news(body)
        except MalformedError as error:
            raise reply.unusable(f"arXiv's announcement cannot be used: {error}") from error

    return http.exchange(rss_url.rstrip("/") + "/" + "+".join(categories), _fields, receive)


class _Line:
    """What `arxiv.Client` takes for its `requests.Session`, for one question."""

    def __init__(self, http: PoliteHttp, expected: Expectation) -> None:
        self._http = http
        self._expected = expected
        self.entries = 0

    def get(self, url: str, **_: object) -> "_Page":
        """Return the answer to the question, checked."""
        return self._http.exchange(url, _fields, self._receive)

    def _receive(self, reply: wire.Reply) -> "_Page":
        body = _body(reply)
        try:
            self.entries = check_feed(body, self._expected)
        except MalformedError as error:
            raise reply.unusable(f"arXiv's answer cannot be used: {error}") from error
        return _Page(body)


class _Page:
    """What `arxiv.Client` takes for a `requests.Response`."""

    status_code = 200

    def __init__(self, content: bytes) -> None:
        self.content = content


def _results(
    http: PoliteHttp, api_url: str, search: arxiv.Search, expected: Expectation
) -> list[Any]:
    """Return all results of one page; its size goes into the address, not into the search.

    A search with a limit of its own would drop the last papers of a page that repeats some.
    """
    line = _Line(http, expected)
    client = arxiv.Client(page_size=expected.most, delay_seconds=0, num_retries=0)
    client._session = line  # noqa: SLF001 - the package has no other way to set timeouts or pace
    client.query_url_format = api_url + "?{}"
    results: list[Any] = []
    try:
        for result in client.results(search, offset=expected.start):
            results.append(result)
            if len(results) >= line.entries:  # it would ask for a next page if arXiv counts more
                break
    except arxiv.ArxivError as error:
        raise NonsenseError(f"arXiv's answer cannot be used: {error.message}", _LATER) from error
    return results


def _fields() -> dict[str, str]:
    return _FIELDS


def _body(reply: wire.Reply) -> bytes:
    """Return the body of a 200.

    Raises:
        RejectedError: arXiv says that the question is wrong.
        ArxivError: It is another status.
        TransientError: The body did not arrive.
    """
    body = reply.body(MOST_BYTES)
    if reply.status == 400:
        raise rejection(body)
    if reply.status != 200:
        _refuse(reply.status)
    return body


def _refuse(status: int) -> NoReturn:
    """Raise for a status that no other try will change.

    "Access denied" means that arXiv takes us for a robot that runs wild; to go on "will be
    interpreted as an attack" (https://info.arxiv.org/help/robots.html).
    """
    if status == 403:
        raise RefusedError(
            "arXiv denies access (403)",
            "stop for today; the reasons: https://arxiv.org/denied.html",
        )
    raise NonsenseError(f"arXiv answered {status}, which is not an answer to this question", _LATER)
