"""BibTeX and BibLaTeX: entries with their fields, also inside other documents.

The grammar: http://tug.ctan.org/info/bibtex/tamethebeast/ttb_en.pdf, sections 1 and 2. Strings of
``@string`` and the months are expanded; a broken entry ends where the next one begins.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from readlist.document_model import Broken, Part, Place, Publication, Record, Role
from readlist.documents.facts import csl_type, doi_in, first_date, genre, own
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.inline import plain_block
from readlist.patterns import pattern
from readlist.reading_marks import Marks, asks_for, marks_of, status_of_tag
from readlist.tex import from_bibliography
from readlist.texts.names import inverted_name

_ENTRY = pattern(r"@[ \t]*([A-Za-z]+)[ \t]*([{(])")
_NEXT = pattern(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_FIELD = pattern(r"[\s,]*([A-Za-z][\w:.+/-]*)\s*=\s*")
_VALUE = pattern(r"[^\s,#{}\"]+")
_JOINED = pattern(r"\s*#\s*")
_BRACE = pattern(r'\\.|[{}"]', re.DOTALL)
_SPLIT_AUTHORS = pattern(r"\s+and\s+", re.IGNORECASE)
_LONGEST_VALUE, _EXPANSION, _MOST_EXPANDED = 100_000, 10, 100_000
"""Characters of a string's value, and how much longer all expansions may be than the file."""
_SKIPPED = frozenset({"comment", "preamble", "string"})
_OURS = "% written by readlist"
"""The first line of readlist's own files."""
_SOFTWARE = frozenset({"software", "dataset", "online", "electronic", "www", "manual", "patent"})


def read(source: RawDocument) -> ParsedContent:
    """Return the content of a document."""
    broken: list[Broken] = []
    return ParsedContent(*parse(source.text, broken), broken=broken)


def parse(text: str, broken: list[Broken] | None = None) -> tuple[list[Part], str]:
    """Return a record for every entry of a BibTeX file.

    Args:
        text: The file.
        broken: Gets the entries without a field that can be read.
    """
    found = records(text, 1, broken)
    return list(map(own, found) if text.lstrip("\ufeff").startswith(_OURS) else found), ""


def code(text: str, line: int) -> Iterator[Part]:
    """Yield the records of BibTeX shown in a document, or the text as a code block."""
    found = list(records(text, line)) if "@" in text and _ENTRY.search(text) else []
    if found:
        yield from found
        return
    block = plain_block(text, line, Role.CODE)
    if block:
        yield block


def records(text: str, first: int, broken: list[Broken] | None = None) -> Iterator[Record]:
    """Yield the BibTeX entries of a text, in order.

    Args:
        text: Any.
        first: The number of its first line.
        broken: Gets the entries without a field that can be read.
    """
    strings = _Strings(_MOST_EXPANDED + _EXPANSION * len(text))
    begins = [match.start() for match in _NEXT.finditer(text)] + [len(text)]
    position, line, counted = 0, first, 0
    while match := _ENTRY.search(text, position):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        end = begins[bisect_left(begins, match.end())]
        kind = match[1].lower()
        if kind == "string":
            fields, position = _fields(text, match.end(), end, strings)
            strings.define(fields)
            continue
        comma = text.find(",", match.end(), end)
        fields, position = _fields(text, comma + 1, end, strings) if comma > 0 else ({}, end)
        if kind not in _SKIPPED and fields:
            yield entry(kind, text[match.end() : comma].strip(), fields, line)
        elif kind not in _SKIPPED and broken is not None:
            broken.append(Broken(line, " ".join(text[match.start() : end][:200].split())))


class FieldPlace(NamedTuple):
    """Where a field stands in a text."""

    name: str
    """In lower case."""
    start: int
    """Where its name begins."""
    value: int
    """Where its value begins, with its braces or quotation marks."""
    end: int
    """Behind its value."""


class EntryPlace(NamedTuple):
    """Where an entry stands in a text."""

    line: int
    """From 1; of its ``@``."""
    kind: tuple[int, int]
    """Where its type's name begins and ends."""
    key_end: int
    """Behind its citation key: where the comma is, or is to be."""
    fields: tuple[FieldPlace, ...]


