"""Where a paper appeared, out of the fields of an object or an entry."""

import re
from collections.abc import Mapping
from urllib.parse import unquote

from readlist.document_model import Publication, Record
from readlist.model import doi
from readlist.patterns import pattern
from readlist.texts.dates import date_in

_DOI = pattern(rf"(?<![\w.]){doi.PREFIX}(?:/|%2[fF]).*")
_PATH_END = pattern(r"[?#]")
_PUBMED = pattern(r"(?:https?://\S*/)?(\d{1,9})/?")

Fields = Mapping[str, list[str]]
"""Values by the names of the fields, as `readlist.documents.records.plain_name` spells them."""

_TYPES = {
    "article-journal": "articlejournal journalarticle jour ejour jfull journalpaper",
    "article-magazine": "magazinearticle mgzn articlemagazine",
    "article-newspaper": "newspaperarticle news articlenewspaper",
    "paper-conference": (
        "paperconference inproceedings conference conferencepaper cpaper conf proceedingsarticle "
        "conferenceproceedings conferencearticle conferenceproceeding"
    ),
    "chapter": "chapter incollection inbook booksection bookchapter chap echap suppbook",
    "book": (
        "book monograph ebook mvbook editedbook collection mvcollection proceedings referencebook"
    ),
    "thesis": "thesis phdthesis mastersthesis dissertation thes doctoralthesis",
    "report": "report techreport rprt technicalreport workingpaper",
    "manuscript": "manuscript unpublished",
    "article": "article preprint postedcontent unpb eprint",
    "webpage": "webpage online electronic elec www blogpost blog web postweblog",
    "dataset": "dataset data",
    "software": "software computerprogram comp program",
    "patent": "patent pat",
    "speech": "speech presentation talk lecture slide",
    "motion_picture": "videorecording film video audiovisualmaterial",
}
_CSL = {name: kind for kind, names in _TYPES.items() for name in names.split()}
_DEGREES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}


def csl_type(kind: str) -> str:
    """Return CSL's word for the kind of a publication; empty for one that it has no word for.

    https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types; the names are
    those of BibTeX, BibLaTeX, RIS, EndNote, Zotero and Crossref.

    Args:
        kind: In any format's words.
    """
    return _CSL.get(re.sub(r"[\W_]+", "", kind).lower(), "")


def genre(kind: str) -> str:
    """Return the degree that a kind of thesis is for, in English; empty for all else."""
    return _DEGREES.get(kind.lower(), "")


def first(fields: Fields, *names: str) -> str:
    """Return the first value that one of these fields has; empty if none has any."""
    return next((value for name in names for value in fields.get(name, ()) if value), "")


def doi_in(text: str) -> str:
    """Return the DOI in an address or a text; empty if it holds none.

    A bare one is taken as it stands; in an address it is the path, with its escapes undone.
    """
    match = _DOI.search(text)
    if not match:
        return ""
    if "://" not in text[: match.start()]:
        return doi.bare(match[0])
    return doi.canonical(unquote(_PATH_END.split(match[0], maxsplit=1)[0]))


def issued(*written: str) -> str:
    """Return the date that the first of some texts says which says one, ISO 8601, or its year."""
    return next((found for text in written if (found := date_in(text))), "")


def publication(fields: Fields, kind: str = "", day: str = "") -> Publication:
    """Return where a paper appeared.

    Args:
        fields: What is known of it.
        kind: What the format calls it.
        day: When it appeared, ISO 8601, as far as it is known.
    """
    dois = (doi_in(x) for name in ("doi", "lid", "url", "id", "ee", "aid") for x in
            fields.get(name, ()))  # fmt: skip
    told = csl_type(kind)
    numbered = first(fields, "number")
    return Publication(
        doi=next(filter(None, dois), ""),
        url=next((x for n in ("url", "link", "href", "uri", "landingpageurl") for x in
                  fields.get(n, ()) if "://" in x), ""),
        venue=first(fields, "containertitle", "journal", "journaltitle", "publicationtitle",
                     "booktitle", "venue", "conferencename", "series", "publicationvenue"),
        volume=first(fields, "volume", "journalvolume"),
        issue=first(fields, "issue", "journalissue") or (numbered if told != "report" else ""),
        pages=first(fields, "pages", "page", "pagerange"),
        publisher=first(fields, "publisher", "institution", "school", "organization"),
        isbn=first(fields, "isbn"),
        type=told,
        pmid=_pubmed(fields),
        genre=genre(kind) or first(fields, "genre", "thesistype"),
        number=numbered if told == "report" else "",
        issued=day or issued(first(fields, "date"), first(fields, "year")),
    )  # fmt: skip


def _pubmed(fields: Fields) -> str:
    """Return the number of PubMed, which some give as an address."""
    written = (text for name in ("pmid", "pubmed", "pubmedid") for text in fields.get(name, ()))
    return next((found[1] for text in written if (found := _PUBMED.fullmatch(text))), "")


def own(record: Record) -> Record:
    """Return an entry of a file that readlist wrote: a paper, whatever its type says."""
    return record._replace(paper=True, ours=True)
