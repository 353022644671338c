"""What the fields of an object or entry say of a paper: people, date, topics, publication."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from readlist.document_model import Publication, Record
from readlist.model import doi
from readlist.patterns import pattern
from readlist.reading_marks import Marks, marks_of, status_of_tag
from readlist.texts.dates import date_in, date_of

_SUMMARIES = ("tldr", "blurb", "description", "comment", "简介")


def people(fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield the authors."""
    # A list of people's parts says more than papis's line of the same people beside it.
    names = ("authorlist", "authors", "author", "authorships", "creators", "creator")
    people: Any = next((fields[x] for x in names if fields.get(x)), [])
    if isinstance(people, str):
        yield from (x.strip() for x in re.split(r";|\s+and\s+", people) if x.strip())
        return
    for item in people[:500] if isinstance(people, list) else []:
        inner = item.get("author") if isinstance(item, Mapping) else None
        person = inner if isinstance(inner, Mapping) else item
        if isinstance(person, str):
            yield person
        elif isinstance(person, Mapping):
            parts = [person.get(x) for x in ("given", "firstName", "first", "name", "full_name",
                                             "display_name", "literal", "dropping-particle",
                                             "non-dropping-particle", "family", "lastName",
                                             "last", "suffix")]  # fmt: skip
            name = " ".join(str(x) for x in parts if isinstance(x, str) and x)
            if name:
                yield name


def year(fields: Mapping[str, Any]) -> int | None:
    """Return the year in which it appeared."""
    for name in ("year", "published", "date", "issued", "publicationdate", "pubdate",
                 "publicationyear", "publishedonline", "submitted", "publishedat"):  # fmt: skip
        found = re.search(r"\b(?:19|20)\d\d\b", str(fields.get(name) or "")[:200])
        if found:
            return int(found[0])
    return None


def issued(fields: Mapping[str, Any]) -> str:
    """Return when it appeared, in ISO 8601, as exactly as the fields say."""
    for name in ("issued", "date", "publicationdate", "pubdate", "published", "publishedonline",
                 "year", "publicationyear"):  # fmt: skip
        value = fields.get(name)
        parts = value.get("date-parts") if isinstance(value, Mapping) else None
        found = date_of(parts) if parts else date_in(value)
        if found:
            return found
    return ""


def topics(fields: Mapping[str, Any]) -> Iterable[str]:
    """Return the tags."""
    found: dict[str, None] = {}
    for name in ("topics", "tags", "keywords", "keyword", "categories_", "labels"):
        for text in parted(fields.get(name)):
            found.setdefault(text)
    return found


def marks(data: Mapping[str, Any]) -> Marks:
    """Return what the reader noted in separate fields, or by a tag such as ``/unread``."""
    told = marks_of((str(name), text) for name, value in data.items() if (text := _word(value)))
    if told.status:
        return told
    fields = {re.sub(r"[\W_]+", "", str(name)).lower(): value for name, value in data.items()}
    tagged = next((state for tag in topics(fields) if (state := status_of_tag(tag))), "")
    return told._replace(status=tagged)


def _word(value: Any) -> str:  # noqa: ANN401 - JSON can be anything
    """Return a single word or number as text; Notion and others nest it under a name."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, Mapping):
        value = next((x for n in ("name", "value", "start") if (x := value.get(n))), None)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, str | int | float) else ""


def parted(value: Any) -> list[str]:  # noqa: ANN401 - JSON can be anything
    """Return the tags of a field: a list, a JSON list, or words separated by commas."""
    if isinstance(value, str):
        value = re.split(r"[;,]", value.strip().strip("[]").replace('"', ""))
    found = []
    for word in value[:200] if isinstance(value, list) else []:
        text = word.get("tag") or word.get("name") if isinstance(word, Mapping) else word
        if isinstance(text, str) and text.strip():
            found.append(" ".join(text.split()))
    return found


def notes(fields: Mapping[str, Any]) -> str:
    """Return the reader's own notes."""
    if _is_of_papis(fields):
        return ""  # its "notes" is the name of a file
    found: list[str] = []
    for name in ("notes", "annote", "annotation"):
        value = fields.get(name)
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list):
            inner = (x.get("note") if isinstance(x, Mapping) else x for x in value)
            found += [re.sub(r"<[^>]*>", " ", x) for x in inner if isinstance(x, str)]
    return "\n".join(x.strip() for x in found if x.strip())


def blurb(fields: Mapping[str, Any], title: str) -> str:
    """Return a summary that does not repeat the title."""
    for name in _SUMMARIES:
        value = fields.get(name)
        value = value.get("text") if isinstance(value, Mapping) else value
        if isinstance(value, str) and " ".join(value.split()) != title:
            return value
    return ""


def key(fields: Mapping[str, Any]) -> str:
    """Return the citation key."""
    # Zotero's own "key" names an item of its library, not a citation.
    names = ["citationkey", "citekey", "citationlabel"]
    names += [] if "itemtype" in fields else ["key"]
    names += ["ref"] if _is_of_papis(fields) else []
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and re.fullmatch(r"[^\s{}\",=#%~\\]{1,100}", value):
            return value
    return ""


def _is_of_papis(fields: Mapping[str, Any]) -> bool:
    """Return whether an object is a papis document; older ones have no papis identifier.

    https://papis.readthedocs.io/en/latest/info_file.html
    """
    return "papisid" in fields or {"ref", "files"} <= fields.keys()


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
    """Return CSL's type for a kind of publication; empty if CSL has none.

    https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types; the names are
    those of BibTeX, BibLaTeX, RIS, EndNote, Zotero and Crossref.

    Args:
        kind: In any format's words.
    """
    return _CSL.get(re.sub(r"[\W_]+", "", kind).lower(), "")


def genre(kind: str) -> str:
    """Return the degree of a thesis, in English; empty for anything else."""
    return _DEGREES.get(kind.lower(), "")


def first(fields: Fields, *names: str) -> str:
    """Return the first value of these fields that is not empty; empty if all are."""
    return next((value for name in names for value in fields.get(name, ()) if value), "")


def doi_in(text: str) -> str:
    """Return the DOI in an address or a text; empty if it holds none.

    A bare one is taken as it is; in an address it is the path, decoded.
    """
    match = _DOI.search(text)
    if not match:
        return ""
    if "://" not in text[: match.start()]:
        return doi.bare(match[0])
    return doi.canonical(unquote(_PATH_END.split(match[0], maxsplit=1)[0]))


def first_date(*written: str) -> str:
    """Return the first date found in some texts, in ISO 8601, or its year."""
    return next((found for text in written if (found := date_in(text))), "")


def publication(fields: Fields, kind: str = "", day: str = "") -> Publication:
    """Return where a paper appeared.

    Args:
        fields: What is known of it.
        kind: What the format calls it.
        day: When it appeared, in ISO 8601, as exactly as is known.
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
        issued=day or first_date(first(fields, "date"), first(fields, "year")),
    )  # fmt: skip


def _pubmed(fields: Fields) -> str:
    """Return the PubMed number, which some give as an address."""
    written = (text for name in ("pmid", "pubmed", "pubmedid") for text in fields.get(name, ()))
    return next((found[1] for text in written if (found := _PUBMED.fullmatch(text))), "")


def own(record: Record) -> Record:
    """Return an entry of a file that readlist wrote: a paper, whatever its type says."""
    return record._replace(paper=True, ours=True)
