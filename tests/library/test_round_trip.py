"""A list that leaves as JSON comes back as it was."""

import json
import string
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlist.exporters import ExportEntry, Options, json_format
from readlist.library.importing import adding, scanning
from readlist.library.importing.plan import ImportOptions
from readlist.library.workspace import Workspace
from readlist.paper import KEYS, Paper, Status
from support.library_kit import list_text, open_workspace
from support.tests_kit import Run

EMPTY = "schema = 1\n"
FULL = """\
schema = 1

[[paper]]
id = "2401.04088"
title = "Mixture of \\"Winds\\""
authors = ["Ada Archer", "Ben Birch"]
published = 2024-01-08
categories = ["cs.LG", "cs.CL"]
topics = ["moe", "open models"]
status = "read"
star = true
added = 2026-10-01
finished = 2026-10-05
version = 1
code = ["https://example.org/code"]
source = "a page that names arXiv:2305.00001"
key = "my:key"
notes = \"\"\"
2026-11-22  compare with 2401.06066 and https://arxiv.org/abs/2312.00752
  indented

\"\"\"
due = 2026-12-24
rating = 4.5
url = "https://example.org/mine"
pdf = "~/mine.pdf"
seen = [2026-01-01, "x", true]
review = {at = 2026-01-01T10:00:00Z, by = {name = "Cid"}}

[[paper]]
id = "hep-th/9901001"

[[paper]]
id = "2310.06825"
title = "In the Inbox"
topics = ["small-models"]
status = "inbox"
added = 2026-11-01

[[paper]]
id = "2310.06826"
title = "Skipped"
topics = ["moe"]
status = "skipped"

[[paper]]
id = "math/0309136"
status = "reading"
"""


def imported(text: str, folder: Path) -> Workspace:
    """Return a library with an empty list and the papers of this JSON."""
    workspace, _ = open_workspace(EMPTY, offline=True)
    file = folder / "list.json"
    file.write_text(text, encoding="utf-8")
    scanned, unread = scanning.scan(workspace, [str(file)], bytes)
    assert not unread
    options = ImportOptions()
    adding.import_papers(workspace, scanning.plan_import(workspace, scanned, options), options)
    return workspace


def test_a_list_comes_back_from_json(run: Run, tmp_path: Path) -> None:
    """Every paper in its place with every key, the reader's own and their types included."""
    before, _ = open_workspace(FULL, offline=True)
    papers = list(before.papers())
    exported = run("export", "-f", "json", "--all").out
    after = imported(exported, tmp_path)
    assert list(after.papers()) == papers
    extra = papers[0].extra
    assert [type(value) for value in extra.values()] == [
        float, str, list, dict,
    ]  # fmt: skip
    assert extra["review"]["at"] == datetime(2026, 1, 1, 10, tzinfo=UTC)
    assert run("export", "-f", "json", "--all").out == exported


def test_json_comes_back_through_the_command_line(run: Run, tmp_path: Path) -> None:
    """Exported, imported into an empty list, exported: the same bytes; a second time, nothing."""
    workspace, _ = open_workspace(FULL)
    file = tmp_path / "list.json"
    run("export", "--all", "-o", str(file))
    workspace.paths.list.write_text(EMPTY)
    assert run("import", "--offline", "--yes", str(file)).code == 0
    assert run("export", "--all", "-o", str(file), "--check").code == 0
    written = list_text(workspace)
    assert "Nothing new" in run("import", "--offline", str(file)).err
    assert list_text(workspace) == written


