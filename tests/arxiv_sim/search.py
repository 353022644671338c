"""A query run over the papers."""

import re

from arxiv_sim.identifiers import INTERNAL_ERROR, ApiError, api_id_ok
from arxiv_sim.query import canonical_query, parse_query, tree_to_string


def run_query(corpus, params):
    """-> dict(hits=[(paper, version)], total, start, size, shown, link, search_query, id_list). Raises ApiError."""
    get = lambda k, d=None: (params.get(k) or [d])[0]
    raw, ids = get("search_query"), get("id_list") or ""
    id_list = ids.split(",") if ids else None
    for i in id_list or ():
        if not api_id_ok(i):
            raise ApiError(
                400,
                f"incorrect id format for {i}",
                f"https://arxiv.org/api/errors#incorrect_id_format_for_{i}",
            )

    def integer(name, default):
        try:
            n = int(get(name, default))
        except ValueError:
            raise ApiError(
                400,
                f"{name} must be an integer",
                f"https://arxiv.org/api/errors#{name}_must_be_an_integer",
            ) from None
        if n < 0:
            raise ApiError(
                400,
                f"{name} must be non-negative",
                f"https://arxiv.org/api/errors#{name}_must_be_non-negative",
            )
        return n

    size, start = integer("max_results", "10"), integer("start", "0")
    sort, order = get("sortBy", "relevance"), get("sortOrder", "descending")
    if sort not in ("relevance", "lastUpdatedDate", "submittedDate"):
        raise ApiError(
            400,
            "sortBy must be in: relevance, lastUpdatedDate, submittedDate",
            "https://arxiv.org/help/api/user-manual#sort",
        )
    if order not in ("ascending", "descending"):
        raise ApiError(
            400,
            "sortOrder must be in: ascending, descending",
            "https://arxiv.org/help/api/user-manual#sort",
        )
    shown, toks = canonical_query(raw)
    tree = parse_query(toks, shown) if toks else None
    if tree is None and id_list is None:
        raise ApiError(
            400, "Either a search_query or id_list must be specified for the classic API."
        )
    if (
        size == 0 or start + size > 10000
    ):  # Elasticsearch's result window; max_results=0 divides by zero
        raise ApiError(500, INTERNAL_ERROR)
    if size >= 10000:
        raise ApiError(503, INTERNAL_ERROR)

    hits = []
    if id_list is not None:
        current, exact = set(), set()
        for i in id_list:
            (exact if re.match(r".*v\d+$", i) else current).add(i)
        pool = []
        for p in corpus.order():
            pool += [
                (p, n)
                for n in sorted(p.versions)
                if (n == p.latest and p.id in current) or f"{p.id}v{n}" in exact
            ]
    else:
        pool = ((p, p.latest) for p in corpus.order())
    for p, n in pool:
        score = corpus.index(p).match(tree) if tree is not None else 1
        if score:
            hits.append((score, p, n))
    key = {
        "relevance": lambda h: h[0],
        "submittedDate": lambda h: h[1].published(),
        "lastUpdatedDate": lambda h: h[1].v(h[2])["date"],
    }[sort]
    hits.sort(key=key, reverse=order == "descending")
    return {
        "hits": [(p, n) for _, p, n in hits[start : start + size]],
        "total": len(hits),
        "start": start,
        "size": size,
        "search_query": shown or "",
        "phrase": tree_to_string(tree) if tree is not None else "",
        "id_list": ids,
    }
