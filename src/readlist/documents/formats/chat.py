"""Chat logs of WhatsApp, Signal and IRC clients: time, name, message."""

import re
from collections.abc import Iterator

from readlist.document_model import Block, Part, Role
from readlist.documents import posts
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats import STAMP
from readlist.patterns import pattern

_STAMP = pattern(STAMP)
_INVISIBLE = pattern("[\u200e\u200f\u202a-\u202e]")


def read(source: RawDocument) -> ParsedContent:
    """Return the messages; each stands by itself."""
    return ParsedContent(list(_messages(source.text)))


def _messages(text: str) -> Iterator[Part]:
    words: list[str] = []
    first = 1
    for number, line in enumerate(_INVISIBLE.sub("", text).split("\n"), 1):
        match = _STAMP.match(line)
        if match or not words:
            yield from _message(words, first)
            words, first = [], number
        words.append(re.sub(r"<(?:attached|Media omitted)[^<>]*>", "", line[match.end() :])
                     if match else line)  # fmt: skip
    yield from _message(words, first)


def _message(words: list[str], line: int) -> Iterator[Part]:
    text = "\n".join(words).strip()
    if text:
        yield Block("", line, Role.HEADING, 9)
        yield from posts.blocks(posts.of_markup(text), line)
