"""One work as each service records it."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from urllib.parse import quote

from scholar_sim.works import deep, name


def _dp(date):
    return {"date-parts": [list(date)]}


def _iso(date):
    return "-".join(f"{x:02d}" if i else f"{x:04d}" for i, x in enumerate(date))


def _crossref_authors(w):
    return [
        {"name": a, "sequence": "first" if i == 0 else "additional", "affiliation": []}
        if isinstance(a, str)
        else {
            **({"given": a[0]} if a[0] else {}),
            "family": a[1],
            "sequence": "first" if i == 0 else "additional",
            "affiliation": [],
        }
        for i, a in enumerate(w.authors)
    ]


def crossref(w, score=None):
    upd = [
        {
            **{k: v for k, v in u.items() if k != "updated"},
            "updated": {**_dp(u["updated"]), "date-time": _iso(u["updated"]) + "T00:00:00Z"},
        }
        for u in (*w.update_to, *w.updated_by)
    ]
    posted = w.type == "posted-content"
    j = {
        "indexed": {
            **_dp(w.date or [2024, 1, 1]),
            "date-time": "2026-10-01T00:00:00Z",
            "timestamp": 1790812800000,
            "version": "3.41.0",
        },
        "reference-count": len(w.refs),
        "publisher": w.publisher,
        **({} if posted or not w.issue else {"issue": w.issue}),
        "content-domain": {"domain": [], "crossmark-restriction": False},
        "short-container-title": [],
        **(
            {
                "posted": _dp(w.date),
                "institution": [{"name": w.venue}],
                "group-title": "Genomics",
                "subtype": w.subtype or "preprint",
            }
            if posted
            else {"published-print": _dp(w.date)}
            if w.date
            else {}
        ),
        **({"abstract": w.abstract} if w.abstract else {}),
        "DOI": w.doi.lower(),
        "type": w.type,
        "created": {
            **_dp(w.date or [2024, 1, 1]),
            "date-time": "2024-01-02T00:00:00Z",
            "timestamp": 1704153600000,
        },
        **({"page": w.pages} if w.pages else {}),
        "source": "Crossref",
        "is-referenced-by-count": w.number % 50,
        "title": [w.title],
        "prefix": w.doi.split("/")[0],
        **({"volume": w.volume} if w.volume else {}),
        **({"author": _crossref_authors(w)} if w.authors else {}),
        "member": "9999",
        **(
            {
                "reference": [
                    {"key": f"ref{i}", "doi-asserted-by": "publisher", "DOI": d.lower()}
                    for i, d in enumerate(w.refs)
                ]
            }
            if w.refs
            else {}
        ),
        "container-title": [w.venue] if w.venue and not posted else [],
        "original-title": [],
        "link": [
            {
                "URL": w.pdf_url,
                "content-type": "application/pdf",
                "content-version": "vor",
                "intended-application": "text-mining",
            }
        ],
        "deposited": {
            **_dp(w.date or [2024, 1, 1]),
            "date-time": "2024-01-03T00:00:00Z",
            "timestamp": 1704240000000,
        },
        "score": 1 if score is None else score,
        "resource": {"primary": {"URL": w.url}},
        "subtitle": [],
        "short-title": [],
        **({"issued": _dp(w.date), "published": _dp(w.date)} if w.date else {}),
        "references-count": len(w.refs),
        "URL": "https://doi.org/" + quote(w.doi.lower(), safe="/:"),
        **({"ISBN": [w.isbn]} if w.isbn else {}),
        "relation": {
            k: [{"id-type": "doi", "id": d.lower(), "asserted-by": "subject"} for d in v]
            for k, v in w.relation.items()
        },
        "ISSN": ["2999-0001"],
        "subject": [],
        **({"update-to": upd[: len(w.update_to)]} if w.update_to else {}),
        **({"updated-by": upd[len(w.update_to) :]} if w.updated_by else {}),
    }
    return deep(j, w.raw.get("crossref", {}))


def csl(w):
    """What content negotiation gives: strings where /works has lists, and Crossref's own type names."""
    if w.ra == "DataCite":
        j = {
            "type": {"dataset": "dataset", "report": "report"}.get(w.type, "article"),
            "id": "https://doi.org/" + w.doi.lower(),
            "categories": [],
            "author": [
                {"literal": a} if isinstance(a, str) else {"family": a[1], "given": a[0]}
                for a in w.authors
            ],
            "issued": _dp(w.date),
            "DOI": w.doi,
            "publisher": w.publisher,
            "title": w.title,
            "abstract": w.abstract or None,
        }
        return deep({k: v for k, v in j.items() if v is not None}, w.raw.get("csl", {}))
    j = crossref(w)
    for k in (
        "title",
        "container-title",
        "subtitle",
        "short-container-title",
        "original-title",
        "short-title",
    ):
        if k in j and k != "subtitle":
            j[k] = (j[k] or [""])[0] if k in ("title", "container-title") else j[k]
    j["author"] = [
        {"literal": a} if isinstance(a, str) else dict(c.items())
        for a, c in zip(w.authors, _crossref_authors(w), strict=False)
    ]
    if w.raw.get("crossref", {}).get("author"):
        j["author"] = w.raw["crossref"]["author"]
    return deep({k: v for k, v in j.items() if v not in ("", [])}, w.raw.get("csl", {}))


