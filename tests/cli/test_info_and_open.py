"""`readlist info` and `open`."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist.cli.opening import at_page, noted_page
from readlist.metadata import Author, Metadata
from readlist.paper import Paper, Status
from readlist.paper_files import PaperFiles
from support.library_kit import SMALL
from support.tests_kit import Run


@pytest.fixture
def small(make_list: Callable[[str], Path]) -> Path:
    """Return the small list."""
    return make_list(SMALL)


@pytest.fixture
def files(home: Path) -> PaperFiles:
    """Return a library with what arXiv said of one paper, now withdrawn, and its PDF."""
    files = PaperFiles(home / "library")
    facts = Metadata(
        id="2401.04088",
        version=2,
        title="Mixture of Winds",
        authors=(Author("Ada Archer"),),
        abstract="Winds \x1b[31mmix\x1b[0m in many ways.",
        categories=("physics.ao-ph",),
        published="2024-01-08T00:00:00Z",
        updated="2024-02-01T00:00:00Z",
        comment="Withdrawn: the winds were wrong",
        doi="10.1000/wind",
    )
    files.write_metadata(facts)
    (home / "library" / "2401.04088" / "2401.04088v2.pdf").write_bytes(b"%PDF-1.4")
    return files


def test_a_card_shows_what_is_known(run: Run, small: Path, files: PaperFiles) -> None:
    """Title, facts, abstract, the withdrawal, links; control characters are gone."""
    result = run("info", "mixture", terminal=True)
    assert result.lines[0].split() == ["Mixture", "of", "Winds", "○", "unread"]
    facts = ("arXiv 2401.04088v2", "Winds mix in many ways.", "WITHDRAWN: Withdrawn: the winds")
    for text in (*facts, "https://arxiv.org/abs/2401.04088", "10.1000/wind", "2401.04088v2.pdf"):
        assert text in result.out.replace("\n", "")  # a long path wraps
    assert "\x1b" not in result.out


def test_json_adds_what_arxiv_said(run: Run, small: Path, files: PaperFiles) -> None:
    """The keys of a list, the reader's own under extra, and the details."""
    (one,) = json.loads(run("info", "mixture", "--json").out)
    assert one["withdrawn"] is True
    assert one["doi"] == "10.1000/wind"
    assert one["versions"][-1] == {"version": 2, "date": "2024-02-01"}
    assert one["extra"] == {"mood": "curious"}
    assert one["pdf"].endswith("2401.04088v2.pdf")
    (bare,) = json.loads(run("info", "hep-th/9901001", "--json").out)
    assert set(bare) == set(one) - {"extra"}
    assert bare["abstract"] is None


def test_a_pipe_gets_names_and_values(run: Run, small: Path, files: PaperFiles) -> None:
    """One a line with a tab between; papers are kept apart by an empty line."""
    result = run("info", "mixture", "hep-th/9901001")
    first, second = result.out.rstrip().split("\n\n")
    pairs = dict(line.split("\t") for line in first.splitlines())
    assert pairs["id"] == "2401.04088"
    assert pairs["abstract"] == "Winds mix in many ways."
    assert second.splitlines()[0] == "id\thep-th/9901001"


def test_a_part_can_be_asked_for(run: Run, small: Path, files: PaperFiles) -> None:
    """Only the abstract, or only the notes."""
    run("note", "mixture", "x")
    assert run("info", "mixture", "--abstract").out == "Winds mix in many ways.\n"
    assert run("info", "mixture", "--notes").out == "2026-11-21  x\n"
    assert run("info", "mixture", "--fields", "doi,id").out == "10.1000/wind\t2401.04088\n"


def test_open_prints_the_address_without_a_display(run: Run, small: Path) -> None:
    """On stdout, so that it can be copied or piped; what was not opened is not being read."""
    before = small.read_bytes()
    result = run("open", "mixture")
    assert (result.code, result.out) == (0, "https://arxiv.org/abs/2401.04088\n")
    assert result.err.splitlines() == [
        "No program here can open it, so nothing was marked (setting open.with)."
    ]
    assert small.read_bytes() == before


