"""Works as they truly are; the records of services are views of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

Author = Any  # ("Given", "Family"), ("", "Mononym") or "Organisation"


@dataclass
class Work:
    """One work as it truly is; the services' records are views of it, bent by `raw` and `absent`."""

    key: str
    doi: str
    title: str  # as the registry keeps it, markup and all
    plain: str = ""  # what a reader should see
    authors: list[Author] = field(default_factory=lambda: [("Ada", "Quill"), ("Bo", "Marsh")])
    date: list[int] = field(default_factory=lambda: [2024, 3, 15])
    venue: str = "Journal of Simulated Results"
    type: str = "journal-article"
    subtype: str = ""
    publisher: str = "Simulated Press"
    volume: str = "12"
    issue: str = "3"
    pages: str = "101-120"
    abstract: str = ""
    ra: str = "Crossref"  # registration agency: Crossref, DataCite, JaLC or "" (no DOI)
    landing: str = "citation"  # style of its page on landing.test
    pdf: str = "good"  # good xmp wrong html encrypted image none
    oa: bool = True
    arxiv: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    acl: str = ""
    pmlr: str = ""  # "v235/quill24a"
    openreview: dict | None = None  # {"id", "v", "venue", "venueid", "authors"?}
    biorxiv: list | None = None  # versions: [{"version", "date", "published"}]
    relation: dict = field(default_factory=dict)
    update_to: list = field(default_factory=list)
    updated_by: list = field(default_factory=list)
    retracted: bool = False
    fold: str = ""  # OpenAlex answers this DOI with another DOI's work
    doubled: bool = False  # OpenAlex holds the work twice
    absent: set[str] = field(default_factory=set)
    raw: dict[str, dict] = field(default_factory=dict)
    refs: list[str] = field(default_factory=list)
    why: str = ""
    expect: dict = field(default_factory=dict)

    def __post_init__(self):
        self.plain = self.plain or self.title
        self.absent = set(self.absent)
        truth = {
            "kind": "paper",
            "title": self.plain,
            "authors": [name(a) for a in self.authors],
            "year": self.date[0] if self.date else None,
            "venue": self.venue or None,
            "doi": self.doi.lower() or None,
        }
        self.expect = {**truth, **self.expect}

    @property
    def url(self):
        return f"https://landing.test/{self.landing}/{self.key}"

    @property
    def pdf_url(self):
        return f"https://landing.test/pdf/{self.key}.pdf"

    @property
    def number(self):
        return int(hashlib.sha1(self.key.encode()).hexdigest()[:8], 16)

    @property
    def s2_id(self):
        return hashlib.sha1(("s2:" + self.key).encode()).hexdigest()

    @property
    def openalex_id(self):
        return f"W4{self.number % 10**9:09d}"

    def ids(self):
        out = {
            k: getattr(self, k)
            for k in ("doi", "arxiv", "pmid", "pmcid", "isbn", "acl", "pmlr")
            if getattr(self, k)
        }
        return {**out, "openreview": self.openreview["id"]} if self.openreview else out


def name(a: Author) -> str:
    return a if isinstance(a, str) else " ".join(x for x in a if x)


def deep(base, patch):
    """`patch` laid over `base`; None takes a key away."""
    for k, v in patch.items():
        if v is None:
            base.pop(k, None)
        elif isinstance(v, dict) and isinstance(base.get(k), dict):
            deep(base[k], v)
        else:
            base[k] = v
    return base