def _ascii_key(w):
    fam = next((a[1] for a in w.authors if not isinstance(a, str)), "Anon")
    return re.sub(r"\W", "", fam) + "_" + str(w.date[0] if w.date else "nodate")


def bibtex(w):
    kind = {
        "journal-article": "article",
        "proceedings-article": "inproceedings",
        "book": "book",
        "dataset": "dataset",
        "posted-content": "misc",
    }.get(w.type, "misc")
    months = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    f = {
        "title": w.title,
        "volume": w.volume,
        "ISSN": "2999-0001",
        "url": "http://dx.doi.org/" + w.doi.lower(),
        "DOI": w.doi.lower(),
        "number": w.issue,
        "journal" if kind == "article" else "booktitle": w.venue,
        "publisher": w.publisher,
        "author": " and ".join(
            a if isinstance(a, str) else f"{a[1]}, {a[0]}" if a[0] else a[1] for a in w.authors
        ),
        "year": w.date[0] if w.date else "",
        "pages": w.pages.replace("-", "–"),
    }
    tail = f", month={months[w.date[1] - 1]}" if len(w.date) > 1 else ""
    return (
        f" @{kind}{{{_ascii_key(w)}, "
        + ", ".join(f"{k}={{{v}}}" for k, v in f.items() if v)
        + tail
        + " }\n"
    )


def datacite(w):
    j = {
        "doi": w.doi.lower(),
        "prefix": w.doi.split("/")[0],
        "suffix": w.doi.lower().split("/", 1)[1],
        "identifiers": [{"identifier": w.arxiv, "identifierType": "arXiv"}] if w.arxiv else [],
        "creators": [
            {"name": a, "nameType": "Organizational", "affiliation": [], "nameIdentifiers": []}
            if isinstance(a, str)
            else {
                "name": f"{a[1]}, {a[0]}",
                "nameType": "Personal",
                "givenName": a[0],
                "familyName": a[1],
                "affiliation": [],
                "nameIdentifiers": [],
            }
            for a in w.authors
        ],
        "titles": [{"title": w.title}],
        "publisher": w.publisher,
        "container": {},
        "publicationYear": w.date[0],
        "subjects": [],
        "contributors": [],
        "dates": [
            {"date": _iso(w.date), "dateType": "Submitted" if w.arxiv else "Issued"},
            {"date": f"{w.date[0]}-{w.date[1]:02d}", "dateType": "Available"},
        ],
        "language": "en",
        "types": {
            "ris": "GEN",
            "bibtex": "misc",
            "citeproc": "article",
            "schemaOrg": "CreativeWork",
            "resourceType": "Article" if w.arxiv else w.type,
            "resourceTypeGeneral": "Preprint" if w.arxiv else w.type.title(),
        },
        "relatedIdentifiers": [],
        "sizes": [],
        "formats": [],
        "version": "1",
        "rightsList": [],
        "descriptions": [
            {"description": w.abstract or "A description.", "descriptionType": "Abstract"}
        ],
        "geoLocations": [],
        "fundingReferences": [],
        "url": "https://arxiv.org/abs/" + w.arxiv if w.arxiv else w.url,
        "contentUrl": None,
        "state": "findable",
        "isActive": True,
        "created": _iso(w.date) + "T00:00:00.000Z",
    }
    return {
        "id": w.doi.lower(),
        "type": "dois",
        "attributes": deep(j, w.raw.get("datacite", {})),
        "relationships": {"client": {"data": {"id": "sim.client", "type": "clients"}}},
    }


def _oa(w):
    return w.oa and w.pdf != "none"