def places(text: str) -> Iterator[EntryPlace]:
    """Yield where the entries of a BibTeX file and their fields stand, in order.

    It takes the same for an entry as `records` does, so that their lines are the same.
    """
    begins = [match.start() for match in _NEXT.finditer(text)] + [len(text)]
    position, line, counted = 0, 1, 0
    nothing = _Strings(0)
    while match := _ENTRY.search(text, position):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        end = begins[bisect_left(begins, match.end())]
        comma = text.find(",", match.end(), end)
        position = end
        if match[1].lower() == "string":
            _, position = _fields(text, match.end(), end, nothing)
        elif comma > 0:
            fields = tuple(_places_of_fields(text, comma + 1, end, nothing))
            position = fields[-1].end if fields else end
            if match[1].lower() not in _SKIPPED and fields:
                yield EntryPlace(line, match.span(1), comma, fields)


def _places_of_fields(
    text: str, position: int, end: int, strings: "_Strings"
) -> Iterator[FieldPlace]:
    while match := _FIELD.match(text, position, end):
        _, position = _value(text, match.end(), end, strings)
        yield FieldPlace(match[1].lower(), match.start(1), match.end(), min(position, end))


def _fields(text: str, position: int, end: int, strings: "_Strings") -> tuple[dict[str, str], int]:
    """Return the fields by name in lower case, and where they end."""
    found: dict[str, str] = {}
    while match := _FIELD.match(text, position, end):
        value, position = _value(text, match.end(), end, strings)
        found.setdefault(match[1].lower(), value)
    return found, min(position, end)


def _value(text: str, position: int, end: int, strings: "_Strings") -> tuple[str, int]:
    pieces: list[str] = []
    while position < end:
        if text[position] in '{"':
            close = _closing(text, position, end)
            pieces.append(text[position + 1 : close])
            position = close + 1
        else:
            word = _VALUE.match(text, position, end)
            if not word:
                break
            pieces.append(strings.expanded(word[0]))
            position = word.end()
        joined = _JOINED.match(text, position, end)
        if not joined:
            break
        position = joined.end()
    return "".join(pieces), position


class _Strings:
    """The values of ``@string``; expansion is bounded, or a few lines could grow without end.

    Args:
        most: Characters that all expansions together may have.
    """

    def __init__(self, most: int) -> None:
        self._left = most
        self._values: dict[str, str] = {}

    def define(self, values: Mapping[str, str]) -> None:
        """Add new values; leave out those that are too long."""
        self._values |= {k: v for k, v in values.items() if len(v) <= _LONGEST_VALUE}

    def expanded(self, word: str) -> str:
        """Return the value of a word; the word itself if that is unknown or too long."""
        value = self._values.get(word.lower())
        if value is None or len(value) > self._left:
            return word
        self._left -= len(value)
        return value


def _closing(text: str, start: int, end: int) -> int:
    """Return where a value in braces or quotation marks ends."""
    depth, quoted = 0, text[start] == '"'
    for match in _BRACE.finditer(text, start + 1, end):
        ch = match[0]
        if ch == "{":
            depth += 1
        elif ch == "}":
            if depth == 0 and not quoted:
                return match.start()
            depth -= 1
        elif ch == '"' and quoted and depth <= 0:
            return match.start()
    return end


def entry(kind: str, key: str, fields: Mapping[str, str], line: int) -> Record:
    """Return the record of BibTeX fields, whose names are in lower case."""

    def field(*names: str) -> str:
        return from_bibliography(next((fields[name] for name in names if fields.get(name)), ""))

    year = re.search(r"\d{4}", field("year", "date"))
    topics = _topics(field("keywords", "keyword", "mendeley-tags"))
    return Record(
        title=field("title"),
        line=line,
        places=tuple(_places(fields, line)),
        authors=_authors(fields),
        year=int(year[0]) if year else None,
        code=tuple(x for x in (fields.get("code", ""), fields.get("url", "")) if "://" in x),
        topics=topics,
        notes="\n".join(x for x in (field("annote", "annotation"), field("comment")) if x),
        key=key if re.fullmatch(r"[^\s{}\",=]{1,100}", key) else "",
        marks=_marks(fields, topics),
        paper=kind not in _SOFTWARE,
        publication=_publication(kind, key, fields, field),
    )


