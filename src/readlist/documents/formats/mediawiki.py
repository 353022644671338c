"""MediaWiki: pages like Wikipedia's, with their citation templates as records.

The syntax: https://www.mediawiki.org/wiki/Help:Formatting; the templates: CS1 and its relatives.
"""

import re
from collections.abc import Iterator

from readlist.document_model import Part, Record
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.records import entry
from readlist.documents.wiki import Syntax, WikiRow, blocks
from readlist.patterns import pattern

MOST_NESTED = 20
_BRACES = pattern(r"\{\{|\}\}")
_HEADING = pattern(r"(={1,6})\s*(.+?)\s*\1\s*(?:<!--.*)?$")
_PLACE = pattern("\x02(\\d+)\x03")
_REMOVED = pattern(
    r"<!--.*?-->|</?ref\b[^<>]*>|</?(?:small|nowiki|references|br|span|div|sup|sub|center|i|b)\b[^<>]*>",
    re.DOTALL,
)
_NAMES = {
    "titel": "title", "titre": "title", "título": "title", "titolo": "title", "заглавие": "title",
    "autor": "author", "auteur": "author", "autore": "author", "автор": "author",
    "authors": "author", "vauthors": "author", "jahr": "year", "année": "year", "año": "year",
    "anno": "year", "fecha": "year", "datum": "year", "date": "year", "год": "year",
    "online": "url", "lien": "url", "ссылка": "url", "sammelwerk": "journal",
    "périodique": "journal", "revista": "journal", "rivista": "journal", "издание": "journal",
    "zeitschrift": "journal", "band": "volume", "seiten": "pages", "verlag": "publisher",
    "éditeur": "publisher", "work": "journal", "website": "journal", "class": "archiveclass",
}  # fmt: skip
_LEFT_OUT = frozenset("quote at archive-url archiveurl ref id-note abstract".split())


def read(source: RawDocument) -> ParsedContent:
    """Return the parts of a page: its citation templates are records."""
    cited: list[Record] = []
    text = _with_flat_tables(_REMOVED.sub(_blank, _templates(source.text, cited)))
    return ParsedContent(list(_with_records(blocks(text, SYNTAX), cited)))


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n") if match[0].startswith("<!--") else " "


def _templates(text: str, cited: list[Record]) -> str:
    """Replace every citation template by a placeholder, in one pass over the braces."""
    pieces: list[list[str]] = [[]]
    begins: list[int] = []
    done = line = counted = 0
    for match in _BRACES.finditer(text):
        pieces[-1].append(text[done : match.start()])
        done = match.end()
        if match[0] == "{{" and len(begins) < MOST_NESTED:
            begins.append(match.start())
            pieces.append([])
        elif match[0] == "}}" and begins:
            begin = begins.pop()
            if not begins:
                line, counted = line + text.count("\n", counted, begin), begin
            pieces[-2].append(_template("".join(pieces.pop()), line + 1, cited))
    pieces[-1].append(text[done:])
    return "".join("".join(piece) for piece in pieces)


def _template(inner: str, line: int, cited: list[Record]) -> str:
    name, *values = re.split(r"\|(?![^\[\]]*\]\])", inner)
    lines = "\n" * inner.count("\n")
    fields: dict[str, list[str]] = {}
    unnamed: list[str] = []
    for value in values:
        key, mark, words = value.partition("=")
        if mark and re.fullmatch(r"[\w -]{1,30}", key.strip()):
            plain = re.sub(r"\d+$", "", key.strip().lower()) or key
            if plain not in _LEFT_OUT and words.strip():
                fields.setdefault(_NAMES.get(plain, plain), []).append(_plain(words))
        else:
            unnamed.append(value.strip())
    if "title" not in fields or not ({"arxiv", "eprint", "url", "doi", "author", "last", "journal"}
                                     & fields.keys()):  # fmt: skip
        short = name.strip().lower() in {"arxiv", "doi", "url"}
        words = unnamed + [x for values in fields.values() for x in values] if short else unnamed
        return (f"{name.strip()}:" if short else "") + " ".join(words) + lines
    given = fields.pop("first", fields.pop("given", []))
    family = fields.pop("last", fields.pop("surname", []))
    names = [" ".join(x) for x in zip(given, family, strict=False)] or family
    fields["author"] = names + fields.get("author", [])
    kind = re.sub(r"(?i)^cite\s+", "", name.strip())
    cited.append(entry({**fields, "title": fields["title"][0]}, line)._replace(paper=True))
    if kind.lower() in {"web", "news", "av media", "internetquelle", "lien web", "podcast"}:
        cited[-1] = cited[-1]._replace(paper=False)
    return f"\x02{len(cited) - 1}\x03{lines}"


