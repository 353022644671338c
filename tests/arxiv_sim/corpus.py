"""The papers that the simulated arXiv holds."""

import hashlib
import json
import re
from pathlib import Path

from arxiv_sim.identifiers import as_moment, as_stamp
from arxiv_sim.words import Doc


class Paper:
    """One article with all its versions. Built from JSONL rows (one row per paper, or one per version)."""

    def __init__(self, row):
        self.id = row["id"]
        v = re.search(r"v(\d+)$", self.id)
        if v:
            self.id = self.id[: v.start()]
        self.base = {}
        self.versions = {}
        self.add(row, int(v.group(1)) if v else None)

    def add(self, row, version=None):
        n = int(version or row.get("version") or 1)
        base = {
            k: row.get(k)
            for k in (
                "title",
                "authors",
                "abstract",
                "comment",
                "doi",
                "journal_ref",
                "report_no",
                "license",
                "withdrawn",
                "pdf",
                "pdf_kb",
            )
        }
        base["authors"] = [a if isinstance(a, dict) else {"name": a} for a in base["authors"] or []]
        base["categories"] = row.get("categories") or (
            [row["primary_category"]] if row.get("primary_category") else ["cs.LG"]
        )
        if isinstance(base["categories"], str):
            base["categories"] = base["categories"].split()
        pub, upd = (
            as_moment(row.get("published") or row.get("updated")),
            as_moment(row.get("updated") or row.get("published")),
        )
        if not self.versions or n >= max(self.versions):
            self.base = base
        for i in range(
            1, n
        ):  # earlier versions that no row describes: dates spread between published and updated
            if i not in self.versions:
                vb = dict(base, withdrawn=None, pdf=None)
                if base.get("withdrawn"):
                    vb["comment"] = row.get("v1_comment") or "12 pages"
                    vb["abstract"] = row.get("v1_abstract") or base["abstract"]
                self.versions[i] = dict(vb, date=pub + (upd - pub) * ((i - 1) / max(1, n - 1)))
        self.versions[n] = dict(base, date=upd if n > 1 else pub)
        for extra in row.get("versions") or []:  # explicit per-version overrides
            k = int(extra["version"])
            ov = dict(self.versions.get(k, base))
            ov.update({x: y for x, y in extra.items() if x not in ("version", "date")})
            ov["authors"] = [a if isinstance(a, dict) else {"name": a} for a in ov["authors"]]
            if extra.get("date"):
                ov["date"] = as_moment(extra["date"])
            self.versions[k] = ov

    @property
    def latest(self):
        return max(self.versions)

    def published(self):
        return self.versions[min(self.versions)]["date"]

    def v(self, n=None):
        return self.versions[n or self.latest]

    @property
    def categories(self):
        return self.base["categories"]

    def row(self):
        b, n = self.base, self.latest
        return {
            "id": self.id,
            "version": n,
            "title": b["title"],
            "authors": [a if a.get("affiliation") else a["name"] for a in b["authors"]],
            "abstract": b["abstract"],
            "categories": b["categories"],
            "published": as_stamp(self.published()),
            "updated": as_stamp(self.v()["date"]),
            "doi": b.get("doi"),
            "comment": b.get("comment"),
            "journal_ref": b.get("journal_ref"),
            "license": b.get("license"),
            "withdrawn": b.get("withdrawn"),
        }


class Corpus:
    def __init__(self, rows=()):
        self.papers = {}
        for r in rows:
            self.put(r)

    def put(self, row):
        pid = re.sub(r"v\d+$", "", row["id"])
        if pid in self.papers:
            self.papers[pid].add(row, int(row["id"][len(pid) + 1 :]) if row["id"] != pid else None)
        else:
            self.papers[pid] = Paper(row)
        self.__dict__.pop("_order", None)
        self.__dict__.pop("_index", None)

    @classmethod
    def load(cls, path):
        with Path(path).open(encoding="utf-8") as f:
            return cls(json.loads(x) for x in f if x.strip())

    def order(self):
        """Index order: stable, and (as on arXiv) not the order a client asked in."""
        if "_order" not in self.__dict__:
            self._order = sorted(
                self.papers.values(), key=lambda p: hashlib.sha1(p.id.encode()).digest()
            )
        return self._order

    def index(self, p):
        ix = self.__dict__.setdefault("_index", {})
        if p.id not in ix:
            ix[p.id] = Doc(p)
        return ix[p.id]
