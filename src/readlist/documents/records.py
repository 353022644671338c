"""Objects of JSON and rows of tables that describe a paper: which key or column means what."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from readlist.blocks import Place, Record
from readlist.patterns import pattern

_IDENTIFIERS = frozenset(
    "arxiv arxivid arxiveprint arxivnumber eprint eprintid paperid arxivurl arxivlink paperurl "
    "archiveid preprint arxivabs arxivpdf".split()
)
_BARE = _IDENTIFIERS | {"id"}
_ADDRESSES = frozenset(
    "url link href pdf pdfurl pdflink doi paperlink absurl arxivpdfurl source externalurl openurl "
    "paper address uri permalink landingpage entryid extra note notes journal journalref number "
    "volume containertitle archivelocation callnumber reportnumber annote primaryurl urls links "
    "citationkey comment".split()
)
_TITLES = ("title", "papertitle", "name", "papername")
_NUMBER = pattern(r"(?<!\d)\d{4}\.\d{4,5}(?!\d)|[a-z]/\d{7}(?!\d)")
_SUMMARIES = ("tldr", "blurb", "description", "comment", "简介")
_CODE = ("code", "codeurl", "github", "githubrepo", "githuburl", "repo", "repository", "repourl",
         "officialcode", "implementation")  # fmt: skip
_NOT_PAPERS = frozenset(
    "software computerprogram webpage blogpost dataset attachment note annotation videorecording "
    "podcast forumpost postweblog".split()
)
_STATUSES = frozenset({"inbox", "unread", "reading", "read", "skipped"})


def plain_name(name: str) -> str:
    """Return a key or a column heading without what people vary: case, blanks, signs."""
    return re.sub(r"[\W_]+", "", name).lower()


def is_identifier_field(name: str) -> bool:
    """Return whether a key or a column is made for arXiv identifiers."""
    return plain_name(name) in _IDENTIFIERS


def of(data: Mapping[str, Any]) -> Record | None:
    """Return the paper that an object describes; None if it describes something else."""
    inner = data.get("data")
    if isinstance(inner, Mapping) and "itemType" in inner:  # Zotero's own API
        data = inner
    if {"id", "status", "star", "topics"} <= set(data):
        return _readlist(data)
    fields = {plain_name(str(name)): value for name, value in data.items()}
    title = next((x for name in _TITLES if (x := fields.get(name)) and isinstance(x, str)), "")
    places = tuple(_places(fields))
    if (
        "title" not in fields
        and "papertitle" not in fields
        and not any("arxiv" in x.text.lower() or _NUMBER.search(x.text) for x in places)
    ):
        return None  # what only has a name may be anybody
    known = {"itemType", "type", "container-title", "externalIds", "authors", "author"} & set(data)
    if not title or not (places or known) or not (places or "issued" in data or "itemType" in data):
        return None
    return Record(
        title=" ".join(title.split()),
        line=1,
        places=places,
        authors=tuple(_people(fields)),
        year=_year(fields),
        code=tuple(x for name in _CODE for x in _texts(fields.get(name)) if "://" in x),
        topics=tuple(_topics(fields)),
        notes=_notes(fields),
        key=_key(fields),
        blurb=next((str(fields[x]) for x in _SUMMARIES if isinstance(fields.get(x), str)), ""),
        paper=plain_name(str(fields.get("itemtype") or fields.get("type") or ""))
        not in _NOT_PAPERS,
    )


def _readlist(data: Mapping[str, Any]) -> Record | None:
    """Read what ``readlist export -f json`` and ``show --json`` write."""
    identifier, version = str(data.get("id") or ""), data.get("version")
    if not identifier:
        return None
    status = str(data.get("status") or "")
    return Record(
        title=str(data.get("title") or ""),
        line=1,
        places=(Place(f"{identifier}v{version}" if version else identifier, 1, bare=True),),
        authors=tuple(_texts(data.get("authors"))),
        year=_year({"published": data.get("published")}),
        code=tuple(_texts(data.get("code"))),
        topics=tuple(_texts(data.get("topics"))),
        notes=str(data.get("notes") or ""),
        key=str(data.get("key") or ""),
        status=status if status in _STATUSES else "",
        star=data.get("star") is True,
        added=str(data.get("added") or ""),
        finished=str(data.get("finished") or ""),
    )


def _places(fields: Mapping[str, Any]) -> Iterator[Place]:
    external = fields.get("externalids")
    if isinstance(external, Mapping):
        for name, value in external.items():
            if str(name).lower() == "arxiv":
                yield Place(str(value), 1, bare=True)
    for names, bare in ((_IDENTIFIERS, True), ({"id"}, True), (_ADDRESSES, False)):
        for name, value in fields.items():
            if name in names:
                yield from (Place(text, 1, bare) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON can be anything
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, Mapping):
        for inner in value.values():
            if isinstance(inner, str):
                yield inner
    elif isinstance(value, list):
        for inner in value[:200]:
            if isinstance(inner, str | Mapping):
                yield from _texts(inner)


def _people(fields: Mapping[str, Any]) -> Iterator[str]:
    people = fields.get("authors") or fields.get("author") or fields.get("creators") or []
    if isinstance(people, str):
        yield from (x.strip() for x in re.split(r";| and ", people) if x.strip())
        return
    for person in people if isinstance(people, list) else []:
        if isinstance(person, str):
            yield person
        elif isinstance(person, Mapping):
            parts = [person.get(x) for x in ("given", "firstName", "name", "literal", "family",
                                             "lastName")]  # fmt: skip
            yield " ".join(str(x) for x in parts if isinstance(x, str) and x)


def _year(fields: Mapping[str, Any]) -> int | None:
    for name in ("year", "published", "date", "issued", "publicationdate", "pubdate"):
        found = re.search(r"\b(?:19|20)\d\d\b", str(fields.get(name) or ""))
        if found:
            return int(found[0])
    return None


def _topics(fields: Mapping[str, Any]) -> Iterable[str]:
    found: dict[str, None] = {}
    for name in ("topics", "tags", "keywords", "keyword", "categories_", "labels"):
        value = fields.get(name)
        words = re.split(r"[;,]", value) if isinstance(value, str) else value
        for word in words if isinstance(words, list) else []:
            text = word.get("tag") or word.get("name") if isinstance(word, Mapping) else word
            if isinstance(text, str) and text.strip():
                found.setdefault(" ".join(text.split()))
    return found


def _notes(fields: Mapping[str, Any]) -> str:
    found: list[str] = []
    for name in ("notes", "annote", "annotation"):
        value = fields.get(name)
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list):
            inner = (x.get("note") if isinstance(x, Mapping) else x for x in value)
            found += [re.sub(r"<[^>]*>", " ", x) for x in inner if isinstance(x, str)]
    return "\n".join(x.strip() for x in found if x.strip())


def _key(fields: Mapping[str, Any]) -> str:
    # Zotero's own "key" names an item of its library, not a citation.
    names = ("citationkey", "citekey", "citationlabel", *(() if "itemtype" in fields else ("key",)))
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and re.fullmatch(r"[^\s{}\",=#%~\\]{1,100}", value):
            return value
    return ""