def openalex(w, sim, copy=0):
    src = {
        "id": "https://openalex.org/S4299",
        "display_name": w.venue or w.publisher,
        "issn_l": "2999-0001",
        "issn": ["2999-0001"],
        "is_oa": w.oa,
        "type": "journal",
    }
    loc = {
        "is_oa": _oa(w),
        "landing_page_url": "https://doi.org/" + w.doi.lower() if w.doi else w.url,
        "pdf_url": sim.link(w.pdf_url) if _oa(w) else None,
        "source": src,
        "license": "cc-by" if w.oa else None,
        "version": "publishedVersion",
        "is_accepted": True,
        "is_published": True,
    }
    words: dict[str, list[int]] = {}
    for i, x in enumerate(re.sub(r"<[^>]+>", " ", w.abstract).split()):
        words.setdefault(x, []).append(i)
    wid = w.openalex_id if not copy else "W5" + w.openalex_id[2:]
    cites = [x.openalex_id for x in sim.works_.values() if w.doi and w.doi in x.refs]
    j = {
        "id": "https://openalex.org/" + wid,
        "doi": "https://doi.org/" + w.doi.lower() if w.doi else None,
        "title": w.plain,
        "display_name": w.plain,
        "publication_year": w.date[0] if w.date else None,
        "publication_date": _iso(([*w.date, 1, 1])[:3]) if w.date else None,
        "ids": {
            "openalex": "https://openalex.org/" + wid,
            **({"doi": "https://doi.org/" + w.doi.lower()} if w.doi else {}),
            **({"pmid": "https://pubmed.ncbi.nlm.nih.gov/" + w.pmid} if w.pmid else {}),
        },
        "language": "en",
        "primary_location": loc,
        "type": "preprint" if w.subtype or (w.arxiv and w.ra == "DataCite") else "article",
        "type_crossref": w.type,
        "indexed_in": ["crossref"],
        "open_access": {
            "is_oa": _oa(w),
            "oa_status": "gold" if _oa(w) else "closed",
            "oa_url": loc["pdf_url"],
            "any_repository_has_fulltext": False,
        },
        "authorships": [
            {
                "author_position": "first"
                if i == 0
                else "last"
                if i == len(w.authors) - 1
                else "middle",
                "author": {
                    "id": f"https://openalex.org/A{w.number + i}",
                    "display_name": name(a),
                    "orcid": None,
                },
                "institutions": [],
                "is_corresponding": i == 0,
                "raw_author_name": name(a),
            }
            for i, a in enumerate(w.authors)
        ],
        "cited_by_count": len(cites),
        "biblio": {
            "volume": w.volume or None,
            "issue": w.issue or None,
            "first_page": w.pages.split("-")[0] or None,
            "last_page": w.pages.split("-")[-1] or None,
        },
        "is_retracted": w.retracted,
        "is_paratext": w.type == "component",
        "locations_count": 1,
        "locations": [loc],
        "best_oa_location": loc if _oa(w) else None,
        "referenced_works_count": len(w.refs),
        "referenced_works": [
            "https://openalex.org/" + sim.by_doi[d.lower()].openalex_id
            for d in w.refs
            if d.lower() in sim.by_doi
        ],
        "related_works": [],
        "abstract_inverted_index": words or None,
        "cited_by_api_url": f"https://api.openalex.org/works?filter=cites:{wid}",
        "counts_by_year": [],
        "updated_date": "2026-10-01T00:00:00.000000",
        "created_date": "2024-01-05",
    }
    return deep(j, w.raw.get("openalex", {}))


S2_FIELDS = (
    "paperId corpusId externalIds url title abstract venue publicationVenue year referenceCount citationCount influentialCitationCount isOpenAccess openAccessPdf fieldsOfStudy "
    "s2FieldsOfStudy publicationTypes publicationDate journal citationStyles authors citations references embedding tldr contexts intents isInfluential matchScore"
).split()


def s2(w, sim):
    ext = {
        "DOI": w.doi or None,
        "ArXiv": w.arxiv or None,
        "PubMed": w.pmid or None,
        "PubMedCentral": w.pmcid[3:] or None,
        "ACL": w.acl or None,
        "DBLP": f"conf/sim/{w.key}" if w.acl or w.pmlr else None,
        "CorpusId": w.number,
    }
    j = {
        "paperId": w.s2_id,
        "corpusId": w.number,
        "externalIds": {k: v for k, v in ext.items() if v},
        "url": "https://www.semanticscholar.org/paper/" + w.s2_id,
        "title": w.plain,
        "abstract": re.sub(r"<[^>]+>", "", w.abstract) or None,
        "venue": w.venue,
        "publicationVenue": None,
        "year": w.date[0] if w.date else None,
        "referenceCount": len(w.refs),
        "citationCount": sum(w.doi in x.refs for x in sim.works_.values() if w.doi),
        "influentialCitationCount": 0,
        "isOpenAccess": _oa(w),
        "openAccessPdf": {"url": sim.link(w.pdf_url), "status": "GOLD", "license": "CCBY"}
        if _oa(w)
        else {"url": "", "status": None, "license": None},
        "fieldsOfStudy": ["Computer Science"],
        "s2FieldsOfStudy": [{"category": "Computer Science", "source": "external"}],
        "publicationTypes": ["JournalArticle"],
        "publicationDate": _iso(w.date) if len(w.date) == 3 else None,
        "journal": {"name": w.venue, "volume": w.volume} if w.venue else None,
        "citationStyles": {"bibtex": f"@Article{{{_ascii_key(w)},\n title = {{{w.plain}}}\n}}\n"},
        "authors": [
            {"authorId": str(w.number + i), "name": name(a)} for i, a in enumerate(w.authors)
        ],
    }
    return deep(j, w.raw.get("s2", {}))


