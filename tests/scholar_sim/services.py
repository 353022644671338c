"""What every service answers."""

from __future__ import annotations

import hashlib
import html
import json
import re
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from scholar_sim.asking import Request, Resp, _rows, _text404, tokens
from scholar_sim.hosts import BIBTEX, CSL
from scholar_sim.pages import CLOUDFLARE, citation_tags, landing, meta, page
from scholar_sim.recordings import accept_class
from scholar_sim.views import (
    S2_FIELDS,
    _iso,
    acl_bib,
    bibtex,
    biorxiv,
    crossref,
    csl,
    datacite,
    europepmc,
    openalex,
    openreview,
    s2,
    unpaywall,
)
from scholar_sim.works import Work, name


class Services:
    """One method a host; each takes a Request and gives a Resp."""

    def __init__(self, sim):
        self.sim = sim

    def answer(self, r: Request) -> Resp:
        found = self.recorded(r)
        if found:
            return found
        return getattr(self, "at_" + re.sub(r"\W", "_", ALIAS.get(r.host, r.host)))(r)

    def recorded(self, r):
        sim = self.sim
        e = sim.recordings.find(
            "GET" if r.method == "HEAD" else r.method, r.host, r.path, r.pairs, r.accept, r.body
        )
        if not e or (r.host == "api.unpaywall.org" and "@" not in r.q.get("email", "")):
            return None
        body = sim.recordings.body(e)
        if r.host == "api.semanticscholar.org" and e["status"] == 200 and r.method != "POST":
            mine, theirs = (
                set(filter(None, x.get("fields", "").split(",")))
                for x in (r.q, dict(parse_qsl(urlsplit(e["url"]).query)))
            )
            j = json.loads(body)
            if mine != theirs and isinstance(j, dict) and "paperId" in j:
                body = json.dumps(
                    {
                        k: v
                        for k, v in j.items()
                        if k == "paperId" or k in {f.split(".")[0] for f in mine or {"title"}}
                    },
                    ensure_ascii=False,
                ).encode()
        hdr = [
            (k, sim.local(v) if k == "location" else v)
            for k, v in e["headers"].items()
            if k in ("location", "link")
        ]
        return Resp(
            e["status"],
            body,
            e["headers"].get("content-type") or "application/json",
            hdr,
            recorded=e["file"],
        )

    def doi(self, doi, service):
        w = self.sim.by_doi.get(doi.lower())
        return None if w is None or service in w.absent else w

    # --- Crossref
    def at_api_crossref_org(self, r):
        p = re.sub(r"^/v1(?=/)", "", r.path)
        if p.rstrip("/") == "/works":
            return self.crossref_list(r)
        m = re.match(
            r"/works/(?:https?://(?:dx\.)?doi\.org/|doi:)?(.+?)(/agency|/transform(?:/(.+))?)?$",
            p,
            re.DOTALL,
        )
        if not m:
            return _text404()
        doi, tail, kind = m.groups()
        w = self.doi(doi, "crossref" if not tail else "doi")
        if not w or (w.ra != "Crossref" and tail != "/agency"):
            return _text404()
        if tail == "/agency":
            return Resp(
                200,
                {
                    "status": "ok",
                    "message-type": "work-agency",
                    "message-version": "1.0.0",
                    "message": {
                        "DOI": w.doi.lower(),
                        "agency": {"id": w.ra.lower(), "label": w.ra},
                    },
                },
            )
        if tail:
            return self.negotiated(w, accept_class(kind or r.accept))
        if any(k.startswith(("query", "filter", "sample")) for k in r.q):
            k = next(k for k in r.q if k.startswith(("query", "filter", "sample")))
            return Resp(
                400,
                {
                    "status": "failed",
                    "message-type": "validation-failure",
                    "message": [
                        {
                            "type": "parameter-not-allowed",
                            "value": k,
                            "message": f"This route does not support {k}",
                        }
                    ],
                },
            )
        return Resp(
            200,
            {
                "status": "ok",
                "message-type": "work",
                "message-version": "1.0.0",
                "message": crossref(w),
            },
        )

    def negotiated(self, w, kind):
        if kind == "bibtex":
            return Resp(200, bibtex(w), BIBTEX)
        if kind == "text":
            return Resp(
                200,
                f"{'; '.join(name(a) for a in w.authors)} ({w.date[0] if w.date else 'n.d.'}). {w.plain}. https://doi.org/{w.doi}",
                "text/x-bibliography",
            )
        return Resp(200, csl(w), CSL)

    def crossref_list(self, r):
        items = [
            crossref(w)
            for w in self.sim.works_.values()
            if w.doi and w.ra == "Crossref" and "crossref" not in w.absent
        ] + self.sim.recordings.works["api.crossref.org"]
        for f in r.q.get("filter", "").split(","):
            k, _, v = f.partition(":")
            if k in ("doi", "updates"):
                want = {
                    x.partition(":")[2].lower()
                    for x in r.q["filter"].split(",")
                    if x.startswith(k + ":")
                }
                items = [
                    x
                    for x in items
                    if (
                        x["DOI"] in want
                        if k == "doi"
                        else any(u["DOI"].lower() in want for u in x.get("update-to", []))
                    )
                ]
            elif k == "type":
                items = [x for x in items if x.get("type") == v]
        q = " ".join(v for k, v in r.pairs if k.startswith("query"))

        def both(x):
            return " ".join(
                [
                    *(x.get("title") or []),
                    *(a.get("family", a.get("name", "")) for a in x.get("author") or []),
                    *(x.get("container-title") or []),
                    str(((x.get("issued") or {}).get("date-parts") or [[""]])[0][:1]),
                ]
            )

        ranked = _rows(items, q, both) if q else [(1.0, x) for x in items]
        n, off = r.number("rows", 20), r.number("offset", 0, 10000)
        page_ = [{**x, "score": round(s, 5)} for s, x in ranked[off : off + n]]
        if r.q.get("select"):
            page_ = [{k: x[k] for k in r.q["select"].split(",") if k in x} for x in page_]
        return Resp(
            200,
            {
                "status": "ok",
                "message-type": "work-list",
                "message-version": "1.0.0",
                "message": {
                    "facets": {},
                    "total-results": len(ranked),
                    "items": page_,
                    "items-per-page": n,
                    "query": {"start-index": off, "search-terms": r.q.get("query")},
                },
            },
        )

    # --- doi.org and DataCite
    def at_doi_org(self, r):
        doi = r.path.lstrip("/")
        if doi.lower().startswith(("ra/", "doira/")):
            d = doi.split("/", 1)[1]
            w = self.doi(d, "doi") or next(
                (
                    w
                    for w in self.sim.works_.values()
                    if w.doi.lower().split("/")[0] == d.lower() and "doi" not in w.absent
                ),
                None,
            )
            return Resp(
                200, [{"DOI": d, "RA": w.ra}] if w else [{"DOI": d, "status": "DOI does not exist"}]
            )
        if doi.startswith("api/handles/"):
            w = self.doi(doi[12:], "doi")
            return (
                Resp(
                    200,
                    {
                        "responseCode": 1,
                        "handle": w.doi,
                        "values": [
                            {
                                "index": 1,
                                "type": "URL",
                                "data": {"format": "string", "value": w.url},
                            }
                        ],
                    },
                )
                if w
                else Resp(404, {"responseCode": 100, "handle": doi[12:]})
            )
        if doi.startswith("10/"):
            w = next((w for w in self.sim.works_.values() if w.expect.get("short") == doi), None)
            return (
                Resp(
                    302,
                    b"",
                    "text/html",
                    [("Location", self.sim.local("https://doi.org/" + quote(w.doi, safe="/")))],
                )
                if w
                else self.doi404()
            )
        if not doi.startswith("10."):
            return self.doi404(400)
        w = self.doi(doi, "doi")
        if not w:
            return self.doi404()
        kind = accept_class(r.accept)
        if kind != "html" and w.ra in ("Crossref", "DataCite"):
            to = (
                f"https://api.crossref.org/v1/works/{quote(w.doi, safe='')}/transform"
                if w.ra == "Crossref"
                else "https://data.crosscite.org/" + quote(w.doi, safe="/")
            )
        else:
            to = "https://arxiv.org/abs/" + w.arxiv if w.arxiv and w.ra == "DataCite" else w.url
        to = self.sim.local(to)
        return Resp(
            302,
            f'<html><head><title>Handle Redirect</title></head>\n<body><a href="{to}">{to}</a></body></html>',
            "text/html;charset=utf-8",
            [("Location", to), ("Vary", "Origin, Accept")],
        )

    def doi404(self, status=404):
        e = next(
            (
                e
                for e in self.sim.recordings.index
                if e["service"] == "doi.org" and e["status"] == status
            ),
            None,
        )
        return Resp(
            status,
            self.sim.recordings.body(e)
            if e
            else page("Error: DOI Not Found", "", "<h1>DOI Not Found</h1>"),
            "text/html;charset=utf-8",
        )

    def at_dx_doi_org(self, r):
        return Resp(
            301, b"", "text/html", [("Location", self.sim.local("https://doi.org" + r.raw))]
        )

    def at_data_crosscite_org(self, r):
        w = self.doi(r.path.lstrip("/"), "datacite")
        return (
            self.negotiated(w, accept_class(r.accept))
            if w and w.ra == "DataCite"
            else Resp(404, "The resource you are looking for doesn't exist.", "text/plain")
        )

    def at_api_datacite_org(self, r):
        ws = [
            w for w in self.sim.works_.values() if w.ra == "DataCite" and "datacite" not in w.absent
        ]
        if r.path.rstrip("/") == "/dois":
            q = r.q.get("query", "")
            m = re.fullmatch(r'doi:"?(\S+?)"?', q)
            hits = (
                [w for w in ws if w.doi == m.group(1)]
                if m
                else [w for _, w in _rows(ws, re.sub(r"\w+(\.\w+)*:", " ", q), lambda w: w.plain)]
                if q
                else ws
            )  # doi: is case-sensitive, as reported
            n = int(r.q.get("page[size]", 25))
            return Resp(
                200,
                {
                    "data": [datacite(w) for w in hits[:n]],
                    "meta": {
                        "total": len(hits),
                        "totalPages": -(-len(hits) // max(n, 1)),
                        "page": 1,
                    },
                },
            )
        w = self.doi(r.path[len("/dois/") :], "datacite")
        return (
            Resp(200, {"data": datacite(w)}, "application/json; charset=utf-8")
            if w and w.ra == "DataCite"
            else Resp(
                404,
                {
                    "errors": [
                        {
                            "status": "404",
                            "title": "The resource you are looking for doesn't exist.",
                        }
                    ]
                },
                "application/json; charset=utf-8",
            )
        )

    # --- OpenAlex
    def at_api_openalex_org(self, r):
        sim = self.sim
        ws = [w for w in sim.works_.values() if "openalex" not in w.absent and not w.fold]
        sel = lambda j: {k: j.get(k) for k in r.q["select"].split(",")} if r.q.get("select") else j
        m = re.match(r"/works/(.+)", r.path)
        if m:
            i = re.sub(r"^https?://openalex\.org/", "", m.group(1))
            d = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", i, flags=re.IGNORECASE)
            w = next(
                (w for w in ws if w.openalex_id == i.upper() or (w.pmid and i == "pmid:" + w.pmid)),
                None,
            ) or self.doi(d, "openalex")
            w = sim.by_doi.get(w.fold, w) if w and w.fold else w
            return (
                Resp(200, sel(openalex(w, sim)))
                if w
                else Resp(
                    404,
                    "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>The requested URL was not found on the server.</p>\n",
                    "text/html; charset=utf-8",
                )
            )
        if r.path.rstrip("/") != "/works":
            return Resp(404, {"error": "Not found"})
        rec = sim.recordings.works["api.openalex.org"]
        hits: list[Any] = [*ws, *rec]
        text = lambda x: x.plain if isinstance(x, Work) else x["title"]
        for f in filter(None, r.q.get("filter", "").split(",")):
            k, _, v = f.partition(":")
            vals = {re.sub(r"^https?://(dx\.)?doi\.org/", "", x).lower() for x in v.split("|")}
            if k == "doi":
                hits = [x for x in hits if isinstance(x, Work) and x.doi.lower() in vals] + [
                    x for x in rec if str(x.get("doi")).lower()[16:] in vals
                ]
            elif k in ("openalex", "openalex_id", "ids.openalex"):
                hits = [
                    x
                    for x in hits
                    if isinstance(x, Work)
                    and x.openalex_id.lower() in {z.rsplit("/", 1)[-1] for z in vals}
                ]
            elif k == "cites":
                hits = [
                    x
                    for x in ws
                    if any(
                        d.lower() in sim.by_doi
                        and sim.by_doi[d.lower()].openalex_id.lower() in vals
                        for d in x.refs
                    )
                ]
            elif k.endswith("search"):
                hits = [x for _, x in _rows(hits, v, text)]
            else:
                return Resp(
                    403,
                    {
                        "error": "Invalid query parameters error.",
                        "message": f"{k} is not a valid field.",
                    },
                )
        if r.q.get("search"):
            hits = [x for _, x in _rows(hits, r.q["search"], text)]
        n, pg = r.number("per-page", r.number("per_page", 25, 200), 200), r.number("page", 1)
        out = [
            j
            for x in hits
            for j in (
                [openalex(x, sim)] + ([openalex(x, sim, 1)] if x.doubled else [])
                if isinstance(x, Work)
                else [x]
            )
        ]
        return Resp(
            200,
            {
                "meta": {
                    "count": len(out),
                    "db_response_time_ms": 20,
                    "page": pg,
                    "per_page": n,
                    "groups_count": None,
                },
                "results": [sel(j) for j in out[(pg - 1) * n : pg * n]],
                "group_by": [],
            },
        )

    # --- Semantic Scholar
    def s2_find(self, pid):
        kind, _, v = pid.partition(":")
        kind, ws = kind.lower(), [w for w in self.sim.works_.values() if "s2" not in w.absent]
        if kind == "url":
            v = re.sub(r"^https?://(?:www\.)?(arxiv\.org/abs|doi\.org|aclanthology\.org)/", "", v)
            return next(
                (w for w in ws if v.lower().strip("/") in (w.arxiv, w.doi.lower(), w.acl)), None
            )
        if not v or kind not in ("doi", "arxiv", "pmid", "pmcid", "acl", "corpusid"):
            return next(
                (w for w in ws if w.s2_id == pid or (w.doi and w.doi.lower() == pid.lower())), None
            )
        return next(
            (
                w
                for w in ws
                if v.lower()
                in {
                    "doi": [w.doi.lower()],
                    "arxiv": [w.arxiv, w.arxiv and "10.48550/arxiv." + w.arxiv],
                    "pmid": [w.pmid],
                    "pmcid": [w.pmcid.lower(), w.pmcid[3:]],
                    "acl": [w.acl.lower()],
                    "corpusid": [str(w.number)],
                }[kind]
                and v
            ),
            None,
        )

    def at_api_semanticscholar_org(self, r):
        fields = [f for f in r.q.get("fields", "title").split(",") if f]
        bad = [f for f in fields if f.split(".")[0] not in S2_FIELDS]
        if bad:
            return Resp(400, {"error": f"Unrecognized or unsupported fields: [{', '.join(bad)}]"})
        top = {f.split(".")[0] for f in fields}
        cut = lambda j: {k: v for k, v in j.items() if k == "paperId" or k in top}
        view = lambda w: cut(s2(w, self.sim))
        p, ws = r.path.rstrip("/"), [w for w in self.sim.works_.values() if "s2" not in w.absent]
        recs = self.sim.recordings.works["api.semanticscholar.org"]
        if p == "/graph/v1/paper/batch":
            try:
                ids = json.loads(r.body)["ids"]
            except (ValueError, KeyError, TypeError):
                return Resp(400, {"error": "Invalid or missing 'ids' in request body"})
            if r.method != "POST" or not isinstance(ids, list) or not 0 < len(ids) <= 500:
                return Resp(400, {"error": "No more than 500 ids"})
            rec_doi = {j.get("externalIds", {}).get("DOI", "").lower(): j for j in recs}
            return Resp(
                200,
                [
                    view(w)
                    if w
                    else cut(rec_doi[i[4:].lower()])
                    if i.lower().startswith("doi:") and i[4:].lower() in rec_doi
                    else None
                    for i in ids
                    for w in [self.s2_find(str(i))]
                ],
            )
        if p in (
            "/graph/v1/paper/search",
            "/graph/v1/paper/search/match",
            "/graph/v1/paper/search/bulk",
        ):
            q = r.q.get("query", "")
            ranked = _rows(
                [*ws, *recs], q, lambda x: x.plain if isinstance(x, Work) else x["title"]
            )
            out = [
                {
                    **(view(x) if isinstance(x, Work) else cut(x)),
                    **({"matchScore": round(s * 10, 5)} if p.endswith("match") else {}),
                }
                for s, x in ranked
            ]
            if p.endswith("match"):
                best = ranked[0][1] if ranked else None
                near = best is not None and len(
                    set(tokens(q))
                    & set(tokens(best.plain if isinstance(best, Work) else best["title"]))
                ) >= 0.5 * len(set(tokens(q)))
                return (
                    Resp(200, {"data": out[:1]})
                    if near
                    else Resp(404, {"error": "Title match not found"})
                )
            off, n = r.number("offset", 0), r.number("limit", 100, 100)
            return Resp(
                200,
                {
                    "total": len(out),
                    "offset": off,
                    **({"next": off + n} if off + n < len(out) else {}),
                    **({"data": out[off : off + n]} if out else {}),
                },
            )
        m = re.match(r"/recommendations/v1/papers/forpaper/(.+)", p)
        if m:
            w = self.s2_find(m.group(1))
            return (
                Resp(
                    200,
                    {
                        "recommendedPapers": [view(x) for x in ws if x is not w][
                            : r.number("limit", 100, 500)
                        ]
                    },
                )
                if w
                else Resp(404, {"error": f"Paper with id {m.group(1)} not found"})
            )
        m = re.match(r"/graph/v1/paper/(.+?)(?:/(references|citations|authors))?$", p)
        w = self.s2_find(m.group(1)) if m else None
        if not m or not w:
            return Resp(
                404,
                json.dumps({"error": f"Paper with id {m.group(1) if m else ''} not found"}) + "\n",
            )
        if not m.group(2):
            return Resp(200, view(w))
        if m.group(2) == "authors":
            return Resp(200, {"offset": 0, "data": s2(w, self.sim)["authors"]})
        key = {"references": "citedPaper", "citations": "citingPaper"}[m.group(2)]
        others = (
            [self.sim.by_doi[d.lower()] for d in w.refs if d.lower() in self.sim.by_doi]
            if key == "citedPaper"
            else [x for x in ws if w.doi and w.doi in x.refs]
        )
        off, n = r.number("offset", 0), r.number("limit", 100, 1000)
        return Resp(
            200,
            {
                "offset": off,
                **({"next": off + n} if off + n < len(others) else {}),
                "data": [{key: view(x)} for x in others[off : off + n]],
            },
        )

    # --- Unpaywall
    def at_api_unpaywall_org(self, r):  # [K] the words of 422 and 404
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", r.q.get("email", ""), re.IGNORECASE):
            return Resp(
                422,
                {
                    "HTTP_status_code": 422,
                    "error": True,
                    "message": "Email address required in API call, see http://unpaywall.org/products/api",
                },
            )
        doi = r.path[len("/v2/") :]
        if doi == "search":
            hits = _rows(
                [w for w in self.sim.works_.values() if w.doi and "unpaywall" not in w.absent],
                r.q.get("query", ""),
                lambda w: w.plain,
            )
            return Resp(
                200,
                {
                    "results": [
                        {"response": unpaywall(w, self.sim), "score": s, "snippet": w.plain}
                        for s, w in hits[:5]
                    ],
                    "elapsed_seconds": 0.02,
                },
            )
        w = self.doi(doi, "unpaywall")
        return (
            Resp(200, unpaywall(w, self.sim))
            if w and w.ra == "Crossref"
            else Resp(
                404,
                {
                    "HTTP_status_code": 404,
                    "error": True,
                    "message": f"'{doi}' isn't in Unpaywall. See https://support.unpaywall.org/a/solutions/articles/44001900286",
                },
            )
        )

    # --- OpenReview
    def openreview_api(self, r, version):
        if r.path == "/login" and r.method == "POST":
            return Resp(200, {"token": "sim-token", "user": {"id": "~Sim_User1"}})
        if self.sim.options["openreview_challenge"] and not (
            r.headers.get("Authorization") or ""
        ).startswith("Bearer "):
            rid = f"2026-10-04-{2683000 + self.sim.req_seq}"
            to = quote(f"https://{r.host}{r.path}" + ("?" + r.query if r.query else ""), safe="")
            return Resp(
                403,
                {
                    "name": "ChallengeRequiredError",
                    "message": f"Challenge verification required ({rid})",
                    "status": 403,
                    "details": {
                        "challengeUrl": "https://openreview.net/challenge?redirect=" + to,
                        "reqId": rid,
                    },
                },
                "application/json; charset=utf-8",
            )
        ws = [w for w in self.sim.works_.values() if w.openreview and w.openreview["v"] == version]
        q = r.q
        if r.path == "/notes/search":
            hits = [w for _, w in _rows(ws, q.get("term") or q.get("query", ""), lambda w: w.plain)]
        elif r.path == "/notes":
            want = q.get("id") or q.get("forum")
            hits = [
                w
                for w in ws
                if (not want or w.openreview["id"] == want)
                and (
                    not q.get("content.title")
                    or w.title.casefold() == q["content.title"].casefold()
                )
                and (
                    not q.get("content.venueid") or w.openreview["venueid"] == q["content.venueid"]
                )
            ]
            if q.get("id") and not hits:
                return Resp(
                    404,
                    {
                        "name": "NotFoundError",
                        "message": f"The Note {q['id']} was not found",
                        "status": 404,
                        "details": {"path": "id", "value": q["id"], "reqId": "sim"},
                    },
                )  # [K] as is the openreview.net page
        else:
            return Resp(404, {"name": "NotFoundError", "message": "Not Found", "status": 404})
        return Resp(
            200,
            {"notes": [openreview(w) for w in hits[: r.number("limit", 1000)]], "count": len(hits)},
            "application/json; charset=utf-8",
        )

    def at_api2_openreview_net(self, r):
        return self.openreview_api(r, 2)

    def at_api_openreview_net(self, r):
        return self.openreview_api(r, 1)

    def at_openreview_net(self, r):
        if r.path == "/challenge":
            return Resp(
                200,
                page("Verifying your browser | OpenReview", "", "<h1>Verifying your browser</h1>"),
                "text/html; charset=utf-8",
            )
        if self.sim.options["openreview_challenge"] == "all":
            to = r.path + ("?" + r.query if r.query else "")
            return Resp(
                302,
                b"",
                "text/html",
                [
                    (
                        "Location",
                        self.sim.local(
                            "https://openreview.net/challenge?redirect=" + quote(to, safe="")
                        ),
                    )
                ],
            )
        w = next(
            (
                w
                for w in self.sim.works_.values()
                if w.openreview
                and (
                    w.openreview["id"] == r.q.get("id")
                    or hashlib.sha1(w.openreview["id"].encode()).hexdigest() in r.path
                )
            ),
            None,
        )
        if not w:
            return Resp(
                404,
                page("Page Not Found | OpenReview", "", "<h1>Error 404</h1>"),
                "text/html; charset=utf-8",
            )
        if r.path.startswith("/pdf"):
            return self.pdf(w)
        head = meta(
            [
                ("citation_title", w.plain),
                *(("citation_author", name(a)) for a in w.authors),
                ("citation_online_date", _iso(w.date).replace("-", "/")),
                (
                    "citation_pdf_url",
                    self.sim.link(f"https://openreview.net/pdf?id={w.openreview['id']}"),
                ),
                ("citation_abstract", "We study lists."),
                ("citation_conference_title", w.openreview["venue"] if w.venue else ""),
            ]
        )  # [K]
        return Resp(
            200,
            page(w.plain + " | OpenReview", head, f"<h1>{html.escape(w.plain)}</h1>"),
            "text/html; charset=utf-8",
        )

    # --- venues
    def at_aclanthology_org(self, r):  # [K] the page follows the site's template of an earlier year
        m = re.match(r"/([\w.-]+?)(\.bib|\.pdf|/)?$", r.path)
        w = next((w for w in self.sim.works_.values() if m and w.acl == m.group(1)), None)
        if not w:
            return Resp(404, page("404 Not Found", "", "<h1>Not Found</h1>"), "text/html")
        if not m.group(2):
            return Resp(
                301,
                b"",
                "text/html",
                [("Location", self.sim.local(f"https://aclanthology.org/{w.acl}/"))],
            )
        if m.group(2) == ".bib":
            return Resp(200, acl_bib(w), "text/plain")
        if m.group(2) == ".pdf":
            return self.pdf(w)
        pdf = self.sim.link(f"https://aclanthology.org/{w.acl}.pdf")

        def tag(k, v):
            return (
                f'  <meta content="{html.escape(str(v), quote=True)}" name="{k}" >\n' if v else ""
            )

        head = (
            tag("citation_title", w.plain)
            + "".join(tag("citation_author", name(a)) for a in w.authors)
            + tag("citation_conference_title", w.venue)
            + tag("citation_publication_date", f"{w.date[0]}/{w.date[1]}")
            + tag("citation_pdf_url", pdf)
            + tag("citation_firstpage", w.pages.split("-")[0])
            + tag("citation_doi", w.doi)
        )
        return Resp(
            200,
            page(
                w.plain + " - ACL Anthology",
                head + meta([("og:title", w.plain), ("og:site_name", "ACL Anthology")], "property"),
                f'<h2 id="title"><a href="{pdf}">{html.escape(w.plain)}</a></h2>',
            ),
            "text/html",
        )

    def at_proceedings_mlr_press(self, r):  # [K] which tags the page has; the front matter is real
        m = re.match(r"/(v\d+)/([\w-]+)(\.html|/[\w-]+\.pdf)$", r.path)
        w = self.sim.pmlr.get(f"{m.group(1)}/{m.group(2)}") if m else None
        if not w:
            return Resp(404, page("404", "", "<h1>404</h1>"), "text/html; charset=utf-8")
        v, _, slug = w.pmlr.partition("/")
        if m.group(3) != ".html":
            return self.pdf(w)
        pdf = (
            f"https://raw.githubusercontent.com/mlresearch/{v}/main/assets/{slug}/{slug}.pdf"
            if int(v[1:]) >= 258
            else f"https://proceedings.mlr.press/{v}/{slug}/{slug}.pdf"
        )
        first, _, last = w.pages.partition("-")
        head = meta(
            [
                ("citation_title", w.plain),
                *(("citation_author", name(a)) for a in w.authors),
                ("citation_publication_date", _iso(w.date).replace("-", "/")),
                ("citation_conference_title", w.venue.split(" of the ")[-1]),
                ("citation_firstpage", first),
                ("citation_lastpage", last),
                ("citation_pdf_url", self.sim.link(pdf)),
            ]
        )
        more = (
            f'<a href="https://openreview.net/forum?id={w.openreview["id"]}">OpenReview</a>'
            if w.openreview
            else ""
        )
        return Resp(
            200,
            page(
                w.plain,
                head,
                f'<article class="post-content"><h1>{html.escape(w.plain)}</h1><div id="abstract">{w.abstract}</div><a href="{pdf}">Download PDF</a> {more}</article>',
            ),
            "text/html; charset=utf-8",
        )

    def at_raw_githubusercontent_com(self, r):
        m = re.match(r"/mlresearch/(v\d+)/main/assets/([\w-]+)/[\w-]+\.pdf$", r.path)
        w = self.sim.pmlr.get(f"{m.group(1)}/{m.group(2)}") if m else None
        return self.pdf(w) if w else Resp(404, "404: Not Found", "text/plain")

    # --- life sciences
    def at_www_biorxiv_org(self, r):  # [K] the words of the challenge
        if self.sim.options["biorxiv_blocked"]:
            return Resp(
                403,
                CLOUDFLARE,
                "text/html; charset=UTF-8",
                [("Server", "cloudflare"), ("cf-mitigated", "challenge")],
            )
        m = re.match(r"/content/(10\.[^/]+/[^v]+)(?:v\d+)?(\.full\.pdf)?", r.path)
        w = self.doi(m.group(1), "doi") if m else None
        if not w or not w.biorxiv:
            return Resp(404, page("Page not found"), "text/html")
        return (
            self.pdf(w)
            if m.group(2)
            else Resp(
                200,
                page(
                    w.plain + " | bioRxiv",
                    citation_tags(
                        w, self.sim.link(f"https://www.biorxiv.org/content/{w.doi}v1.full.pdf")
                    ),
                ),
                "text/html; charset=utf-8",
            )
        )

    def at_api_biorxiv_org(self, r):
        m = re.match(r"/(details|pubs)/(biorxiv|medrxiv)/(10\.[^/]+/[^/]+)", r.path)
        w = self.doi(m.group(3), "doi") if m else None
        rows = biorxiv(w) if w else []
        if m and m.group(1) == "pubs":
            rows = [
                {
                    "biorxiv_doi": w.doi,
                    "published_doi": v["published"],
                    "published_journal": "Cell Simulations",
                    "preprint_platform": "bioRxiv",
                    "preprint_title": w.title,
                    "preprint_authors": v["authors"],
                    "preprint_date": v["date"],
                    "published_date": "2025-04-09",
                }
                for v in rows[:1]
                if v["published"] != "NA"
            ]
        return Resp(
            200,
            {
                "messages": [
                    {"status": "ok", "category": "all"} if rows else {"status": "no posts found"}
                ],
                "collection": rows,
            },
        )

    def at_www_ebi_ac_uk(self, r):  # [K] the envelope; records follow ten real ones
        if not r.path.startswith("/europepmc/webservices/rest/search"):
            return Resp(404, {"errCode": 404, "errMsg": "Not found"})
        q, ws = r.q.get("query", ""), [w for w in self.sim.works_.values() if w.pmid or w.pmcid]
        m = re.search(r'\b(DOI|EXT_ID|PMCID|PMID)\s*:\s*"?([^\s"]+)"?', q, re.IGNORECASE)
        hits = (
            [w for w in ws if m.group(2).lower() in (w.doi.lower(), w.pmid, w.pmcid.lower())]
            if m
            else [w for _, w in _rows(ws, re.sub(r"\b[A-Z_]+:", " ", q), lambda w: w.plain)]
        )
        res = [europepmc(w, self.sim) for w in hits]
        if r.q.get("resultType", "lite") != "core":
            res = [
                {
                    k: x[k]
                    for k in (
                        "id",
                        "source",
                        "pmid",
                        "pmcid",
                        "doi",
                        "title",
                        "authorString",
                        "pubYear",
                        "pageInfo",
                        "isOpenAccess",
                    )
                    if k in x
                }
                for x in res
            ]
        if r.q.get("format", "xml").lower() != "json":
            rows = "".join(
                f"<result><id>{x['id']}</id><doi>{html.escape(x['doi'])}</doi><title>{html.escape(x['title'])}</title></result>"
                for x in res
            )
            return Resp(
                200,
                f'<?xml version="1.0" encoding="UTF-8"?><responseWrapper><version>6.9</version><hitCount>{len(res)}</hitCount><resultList>{rows}</resultList></responseWrapper>',
                "application/xml;charset=UTF-8",
            )
        return Resp(
            200,
            {
                "version": "6.9",
                "hitCount": len(res),
                "request": {
                    "queryString": q,
                    "resultType": r.q.get("resultType", "lite"),
                    "cursorMark": "*",
                    "pageSize": 25,
                    "sort": "",
                    "synonym": False,
                },
                "resultList": {"result": res},
            },
            "application/json;charset=UTF-8",
        )

    def at_europepmc_org(self, r):
        m = re.match(r"/(?:articles|pmc/articles)/(PMC\d+)", r.path)
        w = next((w for w in self.sim.works_.values() if m and w.pmcid == m.group(1)), None)
        if not w:
            return Resp(404, page("Not found"), "text/html")
        return (
            self.pdf(w)
            if r.q.get("pdf") == "render"
            else Resp(200, page("Europe PMC", "", '<div id="app"></div>'), "text/html")
        )

    def at_eutils_ncbi_nlm_nih_gov(self, r):
        ids = r.q.get("id", "").split(",")
        out: dict[str, Any] = {"uids": ids}
        for i in ids:
            w = next((w for w in self.sim.works_.values() if w.pmid == i), None)
            out[i] = (
                {
                    "uid": i,
                    "pubdate": f"{w.date[0]} Mar",
                    "source": w.venue,
                    "fulljournalname": w.venue,
                    "authors": [{"name": name(a), "authtype": "Author"} for a in w.authors],
                    "title": w.plain + ".",
                    "volume": w.volume,
                    "pages": w.pages,
                    "articleids": [
                        {"idtype": "doi", "value": w.doi},
                        {"idtype": "pmc", "value": w.pmcid},
                    ],
                }
                if w
                else {"uid": i, "error": "cannot get document summary"}
            )
        return Resp(200, {"header": {"type": "esummary", "version": "0.3"}, "result": out})

    def at_www_ncbi_nlm_nih_gov(self, r):  # [K] all, so is esummary
        recs = []
        for i in r.q.get("ids", "").split(","):
            w = next(
                (
                    w
                    for w in self.sim.works_.values()
                    if i and i.lower() in (w.pmid, w.pmcid.lower(), w.doi.lower())
                ),
                None,
            )
            recs.append(
                {
                    "requested-id": i,
                    **({"pmcid": w.pmcid} if w.pmcid else {}),
                    **({"pmid": w.pmid} if w.pmid else {}),
                    "doi": w.doi,
                }
                if w
                else {"requested-id": i, "status": "error", "errmsg": "Identifier not found in PMC"}
            )
        return Resp(
            200,
            {
                "status": "ok",
                "response-date": "2026-11-01 00:00:00",
                "request": {"idtype": "auto"},
                "records": recs,
            },
        )

    # --- books
    def at_openlibrary_org(self, r):  # [K] all
        def book(i):
            return next(
                (w for w in self.sim.works_.values() if w.isbn and w.isbn in (i, isbn13(i))), None
            )

        m = re.match(r"/isbn/([\dXx-]+)(?:\.json)?$", r.path)
        if m:
            w = book(m.group(1).replace("-", ""))
            return (
                Resp(
                    302,
                    b"",
                    "application/json",
                    [
                        (
                            "Location",
                            self.sim.local(f"https://openlibrary.org/books/OL{w.number}M.json"),
                        )
                    ],
                )
                if w
                else Resp(404, {"error": "notfound", "key": r.path[:-5]})
            )
        m = re.match(r"/(books|authors)/OL(\d+)(?:M|x(\d+)A)\.json", r.path)
        w = next((w for w in self.sim.works_.values() if m and w.number == int(m.group(2))), None)
        if m and w:
            return Resp(
                200,
                {"key": r.path[:-5], "name": name(w.authors[int(m.group(3))])}
                if m.group(1) == "authors"
                else {
                    "key": f"/books/OL{w.number}M",
                    "title": w.title,
                    "authors": [
                        {"key": f"/authors/OL{w.number}x{i}A"} for i in range(len(w.authors))
                    ],
                    "publish_date": f"Nov 18, {w.date[0]}",
                    "publishers": [w.publisher],
                    "isbn_13": [w.isbn],
                    "number_of_pages": 800,
                },
            )
        if r.path == "/api/books":
            keys = r.q.get("bibkeys", "").split(",")
            return Resp(
                200,
                {
                    k: {
                        "title": w.title,
                        "authors": [{"name": name(a)} for a in w.authors],
                        "publish_date": str(w.date[0]),
                        "publishers": [{"name": w.publisher}],
                        "identifiers": {"isbn_13": [w.isbn]},
                    }
                    for k in keys
                    for w in [book(k[5:].replace("-", ""))]
                    if w
                },
            )
        return Resp(404, {"error": "notfound"})

    def at_www_googleapis_com(self, r):  # [K] all
        m = re.match(r"isbn:([\dXx-]+)", r.q.get("q", ""))
        w = next(
            (
                w
                for w in self.sim.works_.values()
                if m and w.isbn and w.isbn == isbn13(m.group(1).replace("-", ""))
            ),
            None,
        )
        return Resp(
            200,
            {
                "kind": "books#volumes",
                "totalItems": 1,
                "items": [
                    {
                        "kind": "books#volume",
                        "id": "sim",
                        "volumeInfo": {
                            "title": w.title,
                            "authors": [name(a) for a in w.authors],
                            "publisher": w.publisher,
                            "publishedDate": _iso(w.date),
                            "industryIdentifiers": [{"type": "ISBN_13", "identifier": w.isbn}],
                        },
                    }
                ],
            }
            if w
            else {"kind": "books#volumes", "totalItems": 0},
        )

    # --- publishers' pages and PDFs
    def at_landing_test(self, r):
        kind, _, key = r.path[1:].partition("/")
        if kind == "recorded":
            e = next(
                (
                    e
                    for e in self.sim.recordings.index
                    if e["service"] == "landing.test"
                    and e["file"].split("/")[1].rsplit(".", 1)[0] == key
                ),
                None,
            )
            return (
                Resp(
                    e["status"],
                    self.sim.recordings.body(e),
                    e["headers"].get("content-type", "text/html"),
                    recorded=e["file"],
                )
                if e
                else _text404()
            )
        w = self.sim.works_.get(re.sub(r"\.pdf$", "", key))
        if not w or "landing" in w.absent:
            return Resp(404, page("Page not found", "", "<h1>404</h1>"), "text/html; charset=utf-8")
        if kind == "pdf":
            return self.pdf(w)
        if kind == "cookie-wall" and "consent=" in (r.headers.get("Cookie") or ""):
            return Resp(
                200,
                page("We value your privacy", "", "<form><button>Accept all</button></form>"),
                "text/html",
            )
        try:
            status, headers, body, ctype = landing(w, kind, self.sim)
        except KeyError:
            return Resp(404, page("Page not found"), "text/html")
        return Resp(status, body, ctype, headers)

    def pdf(self, w):
        if w.pdf == "none" or w.landing == "paywall":
            return Resp(
                404 if w.pdf == "none" else 403,
                page("Access denied", "", "<h1>You need a subscription</h1>"),
                "text/html",
            )
        if w.pdf == "html":
            return Resp(
                200, page("Sign in", "", "<h1>Sign in to download</h1>"), "text/html; charset=utf-8"
            )
        return Resp(
            200,
            self.sim.pdf_bytes(w),
            "application/pdf",
            [("Content-Disposition", f'inline; filename="{w.key}.pdf"')],
        )


ALIAS = {"www.medrxiv.org": "www.biorxiv.org", "pmc.ncbi.nlm.nih.gov": "www.ncbi.nlm.nih.gov"}


def isbn13(s):
    s = s.upper().replace("-", "")
    if len(s) != 10:
        return s
    body = "978" + s[:9]
    return body + str(-sum(int(c) * (1, 3)[i % 2] for i, c in enumerate(body)) % 10)