def _marks(fields: Mapping[str, str], topics: Iterable[str]) -> Marks:
    """Return what the reader noted in JabRef, BibDesk, or by a tag."""
    told = marks_of(
        # JabRef counts stars as ``rank4``.
        (name, re.sub(r"^rank(?=\d$)", "", from_bibliography(fields[name])))
        for name in fields
        if asks_for(name)
    )
    tagged = next((state for tag in topics if (state := status_of_tag(tag))), "")
    return told if told.status else told._replace(status=tagged)


def _authors(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return the authors, or else the editors, given names first; a group in braces is one name."""
    written = next((fields[name] for name in ("author", "editor") if fields.get(name)), "")
    found = []
    for part in _SPLIT_AUTHORS.split(written[:_LONGEST_VALUE]):
        plain = from_bibliography(part)
        whole = part.strip().startswith("{") and part.strip().endswith("}")
        name = plain if whole else inverted_name(plain)
        found += [name] if name and name.lower() != "others" else []
    return tuple(found)


def _publication(
    kind: str, key: str, fields: Mapping[str, str], field: Callable[..., str]
) -> Publication:
    """Return where a paper appeared.

    Args:
        kind: The type of the entry, in lower case.
        key: Its citation key: publishers take the DOI for it.
        fields: As they are written.
        field: Returns the first of some fields that is present, without TeX.
    """
    # BibTeX's article is one of a journal, CSL's a preprint.
    told = "article-journal" if kind == "article" else csl_type(kind)
    if told == "article-journal" and not field("journal", "journaltitle"):
        told = ""
    # DOIs and addresses keep what would be a dash or a blank in a text.
    doi, url = (fields.get(name, "").strip("{} ") for name in ("doi", "url"))
    month = field("month")
    year = field("year")
    return Publication(
        doi=doi_in(doi) or doi_in(url) or doi_in(key if key.startswith("10.") else ""),
        url=url if "://" in url else "",
        venue=field("journal", "journaltitle", "booktitle", "eventtitle", "maintitle"),
        volume=field("volume"),
        issue=field("issue") or (field("number") if told != "report" else ""),
        pages=field("pages", "eid"),
        publisher=field("publisher", "institution", "school", "organization"),
        isbn=field("isbn"),
        type=told,
        pmid=field("pmid"),
        genre=field("type") or genre(kind),
        number=field("number") if told == "report" else "",
        issued=first_date(
            field("date"), f"{year}-{month}" if month.isdecimal() else f"{month} {year}"
        ),
    )


_IN_OTHERS = ("doi", "url", "journal", "journaltitle", "volume", "number", "pages", "note",
              "howpublished", "archive", "pubs", "file", "pdf", "link", "bdsk-url-1", "bdsk-url-2",
              "booktitle", "series", "publisher", "institution", "type", "adsurl", "ee", "key",
              "issue", "eid", "report", "reportnumber", "annote", "annotation", "comment",
              "keywords", "biburl", "bibsource", "x-fetchedfrom")  # fmt: skip


def _places(fields: Mapping[str, str], line: int) -> Iterator[Place]:
    prefix = " ".join(fields.get(x, "") for x in ("archiveprefix", "eprinttype", "archive"))
    foreign = bool(prefix.strip()) and "arxiv" not in re.sub(r"[{}\s]", "", prefix).lower()
    for name in ("arxivid", "arxiv_id", "arxiv", "arxiveprint"):
        if name in fields:
            yield Place(from_bibliography(fields[name]), line, bare=True)
    if "readlist" in fields:
        yield Place(fields["readlist"], line)
    if "eprint" in fields:
        yield Place(from_bibliography(fields["eprint"]), line, bare=not foreign)
    # CoRR keeps the number in another field than the name: journal = CoRR, volume = abs/2310.06825.
    whole = " ".join(
        from_bibliography(fields.get(x, "")) for x in ("journal", "volume", "number", "pages")
    )
    yield Place(whole, line)
    for name in _IN_OTHERS:
        if fields.get(name):
            yield Place(from_bibliography(fields[name]), line)


def _topics(words: str) -> tuple[str, ...]:
    parts = re.split(r"[;\n]" if ";" in words else r"[,\n]", words)
    return tuple(dict.fromkeys(" ".join(x.split()) for x in parts if x.strip()))
