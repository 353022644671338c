"""``readlist check``."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.output import print_rich
from readlist.cli.papers import resolve
from readlist.cli.session import Session
from readlist.errors import ReadlistError, UsageError
from readlist.lazy import lazy
from readlist.library import selecting
from readlist.paper import Status
from readlist.reading_list import Filters
from readlist.text import plural

if TYPE_CHECKING:
    from readlist.library.checking import check as checking
    from readlist.library.checking import cited, fixing
    from readlist.library.checking.check import CheckReport
    from readlist.references import Reference
    from readlist.views import checks as views
else:
    cited = lazy("readlist.library.checking.cited")
    checking = lazy("readlist.library.checking.check")
    fixing = lazy("readlist.library.checking.fixing")
    views = lazy("readlist.views.checks")

_CHECKED = frozenset(Status) - {Status.SKIPPED}
_ENDINGS = frozenset(
    ".bib .bbl .ris .json .md .markdown .pdf .txt .tex .html .htm .enw .nbib".split()
)


def check(
    session: Session,
    *,
    filters: Filters,
    words: Annotated[list[str] | None, typer.Argument(
        metavar="[PAPER|FILE...]", help="Papers or bibliography files (default: the whole list).",
    )] = None,
    fix: Annotated[bool, typer.Option(
        "--fix", help="Write a copy of the .bib file with its references corrected.",
    )] = False,
    output: Annotated[Path | None, typer.Option(
        "-o", "--output", metavar="FILE", help="Write the copy here (default: FILE.fixed.bib).",
    )] = None,
    plain: Annotated[bool, typer.Option(
        "--plain", help="Print one reference per line, with tabs between fields.",
    )] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array.")] = False,
) -> None:  # fmt: skip
    """Check that references exist, are correct and still stand.

    $ readlist check                        the papers of the list
    $ readlist check thesis.bib --json
    $ readlist check --fix thesis.bib       writes thesis.fixed.bib

    Each is ok, published (a preprint that has since appeared), retracted, differs (with what
    differs), not-found or unchecked. arXiv, Crossref, DataCite and OpenAlex are asked; answers are
    kept for a week. The exit code is 1 if any reference is retracted or differs.
    """
    files = [word for word in words or () if _is_file(word)]
    _check_options(files, fix=fix, output=output)
    target = _target(files[0], output) if fix else None
    references = _references(session, filters, files, [w for w in words or () if w not in files])
    people = session.screen.out_tty and not (plain or as_json)
    lines = not (people or as_json)
    report = checking.check(
        session.workspace,
        references,
        (lambda one: session.write(views.check_line(one))) if lines else (lambda _one: None),
    )
    if as_json:
        session.write(json.dumps([views.check_record(one) for one in report.checked], indent=1))
    elif people:
        _print(session, report)
    session.say(f"{plural(len(references), 'reference')}: {views.check_summary(report.checked)}.")
    if target:
        done = fixing.fix_file(Path(files[0]).expanduser(), report.checked, target)
        session.say(f"Wrote {target}: {plural(len(done), 'entry', 'entries')} corrected.")
    _end(session, report)


def _is_file(word: str) -> bool:
    path = Path(word).expanduser()
    return (path.suffix.lower() in _ENDINGS and "://" not in word) or path.is_file()


def _check_options(files: list[str], *, fix: bool, output: Path | None) -> None:
    if fix and (len(files) != 1 or not files[0].lower().endswith(".bib")):
        raise UsageError("--fix takes one .bib file", "readlist check --fix refs.bib")
    if output and not fix:
        raise UsageError("-o needs --fix", "readlist check --fix refs.bib -o right.bib")


def _references(
    session: Session, filters: Filters, files: list[str], words: list[str]
) -> "list[Reference]":
    found = [one for file in files for one in cited.in_file(session.workspace, Path(file))]
    if words:
        found += cited.of_papers(resolve(session, words))
    elif not files:
        chosen = selecting.select(session.workspace, filters, _CHECKED, session.workspace.papers())
        found += cited.of_papers(chosen.papers)
    return found


def _print(session: Session, report: "CheckReport") -> None:
    told = [one for one in report.checked if str(one.standing) != "ok"]
    print_rich(session, *(views.check_view(one, session.canvas) for one in told))


def _target(file: str, output: Path | None) -> Path:
    """Return where the copy goes, before any service is asked."""
    target = (output or Path(file).with_suffix(".fixed.bib")).expanduser()
    fixing.check_target(target)
    return target


def _end(session: Session, report: "CheckReport") -> None:
    """Exit with the code for what was found.

    Raises:
        ReadlistError: Some are retracted or differ.
        ServiceError: Some could not be asked about.
    """
    if report.wrong:
        if report.fault:
            session.notices.warn(
                f"note: some references could not be checked: {report.fault.problem}"
            )
        many = plural(len(report.wrong), "reference is", "references are")
        problem = f"{many} retracted or cited with wrong details"
        raise ReadlistError(problem, "check each one, and cite the work as it was published")
    if report.fault:
        raise report.fault
