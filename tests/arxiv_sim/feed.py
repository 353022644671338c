"""The Atom feed of the query API."""

import base64
import hashlib
import re
from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import urlencode

from arxiv_sim.identifiers import ARXIV_NS, ATOM, OPENSEARCH, as_stamp


def escaped(s):
    s = "".join(
        c
        for c in str(s)
        if c in "\t\n\r"
        or (ord(c) >= 0x20 and not 0xD800 <= ord(c) <= 0xDFFF and ord(c) not in (0xFFFE, 0xFFFF))
    )
    return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escaped_attribute(s):
    return escaped(s).replace('"', "&quot;")


def feed_summary(s):
    """An abstract as arXiv emits it: lines joined, a paragraph break kept as newline + two spaces, old ones with leading spaces."""
    s = re.sub(r"[ \t]*\n(?:[ \t]*\n)+[ \t]*|[ \t]*\n[ \t]+", "\n  ", s.rstrip())
    return re.sub(r"[ \t]*\n(?! )", " ", s)


def wrapped_lines(s, width=79, indent=""):
    lines, cur = [], ""
    for w in s.split():
        if cur and len(cur) + 1 + len(w) > width:
            lines.append(cur)
            cur = indent + w
        else:
            cur = f"{cur} {w}" if cur.strip() else cur + w
    return "\n".join([*lines, cur])


def feed_entry(p, n, links="https://arxiv.org"):
    v = p.v(n)
    idv = f"{p.id}v{n}"
    dois = v.get("doi") or []
    dois = [dois] if isinstance(dois, str) else dois
    cats = v.get("categories") or p.categories
    o = [
        "  <entry>",
        f"    <id>http://arxiv.org/abs/{idv}</id>",
        f"    <title>{escaped(' '.join(v['title'].split()))}</title>",
        f"    <updated>{as_stamp(v['date'])}</updated>",
        f'    <link href="{links}/abs/{idv}" rel="alternate" type="text/html"/>',
        f'    <link href="{links}/pdf/{idv}" rel="related" type="application/pdf" title="pdf"/>',
        f"    <summary>{escaped(feed_summary(v['abstract']))}</summary>",
    ]
    o += [f'    <category term="{escaped_attribute(c)}" scheme="{ARXIV_NS}"/>' for c in cats]
    o.append(f"    <published>{as_stamp(p.published())}</published>")
    if v.get("comment"):
        o.append(f"    <arxiv:comment>{escaped(' '.join(v['comment'].split()))}</arxiv:comment>")
    o.append(f'    <arxiv:primary_category term="{escaped_attribute(cats[0])}"/>')
    if v.get("journal_ref"):
        o.append(f"    <arxiv:journal_ref>{escaped(v['journal_ref'])}</arxiv:journal_ref>")
    for a in v["authors"]:
        o += ["    <author>", f"      <name>{escaped(a['name'])}</name>"]
        o += [
            f"      <arxiv:affiliation>{escaped(f)}</arxiv:affiliation>"
            for f in a.get("affiliation") or []
        ]
        o.append("    </author>")
    for d in dois:
        o.append(f"    <arxiv:doi>{escaped(d)}</arxiv:doi>")
        o.append(
            f'    <link rel="related" href="https://doi.org/{escaped_attribute(d)}" title="doi"/>'
        )
    return "\n".join([*o, "  </entry>"])


def feed(r, links="https://arxiv.org", entries=None, total=None):
    q = f"search_query={r['search_query']}&id_list={r['id_list']}&start={r['start']}&max_results={r['size']}"
    fid = base64.b64encode(hashlib.sha1(q.encode()).digest()).decode()[:-1]
    now = as_stamp(datetime.now(UTC))
    if entries is None:
        entries = [feed_entry(p, n, links) for p, n in r["hits"]]
    total = r["total"] if total is None else total
    self_q = urlencode(
        [
            ("search_query", r["phrase"]),
            ("start", r["start"]),
            ("max_results", r["size"]),
            ("id_list", r["id_list"]),
        ],
        safe="!$'()*,/:;?@",
    )
    head = (
        f"<?xml version='1.0' encoding='UTF-8'?>\n"
        f'<feed xmlns:opensearch="{OPENSEARCH}" xmlns:arxiv="{ARXIV_NS}" xmlns="{ATOM}">\n'
        f"  <id>https://arxiv.org/api/{fid}</id>\n  <title>arXiv Query: {escaped(q)}</title>\n  <updated>{now}</updated>\n"
        f'  <link href="https://arxiv.org/api/query?{escaped_attribute(self_q)}" type="application/atom+xml"/>\n'
        f"  <opensearch:itemsPerPage>{r['size']}</opensearch:itemsPerPage>\n  <opensearch:totalResults>{total}</opensearch:totalResults>\n"
        f"  <opensearch:startIndex>{r['start']}</opensearch:startIndex>\n"
    )
    return (head + "".join(e + "\n" for e in entries) + "</feed>\n").encode(
        "utf-8", "surrogatepass"
    )


def error_feed(e):
    now = as_stamp(datetime.now(UTC))
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>\n"
        f'<feed xmlns:opensearch="{OPENSEARCH}" xmlns:arxiv="{ARXIV_NS}" xmlns="{ATOM}">\n'
        f"  <id>https://arxiv.org/</id>\n  <title>arXiv Search Results</title>\n  <updated>{now}</updated>\n"
        f"  <opensearch:itemsPerPage>1</opensearch:itemsPerPage>\n  <opensearch:totalResults>1</opensearch:totalResults>\n"
        f"  <opensearch:startIndex>0</opensearch:startIndex>\n  <entry>\n    <id>{escaped(e.link)}</id>\n    <title>Error</title>\n    <updated>{now}</updated>\n"
        f'    <link href="{escaped_attribute(e.link)}" rel="alternate" type="text/html"/>\n    <summary>{escaped(e.message)}</summary>\n'
        f"    <author>\n      <name>arXiv api core</name>\n    </author>\n  </entry>\n</feed>\n"
    ).encode()


def entity_bomb():
    """The start of a document whose entity ``lol9`` stands for a billion words."""
    names = ["lol", *(f"lol{i}" for i in range(1, 10))]
    ents = '<!ENTITY lol "lol">' + "".join(
        f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in pairwise(names)
    )
    return f'<?xml version="1.0"?>\n<!DOCTYPE feed [{ents}]>'.encode()
