"""PDFs: whole or not at all, resumed where they stopped."""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from arxiv_sim import ArxivSim
from readlist.arxiv_api import ArxivApi, NonsenseError, Service, Timeouts, UnreachableError
from readlist.arxiv_id import ArxivId
from readlist.errors import ArxivError, ReadlistError
from readlist.pdfs import NoPdfError, PdfFile, download
from readlist.pdfs.downloading import fault_of
from support.arxiv_service import INTERVAL, service_for

SEVEN = ArxivId("2401.90019", 7)
_T = TypeVar("_T")


@pytest.fixture(scope="module")
def _running() -> Iterator[ArxivSim]:
    with ArxivSim(synthetic=0) as running:
        yield running


@pytest.fixture
def sim(_running: ArxivSim) -> ArxivSim:
    """Return a simulated arXiv without faults and with an empty log."""
    _running.faults([])
    _running.reset_log()
    return _running


class Desk:
    """Downloads from the simulated arXiv into one folder."""

    def __init__(self, service: Service, folder: Path) -> None:
        self.service = service
        self.folder = folder
        self.target = folder / "paper.pdf"

    def fetch(self, arxiv_id: ArxivId = SEVEN, limit: int = 50 << 20) -> PdfFile:
        """Download one PDF to `target`."""
        api = ArxivApi(self.service)
        return download(api.http, self.service.pdf_url, arxiv_id, self.target, limit=limit)

    @property
    def names(self) -> list[str]:
        """What the folder holds."""
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def desk(sim: ArxivSim, tmp_path: Path) -> Desk:
    """Return a desk at the simulated arXiv."""
    patience = Timeouts(connect=2, read=0.3, total=5)
    return Desk(service_for(sim.base, tmp_path, timeouts=patience), tmp_path / "library")


@pytest.fixture
def whole(sim: ArxivSim, desk: Desk) -> bytes:
    """Return what arXiv's file holds."""
    content = desk.fetch().path.read_bytes()
    desk.target.unlink()
    sim.reset_log()
    return content


def test_a_pdf_is_whole_and_readable(sim: ArxivSim, desk: Desk) -> None:
    """The file is in place, its pages can be read, nothing else is left."""
    done = desk.fetch()
    content = desk.target.read_bytes()
    assert done == PdfFile(desk.target, len(content), 0)
    assert len(PdfReader(io.BytesIO(content), strict=True).pages) >= 3
    assert desk.names == ["paper.pdf"]
    assert [record["path"] for record in sim.records()] == ["/pdf/2401.90019v7"]


def test_progress_is_reported(desk: Desk) -> None:
    """The bytes that are there grow up to the size the server named."""
    seen: list[tuple[int, int | None]] = []
    api = ArxivApi(desk.service)
    done = download(
        api.http, desk.service.pdf_url, SEVEN, desk.target, lambda *both: seen.append(both)
    )
    assert seen[0] == (0, done.size)
    assert seen[-1] == (done.size, done.size)
    assert seen == sorted(seen)


def test_an_identifier_without_version_is_a_mistake(desk: Desk) -> None:
    """Only a version names one file for ever."""
    with pytest.raises(ValueError, match="by version"):
        desk.fetch(ArxivId("2401.90019"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2401.90007v2", "2401.90007v2 was withdrawn"),
        ("2401.90009v1", "no PDF of 2401.90009v1"),
        ("2401.99999v1", "no PDF of 2401.99999v1"),
        ("1706.03762v99", "no PDF of 1706.03762v99"),
        ("2401.90010v1", "not public"),
    ],
)
def test_what_is_not_there_is_said_at_once(
    sim: ArxivSim, desk: Desk, name: str, words: str
) -> None:
    """Withdrawn, missing and private PDFs take one request and leave no file."""
    with pytest.raises(NoPdfError, match=words) as caught:
        desk.fetch(ArxivId.parse(name))
    assert caught.value.exit_code == 1
    assert caught.value.remedy
    assert desk.names == []
    assert len(sim.records()) == 1


def test_a_denial_is_not_one_papers_fault(sim: ArxivSim, desk: Desk) -> None:
    """When arXiv denies access to everything, the error is arXiv's kind: stop."""
    sim.faults({"fault": "403"})
    with pytest.raises(ArxivError, match="denies access"):
        desk.fetch()
    assert len(sim.records()) == 1


