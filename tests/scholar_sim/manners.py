"""The manners of a client, from the log of its requests."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict, deque
from urllib.parse import parse_qsl

from scholar_sim.hosts import HOSTS, RATES

_DEFAULT_UA = re.compile(
    r"^(python-requests|python-urllib3?|python-httpx|aiohttp|curl|wget|go-http-client|java|okhttp|mozilla)\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")


def _busiest(times, window=1.0):
    best, q = 0, deque()
    for t in sorted(times):
        q.append(t)
        while q[0] <= t - window + 0.02:
            q.popleft()
        best = max(best, len(q))
    return best


def analyse(records, contact=None, rates=None, repeats=True, max_at_once=4):
    """The manners of a log: .problems are impolite, .notes are worth knowing."""
    rates, rs = {**RATES, **(rates or {})}, [r for r in records if r["host"] in HOSTS]
    out = {
        "requests": len(rs),
        "by_host": dict(Counter(r["host"] for r in rs)),
        "by_status": dict(Counter(str(r.get("status", "none")) for r in rs)),
        "problems": [],
        "notes": [],
    }
    bad, note = out["problems"].append, out["notes"].append
    groups = defaultdict(list)
    for r in rs:
        groups[
            r["host"]
            + (
                " polite"
                if r["pool"] == "polite"
                else " key"
                if "semanticscholar" in r["host"]
                and "x-api-key" in {k.lower() for k in r["headers"]}
                else ""
            )
        ].append(r)
    out["busiest_second"] = {g: _busiest([r["t"] for r in x]) for g, x in groups.items()}
    for g, x in groups.items():
        per_second, at_once = rates.get(g, (None, max_at_once))
        if per_second and out["busiest_second"][g] > per_second:
            bad(f"{g}: {out['busiest_second'][g]} requests in one second (allowed {per_second})")
        most = max(r["inflight"] for r in x)
        if most > at_once:
            bad(f"{g}: {most} requests at once (allowed {at_once})")
    for r in rs:
        q, n = dict(parse_qsl(r["query"], keep_blank_values=True)), f"#{r['seq']} {r['host']}"
        for k in q:
            if re.fullmatch(
                r"(api[_-]?key|apikey|key|token|access_token|x-api-key)", k, re.IGNORECASE
            ):
                bad(f"{n}: a key in the address ({k}=)")
        mails = {
            m
            for v in (
                *q.values(),
                r["ua"] or "",
                *(v for k, v in r["headers"].items() if k.lower() in ("from", "x-mailto")),
            )
            for m in _MAIL.findall(v)
        }
        if mails - {contact}:
            bad(
                f"{n}: sends a mail address nobody configured ({', '.join(sorted(mails - {contact}))})"
            )
        if (
            r["host"] in ("api.crossref.org", "api.openalex.org")
            and re.match(r"(/v1)?/works/.*10\.\d+/[^?]", r["raw"])
            and "%2f" not in r["raw"].lower()
        ):
            note(f"{n}: slash of the DOI not encoded: {r['raw'][:80]}")
        if r["host"] == "api.unpaywall.org" and r.get("status") == 422:
            note(f"{n}: asked Unpaywall without a mail address")
    uas = {r["ua"] for r in rs}
    out["user_agents"] = sorted(str(u) for u in uas)
    if None in uas or "" in uas:
        bad("a request had no User-Agent")
    if any(u and _DEFAULT_UA.match(u) for u in uas):
        bad("a request used a library's default (or a browser's) User-Agent")
    elif rs and not all(u and re.search(r"https?://|mailto:|@", u) for u in uas):
        bad("the User-Agent names no contact (URL or address)")
    seen: dict[tuple, dict] = {}
    for r in rs:
        k = (
            r["method"],
            r["host"],
            r["raw"],
            tuple(sorted(parse_qsl(r["query"]))),
            r["accept"] if r["host"] == "doi.org" or r["raw"].endswith("/transform") else "",
            r["body"],
        )
        p = seen.get(k)
        if p and repeats and not p.get("fault") and not p.get("enforced"):
            if p.get("status") in (200, 400, 401, 403, 404, 422) or (
                p.get("status") in (301, 302) and r["host"] != "landing.test"
            ):
                bad(f"#{r['seq']} {r['host']}: repeats #{p['seq']}, answered {p['status']}")
        if (
            p
            and p.get("retry_after") is not None
            and r["t"] - p.get("t_end", p["t"]) < p["retry_after"] - 0.05
        ):
            bad(
                f"#{r['seq']} {r['host']}: asks again {r['t'] - p.get('t_end', p['t']):.1f} s after an answer that said to wait {p['retry_after']:.0f} s"
            )
        seen[k] = r
    for host in {r["host"] for r in rs}:
        x = [r for r in rs if r["host"] == host]
        for a, b in itertools.pairwise(x):
            wait = a.get("retry_after")
            if (
                wait
                and a.get("status") in (429, 503)
                and b["t"] - a.get("t_end", a["t"]) < wait - 0.05
                and (b["raw"], b["query"]) != (a["raw"], a["query"])
                and not (host == "api.openalex.org" and b["raw"] != "/works")
            ):
                bad(
                    f"#{b['seq']} {host}: another request though #{a['seq']} said to wait {wait:.0f} s"
                )
        blocked = [r for r in x if r.get("status") == 403]
        if len(blocked) > 3:
            bad(f"{host}: went on after {len(blocked)} answers 403")
        failed = [r for r in x if str(r.get("status", ""))[:1] == "5" or r.get("status") == 0]
        if len(failed) > 6:
            bad(f"{host}: {len(failed)} requests to a failing service")
    singles = [
        r
        for r in rs
        if re.match(r"/graph/v1/paper/(?!batch|search)[^/]+(/[^/]+)?$", r["raw"])
        and "semanticscholar" in r["host"]
    ]
    if len(singles) > 10:
        note(f"{len(singles)} single look-ups at Semantic Scholar; /paper/batch takes 500")
    for k in ("problems", "notes"):
        kinds, kept = Counter(), []
        for line in out[k]:
            kind = re.sub(r"#?\d+(\.\d+)?", "N", line)[:60]
            kinds[kind] += 1
            if kinds[kind] <= 3:
                kept.append(line)
        out[k] = kept + [f"... and {n - 3} more like: {kind}" for kind, n in kinds.items() if n > 3]
    out["pass"] = not out["problems"]
    return out


def pool_of(rec):
    if rec["host"] != "api.crossref.org":
        return ""
    return (
        "polite"
        if "mailto" in dict(parse_qsl(rec["query"])) or "mailto:" in (rec["ua"] or "")
        else "public"
    )
