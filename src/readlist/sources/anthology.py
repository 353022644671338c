"""The ACL Anthology: one ``.bib`` file for each paper (aclanthology.org); its fields hold TeX."""

import re
from urllib.parse import quote

from readlist.http.web import Answer, UnfitError
from readlist.model.identifiers import distinct, doi_in, name_of_doi
from readlist.sources.reading import Reading, paper
from readlist.tex import from_bibliography
from readlist.text import one_line
from readlist.texts import abstract_text, date_in, inverted_name

NAME = "the ACL Anthology"
HOST = "aclanthology.org"
_FIELD = re.compile(r"\s*,\s*([A-Za-z]{1,30})\s*=\s*")
_HEAD = re.compile(r"\s*@([A-Za-z]{1,30})\s*\{[^,]{0,300}")
_WORD = re.compile(r"[^\s,{}\"]{1,100}")
_TYPES = {"inproceedings": "paper-conference", "article": "article-journal", "book": "book",
          "proceedings": "book", "phdthesis": "thesis", "incollection": "chapter"}  # fmt: skip


def address(name: str) -> str:
    """Return the address of the entry."""
    return f"https://{HOST}/{quote(name, safe='')}.bib"


def page_address(name: str) -> str:
    """Return the address of the paper's page."""
    return f"https://{HOST}/{quote(name, safe='')}/"


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return what the entry says; None if there is none.

    Raises:
        UnfitError: It is not BibTeX.
    """
    if not answer.found:
        return None
    kind, fields = entry(_text(answer))
    if not fields.get("title"):
        raise UnfitError("it sent no BibTeX")
    doi = doi_in(fields.get("doi"))
    month = fields.get("month", "")
    return Reading(
        paper(
            identifier,
            NAME,
            title=one_line(from_bibliography(fields.get("title", ""))),
            authors=_people(fields.get("author", "")),
            editors=_people(fields.get("editor", "")),
            abstract=abstract_text(from_bibliography(fields.get("abstract", ""))),
            published=date_in(f"{month} {fields.get('year', '')}") or date_in(fields.get("year")),
            venue=one_line(from_bibliography(fields.get("booktitle") or fields.get("journal", ""))),
            volume=fields.get("volume", ""),
            issue=fields.get("number", ""),
            pages=re.sub(r"\s*[-–]{1,3}\s*", "-", fields.get("pages", "")),
            publisher=one_line(from_bibliography(fields.get("publisher", ""))),
            type=_TYPES.get(kind, "paper-conference"),
            doi=doi,
            identifiers=distinct([name_of_doi(doi)], identifier),
            pdf=f"https://{HOST}/{identifier.removeprefix('acl:')}.pdf",
        )
    )


def _text(answer: Answer) -> str:
    return answer.body[: 1 << 20].decode("utf-8", "replace")


def _people(value: str) -> tuple[str, ...]:
    parts = re.split(r"\s+and\s+", value) if value else []
    return tuple(inverted_name(from_bibliography(part)) for part in parts)


def entry(text: str) -> tuple[str, dict[str, str]]:
    """Return the type and the fields of the one entry, as written."""
    head = _HEAD.match(text)
    fields: dict[str, str] = {}
    if not head:
        return "", fields
    done = head.end()
    while found := _FIELD.match(text, done):
        value, done = _value(text, found.end())
        fields.setdefault(found[1].lower(), value)
    return head[1].lower(), fields


def _value(text: str, start: int) -> tuple[str, int]:
    mark = text[start : start + 1]
    if mark not in ("{", '"') or not mark:
        found = _WORD.match(text, start)
        return (found[0], found.end()) if found else ("", len(text))
    depth = 0
    for at in range(start + 1, len(text)):
        letter = text[at]
        if letter == '"' == mark and depth == 0 and text[at - 1] != "\\":
            return text[start + 1 : at], at + 1
        if letter == "}" and depth == 0 and mark == "{":
            return text[start + 1 : at], at + 1
        depth += (letter == "{") - (letter == "}")
    return text[start + 1 :], len(text)
