"""Formats for people: headings, links, lists, tables and lines come out of each of them."""

import json

import pytest

from readlist.document_model import Link, Role
from readlist.documents import read
from readlist.documents.format import RawDocument
from readlist.errors import ReadlistError
from support.document_kit import (
    blocks_of,
    docx,
    entry_of,
    headings,
    ids_in,
    paragraph,
    pdf,
    run,
    said,
)

RING = {
    "id": "2310.01889",
    "title": "Ring Attention with Blockwise Transformers",
    "theme": "Long context",
    "code": ["owner/ring"],
    "blurb": "Blocks travel round a ring of devices",
}
"""The paper that every format below tells of in its own way."""

MARKDOWN = """# Reading

## Long context

- [Ring Attention with Blockwise Transformers](https://arxiv.org/abs/2310.01889): Blocks travel
  round a ring of devices ([code](https://github.com/owner/ring))
"""
HTML = """<html><body><nav><a href="https://github.com/blog">us</a></nav><h1>Reading</h1>
<h2>Long context</h2><ul><li><a href="//arxiv.org/abs/2310.01889">Ring Attention with
Blockwise Transformers</a>: Blocks travel round a ring of devices
(<a href="https://github.com/owner/ring">code</a>)</ul><script>"2310.99999"</script></body>"""
ORG = """#+TITLE: Reading
* Long context :memory:
- [ ] [[https://arxiv.org/abs/2310.01889][Ring Attention with Blockwise Transformers]]: \
Blocks travel round a ring of devices (code [[https://github.com/owner/ring]])
# a comment: arXiv:2310.99999
"""
REST = """Reading
=======

Long context
------------

* `Ring Attention with Blockwise
  Transformers <https://arxiv.org/abs/2310.01889>`_: Blocks travel round
  a ring of devices (code__)

__ https://github.com/owner/ring
"""
OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="Long context">
<outline text="Ring Attention with Blockwise Transformers" url="https://arxiv.org/abs/2310.01889"
 _note="Blocks travel round a ring of devices. Code: https://github.com/owner/ring"/>
</outline></body></opml>"""
BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>Bookmarks</TITLE><H1>Bookmarks</H1><DL><p>
<DT><H3>Long context</H3><DL><p>
<DT><A HREF="https://arxiv.org/abs/2310.01889" ICON="data:x2310.06825">[2310.01889] Ring Attention
with Blockwise Transformers</A>
<DD>Blocks travel round a ring of devices; code: https://github.com/owner/ring
</DL><p></DL>"""
MESSAGE = "From: a@b.example\nTo: c@d.example\nSubject: =?utf-8?b?4oCT?= x\nMIME-Version: 1.0\n"
FORMATS = {
    "a.md": MARKDOWN,
    "a.html": HTML,
    "a.org": ORG,
    "a.rst": REST,
    "a.opml": OPML,
    "b.html": BOOKMARKS,
    "a.ipynb": json.dumps(
        {"nbformat": 4, "cells": [{"cell_type": "markdown", "source": MARKDOWN.splitlines(True)}]}
    ),
    "a.eml": MESSAGE + "Content-Type: text/html; charset=utf-8\n\n" + HTML,
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_the_same(name: str) -> None:
    """Title, theme, code and words of a paper come out of each."""
    found = said(entry_of(FORMATS[name], name))
    assert found.pop("blurb").startswith(str(RING["blurb"]))
    assert found == {key: value for key, value in RING.items() if key != "blurb"}


def test_word_tells_the_same() -> None:
    """Styles are headings, relations and fields are links, tables are rows."""
    link = '<w:hyperlink r:id="r{}">{}</w:hyperlink>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK '
        '"https://arxiv.org/abs/1706.03762"</w:instrText></w:r><w:r><w:fldChar '
        'w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = [
        paragraph(run("Long context"), style="Heading2"),
        paragraph(
            link.format(1, run("Ring Attention with ") + run("Blockwise Transformers")),
            run(": Blocks travel round a ring of devices ("),
            link.format(2, run("code")),
            run(")"),
            item=True,
        ),
        paragraph(field.format(run("Attention Is All You Need"))),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph(run('Mistral 7B'))}</w:tc>"
            f"<w:tc>{paragraph(run('2310.06825'))}</w:tc></w:tr></w:tbl>"
        ),
    ]
    data = docx("".join(body), {"r1": "https://arxiv.org/abs/2310.01889",
                                "r2": "https://github.com/owner/ring"})  # fmt: skip
    assert ids_in(data, "a.docx") == ["2310.01889", "1706.03762", "2310.06825"]
    blocks = blocks_of(data, "a.docx")
    assert (blocks[0].role, blocks[0].level, blocks[0].text) == (Role.HEADING, 2, "Long context")
    assert blocks[2].links[0].url == "https://arxiv.org/abs/1706.03762"
    assert blocks[3].role is Role.ROW


