"""Documents are told apart by content first, name second; what is none is refused in one line."""

import contextlib
import io
import json
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readlist.documents import LARGEST, read
from readlist.errors import ReadlistError
from readlist.mentions import find
from support.document_kit import docx, paragraph, pdf, run

MAIL = (
    b"From: a@b.example\nTo: c@d.example\nSubject: x\nDate: Fri, 13 Oct 2023 08:00:00 +0000\n\ny\n"
)
KINDS = [
    (b"# Papers\n\n- [A](https://arxiv.org/abs/2310.06825)\n", "notes", "markdown"),
    (b"<!DOCTYPE html><p>x</p>", "page.txt", "html"),
    (b"<p>a</p><p>b</p>", "x", "html"),
    (b"@article{a, title={B}, year=2020}", "x.txt", "bibtex"),
    (b"\\begin{thebibliography}{9}\\bibitem{a} B.\\end{thebibliography}", "main.tex", "bbl"),
    (b"TY  - JOUR\nTI  - A\nER  - \n", "export", "ris"),
    (b'[{"title": "A", "DOI": "10.1/x"}]', "export.txt", "json"),
    (b'{"cells": [], "nbformat": 4}', "x.json", "ipynb"),
    (b'["2310.00001",\n 3]', "", "json"),
    (b"[-\n]", "", "text"),
    (b'["a note\nthat ends so]', "x.txt", "text"),
    (b"[2310.00001\n2310.00002]", "x.txt", "text"),
    (b'{"a": 1}\n{"a": 2}\n', "x.jsonl", "json"),
    (b"title\tlink\nA\tb\nC\td\n", "x", "csv"),
    (b"a;b\n1;2\n", "x.csv", "csv"),
    (b"* Heading\n** TODO x\n", "x.org", "org"),
    (b"* TODO [[https://example.org][x]]\n", "x", "org"),
    (b"Title\n=====\n\n.. note:: x\n", "x.rst", "rst"),
    (b'<?xml version="1.0"?><opml version="2.0"><body/></opml>', "x", "opml"),
    (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "feed", "feed"),
    (MAIL, "saved", "mail"),
    (MAIL, "x.eml", "mail"),
    (b"2310.06825 nice\n", "x.txt", "text"),
    (b"- [ ] 2310.06825\n", "", "text"),
    (b"[1] A. Author. A Title. arXiv:2310.06825\n", "x", "text"),
    (b"", "x", "text"),
]


@pytest.mark.parametrize(("data", "name", "kind"), KINDS)
def test_the_kind_is_told(data: bytes, name: str, kind: str) -> None:
    """Each kind is known by what it looks like, or by its name where that leaves it open."""
    assert read(data, name).kind == kind


def test_what_a_server_says_counts_after_the_content() -> None:
    """A page without an ending in its address is read as the server calls it."""
    assert (
        read(b"just words", "https://blog.example/post", "text/html; charset=utf-8").kind == "html"
    )
    assert read(b"TY  - JOUR\nER  - \n", "https://x.example/", "text/html").kind == "ris"


def test_pdf_and_word_are_known_by_their_first_bytes() -> None:
    """Their names do not matter."""
    assert read(pdf(["hello"]), "x.md").kind == "pdf"
    assert read(docx(paragraph(run("hello"))), "x.txt").kind == "docx"


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "b")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a picture"),
        (_zip(), "is a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "old or encrypted Office"),
        (bytes(range(32)) * 40, "binary file"),
        (b"\x7fELF\x02\x01\x01\0", "is a program"),
        (b"%PDF-1.7 nothing more", "the PDF is broken"),
        (b'{"title": ]', "the JSON is broken"),
        (b'[{"a":' * 100_000 + b"]", "nested too deeply"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, problem: str) -> None:
    """The error says in one line what it is instead."""
    with pytest.raises(ReadlistError, match=problem) as caught:
        read(data, "thing")
    assert caught.value.remedy
    assert "\n" not in caught.value.problem


def test_a_huge_file_is_refused() -> None:
    """Its size is named."""
    with pytest.raises(ReadlistError, match="too big: 50,000,001 bytes"):
        read(bytes(LARGEST + 1), "big.txt")


NAMES = ["", "a.md", "a.html", "a.bib", "a.bbl", "a.ris", "a.csv", "a.org", "a.rst", "a.ipynb",
         "a.xml", "a.json", "a.eml", "a.txt", "a.opml", "a.docx", "a.tsv"]  # fmt: skip
PIECES = [
    "arXiv:2310.06825", "https://arxiv.org/abs/1706.03762v7", "hep-th/9711200", "[", "](", ")",
    "**", "\n", "\n\n", "# ", "- ", "| ", "|---|\n", "<td>", "<a href='", "'>", "</a>", "<!--",
    "```\n", "@article{", "title = {",
    "}", "eprint=", "\\bibitem{a} ", "TY  - ", "ER  - \n", '{"title": "',
    '"', ":PROPERTIES:\n", "* ", "[[", "]]", "`", "`_", ".. _a: ", "论文：", "代码：", "，", "。",
    "https://github.com/a/b", "Paper", "code", "A. Bee and C. Dee. ", "(2023)", "&amp;", "%2F",
    "=3D", "Content-Type: text/html\n", "\t", " ", "é", "😀", "\\", "$", "10.48550/arXiv.",
    "2310.", "v2", "0",
]  # fmt: skip


@given(st.binary(max_size=400), st.sampled_from(NAMES))
@example(b"\xff\xfe", "a.txt")
@example(b"PK\x03\x04word/", "a.docx")
def test_no_bytes_crash_the_reader(data: bytes, name: str) -> None:
    """Any bytes under any name are read or refused."""
    with contextlib.suppress(ReadlistError):
        assert json.dumps(find(read(data, name)).to_json(name))


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(NAMES))
def test_no_text_crashes_the_reader(text: str, name: str) -> None:
    """Any mixture of mark-up under any name is read or refused, with lines that exist."""
    try:
        findings = find(read(text.encode(), name))
    except ReadlistError:
        return
    assert all(entry.line >= 1 for entry in findings.entries)
    named = [entry.arxiv_id for entry in findings.entries if entry.arxiv_id]
    assert len(named) == len(set(named))
