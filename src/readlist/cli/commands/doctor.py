"""``readlist doctor``."""

import json
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from readlist.cli.papers import confirm
from readlist.cli.session import Session
from readlist.config import read_settings
from readlist.errors import FileError, ReadlistError, UsageError
from readlist.language import translate
from readlist.library.doctor import Finding, Level, examining
from readlist.text import one_line, plural, visible


def doctor(
    session: Session,
    *,
    fix: Annotated[bool, typer.Option("--fix", help="Fix what is safe to fix.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print a JSON array.")] = False,
    report: Annotated[
        bool, typer.Option("--report", help="Print facts for a bug report, without private text.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Find problems, and fix what is safe to fix.

    $ readlist doctor
    $ readlist doctor --fix

    The exit code is 0 if nothing is wrong, 1 if something is, and 6 if a file cannot be used.
    """
    if json_ + report + fix > 1:
        raise UsageError(
            "--json, --report and --fix cannot be used together", "readlist doctor --json"
        )
    # Broken settings stop every other command; this one names them and checks everything else.
    session.settings, faults = read_settings(session.paths.config)
    findings = examining.examine(session.workspace, faults)
    if report:
        for name, value in examining.report(session.workspace, findings):
            session.write(f"{name}: {one_line(value)}")
        return
    if json_:
        data = [finding.to_json() for finding in findings]
        session.write(visible(json.dumps(data, ensure_ascii=not session.screen.utf8, indent=2)))
    else:
        _print(session, findings)
    if fix:
        findings = _mend(session, findings, yes=yes)
    _leave(findings)


def _print(session: Session, findings: Sequence[Finding]) -> None:
    for finding in findings:
        told = translate if session.screen.out_tty else str
        session.write(f"{finding.level}: {told(one_line(finding.problem))}")
        if finding.remedy:
            session.write(f"  try: {told(one_line(finding.remedy))}")
    wrong = [finding for finding in findings if finding.level is not Level.NOTE]
    curable = sum(1 for finding in findings if finding.cure)
    if not wrong:
        session.say("Nothing is wrong.")
    elif curable:
        session.hint(f"readlist doctor --fix can fix {curable} of them")


def _mend(session: Session, findings: Sequence[Finding], *, yes: bool) -> list[Finding]:
    """Say what will be done, do it, and return what is left."""
    curable = [finding for finding in findings if finding.mend]
    if not curable:
        session.say("Nothing can be fixed safely.")
        return list(findings)
    for finding in curable:
        session.say(f"Will {finding.cure}.")
    if session.interactive and not yes and not confirm(session, "Go ahead?"):
        session.say("Nothing was done.")
        return list(findings)
    failed = [finding for finding in curable if not _mended(session, finding)]
    session.say(f"Fixed {plural(len(curable) - len(failed), 'thing')}.")
    return failed + [finding for finding in findings if not finding.mend]


def _mended(session: Session, finding: Finding) -> bool:
    assert finding.mend is not None
    try:
        finding.mend()
    except ReadlistError as error:
        session.notices.warn(f"note: {error.problem}")
        return False
    return True


def _leave(findings: Sequence[Finding]) -> None:
    """Exit with the code for these findings."""
    levels = {finding.level for finding in findings}
    if Level.ERROR in levels:
        sys.stdout.flush()
        raise typer.Exit(FileError.exit_code)
    if Level.WARNING in levels:
        raise typer.Exit(ReadlistError.exit_code)