def test_a_word_bomb_and_a_broken_file_are_refused() -> None:
    """What unpacks to more than a book is not unpacked; what is cut is broken."""
    with pytest.raises(ReadlistError, match=r"too (?:big|much)"):
        read(docx("<w:p/>" + " " * 61_000_000), "bomb.docx")
    with pytest.raises(ReadlistError, match="broken"):
        read(docx("x")[:-30] + b"word/", "cut.docx")


def test_entities_of_xml_are_not_opened() -> None:
    """A file of this machine cannot be drawn into a document, nor a billion laughs."""
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">'
    text += '<!ENTITY b "arXiv:2310.06825">]><opml><body><outline text="&a; &b;"/></body></opml>'
    assert ids_in(text, "x.opml") == []


def test_markdown_knows_its_links() -> None:
    """Inline, reference, shortcut, autolink, bare, picture in a link, brackets in brackets."""
    lines = [
        '[a](https://example.org/1 "t")',
        "[b][r]",
        "[r]",
        "<https://example.org/3>",
        "see https://example.org/4.",
        "[![badge](https://example.org/b.svg)](https://example.org/5)",
        "[[ICML 2023]](https://example.org/6)",
        "`[no](https://example.org/7)`",
        "<a href='https://example.org/8'>h</a>",
        "[r]: https://example.org/2",
    ]
    text = "\n\n".join(lines)
    found = [
        (block.written(link), link.url[20:])
        for block in blocks_of(text, "x.md")
        for link in block.links
        if not link.image
    ]
    assert found == [
        ("a", "1"),
        ("b", "2"),
        ("r", "2"),
        ("https://example.org/3", "3"),
        ("https://example.org/4", "4"),
        ("badge", "5"),
        ("[ICML 2023]", "6"),
        ("https://example.org/7", "7"),
        ("h", "8"),
    ]


def test_markdown_headings_rows_and_nesting() -> None:
    """ATX, underlined and HTML headings; tables with their column headings; nested entries."""
    text = "---\ntitle: Notes\n---\nA\n===\n\n<h2 align='center'>B</h2>\n\n### C ###\n\n"
    text += "| Paper | Code |\n|---|---|\n| x \\| y | z |\n\n- a\n  - b\n\n<!-- # no -->\n"
    document = read(text.encode(), "x.md")
    assert document.title == "Notes"
    assert headings(document) == [(1, "A"), (2, "B"), (3, "C")]
    row, outer, inner = blocks_of(text, "x.md")[3:]
    assert [cell.head for cell in row.cells] == ["Paper", "Code"]
    assert row.text[row.cells[0].start : row.cells[0].end] == "x | y"
    assert (outer.level, inner.level) == (0, 1)
    assert (row.line, outer.line, inner.line) == (13, 15, 16)


def test_html_keeps_what_is_read_and_drops_the_rest() -> None:
    """Scripts, styles, menus and comments go; footers stand aside; lines are those of the file."""
    text = "<style>a</style>\n<nav>menu</nav>\n<p>One<br>two</p>\n<!-- no --><footer>foot</footer>"
    assert [(b.text, b.line, b.aside) for b in blocks_of(text, "x.html")] == [
        ("One\ntwo", 3, False),
        ("foot", 4, True),
    ]


def test_a_page_from_the_network_completes_its_links() -> None:
    """A relative address is one of the site that the page is from."""
    page = read(b"<p><a href='/abs/x'>y</a></p>", "https://example.org/list", "text/html")
    assert page.parts[0].links[0] == Link("https://example.org/abs/x", 0, 1)  # type: ignore[union-attr]  # a block


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        ("see https://arxiv.org/abs/2310.018=\n89?x=3D1 now", "quoted-printable"),
        ("c2VlIGFyWGl2OjIzMTAuMDE4ODkgbm93", "base64"),
    ],
)
def test_mail_is_decoded(body: str, encoding: str) -> None:
    """Soft line ends and base64 hide nothing; the message's own number is none."""
    head = MESSAGE + "Message-ID: <2310.13579@example.org>\nContent-Type: text/plain\n"
    text = f"{head}Content-Transfer-Encoding: {encoding}\n\n{body}\n"
    assert ids_in(text, "x.eml") == ["2310.01889"]


