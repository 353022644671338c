"""What can go wrong, by name, and the rules that say when."""

import random
import re
import threading
from urllib.parse import unquote


class Resp:
    def __init__(
        self,
        status=200,
        body=b"",
        ctype="text/html; charset=utf-8",
        headers=(),
        length=None,
        framing="length",
        head_length=True,
    ):
        self.status, self.body, self.ctype, self.headers = status, body, ctype, list(headers)
        self.length = (
            len(body) if length is None and isinstance(body, (bytes, bytearray)) else length
        )
        self.framing, self.head_length = framing, head_length
        # transport plan, set by faults
        self.cut = self.rst = self.stall = self.bps = None
        self.chunk = 1024


FAULTS = {
    "ok": "no fault (useful inside a seq)",
    "status": "code=503 [retry_after=SECONDS|http-date=SECONDS] [body=TEXT] [ctype=TYPE]: any status",
    "503": "Service Unavailable with Retry-After (retry_after=2; retry_after=none to leave it out)",
    "429": "14 bytes 'Rate exceeded.', no Retry-After (as arXiv); retry_after=N adds one",
    "406": "Not Acceptable with an empty body (how arXiv's edge refused clients from 2026-09)",
    "403": "Access denied page",
    "404": "not found page",
    "500": "Atom error entry, 'internal error'",
    "502": "Bad Gateway",
    "504": "Gateway Timeout",
    "soft429": "HTTP 200 with the body 'Rate exceeded.' (reported in 2026-05)",
    "reset": "TCP RST instead of an answer",
    "close": "clean close instead of an answer",
    "reset_mid": "RST after=BYTES of the body (default: half)",
    "hang": "never answers (seconds=3600)",
    "hang_mid": "headers and after=BYTES of the body, then silence",
    "delay": "waits seconds=15, then answers normally",
    "drip": "bps=200 bytes per second in chunk=50",
    "truncate": "full Content-Length, fraction=0.5 (or after=BYTES) of the body, then close",
    "truncate_clean": "the cut body with a matching Content-Length",
    "chunked": "chunked framing, no Content-Length",
    "chunked_cut": "chunked, cut without the last chunk",
    "html200": "a 200 HTML page instead of the document (ctype= lies about it)",
    "empty_body": "200 with 0 bytes",
    "empty_feed": "a valid feed with no entries but the true totalResults (total=0 to change)",
    "short_page": "drop=N entries missing from the page, total unchanged",
    "bad_xml": "malformed XML (kind=unclosed|amp|entity|markup|nul|utf8|date)",
    "cut_xml": "feed cut inside the last entry's authors, framing intact",
    "billion_laughs": "entity expansion bomb in a title",
    "xxe": "external entity file:///etc/passwd (url= for http)",
    "huge_feed": "a summary of mb=64",
    "gzip_bomb": "Content-Encoding: gzip, mb=1024 of zeros",
    "huge_pdf": "a valid PDF of mb=200 (framing=chunked leaves the length out)",
    "not_pdf": "application/pdf whose bytes are HTML",
    "pdf_no_eof": "a PDF without its last 1024 bytes, framing intact",
    "redirect": "301 to=same|host|https|loop|URL (code=302)",
    "withdrawn": "404 'withdrawn' page for a PDF; in a feed: withdrawn comment",
    "evil_text": "terminal escapes in titles (kind=esc_ref|esc_raw|c1|osc|rich|bidi)",
    "wrong_id": "the feed answers with another paper",
    "dup": "every entry twice",
    "etag_flip": "the PDF has changed (new bytes and ETag)",
    "no_range": "ignores Range, answers 200",
    "bad_range": "206 with the wrong offset",
    "range416": "416 for any Range",
    "no_etag": "no ETag and no Last-Modified",
}


def parse_fault(spec):
    name, *rest = spec.split(";")
    return name, dict(x.split("=", 1) if "=" in x else (x, "1") for x in rest if x)


class Rules:
    """Fault rules: {"fault": "503", "match": {...}, "params": {...}, "skip": 0, "count": null, "seq": [...], "prob": 1}."""

    def __init__(self, seed=0):
        self.rules, self.lock, self.rnd, self.n = [], threading.Lock(), random.Random(seed), 0

    def add(self, rules, replace=False):
        with self.lock:
            if replace:
                self.rules.clear()
            for given in [rules] if isinstance(rules, dict) else rules:
                r = dict(given)
                if isinstance(r.get("fault"), str) and ";" in r["fault"]:
                    r["fault"], p = parse_fault(r["fault"])
                    r["params"] = {**p, **r.get("params", {})}
                for f in r.get("seq") or [r.get("fault")]:
                    if parse_fault(f)[0] not in FAULTS:
                        raise ValueError(f"unknown fault {f!r}")
                self.n += 1
                r.update(rule=self.n, hits=0, fired=0)
                self.rules.append(r)

    def pick(self, ctx):
        with self.lock:
            for r in self.rules:
                m = r.get("match") or {}
                if "endpoint" in m and ctx["endpoint"] not in (
                    [m["endpoint"]] if isinstance(m["endpoint"], str) else m["endpoint"]
                ):
                    continue
                if "path" in m and not re.search(m["path"], ctx["path"]):
                    continue
                if "query" in m and not re.search(m["query"], unquote(ctx["query"])):
                    continue
                if "id" in m and not any(
                    i == m["id"] or re.sub(r"v\d+$", "", i) == m["id"] for i in ctx["ids"]
                ):
                    continue
                if "ua" in m and not re.search(m["ua"], ctx["ua"] or ""):
                    continue
                if "host" in m and not re.search(m["host"], ctx["host"] or ""):
                    continue
                if "range" in m and bool(ctx["range"]) != bool(m["range"]):
                    continue
                r["hits"] += 1
                if r["hits"] <= int(r.get("skip") or 0):
                    continue
                if r.get("count") is not None and r["fired"] >= int(r["count"]):
                    continue
                if r.get("seq"):
                    i = r["fired"] % len(r["seq"]) if r.get("loop") else r["fired"]
                    if i >= len(r["seq"]):
                        continue
                    r["fired"] += 1
                    name, p = parse_fault(r["seq"][i])
                    return name, {**r.get("params", {}), **p}
                if self.rnd.random() >= float(r.get("prob", 1)):
                    continue
                r["fired"] += 1
                return r["fault"], dict(r.get("params", {}))
        return None, {}


class AbortedError(Exception):
    """The connection is gone, by a fault or by the client."""
