"""Identifiers cut into batches that arXiv accepts as one request."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from readlist.arxiv_id import ArxivId

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
