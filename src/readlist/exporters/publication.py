"""Where and when a paper appeared, from the reader's own facts, arXiv and the services."""

import re
from dataclasses import dataclass

from readlist.exporters.entry import ExportEntry
from readlist.tex import to_text
from readlist.text import one_line

_BY_SCHEME = {"acl": "paper-conference", "isbn": "book", "url": "webpage"}
"""CSL's type of what nobody says more of than the identifier does."""
_NEEDS_CONTAINER = frozenset({"article-journal", "paper-conference", "chapter"})


@dataclass(frozen=True, slots=True)
class ReferenceFields:
    """What a reference says besides title, authors and date; empty where it is not known."""

    type: str
    """CSL's word: ``article-journal``, ``paper-conference``, ``book``, ``thesis`` ...
    (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types)."""
    container: str
    """The journal, the proceedings, the book."""
    volume: str
    issue: str
    pages: str
    publisher: str
    genre: str
    """The kind of thesis or report, in the reader's words."""
    number: str
    """Of a report, in its series."""
    isbn: str
    pmid: str

    @property
    def below_doctor(self) -> bool:
        """Whether it is a thesis for another degree than a doctor's."""
        return self.type == "thesis" and bool(_LESSER.search(self.genre))


def publication_of(entry: ExportEntry) -> ReferenceFields:
    """Return where a paper appeared. The reader's ``bib`` goes before what services say.

    The type is the least that the facts carry: what needs a journal or a book and has none is a
    plain ``article`` (CSL's word for preprints and the like).
    """
    own, known = entry.paper.bib, entry.metadata

    def fact(name: str, field: str = "") -> str:
        told = getattr(known, field or name) if known and (field or name) in _TOLD else ""
        return one_line(to_text(own.get(name) or told))

    container = fact("container-title", "venue") or one_line(entry.paper.venue)
    publisher = fact("publisher")
    kind = fact("type") or _guess(entry, container)
    if kind in _NEEDS_CONTAINER and not container:
        kind = "article"
    return ReferenceFields(
        type=kind,
        container=container if container != publisher or kind in _NEEDS_CONTAINER else "",
        volume=fact("volume"),
        issue=fact("issue"),
        pages=fact("page", "pages"),
        publisher=publisher,
        genre=fact("genre"),
        number=fact("number") if kind not in _NEEDS_CONTAINER else "",
        isbn=_named(entry, "isbn") or fact("ISBN"),
        pmid=_named(entry, "pmid") or fact("PMID"),
    )


def _named(entry: ExportEntry, scheme: str) -> str:
    """Return the identifier of some kind that the paper has, without its prefix."""
    names = (one.partition(":") for one in (entry.paper.id, *entry.paper.also))
    return next((value for found, _, value in names if found == scheme), "")


# As BibTeX's styles and libraries spell the kinds of theses, in a few languages.
_LESSER = re.compile(
    r"master|bachelor|\bm\.? ?(?:sc|a|s|phil|eng|tech)\b|\bb\.? ?(?:sc|a|eng)\b|diplom|magist|"
    r"licen[cs]|laurea|mémoire|maîtrise|undergrad|honou?rs|staatsexamen",
    re.IGNORECASE,
)


_TOLD = frozenset({"venue", "publisher", "type", "volume", "issue", "pages"})


def _guess(entry: ExportEntry, container: str) -> str:
    scheme = entry.paper.id.partition(":")[0]
    if scheme in ("doi", "pmid") and container:
        return "article-journal"
    if scheme == "openreview" and container:
        return "paper-conference"
    return _BY_SCHEME.get(scheme, "article")


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NOT_IN_DOI = re.compile(r"[\s{}\\\"]")


def year_of(entry: ExportEntry) -> int | None:
    """Return the year to cite: the journal's where its reference names one, or the first version's.

    A journal reference is free text with volumes and pages in it, so that only a year from the
    first version on, and at most ten years later, is believed.
    """
    first = entry.year
    if first and entry.journal:
        years = {int(year) for year in _YEAR.findall(entry.journal)}
        believed = [year for year in years if first <= year <= first + 10]
        if len(believed) == 1:
            return believed[0]
    return first


def doi_of(entry: ExportEntry) -> str:
    """Return the publisher's DOI without anything that no DOI holds; empty if there is none."""
    doi = _NOT_IN_DOI.sub("", entry.doi)
    return doi if doi.startswith("10.") else ""


def any_doi_of(entry: ExportEntry) -> str:
    """Return the publisher's DOI, or else the one that arXiv gave to the e-print."""
    found = entry.paper.arxiv_id
    return doi_of(entry) or (found.doi if found else "")


def local_of(entry: ExportEntry) -> str:
    """Return the name that only the list knows, by which an import finds the paper again."""
    return entry.id if entry.paper.id.startswith("local:") else ""
