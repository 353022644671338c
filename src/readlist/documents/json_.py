"""JSON of any kind: CSL, Zotero, readlist's own, lists of papers, exports of chats; JSON Lines.

An object that carries a title and a field made for identifiers or addresses is a record. Every
other string is read as text, those of chat messages with their mark-up.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from readlist.blocks import Block, Part, Place, Record, Role
from readlist.documents import lines, records
from readlist.documents.breaks import mend
from readlist.documents.inline import Inline
from readlist.errors import ReadlistError
from readlist.patterns import pattern

DEEPEST = 60
"""Nesting that is followed; deeper JSON holds no papers."""
NEAR = 20_000
"""Characters behind the last string in which the next one stands."""

_SLACK = pattern(r"<(https?://[^<>|\s]+)(?:\|([^<>]*))?>")
_MESSAGE = ("text", "content", "body", "message", "markdown", "description", "parts", "title")

_NUMBER = pattern(r"\s*\d[\d.]*(?:v\d+)?\s*")
# A number alone is an identifier only under a key that lets one expect a paper or a text.
_MAY_BE_PAPER = pattern(
    r"paper|arxiv|print|\bids?\b|_ids?$|refer|cit(?:e|ation)|biblio|read|link|url|source|text|"
    r"content|body|message|markdown|note|comment|item|title|^$|论文|文献|編號|编号",
    re.IGNORECASE,
)
_PIECE = frozenset("type text href user_id document_id language collapsed".split())
"""The keys of a part of a message in an export of Telegram."""


class _Number(str):
    """A number as it is written: 2310.10 is not 2310.1."""

    __slots__ = ()


def read(text: str) -> tuple[list[Part], str]:
    """Return the records and texts of a JSON file.

    Raises:
        ReadlistError: It is no JSON, or nested without end.
    """
    walker = _Walker(text)
    return list(walker.walk(_parsed(text), "", 0)), ""


def _parsed(text: str) -> Any:  # noqa: ANN401 - JSON can be anything
    try:
        return json.loads(text, parse_float=_Number, strict=False)
    except RecursionError:
        raise ReadlistError("the JSON is nested too deeply", "export it again") from None
    except ValueError as error:
        found = list(_json_lines(text))
        if found:
            return found
        raise ReadlistError(f"the JSON is broken: {error}", "export it again") from None


def _json_lines(text: str) -> Iterator[Any]:
    for line in text.splitlines():
        if line.strip()[:1] in {"{", "["}:
            try:
                yield json.loads(line, parse_float=_Number, strict=False)
            except (ValueError, RecursionError):
                continue


class _Walker:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position, self.line = 0, 1
        self.patience = 50  # searches to the end of the file: misses would add up

    def walk(self, value: Any, name: str, depth: int) -> Iterator[Part]:  # noqa: ANN401
        if depth > DEEPEST:
            return
        if isinstance(value, Mapping):
            yield from self._object(value, depth)
        elif isinstance(value, list):
            joined = _telegram(value)
            if joined is not None:
                yield from self._message(joined, joined.text)
                return
            for item in value:
                yield from self.walk(item, name, depth + 1)
        elif isinstance(value, str) and (
            not isinstance(value, _Number) or records.is_identifier_field(name)
        ):
            yield from self._string(value, name)

    def _object(self, value: Mapping[str, Any], depth: int) -> Iterator[Part]:
        record = records.of(value)
        if record is not None:
            yield _moved(record, self._line_of(record.title))
            return
        if any(isinstance(value.get(name), str | list) for name in _MESSAGE):
            # What one message says of a paper does not go on in the next.
            yield Block("", self.line, Role.HEADING, 9)
        for name, inner in value.items():
            yield from self.walk(inner, str(name), depth + 1)

    def _string(self, value: str, name: str) -> Iterator[Part]:
        if len(value) < (5 if records.is_identifier_field(name) else 9) or value.startswith(
            "data:"
        ):
            return
        if _NUMBER.fullmatch(value) and not _MAY_BE_PAPER.search(name):
            return
        if "\n" in value or name.lower() in _MESSAGE:
            yield from self._message(_slack(value), value)
            return
        inline = Inline()
        if records.is_identifier_field(name) and "arxiv" not in value.lower():
            # The key says what the number is; the record says so in its place.
            yield Record("", self._line_of(value), (Place(value, self.line, bare=True),))
            return
        inline.add(value)
        block = inline.block(self._line_of(value))
        if block:
            yield block

    def _message(self, inline: Inline, written: str) -> Iterator[Part]:
        text = inline.text
        line = self._line_of(written)
        if not inline.links and "\n" in text.strip():
            for block in lines.text_blocks(mend(text), 1):
                # A message's first line is no heading of the messages that follow.
                role = Role.TEXT if block.role is Role.HEADING else block.role
                yield block._replace(
                    line=line, role=role, level=0 if role is Role.TEXT else block.level
                )
            return
        whole = inline.block(line)
        if whole:
            yield whole

    def _line_of(self, value: str) -> int:
        """Return where the string stands, searching on from the last one."""
        for plain in (False, True):
            start = json.dumps(value[:40], ensure_ascii=plain)[1:-1]
            end = len(self.text) if self.patience else self.position + NEAR
            found = self.text.find(start, self.position, end) if start else -1
            if found >= 0:
                self.line += self.text.count("\n", self.position, found)
                self.position = found
                return self.line
        self.patience -= self.patience > 0
        return self.line


def _moved(record: Record, line: int) -> Record:
    places = tuple(place._replace(line=line) for place in record.places)
    return record._replace(line=line, places=places)


def _slack(value: str) -> Inline:
    """Read ``<address|words>``, as Slack writes links."""
    inline = Inline()
    done = 0
    for match in _SLACK.finditer(value):
        inline.add(value[done : match.start()])
        start = inline.length
        inline.add(match[2] or match[1])
        inline.link(match[1], start)
        done = match.end()
    inline.add(value[done:])
    return inline


def _telegram(value: list[Any]) -> Inline | None:
    """Read a message that Telegram cut into strings and objects with a type and a text."""

    def piece(item: Any) -> bool:  # noqa: ANN401
        return (
            isinstance(item, Mapping)
            and {"type", "text"} <= set(item) <= _PIECE
            and isinstance(item["text"], str)
        )

    if not any(map(piece, value)) or not all(isinstance(x, str) or piece(x) for x in value):
        return None
    inline = Inline()
    for item in value:
        start = inline.length
        inline.add(item if isinstance(item, str) else item["text"])
        if isinstance(item, Mapping):
            inline.link(str(item.get("href") or ""), start)
            if item["type"] in {"bold", "italic"}:
                inline.mark(start)
    return inline
