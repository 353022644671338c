"""`readlist add` and `fetch`: what may be given, what is said, and how trouble ends."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from arxiv_sim import ArxivSim
from readlist.cli.collect import sort_out
from support.tests_kit import Run

EMPTY = "schema = 1\n"


@pytest.fixture
def empty(make_list: Callable[[str], Path]) -> Path:
    """Return an empty list."""
    return make_list(EMPTY)


def on_list(run: Run) -> list[str]:
    """Return the identifiers on the list."""
    return run("show", "--all", "--ids").lines


def test_papers_are_added_with_their_facts(run: Run, empty: Path, arxiv: ArxivSim) -> None:
    """One question for all; a line for each, the totals, and the way back; stdout stays empty."""
    result = run(
        "add", "1706.03762", "https://arxiv.org/abs/math.GT/0309136", "-t", "old", "--star"
    )
    assert (result.code, result.out) == (0, "")
    lines = result.err.splitlines()
    assert lines[0] == "Asking arXiv for 2 papers …"
    assert [line[:13].strip() for line in lines[1:3]] == ["+ 1706.03762", "+ math/030913"]
    assert lines[-1] == "2 added. Undo: readlist undo"
    assert len(arxiv.records()) == 1
    first, second = json.loads(run("show", "--json").out)
    assert first["topics"] == second["topics"] == ["old"]
    assert first["star"]
    assert first["title"]


def test_adding_again_is_no_error(run: Run, empty: Path, arxiv: ArxivSim) -> None:
    """It says how the paper stands, and asks nobody."""
    run("add", "1706.03762", "-t", "old")
    before = empty.read_bytes()
    result = run("add", "arXiv:1706.03762v5")
    assert result.code == 0
    assert result.err.splitlines()[0].endswith("already in the list (unread, old)")
    assert result.err.splitlines()[-1] == "1 already there."
    assert empty.read_bytes() == before
    assert len(arxiv.records()) == 1


def test_what_is_wrong_is_named_and_the_rest_is_added(
    run: Run, empty: Path, arxiv: ArxivSim
) -> None:
    """Exit 1: bad identifiers and those arXiv does not have, each with the reason."""
    result = run("add", "1706.03762", "2310.0682", "2301.99999", "hello")
    assert result.code == 1
    assert "1 added. Undo: readlist undo\nerror: 3 not added:\n" in result.err
    for word in ("2310.0682", "2301.99999", "hello"):
        assert f"\n  {word} " in result.err
    assert on_list(run) == ["1706.03762"]


def test_the_paper_that_was_meant_is_offered(run: Run, empty: Path, arxiv: ArxivSim) -> None:
    """The reason stands once; an identifier that is cut off is completed from the list."""
    assert run("add", "2310.06825", "2310.06824", "--no-fetch").code == 0
    assert run("add", "2310.068").err.splitlines()[1].strip() == (
        "2310.068  not an arXiv identifier: from 2015 on the number has five digits"
    )
    assert run("remove", "2310.06824", "--yes").code == 0
    said = run("add", "2310.0682", "hello").err
    assert "the number has five digits. Did you mean 2310.06825?\n" in said
    assert "\n  hello      not an identifier or address of a paper\n" in said


def test_arxiv_in_trouble_loses_nothing(run: Run, empty: Path, arxiv: ArxivSim) -> None:
    """Exit 5, two lines at the end, and the papers are kept for `fetch` to complete."""
    arxiv.faults({"fault": "403", "count": 1})
    result = run("add", "1706.03762")
    assert (result.code, result.out) == (5, "")
    assert result.err.splitlines()[-2].startswith("error: ")
    assert result.err.splitlines()[-1] == (
        "try: readlist fetch, once that is over; it is kept by identifier"
    )
    assert on_list(run) == ["1706.03762"]
    assert run("fetch").code == 0
    assert json.loads(run("show", "--json").out)[0]["title"]


def test_offline_and_no_fetch_keep_identifiers(run: Run, empty: Path) -> None:
    """Nothing is asked, and that is no failure."""
    assert run("add", "2310.06825", "--no-fetch").code == 0
    result = run("add", "2401.04088", "--offline")
    assert result.code == 0
    assert "readlist fetch completes it" in result.err
    assert on_list(run) == ["2310.06825", "2401.04088"]


def test_a_dry_run_changes_nothing(run: Run, empty: Path, arxiv: ArxivSim) -> None:
    """It says what would be."""
    result = run("add", "1706.03762", "--dry-run")
    assert result.err.splitlines()[-1] == "1 would be added."
    assert empty.read_text() == EMPTY


@pytest.mark.parametrize(
    "text",
    [
        "2310.06825 2401.04088",
        "see 2310.06825, and https://arxiv.org/abs/2401.04088v2.",
        "2310.06825，2401.04088。",
        "[pdf](https://arxiv.org/pdf/2310.06825.pdf) (arXiv:2401.04088)",
        "\ufeff2310.06825\r\n2401.04088\r\n",
        '["2310.06825","2401.04088"]',
    ],
)
def test_identifiers_are_found_in_texts(run: Run, empty: Path, tmp_path: Path, text: str) -> None:
    """In an argument, a file and on standard input alike."""
    file = tmp_path / "ids.txt"
    file.write_bytes(text.encode())
    prose = text.startswith("see")
    assert run("add", "--no-fetch", "-", input=text).code == (1 if prose else 0)
    assert on_list(run) == ["2310.06825", "2401.04088"]
    there = "2 already there.\n" + ("error: 2 not added:\n" if prose else "")
    assert there in run("add", "--no-fetch", f"@{file}").err
    assert there in run("add", "--no-fetch", text).err


def test_near_misses_in_texts_are_not_dropped_silently() -> None:
    """What looks like an identifier but is none is reported; prose and numbers are not."""
    text = "In 2023 we read 2310.0682 and v2.3, 3.14159 and 12 others of 2310.06825v1 [cs/0112017]."
    assert sort_out(text).papers == ("2310.0682", "2310.06825v1", "cs/0112017")


@pytest.mark.parametrize(
    ("text", "papers", "others"),
    [
        ("2310.06825 Mistral 7B", ["2310.06825"], ["Mistral 7B"]),
        ("see https://openreview.net/forum?id=a2", [], ["see https://openreview.net/forum?id=a2"]),
        (
            "2310.06825, 2401.04088;hep-th/9901001",
            ["2310.06825", "2401.04088", "hep-th/9901001"],
            [],
        ),
        (
            "- [1] arXiv:2310.06825v2 [cs.CL] 10 Oct 2023",
            ["arXiv:2310.06825v2 [cs.CL] 10 Oct 2023"],
            [],
        ),
        (
            "1. arXiv preprint: 2310.06825 [cs.CL]\n* 📄 → 2401.04088",
            ["2310.06825", "2401.04088"],
            [],
        ),
        ("2310.06825,moe;why", ["2310.06825"], ["moe", "why"]),
        ("2310.06825|Mistral|hep-th/9901001", ["2310.06825", "hep-th/9901001"], ["Mistral"]),
        ("https://example.org/a(2310.06825)", None, []),
        ("2310.06825 on 12 May, (2023)", ["2310.06825"], ["on 12 May, (2023)"]),
        ("2310.06825v2 (1).pdf", ["2310.06825v2 (1).pdf"], []),
        ("arXiv:2310.06825v2 [cs.CL] 10 Oct 2023", ["arXiv:2310.06825v2 [cs.CL] 10 Oct 2023"], []),
        ("# my list\n\n2310.06825  ", ["2310.06825"], []),
        ("10.1038/nature123\n2310.06825\nsoon", ["10.1038/nature123", "2310.06825"], ["soon"]),
        ("https://arxiv-org.proxy.lib.edu/abs/2310.06825", None, []),
        (
            "Smith 2020. doi: 10.1000/182, PMID: 34265844; ISBN 978 0 262 03561 3.",
            ["doi:10.1000/182", "pmid:34265844", "isbn:9780262035613"],
            ["Smith 2020."],
        ),
        (
            "[A paper](https://doi.org/10.1038/nature14539) [B](https://example.org/b)",
            ["doi:10.1038/nature14539"],
            ["A paper", "B](https://example.org/b)"],
        ),
        ("see https://example.org/b", [], ["see https://example.org/b"]),
        ("- <https://example.org/b>", ["<https://example.org/b>"], []),
        ("「2310.06825」、（2401.04088）", ["2310.06825", "2401.04088"], []),
    ],
)
def test_every_word_is_taken_or_named(
    text: str, papers: list[str] | None, others: list[str] | None
) -> None:
    """Nothing of a pasted text disappears."""
    found = sort_out(text)
    assert list(found.papers) == ([text] if papers is None else papers)
    assert list(found.others) == ([text] if others is None else others)


def test_what_is_not_taken_is_named_and_counts(run: Run, empty: Path) -> None:
    """The papers come onto the list, the rest is named, and the exit code says so."""
    result = run("add", "--no-fetch", "-", input="2310.06825\nsee https://example.org/paper\n")
    assert (result.code, on_list(run)) == (1, ["2310.06825"])
    assert "https://example.org/paper" in result.err
    assert "1 added. Undo: readlist undo\nerror: 1 not added:\n" in result.err


def test_options_apply_to_a_paper_that_is_there(run: Run, make_list: Callable[[str], Path]) -> None:
    """Topics and notes are added, star and status set; the paper becomes the one touched last."""
    path = make_list('[[paper]]\nid = "2310.06825"\ntopics = ["old"]\nstatus = "read"\n')
    words = ["add", "2310.06825", "--no-fetch", "-t", "new", "-t", "OLD", "--star", "--note", "why"]
    result = run(*words)
    assert "already in the list, changed (read, old)" in result.err
    text = path.read_text(encoding="utf-8")
    assert 'topics = ["old", "new"]' in text
    assert "star = true" in text
    assert "2026-11-21  why" in text
    assert 'status = "read"' in text
    assert run("add", "2310.06825", "--no-fetch", "-s", "reading").code == 0
    assert 'status = "reading"' in path.read_text(encoding="utf-8")
    assert run("info", ".", "--fields", "id").out.strip() == "2310.06825"
    run("undo", "2")
    assert "star" not in path.read_text(encoding="utf-8")


def test_no_part_of_what_was_asked_of_a_known_paper_is_dropped(
    run: Run, make_list: Callable[[str], Path], arxiv: ArxivSim
) -> None:
    """A PDF is fetched, another version named, and a dry run says that there would be a change."""
    path = make_list(
        '[[paper]]\nid = "1706.03762"\ntitle = "Attention"\nversion = 5\n'
        'authors = ["A"]\npublished = 2017-06-12\ncategories = ["cs.CL"]\n'
    )
    before = path.read_bytes()
    dry = run("add", "1706.03762", "--star", "--dry-run")
    assert "already in the list, would be changed" in dry.err
    other = run("add", "1706.03762v7", "1706.03762v5", "--no-fetch")
    assert (
        "note: 1706.03762v7: the paper is on the list, but not pinned to this version" in other.err
    )
    assert path.read_bytes() == before
    run("add", "1706.03762", "--pdf")
    assert run("info", "1706.03762", "--fields", "pdf").out.strip().endswith(".pdf")


def test_bytes_that_are_no_text_are_spelt(run: Run, empty: Path, tmp_path: Path) -> None:
    """In what is named as not taken, too."""
    file = tmp_path / "ids.txt"
    file.write_bytes(b"caf\xe9 2310.06825\n")
    result = run("add", "--no-fetch", f"@{file}")
    assert (result.code, on_list(run)) == (1, ["2310.06825"])
    assert r"  caf\xe9  no identifier" in result.err


def test_the_same_options_twice_change_nothing_more(
    run: Run, make_list: Callable[[str], Path]
) -> None:
    """Doing a thing twice is no change."""
    path = make_list('[[paper]]\nid = "2310.06825"\n')
    for _ in range(2):
        run("add", "2310.06825", "--no-fetch", "-t", "moe", "--star")
    before = path.read_bytes()
    run("add", "2310.06825", "--no-fetch", "-t", "moe", "--star")
    assert path.read_bytes() == before


def test_rows_of_the_last_list_can_be_added(run: Run, make_list: Callable[[str], Path]) -> None:
    """Numbers mean the rows that were shown last."""
    make_list('[[paper]]\nid = "2310.06825"\n')
    run("show", terminal=True)
    assert "= 2310.06825" in run("add", "1", "--no-fetch", terminal=True).err
    beyond = run("add", "2", "--no-fetch", terminal=True)
    assert (beyond.code, beyond.out) == (3, "")
    assert beyond.err.startswith("error: there is no row 2: the list last shown had 1 row.")
    beside = run("add", "2", "2310.00001", "--no-fetch", terminal=True)
    assert beside.code == 1
    assert "+ 2310.00001" in beside.err
    assert "there is no row 2" in beside.err


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["@/nosuch/file"], "cannot read /nosuch/file: No such file or directory."),
        (["-"], "there is no identifier in standard input."),
        (["2310.06825", "-s", "raed"], '"raed" is not a status.'),
        ([], "add needs PAPER."),
    ],
)
def test_what_cannot_be_added_is_explained(
    run: Run, empty: Path, words: list[str], first: str
) -> None:
    """Two lines, exit 2, nothing changed."""
    result = run("add", *words, input="nothing here")
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 2)
    assert result.err.startswith(f"error: {first}")
    assert empty.read_text() == EMPTY


def test_pdfs_come_with_a_line_each(run: Run, empty: Path, arxiv: ArxivSim) -> None:
    """How many, that it waits, each one with its place, then the sum."""
    run("add", "1706.03762", "math/0309136")
    result = run("fetch", "--pdf", env={"READLIST_ARXIV_INTERVAL": "0.01"})
    assert result.code == 0
    lines = result.err.splitlines()
    assert lines[0].startswith("2 papers have no PDF.")
    assert lines[1].split()[0] == "1706.03762"
    assert lines[1].endswith(".pdf")
    assert lines[-1].startswith("Fetched 2 PDFs, ")
    again = run("fetch", "--pdf")
    assert again.err == "Nothing is missing: 2 papers checked.\n"
    assert len(run("show", "--has", "pdf", "--ids").lines) == 2


def test_add_can_bring_the_pdf(run: Run, empty: Path, arxiv: ArxivSim) -> None:
    """``--pdf`` does both; a paper without one gives exit 1 and says so."""
    assert run("add", "1706.03762", "--pdf").code == 0
    assert run("show", "--has", "pdf", "--ids").lines == ["1706.03762"]
    result = run("add", "2401.90009", "--pdf")
    assert result.code == 1
    assert "1 paper could not be fetched:" in result.err


def test_fetch_needs_the_network(run: Run, empty: Path) -> None:
    """Offline there is one clear error."""
    run("add", "1706.03762", "--no-fetch")
    result = run("fetch", "--offline")
    assert result.code == 5
    assert result.err.splitlines()[-1] == "try: leave out --offline"


def test_the_remedy_is_for_what_switched_the_network_off(
    run: Run, empty: Path, arxiv: ArxivSim
) -> None:
    """The variable or the setting is named, whichever it was, and lifting it helps."""
    run("add", "1706.03762", "--no-fetch")
    result = run("fetch", env={"READLIST_OFFLINE": "1"})
    assert (result.code, result.err.splitlines()[-1]) == (5, "try: run it with READLIST_OFFLINE=0")
    run("config", "network.offline", "true")
    result = run("fetch")
    remedy = "readlist config --unset network.offline"
    assert (result.code, result.err.splitlines()[-1]) == (5, f"try: {remedy}")
    assert run(*remedy.split()[1:]).code == 0
    assert run("fetch").code == 0
    assert arxiv.records()


def test_progress_is_drawn_on_a_terminal_only(run: Run, empty: Path, arxiv: ArxivSim) -> None:
    """A bar while a PDF comes, which goes away again; plain lines elsewhere."""
    run("add", "1706.03762")
    drawn = run("fetch", "--pdf", asks=True)
    assert "1706.03762" in drawn.err
    assert "\x1b[" not in run("fetch", "--pdf", "--force").err


def test_ctrl_c_keeps_what_came(run: Run, empty: Path, arxiv: ArxivSim, home: Path) -> None:
    """Exit 130, how far it got, no half file; the same command carries on from there."""
    run("add", "1706.03762", "math/0309136")
    arxiv.faults({"fault": "hang", "match": {"path": "/pdf/math"}, "count": 1})
    command = [sys.executable, "-m", "readlist", "fetch", "--pdf"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while not (line := process.stderr.readline()).startswith("1706.03762"):
            assert line, "it ended by itself"
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert process.returncode == 130
    assert rest == "Stopped. 1 of 2 PDFs saved; the same command carries on from there.\n"
    arxiv.faults([])
    assert [path.name for path in home.glob("library/*/*.pdf")] == ["1706.03762v7.pdf"]
    assert "Fetched 1 PDF," in run("fetch", "--pdf").err


def test_a_limit_counts_papers_that_lack_something(run: Run, empty: Path, arxiv: ArxivSim) -> None:
    """The same command brings the next ones, until nothing is lacking."""
    wanted = ["1706.03762", "math/0309136", "hep-th/9711200"]
    run("add", *wanted, "--no-fetch")
    for left in (3, 2, 1):
        lacking = run("show", "--lacks", "abstract", "--all", "--ids").lines
        assert len(lacking) == left
        assert "Fetched 1 abstract." in run("fetch", "-n", "1").err
    for left in (3, 2, 1):
        assert len(run("show", "--lacks", "pdf", "--all", "--ids").lines) == left
        assert "1 paper has no PDF" in run("fetch", "--pdf", "-n", "1").err
    assert run("fetch", "--pdf", "-n", "1").err == "Nothing is missing: 3 papers checked.\n"
    assert "and 2 PDFs" in run("fetch", "--pdf", "--force", "-n", "2").err


@pytest.mark.parametrize("force", [False, True])
def test_ctrl_c_counts_the_pdf_that_just_came(
    run: Run, empty: Path, arxiv: ArxivSim, monkeypatch: pytest.MonkeyPatch, *, force: bool
) -> None:
    """A PDF in place counts, also if Ctrl-C comes before a word of it was said; no other does."""
    run("add", "1706.03762", "math/0309136")
    if force:
        run("fetch", "--pdf")

    def stop(_self: object, _ids: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("readlist.library.pdf_text.extract_pdf_text", stop)
    result = run("fetch", "--pdf", *(["--force"] if force else []))
    assert result.code == 130
    last = "Stopped. 1 of 2 PDFs saved; the same command carries on from there."
    abstracts = "2 of 2 abstracts and " if force else ""
    assert result.err.splitlines()[-1] == last.replace("1 of", f"{abstracts}1 of")


def test_ctrl_c_counts_abstracts(
    run: Run, empty: Path, arxiv: ArxivSim, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What arXiv said before Ctrl-C is kept, and is counted."""
    run("add", "1706.03762", "math/0309136", "--no-fetch")

    def stop(_self: object, _facts: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("readlist.arxiv_api.client.MOST_IDS", 1)
    monkeypatch.setattr("readlist.library.fetching.missing_facts", stop)
    result = run("fetch")
    assert result.err.splitlines()[-1].startswith("Stopped. 1 of 2 abstracts saved;")
