"""Feeds that are wrong in one way each."""

import re
from urllib.parse import unquote

from arxiv_sim.faults import Resp
from arxiv_sim.feed import entity_bomb, escaped_attribute, feed, feed_entry
from arxiv_sim.search import run_query


class Nonsense:
    """Makes the feeds that a client must not believe."""

    def bad_feed(self, fault, fp, params):
        sim = self.sim
        r = run_query(sim.corpus, params)
        ents = [feed_entry(p, n, self.links()) for p, n in r["hits"]]
        if fault == "empty_feed":
            b = feed(r, entries=[], total=int(fp["total"]) if "total" in fp else None)
        elif fault == "short_page":
            b = feed(r, entries=ents[: max(0, len(ents) - int(fp.get("drop", 1)))])
        elif fault == "dup":
            b = feed(r, entries=[e for e in ents for _ in (0, 1)])
        elif fault == "wrong_id":
            other = next(p for p in sim.corpus.order() if p.id not in {h[0].id for h in r["hits"]})
            b = feed(r, entries=[feed_entry(other, other.latest, self.links())] * max(1, len(ents)))
        elif fault == "withdrawn":
            b = feed(
                r,
                entries=[
                    re.sub(
                        r"(?s)(    <arxiv:comment>.*?</arxiv:comment>\n)?    <arxiv:primary_category",
                        "    <arxiv:comment>This paper has been withdrawn by the authors</arxiv:comment>\n    <arxiv:primary_category",
                        e,
                        count=1,
                    )
                    for e in ents
                ],
            )
        elif fault == "huge_feed":
            big = "A" * int(float(fp.get("mb", 64)) * 1024 * 1024)
            b = feed(r, self.links()).replace(b"<summary>", b"<summary>" + big.encode(), 1)
        elif fault == "evil_text":
            kind = fp.get("kind", "esc_ref")
            t = {
                "esc_ref": "&#27;[2J&#27;[31mOWNED&#27;[0m&#27;]0;pwned&#7; ",
                "esc_raw": "\x1b[2J\x1b[31mOWNED\x1b[0m\x1b]0;pwned\x07 ",
                "c1": "\u009b2J\u009b31mOWNED\u009b0m ",
                "osc": "&#27;]8;;http://evil.example&#27;\\click&#27;]8;;&#27;\\ ",
                "rich": "[bold red]OWNED[/bold red] [link=http://evil.example]x[/link] [/] ",
                "bidi": "\u202e\u2066evil\u2069 \u200b\ufeff",
            }[kind]
            b = feed(
                r,
                self.links(),
                entries=[
                    re.sub(r"<(title|name|summary|arxiv:comment)>", lambda m: m.group(0) + t, e)
                    for e in ents
                ],
            )
        elif fault == "billion_laughs":
            b = entity_bomb() + feed(r, self.links()).split(b"?>", 1)[1].replace(
                b"    <title>", b"    <title>&lol9;", 1
            )
        elif fault == "xxe":
            sysid = unquote(fp.get("url", "file:///etc/passwd"))
            b = (
                f'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY xxe SYSTEM "{escaped_attribute(sysid)}">]>'.encode()
                + feed(r, self.links())
                .split(b"?>", 1)[1]
                .replace(b"    <title>", b"    <title>&xxe;", 1)
            )
        elif fault == "cut_xml":
            b = feed(r, self.links())
            b = (
                b[: b.rindex(b"</author>", 0, b.rindex(b"</author>"))]
                if b.count(b"</author>") > 1
                else b[: b.rindex(b"</summary>") - 20]
            )
        else:
            b = feed(r, self.links())
            kind = fp.get("kind", "unclosed")
            if kind == "unclosed":
                b = b.replace(b"</summary>", b"", 1)
            elif kind == "amp":
                b = b.replace(b"    <title>", b"    <title>Q & A ", 1)
            elif kind == "entity":
                b = b.replace(b"    <title>", b"    <title>a&nbsp;b ", 1)
            elif kind == "markup":
                b = b.replace(b"    <title>", b"    <title>Bold <b>x</b> ", 1)
            elif kind == "nul":
                b = b.replace(b"    <title>", b"    <title>a\x00b ", 1)
            elif kind == "utf8":
                b = b.replace(b"    <title>", b"    <title>\xff\xfe ", 1)
            elif kind == "date":
                b = re.sub(rb"<published>[^<]*", b"<published>yesterday", b, count=1)
        return Resp(200, b, "application/atom+xml; charset=utf-8")
