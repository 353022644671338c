"""Requests, answers and searches."""

from __future__ import annotations

import json
import re
from collections import Counter
from urllib.parse import parse_qsl, unquote


class Resp:
    def __init__(self, status=200, body=b"", ctype="application/json", headers=(), **how):
        self.status, self.ctype, self.headers = status, ctype, list(headers)
        self.body = (
            body
            if isinstance(body, bytes)
            else body.encode()
            if isinstance(body, str)
            else json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        )
        self.how = how


class Request:
    def __init__(self, method, host, raw, query, headers, body):
        self.method, self.host, self.raw, self.query, self.headers, self.body = (
            method,
            host,
            raw,
            query,
            headers,
            body,
        )
        self.path = unquote(raw)
        self.pairs = parse_qsl(query, keep_blank_values=True)
        self.q = dict(self.pairs)
        self.accept = headers.get("Accept") or ""

    def number(self, key, default, top=1000):
        v = self.q.get(key, "")
        return min(int(v), top) if v.isdigit() else default


def tokens(s):
    return re.findall(r"[^\W_]+", re.sub(r"<[^>]+>", " ", s or "").casefold())


def _text404():
    return Resp(404, "Resource not found.", "text/plain")


def _rows(items, query, text):
    """Items ranked by how many rare words they share with the query (not the real services' ranking)."""
    df = Counter(t for x in items for t in set(tokens(text(x))))
    scored = [
        (sum(10.0 / (1 + df[t]) ** 0.5 for t in set(tokens(text(x))) & set(tokens(query))), x)
        for x in items
    ]
    return sorted(((s, x) for s, x in scored if s > 0), key=lambda p: -p[0])
