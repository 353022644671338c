"""DataCite: DOIs of data, software, theses, reports and many repositories (api.datacite.org)."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from readlist.http.web import Answer, UnfitError
from readlist.metadata import Metadata
from readlist.model.identifiers import distinct, doi_in, name_of_arxiv, name_of_doi, name_of_isbn
from readlist.sources.reading import NOTICE, Json, Reading, inside, items, object_in, paper, word
from readlist.texts import (
    abstract_text,
    date_in,
    inverted_name,
    name_of,
    names_in,
    plain_text,
    tidy_name,
    title_text,
)

NAME = "DataCite"
HOST = "api.datacite.org"
_TYPES = {
    "journalarticle": "article-journal", "datapaper": "article-journal",
    "conferencepaper": "paper-conference", "conferenceproceeding": "book", "book": "book",
    "bookchapter": "chapter", "dissertation": "thesis", "thesis": "thesis", "report": "report",
    "preprint": "article", "dataset": "dataset", "software": "software",
    "computationalnotebook": "software", "standard": "standard", "image": "graphic",
    "poster": "speech", "presentation": "speech", "blogposting": "post-weblog",
}  # fmt: skip
_PARTS = frozenset("dataset image".split())
_DATES = ("Issued", "Available", "Submitted", "Created")
_REVIEW = ("referee report", "peer review", "review of:", "reviewer report")


def address(doi: str) -> str:
    """Return the address of a DOI, in which case makes no difference."""
    return f"https://{HOST}/dois/{quote(doi, safe='')}"


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return DataCite's metadata; None if it does not know the DOI.

    Raises:
        UnfitError: It describes another work.
    """
    if not answer.found:
        return None
    data = object_in(answer, "data", "attributes")
    given = name_of_doi(data.get("doi"))
    if given and given != identifier:
        raise UnfitError("it described another work")
    found = _paper(identifier, data)
    return Reading(found, no_paper=_no_paper(data, found))


def _paper(identifier: str, data: Mapping[str, Json]) -> Metadata:
    container = inside(data, "container")
    publisher = plain_text(inside(data, "publisher", "name") or data.get("publisher"))
    relations = _relations(data, is_arxiv=not identifier.startswith("doi:"))
    return paper(
        identifier,
        NAME,
        title=_title(data),
        authors=tuple(_people(data.get("creators"))),
        editors=tuple(
            name
            for person in items(data.get("contributors"), 200)
            if person.get("contributorType") == "Editor"
            for name in _person(person)
        ),
        abstract=next(_abstracts(data), ""),
        published=_date(data),
        venue=plain_text(inside(container, "title")) or publisher,
        volume=plain_text(inside(container, "volume")),
        issue=plain_text(inside(container, "issue")),
        pages=_pages(container),
        publisher=publisher,
        type=_type(data),
        doi="" if not identifier.startswith("doi:") else doi_in(data.get("doi")),
        url=word(data.get("url")),
        identifiers=distinct(relations["same"], identifier),
        published_as=distinct(relations["published"], identifier),
        other_versions=distinct(relations["version"], identifier),
    )


def _title(data: Mapping[str, Json]) -> str:
    titles = list(items(data.get("titles"), 20))
    main = next((t for t in titles if not t.get("titleType")), titles[0] if titles else {})
    title = title_text(main.get("title"))
    under = next((t for t in titles if t.get("titleType") == "Subtitle"), {})
    rest = title_text(under.get("title"))
    return f"{title}: {rest}" if rest and rest.casefold() not in title.casefold() else title


def _people(data: Json) -> Iterator[str]:
    for person in items(data):
        yield from _person(person)


def _person(person: Mapping[str, Json]) -> Iterator[str]:
    """Yield the names in one field, which may hold several people or an inverted name."""
    name = person.get("name")
    if person.get("nameType") == "Organizational":
        yield tidy_name(name)
    elif person.get("familyName"):
        yield name_of(person.get("givenName"), person.get("familyName"))
    elif isinstance(name, str) and ";" in name:
        yield from names_in(name)
    else:
        yield inverted_name(name)


def _date(data: Mapping[str, Json]) -> str:
    """Return the most exact date in the year of publication."""
    year = date_in(data.get("publicationYear"))
    said = {word(d.get("dateType")): date_in(d.get("date")) for d in items(data.get("dates"), 50)}
    fitting = (said.get(kind, "") for kind in _DATES)
    exact = [day for day in fitting if day and (not year or day[:4] == year)]
    return max(exact[:1] or [year], key=len) if exact else year


def _pages(container: Json) -> str:
    start, end = (plain_text(inside(container, name)) for name in ("firstPage", "lastPage"))
    if not start[:1].isdigit() and not end:
        return ""
    return f"{start}-{end}" if start and end and start != end else start


def _type(data: Mapping[str, Json]) -> str:
    kinds = inside(data, "types")
    for name in ("resourceTypeGeneral", "resourceType", "citeproc"):
        raw = "".join(word(inside(kinds, name)).lower().split()).replace("-", "")
        if raw in _TYPES:
            return _TYPES[raw]
    raw = word(inside(kinds, "citeproc"))
    return raw if raw in ("article-journal", "chapter", "book", "thesis", "report") else "article"


def _abstracts(data: Mapping[str, Json]) -> Iterator[str]:
    for one in items(data.get("descriptions"), 20):
        if one.get("descriptionType") == "Abstract":
            yield abstract_text(one.get("description"))


def _relations(data: Mapping[str, Json], *, is_arxiv: bool) -> dict[str, list[str]]:
    """Return related identifiers: arXiv's "is version of" names the published form."""
    found: dict[str, list[str]] = {"same": [], "published": [], "version": []}
    kinds = {
        "IsIdenticalTo": "same",
        "IsVersionOf": "published" if is_arxiv else "version",
        **dict.fromkeys(("HasVersion", "IsNewVersionOf", "IsPreviousVersionOf"), "version"),
        **dict.fromkeys(("IsVariantFormOf", "IsOriginalFormOf"), "version"),
        "IsPublishedIn": "",
    }
    for related in items(data.get("relatedIdentifiers"), 500):
        kind = kinds.get(word(related.get("relationType")), "")
        name = _name(related)
        if kind and name:
            found[kind].append(name)
    return found


def _name(related: Mapping[str, Json]) -> str:
    kind, raw = word(related.get("relatedIdentifierType")), word(related.get("relatedIdentifier"))
    if kind == "ISBN":
        return name_of_isbn(raw)
    if kind == "arXiv":
        return name_of_arxiv(raw)
    return name_of_doi(raw) if kind in ("DOI", "URL") else ""


def _no_paper(data: Mapping[str, Json], found: Metadata) -> str:
    general = word(inside(data, "types", "resourceTypeGeneral")).lower()
    relations = {
        word(r.get("relationType")): name_of_doi(r.get("relatedIdentifier"))
        for r in items(data.get("relatedIdentifiers"), 500)
    }
    if general == "peerreview" or "Reviews" in relations or "IsReviewOf" in relations:
        return "a review of a paper"
    if found.title.lower().startswith(_REVIEW):
        return "a review of a paper"
    if general in _PARTS and relations.get("IsPartOf"):
        return f"a part of {relations['IsPartOf']}"
    return "a notice about a paper" if NOTICE.match(found.title) else ""
