"""Any paper's page: Highwire's ``citation_*`` tags, then Dublin Core, JSON-LD, Open Graph and more.

The tags: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing. One careful reader of
them covers most publishers, PMLR, OpenReview, the Anthology, CVF, NeurIPS and repositories.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from readlist.http.web import Answer, UnfitError
from readlist.metadata import Metadata
from readlist.model.identifiers import distinct, doi_in, name_of_arxiv, name_of_doi, name_of_isbn
from readlist.patterns import pattern
from readlist.sources import tags
from readlist.sources.reading import Reading, paper
from readlist.sources.tags import PageTags, decoded, page_of
from readlist.texts import (
    abstract_text,
    date_in,
    inverted_name,
    names_in,
    plain_text,
    title_text,
)

ACCEPT = "text/html,application/xhtml+xml;q=0.9"
_CHALLENGES = pattern(
    r"just a moment|please verify|verify(?:ing)? (?:that )?you are (?:a )?human|access denied"
    r"|attention required"
    r"|are you a robot|captcha|verifying your browser|we value your privacy|cookies? required"
    r"|(?:page|article|document) not found|error 404|redirecting|loading\.\.\.|please wait",
    re.IGNORECASE,
)
_DOI_IN_TEXT = pattern(r"\b10\.\d{4,9}/[^\s\"'<>]{1,200}")
_CITE_AS = pattern(r"cite (?:this )?(?:article |paper )?as|how to cite")
_SITES = pattern(
    r"\b(?:inc|ltd|llc|gmbh|press|publish(?:er|ers|ing)|university|institute|society|journal|editors?"
    r"|team|staff|admin|group|association|organization|foundation|library|contributors)\b|[@\d_]",
    re.IGNORECASE,
)
_NOT_VENUES = pattern(r"submitted to|withdrawn|rejected|under review|desk reject", re.IGNORECASE)


@dataclass(slots=True)
class _Facts:
    """The metadata in one kind of tags."""

    title: str = ""
    authors: list[str] = field(default_factory=list)
    date: str = ""
    venue: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    abstract: str = ""
    dois: list[str] = field(default_factory=list)
    arxiv: str = ""
    isbn: str = ""
    pdf: str = ""
    type: str = ""


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return a page's metadata of its paper; None if there is no page.

    Raises:
        UnfitError: It is not a paper's page but a challenge, a login or a script.
    """
    if not answer.found:
        return None
    if answer.body[:5] == b"%PDF-" or answer.kind == "application/pdf":
        raise UnfitError("it is a PDF, not a page about one")
    page = page_of(decoded(answer))
    own = _merged([way(page) for way in (_highwire, _dublin_core, _json_ld, _embedded)])
    candidates = _candidates(page) if not own.authors else ()
    facts = _merged([own, _open_graph(page), _plain(page)])
    onward = _refreshed(page, answer.address) if not facts.authors else ""
    if onward:
        return Reading(onward=onward)
    heading = title_text(page.heading)
    title = facts.title or _title_of(page, heading)
    if not title or (not facts.authors and _CHALLENGES.search(title)):
        raise UnfitError("its page does not describe a paper")
    return Reading(_paper(answer, identifier, page, facts, title), candidates=candidates)


def _paper(answer: Answer, identifier: str, page: PageTags, facts: _Facts, title: str) -> Metadata:
    host = urlsplit(answer.address).hostname or ""
    names = [facts.arxiv, *map(name_of_doi, facts.dois)]
    if facts.type == "book":
        names.append(name_of_isbn(facts.isbn))
    venue = "" if _NOT_VENUES.search(facts.venue) else facts.venue
    doi = next(filter(None, map(doi_in, facts.dois)), "")
    pdf = facts.pdf or _pdf_link(page)
    return paper(
        identifier,
        host.removeprefix("www."),
        title=title,
        authors=tuple(dict.fromkeys(facts.authors)),
        abstract=facts.abstract,
        published=facts.date,
        venue=venue,
        volume=facts.volume,
        issue=facts.issue,
        pages=facts.pages,
        publisher=facts.publisher,
        type=facts.type or ("article-journal" if facts.volume else ""),
        doi=doi,
        identifiers=distinct(names, identifier),
        pdf=urljoin(answer.address, pdf) if pdf else "",
        url=answer.address,
    )


def _merged(said: list[_Facts]) -> _Facts:
    """Return all values merged; the first ones win."""
    whole = _Facts()
    for facts in said:
        for name in _Facts.__dataclass_fields__:
            if not getattr(whole, name):
                setattr(whole, name, getattr(facts, name))
    return whole


def _own_citation(page: PageTags) -> PageTags:
    """Return the page with the tags of its own paper only: it may recommend others below."""
    kept: list[tuple[str, str]] = []
    title = ""
    for name, content in page.meta:
        if name == "citation_title":
            people = any(key.startswith("citation_author") for key, _ in kept)
            if title and content != title and people:
                break
            title = title or content
        if name != "citation_reference":
            kept.append((name, content))
    return PageTags(meta=kept)


