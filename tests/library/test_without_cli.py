"""A program of one's own does everything through the library, without the command line."""

import subprocess
import sys
from pathlib import Path

from support.library_kit import SMALL

_PROGRAM = """\
import sys
from pathlib import Path

from readlist.library import choosing, collecting, exporting, marking, statistics, undoing
from readlist.library.resolve import resolve_papers
from readlist.library.exporting import ExportOptions
from readlist.library.importing import adding, scanning
from readlist.library.importing.plan import ImportOptions
from readlist.library.reports import AddOptions
from readlist.library.triage.decisions import Decisions
from readlist.library.triage import Verdict
from readlist.library.triage.session import TriageSession
from readlist.library.workspace import open_workspace
from readlist.paper import Status
from readlist.reading_list import Filters

folder = Path(sys.argv[1])
workspace = open_workspace(offline=True)


def status(identifier):
    return workspace.papers().get(identifier).status


report = collecting.add(workspace, ["1706.03762"], AddOptions(topics=("classics",)))
assert [paper.id for paper in report.added] == ["1706.03762"]

(change,) = marking.mark(workspace, resolve_papers(workspace, ["2401.04088"]), Status.READ)
assert change.entry
assert status("2401.04088") is Status.READ

article = folder / "article.txt"
article.write_text("Ring Attention: https://arxiv.org/abs/2310.01889")
scanned, failed = scanning.scan(workspace, [str(article)], bytes)
assert not failed
options = ImportOptions(fetch=False)
plan = scanning.plan_import(workspace, scanned, options)
assert [p.id for p in adding.import_papers(workspace, plan, options).added] == ["2310.01889"]

papers = workspace.papers()
taste = choosing.learn_taste(workspace, papers)
inbox = taste.order([paper for paper in papers if paper.status is Status.INBOX])
triage = TriageSession(Decisions(workspace, taste), inbox)
assert triage.decide(Verdict.SKIPPED).before.id == "2310.01889"
assert status("2310.01889") is Status.SKIPPED
assert triage.undo().before.id == "2310.01889"
assert status("2310.01889") is Status.INBOX

file = folder / "list.bib"
for written in (True, False):
    report = exporting.export(workspace, Filters(), ExportOptions(), str(file))
    assert (report.count, report.written) == (4, written)
assert "1706.03762" in file.read_text()
pieces = exporting.export(workspace, Filters(), ExportOptions("markdown")).pieces
assert "1706.03762" in "".join(pieces)
assert statistics.measure(workspace, Filters()).read == 1

assert undoing.undo(workspace, 3).entries[-1].what.startswith("add 1706.03762")
assert [paper.id for paper in workspace.papers()] == ["2401.04088", "2310.06825", "hep-th/9901001"]
assert status("2401.04088") is Status.UNREAD

heads = {tuple(name.split(".")[:2]) for name in sys.modules}
assert not heads & {("readlist", "cli"), ("readlist", "tui"), ("readlist", "views")}
assert not {"typer", "rich", "textual"} & sys.modules.keys()
"""


def test_a_program_does_everything_through_the_library(home: Path, tmp_path: Path) -> None:
    """Add, mark, import, triage, export, count and undo; the command line is never loaded."""
    (home / "readlist.toml").write_text(SMALL, encoding="utf-8")
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (home / "readlist.toml").read_text(encoding="utf-8") == SMALL
