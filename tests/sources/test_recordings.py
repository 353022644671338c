"""What services really sent is read as it was meant."""

import json
from typing import Any

import pytest

from readlist.http.web import UnfitError
from readlist.model.identifiers import name_of_doi
from readlist.sources import anthology, crossref, csl, datacite, europepmc, openalex, pages
from support.source_kit import RECORDINGS, recorded, recorded_answer

if not RECORDINGS.exists():
    pytest.skip(f"no recorded answers at {RECORDINGS}", allow_module_level=True)


def named(entry: dict[str, Any]) -> str:
    """Return the file that a recorded answer lies in."""
    return str(entry["file"])


def _title(data: dict[str, Any]) -> bool:
    return bool(data.get("title") or data.get("titles"))


def works(service: str, *path: str) -> list[dict[str, Any]]:
    """Return the recorded single works of a service."""
    kept = []
    for entry in recorded(service):
        if entry["status"] != 200 or not entry["file"].endswith(".json"):
            continue
        data = json.loads((RECORDINGS / entry["file"]).read_bytes())
        for name in path:
            data = data.get(name, {}) if isinstance(data, dict) else {}
        if isinstance(data, dict) and (data.get("DOI") or data.get("doi")) and _title(data):
            kept.append(entry)
    return kept


@pytest.mark.parametrize("entry", works("api.crossref.org", "message"), ids=named)
def test_crossref(entry: dict[str, Any]) -> None:
    """Title, people and year are those of the record, without markup."""
    message = json.loads((RECORDINGS / entry["file"]).read_bytes())["message"]
    reading = crossref.read(recorded_answer(entry), name_of_doi(message["DOI"]))
    assert reading is not None
    assert reading.metadata is not None
    facts = reading.metadata
    assert facts.title
    assert not any(sign in facts.title + facts.venue for sign in ("<", "&amp;", "\n"))
    assert len(facts.authors) == len(message.get("author", ()))
    assert "jats:" not in facts.abstract
    year = facts.published[:4]
    assert year.isdecimal() or message["issued"]["date-parts"] == [[None]]
    assert bool(reading.no_paper) == (message["type"] in ("peer-review", "component"))


@pytest.mark.parametrize("entry", works("api.datacite.org", "data", "attributes"), ids=named)
def test_datacite(entry: dict[str, Any]) -> None:
    """Every record has a title, people, a venue and a year."""
    data = json.loads((RECORDINGS / entry["file"]).read_bytes())["data"]["attributes"]
    reading = datacite.read(recorded_answer(entry), name_of_doi(data["doi"]))
    assert reading is not None
    assert reading.metadata is not None
    facts = reading.metadata
    assert facts.title
    assert facts.authors
    assert facts.venue
    assert facts.published[:4] in (str(data["publicationYear"]), "")
    assert not reading.no_paper or "Referee" in facts.title


def test_many_people_in_one_field() -> None:
    """Three people with their universities in one name are three people."""
    entry = next(e for e in recorded("api.datacite.org") if "eqtqyo" in e["file"].lower())
    reading = datacite.read(recorded_answer(entry), "doi:10.7910/dvn/eqtqyo")
    assert reading is not None
    assert reading.metadata is not None
    names = [author.name for author in reading.metadata.authors]
    assert names == ["Ryan Enos", "Anthony Fowler", "Lynn Vavreck"]


def test_a_referee_report_is_no_paper() -> None:
    """Reports of referees are refused, whatever type they have."""
    for entry in recorded("api.stage.datacite.org"):
        if "wellcome" in entry["file"] or "gates" in entry["file"]:
            data = json.loads((RECORDINGS / entry["file"]).read_bytes())["data"]["attributes"]
            reading = datacite.read(recorded_answer(entry), name_of_doi(data["doi"]))
            assert reading is not None
            assert reading.no_paper == "a review of a paper"


@pytest.mark.parametrize("entry", recorded("www.ebi.ac.uk"), ids=named)
def test_europe_pmc(entry: dict[str, Any]) -> None:
    """Records of PubMed have title, people, journal, year and DOI."""
    reading = europepmc.read(recorded_answer(entry), "pmid:1")
    assert reading is not None
    assert reading.metadata is not None
    facts = reading.metadata
    assert facts.title
    assert not facts.title.endswith(".")
    assert facts.authors
    assert facts.venue
    assert facts.published
    assert any(name.startswith("doi:") for name in facts.identifiers)


@pytest.mark.parametrize("entry", recorded("aclanthology.org"), ids=named)
def test_anthology(entry: dict[str, Any]) -> None:
    """Entries of the Anthology come out without braces and TeX."""
    reading = anthology.read(recorded_answer(entry), "acl:2020.acl-main.747")
    assert reading is not None
    assert reading.metadata is not None
    facts = reading.metadata
    text = facts.title + facts.venue + "".join(author.name for author in facts.authors)
    assert not set(text) & set("{}\\~")
    assert facts.published.startswith(("2019", "2020"))
    assert len(facts.authors) > 2


@pytest.mark.parametrize(
    "entry",
    [e for e in recorded("doi.org") if "csl_" in e["file"] and "excess" not in e["file"]],
    ids=named,
)
def test_csl(entry: dict[str, Any]) -> None:
    """Items with broken dates and types are read all the same."""
    data = json.loads((RECORDINGS / entry["file"]).read_bytes())
    reading = csl.read(recorded_answer(entry), name_of_doi(data.get("DOI")) or "doi:10/x")
    assert reading is not None
    assert reading.metadata is not None
    assert reading.metadata.title


@pytest.mark.parametrize("entry", works("api.openalex.org"), ids=named)
def test_openalex(entry: dict[str, Any]) -> None:
    """A work is taken under its own DOI only; an abstract is put together from its words."""
    data = json.loads((RECORDINGS / entry["file"]).read_bytes())
    reading = openalex.read(recorded_answer(entry), name_of_doi(data["doi"]))
    assert reading is not None
    assert reading.metadata is not None
    assert reading.metadata.incomplete
    assert bool(reading.metadata.abstract) == bool(data.get("abstract_inverted_index"))
    assert openalex.read(recorded_answer(entry), "doi:10.1/other") is None


PAGES = {
    "page_PMC4852986": "doi:10.1056/",
    "page_djw160.full": "doi:10.1093/jnci/djw160",
    "page_mnsc.2016.2427": "doi:10.1287/mnsc.2016.2427",
    "page_s13054-016-1322-5": "doi:10.1186/s13054-016-1322-5",
    "record_1196821": "doi:10.5281/zenodo.1196821",
    "10.1594_PANGAEA.836178": "doi:10.1594/pangaea.836178",
    "eating-your-own-dog-food": "doi:10.5438/4k3m-nyvg",
}


@pytest.mark.parametrize(
    "entry", [e for e in recorded("landing.test") if e["status"] == 200], ids=named
)
def test_pages(entry: dict[str, Any]) -> None:
    """Publishers' pages say title and people; those that name a DOI say it."""
    name = entry["file"].split("/")[1].removesuffix(".html")
    try:
        reading = pages.read(recorded_answer(entry), f"url:{entry['url']}")
    except UnfitError:
        assert name.startswith(("metacharset", "turtle"))
        return
    assert reading is not None
    assert reading.metadata is not None
    assert reading.metadata.title
    if name in PAGES and name != "page_PMC4852986":
        assert PAGES[name] in reading.metadata.identifiers
        assert reading.metadata.authors