def test_open_marks_what_it_opened(run: Run, small: Path) -> None:
    """The paper is being read from then on, and is marked once."""
    result = run("open", "mixture", "--with", "true")
    assert result.err.startswith("Reading: 2401.04088 Mixture of Winds (unread -> reading).")
    assert run("open", "mixture", "--with", "true").err == ""


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
def test_open_prints_the_address_over_ssh(run: Run, small: Path, name: str) -> None:
    """A display that is set does not help there."""
    env = {"DISPLAY": ":0", name: "1"}
    assert run("open", "mixture", env=env).out == "https://arxiv.org/abs/2401.04088\n"


@pytest.mark.parametrize(
    ("option", "target"),
    [
        ("--abs", "https://arxiv.org/abs/2401.04088"),
        ("--pdf", "https://arxiv.org/pdf/2401.04088"),
        ("--html", "https://arxiv.org/html/2401.04088"),
    ],
)
def test_open_knows_the_pages(run: Run, small: Path, option: str, target: str) -> None:
    """``--print`` only prints, and marks nothing."""
    result = run("open", "mixture", option, "--print")
    assert (result.out, result.err) == (f"{target}\n", "")
    assert small.read_text() == SMALL


def test_open_takes_the_pdf_at_hand(run: Run, small: Path, files: PaperFiles) -> None:
    """Before any address; ``--abs`` still gives the page."""
    assert run("open", "mixture", "--print").out.endswith("2401.04088v2.pdf\n")
    assert run("open", "mixture", "--abs", "--print").out.startswith("https://arxiv.org/abs/")


def test_open_code_needs_code(run: Run, make_list: Callable[[str], Path]) -> None:
    """Only web addresses are opened."""
    make_list(
        '[[paper]]\nid = "2310.00001"\ncode = ["file:///etc/passwd", "https://example.org/c"]\n'
        '[[paper]]\nid = "2310.00002"\ncode = ["javascript:alert(1)"]\n'
    )
    assert run("open", "2310.00001", "--code", "--print").out == "https://example.org/c\n"
    result = run("open", "2310.00002", "--code")
    assert (result.code, result.err.splitlines()[0]) == (
        3,
        "error: the list has no code for 2310.00002.",
    )


@pytest.fixture
def viewer(tmp_path: Path) -> Path:
    """Return a program that writes down what it was given."""
    path = tmp_path / "my viewer"
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/opened"\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_open_runs_the_readers_own_program(
    run: Run, small: Path, viewer: Path, tmp_path: Path
) -> None:
    """From the setting, the option or BROWSER; its words are split, and no shell sees them."""
    address = "https://arxiv.org/abs/2401.04088"
    assert run("config", "open.with", f"'{viewer}' --fork '$(touch x)'").code == 0
    assert run("open", "mixture").out == ""
    assert (tmp_path / "opened").read_text() == f"--fork\n$(touch x)\n{address}\n"
    run("open", "mixture", "--with", f"'{viewer}' -1")
    assert (tmp_path / "opened").read_text() == f"-1\n{address}\n"
    run("config", "--unset", "open.with")
    plain = viewer.rename(tmp_path / "browser")
    assert run("open", "mixture", env={"BROWSER": str(plain)}).out == ""
    assert (tmp_path / "opened").read_text() == f"{address}\n"


def test_open_can_leave_the_status_alone(run: Run, small: Path) -> None:
    """With the setting off, opening marks nothing."""
    run("config", "open.marks_reading", "false")
    assert run("open", "mixture", "--with", "true").err == ""
    assert small.read_text() == SMALL


