"""JSON of any kind: bibliographies, answers of services, lists of papers, chats, bookmarks.

An object with a title, and an identifier or an address, is a record (`readlist.documents.records`).
Messages become blocks of text with their links, folders become headings. JSON Lines are read, and
JSON that a script assigns to a variable, as in an archive of Twitter.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from readlist.document_model import Block, Broken, Part, Place, Record, Role
from readlist.documents import facts, posts, records, signs
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.inline import plain_block
from readlist.errors import ReadlistError
from readlist.patterns import pattern
from readlist.texts.letters import without_entities

DEEPEST = 60
"""Levels that are read; deeper JSON holds no papers."""
NEAR = 20_000
"""Characters after the last string in which the next one is searched for."""

_PLACES = frozenset("location city address institution company position affiliation area".split())
"""Keys of a CV that hold places and employers."""
_LEAST_TEXT = 120
"""Characters of an object in a list of papers that may be a reference in words."""

_NUMBER = pattern(r"\s*\d[\d.]*(?:v\d+)?\s*")
# A number alone is an identifier only under a key that lets one expect a paper or a text.
_MAY_BE_PAPER = pattern(
    r"paper|arxiv|print|\bids?\b|_ids?$|refer|cit(?:e|ation)|biblio|read|link|url|source|text|"
    r"content|body|message|markdown|note|comment|item|title|^$|论文|文献|編號|编号",
    re.IGNORECASE,
)
_REFERENCES = pattern(r"refer|biblio|citations?$|cites?$|works?$", re.IGNORECASE)


class _Number(str):
    """A number as written: 2310.10 is not 2310.1."""

    __slots__ = ()


def read(source: RawDocument) -> ParsedContent:
    """Return the records and texts of a JSON file.

    Raises:
        ReadlistError: It is not JSON, or nested without end.
    """
    text = source.text
    broken: list[Broken] = []
    return ParsedContent(list(parts(parsed(text, broken), text)), broken=broken)


def parts(value: Any, text: str) -> Iterator[Part]:  # noqa: ANN401 - JSON can be anything
    """Yield the records and texts of nested lists and objects.

    Args:
        value: Of JSON, YAML or the like.
        text: The source, for line numbers.
    """
    return _Walker(text).walk(value, "", 0)


def parsed(text: str, broken: list[Broken]) -> Any:  # noqa: ANN401 - JSON can be anything
    """Return the value of a JSON text, or those of its lines; note the lines that are not JSON."""
    body = signs.without_assignment(text.strip("\ufeff \t\r\n")).rstrip("; \n")
    try:
        return json.loads(body, parse_float=_Number, strict=False)
    except RecursionError:
        raise ReadlistError("the JSON is nested too deeply", "export it again") from None
    except ValueError as error:
        found = list(_json_lines(text, broken))
        if found:
            return found
        raise ReadlistError(f"the JSON is broken: {error}", "export it again") from None


def _json_lines(text: str, broken: list[Broken]) -> Iterator[Any]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip()[:1] not in {"{", "["}:
            if line.strip():
                broken.append(Broken(number, line))
            continue
        try:
            yield json.loads(line, parse_float=_Number, strict=False)
        except (ValueError, RecursionError):
            broken.append(Broken(number, line))


class _Walker:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position, self.line = 0, 1
        self.patience = 50  # searches to the end of the file: misses would add up
        self.folders = 0

    def walk(self, value: Any, name: str, depth: int, *, inside: bool = False) -> Iterator[Part]:  # noqa: ANN401
        """Yield what a value holds.

        Args:
            value: Any.
            name: The key under which it stands.
            depth: How deep it is nested.
            inside: It belongs to a record that has been read: only other papers count.
        """
        if depth > DEEPEST:
            return
        if isinstance(value, Mapping):
            yield from self._object(value, depth, inside=inside)
        elif isinstance(value, list):
            joined = posts.of_pieces(value)
            if joined is not None:
                yield from posts.blocks(joined, self._line_of(joined.text))
                return
            yield from self._list(value, name, depth, inside=inside)
        elif (
            isinstance(value, str)
            and not inside
            and (not isinstance(value, _Number) or records.is_identifier_field(name))
        ):
            yield from self._string(value, name)

    def _list(self, value: list[Any], name: str, depth: int, *, inside: bool) -> Iterator[Part]:
        """Yield what the items of a list hold; note items without a title in a list of papers."""
        found: list[tuple[Any, int, list[Part]]] = []
        listed = 0
        for item in value:
            line = self._first_line(item) if listed else self.line
            told = list(self.walk(item, name, depth + 1, inside=inside))
            listed += any(isinstance(part, Record) and part.title for part in told)
            found.append((item, line, told))
        papers = 2 * listed >= len(value)
        for item, line, told in found:
            if papers and isinstance(item, Mapping) and not _tells(told):
                yield Record("", line, key=facts.key(item) or str(item.get("id") or "")[:80])
            yield from told

    def _first_line(self, item: Any) -> int:  # noqa: ANN401 - JSON can be anything
        """Return the line of the first text of an object; the search position stays."""
        texts = (
            (x for x in item.values() if isinstance(x, str)) if isinstance(item, Mapping) else ()
        )
        start = json.dumps(next((x for x in texts if x), "")[:40], ensure_ascii=False)[1:-1]
        end = self.position + NEAR
        place = self.text.find(start, self.position, end) if start else -1
        return self.line + self.text.count("\n", self.position, place) if place >= 0 else self.line

    def _object(self, value: Mapping[str, Any], depth: int, *, inside: bool) -> Iterator[Part]:
        folder = posts.folder_of(value)
        if folder is not None:
            yield from self._folder(value, folder, depth)
            return
        post = None if inside else posts.of_post(value)
        if post is not None:
            yield Block("", self.line, Role.HEADING, 9)
            yield from posts.blocks(post.inline, self._line_of(post.written))
            for key in post.rest:
                yield from self.walk(value[key], key, depth + 1, inside=key in post.known)
            return
        record = records.of(value)
        if record is not None:
            yield from self._record(value, record, depth)
            return
        written = value.get("unstructured")
        if isinstance(written, str):
            yield from self._in_words(written, value.get("DOI"))
            return
        if not inside and posts.is_message(value):
            # Each message stands by itself.
            yield Block("", self.line, Role.HEADING, 9)
        again = {"text_entities"} if "text" in value else set()  # Telegram says all twice
        told = any(records.is_identifier_field(str(key)) for key in value)
        for key, inner in value.items():
            summary = isinstance(inner, str) and records.is_summary(str(key)) and told
            if not summary and key not in again:
                yield from self.walk(inner, str(key), depth + 1, inside=inside)

    def _in_words(self, written: str, doi: object) -> Iterator[Part]:
        """Yield a reference that Crossref has as free text, with its DOI."""
        text = without_entities(" ".join(written.split()))
        if isinstance(doi, str) and doi.lower() not in text.lower():
            text = f"{text} https://doi.org/{doi}"
        block = plain_block(text, self._line_of(written), Role.ITEM)
        if block:
            yield block

    def _record(self, value: Mapping[str, Any], record: Record, depth: int) -> Iterator[Part]:
        """Yield a paper, and the others that are nested in it."""
        placed = _moved(record, self._line_of(record.title))
        yield Block("", placed.line, Role.HEADING, 9)
        nested: list[Part] = []
        for key, inner in value.items():
            if isinstance(inner, Mapping | list):
                listed = isinstance(inner, list) and bool(_REFERENCES.search(str(key)))
                nested += self.walk(inner, str(key), depth + 1, inside=not listed)
        same = any(isinstance(x, Record) and x.title == record.title for x in nested)
        if not (same and not any(place.bare for place in record.places)):
            yield placed
        yield from nested

    def _folder(self, value: Mapping[str, Any], folder: posts.Folder, depth: int) -> Iterator[Part]:
        self.folders += 1
        level = min(self.folders, 8)
        line = self._line_of(folder.name)
        yield Block(folder.name, line, Role.HEADING, level)
        for key in folder.children:
            for item in value[key]:
                if isinstance(item, Mapping) and isinstance(item.get("string"), str):
                    yield from self._outline(item, 0)
                else:
                    yield from self.walk(item, key, depth + 1)
        yield Block("", self.line, Role.HEADING, level)
        self.folders -= 1

    def _outline(self, item: Mapping[str, Any], level: int) -> Iterator[Part]:
        """Yield an entry of Roam's outline and its children."""
        written = str(item["string"])
        block = posts.of_markup(written).block(self._line_of(written), Role.ITEM, min(level, 60))
        if block:
            yield block
        children = item.get("children")
        for child in children if isinstance(children, list) and level < DEEPEST else ():
            if isinstance(child, Mapping) and isinstance(child.get("string"), str):
                yield from self._outline(child, level + 1)

    def _string(self, value: str, name: str) -> Iterator[Part]:
        identifies = records.is_identifier_field(name)
        if name in _PLACES and "://" not in value:
            return
        if len(value) < (5 if identifies else 9) or value.startswith("data:"):
            return
        if _NUMBER.fullmatch(value) and not _MAY_BE_PAPER.search(name):
            return
        if identifies and "arxiv" not in value.lower():
            # The key says what the number is; the record says so in its place.
            yield Record("", self._line_of(value), (Place(value, self.line, bare=True),))
            return
        yield from posts.of_text(value, name, self._line_of(value))

    def _line_of(self, value: str) -> int:
        """Return the line of a string, searching from the last one on."""
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


def _tells(parts: list[Part]) -> bool:
    """Return whether anything read may name a paper: a record, a link, a text."""
    blocks = [part for part in parts if isinstance(part, Block)]
    told = len(blocks) < len(parts) or any(block.links for block in blocks)
    return told or sum(len(block.text) for block in blocks) > _LEAST_TEXT


def _moved(record: Record, line: int) -> Record:
    places = tuple(place._replace(line=line) for place in record.places)
    return record._replace(line=line, places=places)