def unpaywall(w, sim):
    loc = {
        "url": sim.link(w.pdf_url),
        "url_for_pdf": sim.link(w.pdf_url),
        "url_for_landing_page": "https://doi.org/" + w.doi.lower(),
        "evidence": "deprecated",
        "license": "cc-by",
        "version": "publishedVersion",
        "host_type": "publisher",
        "is_best": True,
        "pmh_id": None,
        "repository_institution": None,
        "oa_date": _iso(w.date) if w.date else None,
    }
    return {
        "doi": w.doi.lower(),
        "doi_url": "https://doi.org/" + w.doi.lower(),
        "title": w.plain,
        "genre": w.type,
        "is_paratext": False,
        "published_date": _iso(w.date) if w.date else None,
        "year": w.date[0] if w.date else None,
        "journal_name": w.venue,
        "journal_issns": "2999-0001",
        "journal_issn_l": "2999-0001",
        "journal_is_oa": w.oa,
        "journal_is_in_doaj": False,
        "publisher": w.publisher,
        "is_oa": _oa(w),
        "oa_status": "gold" if _oa(w) else "closed",
        "has_repository_copy": False,
        "best_oa_location": loc if _oa(w) else None,
        "first_oa_location": loc if _oa(w) else None,
        "oa_locations": [loc] if _oa(w) else [],
        "oa_locations_embargoed": [],
        "updated": "2026-10-01T00:00:00.000000",
        "data_standard": 2,
        "z_authors": [{"author_position": "first", "raw_author_name": name(a)} for a in w.authors],
    }


def _ms(date):
    return int(datetime(*([*date, 1, 1])[:3], tzinfo=UTC).timestamp() * 1000)


def openreview(w):
    o, v1 = w.openreview, w.openreview["v"] == 1
    venue = o["venueid"].split("/-/")[0]
    people = (
        [{"fullname": name(a), "username": f"~{name(a).replace(' ', '_')}1"} for a in w.authors]
        if o.get("objects")
        else [name(a) for a in w.authors]
    )
    accepted = not re.search(r"Rejected|Withdrawn|/Submission", o["venueid"])
    content = {
        "title": w.title,
        "authors": people,
        "authorids": [f"~{name(a).replace(' ', '_')}1" for a in w.authors],
        "keywords": ["lists"],
        "abstract": "We study lists.",
        "pdf": f"/pdf/{hashlib.sha1(o['id'].encode()).hexdigest()}.pdf",
        "venue": o["venue"],
        "venueid": o["venueid"],
        "_bibtex": f"@{'inproceedings' if accepted else 'misc'}{{\n{_ascii_key(w).lower()},\ntitle={{{w.title}}},\nyear={{{w.date[0]}}},\nurl={{https://openreview.net/forum?id={o['id']}}}\n}}",
    }
    common = {
        "id": o["id"],
        "forum": o["id"],
        "number": w.number % 9000,
        "cdate": _ms(w.date) - 10**10,
        "tcdate": _ms(w.date) - 10**10,
        "mdate": _ms(w.date),
        "tmdate": _ms(w.date),
        "signatures": [venue + "/Authors"],
        "readers": ["everyone"],
        "writers": [venue],
        **({"pdate": _ms(w.date)} if accepted else {}),
    }
    if v1:
        return {
            **common,
            "original": None,
            "ddate": None,
            "referent": None,
            "invitation": venue + "/-/Blind_Submission",
            "replyto": None,
            "nonreaders": [],
            "content": content,
        }
    return {
        **common,
        "odate": _ms(w.date),
        "version": 2,
        "invitations": [venue + "/-/Submission", venue + "/-/Edit"],
        "domain": venue,
        "license": "CC BY 4.0",
        "content": {k: {"value": v} for k, v in content.items()},
    }


