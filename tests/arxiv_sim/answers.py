"""What each endpoint answers."""

import hashlib
import html
import re
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import quote

from arxiv_sim.faults import Resp
from arxiv_sim.feed import error_feed, feed
from arxiv_sim.identifiers import CATS, ApiError, parse_page_id
from arxiv_sim.news import news_feed
from arxiv_sim.pages import html_page
from arxiv_sim.pdf import huge_pdf
from arxiv_sim.search import run_query


class Answers:
    """Makes the answers of the query API, the PDFs and the news."""

    def answer(self, endpoint, path, query, params, fault=None, fp=None):
        try:
            if endpoint == "api":
                return self.api(params)
            if endpoint == "pdf":
                return self.pdf(path, query, fault, fp or {})
            if endpoint == "rss":
                kind, _, q = path[1:].partition("/")
                if not q:
                    return Resp(
                        200, f"No archive specified. Archives are: {', '.join(CATS)}.".encode()
                    )
                status, b = news_feed(self.sim, q, kind, "")
                return Resp(
                    status,
                    b,
                    "application/rss+xml" if kind == "rss" else "application/atom+xml",
                    [("ETag", hashlib.sha256(b).hexdigest()), ("Cache-Control", "max-age=3600")],
                )
            return Resp(404, html_page("Page not found", "<h1>Page not found</h1>"))
        except ApiError as e:
            return Resp(e.status, error_feed(e), "application/atom+xml; charset=utf-8")

    def links(self):
        if self.sim.link_mode == "local":
            return f"http://{self.headers.get('Host')}"
        return "https://arxiv.org"

    def api(self, params):
        n = self.rec["line_len"]
        if n > 8192:
            return Resp(
                414,
                b"<html><head><title>414 URI Too Long</title></head><body><h1>414 URI Too Long</h1></body></html>",
                "text/html",
            )
        if n > 4094:
            return Resp(
                400,
                (
                    f"<html>\n  <head>\n    <title>Bad Request</title>\n  </head>\n  <body>\n    <h1><p>Bad Request</p></h1>\n    Request Line is too large ({n} &gt; 4094)\n"
                    "  </body>\n</html>\n"
                ).encode(),
                "text/html",
            )
        if self.command not in ("GET", "HEAD", "POST"):
            raise ApiError(405, "The method is not allowed for the requested URL.")
        r = run_query(self.sim.corpus, params)
        self.rec.update(total=r["total"], returned=len(r["hits"]))
        b = feed(r, self.links())
        return Resp(200, b, "application/atom+xml; charset=utf-8")

    def find(self, raw):
        got = parse_page_id(raw)
        if got is None:
            return None, None, "bad"
        pid, n = got
        p = self.sim.corpus.papers.get(pid)
        if p is None or (n and n not in p.versions):
            return p, n, "missing"
        return p, n, None

    def pdf(self, path, query, fault, fp):
        raw = path[5:]
        if raw.endswith(".pdf"):
            return Resp(301, b"", headers=[("Location", quote(path[:-4], safe="/:"))])
        if query:
            return Resp(301, b"", headers=[("Location", quote(path, safe="/:"))])
        p, n, bad = self.find(raw)
        e = html.escape(raw)
        if bad == "bad":
            return Resp(
                404,
                html_page(
                    "Bad identifier",
                    f"<h1>Bad paper identifier</h1><p>invalid arXiv identifier {e}</p>",
                ),
            )
        if bad or p.v(n).get("pdf") == "missing":
            return Resp(
                404,
                html_page(
                    "No document",
                    f"<h1>No document for '{e}'</h1>\n<p>Please inform help@arxiv.org if you believe that the identifier should correspond to a valid paper in arXiv.</p>",
                ),
            )
        k = n or p.latest
        v = p.v(k)
        if v.get("withdrawn"):
            return Resp(
                404,
                html_page(
                    f"Paper {raw} withdrawn",
                    f'<h1>This version of {e} has been withdrawn and is unavailable</h1>\n<p>See <a href="/abs/{p.id}v{k}">abstract</a> page for more details</p>',
                ),
            )
        if v.get("pdf") == "not_public":
            return Resp(
                403,
                html_page(
                    "Not public", "<h1>The author has chosen not to make the source public</h1>"
                ),
            )
        link = [
            ("Content-Disposition", f'inline; filename="{p.id.split("/")[-1]}v{k}.pdf"'),
            ("Link", f"<https://arxiv.org/pdf/{p.id}>; rel='canonical'"),
            ("Access-Control-Allow-Origin", "*"),
        ]
        if fault == "huge_pdf":
            length, gen = huge_pdf(p, k, int(float(fp.get("mb", 200))))
            return Resp(
                200,
                gen,
                "application/pdf",
                [*link, ("Accept-Ranges", "bytes")],
                length=length,
                framing=fp.get("framing", "length"),
            )
        data, etag = self.sim.pdf_bytes(p, k, int(fault == "etag_flip") and int(fp.get("rev", 1)))
        lm = format_datetime(v["date"].replace(microsecond=0), usegmt=True)
        hdr = link if fault == "no_etag" else [*link, ("ETag", etag), ("Last-Modified", lm)]
        hdr.append(("Accept-Ranges", "bytes"))
        inm = self.headers.get("If-None-Match")
        if (
            inm
            and fault != "no_etag"
            and (inm == "*" or etag in [x.strip() for x in inm.split(",")])
        ):
            return Resp(304, b"", headers=hdr)
        ims = self.headers.get("If-Modified-Since")
        if ims and not inm and fault != "no_etag":
            try:
                if parsedate_to_datetime(ims) >= v["date"].replace(microsecond=0):
                    return Resp(304, b"", headers=hdr)
            except (TypeError, ValueError):
                pass
        rng = self.headers.get("Range")
        if fault == "range416" and rng:
            return Resp(
                416, b"", "application/pdf", [*hdr, ("Content-Range", f"bytes */{len(data)}")]
            )
        ifr = self.headers.get("If-Range")
        if rng and fault != "no_range" and (not ifr or ifr in (etag, lm)):
            m = re.fullmatch(r"bytes=(\d*)-(\d*)", rng.replace(" ", ""))
            if m and (m.group(1) or m.group(2)):
                a = int(m.group(1)) if m.group(1) else max(0, len(data) - int(m.group(2)))
                b = min(
                    int(m.group(2)) if m.group(1) and m.group(2) else len(data) - 1, len(data) - 1
                )
                if a >= len(data) or a > b:
                    return Resp(
                        416,
                        b"",
                        "application/pdf",
                        [*hdr, ("Content-Range", f"bytes */{len(data)}")],
                    )
                off = max(0, a - 7) if fault == "bad_range" else a
                return Resp(
                    206,
                    data[off : off + (b - a + 1)],
                    "application/pdf",
                    [*hdr, ("Content-Range", f"bytes {off}-{off + b - a}/{len(data)}")],
                )
        return Resp(
            200, data, "application/pdf", hdr, framing=self.sim.pdf_framing, head_length=False
        )
