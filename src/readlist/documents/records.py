"""Records of objects that describe papers, in JSON, XML, YAML or tables: what each name means.

An object that describes a paper has a title; its identifiers may be nested in it. A nested object
with its own title is another paper.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from readlist import arxiv_address
from readlist.arxiv_id import ArxivId
from readlist.document_model import Place, Publication, Record
from readlist.documents import facts
from readlist.documents.facts import Fields, first, own, publication
from readlist.patterns import pattern
from readlist.reading_marks import Marks

DEEPEST, MOST = 6, 400
"""Levels and values of one object in which its own identifiers are looked for."""

_IDENTIFIERS = frozenset(
    "arxiv arxivid arxiveprint arxivnumber eprint eprintid paperid arxivurl arxivlink paperurl "
    "archiveid preprint arxivabs arxivpdf".split()
)
_BARE = _IDENTIFIERS | {"id"}
_ADDRESSES = frozenset(
    "url link href pdf pdfurl pdflink doi paperlink absurl arxivpdfurl source externalurl openurl "
    "paper address uri permalink landingpage entryid extra note notes journal journalref number "
    "volume containertitle archivelocation callnumber reportnumber annote primaryurl urls links "
    "readlist "
    "citationkey comment resolvedurl givenurl landingpageurl howpublished annotation".split()
)
_TITLES = ("title", "titles", "papertitle", "articletitle", "resolvedtitle", "fulltitle",
           "displayname", "headline", "name", "papername", "volumetitle")  # fmt: skip
_WEAK_TITLES = frozenset({"name", "papername", "displayname", "headline"})
_OTHERS = pattern(
    r"abstract|referenc|cit(?:ed|es|ing|ations?)(?!.*key)|bibentries|bibliograph|related|similar|"
    r"recommend|highlights?|excerpt|fulltext|bodytext|^body$|^text$|^content$|thumbnail|cover|"
    r"^image|avatar|embedding|invertedindex|^children$",
)
"""Names that hold other papers."""
_SUMMARY = pattern(r"abstract|^summary$|excerpt|tldr|^description$")
_GENERIC = frozenset("value values id url href link text name content attr term key".split())
_SCHEMES = ("type", "scheme", "identifiertype", "source", "pubidtype", "idtype", "schema")
_NUMBER = pattern(r"(?<!\d)\d{4}\.\d{4,5}(?!\d)|[a-z]/\d{7}(?!\d)")
_CODE = ("code", "codeurl", "github", "githubrepo", "githuburl", "repo", "repository", "repourl",
         "officialcode", "implementation")  # fmt: skip
_NOT_PAPERS = frozenset(
    "software computerprogram webpage blogpost dataset attachment note annotation videorecording "
    "podcast forumpost postweblog".split()
)
_PUBLISHED = frozenset(
    "itemtype containertitle externalids authors author journal journaltitle venue doi issued "
    "booktitle publicationtitle pmid isbn".split()
)
_PRIZES = frozenset({"awarder", "awardedby"})
"""Keys of prizes in a CV, which publications do not have."""
_STATUSES = frozenset({"inbox", "unread", "reading", "read", "skipped"})


def plain_name(name: str) -> str:
    """Return a key or column heading without what people vary: case, spaces, punctuation."""
    return re.sub(r"[\W_]+", "", name).lower()


def is_identifier_field(name: str) -> bool:
    """Return whether a key or a column is meant for arXiv identifiers."""
    plain = plain_name(name)
    return plain in _IDENTIFIERS or ("arxiv" in plain and not plain.endswith("class"))


def speaks_of_others(name: str) -> bool:
    """Return whether a name holds values about other papers, or about none."""
    return _OTHERS.search(plain_name(name)) is not None


def is_summary(name: str) -> bool:
    """Return whether a name is that of an abstract, whose identifiers belong to other papers."""
    return _SUMMARY.search(plain_name(name)) is not None


def title_of(data: Mapping[str, Any]) -> str:
    """Return an object's title; empty if it has none."""
    fields = {plain_name(str(name)): value for name, value in data.items()}
    for name in _TITLES:
        text = _title(fields.get(name))
        if text:
            return text
    described = fields.get("description")
    if isinstance(described, str) and "href" in fields:  # Pinboard
        return " ".join(described.split())
    return ""


