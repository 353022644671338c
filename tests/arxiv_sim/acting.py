"""How each fault is acted out."""

import gzip
import html
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import unquote

from arxiv_sim.faults import Resp
from arxiv_sim.feed import entity_bomb, error_feed
from arxiv_sim.identifiers import INTERNAL_ERROR, ApiError
from arxiv_sim.pages import CAPTCHA, DENIED, html_page


class Acting:
    """Answers a request the way its fault demands."""

    def act(self, fault, fp, endpoint, path, query, params, host):
        f = lambda k, d: float(fp.get(k, d))
        if fault in (None, "ok"):
            return self.send(self.answer(endpoint, path, query, params))
        if fault == "status" or fault.isdigit():
            code = int(fp.get("code", 503 if fault == "status" else fault))
            ra = fp.get("retry_after", "2" if fault == "503" else None)
            hdr = [("Retry-After", ra)] if ra not in (None, "none", "") else []
            if "http-date" in fp:
                hdr = [
                    (
                        "Retry-After",
                        format_datetime(
                            datetime.now(UTC) + timedelta(seconds=float(fp["http-date"])),
                            usegmt=True,
                        ),
                    )
                ]
            bodies = {
                429: (b"Rate exceeded.", "text/plain"),
                406: (b"", "text/html"),
                403: (DENIED, "text/html; charset=utf-8"),
                404: (html_page("Not found", "<h1>Not found</h1>"), "text/html; charset=utf-8"),
                500: (
                    error_feed(ApiError(500, INTERNAL_ERROR)),
                    "application/atom+xml; charset=utf-8",
                ),
            }
            b, c = bodies.get(
                code,
                (
                    f"<html><head><title>{code}</title></head><body><h1>{code}</h1></body></html>".encode(),
                    "text/html",
                ),
            )
            return self.send(
                Resp(code, fp["body"].encode() if "body" in fp else b, fp.get("ctype", c), hdr)
            )
        if fault == "soft429":
            return self.send(Resp(200, b"Rate exceeded.", "text/plain"))
        if fault == "reset":
            return self.reset()
        if fault == "close":
            self.rec.update(status=0, bytes=0)
            self.close_connection = True
            return None
        if fault == "hang":
            return self.stall(f("seconds", 3600))
        if fault == "delay":
            self.stall(f("seconds", 15), give_up=False)
            return self.send(self.answer(endpoint, path, query, params))
        if fault == "html200":
            return self.send(Resp(200, CAPTCHA, fp.get("ctype", "text/html; charset=utf-8")))
        if fault == "not_pdf":
            return self.send(Resp(200, CAPTCHA, "application/pdf"))
        if fault == "empty_body":
            return self.send(
                Resp(
                    200,
                    b"",
                    "application/pdf"
                    if endpoint == "pdf"
                    else "application/atom+xml; charset=utf-8",
                )
            )
        if fault == "redirect":
            to, here = fp.get("to", "same"), f"http://{host}"
            if to in ("same", "loop"):
                loc = here + path + ("?" + query if query else "")
                if to == "loop":
                    loc = here + self.path
            elif to == "host":
                loc = here.replace("127.0.0.1", "localhost") + path + ("?" + query if query else "")
            elif to == "https":
                loc = f"https://{host}{path}" + ("?" + query if query else "")
            else:
                loc = unquote(to)
            return self.send(Resp(int(fp.get("code", 301)), b"", headers=[("Location", loc)]))
        if fault == "gzip_bomb":
            block = gzip.compress(b"\0" * (1024 * 1024), 9)
            n = int(f("mb", 1024))
            return self.send(
                Resp(
                    200,
                    (block for _ in range(n)),
                    "application/atom+xml; charset=utf-8"
                    if endpoint == "api"
                    else "application/pdf",
                    [("Content-Encoding", "gzip")],
                    length=len(block) * n,
                )
            )
        if endpoint == "api" and fault in (
            "empty_feed",
            "short_page",
            "bad_xml",
            "cut_xml",
            "billion_laughs",
            "xxe",
            "huge_feed",
            "withdrawn",
            "evil_text",
            "wrong_id",
            "dup",
        ):
            return self.send(self.bad_feed(fault, fp, params))
        if endpoint == "rss" and fault in ("empty_feed", "bad_xml", "billion_laughs"):
            r = self.answer(endpoint, path, query, params)
            if fault == "empty_feed":
                r.body = re.sub(rb"(?s)\s*<(item|entry)>.*</\1>", b"", r.body)
            elif fault == "bad_xml":
                r.body = r.body[: int(len(r.body) * 0.6)]
            else:
                r.body = entity_bomb() + r.body.split(b"?>", 1)[1].replace(
                    b"<title>", b"<title>&lol9;", 1
                )
            r.length = len(r.body)
            return self.send(r)
        if endpoint == "pdf" and fault == "withdrawn":
            return self.send(
                Resp(
                    404,
                    html_page(
                        "Paper withdrawn",
                        f"<h1>This version of {html.escape(path[5:])} has been withdrawn and is unavailable</h1>",
                    ),
                )
            )
        r = self.answer(endpoint, path, query, params, fault=fault, fp=fp)
        if r.status >= 400 or r.status in (301, 302, 304):
            return self.send(r)
        size = r.length or 0
        cut = int(fp["after"]) if "after" in fp else int(size * f("fraction", 0.5))
        if fault == "truncate":
            r.cut, r.framing = cut, "length"
        elif fault == "truncate_clean":
            r.body = (r.body if isinstance(r.body, (bytes, bytearray)) else b"".join(r.body))[:cut]
            r.length = len(r.body)
        elif fault == "pdf_no_eof":
            r.body = r.body[:-1024]
            r.length = len(r.body)
        elif fault == "chunked":
            r.framing = "chunked"
        elif fault == "chunked_cut":
            r.framing, r.cut = "chunked", cut
        elif fault == "reset_mid":
            r.rst = cut
        elif fault == "hang_mid":
            r.stall = cut
        elif fault == "drip":
            r.bps, r.chunk = f("bps", 200), int(f("chunk", 50))
        self.send(r)
        return None
