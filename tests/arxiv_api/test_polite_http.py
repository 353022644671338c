"""Requests through the gate: tried again where that helps, given up in time where not."""

import json
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from readlist.arxiv_api import (
    ArxivApi,
    NonsenseError,
    RefusedError,
    Service,
    Timeouts,
    UnreachableError,
)
from readlist.errors import ArxivError
from readlist.http.wire import parse_retry_after
from support.arxiv_service import INTERVAL, USER_AGENT, ids, server, service_for

PAPER = "2401.90012"


def titles(api: ArxivApi) -> list[str]:
    """Return the title of one paper, fetched."""
    return [facts.title for facts in api.fetch(ids(PAPER)).found.values()]


@pytest.mark.parametrize(
    "fault",
    [
        "503;retry_after=0",
        "503;retry_after=none",
        "503;http-date=0",
        "429",
        "406",
        "500",
        "502",
        "504",
        "reset",
        "close",
        "reset_mid;after=900",
        "truncate",
        "chunked_cut",
        "hang;seconds=5",
        "hang_mid;after=500",
        "redirect;to=same",
    ],
)
def test_one_fault_is_survived(sim: ArxivSim, api: ArxivApi, fault: str) -> None:
    """A single failure of the connection or the server is mended by a second request."""
    sim.faults({"match": {"endpoint": "api"}, "fault": fault, "count": 1})
    assert titles(api) == ["Affiliations, a Journal Reference and Two DOIs"]
    report = sim.report(min_gap=INTERVAL, slack=0)
    assert (report["requests"], report["gaps_below_min"], report["max_inflight"]) == (2, 0, 1)
    assert report["retry_after_violations"] == 0


@pytest.mark.parametrize(
    ("fault", "error", "requests"),
    [
        ("429", (RefusedError, r"asks to slow down \(429\); waited 3 times"), 4),
        ("406", (RefusedError, r"asks to slow down \(406\); waited 3 times"), 4),
        ("503;retry_after=none", (RefusedError, r"asks to slow down \(503\); waited 3 times"), 4),
        ("503;retry_after=900", (RefusedError, "to wait for 15 minutes"), 1),
        ("503;retry_after=40", (RefusedError, "to wait for 40 s"), 1),
        ("500", (NonsenseError, r"not working \(500\)"), 4),
        ("403", (RefusedError, "denies access"), 1),
        ("404", (NonsenseError, "answered 404"), 1),
        ("reset", (UnreachableError, "broke"), 4),
        ("hang", (UnreachableError, "did not answer in 0.4 s"), 4),
        ("gzip_bomb;mb=40", (NonsenseError, "over 32 MB"), 1),
        ("redirect;to=loop", (NonsenseError, "in a circle"), 4),
        ("redirect;to=http%3A%2F%2Fevil.example%2F", (NonsenseError, "another place"), 1),
        ("redirect;to=file%3A%2F%2F%2Fetc%2Fpasswd", (NonsenseError, "another place"), 1),
        ("redirect;to=host", (NonsenseError, "another place"), 1),
    ],
)
def test_lasting_faults_end_in_one_clear_error(
    sim: ArxivSim, api: ArxivApi, fault: str, error: tuple[type[ArxivError], str], requests: int
) -> None:
    """What does not pass is reported with its reason, after as many requests as it is worth."""
    sim.faults({"match": {"endpoint": "api"}, "fault": fault})
    with pytest.raises(error[0], match=error[1]) as caught:
        titles(api)
    assert caught.value.exit_code == 5
    assert caught.value.remedy
    report = sim.report(min_gap=INTERVAL, slack=0)
    assert (report["requests"], report["gaps_below_min"]) == (requests, 0)


def test_a_drip_ends_at_the_deadline(sim: ArxivSim, tmp_path: Path) -> None:
    """A body that trickles in for ever is cut off when the time for the whole is up."""
    sim.faults({"match": {"endpoint": "api"}, "fault": "drip;bps=20;chunk=1"})
    patience = Timeouts(connect=1, read=0.5, total=0.7)
    start = time.monotonic()
    with pytest.raises(UnreachableError, match=r"whole answer in 0.7 s"):
        titles(ArxivApi(service_for(sim.base, tmp_path, timeouts=patience)))
    assert time.monotonic() - start < 3


