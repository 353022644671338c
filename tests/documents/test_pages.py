"""One page is fetched, at a reader's pace, never more, never from where it should not."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from readlist.documents import pages
from readlist.documents.pages import Pages, is_address
from readlist.errors import ReadlistError, UsageError


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/missing":
            self.send_error(404)
            return
        goals = {
            "/moved": "/page",
            "/loop": "/loop",
            "/out": "http://192.0.2.1/",
            "/file": "file:///x",
        }
        if self.path in goals:
            self.send_response(302)
            self.send_header("Location", goals[self.path])
            self.end_headers()
            return
        body = b"x" * 3000 if self.path == "/big" else b"<p>arXiv:2310.06825</p>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("X-Agent", self.headers["User-Agent"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """Serve a few pages on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_comes_with_its_kind_and_address(site: str) -> None:
    """After a redirect the address is the last one."""
    page = Pages(sleep=lambda _: None).load(f"{site}/moved")
    assert page.data == b"<p>arXiv:2310.06825</p>"
    assert page.content_type.startswith("text/html")
    assert page.address == f"{site}/page"


def test_requests_are_paced(site: str) -> None:
    """A pause stands between two, none before the first."""
    waits: list[float] = []
    loader = Pages(interval=5.0, sleep=waits.append, clock=lambda: 100.0)
    loader.load(f"{site}/page")
    assert waits == []
    loader.load(f"{site}/page")
    assert waits == [5.0]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/missing", "answered 404"),
        ("/loop", "from one address to the next"),
        ("/file", "not the address of a page"),
    ],
)
def test_what_is_not_there_is_told(site: str, path: str, problem: str) -> None:
    """With what to do about it."""
    with pytest.raises(ReadlistError, match=problem) as caught:
        Pages(sleep=lambda _: None).load(site + path)
    assert caught.value.remedy


def test_a_big_page_is_cut_off(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than the limit is read."""
    monkeypatch.setattr(pages, "LARGEST", 1000)
    with pytest.raises(ReadlistError, match="bigger than"):
        Pages().load(f"{site}/big")


@pytest.mark.parametrize(
    "address",
    [
        "https://arxiv.org/abs/2310.06825",
        "http://export.arxiv.org/list/cs.CL",
        "https://user:word@example.org/",
        "ftp://example.org/x",
        "https://",
        "https://[::1",
        "file:///etc/passwd",
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    """arXiv has its own command and pace; passwords and files are never sent or read."""
    with pytest.raises(UsageError):
        Pages().load(address)


def test_a_page_cannot_lead_to_this_machine() -> None:
    """Only an address that was local from the start may be local."""
    with pytest.raises(ReadlistError, match="this machine"):
        pages._checked("http://127.0.0.1:80/", local=False)
    assert pages._checked("http://example.org/a", local=False) == "https://example.org/a"


def test_no_answer_is_one_clear_line() -> None:
    """A server that is not there."""
    with pytest.raises(ReadlistError, match="could not be fetched"):
        Pages().load("http://127.0.0.1:9/")


def test_addresses_and_files_are_told_apart() -> None:
    """By how they begin."""
    assert is_address("https://example.org/x.html")
    assert not is_address("notes.md")