def test_alternatives_of_a_mail_are_read_once() -> None:
    """The HTML is taken, unless there is hardly any text in it."""

    def message(page: str) -> str:
        parts = {"plain": "arXiv:2310.06825 and a long plain text", "html": page}
        body = "".join(f"--B\nContent-Type: text/{k}\n\n{v}\n" for k, v in parts.items())
        return f"{MESSAGE}Content-Type: multipart/alternative; boundary=B\n\n{body}--B--\n"

    assert ids_in(message("<p>arXiv:1706.03762 and a page as long as the plain text"), "x") == [
        "1706.03762"
    ]
    assert ids_in(message("<img src=x>"), "x") == ["2310.06825"]


def test_a_saved_page_of_a_browser_is_read() -> None:
    """MHTML is a message whose first part is the page; pictures do not matter."""
    text = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
        "Content-Type: text/html\r\nContent-Location: https://example.org/\r\n\r\n"
        "<h2>Theme</h2><p><a href=3D>x</a> arXiv:2310.06825</p>\r\n--B\r\n"
        "Content-Type: image/png\r\n\r\n2310.99999\r\n--B--\r\n"
    )
    assert ids_in(text, "page.mhtml") == ["2310.06825"]


def test_a_mail_without_text_is_refused() -> None:
    """There is nothing to read in a picture alone."""
    with pytest.raises(ReadlistError, match="no text"):
        read((MESSAGE + "Content-Type: image/png\n\nx\n").encode(), "x.eml")


def test_notebook_outputs_are_no_content() -> None:
    """Text cells and comments are read, what the code printed is not."""
    cells = [
        {"cell_type": "code", "source": ["# arXiv:1312.6114\n", "x = 1"],
         "outputs": [{"text": ["arXiv:2310.99999"]}]},
    ]  # fmt: skip
    assert ids_in(json.dumps({"nbformat": 4, "cells": cells}), "x.ipynb") == ["1312.6114"]
    with pytest.raises(ReadlistError, match="notebook is broken"):
        read(b'{"nbformat": 4, "cells": [', "x.ipynb")


def test_pdf_gives_text_links_and_pages() -> None:
    """Links lie on the words that their box covers; references are joined over lines."""
    rows = ["Long context", "Ring Attention with Blockwise Transformers", "References",
            "[1] A. Bee. A Title Over Two", "Lines. arXiv:2310.", "06825, 2023."]  # fmt: skip
    data = pdf(rows, [(1, "https://arxiv.org/abs/2310.01889")])
    texts = {block.text: block for block in blocks_of(data, "x.pdf")}
    assert texts["Long context"].role is Role.HEADING
    linked = texts["Ring Attention with Blockwise Transformers"]
    assert linked.written(linked.links[0]) == linked.text
    assert "[1] A. Bee. A Title Over Two Lines. arXiv:2310.06825," in " ".join(texts)


def test_an_encrypted_pdf_is_refused() -> None:
    """The reader learns that it is encrypted."""
    lock = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ("
        + "a" * 32
        + ") /U ("
        + "b" * 32
        + ") >> /ID [(x) (x)] "
    )
    with pytest.raises(ReadlistError, match=r"encrypted|broken"):
        read(pdf(["secret"], extra=lock), "x.pdf")


def test_a_pdf_reader_that_dies_or_dawdles_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads has limits; its end is one clear line."""
    from readlist.documents import pdf as module  # noqa: PLC0415 - its parts are replaced

    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(ReadlistError, match="cannot be read"):
        module.read(RawDocument(b"%PDF-1.4"))
    monkeypatch.setattr(module, "SECONDS", 0)
    monkeypatch.setattr("sys.executable", "/bin/cat")
    with pytest.raises(ReadlistError, match=r"takes too long|cannot be read"):
        module.read(RawDocument(b"%PDF-1.4"))