@pytest.mark.parametrize(
    ("words", "code", "first"),
    [
        (
            ["mixture", "--abs", "--pdf"],
            2,
            "--pdf, --abs, --html and --code cannot be used together.",
        ),
        (["mixture", "--with", "/nosuch/viewer"], 2, "--with names a program that does not exist:"),
        (["mixture", "--with", "false"], 1, "false exited with code 1."),
    ],
)
def test_what_cannot_be_opened_is_explained(
    *, run: Run, small: Path, words: list[str], code: int, first: str
) -> None:
    """Two lines, and the list stays."""
    result = run("open", *words)
    assert (result.code, len(result.err.splitlines())) == (code, 2)
    assert result.err.startswith(f"error: {first}")
    assert small.read_text() == SMALL


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["zathura", "--fork"], ["zathura", "--fork", "-P", "12", "/x/a b.pdf"]),
        (["/usr/bin/okular"], ["/usr/bin/okular", "-p", "12", "/x/a b.pdf"]),
        (["mupdf"], ["mupdf", "/x/a b.pdf", "12"]),
        (["xpdf"], ["xpdf", "/x/a b.pdf", ":12"]),
        (["firefox"], ["firefox", "file:///x/a%20b.pdf#page=12"]),
        (["SumatraPDF.exe"], ["SumatraPDF.exe", "-page", "12", "/x/a b.pdf"]),
        (["xdg-open"], None),
        ([], None),
    ],
)
def test_programs_are_told_a_page_in_their_own_way(
    command: list[str], words: list[str] | None
) -> None:
    """As their manuals say; of others nothing is guessed."""
    assert at_page(command, "/x/a b.pdf", 12) == words
    address = "https://arxiv.org/pdf/2401.04088"
    assert at_page(command, address, 12) == [*command, f"{address}#page=12"]


@pytest.mark.parametrize(
    ("notes", "page"),
    [
        ("", 0),
        ("2026-11-21  p. 12\n", 12),
        ("2026-11-21  p. 12\n2026-11-22  Page 30: gates\n\n", 30),
        ("2026-11-21  p. 12\n2026-11-22  better than page 30\n", 12),
        ("第 7 页\n", 7),
        ("S. 9\n2026-11-22  pp 5\n", 5),
        ("particles 12\n", 0),
    ],
)
def test_a_noted_page_is_where_one_is(a_paper: Callable[..., Paper], notes: str, page: int) -> None:
    """The last note that begins with one, while the paper is being read."""
    assert noted_page(a_paper(notes=notes, status=Status.READING)) == page
    assert noted_page(a_paper(notes=notes, status=Status.READ)) == 0


def test_open_begins_where_one_stopped(
    run: Run, small: Path, files: PaperFiles, viewer: Path, tmp_path: Path
) -> None:
    """Told in one line; another page can be named, and a program that cannot be told says so."""
    assert small
    assert files
    zathura = str(viewer.rename(tmp_path / "zathura"))
    run("reading", "mixture")
    run("note", "mixture", "p. 12")
    told = run("open", "mixture", "--with", zathura)
    assert told.err == "At page 12, as you noted.\n"
    assert (tmp_path / "opened").read_text().startswith("-P\n12\n/")
    assert run("open", "mixture", "--with", zathura, "--page", "3").err == "At page 3.\n"
    assert (tmp_path / "opened").read_text().startswith("-P\n3\n/")
    assert run("open", "mixture", "--with", zathura, "--abs").err == ""
    other = str(Path(zathura).rename(tmp_path / "other"))
    told = run("open", "mixture", "--with", other, "--page", "3")
    assert told.err == "note: this program cannot be told a page (setting open.with)\n"


@pytest.mark.parametrize("page", ["0", "x", "-1", "1.5", "999999999999"])
def test_what_is_no_page_is_refused(run: Run, small: Path, page: str) -> None:
    """Before anything is opened."""
    assert small
    result = run("open", "mixture", f"--page={page}")
    assert (result.code, result.err.splitlines()[1]) == (2, "try: --page 12")
