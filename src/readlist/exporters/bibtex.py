"""BibTeX and BibLaTeX, with the fields that name an e-print.

Zotero reads arXiv's number from ``eprinttype`` only (translators, BibTeX.js), BibTeX styles and
INSPIRE from ``archivePrefix``, so that BibTeX gets both. BibLaTeX's fields: its manual, 3.11.7;
its data model does not know BibTeX's, and biber warns of them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial

from readlist.author_name import split_name
from readlist.exporters import latex
from readlist.exporters.entry import Entries, ExportEntry, Options
from readlist.exporters.flat import Flat
from readlist.exporters.publication import doi_of, local_of, publication_of, year_of
from readlist.text import one_line

MARK = "% written by readlist; edit the list, not this file"
"""The first line, which BibTeX takes for a comment as it does everything between entries."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

Fields = Iterator[tuple[str, str]]


def render_bibtex(entries: Entries, options: Options) -> str:
    """Return the file of `BIBTEX` as one text."""
    return "".join(BIBTEX.pieces(entries, options))


def render_biblatex(entries: Entries, options: Options) -> str:
    """Return the file of `BIBLATEX` as one text."""
    return "".join(BIBLATEX.pieces(entries, options))


def render_one(entry: ExportEntry, key: str) -> str:
    """Return one paper in BibTeX, as a reader copies it from the page."""
    return _entry(entry, key, Options(), "misc", _bibtex_fields)


def written_by_readlist(text: str) -> bool:
    """Return whether the file begins with readlist's mark."""
    return text.startswith(MARK)


def _entry(
    entry: ExportEntry, key: str, options: Options, kind: str, own: Callable[[ExportEntry], Fields]
) -> str:
    if entry.is_arxiv:
        kind = "article" if entry.journal else kind
    else:
        found, bibtex = publication_of(entry), own is _bibtex_fields
        kind = _types(bibtex=bibtex).get(found.type, kind)
        kind = "mastersthesis" if bibtex and found.below_doctor else kind
    lines = [f"@{kind}{{{key},"]
    lines += [f"  {name} = {value}," for name, value in _fields(entry, options, own)]
    return "\n".join((*lines, "}\n"))


def _fields(entry: ExportEntry, options: Options, own: Callable[[ExportEntry], Fields]) -> Fields:
    yield "title", f"{{{latex.title(entry.title)}}}"
    if names := entry.authors:
        yield "author", f"{{{' and '.join(map(author, names))}}}"
    yield from own(entry)
    if doi := doi_of(entry):
        yield "doi", f"{{{doi}}}"
    if entry.is_arxiv:
        yield from _eprint(entry, entry.paper.url, bibtex=own is _bibtex_fields)
    elif url := one_line(entry.paper.url):
        yield "url", f"{{{url.translate(_NOT_IN_URL)}}}"
    if name := local_of(entry):
        yield "readlist", f"{{{name}}}"
    if topics := entry.topics:
        yield "keywords", f"{{{', '.join(map(_keyword, topics))}}}"
    if options.abstracts and entry.abstract:
        yield "abstract", f"{{{latex.escape(entry.abstract)}}}"
    if note := entry.standing_note:
        yield "note", f"{{{latex.escape(note)}}}"
    if options.notes and entry.notes:
        name = "annote" if own is _bibtex_fields else "annotation"
        yield name, f"{{{'; '.join(map(latex.escape, entry.notes))}}}"


def _bibtex_fields(entry: ExportEntry) -> Fields:
    year = year_of(entry)
    if entry.journal:
        yield "journal", f"{{{latex.escape(entry.journal)}}}"
    if not entry.is_arxiv:
        yield from _appeared(entry, _BIBTEX_NAMES)
    if year:
        yield "year", f"{{{year}}}"
    if entry.issued[1:] and year == entry.issued[0]:
        yield "month", _MONTHS[entry.issued[1] - 1]


def _biblatex_fields(entry: ExportEntry) -> Fields:
    year = year_of(entry)
    if entry.journal:
        yield "journaltitle", f"{{{latex.escape(entry.journal)}}}"
    if not entry.is_arxiv:
        yield from _appeared(entry, _BIBLATEX_NAMES)
    if entry.issued and year == entry.issued[0]:
        yield "date", f"{{{entry.issued_on}}}"
    elif year:
        yield "date", f"{{{year}}}"


