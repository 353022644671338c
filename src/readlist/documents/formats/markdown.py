"""Markdown (CommonMark with tables, as on GitHub), by lines."""

import re
from collections.abc import Iterator

from readlist.document_model import Block, Cell, Part, Record, Role
from readlist.documents import inline_markdown, properties
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats import bibtex, html
from readlist.documents.inline import Inline
from readlist.documents.lines import is_wrapped, mend, width
from readlist.patterns import pattern
from readlist.reading_marks import Marks, state_of

_COMMENT = pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FRONT = pattern(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = pattern(r" {0,9}(`{3,}|~{3,})\s*([\w{.+-]*)")
_ATX = pattern(r" {0,3}(#{1,6})(?:[ \t]++|(?=[^#\s\d]))(.*)")
_SETEXT = pattern(r" {0,3}(=+|-+)[ \t]*")
_ITEM = pattern(r"([ \t]*)(?:[-*+•·]|\d{1,9}[.)])[ \t]+(?=\S)")
_TABLE_IN_LIST = pattern(r"^[ \t]*[-*+][ \t]+(?=\|[^\n]*\|[^\n]*\|)")
_RULE = pattern(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")
_SEPARATOR = pattern(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+")
_DEFINITION = pattern(r" {0,3}\[([^\[\]\n]{1,200})\]:[ \t]*<?([^\s<>]+)>?(?:[ \t]+.*)?")
_HTML_HEAD = pattern(r"[ \t]*<h([1-6])\b[^>]*>(.*?)(?:</h\1>[ \t]*|\Z)", re.IGNORECASE | re.DOTALL)
_HTML_BLOCK = pattern(r"[ \t]*<(table|ul|ol|dl)\b", re.IGNORECASE)
_MARKDOWN = pattern(r" {0,3}(?:#{1,6}\s|[-*+]\s+\S|\d{1,3}\.\s+\S|\*\*|\[|\|.*\|)")
_QUOTE = pattern(r"^[ \t]*(?:>[ \t]?)+")
_CHECKBOX = pattern(r"(\[[ xX-]\]|(?:TODO|DOING|DONE|LATER|NOW)(?=[ \t]+\S))[ \t]+")


def read(source: RawDocument) -> ParsedContent:
    """Return the content of a document."""
    return ParsedContent(*parse(source.text))


def parse(text: str) -> tuple[list[Part], str]:
    """Return the parts of a Markdown text and its title, if its front matter has one."""
    text = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), text)
    title = ""
    front = _FRONT.match(text)
    if front:
        named = re.search(r"^title:[ \t]*(.+)$", front[1], re.MULTILINE)
        title = named[1].strip(" \"'") if named else ""
        text = "\n" * front[0].count("\n") + text[front.end() :]
    own = _of_front(front[1], title) if front else []
    return [*own, *_Reader(mend(text)).parts()], title


def _of_front(front: str, title: str) -> list[Part]:
    """Return the paper that a note's front matter describes, and what it refers to."""
    low = front.lower()
    if not any(sign in low for sign in _OF_PAPERS):
        return []
    from readlist.documents import records  # noqa: PLC0415 - few notes are papers
    from readlist.documents.formats import json_, yaml_  # noqa: PLC0415 - as above

    told = yaml_.parsed(front)
    if not isinstance(told, dict):
        return []
    made = records.of({"title": title, **told})
    if made and (_names_itself(made) or not _PUBLISHED.isdisjoint(map(str.lower, told))):
        return [made]
    inner = {name: told[name] for name in told if _REFERENCES.search(str(name))}
    return list(json_.parts(inner, front)) if inner else []


def _names_itself(record: Record) -> bool:
    """Return whether a note is about one paper, to judge by its identifier."""
    places = any("arxiv" in x.text.lower() or x.bare for x in record.places)
    return places or bool(record.publication.doi)


def _definitions(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for index, line in enumerate(lines):
        match = _DEFINITION.fullmatch(line) if "]:" in line else None
        if match and not match[1].startswith("^"):
            found.setdefault(" ".join(match[1].split()).casefold(), match[2])
            lines[index] = ""
    return found


_OF_PAPERS = ("arxiv", "eprint", "doi", "publication", "paperurl", "refer", "biblio", "citation")
_PUBLISHED = frozenset({"publication_types", "publication", "paperurl", "publication_short"})
"""Keys that Hugo's and Jekyll's publication pages have and posts do not."""
_REFERENCES = pattern(r"^(?:refer|biblio|cit(?:e|ation)|papers?$|reading)", re.IGNORECASE)


class _Reader:
    def __init__(self, text: str) -> None:
        # A backslash at the end of a line breaks it, as the line end does here anyway.
        self.lines = text.replace("\\\n", "  \n").split("\n")
        self.refs = _definitions(self.lines)
        self.at = 0
        self.tight = False
        self.heads: list[str] = []
        self.listed = False
        """An entry of a list continues as long as lines are indented further."""

    def parts(self) -> Iterator[Part]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip() or line.strip() == ">":
                self.tight = False
                self.heads = [] if not line.strip() else self.heads
                self.at += 1
                continue
            yield from self._next(_QUOTE.sub("", line))
            self.tight = True

    def _next(self, line: str) -> Iterator[Part]:
        if "|" in line:
            line = _TABLE_IN_LIST.sub("", line)  # as in Logseq
        self.lines[self.at] = line
        self.listed = self.listed and line.startswith(("  ", "\t"))
        fence, special = _FENCE.match(line), self._heading(line)
        if fence:
            yield from self._fenced(fence)
        elif special is not None:
            yield from special
        elif _RULE.fullmatch(line):
            self.at += 1
        elif _HTML_BLOCK.match(line):
            yield from self._html(_HTML_BLOCK.match(line))
        elif self._is_row(line):
            yield from self._row(line)
        elif _ITEM.match(line):
            yield from self._item(line)
            self.listed = True
        else:
            yield from self._paragraph()

    def _block(self, text: str, line: int, role: Role, level: int = 0) -> Iterator[Block]:
        inline = Inline()
        inline_markdown.write(inline, text, self.refs)
        block = inline.block(line, role, level, tight=self.tight)
        if block:
            yield block

    def _heading(self, line: str) -> Iterator[Part] | None:
        number, atx, tag = self.at + 1, _ATX.fullmatch(line), _HTML_HEAD.match(line)
        following = self.lines[self.at + 1] if number < len(self.lines) else ""
        if atx:
            self.at += 1
            words = atx[2].rstrip(" \t").rstrip("#").rstrip(" \t")
            return self._block(words, number, Role.HEADING, len(atx[1]))
        if tag:
            whole = tag[0]
            while "</h" not in whole.lower() and self.at - number < 8 and self._more():
                self.at += 1
                whole += "\n" + self.lines[self.at]
            self.at += 1
            words = re.sub(r"\s+", " ", re.sub(r"(?i)</?h[1-6][^>]*>", "", whole))
            return self._block(words, number, Role.HEADING, int(tag[1]))
        if _SETEXT.fullmatch(following) and not _ITEM.match(line) and not self._is_row(line):
            if following.strip()[0] == "-" and len(following.strip()) < 3:
                return None
            self.at += 2
            return self._block(line, number, Role.HEADING, 1 if "=" in following else 2)
        return None

    def _more(self) -> bool:
        return self.at + 1 < len(self.lines)

    def _fenced(self, fence: re.Match[str]) -> Iterator[Part]:
        first, end = self.at + 1, self.at + 1
        while end < len(self.lines) and not self.lines[end].lstrip(" >").startswith(fence[1]):
            end += 1
        self.at = end + 1
        yield from bibtex.code("\n".join(self.lines[first:end]), first + 1)

    def _html(self, opening: re.Match[str] | None) -> Iterator[Part]:
        name = opening[1].lower() if opening else ""
        first, depth, end = self.at, 0, self.at
        while end < len(self.lines):
            line = self.lines[end].lower()
            depth += line.count(f"<{name}") - line.count(f"</{name}>")
            end += 1
            if depth <= 0 or self._is_markdown_behind(end):
                break
        self.at = end
        yield from html.parse("\n".join(self.lines[first:end]), first=first + 1)[0]

    def _is_markdown_behind(self, at: int) -> bool:
        """Return whether a blank line ends an HTML block before Markdown (CommonMark 4.6)."""
        if at + 1 >= len(self.lines) or self.lines[at].strip():
            return False
        following = next((x for x in self.lines[at + 1 : at + 4] if x.strip()), "")
        return bool(_MARKDOWN.match(following))

    def _is_row(self, line: str) -> bool:
        if line.lstrip().startswith("|") and line.count("|") > 1:
            return True
        following = self.lines[self.at + 1] if self._more() else ""
        return "|" in line and (
            bool(self.heads) or ("|" in following and bool(_SEPARATOR.fullmatch(following)))
        )

    def _row(self, line: str) -> Iterator[Part]:
        pieces = line.split("||") if self.heads and "||" in line else []
        if len(pieces) > 1 and all(x.count("|") >= len(self.heads) - 1 for x in pieces):
            # Two rows on one line: the line end between them was lost.
            self.lines[self.at : self.at + 1] = ["|".join(pieces[:1]) + "|"]
            yield from self._row(self.lines[self.at])
            for piece in pieces[1:]:
                yield from self._cells_of(_cells(f"|{piece.strip().strip('|')}|"))
            return
        cells = _cells(line)
        following = self.lines[self.at + 1] if self._more() else ""
        self.at += 1
        if "-" in following and _SEPARATOR.fullmatch(following) and "|" in following:
            self.heads = [re.sub(r"[*_`&;]|<[^>]*>|nbsp", "", cell).strip() for cell in cells]
            self.at += 1
            return
        if _SEPARATOR.fullmatch(line):
            return
        yield from self._cells_of(cells)

    def _cells_of(self, cells: list[str]) -> Iterator[Part]:
        inline = Inline()
        for index, cell in enumerate(cells):
            start = inline.length
            inline_markdown.write(inline, cell.strip(), self.refs)
            head = self.heads[index] if index < len(self.heads) else ""
            inline.cells.append(Cell(start, inline.length, head))
            inline.add("\t")
        block = inline.block(self.at, Role.ROW, tight=self.tight)
        if block:
            yield block

    def _item(self, line: str) -> Iterator[Part]:
        opening = _ITEM.match(line)
        body = line[opening.end() :] if opening else line
        box = _CHECKBOX.match(body)
        state = state_of(box[1]) if box else ""
        depth = len(opening[1].expandtabs(4)) if opening else 0
        number, words = self.at + 1, _CHECKBOX.sub("", body, count=1) if box else body
        self.at += 1
        noted = False
        while self.at < len(self.lines) and self._goes_on(self.lines[self.at], depth):
            following = _QUOTE.sub("", self.lines[self.at]).strip()
            last = words.rsplit("\n", 1)[-1]
            noted = noted or properties.is_property(following)
            soft = not noted and width(last) >= 45 and not last.endswith(("  ", "\\", ".", "。"))
            words += (" " if soft else "\n") + following
            self.at += 1
        heading = _ATX.fullmatch(words.split("\n", 1)[0]) if words[:1] == "#" else None
        parts: Iterator[Part]
        if heading:
            parts = self._block(heading[2].rstrip("# \t"), number, Role.HEADING, len(heading[1]))
        elif "::" in words:
            parts = self._noted(words, number, depth // 2)
        else:
            parts = self._block(words, number, Role.ITEM, depth // 2)
        yield from _with_state(parts, state) if state else parts

    def _noted(self, words: str, number: int, level: int) -> Iterator[Part]:
        """Read an entry with properties below it, as in Logseq."""
        lines, found = properties.parted(words.split("\n"))
        made = properties.record(lines[0] if lines else "", found, number) if found else None
        if made:
            yield made
            lines = lines[1:]
        if lines:
            yield from self._block("\n".join(lines), number, Role.ITEM, level)

    def _goes_on(self, line: str, depth: int) -> bool:
        """Return whether the line belongs to the list entry above it."""
        line = _QUOTE.sub("", line)
        if (
            not line.strip(" \t>")
            or _ITEM.match(line)
            or _FENCE.match(line)
            or _ATX.fullmatch(line)
        ):
            return False
        starts_other = _HTML_BLOCK.match(line) or _RULE.fullmatch(line) or line.startswith("|")
        return not starts_other and (line[:1] in " \t" or depth == 0)

    def _paragraph(self) -> Iterator[Part]:
        first, lines, level = self.at, [self.lines[self.at]], int(self.listed)
        self.at += 1
        while self.at < len(self.lines) and self._goes_on(self.lines[self.at], 0):
            if _SETEXT.fullmatch(self.lines[self.at]):
                break
            lines.append(_QUOTE.sub("", self.lines[self.at]))
            self.at += 1
        if properties.is_property(lines[0]):
            rest, found = properties.parted(lines)
            made = properties.record("", found, first + 1)
            if made:
                yield made
                lines = rest
        if is_wrapped(lines) or _is_cut(lines):
            yield from self._block(" ".join(lines), first + 1, Role.TEXT, level)
            return
        for number, line in enumerate(lines, first + 1):
            yield from self._block(line, number, Role.TEXT, level)
            self.tight = True


def _with_state(parts: Iterator[Part], state: str) -> Iterator[Part]:
    """Yield an entry with the reading status that its check box shows."""
    for part in parts:
        if isinstance(part, Record):
            yield part._replace(marks=part.marks.joined(Marks(state)))
        else:
            yield part._replace(state=state)


def _is_cut(lines: list[str]) -> bool:
    """Return whether a link's text continues on the next line: the lines were wrapped."""
    if any(line.endswith("  ") for line in lines):
        return False
    return any(
        line.count("[") - line.count("\\[") > line.count("]") - line.count("\\]")
        for line in lines[:-1]
    )


def _cells(line: str) -> list[str]:
    parts = re.split(r"(?<!\\)\|", line.strip())
    if parts and not parts[0].strip():
        parts = parts[1:]
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    return [part.replace("\\|", "|") for part in parts]
