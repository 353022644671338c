"""``readlist sync``."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.papers import confirm
from readlist.cli.session import Session
from readlist.errors import UsageError
from readlist.lazy import lazy
from readlist.library import list_merging, syncing
from readlist.library.syncing import Decision, SyncReport
from readlist.text import one_line, plural, shorten

if TYPE_CHECKING:
    from readlist.library import following
else:
    following = lazy("readlist.library.following")


def sync(
    session: Session,
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ADDRESS]", help="The remote repository, with --init."),
    ] = None,
    init: Annotated[bool, typer.Option("--init", help="Set up sync for this list.")] = False,
    other: Annotated[
        Path | None,
        typer.Option(
            "--with", metavar="FILE", help="Merge another copy of the list into this one."
        ),
    ] = None,
    status: Annotated[
        bool, typer.Option("--status", help="Show where things stand, without the network.")
    ] = False,
    driver: Annotated[
        bool, typer.Option("--driver", hidden=True, help="Merge for git, which names the files.")
    ] = False,
) -> None:
    """Sync one list across machines with git.

    $ readlist sync --init git@example.org:me/papers.git
    $ readlist sync
    $ readlist sync --status
    $ readlist sync --with "readlist (conflicted copy).toml"

    Commits your changes, merges those of the other machines, and pushes. Changes from both sides
    are kept; where both changed the same value, the merge decides and tells you. Undo takes a merge
    back on this machine only.
    """
    if driver:
        list_merging.drive(list(words or ()))
        return
    if (words and not init) or len(words or ()) > 1:
        raise UsageError("an address goes with --init", "readlist sync --init ADDRESS")
    if init + status + bool(other) > 1:
        raise UsageError("--init, --status and --with cannot be used together", "readlist sync")
    if status:
        _print_status(session)
        return
    if other is not None:
        _tell(session, list_merging.merge_with(session.workspace, other))
    elif init:
        address = (words or [""])[0]
        _tell(session, syncing.initialise(session.workspace, address, asks=session.interactive))
        if session.paths.private:
            where = session.paths.private
            session.say(f"Status, stars, notes and days stay on this machine, in {where}.")
    else:
        _tell(session, syncing.sync(session.workspace, asks=session.interactive))


def _tell(session: Session, report: SyncReport) -> None:
    _tell_report(session, report)
    if report.merged or report.remote:
        _ask_about_feeds(session)


def _tell_report(session: Session, report: SyncReport) -> None:
    if report.resolved:
        session.say("The conflict in the list is resolved.")
    if report.again:
        session.say(f"Merged again what you undid here: {report.again}.")
    if report.committed:
        session.say(f"Committed: {report.committed}.")
    if report.guessed:
        session.say(
            f"The copy is most like the list {'before' if report.before else 'after'} "
            f"{shorten(report.guessed.what, 60)!r} ({report.guessed.at[:10]}). As that is a guess, "
            "nothing is removed, unset or set back."
        )
    if report.came:
        undo = session.in_list("readlist undo")
        session.say(f"Merged: {report.came}. Undo here: {undo}")
    _tell_decisions(session, report.decisions)
    if report.pushed:
        session.say(f"Pushed to {report.remote}.")
    elif report.unreached:
        session.say(f"Not pushed: {report.unreached}. Your changes are kept here until then.")
    elif not (report.committed or report.came or report.resolved):
        session.say("Nothing to sync." if report.merged or report.remote else _ALONE)
    elif not report.remote:
        session.say(_ALONE)


_ALONE = "Everything is committed; there is no remote (readlist sync --init ADDRESS)."


def _tell_decisions(session: Session, decisions: Sequence[Decision]) -> None:
    for one in decisions:
        whose = "your value" if one.ours else "theirs"
        session.notices.warn(f"note: both sides changed this, and {whose} was dropped. {one.words}")
        session.notices.warn(f"      to bring it back: {session.in_list(one.command)}")


def _print_status(session: Session) -> None:
    found = syncing.status(session.workspace)
    changed = found.changed or "nothing"
    session.write(f"changed since the last commit\t{changed}")
    session.write(f"remote\t{found.remote or 'none'}")
    session.write(f"to push\t{plural(found.ahead, 'commit')}")
    session.write(f"to merge\t{plural(found.behind, 'commit')}")
    for one in found.decisions:
        session.write(f"decided against you\t{one.words}\t{session.in_list(one.command)}")


def _ask_about_feeds(session: Session) -> None:
    """Ask about each followed feed that this machine has not asked about yet.

    Where nobody can be asked, the feeds are named and not read.

    Raises:
        FileError: What is followed cannot be read, or an answer cannot be kept.
    """
    for feed in following.new_feeds(session.workspace):
        shown = one_line(feed)
        if session.interactive:
            allowed = confirm(session, f"The list follows {shown}. Ask it for new papers?")
            following.answer_feeds(session.workspace, {feed: allowed})
        else:
            session.notices.warn(
                f"note: {shown} is not asked for new papers until you agree "
                "(readlist sync, on a terminal)"
            )
