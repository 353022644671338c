"""The grammar of search_query and id_list, and what they match."""

import re
from datetime import UTC, datetime, timedelta

from arxiv_sim.identifiers import ApiError

_PREFIXES = (
    "abs",
    "all",
    "au",
    "cat",
    "co",
    "doi",
    "id",
    "jr",
    "lastUpdatedDate",
    "rn",
    "submittedDate",
    "ti",
    "title",
)


_TOKEN = re.compile(
    r'"[^"]*"|[()]|\b(?:AND|ANDNOT|NOT|OR)\b(?=[()\s]|$)|(?:'
    + "|".join(_PREFIXES)
    + r'):|[^"()\s]+'
)


_RANGE = re.compile(r"submittedDate:\[([\d-]{4,14}) TO ([\d-]{4,14})\]")


PFX, LPAR, OP, RPAR, TXT = "pfx", "(", "op", ")", "txt"


def _bound(d, start):
    if not d.isdigit():
        return d
    d = d[:12]
    if len(d) == 6:
        if start:
            d += "01"
        else:
            y, m = int(d[:4]), int(d[4:])
            if not 1 <= m <= 12:
                return d
            nxt = datetime(y + m // 12, m % 12 + 1, 1, tzinfo=UTC)
            d += f"{(nxt - timedelta(days=1)).day:02d}"
    elif len(d) == 4:
        d += "0101" if start else "1231"
    if len(d) == 8:
        d += "0000" if start else "2359"
    return d


def canonical_query(q):
    """What arXiv's front end makes of a search_query: the string shown in the feed's <title>."""
    toks = _canonical_tokens(q)
    if not toks:
        return None, []
    out, prev = [], None
    for kind, text in toks:
        glued = (
            prev is None
            or (prev == LPAR and kind == PFX)
            or (prev == TXT and kind == RPAR)
            or (prev == PFX and kind == TXT)
        )
        out.append(("" if glued else " ") + text)
        prev = kind
    return "".join(out).strip(), toks


def _canonical_tokens(q):
    if not q:
        return []
    q = re.sub(r"[\r\n]", " ", q).replace("lastUpdatedDate:", "submittedDate:")
    q = _RANGE.sub(
        lambda m: f'submittedDate:"{_bound(m.group(1), True)} TO {_bound(m.group(2), False)}"', q
    )
    toks = []
    for w in _TOKEN.findall(q):
        kind = (
            OP
            if w in ("AND", "ANDNOT", "NOT", "OR")
            else PFX
            if w[-1] == ":" and w[:-1] in _PREFIXES
            else w
            if w in "()"
            else TXT
        )
        toks.append((kind, w))
    # NOT -> ANDNOT (and "AND NOT" -> ANDNOT)
    out = []
    for kind, w in toks:
        if kind == OP and w == "NOT":
            if out and out[-1] == (OP, "AND"):
                out.pop()
            out.append((kind, "ANDNOT"))
        else:
            out.append((kind, w))
    toks = out
    # ti:(a b) -> (ti:a ti:b): the prefix goes to every bare text inside
    out, state, outer, depth = [], 0, None, 0
    for kind, w in toks:
        if state == 0:
            if kind == PFX:
                state, outer = 1, w
        elif state == 1:
            if kind == LPAR:
                out.pop()
                state, depth = 2, depth + 1
            else:
                state = 0
        elif state == 2:
            if kind == RPAR:
                depth -= 1
                if depth == 0:
                    state, outer = 0, None
            elif kind == LPAR:
                depth += 1
            elif kind == TXT and out and out[-1][0] != PFX:
                out.append((PFX, outer))
        out.append((kind, w))
    toks = out
    # bare text -> all:text
    out = []
    for t in toks:
        if t[0] == TXT and not (out and out[-1][0] == PFX):
            out.append((PFX, "all:"))
        out.append(t)
    toks = out
    # of several operators the last one counts
    out = []
    for t in toks:
        if t[0] == OP and out and out[-1][0] == OP:
            out.pop()
        out.append(t)
    toks = out
    # missing operators -> OR
    out = []
    for t in toks:
        if out:
            p = out[-1][0]
            if (p == PFX and t[0] == PFX) or (p in (RPAR, TXT) and t[0] in (PFX, LPAR, TXT)):
                out.append((OP, "OR"))
        out.append(t)
    toks = out
    # au:del_maestro -> au:"del maestro". arXiv's code looks at the *second token of the query* instead of the
    # author's own (arxiv-search 9202cc6, Dec 2025), so only a leading au: gets this. Kept, because clients meet it.
    for i, t in enumerate(toks):
        if t[0] == TXT and i and toks[i - 1] == (PFX, "au:"):
            s = toks[1][1]
            if "_" in s:
                s = s.replace("_", " ")
                toks[i] = (TXT, s if '"' in s else f'"{s}"')
    toks = [(k, "ti:") if (k, w) == (PFX, "title:") else (k, w) for k, w in toks]
    # prefixes with nothing after them disappear (left to right, so "ti: AND" loses only the prefix)
    return [
        t
        for i, t in enumerate(toks)
        if not (t[0] == PFX and (i + 1 == len(toks) or toks[i + 1][0] != TXT))
    ]


class Term:
    def __init__(self, field, value):
        self.field, self.value = field, value


def parse_query(toks, shown):
    """-> Term | ('ANDNOT', x) | (op, a, b). No operator precedence: everything groups to the right, as on arXiv."""
    pos = 0

    def fail():
        raise ApiError(400, f"Invalid query string: '{shown}'")

    def peek():
        return toks[pos] if pos < len(toks) else (None, None)

    def expression():
        nonlocal pos
        kind, w = peek()
        if kind == PFX:
            pos += 1
            k2, v = peek()
            if k2 != TXT:
                fail()
            pos += 1
            if len(v) >= 2 and v[0] == v[-1] == '"':
                inner = v[1:-1].strip()
                v = f'"{inner}"' if inner else ""
            left = Term(w[:-1], v.strip())
        elif kind == LPAR:
            pos += 1
            left = expression()
            if peek()[0] != RPAR:
                fail()
            pos += 1
        elif kind == OP and w == "ANDNOT":
            pos += 1
            return ("ANDNOT", expression())
        else:
            fail()
        kind, w = peek()
        if kind == OP:
            pos += 1
            return (w, left, expression())
        return left

    tree = expression()
    if pos != len(toks):
        fail()
    return tree


def tree_to_string(x, depth=0):
    if isinstance(x, Term):
        return f"{x.field}:{x.value}"
    s = (
        f"{x[0]} {tree_to_string(x[1], depth + 1)}"
        if len(x) == 2
        else f"{tree_to_string(x[1], depth + 1)} {x[0]} {tree_to_string(x[2], depth + 1)}"
    )
    return f"({s})" if depth else s
