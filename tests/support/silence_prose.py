"""The papers and the junk of `silence_kit` as lists in the formats of prose and mark-up."""

import json
from collections.abc import Callable, Iterable
from html import escape

from support.document_kit import docx, paragraph, pdf, run
from support.silence_kit import Row, opendocument, packed, reference

Write = Callable[[Iterable[Row]], str | bytes]


def _lines(before: str, after: str = "", head: str = "", foot: str = "") -> Write:
    """Return a writer: a reference a line, between these."""

    def write(rows: Iterable[Row]) -> str:
        body = "".join(f"{before}{reference(row)}{after}\n" for row in rows)
        return f"{head}{body}{foot}"

    return write


def _marked(item: str, head: str = "", foot: str = "") -> Write:
    """Return a writer of mark-up with brackets: references are escaped."""

    def write(rows: Iterable[Row]) -> str:
        body = "".join(f"{item.format(escape(reference(row)))}\n" for row in rows)
        return f"{head}{body}{foot}"

    return write


def _notebook(rows: Iterable[Row]) -> str:
    cell = {"cell_type": "markdown", "metadata": {}, "source": [
        f"- {reference(row)}\n" for row in rows]}  # fmt: skip
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def _bbl(rows: Iterable[Row]) -> str:
    items = "".join(f"\\bibitem{{k{n}}}\n{reference(row)}\n\n" for n, row in enumerate(rows))
    return f"\\begin{{thebibliography}}{{9}}\n{items}\\end{{thebibliography}}\n"


def _latex(rows: Iterable[Row]) -> str:
    items = "".join(f"\\item {reference(row)}\n" for row in rows)
    body = f"\\begin{{itemize}}\n{items}\\end{{itemize}}\n"
    return f"\\documentclass{{article}}\n\\begin{{document}}\n{body}\\end{{document}}\n"


def _mail(rows: Iterable[Row]) -> str:
    messages = (
        f"From ada@example.org Thu Jan  1 00:00:00 2026\nFrom: ada@example.org\nSubject: reading\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{reference(row)}\n\n"
        for row in rows
    )
    return "".join(messages)


def _chat(rows: Iterable[Row]) -> str:
    return "".join(
        f"[01.02.24, 10:{n:02}:00] Ada: {reference(row)}\n" for n, row in enumerate(rows)
    )


def _opml(rows: Iterable[Row]) -> str:
    outlines = "".join(f'<outline text="{escape(reference(row))}"/>\n' for row in rows)
    return f'<opml version="2.0"><head/><body>\n{outlines}</body></opml>\n'


def _word(rows: Iterable[Row]) -> bytes:
    return docx("".join(paragraph(run(escape(reference(row))), item=True) for row in rows))


def _slides(rows: Iterable[Row]) -> bytes:
    lines = "".join(f"<a:p><a:r><a:t>{escape(reference(x))}</a:t></a:r></a:p>" for x in rows)
    slide = f'<p:sld xmlns:p="p" xmlns:a="a"><p:sp>{lines}</p:sp></p:sld>'
    shown = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return packed(
        {
            "ppt/presentation.xml": f'<p:presentation xmlns:p="p" xmlns:r="{shown}"><p:sldIdLst>'
            '<p:sldId id="1" r:id="r1"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": '<Relationships><Relationship Id="r1" '
            'Target="slides/a.xml"/></Relationships>',
            "ppt/slides/a.xml": slide,
        }
    )


def _open_text(rows: Iterable[Row]) -> bytes:
    items = "".join(f"<text:list-item><text:p>{escape(reference(x))}</text:p></text:list-item>"
                    for x in rows)  # fmt: skip
    return opendocument("text", f"<text:list>{items}</text:list>")


def _open_slides(rows: Iterable[Row]) -> bytes:
    return opendocument(
        "presentation", "".join(f"<text:p>{escape(reference(x))}</text:p>" for x in rows)
    )


def _book(rows: Iterable[Row]) -> bytes:
    chapter = "".join(f"<li>{escape(reference(row))}</li>" for row in rows)
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="c.opf"/>'
            "</rootfiles></container>",
            "c.opf": '<package><manifest><item id="a" href="a.xhtml"/></manifest><spine>'
            '<itemref idref="a"/></spine></package>',
            "a.xhtml": f"<html><body><ul>{chapter}</ul></body></html>",
        }
    )


def _portable(rows: Iterable[Row]) -> bytes:
    return pdf(["References", *(f"[{n}] {reference(x)}" for n, x in enumerate(rows, 1))])


def _rtf(rows: Iterable[Row]) -> str:
    return "{\\rtf1\\ansi " + "".join(f"\\pard {reference(row)}\\par\n" for row in rows) + "}"


def _digest(rows: Iterable[Row]) -> str:
    """Return a mailing of arXiv, which has papers of arXiv only."""
    parts = (
        f"\\\\\narXiv:{row.id}\nDate: Mon, 2 Oct 2023 00:00:00 GMT   (10kb)\n\n"
        f"Title: {row.title}\nAuthors: {row.author}\nCategories: cs.DM\n\\\\\n  Words.\n"
        f"\\\\ ( {row.url} ,  10kb)\n" + "-" * 78 + "\n"
        for row in rows
        if row.url.startswith("https://arxiv.org")
    )
    return "-" * 78 + "\n" + "".join(parts)


LISTS: dict[str, tuple[str, Write]] = {
    "markdown": ("a.md", _lines("- ", head="# Trees\n\n")),
    "html": ("a.html", _marked("<li>{}</li>", "<html><body><ul>\n", "</ul></body></html>")),
    "org": ("a.org", _lines("- ", head="* Trees\n")),
    "rst": ("a.rst", _lines("- ", head="Trees\n=====\n\n")),
    "asciidoc": ("a.adoc", _lines("* ", head="== Trees\n\n")),
    "mediawiki": ("a.wiki", _lines("* ", head="== Trees ==\n")),
    "dokuwiki": ("a.dokuwiki", _lines("  * ", head="===== Trees =====\n")),
    "textile": ("a.textile", _lines("* ", head="h1. Trees\n\n")),
    "jira": ("a.jira", _lines("* ", head="h1. Trees\n\n")),
    "typst": ("a.typ", _lines("- ", head="= Trees\n\n")),
    "latex": ("a.tex", _latex),
    "bbl": ("a.bbl", _bbl),
    "text": ("a.txt", _lines("- ")),
    "chat": ("a.txt", _chat),
    "mail": ("a.mbox", _mail),
    "opml": ("a.opml", _opml),
    "ipynb": ("a.ipynb", _notebook),
    "fb2": ("a.fb2", _marked("<p>{}</p>", "<FictionBook><body><section>\n",
                             "</section></body></FictionBook>")),
    "rtf": ("a.rtf", _rtf),
    "digest": ("a.txt", _digest),
    "docx": ("a.docx", _word),
    "pptx": ("a.pptx", _slides),
    "odt": ("a.odt", _open_text),
    "odp": ("a.odp", _open_slides),
    "epub": ("a.epub", _book),
    "pdf": ("a.pdf", _portable),
}  # fmt: skip
"""Formats of prose: references in words, of which the identifiers and titles are to be found."""