def test_what_was_imported_can_be_undone(run: Run, tmp_path: Path) -> None:
    """One write, one undo."""
    workspace, _ = open_workspace(FULL)
    file = tmp_path / "list.json"
    run("export", "--all", "-o", str(file))
    workspace.paths.list.write_text(EMPTY)
    run("import", "--offline", "--yes", str(file))
    run("undo")
    assert list_text(workspace) == EMPTY


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "a\ud800b"},
        {"extra": {"a": [None, {"b": None}], "c\udfff": "\ud800"}},
        {"extra": {"id": "2401.00002", "notes": "not these", "": 1}},
        {"extra_toml": "a = ", "extra": "text"},
        {"extra_toml": "id = '2401.00002'\nstatus = 'read'"},
        {"extra_toml": ["x"], "extra": [1]},
        {"title": 7, "authors": {"a": 1}, "status": "later", "star": "yes", "version": -1},
        {"added": "soon", "finished": 12, "code": "https://example.org", "notes": ["x"]},
        {"notes": "\x00\x1b[31m\r\nx"},
    ],
)
def test_a_strange_export_is_read_without_a_fault(fields: dict[str, Any], tmp_path: Path) -> None:
    """What no list can hold is left out, and no key of the reader's passes for another."""
    data = {"generator": "readlist", "papers": [{"id": "2401.04088"} | fields, 5, {"id": 6}, {}]}
    workspace = imported(json.dumps(data), tmp_path)
    (paper,) = workspace.papers()
    assert paper.id == "2401.04088"
    assert paper.status is Status.UNREAD
    assert not paper.problems
    list_text(workspace).encode()


def test_only_the_papers_of_an_export_are_imported(tmp_path: Path) -> None:
    """Identifiers in notes are none of its papers; one that is no identifier is named."""
    papers = [
        {"id": "2401.04088", "notes": "see 2401.06066", "source": "arXiv:2305.00001"},
        {"id": "2401.04088", "title": "again"},
        {"id": "nonsense", "title": "Lost"},
        {"id": "1706.03762"},
    ]
    text = json.dumps({"generator": "readlist", "papers": papers}, indent=1)
    (tmp_path / "a.json").write_text(text)
    workspace, _ = open_workspace(EMPTY, offline=True)
    (scanned,), _ = scanning.scan(workspace, [str(tmp_path / "a.json")], bytes)
    found = scanned.findings
    assert [entry.arxiv_id for entry in found.entries] == ["2401.04088", "1706.03762"]
    assert [text.splitlines()[e.line - 1].strip() for e in found.entries] == [
        '"id": "2401.04088",',
        '"id": "1706.03762"',
    ]
    assert [doubt.text for doubt in found.doubtful] == ["nonsense"]
    assert not found.conflicts


def test_very_deep_values_are_left_out(tmp_path: Path) -> None:
    """They would exhaust whoever writes them."""
    deep = "[" * 400 + "]" * 400
    start = '{"generator": "readlist", "papers": [{"id": "2401.04088", "extra": {"a": '
    text = f"{start}{deep}}}}}]}}"
    (paper,) = imported(text, tmp_path).papers()
    assert list(paper.extra) == ["a"]


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_TEXTS = st.lists(_TEXT, max_size=3).map(tuple)
_DAY = st.dates(date(1, 1, 1))
_VALUE = st.recursive(
    st.one_of(
        _TEXT, st.booleans(), st.integers(), st.floats(allow_nan=False), _DAY,
        st.datetimes(timezones=st.none() | st.just(UTC)),
        st.times(),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=4,
)  # fmt: skip
_NAME = st.text(string.ascii_letters + " .é", max_size=6).filter(lambda name: name not in KEYS)
_PAPERS = st.builds(
    Paper,
    id=st.integers(1, 99_999).map(lambda number: f"2401.{number:05}"),
    title=_TEXT,
    authors=_TEXTS,
    published=st.none() | _DAY,
    categories=_TEXTS,
    topics=_TEXTS,
    status=st.sampled_from(Status),
    star=st.booleans(),
    added=st.none() | _DAY,
    finished=st.none() | _DAY,
    version=st.none() | st.integers(1, 99),
    code=_TEXTS,
    source=_TEXT,
    key=_TEXT,
    notes=st.text(st.sampled_from("ab\n\r\t\x00\"'\\\u2028 é"), max_size=20),
    extra=st.dictionaries(_NAME, _VALUE, max_size=3),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_PAPERS, max_size=4, unique_by=lambda paper: paper.id))
def test_any_papers_come_back(papers: list[Paper]) -> None:
    """Whatever the texts and values, in the same order."""
    text = json_format.render([ExportEntry(paper) for paper in papers], Options())
    with tempfile.TemporaryDirectory() as folder:
        if papers:
            assert list(imported(text, Path(folder)).papers()) == papers
