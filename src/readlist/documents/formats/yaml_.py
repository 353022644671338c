"""YAML: bibliographies (CSL YAML, papis) and lists of papers; a subset of the language.

Mappings and lists by indentation, plain, quoted and block scalars, short lists in brackets. Tags,
anchors and separate documents are ignored. https://yaml.org/spec/1.2.2/
"""

import re
from typing import Any

from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats import json_
from readlist.patterns import pattern

DEEPEST = 40
_KEY = pattern(
    r"(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'|([^\s\"'\[\]{}#&*!|>%@`,-][^:#]*?|-[^\s:#][^:#]*?))\s*:(?=\s|$)"
)
_BLOCK = pattern(r"([|>])([-+]?\d?|\d[-+]?)\s*(?:#.*)?$")
_COMMENT = pattern(r"\s+#.*$")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", " ": " "}


def read(source: RawDocument) -> ParsedContent:
    """Return the records and texts of a YAML file."""
    return ParsedContent(list(json_.parts(parsed(source.text), source.text)))


def parsed(text: str) -> Any:  # noqa: ANN401 - YAML can be anything
    """Return the value of a YAML text; a list of them if it holds several documents."""
    found: list[Any] = []
    for document in re.split(r"^(?:---|\.\.\.)(?:\s.*)?$", text, flags=re.MULTILINE):
        reader = _Reader(document)
        if reader.lines:
            found.append(reader.value(reader.lines[0][0], 0))
    return found[0] if len(found) == 1 else found


class _Reader:
    def __init__(self, text: str) -> None:
        self.raw = text.expandtabs(8).split("\n")
        self.lines = [
            (len(line) - len(line.lstrip()), line.strip(), number)
            for number, line in enumerate(self.raw)
            if line.strip() and not line.lstrip().startswith(("#", "%"))
        ]
        self.at = 0

    def value(self, indent: int, depth: int) -> Any:  # noqa: ANN401
        """Read the value that begins on the current line with this indentation."""
        _, text, _ = self.lines[self.at]
        if depth > DEEPEST:
            self.at = len(self.lines)
            return None
        if text.startswith("- ") or text == "-":
            return self._list(indent, depth)
        if _KEY.match(text):
            return self._mapping(indent, depth)
        self.at += 1
        return self._scalar(text, indent - 1)

    def _list(self, indent: int, depth: int) -> list[Any]:
        found = []
        while self.at < len(self.lines):
            place, text, number = self.lines[self.at]
            if place != indent or not (text.startswith("- ") or text == "-"):
                break
            inner = text[1:].lstrip()
            if not inner:
                self.at += 1
                found.append(self._nested(indent, depth))
                continue
            # What follows the dash is read as if on a separate line.
            self.lines[self.at] = (indent + len(text) - len(inner), inner, number)
            found.append(self.value(self.lines[self.at][0], depth + 1))
        return found

    def _mapping(self, indent: int, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while self.at < len(self.lines):
            place, text, _ = self.lines[self.at]
            match = _KEY.match(text) if place == indent else None
            if not match:
                if place > indent:
                    self.at += 1  # what fits nowhere
                    continue
                break
            key = next((x for x in match.groups() if x is not None), "").strip()
            rest = text[match.end() :].strip()
            self.at += 1
            rest = re.sub(r"^(?:[&!]\S*\s*)+", "", rest)
            if rest and not rest.startswith("#"):
                found.setdefault(key, self._scalar(rest, indent))
            else:
                found.setdefault(key, self._nested(indent, depth, listed=True))
        return found

    def _nested(self, indent: int, depth: int, *, listed: bool = False) -> Any:  # noqa: ANN401
        """Read what is indented below a key or a dash; a list may be indented like its key."""
        if self.at >= len(self.lines):
            return None
        place, text, _ = self.lines[self.at]
        if place > indent or (listed and place == indent and text.startswith("- ")):
            return self.value(place, depth + 1)
        return None

    def _scalar(self, text: str, indent: int) -> Any:  # noqa: ANN401
        block = _BLOCK.match(text)
        if block:
            return self._block(indent, folded=block[1] == ">")
        words = [text]
        quote = text[0] if text[0] in {'"', "'"} else ""
        opened = text[0] in {"[", "{"}
        while self.at < len(self.lines) and self.lines[self.at][0] > indent:
            if quote and len(text) > 1 and _is_closed(text, quote):
                break
            if opened and words[-1].endswith(("]", "}")):
                break
            if not quote and not opened and _KEY.match(self.lines[self.at][1]):
                break
            words.append(self.lines[self.at][1])
            text = words[-1] if quote else text
            self.at += 1
        return _unquoted(" ".join(words))

    def _block(self, indent: int, *, folded: bool) -> str:
        begin = self.lines[self.at - 1][2] + 1
        end = begin
        while end < len(self.raw):
            line = self.raw[end]
            if line.strip() and len(line) - len(line.lstrip()) <= indent:
                break
            end += 1
        while self.at < len(self.lines) and self.lines[self.at][2] < end:
            self.at += 1
        lines = [line.strip() for line in self.raw[begin:end]]
        return (" " if folded else "\n").join(lines).strip()


def _is_closed(text: str, quote: str) -> bool:
    body = text.rstrip()
    return body.endswith(quote) and not body.endswith("\\" + quote)


def _unquoted(text: str) -> Any:  # noqa: ANN401
    if text[:1] == '"':
        body = text[1:].rpartition('"')[0] or text[1:]
        return re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[0]), body)
    if text[:1] == "'":
        return (text[1:].rpartition("'")[0] or text[1:]).replace("''", "'")
    if text[:1] == "[":
        inner = text[1:].rpartition("]")[0]
        pieces = re.findall(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,\"']+", inner)
        return [_unquoted(piece.strip()) for piece in pieces if piece.strip(" ,")]
    if text[:1] == "{":
        pairs = re.findall(r"([\w-]+)\s*:\s*(\"[^\"]*\"|'[^']*'|[^,{}]+)", text)
        return {key: _unquoted(value.strip()) for key, value in pairs}
    text = _COMMENT.sub("", text)
    return None if text in {"~", "null"} else text
