"""What can go wrong with an answer, and when it does."""

from __future__ import annotations

import random
import re
import threading
from urllib.parse import unquote

FAULTS = {
    "ok": "no fault (useful inside a seq)",
    "status": "code=503 [retry_after=SECONDS] [http-date=SECONDS] [body=TEXT] [ctype=TYPE]: any status",
    "503": "with Retry-After 2 (retry_after=none to leave it out)",
    "429": "retry_after=5; http-date=SECONDS; huge=1 (54000 s); retry_after=none",
    "403": "a challenge page",
    "404": "an HTML 404 page",
    "500": "",
    "502": "HTML, as a proxy gives",
    "504": "",
    "reset": "TCP RST instead of an answer",
    "close": "clean close instead of an answer",
    "hang": "never answers (seconds=3600)",
    "reset_mid": "RST after=BYTES of the body (default half)",
    "hang_mid": "headers and after=BYTES of the body, then silence",
    "delay": "waits seconds=15, then answers normally",
    "drip": "bps=200 bytes per second in chunk=50",
    "truncate": "full Content-Length, fraction=0.5 of the body, then close",
    "truncate_clean": "the cut body with a matching Content-Length",
    "chunked": "chunked framing, no Content-Length",
    "chunked_cut": "chunked, cut without the last chunk",
    "html200": "a 200 HTML page where JSON or a PDF belongs (ctype= lies about it)",
    "empty_body": "200 with 0 bytes",
    "bad_json": "kind=cut|nan|bom|utf8|dup|list|null|deep: JSON that is not what it should be",
    "redirect": "code=301 to=same|loop|https|http|host|URL",
    "huge": "a body of mb=64, true framing",
    "wrong_work": "another work's record",
    "wrong_ctype": "the right body as ctype=text/plain",
    "no_ctype": "no Content-Type",
    "evil_text": "terminal escapes and bidi marks in every title",
}


def parse_fault(spec):
    head, *rest = spec.split(";")
    return head, dict(x.split("=", 1) if "=" in x else (x, "1") for x in rest if x)


class Rules:
    def __init__(self, seed=0):
        self.rules, self.lock, self.rnd = [], threading.Lock(), random.Random(seed)

    def add(self, rules, replace=False):
        with self.lock:
            if replace:
                self.rules.clear()
            for r in [rules] if isinstance(rules, dict) else rules:
                r = dict(r)
                if isinstance(r.get("fault"), str) and ";" in r["fault"]:
                    r["fault"], p = parse_fault(r["fault"])
                    r["params"] = {**p, **r.get("params", {})}
                for f in r.get("seq") or [r.get("fault")]:
                    if parse_fault(f)[0] not in FAULTS:
                        raise ValueError(f"unknown fault {f!r}")
                r.update(hits=0, fired=0)
                self.rules.append(r)

    def pick(self, ctx):
        with self.lock:
            for r in self.rules:
                m = r.get("match") or {}
                if any(
                    not re.search(m[k], ctx.get(k) or "", re.IGNORECASE)
                    for k in ("host", "path", "query", "ua", "method")
                    if k in m
                ):
                    continue
                if "doi" in m and m["doi"].lower() not in unquote(ctx["path"]).lower():
                    continue
                r["hits"] += 1
                if r["hits"] <= int(r.get("skip") or 0) or (
                    r.get("count") is not None and r["fired"] >= int(r["count"])
                ):
                    continue
                if r.get("seq"):
                    i = r["fired"] % len(r["seq"]) if r.get("loop") else r["fired"]
                    if i >= len(r["seq"]):
                        continue
                    r["fired"] += 1
                    head, p = parse_fault(r["seq"][i])
                    return head, {**r.get("params", {}), **p}
                if self.rnd.random() >= float(r.get("prob", 1)):
                    continue
                r["fired"] += 1
                return r["fault"], dict(r.get("params", {}))
        return None, {}
