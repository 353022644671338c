"""arXiv's daily mailings: one record for each submission, with titles and comments unfolded.

The format: https://info.arxiv.org/help/subscribe.html.
"""

import re
from collections.abc import Iterator

from readlist.document_model import Part, Place, Record
from readlist.documents.format import ParsedContent, RawDocument
from readlist.patterns import pattern

_START = pattern(r"^\s*(?:>\s*)*arXiv:(\S{7,30})", re.MULTILINE)
_TITLE = pattern(r"[^\n]{0,300}\n(?:[^\n]{0,300}\n){0,4}?Title:")
_FIELD = pattern(r"^([A-Z][A-Za-z-]+):[ \t]+(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_CODE = pattern(r"https?://[^\s<>\"]+")
_END = pattern(r"^\\\\ \(|^-{20,}|^%%", re.MULTILINE)


def read(source: RawDocument) -> ParsedContent:
    """Return the content of a document."""
    return ParsedContent(*parse(source.text))


def parse(text: str) -> tuple[list[Part], str]:
    """Return the announced papers, with their abstracts as the blurb."""
    return list(_papers(text)), ""


def _papers(text: str) -> Iterator[Record]:
    # A submission's title stands within a few lines; in an abstract no title follows.
    starts = [x for x in _START.finditer(text) if _TITLE.match(text, x.end())]
    line, counted = 1, 0
    for index, match in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        begin = match.start(1)
        line, counted = line + text.count("\n", counted, begin), begin
        body = text[match.end() : end]
        stop = _END.search(body)
        body = body[: stop.start()] if stop else body
        head, _, abstract = body.partition("\n\\\\\n")
        fields = {name.lower(): " ".join(value.split()) for name, value in _FIELD.findall(head)}
        yield Record(
            title=fields.get("title", ""),
            line=line,
            places=(Place(match[1], line, bare=True),),
            authors=tuple(re.split(r",\s*|\s+and\s+", fields.get("authors", ""))),
            code=tuple(x.rstrip(".,;)") for x in _CODE.findall(fields.get("comments", ""))),
            blurb=" ".join(abstract.split()),
        )
