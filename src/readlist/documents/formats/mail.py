"""Saved e-mail and MHTML: the one part that people read, decoded.

Only one of several alternatives (plain text and HTML) is read, so that nothing is found twice.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from itertools import pairwise

from readlist.document_model import Block, Part, Role
from readlist.documents import lines, signs
from readlist.documents.encoding import decode
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats import arxiv_mailing, html
from readlist.documents.lines import mend
from readlist.errors import ReadlistError

MOST_PARTS = 200
_FROM = re.compile(rb"\n\r?\n(From [^\n]{3,200}\n)(?=[A-Za-z][A-Za-z-]{1,60}:)")
_LONGEST_HEADER = 4000
_LONG_HEADER = re.compile(rb"^[A-Za-z][A-Za-z-]{0,60}:[^\n]*+(?:\n[ \t][^\n]*+)*+\n?", re.MULTILINE)


def read(source: RawDocument) -> ParsedContent:
    """Return the content of a message, or of all messages of a mailbox.

    Raises:
        ReadlistError: There is no text in it.
    """
    if not source.data.lstrip().startswith(b"From "):
        return ParsedContent(*parse(source.data))
    parts: list[Part] = []
    subject, line, failure = "", 0, None
    for message in _messages(source.data.lstrip()):
        try:
            found, named = parse(message)
        except ReadlistError as error:
            failure = error
        else:
            subject = subject or named
            # Each message stands by itself.
            parts.append(Block("", line + 1, Role.HEADING, 1))
            parts += (_moved(part, line) for part in found)
        line += message.count(b"\n")
    if failure is not None and not parts:
        raise failure
    return ParsedContent(parts, subject)


def _messages(data: bytes) -> Iterator[bytes]:
    """Split a mailbox where a line begins with "From " after a blank line and headers follow."""
    starts = [0, *(x.start(1) for x in _FROM.finditer(data))]
    for start, end in pairwise([*starts, len(data)]):
        head = data[start:end].partition(b"\n")
        yield b"\n" + head[2].replace(b"\n>From ", b"\nFrom ")


def parse(data: bytes) -> tuple[list[Part], str]:
    """Return the parts of a message or a saved page, and its subject.

    Raises:
        ReadlistError: There is no text in it.
    """
    message = message_from_bytes(
        _with_short_headers(data.lstrip(b"\r\n\t ")), policy=policy.default
    )
    subject = _header(message, "subject")
    chosen = _chosen(message)
    if not chosen:
        raise ReadlistError("the message holds no text", "save it again with its text")
    first = _offset(data, chosen[0])
    parts: list[Part] = []
    for part in chosen:
        parts += _parts(part, first)
    return parts, subject


def _with_short_headers(data: bytes) -> bytes:
    """Cut lines that are too long for a header, whose parser takes quadratic time.

    RFC 5322, 2.1.1 allows 998 characters a line; text in a message may have longer ones, so that
    only those with the look of a header, and what is folded behind them, are cut.
    """
    return _LONG_HEADER.sub(_shortened, data)


def _shortened(match: re.Match[bytes]) -> bytes:
    header = match[0]
    return header if len(header) <= _LONGEST_HEADER else header[:_LONGEST_HEADER] + b"\n"


def _header(message: Message, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except (ValueError, IndexError, TypeError, AttributeError):
        # The header parser of the standard library stumbles over some broken headers.
        return ""


def _chosen(message: Message) -> list[Message]:
    """Return the text parts that a mail program would show, attachments of text included."""
    if not message.is_multipart():
        return [message] if message.get_content_maintype() == "text" else []
    children = [x for x in message.get_payload() if isinstance(x, Message)][:MOST_PARTS]
    if message.get_content_subtype() == "alternative":
        return _alternative([found for child in children if (found := _chosen(child))])
    if message.get_content_subtype() == "related":
        # The page, then its pictures and styles.
        shown = [_chosen(child) for child in children]
        return next((x for x in shown if x), [])
    return [part for child in children for part in _chosen(child)]


def _alternative(choices: list[list[Message]]) -> list[Message]:
    """Choose the HTML unless it holds hardly any text."""
    if len(choices) < 2:
        return choices[0] if choices else []
    pages = [x for x in choices if any(p.get_content_subtype() == "html" for p in x)]
    plain = [x for x in choices if x not in pages]
    if pages and plain:
        size = len(re.sub(r"<[^>]*>|\s+", "", _content(pages[-1][0])))
        return pages[-1] if size * 2 >= len(_content(plain[0][0])) else plain[0]
    return (pages or plain)[-1]


def _content(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    return decode(payload, str(part.get_content_charset() or ""))


def _parts(part: Message, first: int) -> list[Part]:
    text = _content(part)
    if part.get_content_subtype() in {"html", "xhtml+xml"} or re.match(
        r"\s*<(!doctype|html)", text
    ):
        return html.parse(text, _header(part, "content-location"), first)[0]
    if part.get_content_subtype() in {"css", "calendar", "javascript", "vcard"}:
        return []
    if signs.is_mailing(text):
        return [_moved(x, first - 1) for x in arxiv_mailing.parse(text)[0]]
    return list(lines.text_blocks(mend(_unfolded(text, part)), first))


def _moved(part: Part, by: int) -> Part:
    return part._replace(line=part.line + by)


def _unfolded(text: str, part: Message) -> str:
    """Undo ``format=flowed``, where a line that ends in a blank goes on (RFC 3676)."""
    if str(part.get_param("format") or "").lower() != "flowed":
        return text
    return re.sub(r"(?<!^--) \n(?=\S)", " ", text)


def _offset(data: bytes, part: Message) -> int:
    """Return the approximate line on which the text begins: after the last header."""
    payload = part.get_payload()
    start = payload[:60].encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""
    found = data.replace(b"\r\n", b"\n").find(start.replace(b"\r\n", b"\n")) if start else -1
    return data.replace(b"\r\n", b"\n").count(b"\n", 0, found) + 1 if found > 0 else 1
