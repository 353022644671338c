"""The simulated arXiv itself: where it is wrong, every test of the client is."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from arxiv_sim import FAULTS, ArxivSim, special_rows, synthetic_rows

TESTS = Path(__file__).parent
RECORDINGS = TESTS.parent.parent / "shared" / "arxiv_recordings"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def sim() -> Iterator[ArxivSim]:
    """Run a simulated arXiv."""
    with ArxivSim(synthetic=30) as running:
        yield running


def get(sim: ArxivSim, path: str, **headers: str) -> tuple[int, bytes]:
    """Return status and body of an answer, errors too."""
    request = urllib.request.Request(sim.base + path, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def entries(body: bytes) -> list[Any]:
    """Return the entries of a feed."""
    return etree.fromstring(body).findall(f"{ATOM}entry")


def names(body: bytes) -> list[str]:
    """Return the identifiers in a feed, with version."""
    return [str(entry.findtext(f"{ATOM}id")).rpartition("/abs/")[2] for entry in entries(body)]


def test_papers_are_the_same_every_time() -> None:
    """A larger corpus extends a smaller one; the special papers are always there."""
    few, many = synthetic_rows(20), synthetic_rows(40)
    assert few == many[: len(few)]
    assert len({row["id"] for row in many}) == len(many)
    assert few[: len(special_rows())] == special_rows()


def test_an_id_list_is_answered_as_arxiv_does(sim: ArxivSim) -> None:
    """Unknown papers are left out, versions are exact, the total is what was found."""
    status, body = get(sim, "/api/query?id_list=1706.03762,2401.90019v3,2401.99999,hep-th/9711200")
    assert status == 200
    assert sorted(names(body)) == ["1706.03762v7", "2401.90019v3", "hep-th/9711200v3"]
    assert b"totalResults>3<" in body


def test_the_order_is_not_the_one_asked(sim: ArxivSim) -> None:
    """A client has to match answers by identifier."""
    asked = list(sim.corpus.papers)[30:50]
    _, body = get(sim, f"/api/query?max_results=50&id_list={','.join(asked)}")
    answered = [name.rpartition("v")[0] for name in names(body)]
    assert sorted(answered) == sorted(asked)
    assert answered != asked


def test_one_malformed_identifier_fails_the_request(sim: ArxivSim) -> None:
    """The answer is a 400 whose one entry names it."""
    status, body = get(sim, "/api/query?id_list=1706.03762,notanid")
    assert status == 400
    assert entries(body)[0].findtext(f"{ATOM}summary") == "incorrect id format for notanid"


@pytest.mark.parametrize("query", ["id_list=arXiv:1706.03762", "id_list=math.GT/0309136"])
def test_some_spellings_match_nothing(sim: ArxivSim, query: str) -> None:
    """They are accepted, and the answer is empty."""
    status, body = get(sim, f"/api/query?{query}")
    assert (status, names(body)) == (200, [])


def test_long_request_lines_are_refused(sim: ArxivSim) -> None:
    """Over 4094 bytes there is a 400 in HTML, as arXiv's server gives it."""
    status, body = get(sim, "/api/query?id_list=" + ",".join(["2401.00001"] * 400))
    assert status == 400
    assert b"Request Line is too large" in body


def test_a_pdf_can_be_had_in_pieces(sim: ArxivSim) -> None:
    """Ranges, their condition and their limits work as HTTP wants it."""
    _, whole = get(sim, "/pdf/1706.03762v7")
    assert whole.startswith(b"%PDF-")
    assert whole.rstrip().endswith(b"%%EOF")
    assert get(sim, "/pdf/1706.03762v7", Range="bytes=100-") == (206, whole[100:])
    other = {"Range": "bytes=100-", "If-Range": '"another"'}
    assert get(sim, "/pdf/1706.03762v7", **other) == (200, whole)
    assert get(sim, "/pdf/1706.03762v7", Range=f"bytes={len(whole)}-")[0] == 416


@pytest.mark.parametrize(
    ("name", "status"),
    [("2401.90007", 404), ("2401.90007v1", 200), ("2401.90009", 404), ("2401.90010", 403)],
)
def test_some_pdfs_are_not_there(sim: ArxivSim, name: str, status: int) -> None:
    """Withdrawn, missing and private papers answer as on arXiv."""
    assert get(sim, f"/pdf/{name}")[0] == status


def test_faults_follow_their_rules(sim: ArxivSim) -> None:
    """By sequence, count and skip; by path; an unknown fault is an error."""
    sim.faults([{"match": {"endpoint": "api"}, "seq": ["503", "406", "ok"]}])
    query = "/api/query?id_list=1706.03762"
    assert [get(sim, query)[0] for _ in range(4)] == [503, 406, 200, 200]
    sim.faults([{"match": {"id": "1706.03762"}, "fault": "404", "skip": 1, "count": 1}])
    assert [get(sim, "/pdf/1706.03762v7")[0] for _ in range(3)] == [200, 404, 200]
    assert [get(sim, "/f/503;count=1/pdf/1706.03762")[0] for _ in range(2)] == [503, 200]
    with pytest.raises(ValueError, match="unknown fault"):
        sim.faults([{"fault": "no such thing"}])
    assert {"hang", "drip", "gzip_bomb"} <= set(FAULTS)


def test_the_report_finds_bad_manners(sim: ArxivSim) -> None:
    """Haste, no contact and an ignored Retry-After are all listed."""
    sim.faults([{"fault": "503;retry_after=5"}])
    for _ in range(2):
        get(sim, "/api/query?id_list=2401.90006", **{"User-Agent": "curl/8"})
    problems = " | ".join(sim.report()["problems"])
    for words in ("gaps are below", "library's default", "no contact", "before Retry-After"):
        assert words in problems


def test_the_limiter_refuses_haste() -> None:
    """If told to, it answers 429 to whoever comes too early."""
    with ArxivSim(synthetic=0, enforce="429", min_interval=30) as sim:
        assert [get(sim, "/pdf/1706.03762")[0] for _ in range(2)] == [200, 429]


def test_it_runs_as_a_program(tmp_path: Path) -> None:
    """Serve, ask, stop, check the log."""
    log = tmp_path / "log.jsonl"
    run = [sys.executable, "-m", "arxiv_sim"]
    environment = os.environ | {"PYTHONPATH": str(TESTS)}
    serve = [*run, "serve", "--synthetic", "3", "--log", str(log)]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout
        base = server.stdout.readline().split()[2]
        with urllib.request.urlopen(f"{base}/api/query?id_list=1706.03762") as answer:
            assert names(answer.read()) == ["1706.03762v7"]
        server.send_signal(signal.SIGTERM)
    assert server.returncode == 0
    check = subprocess.run(
        [*run, "check", str(log)], check=False, capture_output=True, text=True, env=environment
    )
    assert json.loads(check.stdout)["requests"] == 1


@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="no recorded answers beside this project")
def test_feeds_have_the_shape_of_recorded_ones(sim: ArxivSim) -> None:
    """The elements of an entry come in the order in which arXiv sent them."""
    recorded = entries((RECORDINGS / "tamnd_api_1706.03762.xml").read_bytes())[0]
    ours = entries(get(sim, "/api/query?id_list=1706.03762")[1])[0]

    def shape(entry: Any) -> list[tuple[str, list[str]]]:
        seen = dict.fromkeys((str(part.tag), tuple(sorted(part.attrib))) for part in entry)
        return [(tag, list(attributes)) for tag, attributes in seen]

    assert shape(ours) == shape(recorded)
