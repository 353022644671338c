"""The simulator, in process."""

from __future__ import annotations

import json
import random
import re
import threading
from collections import Counter, defaultdict, deque
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from scholar_sim.asking import Resp
from scholar_sim.faults import Rules
from scholar_sim.hosts import HOSTS, RATES
from scholar_sim.manners import analyse
from scholar_sim.pdf import build_pdf
from scholar_sim.recordings import Recordings
from scholar_sim.server import Handler, _Server
from scholar_sim.services import Services
from scholar_sim.synthetic import synthetic_works
from scholar_sim.traps import TRAP_ALIASES, _or, trap_works
from scholar_sim.works import Work


class ScholarSim:
    """The simulator; see the module's docstring.

    links      addresses inside bodies: "real" (the client maps hosts) or "local"
    latency    seconds before every answer; 0 makes requests at once hard to see
    contact    the mail address the client was told to use; any other one is a problem in the report
    Options, also by .set(): enforce (refuse what comes too fast), openreview_challenge (True: the APIs, "all": pages and PDFs too,
    False), biorxiv_blocked, s2_busy (share of 429s without a key), openalex_spent, openalex_budget (dollars).
    """

    def __init__(
        self,
        synthetic=40,
        seed=0,
        port=0,
        host="127.0.0.1",
        recordings=None,
        faults=(),
        links="real",
        latency=0.015,
        contact=None,
        **options,
    ):
        self.works_ = {w.key: w for w in (*trap_works(), *synthetic_works(synthetic, seed))}
        self.by_doi = {w.doi.lower(): w for w in self.works_.values() if w.doi}
        self.recordings, self.links, self.latency, self.contact = (
            Recordings(recordings),
            links,
            latency,
            contact,
        )
        self.pmlr = {w.pmlr: w for w in self.works_.values() if w.pmlr}
        for e in self.recordings.index:
            if e["service"] == "proceedings.mlr.press":
                w = front_matter_work(json.loads(self.recordings.body(e)), e)
                self.pmlr.setdefault(w.pmlr, w)
        self.options = {
            "enforce": True,
            "openreview_challenge": True,
            "biorxiv_blocked": True,
            "s2_busy": 0.0,
            "openalex_spent": False,
            "openalex_budget": 0.10,
        }
        self.set(**options)
        self.lock, self.rules, self.path_faults = threading.RLock(), Rules(seed), Counter()
        self.rules.add(list(faults))
        self.req_seq = self.forgotten = 0
        self.inflight, self.log, self.starts, self.spent, self.stopping = (
            {},
            [],
            defaultdict(deque),
            0.0,
            False,
        )
        self.pdfs: dict[str, bytes] = {}
        self.rnd = random.Random(seed)
        self.services = Services(self)
        self.server = _Server((host, port), Handler)
        self.server.sim = self
        self.host, self.port = self.server.server_address[:2]
        self.base = f"http://{self.host}:{self.port}"

    def start(self):
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()
        return self

    def stop(self):
        self.stopping = True
        self.server.shutdown()
        self.server.server_close()

    __enter__ = start

    def __exit__(self, *a):
        self.stop()

    @property
    def hosts(self) -> str:
        """The value for READLIST_HOSTS."""
        return ",".join(f"{h}={self.base}/{h}" for h in HOSTS)

    def url(self, url: str) -> str:
        """Where the simulator serves a real address."""
        return self.local(url)

    def local(self, url):
        m = re.match(r"https?://([^/?#]+)(.*)$", url, re.DOTALL)
        return f"{self.base}/{m.group(1)}{m.group(2)}" if m and m.group(1) in HOSTS else url

    def link(self, url):
        return self.local(url) if self.links == "local" else url

    def pdf_bytes(self, w):
        if w.key not in self.pdfs:
            self.pdfs[w.key] = build_pdf(w, w.pdf)
        return self.pdfs[w.key]

    def traps(self) -> dict:
        out = {
            w.key: {
                "doi": w.doi,
                "ids": w.ids(),
                "url": self.trap_url(w),
                "why": w.why,
                "expect": dict(w.expect),
            }
            for w in self.works_.values()
            if not w.key.startswith("syn-")
        }
        return {**out, **{k: out[v] for k, v in TRAP_ALIASES.items()}}

    def trap_url(self, w):
        return (
            f"https://openreview.net/forum?id={w.openreview['id']}"
            if w.openreview and not w.pmlr
            else f"https://aclanthology.org/{w.acl}/"
            if w.acl
            else f"https://proceedings.mlr.press/{w.pmlr}.html"
            if w.pmlr
            else w.url
            if w.key.startswith("landing-") or not w.doi
            else "https://doi.org/" + quote(w.doi, safe="/:")
        )

    def works(self) -> list:
        return [
            {"key": w.key, "doi": w.doi, "ids": w.ids(), "expect": dict(w.expect)}
            for w in self.works_.values()
            if w.key.startswith("syn-")
        ]

    def set(self, **options):
        unknown = set(options) - set(self.options)
        if unknown:
            raise TypeError(f"unknown options {sorted(unknown)}; known: {sorted(self.options)}")
        self.options.update(options)

    def faults(self, rules, replace=True):
        self.rules.add(rules, replace=replace)

    def records(self) -> list:
        with self.lock:
            return sorted(
                [
                    *self.log,
                    *(
                        dict(x, unfinished=True)
                        for x in self.inflight.values()
                        if x["seq"] > self.forgotten
                    ),
                ],
                key=lambda x: x["seq"],
            )

    def report(self, **how) -> dict:
        return analyse(self.records(), contact=how.pop("contact", self.contact), **how)

    def reset_log(self):
        with self.lock:
            self.forgotten, self.spent = self.req_seq, 0.0
            self.log.clear()
            self.starts.clear()
            self.path_faults.clear()

    # --- the services' own limits
    def limit_headers(self, rec):
        if rec["host"] == "api.crossref.org":
            n, c = RATES["api.crossref.org" + (" polite" if rec["pool"] == "polite" else "")]
            return [
                ("x-rate-limit-limit", str(n)),
                ("x-rate-limit-interval", "1s"),
                ("x-concurrency-limit", str(c)),
                ("x-api-pool", rec["pool"]),
            ]
        if rec["host"] == "api.openalex.org":
            left = (
                0.0
                if self.options["openalex_spent"]
                else max(0.0, self.options["openalex_budget"] - self.spent)
            )
            return [
                ("x-ratelimit-limit-usd", str(self.options["openalex_budget"])),
                ("x-ratelimit-remaining-usd", f"{left:.4f}"),
                ("x-ratelimit-reset", str(_till_midnight())),
            ]
        return []

    def limit(
        self, rec, r
    ):  # [K] the bodies of 429; the headers of Crossref are recorded, those of OpenAlex reported
        with self.lock:
            host, o = rec["host"], self.options
            if host == "api.openalex.org" and r.path.rstrip("/") == "/works":
                cost = 0.001 if "search" in r.query else 0.0001
                if o["openalex_spent"] or self.spent + cost > o["openalex_budget"]:
                    return Resp(
                        429,
                        {
                            "error": "Rate limit exceeded",
                            "message": f"Insufficient budget. This request costs ${cost:g}. Your budget resets at midnight UTC.",
                            "retryAfter": _till_midnight(),
                        },
                        headers=[("Retry-After", str(_till_midnight()))],
                    )
                self.spent += cost
            key = host
            if host == "api.semanticscholar.org":
                if not (r.headers.get("x-api-key") or ""):
                    if self.rnd.random() < float(o["s2_busy"]):
                        return Resp(
                            429,
                            {
                                "message": "Too Many Requests. Please wait and try again or apply for a key for higher rate limits. https://www.semanticscholar.org/product/api#api-key-form",
                                "code": "429",
                            },
                        )
                    return None
                key += " key"
            key += " polite" if rec["pool"] == "polite" else ""
            if not o["enforce"] or key not in RATES:
                return None
            per_second, at_once = RATES[key]
            seen = self.starts[key]
            while seen and seen[0] <= rec["t"] - 0.98:
                seen.popleft()
            if len(seen) >= per_second or rec["inflight"] > at_once:
                body = (
                    {
                        "error": "API rate limit exceeded",
                        "api-key": "ip",
                        "count": str(len(seen) + 1),
                        "limit": "3",
                    }
                    if "ncbi" in host
                    else "Too many requests"
                )
                return Resp(
                    429,
                    body,
                    "application/json" if "ncbi" in host else "text/plain",
                    [("Retry-After", "1")],
                )
            seen.append(rec["t"])
            return None


def _till_midnight():
    now = datetime.now(UTC)
    return int(
        (
            (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0) - now
        ).total_seconds()
    )


def front_matter_work(fm, entry):
    volume = "v" + str(
        fm.get("volume") or re.search(r"mlresearch/v(\d+)", entry["source"]).group(1)
    )
    when = (fm.get("issued") or {}).get("date-parts") or [2024]
    return Work(
        key=f"pmlr-{volume}-{fm['id']}",
        doi="",
        title=fm["title"],
        authors=[(a.get("given") or "", a.get("family") or "") for a in fm.get("author", [])],
        date=[int(x) for x in (when[0] if isinstance(when[0], list) else when)],
        venue=fm.get("container-title", ""),
        volume=str(fm.get("volume", "")),
        pages=str(fm.get("page", "")),
        abstract=fm.get("abstract", ""),
        pmlr=f"{volume}/{fm['id']}",
        openreview=_or(fm["openreview"], 2, "", "") if fm.get("openreview") else None,
    )
