"""``readlist digest``."""

from pathlib import Path
from typing import Annotated

import typer

from readlist.cli.option_values import read_count
from readlist.cli.papers import confirm
from readlist.cli.session import Session
from readlist.errors import UsageError
from readlist.library import following
from readlist.library.digesting import followed_words, making, sending
from readlist.library.digesting.making import Made
from readlist.text import one_line, shorten

Words = list[str] | None
"""The values of an option that may be repeated."""

_Days = Annotated[
    str | None, typer.Option("--days", metavar="N", help="Include new papers from the last N days.")
]
_LIMIT_HELP = "Show at most N new papers (default: 20)."
_Limit = Annotated[str | None, typer.Option("--limit", "-n", metavar="N", help=_LIMIT_HELP)]
_FILE_HELP = "Write it to FILE: .txt .md .html .json .atom."
_File = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help=_FILE_HELP)]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_MAIL_HELP = "Send it to ADDRESS through READLIST_SMTP_URL."
_Mail = Annotated[str, typer.Option("--mail", metavar="ADDRESS", help=_MAIL_HELP)]
_SENT_HELP = "Count it as sent, so that nothing in it is sent again."
_Sent = Annotated[bool, typer.Option("--sent", help=_SENT_HELP)]
_Always = Annotated[bool, typer.Option("--always", help="Send a mail even if there is no news.")]
_FOLLOW_HELP = "Follow a category, au:NAME, a query or a feed."
_Follow = Annotated[Words, typer.Option("--follow", metavar="WHAT", help=_FOLLOW_HELP)]
_Unfollow = Annotated[Words, typer.Option("--unfollow", metavar="WHAT", help="Stop following it.")]
_Following = Annotated[bool, typer.Option("--following", help="Only list what you follow.")]


def digest(
    session: Session,
    *,
    days: _Days = None,
    limit: _Limit = None,
    output: _File = None,
    as_json: _Json = False,
    mail: _Mail = "",
    sent: _Sent = False,
    always: _Always = False,
    follow: _Follow = None,
    unfollow: _Unfollow = None,
    show_followed: _Following = False,
) -> None:
    """Show what is new for you: papers, news of yours, what is due.

    $ readlist digest --follow cs.CL --follow biorxiv:neuroscience
    $ readlist digest --follow 'au:"Ada Archer"' --follow https://example.org/papers.xml
    $ readlist digest
    $ readlist digest -o digest.html --sent
    $ readlist digest --mail me@example.org

    New papers of what you follow that are not on the list and were neither dismissed nor sent,
    the best match first; new versions, publications and retractions of your papers; what is due
    within a week. Only what went out by --mail, or with --sent, counts as sent.
    """
    _check(follow, unfollow, following=show_followed, output=bool(output or mail or sent))
    if follow or unfollow or show_followed:
        _follow(session, follow or [], unfollow or [])
        return
    if mail:  # before services are asked for nothing
        sending.check_address(mail)
        sending.mail_server()
    if output:
        sending.check_file(session.workspace, output)
    _ask_about_feeds(session)
    made = making.make(
        session.workspace, days=read_count(days, "--days"), limit=read_count(limit, "-n")
    )
    if not (output or mail):
        width, new = session.screen.width, made.issue.new
        if not as_json:
            session.number_rows(((paper.id, paper.title) for paper in new), new=True)
        session.write(sending.text_of(made.issue, width, as_json=as_json).rstrip())
    _hand_over(session, made, output, mail, always=always, sent=sent)
    if made.fault:
        raise made.fault


def _check(follow: Words, unfollow: Words, *, following: bool, output: bool) -> None:
    if sum(map(bool, (follow, unfollow, following, output))) > 1:
        raise UsageError(
            "--follow, --unfollow, --following and a digest cannot be used together",
            "use only one of them",
        )


def _hand_over(
    session: Session,
    made: Made,
    output: Path | None,
    mail: str,
    *,
    always: bool,
    sent: bool,
) -> None:
    issue = made.issue
    if output:
        sending.write(issue, output)
        session.say(f"Wrote {output}: {issue.title}.")
    is_mailed = bool(mail) and (issue.has_news or always)
    if is_mailed:
        sending.send(issue, mail)
        session.say(f"Sent to {mail}: {issue.title}.")
    elif mail:
        session.say("No news: nothing was sent (--always sends it anyway).")
    if is_mailed or sent:
        sending.note_sent(session.workspace, issue)


def _follow(session: Session, named: list[str], gone: list[str]) -> None:
    workspace = session.workspace
    if named or gone:
        followed_words.follow(workspace, named or gone, on=bool(named))
    found = following.followed(workspace)
    lines = [
        followed_words.spelt(kind, value) for kind in following.KINDS for value in found.of(kind)
    ]
    if named or gone:
        session.say(f"Following {', '.join(map(one_line, lines)) or 'nothing'}.")
        return
    for line in lines:
        session.write(one_line(line))
    if not lines:
        session.say("You follow nothing yet: readlist digest --follow cs.CL")


def _ask_about_feeds(session: Session) -> None:
    """Ask once about feeds that came with the list from another machine."""
    new = following.new_feeds(session.workspace)
    if not new:
        return
    if not session.interactive:
        named = shorten(one_line(new[0]), 80)
        session.notices.warn(
            f"note: the feed {named} came with the list and is not read until you agree: "
            f"readlist digest --follow {named}"
        )
        return
    answers = {
        feed: confirm(session, f"Read the feed {shorten(one_line(feed), 100)} from now on?")
        for feed in new
    }
    following.answer_feeds(session.workspace, answers)