def _plain(words: str) -> str:
    """Return the value of a parameter without wiki links and quotation marks."""
    words = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]", r"\1", words)
    return " ".join(re.sub(r"'{2,5}|<[^<>]*>", "", words).split())


def _with_flat_tables(text: str) -> str:
    """Put the cells of each table row on one line, and keep the number of lines."""
    result: list[str] = []
    row: list[str] = []
    blank, inside = 0, False
    for line in text.split("\n"):
        words = line.strip(" \t:")
        inside = inside or words.startswith("{|")
        if not inside:
            result.append(line)
        elif words.startswith(("{|", "|-", "|}", "|+")):
            result += [" ".join(row), *["\x00"] * max(blank - 1, 0), "\x00"] if row else ["\x00"]
            row, blank = [], 0
            inside = not words.startswith("|}")
        else:
            blank += 1
            if words[:1] in {"|", "!"}:
                cells = re.split(r"\|\||!!" if words[0] == "!" else r"\|\|", words[1:])
                row += [f"{'|!' if words[0] == '!' else '|'} {_cell(cell)}" for cell in cells]
            elif row:
                row.append(words)
    return "\n".join([*result, " ".join(row)])


def _cell(cell: str) -> str:
    """Return the content of a cell without the attributes before a bar."""
    attributes, bar, words = cell.partition("|")
    styled = bar and "=" in attributes and "[[" not in attributes
    return (words if styled else cell).replace("|", "\x04").strip()


def _row(line: str) -> WikiRow | None:
    if not line.startswith("|"):
        return None
    cells = [x.strip().replace("\x04", "|") for x in line[1:].split("|")]
    return WikiRow([x.removeprefix("!") for x in cells], head=all(x.startswith("!") for x in cells))


def _with_records(parts: Iterator[Part], cited: list[Record]) -> Iterator[Part]:
    """Put the records in place of their templates; the rest of the line follows them."""
    for part in parts:
        if isinstance(part, Record) or "\x02" not in part.text:
            yield part
            continue
        for match in _PLACE.finditer(part.text):
            yield cited[int(match[1])]
        text = _PLACE.sub(lambda m: " " * len(m[0]), part.text)
        if sum(ch.isalpha() for ch in text) > 30 or part.links:
            yield part._replace(text=text)


def _heading(line: str) -> tuple[int, str] | None:
    match = _HEADING.match(line) if line[:1] == "=" else None
    return (len(match[1]), match[2]) if match else None


SYNTAX = Syntax(
    heading=_heading,
    item=pattern(r"(?P<depth>[*#:;]+)\s*"),
    links=pattern(
        r"\[(?P<url>(?:https?:)?//[^\s\[\]]+)(?:\s+(?P<text>[^\[\]\n]{0,1000}))?\]"
        r"|\[\[(?:[^\[\]|\n]{1,300}\|)?(?P<text2>[^\[\]|\n]{1,1000})\]\]"
    ),
    marks=pattern(r"'{2,5}(?P<mark>[^'\n](?:[^\n]*?[^'\n])?)'{2,5}"),
    row=_row,
    skipped=pattern(r"\x00|__[A-Z]+__|\[\[(?:Category|Kategorie|Catégorie|File|Datei):"),
)
