"""Answers matched to questions by identifier: arXiv answers in an order of its own."""

from typing import Any

from readlist.arxiv_api.answers import FetchedMetadata, RejectedError
from readlist.arxiv_api.results import result_id, to_metadata
from readlist.arxiv_id import ArxivId
from readlist.http.errors import NonsenseError
from readlist.metadata import Metadata


def reconciled(batch: list[ArxivId], results: list[Any]) -> FetchedMetadata:
    """Return what was found for each identifier of a batch, and what was not.

    Args:
        batch: What was asked for. Without version that is the latest one; only then is it known
            that the answer is the latest version.
        results: ``arxiv.Result`` values, in any order, perhaps repeated.
    """
    asked = {one.base for one in batch if one.version is None}
    by_id = {result_id(result): result for result in results}
    newest: dict[str, int] = {}
    for one in by_id:
        newest[one.base] = max(newest.get(one.base, 0), one.version or 0)
    found: dict[ArxivId, Metadata] = {}
    missing: dict[ArxivId, str] = {}
    for one in batch:
        wanted = one if one.version else ArxivId(one.base, newest.get(one.base))
        if wanted not in by_id:
            missing[one] = "arXiv has no such " + ("version" if one.version else "paper")
            continue
        latest = one.base in asked and wanted.version == newest[one.base]
        found[one] = to_metadata(by_id[wanted], latest=latest)
    return FetchedMetadata(found, missing)


def without_bad(
    part: list[ArxivId], error: RejectedError
) -> tuple[list[ArxivId], list[list[ArxivId]]]:
    """Return what is to blame for a rejection, and the lists to ask for instead.

    One identifier that arXiv cannot read fails the whole request, and arXiv names it.

    Raises:
        NonsenseError: It was no identifier that arXiv rejected.
    """
    if not error.bad_id:
        raise NonsenseError(
            f"arXiv rejected the request: {error}", "upgrade readlist; arXiv may have changed"
        ) from error
    bad = [one for one in part if str(one) == error.bad_id] or (part if len(part) == 1 else [])
    if not bad:  # it is named in another spelling: halve until it stands alone
        middle = len(part) // 2
        return [], [part[middle:], part[:middle]]
    rest = [one for one in part if one not in bad]
    return bad, [rest] if rest else []
