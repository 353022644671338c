"""Send a digest by mail, write it to a file, and note what was sent."""

import os
import re
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.clock import now
from readlist.errors import UsageError
from readlist.exporters.digest import FORMATS, Issue, page, plain_format
from readlist.files import clean_dead, write_atomic
from readlist.http.smtp import MailServer
from readlist.lazy import lazy
from readlist.library.workspace import Workspace
from readlist.text import one_line, shorten

if TYPE_CHECKING:
    from readlist.library.digesting import making
else:
    making = lazy("readlist.library.digesting.making")

_SERVER = "READLIST_SMTP_URL"
# The form of nearly all addresses (RFC 5321, 4.1.2); quoted ones are not accepted.
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?"
)


def format_of(path: Path) -> Callable[[Issue], str]:
    """Return the function that renders a file, by its ending.

    Raises:
        UsageError: No format has that ending.
    """
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        raise UsageError(
            f"no digest format ends in {path.suffix[:20]!r}",
            f"readlist digest -o {path.stem or 'digest'}.html; there are {', '.join(FORMATS)}",
        )
    return found


def text_of(issue: Issue, width: int, *, as_json: bool = False) -> str:
    """Return a digest for the screen.

    Args:
        issue: The digest.
        width: Columns of the screen.
        as_json: Whether a program reads it.
    """
    return (
        FORMATS[".json"](issue)
        if as_json
        else plain_format.render(issue, min(width, plain_format.WIDTH))
    )


def check_file(workspace: Workspace, path: Path) -> None:
    """Check that a digest may be written to a file.

    Raises:
        UsageError: No format has that ending, or the file is one that readlist needs.
    """
    format_of(path)
    paths = workspace.paths
    own_files = (paths.digested, paths.dismissed, paths.list, paths.following, paths.config)
    if os.path.realpath(path) in map(os.path.realpath, own_files):
        raise UsageError(f"{path} is where readlist keeps what it needs", "another name")


def write(issue: Issue, path: Path) -> None:
    """Write a digest to a file, as its ending says.

    Raises:
        UsageError: No format has that ending.
        FileError: The file cannot be written.
    """
    write_atomic(path, format_of(path)(issue).encode("utf-8", "replace"))
    clean_dead([path])


def check_address(address: str) -> str:
    """Return a mail address, checked for a header.

    Raises:
        UsageError: It is not an address, or several.
    """
    text = address.strip()
    if not _ADDRESS.fullmatch(text):
        problem = f"{shorten(one_line(address), 60)!r} is not a mail address"
        raise UsageError(problem, "readlist digest --mail name@example.org")
    return text


def mail_server() -> MailServer:
    """Return the mail server.

    Raises:
        UsageError: None is set, or its address is not valid.
    """
    address = os.environ.get(_SERVER, "")
    if not address:
        form = "smtps://USER:PASSWORD@mail.example.org"
        raise UsageError("no mail server is set", f"export {_SERVER}={form}")
    return MailServer.parse(address)


def message_of(issue: Issue, to: str, server: MailServer) -> EmailMessage:
    """Return a digest as a mail with a text and an HTML part.

    Args:
        issue: The digest.
        to: The address, checked.
        server: The mail server; its user is the sender if that is an address.
    """
    sender = server.user if _ADDRESS.fullmatch(server.user) else to
    message = EmailMessage()
    message["From"] = f"readlist <{sender}>"
    message["To"] = to
    message["Subject"] = one_line(f"readlist: {issue.title}")
    message["Date"] = format_datetime(now())
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    # RFC 3834: no automatic replies.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(plain_format.render(issue))
    message.add_alternative(page.render(issue), subtype="html")
    return message


def send(issue: Issue, to: str) -> None:
    """Send a digest.

    Raises:
        UsageError: The address or the server is not valid.
        ServiceError: The server does not accept it.
    """
    server = mail_server()
    server.send(message_of(issue, check_address(to), server))


def note_sent(workspace: Workspace, issue: Issue) -> None:
    """Note what was sent, so that it is not sent again.

    Raises:
        FileError: It cannot be written.
    """
    if issue.new:
        making.sent_before(workspace).add(one.id for one in issue.new)
    making.remember(workspace, issue.own)
