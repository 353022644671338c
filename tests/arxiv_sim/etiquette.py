"""Whether the requests of a log kept arXiv's rules."""

import itertools
import re

_DEFAULT_UA = re.compile(
    r"^(python-requests|python-urllib3?|python-httpx|aiohttp|curl|wget|go-http-client|java|okhttp|mozilla)\b",
    re.IGNORECASE,
)


def analyse(
    records,
    min_gap=3.0,
    slack=0.02,
    max_inflight=1,
    max_ids=100,
    min_ids_batch=0,
    penalty_gap=0.0,
    **_,
):
    """The etiquette of a log. Gaps are between the *starts* of consecutive requests; the control plane is never counted."""
    rs = sorted((r for r in records if not r["path"].startswith("/__sim__")), key=lambda r: r["t"])
    out = {"requests": len(rs), "by_endpoint": {}, "by_status": {}, "problems": []}
    bad = out["problems"].append
    for r in rs:
        out["by_endpoint"][r["endpoint"]] = out["by_endpoint"].get(r["endpoint"], 0) + 1
        s = str(r.get("status", "none"))
        out["by_status"][s] = out["by_status"].get(s, 0) + 1

    def gaps(sel):
        return [(b["t"] - a["t"], a["seq"], b["seq"]) for a, b in itertools.pairwise(sel)]

    allg = gaps(rs)
    small = min(allg, default=None)
    out["smallest_gap_s"] = round(small[0], 4) if small else None
    out["smallest_gap_pair"] = [small[1], small[2]] if small else None
    out["smallest_gap_by_endpoint"] = {
        e: round(min(g)[0], 4)
        for e in out["by_endpoint"]
        if (g := gaps([r for r in rs if r["endpoint"] == e]))
    }
    ends = [
        (b["t"] - a.get("t_end", a["t"]), a["seq"], b["seq"]) for a, b in itertools.pairwise(rs)
    ]
    out["smallest_end_to_start_s"] = round(min(ends)[0], 4) if ends else None
    early = [g for g in allg if g[0] < min_gap - slack]
    out["gaps_below_min"] = len(early)
    if early:
        bad(
            f"{len(early)} of {len(allg)} gaps are below {min_gap} s (smallest {out['smallest_gap_s']} s between #{small[1]} and #{small[2]})"
        )
    out["max_inflight"] = max((r["inflight"] for r in rs), default=0)
    out["max_open_connections"] = max((r["open_conns"] for r in rs), default=0)
    out["connections"] = len({r["conn"] for r in rs})
    if out["max_inflight"] > max_inflight:
        bad(f"{out['max_inflight']} requests at once (allowed {max_inflight})")
    uas = {r.get("ua") for r in rs}
    out["user_agents"] = sorted(str(u) for u in uas)
    if None in uas or "" in uas:
        bad("a request had no User-Agent")
    if any(u and _DEFAULT_UA.match(u) for u in uas):
        bad("a request used a library's default (or a browser's) User-Agent")
    out["user_agent_has_contact"] = bool(uas) and all(
        u and re.search(r"https?://|mailto:|@", u) for u in uas
    )
    if rs and not out["user_agent_has_contact"]:
        bad("the User-Agent names no contact (URL or address)")
    api = [r for r in rs if r["endpoint"] == "api"]
    idreq = [r for r in api if r["ids"]]
    good = [r for r in idreq if r.get("status") == 200 and not r.get("fault")]
    uniq = {i for r in idreq for i in r["ids"]}
    out["id_list"] = {
        "requests": len(idreq),
        "unique_ids": len(uniq),
        "ids_per_request": [len(r["ids"]) for r in idreq],
        "single_id_requests": sum(len(r["ids"]) == 1 for r in good),
        "needed_requests": -(-len(uniq) // max_ids) if uniq else 0,
        "longest_request_line": max((r["line_len"] for r in api), default=0),
    }
    if any(len(r["ids"]) > max_ids for r in idreq):
        bad(f"an id_list had more than {max_ids} ids")
    if any(
        int(r["max_results"] or 10) < len(r["ids"])
        for r in idreq
        if str(r["max_results"] or "10").isdigit()
    ):
        bad("an id_list was longer than max_results, so arXiv drops the rest silently")
    if out["id_list"]["longest_request_line"] > 4094:
        bad("a request line is over 4094 bytes (arXiv answers 400)")
    if min_ids_batch and len(good) > max(1, -(-len(uniq) // min_ids_batch)):
        bad(f"{len(good)} id_list requests for {len(uniq)} ids: ids are not batched")
    seen, out["repeated_requests"] = {}, 0
    for r in rs:
        k = (r["method"], r["endpoint"], r["path"], r["query"])
        p = seen.get(k)
        if (
            p is not None
            and not r.get("range")
            and not r.get("if_none_match")
            and not r.get("if_modified_since")
        ):
            if p.get("status") == 200 and p.get("complete") and not p.get("fault"):
                out["repeated_requests"] += 1
            elif p.get("status") in (400, 404) and not p.get("fault"):
                bad(f"#{r['seq']} repeats a request that was answered {p['status']}")
        seen[k] = r
    if out["repeated_requests"]:
        bad(
            f"{out['repeated_requests']} requests repeat one that had already been answered in full (no cache)"
        )
    out["retry_after_violations"] = 0
    for a, b in itertools.pairwise(rs):
        ra = a.get("retry_after")
        if ra and b["t"] - a.get("t_end", a["t"]) < float(ra) - slack:
            out["retry_after_violations"] += 1
        if penalty_gap and a.get("status") in (406, 429) and b["t"] - a["t"] < penalty_gap - slack:
            bad(f"#{b['seq']} follows a {a['status']} after only {b['t'] - a['t']:.1f} s")
    if out["retry_after_violations"]:
        bad(f"{out['retry_after_violations']} retries came before Retry-After had passed")
    out["redirects_followed"] = sum(r.get("status") in (301, 302, 303, 307, 308) for r in rs)
    out["pdf"] = {
        "full": sum(r["endpoint"] == "pdf" and r.get("status") == 200 for r in rs),
        "range": sum(r["endpoint"] == "pdf" and bool(r.get("range")) for r in rs),
        "partial_content": sum(r["endpoint"] == "pdf" and r.get("status") == 206 for r in rs),
        "bytes": sum(r.get("bytes", 0) for r in rs if r["endpoint"] == "pdf"),
    }
    out["pass"] = not out["problems"]
    return out
