"""Words as the search index sees them, and the fields of a paper."""

import fnmatch
import re
import unicodedata
from collections import defaultdict
from datetime import UTC, datetime
from functools import lru_cache

from arxiv_sim.identifiers import INTERNAL_ERROR, ApiError
from arxiv_sim.query import Term

_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "for",
        "if",
        "in",
        "into",
        "is",
        "it",
        "no",
        "not",
        "of",
        "on",
        "or",
        "such",
        "that",
        "the",
        "their",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "was",
        "will",
        "with",
    ]
)


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?", re.UNICODE)


DOTS = str.maketrans("", "", ".,;")


def fold_accents(s):
    if s.isascii():
        return s.casefold()
    return "".join(
        c for c in unicodedata.normalize("NFKD", s) if not unicodedata.combining(c)
    ).casefold()


@lru_cache(65536)
def _stem(w):
    """Porter step 1, near enough for plurals, -ed and -ing."""
    w = re.sub(r"['’]s$", "", w)
    if len(w) < 4 or not w.isascii():
        return w
    if w.endswith(("sses", "ies")):
        w = w[:-2]
    elif w.endswith("s") and not w.endswith("ss"):
        w = w[:-1]
    m = re.match(r"^(.*[aeiouy].*?)(ed|ing)$", w)
    if m:
        w = m.group(1)
        if w.endswith(("at", "bl", "iz")):
            w += "e"
        elif re.search(r"([^aeiouylsz])\1$", w):
            w = w[:-1]
    if len(w) > 3 and w.endswith("e"):
        w = w[:-1]
    if w.endswith("y") and len(w) > 2 and w[-2] not in "aeiou":
        w = w[:-1] + "i"
    return w


def english(s):
    return [
        (i, _stem(w))
        for i, w in enumerate(x.lower() for x in _WORD.findall(s or ""))
        if w not in _STOP
    ]


def combined(s):
    return [
        (i, w)
        for i, w in enumerate(fold_accents(s or "").translate(DOTS).split())
        if w not in _STOP
    ]


class Doc:
    """The searchable view of a paper's current version; a field is analysed when a query first asks for it."""

    def __init__(self, p):
        self.paper, self.v = p, p.v()
        self.cats = [c.lower() for c in p.categories]
        self.fields, self.sets = {}, {}

    def field(self, k):
        if k not in self.fields:
            v, p = self.v, self.paper
            if k == "all":
                text = " ".join(
                    [
                        v["title"],
                        v["abstract"],
                        v.get("comment") or "",
                        v.get("journal_ref") or "",
                        p.id,
                        " ".join(p.categories),
                        " ".join(self.dois),
                    ]
                    + [a["name"] for a in v["authors"]]
                )
                self.fields[k] = combined(text)
            else:
                self.fields[k] = english(
                    v.get(
                        {
                            "ti": "title",
                            "abs": "abstract",
                            "co": "comment",
                            "jr": "journal_ref",
                            "rn": "report_no",
                        }[k]
                    )
                )
            self.sets[k] = {w for _, w in self.fields[k]}
        return self.sets[k]

    @property
    def authors(self):
        if "au" not in self.fields:
            self.fields["au"] = []
            for a in self.v["authors"]:
                parts = fold_accents(a["name"]).translate(DOTS).split()
                self.fields["au"].append(set(parts) | {x[0] for x in parts[:-1]})
        return self.fields["au"]

    @property
    def dois(self):
        d = self.v.get("doi") or []
        return [x.lower() for x in ([d] if isinstance(d, str) else d)]

    def words(self, field, analyse, value):
        phrase = value.startswith('"') and value.endswith('"') and len(value) > 1
        toks = analyse(value.strip('"'))
        if "*" in value or "?" in value:
            pats = list(value.strip('"').lower().split())
            if any(p[0] in "*?" for p in pats):
                raise ApiError(500, INTERNAL_ERROR)
            hay = self.field(field)
            return all(
                any(fnmatch.fnmatchcase(h, p) for h in hay)
                if ("*" in p or "?" in p)
                else all(w in hay for _, w in analyse(p))
                for p in pats
            )
        if not toks:  # nothing but stop words: matches nothing, and empties an AND
            return False
        if not all(w in self.field(field) for _, w in toks):
            return False
        if phrase and len(toks) > 1:
            at = defaultdict(set)
            for i, w in self.fields[field]:
                at[w].add(i)
            return any(all(s + i - toks[0][0] in at[w] for i, w in toks) for s in at[toks[0][1]])
        return True

    def match(self, x):
        """-> score (0 = no match)."""
        if not isinstance(x, Term):
            if len(x) == 2:
                if not isinstance(x[1], Term):
                    raise ApiError(500, INTERNAL_ERROR)
                return 0 if self.match(x[1]) else 1
            a, b = self.match(x[1]), self.match(x[2])
            return {"AND": a and b and a + b, "OR": a + b, "ANDNOT": a if not b else 0}[x[0]]
        f, v = x.field, x.value
        if not v:
            return 1
        bare = v.strip('"').strip()
        if f == "ti":
            return 3 * self.words("ti", english, v)
        if f == "abs":
            return 1 * self.words("abs", english, v)
        if f in ("co", "jr", "rn"):
            return 1 * self.words(f, english, v)
        if f == "au":
            want = fold_accents(bare).translate(DOTS).split()
            if any(w[0] in "*?" for w in want):
                raise ApiError(500, INTERNAL_ERROR)
            return 2 * any(
                all(
                    any(fnmatch.fnmatchcase(h, w) for h in a) if "*" in w or "?" in w else w in a
                    for w in want
                )
                for a in self.authors
            )
        if f == "cat":
            return 1 * any(fnmatch.fnmatchcase(c, bare.lower()) for c in self.cats)
        if f == "doi":
            return 4 * any(fnmatch.fnmatchcase(d, bare.lower()) for d in self.dois)
        if f == "id":
            return 5 * (bare in (self.paper.id, f"{self.paper.id}v{self.paper.latest}"))
        if f == "submittedDate":
            try:
                lo, hi = (
                    datetime.strptime(s.strip(), "%Y%m%d%H%M").replace(tzinfo=UTC)
                    for s in bare.split("TO")
                )
            except ValueError:
                raise ApiError(500, INTERNAL_ERROR) from None
            return 1 * (lo <= self.paper.published() <= hi)
        if f == "all":
            if bare[:1] in ("*", "?"):
                raise ApiError(500, INTERNAL_ERROR)
            s = (
                3 * self.words("ti", english, v)
                + self.words("abs", english, v)
                + self.words("co", english, v)
                + self.words("jr", english, v)
                + 2 * bool(self.match(Term("au", v)))
                + 4 * bool(self.match(Term("doi", v)))
                + 5 * bool(self.match(Term("id", v)))
                + any(c == bare.lower() for c in self.cats)
            )
            return s or 0.5 * self.words("all", combined, v)
        raise ApiError(500, INTERNAL_ERROR)
