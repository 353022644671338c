"""`readlist import` shows what it found, asks once, and writes the list once."""

import json
from pathlib import Path

import pytest

from support.tests_kit import Run

TEXT = """\
# Winds

- **Gusts and Experts** https://arxiv.org/abs/2310.00001 (code: https://github.com/ada/gusts)
- **Mistral 7B** https://arxiv.org/abs/2310.06825
- a slip: https://arxiv.org/abs/2310.1234
"""


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Return the path of a small article."""
    path = tmp_path / "winds.md"
    path.write_text(TEXT)
    return str(path)


def test_a_pipe_gets_a_line_a_paper(run: Run, article: str, home: Path) -> None:
    """Kind, identifier, title, topic, code and place; a dry run leaves the list as it is."""
    run("show")
    before = (home / "readlist.toml").read_bytes()
    outcome = run("import", article, "--dry-run", "--offline")
    assert outcome.code == 0
    assert outcome.lines[0].split("\t") == [
        "new",
        "2310.00001",
        "Gusts and Experts",
        "Winds",
        "https://github.com/ada/gusts",
        f"{article}:3",
    ]
    assert outcome.lines[1].startswith("known\t2310.06825")
    assert "1 new, 1 known" in outcome.err
    assert "2310.1234" in outcome.err
    assert (home / "readlist.toml").read_bytes() == before


def test_new_papers_go_to_the_inbox(run: Run, article: str) -> None:
    """Written once, said in one line, and taken back by one undo."""
    outcome = run("import", article, "--offline")
    assert outcome.code == 0
    assert "1 added." in outcome.err
    shown = run("show", "--status", "inbox", "--json")
    assert [paper["id"] for paper in json.loads(shown.out)] == ["2310.00001"]
    assert json.loads(shown.out)[0]["source"] == article
    run("undo")
    assert json.loads(run("show", "--status", "inbox", "--json").out) == []


def test_json_is_one_object(run: Run, article: str) -> None:
    """Every key of the promise is there, and text on stderr does not mix with it."""
    outcome = run("import", article, "--json", "--dry-run", "--offline")
    found = json.loads(outcome.out)
    assert {"source", "entries", "conflicts", "doubtful"} <= set(found)
    assert found["source"] == article
    assert found["entries"][0] == {
        "id": "2310.00001",
        "also": [],
        "arxiv_id": "2310.00001",
        "version": None,
        "title": "Gusts and Experts",
        "theme": "Winds",
        "code": ["https://github.com/ada/gusts"],
        "blurb": found["entries"][0]["blurb"],
        "status": "ok",
        "line": 3,
    }
    assert found["entries"][1]["status"] == "known"
    assert found["doubtful"][0]["line"] == 5


def test_a_terminal_asks_once(run: Run, article: str) -> None:
    """No leaves the list alone, Enter is yes."""
    outcome = run("import", article, "--offline", asks=True, input="n\n")
    assert "Add 1 to the list?" in outcome.err
    assert "added" not in outcome.err
    assert "1 added." in run("import", article, "--offline", asks=True, input="\n").err


@pytest.mark.parametrize(
    ("words", "env", "asked"),
    [
        ((), {}, True),
        (("--no-fetch",), {}, False),
        (("--offline",), {}, False),
        ((), {"READLIST_OFFLINE": "1"}, False),
    ],
)
@pytest.mark.usefixtures("arxiv")
def test_titles_are_offered_only_where_arxiv_may_be_asked(
    run: Run, tmp_path: Path, words: tuple[str, ...], env: dict[str, str], *, asked: bool
) -> None:
    """The question after titles without a link does not come where the answer could be no only."""
    path = tmp_path / "reading.md"
    path.write_text(f"{TEXT}- **Lulls and Their Experts: A Survey of Winds** (2023)\n")
    arguments = ("import", str(path), *words)
    found = run(*arguments, "--dry-run", env=env)
    assert "1 title only" in found.err
    outcome = run(*arguments, asks=True, input="n\n" * (1 + asked), env=env)
    assert ("Look up 1 title at arXiv and Crossref, about 3 s each?" in outcome.err) is asked


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (["import", "none.md"], 2, "there is no file 'none.md'"),
        (["import", "x.md", "--status", "done"], 2, "done"),
        (["import", "x.md", "-t", "a", "--no-topics"], 2, "cannot be used together"),
        (["import"], 2, "SOURCE"),
    ],
)
def test_what_makes_no_sense_is_said(run: Run, words: list[str], code: int, problem: str) -> None:
    """One line on what is wrong, one on what to do, and the right exit code."""
    outcome = run(*words)
    assert outcome.code == code
    assert problem in outcome.err
    assert "try:" in outcome.err


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 400, b"%PDF-1.4\nnothing more"])
def test_documents_that_cannot_be_read_are_errors(run: Run, tmp_path: Path, data: bytes) -> None:
    """Empty, binary and broken files end in exit 1 and two lines."""
    path = tmp_path / "thing"
    path.write_bytes(data)
    outcome = run("import", str(path), "--offline")
    assert outcome.code == 1
    assert outcome.err.count("error:") == 1
    assert "Traceback" not in outcome.err


def test_a_good_document_counts_beside_a_bad_one(run: Run, article: str, tmp_path: Path) -> None:
    """What can be read is imported, and exit 1 says that something could not."""
    (tmp_path / "empty.md").touch()
    outcome = run("import", article, str(tmp_path / "empty.md"), "--offline")
    assert outcome.code == 1
    assert "1 added." in outcome.err
    assert "is empty" in outcome.err