def _types(*, bibtex: bool) -> Mapping[str, str]:
    return _BIBTEX_TYPES if bibtex else _BIBLATEX_TYPES


def _appeared(entry: ExportEntry, names: Mapping[str, str]) -> Fields:
    """Yield where a paper appeared, under the names that one of the formats has."""
    found = publication_of(entry)
    kind = names.get(found.type, "")
    if found.container:
        yield kind or names["container"], f"{{{latex.escape(found.container)}}}"
    if found.publisher:
        yield (
            names.get(f"{found.type} publisher", "publisher"),
            f"{{{latex.escape(found.publisher)}}}",
        )
    yield from (
        (name, f"{{{latex.escape(value)}}}")
        for name, value in (
            ("volume", found.volume),
            ("number", found.issue or found.number),
            ("pages", _DASHES.sub("--", found.pages)),
            ("type", found.genre),
            ("isbn", found.isbn),
            ("pmid", found.pmid),
        )
        if value
    )


_NOT_IN_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", '"': "%22", " ": "%20"})
_DASHES = re.compile(r"(?<=\w)\s*[-\u2010-\u2015]+\s*(?=\w)")
_BIBTEX_TYPES = {
    "article-journal": "article", "paper-conference": "inproceedings", "chapter": "incollection",
    "book": "book", "thesis": "phdthesis", "report": "techreport",
}  # fmt: skip
"""CSL's types in BibTeX; all others are ``misc``."""
_BIBLATEX_TYPES = _BIBTEX_TYPES | {"thesis": "thesis", "report": "report"}
_BIBTEX_NAMES = {
    "article-journal": "journal", "paper-conference": "booktitle", "chapter": "booktitle",
    "container": "howpublished", "thesis publisher": "school", "report publisher": "institution",
}  # fmt: skip
"""Names of the field for the container, and for the publisher, by type."""
_BIBLATEX_NAMES = {
    "article-journal": "journaltitle", "paper-conference": "booktitle", "chapter": "booktitle",
    "container": "organization", "thesis publisher": "institution",
    "report publisher": "institution", "webpage publisher": "organization",
    "article publisher": "publisher",
}  # fmt: skip


def _eprint(entry: ExportEntry, url: str, *, bibtex: bool) -> Fields:
    paper = entry.paper
    # Until 2007 the archive is part of the number, and BibLaTeX wants it there too.
    yield "eprint", f"{{{entry.id}}}"
    yield "eprinttype", "{arxiv}"
    if bibtex:
        yield "archivePrefix", "{arXiv}"
    for category in entry.categories[:1]:
        written = _category(category)
        yield "eprintclass", f"{{{written}}}"
        if bibtex:
            yield "primaryClass", f"{{{written}}}"
    if paper.version:
        yield "version", f"{{{paper.version}}}"
    yield "url", f"{{{url}}}"


@lru_cache(maxsize=1024)
def _keyword(topic: str) -> str:
    """Return a topic without what parts keywords from each other."""
    return latex.escape(" ".join(topic.replace(",", " ").replace(";", " ").split()))


_category = lru_cache(maxsize=1024)(latex.escape)


@lru_cache(maxsize=8192)
def author(name: str) -> str:
    """Return a person's name as a field of BibTeX has it; a group's in braces."""
    parts = split_name(name)
    if parts.is_group or not parts.given:
        written = latex.escape(name)
        return f"{{{written}}}" if parts.is_group or not name.isalpha() else written
    pieces = (parts.full_family, parts.suffix, parts.given)
    # A comma of the name's own would shift the parts.
    return ", ".join(latex.escape(piece.replace(",", "")) for piece in pieces if piece)


def _flat(kind: str, own: Callable[[ExportEntry], Fields]) -> Flat:
    return Flat(
        text=partial(_entry, kind=kind, own=own),
        empty=lambda _: f"{MARK}\n",
        head=lambda _: f"{MARK}\n\n",
        between="\n",
        once=True,
    )


BIBTEX = _flat("misc", _bibtex_fields)
"""A BibTeX file: ``@misc``, or ``@article`` where arXiv has a journal reference."""
BIBLATEX = _flat("online", _biblatex_fields)
"""A BibLaTeX file: ``@online``, or ``@article`` where there is a journal reference."""
