r"""``.bbl`` files and LaTeX bibliographies: one entry for every ``\bibitem``."""

import re
from collections.abc import Iterator

from readlist.document_model import Part, Place, Record, Role
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats import bibtex
from readlist.documents.inline import Inline
from readlist.patterns import pattern
from readlist.tex import from_bibliography
from readlist.texts.names import names_in

_ITEM = pattern(r"\\bibitem\b\s*(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\])?\s*\{[^{}]*\}")
_COMMENT = pattern(r"(?<!\\)%.*")
_HREF = pattern(r"\\(?:href|url)\s*(?:@noop)?\s*\{([^{}]*)\}(?:\s*\{((?:[^{}]|\{[^{}]*\})*)\})?")
_END = pattern(r"\\end\{thebibliography\}|\\endthebibliography")
_NAMED = pattern(r"\\bibinfo\s*\{title\}\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
_AUTHORS = pattern(r"\\newblock\b|\\bibinfo\s*\{title\}")
_YEAR = pattern(r"(?<![\d.:/])(?:19|20)\d\d(?![\d.:/])")
_ENTRY = pattern(r"\\entry\{([^{}]*)\}\{([^{}]*)\}")


def read(source: RawDocument) -> ParsedContent:
    """Return the content of a document."""
    return ParsedContent(*parse(source.text))


def parse(text: str) -> tuple[list[Part], str]:
    """Return a block for every reference, with its links; its parts are on separate lines."""
    return list(_references(_COMMENT.sub("", text))), ""


def _references(text: str) -> Iterator[Part]:
    items = list(_ITEM.finditer(text))
    starts = items or list(_ENTRY.finditer(text))
    line, counted = 1, 0
    for index, match in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        stop = _END.search(text, match.end(), end)
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        if not items:
            yield bibtex.entry(match[2], match[1], _fields(text[match.end() : end]), line)
            continue
        yield from _item(text[match.end() : stop.start() if stop else end], line)


def _item(text: str, line: int) -> Iterator[Part]:
    """Yield one reference: a record if the style marks the title, else a block."""
    inline = _reference(text)
    title = _title(text)
    if title:
        places = [Place(link.url, line) for link in inline.links]
        year = _YEAR.findall(inline.text)
        yield Record(
            title,
            line,
            (*places, Place(inline.text, line)),
            authors=names_in(_clean(_AUTHORS.split(text, maxsplit=1)[0]).strip(" .,\n")),
            year=int(year[-1]) if year else None,
        )
    elif block := inline.block(line, Role.ITEM):
        yield block


def _title(text: str) -> str:
    """Return the title that REVTeX marks, or the second block that BibTeX's styles write."""
    named = _NAMED.search(text)
    if named:
        return _clean(named[1]).strip(" ,.")
    blocks = re.split(r"\\newblock\b", text)
    return _clean(blocks[1]).strip(" \n,.“”") if len(blocks) > 2 else ""


def _fields(text: str) -> dict[str, str]:
    """Return the fields as biber writes them for BibLaTeX."""
    found = dict(re.findall(r"\\(?:field|strng)\{(\w+)\}\{((?:[^{}]|\{[^{}]*\})*)\}", text))
    found.update(re.findall(r"\\verb\{(\w+)\}\s*\\verb[ \t]+(\S+)", text))
    family = re.findall(r"family=\{((?:[^{}]|\{[^{}]*\})*)\}", text)
    return found | {"author": " and ".join(family)}


def _reference(text: str) -> Inline:
    r"""Write one reference: ``\newblock`` parts it into lines, quoted titles are marked."""
    inline = Inline()
    parts = re.split(r"\\newblock\b|\\BibitemShut\b|\\field\b", text)
    for number, part in enumerate(parts):
        if number:
            inline.add("\n")
        done = 0
        for match in _HREF.finditer(part):
            inline.add(_clean(part[done : match.start()]))
            start = inline.length
            inline.add(_clean(match[2]) if match[2] is not None else match[1])
            inline.link(match[1].replace("\\", ""), start)
            done = match.end()
        inline.add(_clean(part[done:]))
    return inline


def _clean(text: str) -> str:
    text = re.sub(r"\\bib(?:info|field|namefont|fnamefont)\s*\{[a-z]*\}\s*(?=\{)", "", text)
    text = re.sub(r"\\bib(?:namefont|fnamefont|info|field)\b", "", text)
    text = text.replace("``", "“").replace("''", "”")
    lead = " " if text[:1].isspace() else ""
    return lead + from_bibliography(text) + (" " if text[-1:].isspace() else "")
