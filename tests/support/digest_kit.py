"""A machine with news: a simulated arXiv, feeds and bioRxiv on loopback, and a mail server."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest

RSS = """\
<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A journal</title>
<item><title>Gates of Experts</title><link>https://journal.example.org/a?utm_source=rss</link>
<guid>x1</guid><dc:creator>Gil Gray, Hal Hill</dc:creator>
<dc:identifier>doi:10.5555/gates.1</dc:identifier>
<pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate>
<description>&lt;p&gt;Sparse experts are routed.&lt;/p&gt;</description></item>
<item><title>Old News</title><link>https://journal.example.org/old</link>
<pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate></item>
<item><title>Nameless</title></item>
<item><link>https://journal.example.org/untitled</link></item>
</channel></rss>
"""

ATOM = """\
<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>A group</title>
<entry><title type="html">Experts &amp;amp; Gates</title><id>urn:x</id>
<link rel="self" href="https://group.example.org/self"/>
<link href="https://arxiv.org/abs/2611.00077v1"/>
<author><name>Ida Ivy</name></author><author><name>Jon Jay</name></author>
<updated>2026-11-20T00:00:00Z</updated><summary>Gates.</summary></entry>
</feed>
"""


def biorxiv_row(number: int, **fields: Any) -> dict[str, Any]:
    """Return a record of bioRxiv's API."""
    given = {
        "doi": f"10.1101/2026.11.20.{number:06d}",
        "title": f"Cells That Route {number}",
        "authors": "Kay, K.; Lee, L. M.",
        "date": "2026-11-20",
        "version": "1",
        "category": "cell biology",
        "abstract": "Cells route tokens to experts.",
        "server": "biorxiv",
        "published": "NA",
    }
    return given | fields


class Pages:
    """Pages on loopback, by path; a page that is an exception's number is a refusal."""

    def __init__(self) -> None:
        self.bodies: dict[str, str | int] = {}
        self.asked: list[str] = []

    def answer(self, path: str) -> tuple[int, bytes]:
        """Return status and body of a path."""
        self.asked.append(path)
        plain = urlsplit(path).path
        body = self.bodies.get(plain, 404)
        return (body, b"") if isinstance(body, int) else (200, body.encode())

    def put_biorxiv(self, *rows: dict[str, Any], first: str = "2026-11-14") -> None:
        """Answer the API's question about the days up to today, in pages of 30."""
        for start in range(0, len(rows) + 30, 30):
            page = json.dumps({"messages": [], "collection": rows[start : start + 30]})
            self.bodies[f"/api/details/biorxiv/{first}/2026-11-21/{start}"] = page


@contextmanager
def pages_on_loopback() -> Iterator[tuple[Pages, str]]:
    """Serve pages; give them and their address."""
    pages = Pages()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = pages.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield pages, f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


class Inbox:
    """Keeps the mails that a server takes."""

    def __init__(self) -> None:
        self.mails: list[Any] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a mail."""
        self.mails.append(envelope)
        return "250 OK"


@contextmanager
def mail_server(**options: Any) -> Iterator[tuple[Inbox, int]]:
    """Run a mail server on loopback; give what it took, and its port."""
    controllers = pytest.importorskip("aiosmtpd.controller", reason="aiosmtpd is not installed")
    inbox = Inbox()
    controller = controllers.Controller(inbox, hostname="127.0.0.1", port=0, **options)
    check = controller._trigger_server

    def check_port() -> None:
        """Check the port that was given, not the one that was asked for."""
        controller.port = controller.server.sockets[0].getsockname()[1]
        check()

    controller._trigger_server = check_port
    controller.start()
    try:
        yield inbox, controller.port
    finally:
        controller.stop(no_assert=True)