def biorxiv(w):
    people = "; ".join(
        a
        if isinstance(a, str)
        else f"{a[1]}, {' '.join(x[0] + '.' for x in re.split(r'[ .-]+', a[0]) if x)}"
        for a in w.authors
    )
    return [
        {
            "title": w.title,
            "authors": people,
            "author_corresponding": name(w.authors[-1]),
            "author_corresponding_institution": "University of Simulation",
            "doi": w.doi,
            "date": v["date"],
            "version": v["version"],
            "type": "new results",
            "license": "cc_by",
            "category": "genomics",
            "jatsxml": f"https://www.biorxiv.org/content/early/{v['date'].replace('-', '/')}/{w.doi.split('/')[1]}.source.xml",
            "abstract": re.sub(r"<[^>]+>", "", w.abstract) or "An abstract.",
            "funder": "NA",
            "published": v["published"],
            "server": "bioRxiv",
        }
        for v in w.biorxiv or []
    ]


def europepmc(w, sim):
    urls = [
        {
            "availability": "Subscription required",
            "availabilityCode": "S",
            "documentStyle": "doi",
            "site": "DOI",
            "url": "https://doi.org/" + w.doi,
        }
    ]
    urls += (
        [
            {
                "availability": "Open access",
                "availabilityCode": "OA",
                "documentStyle": s,
                "site": "Europe_PMC",
                "url": sim.link(f"https://europepmc.org/articles/{w.pmcid}" + t),
            }
            for s, t in (("html", ""), ("pdf", "?pdf=render"))
        ]
        if w.pmcid
        else []
    )
    people = [
        {"collectiveName": a}
        if isinstance(a, str)
        else {
            "fullName": f"{a[1]} {a[0][:1]}",
            "firstName": a[0],
            "lastName": a[1],
            "initials": "".join(x[0] for x in a[0].split()),
        }
        for a in w.authors
    ]
    return {
        "id": w.pmid or w.pmcid,
        "source": "MED" if w.pmid else "PMC",
        **({"pmid": w.pmid} if w.pmid else {}),
        **({"pmcid": w.pmcid, "fullTextIdList": {"fullTextId": [w.pmcid]}} if w.pmcid else {}),
        "doi": w.doi.lower(),
        "title": w.title + ".",
        "authorString": ", ".join(p.get("fullName", p.get("collectiveName")) for p in people) + ".",
        "authorList": {"author": people},
        "journalInfo": {
            "issue": w.issue,
            "volume": w.volume,
            "yearOfPublication": w.date[0],
            "printPublicationDate": _iso(w.date),
            "journal": {"title": w.venue, "ISOAbbreviation": w.venue},
        },
        "pubYear": str(w.date[0]),
        "pageInfo": w.pages,
        "abstractText": re.sub(r"</?jats:[^>]*>", "", w.abstract),
        "language": "eng",
        "pubTypeList": {"pubType": ["research-article", "Journal Article"]},
        "fullTextUrlList": {"fullTextUrl": urls},
        "isOpenAccess": "Y" if w.pmcid else "N",
        "inEPMC": "Y" if w.pmcid else "N",
        "hasPDF": "Y" if w.pmcid else "N",
        "firstPublicationDate": _iso(w.date),
    }


_TEX = {
    "ü": '{\\"u}',
    "ö": '{\\"o}',
    "ä": '{\\"a}',
    "é": "{\\'e}",
    "á": "{\\'a}",
    "í": "{\\'\\i}",
    "ï": '{\\"\\i}',
    "ø": "{\\o}",
    "Ç": "{\\c{C}}",
    "ß": "{\\ss}",
}


def acl_bib(w):
    tex = lambda s: "".join(_TEX.get(c, c) for c in s)
    title = re.sub(r"\b(\w*[a-z]\w*[A-Z]\w*|[A-Z]{2,})\b", r"{\1}", w.title)
    people = "  and\n      ".join(
        tex(a if isinstance(a, str) else f"{a[1]}, {a[0]}") for a in w.authors
    )
    doi = f'    doi = "{w.doi}",\n' if w.doi else ""
    return (
        f'@inproceedings{{{_ascii_key(w).lower().replace("_", "-etal-")}-sim,\n    title = "{tex(title)}",\n    author = "{people}",\n    booktitle = "{w.venue}",\n    month = aug,\n    year = "{w.date[0]}",\n    address = "Bangkok, Thailand",\n'
        f'    publisher = "Association for Computational Linguistics",\n    url = "https://aclanthology.org/{w.acl}/",\n{doi}    pages = "{w.pages.replace("-", "--")}"\n}}\n'
    )
