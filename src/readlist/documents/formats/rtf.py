"""RTF: paragraphs with their outline levels, lists, tables and links.

The format: Rich Text Format Specification 1.9.1. Unknown control words do nothing.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from readlist.document_model import Cell, Part, Role
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.inline import Inline
from readlist.patterns import pattern

DEEPEST = 500
"""Levels of nested groups that are read."""
_TOKEN = pattern(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])"
    r"|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_LEFT_OUT = frozenset(
    "fonttbl colortbl info pict object generator header footer headerl headerr footerl footerr "
    "listtable listoverridetable rsidtbl themedata datastore latentstyles xmlnstbl filetbl "
    "revtbl pgptbl mmathPr nonshppict".split()
)
_SIGNS = {
    "par": "\n", "line": "\n", "tab": " ", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ",
    "enspace": " ", "qmspace": " ",
}  # fmt: skip
_ESCAPED = {"~": " ", "_": "-", "-": "", "\\": "\\", "{": "{", "}": "}"}
_HEADING = pattern(r"(?:heading|berschrift|titre|title) ?(\d)?;?\s*$", re.IGNORECASE)
_HYPERLINK = pattern(r'HYPERLINK\s+(?:\\l\s+)?"?([^"\s]+)"?')
_MARKED = pattern(r"\s*(?:[•·◦▪‣–-]|\(?\d{1,3}[.)])\s+")


class _Group(NamedTuple):
    """The state inside a pair of braces."""

    target: str = ""
    """Where text goes: nowhere ("skip"), "field", "styles", "marker", or into the paragraph."""
    bold: int = -1
    """Where bold text began; -1 for none."""
    link: tuple[str, int] | None = None
    skip: int = 1
    """Characters that stand for one Unicode character."""


def read(source: RawDocument) -> ParsedContent:
    """Return the paragraphs of a document; lines are those of the file."""
    return ParsedContent(list(_Reader(source.text).parts()))


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        codepage = re.search(r"\\ansicpg(\d{3,5})", text[:2000])
        self.codepage = f"cp{codepage[1]}" if codepage else "cp1252"
        self.group, self.stack = _Group(), list[_Group]()
        self.inline, self.line, self.counted = Inline(), 1, 0
        self.level, self.item, self.table = -1, False, False
        self.styles: dict[str, int] = {}
        self.style = self.asked = ""
        self.bytes = b""
        self.ignored = 0

    def parts(self) -> Iterator[Part]:
        for match in _TOKEN.finditer(self.text):
            word, number, code, sign, brace, words = match.groups()
            if self.bytes and code is None:
                self._add(self._decoded())
            if word:
                yield from self._word(word, int(number) if number else None, match.start())
            elif code:
                self.bytes += bytes.fromhex(code) if not self._is_ignored() else b""
            elif sign:
                self._sign(sign)
            elif brace == "{":
                self._open()
            elif brace:
                self._close()
            elif words and not self._is_ignored(len(words)):
                self._add(words[self.ignored :])
                self.ignored = 0
        yield from self._flush(len(self.text))

    def _is_ignored(self, size: int = 1) -> bool:
        """Skip the replacement of a character that Unicode has given already."""
        if self.ignored >= size:
            self.ignored -= size
            return True
        return False

    def _decoded(self) -> str:
        data, self.bytes = self.bytes, b""
        try:
            return data.decode(self.codepage, "replace")
        except LookupError:
            return data.decode("cp1252", "replace")

    def _add(self, text: str) -> None:
        target = self.group.target
        if target == "field":
            self.asked = (self.asked + text)[:4000]
        elif target == "styles":
            self.style = (self.style + text)[-200:]
        elif target == "":
            self.inline.add(text)

    def _open(self) -> None:
        if len(self.stack) < DEEPEST:
            self.stack.append(self.group)
            self.group = self.group._replace(bold=-1, link=None)
            if self.group.target == "styles":
                self.style = ""

    def _close(self) -> None:
        done = self.group
        if done.bold >= 0:
            self.inline.mark(done.bold)
        if done.link:
            self.inline.link(*done.link)
        if done.target == "styles" and self.stack:
            name, _, words = self.style.partition("\x00")
            heading = _HEADING.search(words)
            if heading:
                self.styles[name] = int(heading[1] or 1)
        self.group = self.stack.pop() if self.stack else _Group()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self.group = self.group._replace(target=self.group.target or "unknown")
        else:
            self._add(_ESCAPED.get(sign, ""))

    def _word(self, word: str, number: int | None, at: int) -> Iterator[Part]:
        if word in _LEFT_OUT:
            self.group = self.group._replace(target="skip")
        elif word in {"fldinst", "stylesheet", "pntext", "listtext"}:
            names = {"fldinst": "field", "stylesheet": "styles"}
            self.group = self.group._replace(target=names.get(word, "marker"))
            self.item = self.item or word in {"pntext", "listtext"}
            self.asked = "" if word == "fldinst" else self.asked
        elif word == "u" and number is not None:
            self._add(chr(number % 65536) if not 0xD800 <= number % 65536 < 0xE000 else "\ufffd")
            self.ignored = self.group.skip
        elif word == "uc":
            self.group = self.group._replace(skip=min(max(number or 0, 0), 8))
        elif self.group.target == "styles" and word == "s":
            self.style = f"{number}\x00"
        elif not self.group.target:
            yield from self._formatted(word, number, at)

    def _formatted(self, word: str, number: int | None, at: int) -> Iterator[Part]:
        if word == "fldrslt":
            found = _HYPERLINK.search(self.asked)
            if found:
                self.group = self.group._replace(link=(found[1], self.inline.length))
        elif word in {"b", "i"}:
            if number == 0 and self.group.bold >= 0:
                self.inline.mark(self.group.bold)
            self.group = self.group._replace(bold=-1 if number == 0 else self.inline.length)
        elif word == "cell":
            start = self.inline.cells[-1].end + 1 if self.inline.cells else 0
            self.inline.cells.append(Cell(start, self.inline.length))
            self.inline.add("\t")
        elif word == "row" or (word in {"par", "sect", "page"} and not self.table):
            yield from self._flush(at)
        elif word in _SIGNS:
            self.inline.add(_SIGNS[word])
        else:
            self._laid_out(word, number)

    def _laid_out(self, word: str, number: int | None) -> None:
        """Apply a control word for the whole paragraph."""
        if word == "pard":
            self.level, self.item, self.table = -1, False, False
        elif word == "outlinelevel":
            self.level = number if number is not None and 0 <= number < 9 else -1
        elif word == "s" and str(number) in self.styles:
            self.level = self.styles[str(number)] - 1
        elif word in {"ls", "pnlvlblt", "pnlvlbody"}:
            self.item = True
        elif word in {"trowd", "intbl"}:
            self.table = True

    def _flush(self, at: int) -> Iterator[Part]:
        if self.bytes:
            self._add(self._decoded())
        inline, self.inline = self.inline, Inline()
        self.line += self.text.count("\n", self.counted, at)
        self.counted = max(at, self.counted)
        if inline.cells:
            role, level = Role.ROW, 0
        elif 0 <= self.level < 9:
            role, level = Role.HEADING, self.level + 1
        else:
            marked = self.item or _MARKED.match(inline.text)
            role, level = (Role.ITEM if marked else Role.TEXT), 0
        if self.group.bold >= 0:
            inline.mark(self.group.bold)
            self.group = self.group._replace(bold=0)
        block = inline.block(self.line, role, level)
        self.table = False
        if block:
            yield block