def _title(value: Any) -> str:  # noqa: ANN401 - JSON can be anything
    if isinstance(value, list):
        return next((found for item in value[:5] if (found := _title(item))), "")
    if isinstance(value, Mapping):
        inner = (value.get(x) for x in ("title", "value", "text", "name", "content", "en", "#text"))
        return next((found for item in inner if (found := _title(item))), "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def of(data: Mapping[str, Any], line: int = 1) -> Record | None:
    """Return the paper that an object describes; None if it describes something else."""
    inner = data.get("data")
    if isinstance(inner, Mapping) and "itemType" in inner:  # Zotero's own API
        data = inner
    if {"id", "status", "star", "topics"} <= set(data):
        return _readlist(data)
    title = title_of(data) or _lent_title(data)
    if not title:
        return None
    fields = gathered(data)
    places = (*_places(fields, line), *_of_anthology(fields, line))
    named = {plain_name(str(name)) for name in data}
    only_named = not named - _WEAK_TITLES & {*_TITLES}
    if _PRIZES & named or (only_named and not any(map(_is_paper, places))):
        return None  # what only has a name may be anybody
    if _is_container(places, data, line):
        return None
    published = bool(_PUBLISHED & named) or "doi" in fields
    if not (any(map(_is_paper, places)) or published or "url" in fields or "link" in fields):
        return None
    kind = first(fields, "itemtype", "type", "entrytype", "genre", "publicationtype")
    people = {plain_name(str(name)): value for name, value in data.items()}
    made = Record(
        title=title,
        line=line,
        places=places,
        authors=tuple(facts.people(people)),
        year=facts.year(people),
        code=tuple(x for name in _CODE for x in fields.get(name, ()) if "://" in x),
        topics=tuple(facts.topics(people)),
        notes=facts.notes(people),
        marks=facts.marks(data),
        key=facts.key(people),
        blurb=facts.blurb(people, title),
        paper=published and plain_name(kind) not in _NOT_PAPERS,
        publication=publication(fields, kind, facts.issued(people)),
    )
    ours = data.get("source") == "readlist"
    return own(made._replace(notes=str(data.get("note") or ""))) if ours else made


def _is_container(places: Iterable[Place], data: Mapping[str, Any], line: int) -> bool:
    """Return whether an object nests several papers and is not a paper itself."""
    found = {one.base for place in places if (one := _identifier(place))}
    if len(found) < 2:
        return False
    plain = {name: value for name, value in data.items() if isinstance(value, str | int | float)}
    return not any(map(_is_paper, _places(gathered(plain), line)))


def _lent_title(data: Mapping[str, Any]) -> str:
    """Return the title of the one nested object that has nothing but a title."""
    for name in ("document", "meta", "metadata", "info", "attributes"):
        inner = data.get(name)
        if isinstance(inner, Mapping) and (title := title_of(inner)):
            alone = not any(map(_is_paper, _places(gathered(inner), 1)))
            return title if alone else ""
    return ""


def _is_paper(place: Place) -> bool:
    return _identifier(place) is not None or (
        not place.bare and "arxiv" in place.text.lower() and bool(_NUMBER.search(place.text))
    )


def _identifier(place: Place) -> ArxivId | None:
    if place.bare and (whole := ArxivId.try_parse(place.text.strip(" {}\"'[]()"))):
        return whole
    return arxiv_address.identifier(place.text) if _NUMBER.search(place.text) else None


def gathered(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the values of an object by name, including those nested without a title."""
    found: dict[str, list[str]] = {}
    left = [MOST]
    _gather(data, "", found, left, 0)
    return found


def _gather(
    data: Mapping[str, Any], outer: str, found: dict[str, list[str]], left: list[int], depth: int
) -> None:
    scheme = next((str(v) for k, v in data.items() if plain_name(str(k)) in _SCHEMES), "")
    told = plain_name(scheme) if outer and ("value" in data or "id" in data) else ""
    for key, value in data.items():
        name = plain_name(str(key))
        if name in _GENERIC and outer:
            name = told if told in {"arxiv", "doi", "url", "uri"} else outer
        elif depth and name in {"title", *_SCHEMES}:
            continue
        if speaks_of_others(name):
            continue
        _take(value, name, found, left, depth)


def _take(
    value: Any,  # noqa: ANN401 - JSON can be anything
    name: str,
    found: dict[str, list[str]],
    left: list[int],
    depth: int,
) -> None:
    if left[0] <= 0 or depth > DEEPEST:
        return
    left[0] -= 1
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        if text := str(value).strip():
            found.setdefault(name, []).append(text)
    elif isinstance(value, Mapping):
        if depth == 0 and name in _TITLES:
            return
        if not title_of(value) or name in _GENERIC or _is_venue(name):
            _gather(value, name, found, left, depth + 1)
    elif isinstance(value, list):
        for item in value[:50]:
            _take(item, name, found, left, depth + 1)


def _is_venue(name: str) -> bool:
    return name in {"journal", "venue", "publicationinfo", "primarylocation", "locations", "ids",
                    "bestoalocation", "identifiers", "links", "url", "urls", "externalids",
                    "openaccesspdf"}  # fmt: skip


def _places(fields: Fields, line: int) -> Iterator[Place]:
    """Yield the places of the paper's own identifier, the surest first."""
    foreign = first(fields, "archiveprefix", "eprinttype")
    other = bool(foreign) and "arxiv" not in foreign.lower()
    for names, bare in ((_IDENTIFIERS, True), ({"id"}, True), (_ADDRESSES, False)):
        for name, values in fields.items():
            sure = name in names or (names is _IDENTIFIERS and is_identifier_field(name))
            if sure and not (other and name == "eprint"):
                yield from (Place(text, line, bare) for text in values)
    for name, values in fields.items():
        if name not in _BARE and name not in _ADDRESSES and not is_identifier_field(name):
            yield from (
                Place(text, line)
                for text in values
                if len(text) < 2000 and ("arxiv" in text.lower() or "10.48550" in text)
            )


def _of_anthology(fields: Fields, line: int) -> Iterator[Place]:
    """Yield the identifiers of the ACL Anthology, by the names that services use."""
    yield from (Place(f"acl:{text}", line) for text in fields.get("acl", ()))


def _readlist(data: Mapping[str, Any]) -> Record | None:
    """Read what ``readlist export -f json`` and ``show --json`` write."""
    identifier, version = str(data.get("id") or ""), data.get("version")
    if not identifier:
        return None
    status = str(data.get("status") or "")
    named = f"{identifier}v{version}" if version else identifier
    bib = data.get("bib")
    told = {str(k): str(v) for k, v in bib.items()} if isinstance(bib, Mapping) else {}
    return Record(
        title=str(data.get("title") or ""),
        line=1,
        places=tuple(Place(text, 1, bare=True) for text in (named, *_texts(data.get("also")))),
        authors=tuple(_texts(data.get("authors"))),
        year=facts.year({"published": data.get("published")}),
        code=tuple(_texts(data.get("code"))),
        topics=tuple(_texts(data.get("topics"))),
        notes=str(data.get("notes") or ""),
        key=str(data.get("key") or ""),
        marks=Marks(
            status if status in _STATUSES else "",
            data.get("star") is True,
            added=str(data.get("added") or ""),
            finished=str(data.get("finished") or ""),
        ),
        publication=Publication(
            venue=told.get("container-title") or str(data.get("venue") or ""),
            volume=told.get("volume", ""),
            issue=told.get("issue", ""),
            pages=told.get("page", ""),
            publisher=told.get("publisher", ""),
            type=told.get("type", ""),
            genre=told.get("genre", ""),
            number=told.get("number", ""),
            issued=facts.issued({"published": data.get("published")}),
        ),
        ours=True,
    )


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


_NOT_PAPER_TYPES = frozenset(
    "computerprogram software webpage blog video film audiovisualmaterial dataset patent "
    "artwork map attachment note memo collection".split()
)


def entry(fields: Mapping[str, Any], line: int, theme: str = "") -> Record:
    """Return the record of a bibliography's entry, even without a title.

    Args:
        fields: By names as CSL and BibTeX use: title, author, journal, doi, url ...
        line: Where it begins.
        theme: The collection that it belongs to.
    """
    kept = {name: value for name, value in fields.items() if value}
    made = of({"author": [], **kept, "title": kept.get("title") or "-"}, line)
    record = made or Record("", line)
    kind = plain_name(str(kept.get("type") or ""))
    title = record.title if kept.get("title") else ""
    return record._replace(title=title, theme=theme, paper=kind not in _NOT_PAPER_TYPES)


def collected(pairs: Iterable[tuple[str, str]], names: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the values of tagged lines by the fields that their tags stand for."""
    found: dict[str, list[str]] = {}
    for tag, value in pairs:
        if tag in names and value:
            found.setdefault(names[tag], []).append(value)
    return found
