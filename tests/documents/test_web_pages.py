"""One page is fetched, at a reader's pace, never more, never from where it should not."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from readlist.documents import web_pages
from readlist.documents.web_pages import Pages, is_address
from readlist.errors import ReadlistError, UsageError
from readlist.http.hosts import Hosts

_REAL_LOOK_UP = socket.getaddrinfo


class _Site(BaseHTTPRequestHandler):
    stopped = threading.Event()

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
        if self.path == "/drip":
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                while not _Site.stopped.wait(0.02):
                    self.wfile.write(b"x")
            return
        if self.path == "/authorization":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(str(self.headers.get("Authorization")).encode())
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
    _Site.stopped.clear()
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    _Site.stopped.set()
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
        ("/loop", "redirects too many times"),
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
    monkeypatch.setattr(web_pages, "LARGEST", 1000)
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


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 localhost 127.1 2130706433 0x7f.1 0177.0.0.1 0.0.0.0 [::1] "
    "[::ffff:127.0.0.1]".split(),
)
def test_a_page_of_the_internet_cannot_lead_to_this_machine(
    host: str, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its spelling, an address is judged by what it resolves to."""
    monkeypatch.setattr("socket.getaddrinfo", _REAL_LOOK_UP)
    port = site.rpartition(":")[2]
    address, local = web_pages._checked(f"http://{host}:{port}/page")
    assert local
    visit = web_pages._Visit(address, local=local, after_public=True)
    with pytest.raises(ReadlistError, match="an address of this machine"):
        visit.answer()


@pytest.mark.parametrize(
    "peer",
    "10.0.0.1 192.168.1.1 169.254.169.254 100.64.0.1 fe80::1%2 fd00::1 64:ff9b::7f00:1 "
    "::ffff:10.0.0.1 224.0.0.1".split(),
)
def test_a_name_that_leads_into_the_own_network_is_refused(peer: str) -> None:
    """The connection's other end counts, before anything is sent."""
    visit = web_pages._Visit("https://example.org/", local=False, after_public=True)
    with pytest.raises(ReadlistError, match="or its network"):
        visit._meet(peer)
    visit._meet("93.184.216.34")
    assert visit.peer == "93.184.216.34"


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("http://example.org/a", "https://example.org/a"),
        ("http://example.org:80/a", "https://example.org/a"),
        ("http://example.org:8080/a", "https://example.org:8080/a"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
    ],
)
def test_only_https_is_spoken(address: str, asked: str) -> None:
    """With and without a port."""
    assert web_pages._checked(address) == (asked, False)


def test_names_that_end_like_arxiv_are_not_arxiv() -> None:
    """``notarxiv.org`` is another site."""
    assert web_pages._checked("https://notarxiv.org/abs/1") == ("https://notarxiv.org/abs/1", False)


def test_a_slow_server_is_left(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request ends in its time, though the server sends a byte now and then."""
    monkeypatch.setattr(web_pages, "IN_ALL", 0.2)
    with pytest.raises(ReadlistError, match="takes too long"):
        Pages().load(f"{site}/drip")


def test_no_password_of_other_programs_is_sent(
    site: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``.netrc`` is for others."""
    netrc = home / "netrc"
    netrc.write_text("machine 127.0.0.1 login ada password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    assert Pages().load(f"{site}/authorization").data == b"None"


def test_no_answer_is_one_clear_line() -> None:
    """A server that is not there."""
    with pytest.raises(ReadlistError, match="could not be fetched"):
        Pages().load("http://127.0.0.1:9/")


def test_addresses_and_files_are_told_apart() -> None:
    """By how they begin."""
    assert is_address("https://example.org/x.html")
    assert not is_address("notes.md")


def test_a_mapped_host_is_asked_where_it_stands(site: str) -> None:
    """READLIST_HOSTS sends a page's request here; the page keeps its own address."""
    hosts = Hosts.parse(f"web_pages.example={site}")
    page = Pages(sleep=lambda _: None, hosts=hosts).load("https://web_pages.example/moved")
    assert page.address.startswith("https://web_pages.example/")
