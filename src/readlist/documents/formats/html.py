"""HTML: web pages, bookmarks in the Netscape format, and the HTML inside other formats."""

from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree

from readlist.document_model import Block, Cell, Part, Role
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats import bibtex
from readlist.documents.inline import Inline
from readlist.documents.xml_tree import line_of
from readlist.patterns import pattern

_SKIPPED = frozenset(
    "script style template nav svg math head object iframe select button video audio canvas".split()
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = frozenset(
    "p div section article main header hgroup figure figcaption blockquote address center body "
    "html form fieldset details summary dd dt li ul ol dl table thead tbody tfoot tr caption pre "
    "aside footer hr h1 h2 h3 h4 h5 h6 noscript".split()
)
_STRONG = frozenset("b strong i em u cite mark dfn".split())
_ASIDE = frozenset("aside footer figcaption".split())
_ITEMS = frozenset("li dt".split())


def read(source: RawDocument) -> ParsedContent:
    """Return the content of a document."""
    return ParsedContent(*parse(source.text, source.address))


def parse(text: str, base: str = "", first: int = 1) -> tuple[list[Part], str]:
    """Return the parts of an HTML text and the title of the page.

    Args:
        text: A page or a piece of one.
        base: The address of the page, for links that are relative to it.
        first: The number of its first line.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True
    )
    # libxml2 takes bytes with a known encoding; NUL would end the text.
    root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace") or b" ", parser)
    if root is None:
        return [], ""
    found = root.find(".//title")
    title = " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""
    walker = _Walker(base, first - 1)
    return list(walker.walk(root)), title


_NAMES = pattern(r"title|paper|name|论文|标题|題目|题目|論文|제목|논문", 2)  # re.IGNORECASE
MOST_ROWS = 2000
"""Rows that a cell may span."""
_TITLES = frozenset(
    "title papertitle paper-title paper_title pub-title pub_title publication-title article-title "
    "pubtitle entry-title bibtitle".split()
)
"""Classes of blocks that hold the title of a paper."""


class _Walker:
    def __init__(self, base: str, offset: int) -> None:
        self.base, self.offset = base, offset
        self.inline = Inline()
        self.line, self.role, self.level = 1, Role.TEXT, 0
        self.lists = self.skip = self.aside = self.rows = 0
        self.anchor: tuple[str, int] | None = None
        self.strong: list[int] = []
        self.heads: list[str] = []
        self.raw = self.folders = False
        self.column = 0
        self.spans: dict[int, int] = {}
        """How many rows below the cell of a column spans."""

    def walk(self, root: etree._Element) -> Iterator[Part]:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if self.skip or tag in _SKIPPED:
                    self.skip += 1
                    continue
                yield from self._start(tag, element)
                self._text(element.text)
                continue
            if self.skip:
                self.skip -= 1
            else:
                yield from self._end(tag, element)
            if not self.skip:
                self._text(element.tail)
        yield from self._flush()

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self.raw:
            self.inline.add(text)
            return
        words = " ".join(text.split())
        lead = " " if text[0].isspace() else ""
        if lead and (not self.inline.length or self.inline.last.isspace()):
            lead = ""
        if words:
            self.inline.add(lead + words + (" " if text[-1].isspace() else ""))
        elif lead:
            self.inline.add(lead)

    def _flush(self) -> Iterator[Part]:
        if self.anchor:
            self._close_anchor()
        inline, self.inline = self.inline, Inline()
        self.strong.clear()
        if self.raw:
            yield from bibtex.code(inline.text, self.line)
            return
        block = inline.block(self.line, self.role, self.level)
        if block:
            yield _aside(block) if self.aside else block

    def _start(self, tag: str, element: etree._Element) -> Iterator[Part]:
        if tag in _BLOCKS:
            yield from self._open_block(tag, element)
            if _is_title(tag, element):
                self.strong.append(self.inline.length)
        elif tag == "a":
            if self.anchor:
                self._close_anchor()
            self.anchor = (self._url(element.get("href") or ""), self.inline.length)
        elif tag == "img":
            start = self.inline.length
            self.inline.add(element.get("alt") or "" if self.anchor else "")
            self.inline.link(self._url(element.get("src") or ""), start, image=True)
        elif tag == "br":
            self.inline.add("\n")
        elif tag in _STRONG or _is_title(tag, element):
            self.strong.append(self.inline.length)
        elif tag in {"td", "th"}:
            self._open_cell(element)

    def _open_cell(self, element: etree._Element) -> None:
        """Begin a cell, under the heading of its column; cells of rows above may span it."""
        while self.spans.get(self.column, 0) > 0:
            self.spans[self.column] -= 1
            self.column += 1
        told = str(element.get("rowspan") or "")
        reach = min(int(told), MOST_ROWS) if told.isdecimal() and len(told) < 5 else 1
        head = self.heads[self.column] if self.column < len(self.heads) and self.rows else ""
        if reach > 1 and self.rows:
            self.spans[self.column] = reach - 1
            head = head if _NAMES.search(head) else "Category"
        self.column += 1
        self.inline.cells.append(Cell(self.inline.length, self.inline.length, head))

    def _end(self, tag: str, element: etree._Element) -> Iterator[Part]:
        if tag in _BLOCKS:
            if _is_title(tag, element) and self.strong:
                self.inline.mark(self.strong.pop())
            yield from self._close_block(tag, element)
        elif tag == "a":
            self._close_anchor()
        elif (tag in _STRONG or _is_title(tag, element)) and self.strong:
            self.inline.mark(self.strong.pop())
        elif tag in {"td", "th"} and self.inline.cells:
            last = self.inline.cells[-1]
            self.inline.cells[-1] = Cell(last.start, self.inline.length, last.head)
            self.inline.add("\t")

    def _close_anchor(self) -> None:
        if self.anchor:
            self.inline.link(*self.anchor)
        self.anchor = None

    def _url(self, url: str) -> str:
        url = "".join(url.split())
        if url.startswith("//"):
            return "https:" + url
        if self.base and url and "://" not in url:
            try:
                return urljoin(self.base, url)
            except ValueError:
                return url
        return url

    def _soft(self) -> bool:
        """Return whether a block is inside a list entry or a row, and part of it."""
        if self.role is Role.ROW:
            return bool(self.inline.cells)
        return self.role is Role.ITEM and self.inline.length > 0

    def _open_block(self, tag: str, element: etree._Element) -> Iterator[Part]:
        outer = tag in _HEADINGS or tag in _ITEMS or tag in {"ul", "ol", "dl", "table", "tr", "pre"}
        if self._soft() and not outer:
            self.inline.add("\n" if self.inline.length and self.inline.last != "\n" else "")
            return
        if not (tag == "table" and self.role is Role.ROW):
            yield from self._flush()
        self.line = line_of(element) + self.offset
        self.role, self.level, self.raw = Role.TEXT, 0, False
        if tag in _HEADINGS:
            self.role, self.level = Role.HEADING, _HEADINGS[tag]
            if self.lists:
                self.folders, self.level = True, min(2 + self.lists, 9)
        elif tag in _ITEMS:
            self.role, self.level = Role.ITEM, max(self.lists - 1, 0)
        elif tag == "tr":
            self.role, self.column = Role.ROW, 0
        elif tag == "pre":
            self.raw = True
        elif tag in {"ul", "ol", "dl"}:
            self.lists += 1
        elif tag == "table":
            self.heads, self.rows, self.spans = [], 0, {}
        self.aside += tag in _ASIDE

    def _close_block(self, tag: str, element: etree._Element) -> Iterator[Part]:
        inner = self.role in {Role.ITEM, Role.ROW} and tag not in _ITEMS and tag != "tr"
        if inner and tag not in {"ul", "ol", "dl", "table"}:
            if self.inline.length and self.inline.last != "\n":
                self.inline.add("\n" if self.role is Role.ITEM else " ")
            self.aside -= tag in _ASIDE and self.aside > 0
            return
        if tag == "tr" and self._is_head(element):
            text = self.inline.text
            self.heads = [" ".join(text[c.start : c.end].split()) for c in self.inline.cells]
            self.inline = Inline()
        self.rows += tag == "tr"
        yield from self._flush()
        self.role, self.level, self.raw = Role.TEXT, 0, False
        self.line = line_of(element) + self.offset
        if tag in {"ul", "ol", "dl"}:
            self.lists -= 1
        if tag == "dl" and self.folders:
            # The folder of bookmarks ends, and with it the scope of its heading.
            yield Block("", self.line, Role.HEADING, min(2 + self.lists, 9))
        self.aside -= tag in _ASIDE and self.aside > 0

    def _is_head(self, element: etree._Element) -> bool:
        cells = [child.tag for child in element if child.tag in {"td", "th"}]
        return self.rows == 0 and bool(cells) and all(tag == "th" for tag in cells)


def _is_title(tag: str, element: etree._Element) -> bool:
    """Return whether an element or its class marks a title, as on people's and groups' pages."""
    if tag not in {"papertitle", "span", "div", "p"}:
        return False
    told = str(element.get("class") or "").lower()
    if tag == "span":
        return "title" in told
    return tag == "papertitle" or not _TITLES.isdisjoint(told.split())


def _aside(block: Block) -> Block:
    return Block(
        block.text, block.line, block.role, block.level, block.links, block.marks, block.cells, True
    )