def test_a_drip_of_header_bytes_ends_at_the_deadline(tmp_path: Path) -> None:
    """Not even the header may trickle: no single silence is too long, the whole is."""
    stop = threading.Event()

    def serve(connection: socket.socket) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"z" * 1000:
            connection.sendall(bytes([byte]))
            if stop.wait(0.05):
                return

    patience = Timeouts(connect=1, read=0.5, total=0.6)
    start = time.monotonic()
    with server(serve) as base, pytest.raises(UnreachableError, match="whole answer"):
        titles(ArxivApi(service_for(base, tmp_path, timeouts=patience)))
    stop.set()
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    "answer",
    [
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 70000 + b"\r\n\r\n",
        b"HTTP/1.1 301 Moved\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 503 Busy\r\nRetry-After: soon\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_broken_http_is_an_arxiv_error(tmp_path: Path, answer: bytes) -> None:
    """No answer, however broken, ends in anything but an error for the reader."""

    def serve(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(answer)

    with server(serve) as base:
        service = service_for(base, tmp_path, tries=2)
        with pytest.raises(ArxivError):
            titles(ArxivApi(service))


def test_no_connection_is_said_soon(tmp_path: Path) -> None:
    """Where nothing listens, two tries are enough, and the cause is named."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(
        UnreachableError, match=r"127.0.0.1 cannot be reached \(connection refused\)"
    ):
        titles(ArxivApi(service_for(f"http://127.0.0.1:{port}", tmp_path)))


def test_an_unknown_host_is_said_soon(tmp_path: Path) -> None:
    """Without a network the name is not found, which is what the message says."""
    base = "https://no-such-host.invalid"
    service = service_for(base, tmp_path, tries=1)
    with pytest.raises(UnreachableError, match="name not found; is there a network"):
        titles(ArxivApi(service))


def test_the_request_says_who_asks_and_sends_no_secrets(
    sim: ArxivSim, api: ArxivApi, home: Path
) -> None:
    """User-Agent, Accept and nothing from .netrc; the connection is closed afterwards."""
    (home / ".netrc").write_text("machine 127.0.0.1 login a password b\n")
    seen: list[bytes] = []
    with server(lambda connection: seen.append(connection.recv(8192))) as base:
        service = service_for(base, api.service.gate.parent, tries=1)
        with pytest.raises(ArxivError):
            titles(ArxivApi(service))
    head = seen[0].decode().lower()
    assert f"user-agent: {USER_AGENT}\r\n" in head
    assert "accept: application/atom+xml" in head
    assert "authorization" not in head
    assert "cookie" not in head


def test_waits_are_reported(sim: ArxivSim, service: Service) -> None:
    """The reader learns how long a pause is and what for."""
    said: list[tuple[float, str]] = []
    sim.faults({"match": {"endpoint": "api"}, "fault": "503;retry_after=2", "count": 1})
    assert titles(ArxivApi(service, lambda seconds, why: said.append((seconds, why))))
    ((seconds, why),) = said
    assert (round(seconds), why) == (2, "arXiv asks to slow down (503)")


def test_a_long_pause_holds_for_the_next_process_too(sim: ArxivSim, service: Service) -> None:
    """Who asks during arXiv's quarter of an hour is told so, and arXiv is not asked."""
    sim.faults({"match": {"endpoint": "api"}, "fault": "503;retry_after=900", "count": 1})
    for words in ("for 15 minutes", r"slow down \(503\); readlist waits until \d\d:\d\d"):
        with pytest.raises(RefusedError, match=words):
            titles(ArxivApi(service))
    assert len(sim.records()) == 1


def test_ctrl_c_leaves_the_gate_free(sim: ArxivSim, service: Service) -> None:
    """An interrupted request is over at once; the next one goes its way."""

    def interrupt() -> dict[str, str]:
        raise KeyboardInterrupt

    api = ArxivApi(service)
    with pytest.raises(KeyboardInterrupt):
        api.http.exchange(f"{sim.base}/pdf/x", interrupt, lambda reply: reply)
    assert titles(api)


ASK = """
import sys
from pathlib import Path
from readlist.arxiv_api import ArxivApi, Service
from readlist.arxiv_id import ArxivId
base, gate, *names = sys.argv[1:]
service = Service(gate=Path(gate), user_agent="readlist/test (mailto:test@example.org)",
    api_url=base + "/api/query", pdf_url=base + "/pdf/", rss_url=base + "/rss/", interval=0.2)
api = ArxivApi(service)
for name in names:
    assert len(api.fetch([ArxivId.parse(name)]).found) == 1
"""


def test_four_processes_share_one_gate(tmp_path: Path) -> None:
    """Eight requests of four processes: never two at once, never less than the interval apart."""
    with ArxivSim(synthetic=8, latency=0.05) as sim:
        names = [name for name in sim.corpus.papers if name.startswith("2401.9")][:8]
        running = [
            subprocess.Popen(
                [sys.executable, "-c", ASK, sim.base, str(tmp_path / "gate"), *names[n::4]]
            )
            for n in range(4)
        ]
        assert [process.wait(60) for process in running] == [0, 0, 0, 0]
        report = sim.report(min_gap=0.2, slack=0)
    assert report["requests"] == 8
    assert report["max_inflight"] == 1
    assert report["max_open_connections"] == 1
    assert report["smallest_end_to_start_s"] >= 0.2
    assert report["pass"], report["problems"]


def test_arxivs_own_limiter_is_never_tripped(tmp_path: Path) -> None:
    """Under a server that enforces the interval strictly, no request is refused."""
    with ArxivSim(synthetic=120, enforce="429", min_interval=INTERVAL) as sim:
        sim.set_enforce(slack=0)
        asked = ids(*sim.corpus.papers)
        assert len(ArxivApi(service_for(sim.base, tmp_path)).fetch(asked).found) == len(asked)
        assert {record["status"] for record in sim.records()} == {200}


def test_retry_after_is_read_in_both_forms() -> None:
    """Seconds or a date; a date that is over means now, nonsense means nothing."""
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert parse_retry_after("120", now) == 120
    assert parse_retry_after("Sat, 21 Nov 2026 12:00:30 GMT", now) == 30
    assert parse_retry_after("Sat, 21 Nov 2026 11:00:00 GMT", now) == 0
    for nonsense in ("", "soon", "-3", "1e9", "٣", "9" * 40, json.dumps(None)):
        assert parse_retry_after(nonsense, now) is None