def _highwire(page: PageTags) -> _Facts:
    own = _own_citation(page)
    people = [inverted_name(x) for x in own.all("citation_author", "bepress_citation_author")]
    if len(people) < 2:
        listed = own.one("citation_authors") or own.one("citation_author")
        people = list(names_in(listed)) or people
    conference = own.one("citation_conference_title", "citation_conference")
    inbook = own.one("citation_inbook_title", "citation_book_title")
    journal = own.one("citation_journal_title", "bepress_citation_journal_title")
    institution = own.one("citation_dissertation_institution")
    kinds = {
        "paper-conference": conference, "thesis": institution, "chapter": inbook,
        "article-journal": journal,
    }  # fmt: skip
    return _Facts(
        title=title_text(own.one("citation_title", "bepress_citation_title")),
        authors=[name for name in people if name],
        date=_first_date(
            own, "citation_publication_date", "citation_date", "citation_cover_date",
            "citation_online_date", "citation_year", "bepress_citation_date",
        ),
        venue=plain_text(journal or conference or inbook or institution),
        volume=plain_text(own.one("citation_volume", "bepress_citation_volume")),
        issue=plain_text(own.one("citation_issue", "bepress_citation_issue")),
        pages=_pages(own.one("citation_firstpage"), own.one("citation_lastpage")),
        publisher=plain_text(own.one("citation_publisher", "dc.publisher")),
        abstract=abstract_text(own.one("citation_abstract")),
        dois=own.all("citation_doi", "bepress_citation_doi"),
        arxiv=name_of_arxiv(own.one("citation_arxiv_id")),
        isbn=own.one("citation_isbn"),
        pdf=own.one("citation_pdf_url", "bepress_citation_pdf_url"),
        type=next((kind for kind, venue in kinds.items() if venue), ""),
    )  # fmt: skip


def _dublin_core(page: PageTags) -> _Facts:
    def under(*names: str) -> list[str]:
        return page.all(*(f"{scheme}{n}" for n in names for scheme in ("dc.", "dcterms.", "dc:")))

    people = [inverted_name(name) for name in under("creator", "contributor.author")]
    if len(people) == 1 and ";" in people[0]:
        people = list(names_in(people[0]))
    named = [*under("identifier.doi"), *under("identifier"), *page.all("prism.doi", "doi")]
    return _Facts(
        title=title_text(next(iter(under("title")), "")),
        authors=[name for name in people if name],
        date=next(filter(None, map(date_in, under("date.issued", "issued", "date"))), ""),
        venue=plain_text(page.one("prism.publicationname"))
        or plain_text(next(iter(under("source", "ispartof", "relation.ispartof")), "")),
        volume=plain_text(page.one("prism.volume")),
        issue=plain_text(page.one("prism.number")),
        pages=_pages(page.one("prism.startingpage"), page.one("prism.endingpage")),
        publisher=plain_text(next(iter(under("publisher")), "")),
        abstract=abstract_text(next(iter(under("description.abstract", "abstract")), "")),
        dois=[name for name in named if name_of_doi(name)],
    )


def _json_ld(page: PageTags) -> _Facts:
    found = tags.ld_work(page.ld)
    return _Facts(**found) if found else _Facts()


def _embedded(page: PageTags) -> _Facts:
    found = next(filter(None, map(tags.work_of, page.states)), None)
    return _Facts(**found) if found else _Facts()


def _plain(page: PageTags) -> _Facts:
    """Return the metadata in tags of any kind of page, and in those of EPrints.

    Many sites name themselves as the author of all their pages.
    """
    site = plain_text(page.one("og:site_name")).casefold()
    named = page.all("eprints.creators_name", "author", "article:author", "parsely-author")
    people = [name for one in named for name in names_in(one)]
    dates = ("eprints.date", "article:published_time", "datepublished", "date")
    return _Facts(
        title=title_text(page.one("eprints.title")),
        authors=[x for x in people if " " in x and x.casefold() != site and not _SITES.search(x)],
        date=_first_date(page, *dates),
        venue=plain_text(page.one("eprints.publication")),
        dois=[one for one in page.all("eprints.id_number", "doi") if name_of_doi(one)],
    )


def _open_graph(page: PageTags) -> _Facts:
    site = plain_text(page.one("og:site_name"))
    title = title_text(page.one("og:title", "twitter:title"))
    return _Facts(title=_without_site(title, site) if title else "")


def _title_of(page: PageTags, heading: str) -> str:
    """Return the title of a page without tags."""
    title = title_text(page.title)
    if heading and heading.casefold() in title.casefold():
        return heading
    return title


def _without_site(title: str, site: str) -> str:
    for mark in (" | ", " - ", " — ", " – "):
        head, found, tail = title.rpartition(mark)
        if found and site and tail.casefold() == site.casefold():
            return head
    return title


def _first_date(page: PageTags, *names: str) -> str:
    return next(filter(None, (date_in(page.one(name)) for name in names)), "")


def _pages(start: str, end: str) -> str:
    start, end = plain_text(start), plain_text(end)
    return f"{start}-{end}" if start and end and start != end else start


def _pdf_link(page: PageTags) -> str:
    """Return the one link of a page that is labelled as the PDF."""
    for relation, address in page.links:
        if "alternate" in relation and ".pdf" in address.lower():
            return address
    for address, said in page.anchors:
        path = address[:2000].partition("?")[0].partition("#")[0]
        if path.lower().endswith(".pdf") and "pdf" in said:
            return address
    return ""


def _refreshed(page: PageTags, address: str) -> str:
    return urljoin(address, page.refresh) if page.refresh and not page.all("citation_title") else ""


def _candidates(page: PageTags) -> tuple[str, ...]:
    """Return the DOIs in a page's text that may be its own, the likeliest first."""
    return tuple(dict.fromkeys(_dois_in(page)))[:2]


def _dois_in(page: PageTags) -> Iterator[str]:
    text = page.text[:100_000]
    found = list(_DOI_IN_TEXT.finditer(text))[:50]
    before = {one: text[max(0, one.start() - 200) : one.start()].lower() for one in found}
    for one in sorted(found, key=lambda one: not _CITE_AS.search(before[one])):
        doi = doi_in(one[0].rstrip(".,;:)]}"))
        if doi:
            yield doi
