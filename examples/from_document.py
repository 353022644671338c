"""Import a document, triage what is new, and write a bibliography: a whole round in one program.

New papers whose title holds the word are kept and the first of them is marked as being read, the
others are skipped. Every step is one change that `readlist undo` takes back, and so can a program.

::

    python examples/from_document.py article.md attention list.bib
    python examples/from_document.py article.md attention list.bib --undo
"""

import sys

from readlist.errors import ReadlistError
from readlist.library import choosing, collecting, exporting, marking, undoing
from readlist.library.exporting import ExportOptions
from readlist.library.importing import adding, scanning
from readlist.library.importing.plan import ImportOptions
from readlist.library.reports import AddOptions
from readlist.library.triage import Verdict
from readlist.library.triage.decisions import Decisions
from readlist.library.triage.session import TriageSession
from readlist.library.workspace import Workspace, open_workspace
from readlist.paper import Paper, Status
from readlist.reading_list import Filters


def take_over(workspace: Workspace, document: str) -> list[Paper]:
    """Put the papers that a document names into the inbox; return those that are new."""
    options = ImportOptions(fetch=False)
    scanned, failed = scanning.scan(workspace, [document], sys.stdin.buffer.read)
    for one in failed:
        print(f"{one.source}: {one.fault.problem}", file=sys.stderr)
    plan = scanning.plan_import(workspace, scanned, options)
    return list(adding.import_papers(workspace, plan, options).added)


def decide(workspace: Workspace, papers: list[Paper], word: str) -> list[Paper]:
    """Keep the papers whose title holds a word, skip the others; return those that were kept."""
    taste = choosing.learn_taste(workspace, workspace.papers())
    triage = TriageSession(Decisions(workspace, taste), taste.order(papers))
    kept = []
    while choice := triage.queue.current:
        wanted = word.lower() in choice.paper.title.lower()
        triage.decide(Verdict.LATER if wanted else Verdict.SKIPPED)
        kept += [choice.paper] if wanted else []
    return kept


def main(document: str, word: str, bibliography: str, *, undo: bool = False) -> int:
    """Go the whole round; return the exit code."""
    try:
        workspace = open_workspace(offline=True)
        before = len(undoing.history(workspace))
        new = take_over(workspace, document)
        kept = decide(workspace, new, word)
        marking.mark(workspace, kept[:1], Status.READING)
        collecting.add(workspace, ["1706.03762"], AddOptions(topics=("classics",), fetch=False))
        done = exporting.export(workspace, Filters(), ExportOptions(), bibliography)
        print(f"{len(new)} new, {len(kept)} kept, {done.count} in {bibliography}")
        if undo:
            steps = len(undoing.history(workspace)) - before
            print(f"{len(undoing.undo(workspace, steps).entries)} changes undone")
    except ReadlistError as error:
        print(f"error: {error.problem}.\ntry: {error.remedy}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4], undo="--undo" in sys.argv))