@pytest.mark.parametrize(
    ("fault", "resumes"),
    [
        ("truncate;fraction=0.6", True),
        ("reset_mid;after=30000", True),
        ("chunked_cut;fraction=0.6", True),
        ("hang_mid;after=30000", True),
        ("truncate_clean;fraction=0.6", False),
        ("pdf_no_eof", False),
        ("html200", False),
        ("not_pdf", False),
        ("empty_body", False),
        ("503;retry_after=0", False),
        ("503;retry_after=none", False),
        ("429", False),
        ("406", False),
        ("reset", False),
        ("hang;seconds=5", False),
        ("redirect;to=same", False),
    ],
)
def test_one_fault_is_survived(
    sim: ArxivSim, desk: Desk, whole: bytes, fault: str, *, resumes: bool
) -> None:
    """The file comes out right; what a broken connection brought is not fetched again."""
    sim.faults({"match": {"endpoint": "pdf"}, "fault": fault, "count": 1})
    done = desk.fetch()
    assert desk.target.read_bytes() == whole
    assert desk.names == ["paper.pdf"]
    assert bool(done.resumed) == resumes
    assert [record.get("status") == 206 for record in sim.records()] == [False, resumes]
    assert sim.report(min_gap=INTERVAL, slack=0)["gaps_below_min"] == 0


@pytest.mark.parametrize(
    ("sequence", "statuses"),
    [
        (["truncate;fraction=0.6", "no_range"], [200, 200]),
        (["truncate;fraction=0.6", "bad_range"], [200, 206, 200]),
        (["truncate;fraction=0.6", "range416"], [200, 416, 200]),
    ],
)
def test_a_range_that_does_not_fit_starts_over(
    sim: ArxivSim, desk: Desk, whole: bytes, sequence: list[str], statuses: list[int]
) -> None:
    """No answer to a range request is glued to the wrong place."""
    sim.faults({"match": {"endpoint": "pdf"}, "seq": sequence})
    desk.fetch()
    assert desk.target.read_bytes() == whole
    assert [record["status"] for record in sim.records()] == statuses


def test_a_file_that_changed_starts_over(sim: ArxivSim, desk: Desk, whole: bytes) -> None:
    """Halves of two files never meet."""
    sim.faults({"match": {"endpoint": "pdf"}, "seq": ["truncate;fraction=0.6", "etag_flip"]})
    assert desk.fetch().resumed == 0
    content = desk.target.read_bytes()
    assert content != whole
    assert len(PdfReader(io.BytesIO(content), strict=True).pages) >= 3


def test_without_etag_a_broken_download_starts_over(
    sim: ArxivSim, desk: Desk, whole: bytes
) -> None:
    """Where the server names no version of the file, nothing is resumed, and all is still well."""
    sim.faults({"match": {"endpoint": "pdf"}, "fault": "no_etag"})
    assert desk.fetch().resumed == 0
    assert desk.target.read_bytes() == whole


def test_the_next_run_goes_on_where_the_last_one_stopped(
    sim: ArxivSim, desk: Desk, whole: bytes
) -> None:
    """A run that gave up leaves its part; a later one fetches the rest only."""
    sim.faults({"match": {"endpoint": "pdf"}, "seq": ["truncate;fraction=0.6", *["reset"] * 3]})
    with pytest.raises(UnreachableError, match="broke"):
        desk.fetch()
    assert desk.names == ["paper.pdf.part", "paper.pdf.part.json"]
    kept = (desk.folder / "paper.pdf.part").stat().st_size
    assert 0 < kept < len(whole)
    assert desk.fetch().resumed == kept
    assert desk.target.read_bytes() == whole
    assert desk.names == ["paper.pdf"]


def test_ctrl_c_leaves_no_half_file(desk: Desk, whole: bytes) -> None:
    """An interrupted download leaves a part, no PDF, and can be gone on with."""
    api = ArxivApi(desk.service)

    def interrupt(there: int, _whole: int | None) -> None:
        if there > 20_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        download(api.http, desk.service.pdf_url, SEVEN, desk.target, interrupt)
    assert desk.names == ["paper.pdf.part", "paper.pdf.part.json"]
    assert desk.fetch().resumed > 20_000
    assert desk.target.read_bytes() == whole


@pytest.mark.parametrize(
    "note",
    [
        "",
        "{",
        "[]",
        "null",
        '{"url": "https://elsewhere.example/x.pdf", "validator": "x"}',
        '{"url": "THIS", "validator": 7}',
        '{"url": "THIS", "validator": "\\r\\nX-Evil: 1"}',
        '{"url": "THIS", "validator": ""}',
        '{"url": "THIS", "validator": "\\"sha256:wrong\\""}',
    ],
)
def test_a_part_without_a_sound_note_is_not_used(desk: Desk, whole: bytes, note: str) -> None:
    """A part is gone on with only if it is known which file it is a part of."""
    (desk.folder / "paper.pdf.part").write_bytes(b"not part of anything")
    address = desk.service.pdf_url + str(SEVEN)
    (desk.folder / "paper.pdf.part.json").write_text(note.replace("THIS", address))
    assert desk.fetch().resumed == 0
    assert desk.target.read_bytes() == whole


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("html200", "a web page instead of the PDF of 2401.90019v7"),
        ("not_pdf", "a PDF of 2401.90019v7 that is none"),
        ("empty_body", "a PDF of 2401.90019v7 that is none"),
        ("truncate_clean", "its checksum is wrong"),
    ],
)
def test_lasting_nonsense_is_one_clear_error(
    sim: ArxivSim, desk: Desk, fault: str, words: str
) -> None:
    """What is no PDF ends as an error that says what to do, and leaves no file."""
    sim.faults({"fault": fault})
    with pytest.raises(NonsenseError, match=words) as caught:
        desk.fetch()
    assert caught.value.remedy.startswith("readlist fetch --pdf 2401.90019")
    assert desk.names == []


