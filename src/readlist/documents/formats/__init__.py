"""Every format that documents are read in, behind one table.

To add one: a row here, a module in this folder with a function `read`, and a small document of that
format in ``tests/data/formats``. Help, README and the tests that hold for every format follow.
The order counts: the first whose sign fits is taken.
"""

from readlist.documents import signs
from readlist.documents.format import DocumentFormat, Format

PDF = Format("pdf", "PDF", "pdf", ("pdf",), ("application/pdf",))
TEXT = Format("text", "plain text", "formats.plain", ("txt", "text", "log"))

FORMATS: tuple[DocumentFormat, ...] = (
    PDF,
    Format("docx", "Word (DOCX)", "formats.docx", ("docx", "docm"), packed="word/document.xml"),
    Format("ipynb", "Jupyter notebooks", "formats.notebook", ("ipynb",), sure=signs.is_notebook),
    Format(
        "json", "JSON (CSL, Zotero, Semantic Scholar, OpenAlex, INSPIRE, chats, bookmarks ...)",
        "formats.json_", ("json", "jsonl", "ndjson", "csljson"), ("application/json",),
        sure=signs.is_json,
    ),
    Format("opml", "OPML", "formats.opml", ("opml",), ("text/x-opml",),
           sure=signs.rooted("opml")),
    Format("feed", "feeds (Atom, RSS)", "formats.feed", ("rss", "atom"),
           ("application/atom+xml", "application/rss+xml"), sure=signs.rooted("rss", "feed")),
    Format("xml", "other XML", "formats.xml_", ("xml",), ("application/xml", "text/xml"),
           sure=signs.is_any_xml),
    Format("html", "HTML (pages, bookmarks)", "formats.html", ("html", "htm", "xhtml"),
           ("text/html", "application/xhtml+xml"), sure=signs.is_html,
           likely=signs.looks_like_html),
    Format("ris", "RIS", "formats.ris", ("ris",), ("application/x-research-info-systems",),
           sure=signs.is_ris),
    Format("mail", "e-mail", "formats.mail", ("eml", "mht", "mhtml"),
           ("message/rfc822", "multipart/related"), sure=signs.is_mail),
    Format("bbl", "LaTeX bibliographies (bbl)", "formats.bbl", ("bbl",), sure=signs.is_bbl),
    Format("digest", "arXiv's mailings", "formats.digest", sure=signs.is_digest),
    Format("bibtex", "BibTeX and BibLaTeX", "formats.bibtex", ("bib", "bibtex"),
           ("application/x-bibtex", "text/x-bibtex"), sure=signs.is_bibtex),
    Format("org", "Org", "formats.org", ("org",), ("text/x-org",),
           likely=signs.repeated(r"\[\[[^\]\n]+\]\[[^\]\n]+\]\]|^#\+\w+:|^\*{1,3} (?:TODO|DONE) ",
                                 1)),
    Format("rst", "reStructuredText", "formats.rest", ("rst", "rest"), ("text/x-rst",),
           likely=signs.repeated(r"^\.\. (?:_|\[|\w+::)|`[^`\n]+ <[^>\n]+>`_", 1)),
    Format("markdown", "Markdown", "formats.markdown", ("md", "markdown", "mdx", "rmd", "qmd"),
           ("text/markdown",), likely=signs.looks_like_markdown),
    Format("csv", "CSV and TSV", "formats.table", ("csv", "tsv", "tab"),
           ("text/csv", "text/tab-separated-values"), likely=signs.looks_like_table),
    TEXT,
)  # fmt: skip
"""In the order in which they are tried."""
