"""Tell what kind of document bytes are: by their content first, by the name second."""

import re

from readlist.patterns import pattern

_NAMES = {
    "md": "markdown", "markdown": "markdown", "mdx": "markdown", "rmd": "markdown",
    "qmd": "markdown", "html": "html", "htm": "html", "xhtml": "html", "bib": "bibtex",
    "bibtex": "bibtex", "bbl": "bbl", "ris": "ris", "csv": "csv", "tsv": "csv", "tab": "csv",
    "org": "org", "rst": "rst", "rest": "rst", "ipynb": "ipynb", "opml": "xml", "xml": "xml",
    "rss": "xml", "atom": "xml", "json": "json", "jsonl": "json", "ndjson": "json",
    "eml": "mail", "mht": "mail", "mhtml": "mail", "txt": "text", "text": "text", "log": "text",
    "tex": "tex",
}  # fmt: skip
_TYPES = {
    "text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown",
    "application/json": "json", "text/csv": "csv", "application/atom+xml": "xml",
    "application/rss+xml": "xml", "message/rfc822": "mail", "multipart/related": "mail",
    "text/tab-separated-values": "csv", "application/x-bibtex": "bibtex", "text/x-bibtex": "bibtex",
    "application/x-research-info-systems": "ris", "text/x-org": "org", "text/x-rst": "rst",
}  # fmt: skip
_DIGEST = pattern(
    r"^arXiv:\S{7,30}[^\n]{0,200}\n(?:[^\n]{0,200}\n){0,3}?(?:Title|Date):", re.MULTILINE
)
_FOREIGN = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"RIFF", "a recording or picture"), (b"\x1f\x8b", "a gzip archive"), (b"BZh", "an archive"),
    (b"7z\xbc\xaf", "an archive"), (b"Rar!", "an archive"), (b"\x7fELF", "a program"),
    (b"MZ", "a program"), (b"SQLite format 3\0", "a database"), (b"%!PS", "a PostScript file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office document"),
    (b"ID3", "a recording"), (b"OggS", "a recording"), (b"\xfd7zXZ", "an archive"),
)  # fmt: skip

_ODD = ("\ufffd", *(chr(code) for code in range(32) if code not in b"\t\n\x1b"))


def of_bytes(data: bytes) -> str:
    """Return "pdf", "docx", or "" for what is read as text, or what else it is."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return "docx" if b"word/" in data else "a zip archive"
    for mark, what in _FOREIGN:
        if data.startswith(mark) and (len(mark) > 2 or b"\0" in data[:200]):
            return what
    return ""


def looks_binary(text: str) -> bool:
    """Return whether decoded bytes are no text: many control characters or broken ones."""
    sample = text[:20_000]
    odd = sum(map(sample.count, _ODD))
    return bool(sample) and ("\0" in sample or odd * 20 > len(sample))


def of_text(text: str, name: str, content_type: str = "") -> str:
    """Return the kind of a text.

    Args:
        text: The decoded text.
        name: The file's name or the address.
        content_type: What the server called it, for a page from the network.
    """
    extension = name.split("?", maxsplit=1)[0].rpartition(".")[2].lower() if "." in name else ""
    told = _NAMES.get(extension) or _TYPES.get(
        content_type.split(";", maxsplit=1)[0].strip().lower(), ""
    )
    return _sure(text, told) or told or _likely(text)


def _sure(text: str, told: str) -> str:
    """Kinds that their first characters give away."""
    head = text.lstrip("\ufeff \t\r\n")[:4000]
    low = head[:1000].lower()
    closed = told == "json" or text.rstrip()[-1:] in {"}", "]"}
    if head[:1] in "{[" and closed and _is_json(head):
        return "ipynb" if '"cells"' in text and '"nbformat"' in text else "json"
    if low.startswith(("<?xml", "<opml", "<rss", "<feed")) and "<html" not in low:
        return "xml"
    if low.startswith(("<!doctype", "<html")) and told != "markdown":
        return "html"
    if re.match(r"TY  ?- ", head) or re.search(r"^TY  - \w+\s*$", head, re.MULTILINE):
        return "ris"
    if _is_mail(head) and told in {"", "mail", "text"}:
        return "mail"
    return _by_structure(text, head, told)


def is_digest(text: str) -> bool:
    """Return whether a text is one of arXiv's daily mailings."""
    return "\n\\\\\n" in text and bool(_DIGEST.search(text))


def _by_structure(text: str, head: str, told: str) -> str:
    if "\\begin{thebibliography}" in text or "\\bibitem" in text or "\\entry{" in head:
        return "bbl" if told in {"", "bbl", "text", "tex"} else ""
    if is_digest(text):
        return "digest"
    first = re.sub(r"^\s*%.*$", "", head, flags=re.MULTILINE).strip()
    if re.match(r"@[A-Za-z]+\s*[{(]\s*[^\s{},]*\s*,", first) and told in {"", "bibtex", "text"}:
        return "bibtex"
    return ""


def _is_json(head: str) -> bool:
    """Tell JSON from Markdown and Org, whose links begin with square brackets too."""
    if re.match(r"\{\s*(?:\"|\}|$)|\[\s*\{", head):
        return True
    begins = re.match(r"\[\s*(?:[\[\"\]\d-]|true|false|null)", head)
    return bool(begins) and not re.match(r"\[[^\]\n]{0,400}\](?:[(:\[]|\s*\S|$)|\[\[|\[-\]", head)


def _likely(text: str) -> str:
    """Guess from mark-up when neither the beginning nor the name says anything."""
    sample = text[:100_000]
    if re.search(r"<(?:a\s+href|p|div|table|ul|h[1-6]|DT)\b[^>]*>", sample, re.IGNORECASE) and (
        len(re.findall(r"</?(?:a|p|div|li|td|tr|h[1-6]|dt|br)\b", sample, re.IGNORECASE)) * 60
        > len(sample)
    ):
        return "html"
    if re.search(
        r"\[\[[^\]]+\]\[[^\]]+\]\]|^#\+\w+:|^\*{1,3} (?:TODO|DONE) ", sample, re.MULTILINE
    ):
        return "org"
    if re.search(r"^\.\. (?:_|\[|\w+::)|`[^`\n]+ <[^>\n]+>`_", sample, re.MULTILINE):
        return "rst"
    marks = len(
        re.findall(
            r"^#{1,6} \S|\]\((?:https?:|#|/)|^\|.*\|\s*$|^\s*```|\*\*\S", sample, re.MULTILINE
        )
    )
    if marks:
        return "markdown"
    from readlist.documents import table  # noqa: PLC0415 - only text without a name is guessed

    mark = table.delimiter(sample)
    return "csv" if mark in {"\t", ","} and _is_table(sample, mark) else "text"


def _is_table(sample: str, mark: str) -> bool:
    rows = [line for line in sample.split("\n") if line.strip()]
    first = rows[0].split(mark) if rows else []
    return len(rows) > 2 and len(first) > 1 and all(0 < len(x.strip()) < 40 for x in first)


def _is_mail(head: str) -> bool:
    """Return whether a text begins with the headers of a message."""
    names = re.findall(
        r"^([A-Za-z][\w-]{1,40}):[ \t]?", head[:4000].split("\n\n", maxsplit=1)[0], re.MULTILINE
    )
    known = {name.lower() for name in names} & {
        "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "received",
        "return-path", "delivered-to", "snapshot-content-location", "content-transfer-encoding",
    }  # fmt: skip
    return len(known) >= 3 or {"mime-version", "content-type"} <= known
