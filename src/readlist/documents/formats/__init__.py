"""All document formats, in one table.

To add one: a row here, a module in this folder with a function `read`, and a function that writes
papers in that format in ``tests/support``. Help and the tests that hold for every format follow;
docs/architecture.md tells more.
The order counts: the first whose sign fits is taken.
"""

from readlist.documents import signs
from readlist.documents.format import DocumentFormat, Format

STAMP = (
    r"^[\u200e\u202a-\u202c]*\[?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s)?\d{1,2}:\d\d(?::\d\d)?"
    r"(?:\s?[AaPp]\.?[Mm]\.?)?\]?(?:\s[-–])?\s(?:<[^<>\n]{1,40}>|[^:<>\n]{1,40}:)\s"
)
"""The start of a line of a chat: date, time and name."""
PDF = Format("pdf", "PDF", "pdf", ("pdf",), ("application/pdf",))
TEXT = Format("text", "plain text", "formats.plain", ("txt", "text", "log"))

FORMATS: tuple[DocumentFormat, ...] = (
    PDF,
    Format("docx", "Word (DOCX)", "formats.docx", ("docx", "docm"), packed="word/document.xml"),
    Format("xlsx", "Excel (XLSX)", "formats.xlsx", ("xlsx", "xlsm"), packed="xl/workbook.xml"),
    Format("pptx", "PowerPoint (PPTX)", "formats.pptx", ("pptx", "pptm", "ppsx"),
           packed="ppt/presentation.xml"),
    Format("epub", "EPUB", "formats.epub", ("epub",), packed="application/epub+zip"),
    *(
        Format(name, f"OpenDocument ({name.upper()})", "formats.opendocument", (name, other),
               packed=f"application/vnd.oasis.opendocument.{kind}")
        for name, other, kind in (("odt", "ott", "text"), ("ods", "ots", "spreadsheet"),
                                  ("odp", "otp", "presentation"))
    ),
    Format("rtf", "RTF", "formats.rtf", ("rtf",), ("application/rtf", "text/rtf"),
           sure=signs.begins(r"\{\\rtf", ("{\\rtf",), "*")),
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
    Format("endnote-xml", "EndNote XML", "formats.endnote_xml",
           sure=signs.rooted("xml", "records", inside=r"<rec-number>|<ref-type")),
    Format("pubmed-xml", "PubMed XML", "formats.pubmed_xml",
           sure=signs.rooted("pubmedarticleset", "pubmedarticle")),
    Format("mods", "MODS", "formats.mods", ("mods",), ("application/mods+xml",),
           sure=signs.rooted("mods", "modscollection")),
    Format("marcxml", "MARCXML", "formats.marcxml", ("marcxml",),
           ("application/marcxml+xml",), sure=signs.rooted("record", "collection", inside=(
               r"marc21/slim|<(?:\w+:)?datafield[^>]* tag="))),
    Format("zotero-rdf", "Zotero RDF", "formats.zotero_rdf", ("rdf",), ("application/rdf+xml",),
           sure=signs.rooted("rdf", inside=r"<z:|<bib:|zotero")),
    Format("jats", "JATS XML", "formats.jats", ("nxml",),
           sure=signs.rooted("article", "pmc-articleset", inside=r"<front>|<front |article-meta|"
                             r"<ref-list|-citation|<journal-meta")),
    Format("tei", "TEI (GROBID)", "formats.tei", ("tei", "tei.xml"), ("application/tei+xml",),
           sure=signs.rooted("tei")),
    Format("fb2", "FictionBook", "formats.fictionbook", ("fb2",), sure=signs.rooted("fictionbook")),
    Format("xml", "other XML", "formats.xml_", ("xml",), ("application/xml", "text/xml"),
           sure=signs.is_any_xml),
    Format("html", "HTML (pages, bookmarks)", "formats.html", ("html", "htm", "xhtml"),
           ("text/html", "application/xhtml+xml"), sure=signs.is_html,
           likely=signs.looks_like_html),
    Format("ris", "RIS", "formats.ris", ("ris",), ("application/x-research-info-systems",),
           sure=signs.is_ris),
    Format("endnote", "EndNote (enw)", "formats.endnote", ("enw",),
           ("application/x-endnote-refer",),
           sure=signs.begins(r"%0 [A-Z]|%[AT] .*\n%[A-Z0-9]", ("%",))),
    Format("nbib", "PubMed (nbib)", "formats.nbib", ("nbib", "medline"), ("application/nbib",),
           sure=signs.begins(r"PMID- ?\d|OWN +- \w", ("PMID", "OWN"))),
    Format("web-of-science", "Web of Science (plain text)", "formats.web_of_science", ("ciw",),
           ("application/x-inst-for-scientific-info",),
           sure=signs.begins(r"FN [A-Z][^\n]*\nVR |PT [A-Z]\r?\n[A-Z][A-Z0-9] ",
                             ("FN ", "PT "), "*")),
    Format("ovid", "Ovid", "formats.ovid",
           sure=signs.begins(r"<\d+\. ?>\s+[A-Z][A-Z0-9] {0,4}- ", ("<",), "*")),
    Format("mail", "e-mail, mailboxes and saved pages (eml, mbox, mhtml)", "formats.mail",
           ("eml", "mht", "mhtml", "mbox", "mbx"),
           ("message/rfc822", "multipart/related", "application/mbox"), sure=signs.is_mail),
    Format("bbl", "LaTeX bibliographies (bbl)", "formats.bbl", ("bbl",), sure=signs.is_bbl),
    Format("digest", "arXiv's mailings", "formats.arxiv_mailing", sure=signs.is_digest),
    Format("bibtex", "BibTeX and BibLaTeX", "formats.bibtex", ("bib", "bibtex"),
           ("application/x-bibtex", "text/x-bibtex"), sure=signs.is_bibtex),
    Format("latex", "LaTeX", "formats.latex", ("tex", "latex", "ltx"), ("application/x-tex",),
           sure=signs.begins(r"\\documentclass|\\begin\{document\}", ("\\",)),
           likely=signs.repeated(r"\\(?:section|item|begin|end|href|textbf|emph)\b", 3,
                                 "\\begin", "\\item", "\\section", "\\href", "\\textbf")),
    Format("dokuwiki", "DokuWiki", "formats.dokuwiki", ("dokuwiki", "dw"),
           likely=signs.repeated(r"^={4,6} [^=\n]+ ={4,6}\s*$|\[\[https?://[^\]|\n]+\|", 2,
                                 "====", "[[http")),
    Format("mediawiki", "MediaWiki", "formats.mediawiki", ("wiki", "mediawiki", "wikitext"),
           ("text/x-wiki",),
           likely=signs.repeated(r"\{\{[Cc]it(?:e |ation)|^==+[^=\n]+==+\s*$"
                                 r"|\[https?://\S+ [^\]\n]+\]|^\{\|", 2,
                                 "==", "{{", "[http", "{|")),
    Format("yaml", "YAML (CSL, papis)", "formats.yaml_", ("yaml", "yml"),
           ("application/yaml", "text/yaml"),
           sure=signs.begins(r"---\s*\n(?:references:|- id:)|references:\s*\n\s*- id:",
                             ("---", "references:"))),
    Format("asciidoc", "AsciiDoc", "formats.asciidoc", ("adoc", "asciidoc", "asc"),
           likely=signs.repeated(r"https?://[^\s\[\]]+\[[^\]\n]*\]", 2, "]")),
    Format("jira", "Jira and Confluence", "formats.jira", ("jira", "confluence"),
           likely=signs.repeated(r"\[[^\[\]|\n]+\|https?://[^\]\n]+\]"
                                 r"|^h[1-6]\. .*\n\s*\|\|", 1, "|http", "||")),
    Format("textile", "Textile", "formats.textile", ("textile",),
           likely=signs.repeated(r"^h[1-6]\. \S|\"[^\"\n]+\":https?://", 2,
                                 "h1. ", "h2. ", "h3. ", '":http')),
    Format("typst", "Typst", "formats.typst", ("typ",),
           likely=signs.repeated(r"#link\(\"", 1, "#link(")),
    Format("org", "Org", "formats.org", ("org",), ("text/x-org",),
           likely=signs.repeated(r"\[\[[^\]\n]+\]\[[^\]\n]+\]\]|^#\+\w+:|^\*{1,3} (?:TODO|DONE) ",
                                 1, "][", "#+", "TODO ", "DONE ")),
    Format("rst", "reStructuredText", "formats.rest", ("rst", "rest"), ("text/x-rst",),
           likely=signs.repeated(r"^\.\. (?:_|\[|\w+::)|`[^`\n]+ <[^>\n]+>`_", 1, ".. ", ">`_")),
    Format("markdown", "Markdown", "formats.markdown", ("md", "markdown", "mdx", "rmd", "qmd"),
           ("text/markdown",), likely=signs.looks_like_markdown),
    Format("chat", "chat logs (WhatsApp, Signal, IRC)", "formats.chat",
           likely=signs.repeated(STAMP, 2, ":")),
    Format("csv", "CSV and TSV", "formats.table", ("csv", "tsv", "tab"),
           ("text/csv", "text/tab-separated-values"), likely=signs.looks_like_table),
    TEXT,
)  # fmt: skip
"""In the order in which they are tried."""


def overview() -> str:
    """Return the formats as a Markdown table, in alphabetical order of their labels."""
    rows = [
        f"| {one.label} | {', '.join(f'`.{x}`' for x in one.endings) or 'by its content'} |"
        for one in sorted(FORMATS, key=lambda one: one.label.casefold())
    ]
    return "\n".join(("| Format | Endings |", "|---|---|", *rows))