def test_an_odd_status_is_not_asked_for_again(sim: ArxivSim, desk: Desk) -> None:
    """A 400 is arXiv's word: one request, one error."""
    sim.faults({"fault": "status;code=400"})
    with pytest.raises(ArxivError, match="answered 400 for the PDF of"):
        desk.fetch()
    assert len(sim.records()) == 1


@pytest.mark.parametrize("framing", ["length", "chunked"])
def test_a_pdf_that_is_too_large_is_refused(sim: ArxivSim, desk: Desk, framing: str) -> None:
    """Neither a named size nor an endless stream fills the disk."""
    sim.faults({"fault": f"huge_pdf;mb=3;framing={framing}"})
    with pytest.raises(NoPdfError, match="over 1 MB"):
        desk.fetch(limit=1 << 20)
    assert desk.names == []
    assert len(sim.records()) == 1


def test_a_folder_that_cannot_be_written_is_named(desk: Desk) -> None:
    """A full or forbidden disk is an error with the path, not a traceback."""
    desk.folder.write_text("a file where the folder should be")
    with pytest.raises(ReadlistError, match=r"cannot write .*paper\.pdf"):
        desk.fetch()


@pytest.mark.parametrize(
    ("content", "etag", "fault"),
    [
        (b"%PDF-1.7 words %%EOF\n", "", ""),
        (b"\xef\xbb\xbf\n%PDF-1.7 words %%EOF" + b" " * 1500, "", ""),
        (b"%PDF-1.7 words", "", "is cut short"),
        (b"%PDF-1.7 %%EOF" + b" " * 3000, "", "is cut short"),
        (b" " * 2000 + b"%PDF-1.7 %%EOF", "", "is none"),
        (b"<html>%%EOF", "", "is none"),
        (b"%PDF-1.7 words %%EOF", '"sha256:' + "0" * 64 + '"', "its checksum is wrong"),
        (b"%PDF-1.7 words", 'W/"weak"', "is cut short"),
    ],
)
def test_a_pdf_has_a_head_and_an_end(tmp_path: Path, content: bytes, etag: str, fault: str) -> None:
    """Marks may stand a little inside the file, but they have to be there."""
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    assert fault in fault_of(path, etag)
    assert bool(fault) == bool(fault_of(path, etag))


CONTENT = b"%PDF-1.7\n" + bytes(range(256)) * 4 + b"\n%%EOF\n"


class Wire:
    """A transport without network: cuts the file where it is told to, then sends the rest."""

    def __init__(self, cuts: list[int]) -> None:
        self.cuts = cuts

    def exchange(
        self,
        url: str,
        headers: Callable[[], Mapping[str, str]],
        receive: "Callable[[Answer], _T]",
    ) -> _T:
        """Answer from where the download is; raise when a cut is reached."""
        while True:
            start = int(headers().get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
            end = start + self.cuts.pop(0) if self.cuts else None
            try:
                return receive(Answer(start, end))
            except ConnectionAbortedError:
                continue


class Answer:
    """A piece of `CONTENT`, cut off at its end."""

    def __init__(self, start: int, end: int | None) -> None:
        self.start, self.end = start, end
        self.status = 206 if start else 200
        self.headers = {
            "Content-Type": "application/pdf",
            "ETag": '"one"',
            "Content-Range": f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}",
        }

    def pieces(self) -> Iterator[bytes]:
        """Yield seven bytes at a time up to the cut."""
        for place in range(self.start, min(self.end or len(CONTENT), len(CONTENT)), 7):
            yield CONTENT[place : min(place + 7, self.end or len(CONTENT))]
        if self.end is not None and self.end < len(CONTENT):
            raise ConnectionAbortedError

    def body(self, limit: int) -> bytes:
        """Return nothing; no page is asked for here."""
        return b""

    def unusable(self, problem: str, remedy: str) -> Exception:
        """Fail the test."""
        return AssertionError(json.dumps([problem, remedy]))


@given(st.lists(st.integers(0, 400), max_size=12))
def test_any_cuts_still_make_the_file(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int]
) -> None:
    """Wherever and however often the connection breaks, the bytes are arXiv's."""
    target = tmp_path_factory.mktemp("cuts") / "x.pdf"
    download(Wire(cuts), "http://localhost/pdf", SEVEN, target)
    assert target.read_bytes() == CONTENT
