"""Crossref: most DOIs of journals, proceedings, books and preprint servers (api.crossref.org).

Fields: https://api.crossref.org/swagger-ui/index.html. Content negotiation gives nearly the same
as CSL JSON; a list in one may be a text in the other.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import quote, quote_plus

from readlist.http.web import Answer, UnfitError
from readlist.metadata import Metadata, Notice
from readlist.model.identifiers import (
    distinct,
    doi_in,
    name_at_anthology,
    name_of_arxiv,
    name_of_doi,
    name_of_isbn,
)
from readlist.sources.reading import (
    NOTICE,
    Json,
    Reading,
    first,
    inside,
    items,
    object_in,
    paper,
    word,
    words,
)
from readlist.texts import abstract_text, date_of, name_of, plain_text, tidy_name, title_text

_TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference",
    "book": "book", "monograph": "book", "edited-book": "book", "reference-book": "book",
    "proceedings": "book", "book-chapter": "chapter", "book-section": "chapter",
    "book-part": "chapter", "book-track": "chapter", "reference-entry": "entry",
    "posted-content": "article", "report": "report", "report-component": "report",
    "dissertation": "thesis", "dataset": "dataset", "standard": "standard",
}  # fmt: skip
_CSL = frozenset(
    "article article-journal article-magazine article-newspaper book chapter dataset entry "
    "entry-dictionary entry-encyclopedia graphic manuscript pamphlet paper-conference patent post "
    "post-weblog report review review-book software speech standard thesis webpage".split()
)
_NO_PAPERS = {
    "component": "a part of a paper, such as a figure", "peer-review": "a review of a paper",
    "journal-issue": "an issue of a journal", "journal-volume": "a volume of a journal",
    "journal": "a journal", "grant": "a grant", "book-series": "a series of books",
    "book-set": "a set of books", "proceedings-series": "a series of proceedings",
    "report-series": "a series of reports", "database": "a database",
}  # fmt: skip
_ALONE = frozenset("book thesis report dataset standard".split())
"""They appear by themselves: their publisher counts as the venue."""
_DATES = ("published-print", "published-online", "posted", "issued", "published")
_NO_NOTICE = frozenset("new_version new_edition version".split())
_TAKES_BACK = frozenset("retraction withdrawal removal".split())


def read_work(identifier: str, source: str, data: Mapping[str, Json]) -> Reading:
    """Return a work's description as metadata.

    Args:
        identifier: The identifier of the requested paper, as the list spells it.
        source: The name of the service.
        data: The work.
    """
    found = _paper(identifier, source, data)
    return Reading(found, no_paper=_no_paper(data, found))


def _paper(identifier: str, source: str, data: Mapping[str, Json]) -> Metadata:
    raw = word(data.get("type"))
    kind = _TYPES.get(raw) or (raw if raw in _CSL else "")
    publisher = plain_text(data.get("publisher"))
    doi = doi_in(data.get("DOI"))
    relations = _relations(data)
    own = name_of_doi(doi)
    isbns = [name_of_isbn(x) for x in words(data.get("ISBN"))] if kind == "book" else []
    names = [own, name_at_anthology(doi), *isbns, *relations["same"]]
    return paper(
        identifier,
        source,
        title=_title(data),
        authors=tuple(_people(data.get("author"))),
        editors=tuple(_people(data.get("editor"))),
        abstract=abstract_text(data.get("abstract")),
        published=_date(data),
        venue=_venue(data, kind, publisher),
        volume=plain_text(data.get("volume")),
        issue=plain_text(data.get("issue")),
        pages=plain_text(data.get("page")) or plain_text(data.get("article-number")),
        publisher=publisher,
        type=kind,
        doi=doi,
        identifiers=distinct(names, identifier),
        published_as=distinct(relations["published"], identifier),
        preprints=distinct(relations["preprint"], identifier),
        other_versions=distinct(relations["version"], identifier),
        notices=tuple(_notices(data, doi)),
    )


def _title(data: Mapping[str, Json]) -> str:
    title = title_text(first(data.get("title")))
    under = title_text(first(data.get("subtitle")))
    if not title or not under or under.casefold() in title.casefold():
        return title
    return f"{title} {under}" if title.endswith((":", "?", "!", ".")) else f"{title}: {under}"


def _people(data: Json) -> Iterator[str]:
    for person in items(data):
        named = person.get("name") or person.get("literal")
        yield tidy_name(named) or name_of(
            person.get("given"), person.get("family"), person.get("suffix")
        )


def _date(data: Mapping[str, Json]) -> str:
    days = (date_of(inside(data, name, "date-parts")) for name in _DATES)
    return next(filter(None, days), "")


def _venue(data: Mapping[str, Json], kind: str, publisher: str) -> str:
    venue = plain_text(first(data.get("container-title")))
    if venue.startswith(("http://", "https://")):
        venue = ""
    if not venue and kind in ("article", "report", "dataset", "thesis"):
        venue = plain_text(inside(first(data.get("institution")), "name"))
    if not venue and kind in ("paper-conference", "chapter"):
        venue = plain_text(inside(data, "event", "name"))
    return venue or (publisher if kind in _ALONE else "")


_RELATIONS = {
    "is-preprint-of": "published", "has-preprint": "preprint", "is-same-as": "same",
    "is-identical-to": "same", "is-version-of": "version", "has-version": "version",
    "is-variant-form-of": "version", "is-original-form-of": "version", "replaces": "version",
    "is-replaced-by": "version", "has-manuscript": "version", "is-manuscript-of": "version",
}  # fmt: skip


def _relations(data: Mapping[str, Json]) -> dict[str, list[str]]:
    """Return the identifiers of other forms of the work, by their relation to it."""
    found: dict[str, list[str]] = {name: [] for name in set(_RELATIONS.values())}
    relation = data.get("relation")
    for name, target in _RELATIONS.items():
        for item in items(inside(relation, name), 50):
            named = item.get("id")
            is_arxiv = word(item.get("id-type")).lower() == "arxiv"
            found[target].append(name_of_arxiv(named) if is_arxiv else name_of_doi(named))
    return found


def _notices(data: Mapping[str, Json], doi: str) -> Iterator[Notice]:
    """Yield the notices about the work; `update-to` counts where it names the work."""
    for update in items(data.get("updated-by"), 50):
        yield _notice(update)
    for update in items(data.get("update-to"), 50):
        if doi and doi_in(update.get("DOI")) == doi:
            yield _notice(update)
    if title_text(first(data.get("title"))).upper().startswith(("RETRACTED:", "RETRACTED ARTICLE")):
        yield Notice("retraction", said_by="title")


def _notice(update: Mapping[str, Json]) -> Notice:
    return Notice(
        kind=word(update.get("type")).lower().replace("-", "_"),
        id=name_of_doi(update.get("DOI")),
        date=date_of(inside(update, "updated", "date-parts")),
        said_by=word(update.get("source")),
    )


def _no_paper(data: Mapping[str, Json], found: Metadata) -> str:
    """Return why a work is not a paper; empty if it is one."""
    kind = word(data.get("type"))
    if kind in _NO_PAPERS:
        return _NO_PAPERS[kind]
    doi = doi_in(data.get("DOI"))
    for update in items(data.get("update-to"), 50):
        about = doi_in(update.get("DOI"))
        what = word(update.get("type")).lower().replace("-", "_")
        if about and about != doi and what and what not in _NO_NOTICE:
            return f"a notice ({what.replace('_', ' ')}) about doi:{about}"
    if inside(data, "relation", "is-review-of"):
        return "a review of a paper"
    return "a notice about a paper" if NOTICE.match(found.title) else ""


NAME = "Crossref"
HOST = "api.crossref.org"
_SELECTED = (
    "DOI,title,subtitle,author,editor,issued,published-print,published-online,posted,abstract,"
    "container-title,type,relation,update-to,updated-by,volume,issue,page,article-number,publisher,"
    "ISBN"
)
MOST_FOUND = 10


def address(doi: str) -> str:
    """Return the address of a work."""
    return f"https://{HOST}/works/{quote(doi, safe='')}"


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return Crossref's metadata; None if it does not know the DOI.

    Raises:
        UnfitError: It describes another work.
    """
    if not answer.found:
        return None
    work = object_in(answer, "message")
    if name_of_doi(work.get("DOI")) != identifier:
        raise UnfitError("it described another work")
    return read_work(identifier, NAME, work)


def search_address(text: str) -> str:
    """Return the address of a search for works by title, authors and year."""
    query = quote_plus(text[:500])
    return f"https://{HOST}/works?query.bibliographic={query}&rows={MOST_FOUND}&select={_SELECTED}"


def read_search(answer: Answer) -> Iterator[tuple[Metadata, str]]:
    """Yield the works found, each with the reason why it is not a paper, if it is not."""
    if not answer.found:
        return
    for work in items(inside(object_in(answer, "message"), "items"), MOST_FOUND):
        name = name_of_doi(work.get("DOI"))
        if name:
            reading = read_work(name, NAME, work)
            assert reading.metadata
            yield reading.metadata, reading.no_paper
