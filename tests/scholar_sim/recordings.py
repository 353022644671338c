"""Answers that services gave, where a folder of them is at hand."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from urllib.parse import parse_qsl, unquote, urlsplit

from scholar_sim.hosts import HOSTS

_IGNORED = {"mailto", "email", "include", "fields", "api_key", "key"}


def canon(host, path, pairs):
    """The identity of a request: case, DOI prefixes, version prefix and personal parameters do not count."""
    p = path.lower().rstrip("/") if host != "doi.org" else path.lower()
    if host in ("api.crossref.org", "api.openalex.org"):
        p = re.sub(r"^/v1(?=/)", "", p)
        p = re.sub(r"^/works/(?:https?://(?:dx\.)?doi\.org/|doi:)", "/works/", p)
    if host == "api.semanticscholar.org":
        p = re.sub(r"/paper/doi:", "/paper/", p)
    return host, p, tuple(sorted((k, v) for k, v in pairs if k not in _IGNORED))


def _json(text):
    try:
        return json.loads(text or "{}")
    except ValueError:
        return text


def accept_class(accept):
    a = (accept or "").lower()
    if "csl+json" in a or ("application/json" in a and "text/html" not in a and "*/*" not in a):
        return "csl"
    return "bibtex" if "x-bibtex" in a else "text" if "text/x-bibliography" in a else "html"


class Recordings:
    """Responses kept in a folder: index.json says which request each file answers."""

    def __init__(self, folder):
        self.folder, self.index, self.by_key = folder, [], defaultdict(list)
        self.works: dict[str, list[dict]] = defaultdict(list)
        path = folder and os.path.join(folder, "index.json")
        if not path or not os.path.exists(path):
            return
        with open(path, encoding="utf-8") as f:
            self.index = json.load(f)
        for e in self.index:
            if e.get("served", True) and e["service"] in HOSTS and e["service"] != "landing.test":
                u = urlsplit(e["url"])
                self.by_key[
                    (
                        e["method"],
                        *canon(
                            e["service"],
                            unquote(u.path),
                            parse_qsl(u.query, keep_blank_values=True),
                        ),
                    )
                ].append(e)
            if (
                e["status"] == 200
                and e["file"].endswith(".json")
                and e["service"]
                in ("api.crossref.org", "api.openalex.org", "api.semanticscholar.org")
                and "?" not in e["url"].split("fields")[0].split("mailto")[0].rstrip("?")
            ):
                j = json.loads(self.body(e))
                j = j.get("message", j) if isinstance(j, dict) else {}
                if isinstance(j, dict) and j.get("title"):
                    self.works[e["service"]].append(j)

    def body(self, e):
        with open(os.path.join(self.folder, e["file"]), "rb") as f:
            return f.read()

    def find(self, method, host, path, pairs, accept, body):
        negotiated = host in ("doi.org", "data.crosscite.org") or path.endswith("/transform")

        def fits(e):
            if method == "POST":
                return _json(body) == _json(e.get("request_body"))
            return (
                not negotiated
                or not e.get("accept")
                or e["status"] >= 400
                or accept_class(e["accept"]) == accept_class(accept)
            )

        found = [e for e in self.by_key.get((method, *canon(host, path, pairs)), ()) if fits(e)]
        return next((e for e in found if e.get("accept") == accept), found[0] if found else None)
