import json
from typing import Any

from citeproc import (  # type: ignore[import-untyped]  # it publishes no types
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]  # it publishes no types
from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # it publishes no types

from exporters.export_samples import a_paper, hostile_entries, plain_entries
from readlist.exporters import ExportEntry, Options, csl_json
from readlist.tex import readable

NAME = {
    "type": "object",
    "properties": {
        name: {"type": "string"}
        for name in ("family", "given", "literal", "suffix", "non-dropping-particle")
    },
    "additionalProperties": False,
    "anyOf": [{"required": ["family", "given"]}, {"required": ["literal"]}],
}
TEXTS = (
    "DOI URL abstract archive archive_location container-title keyword note number publisher "
    "source title version"
).split()
# The part of csl-data.json (CSL 1.0.2) that readlist writes, with the types it gives there.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string"},
            "type": {"enum": ["article", "article-journal"]},
            "author": {"type": "array", "items": NAME},
            "issued": {
                "type": "object",
                "required": ["date-parts"],
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 1,
                        "items": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": {"type": "integer"},
                        },
                    }
                },
            },
        }
        | {name: {"type": "string"} for name in TEXTS},
    },
}


def items_of(entries: list[ExportEntry], options: Options | None = None) -> list[dict[str, Any]]:
    """Return the items, checked against the schema."""
    items = json.loads(csl_json.render(entries, options or Options()))
    Draft7Validator(SCHEMA).validate(items)
    return list(items)


def test_items_follow_the_schema_and_give_the_papers_back() -> None:
    """Identifiers, titles, authors and years are there, for hostile papers too."""
    for entries in ([], plain_entries(), hostile_entries()):
        items = items_of(entries, Options(notes=True, abstracts=True))
        assert len(items) == len(entries)
        for item, entry in zip(items, entries, strict=True):
            assert entry.id in (item.get("number", "") + item.get("archive_location", ""))
            assert item["title"] == readable(entry.title)
            assert len(item["author"]) == len(entry.authors)
            assert item["issued"]["date-parts"][0][0] in (2024, 2025)


def test_an_eprint_is_an_article_of_arxiv() -> None:
    """CSL's ``article`` is a preprint; its DOI is arXiv's own."""
    (item,) = items_of([ExportEntry(a_paper(1, version=2))])
    assert item == {
        "id": "lovelace2024sparse",
        "type": "article",
        "title": "Sparse Experts Number 1",
        "author": [
            {"family": "Lovelace", "given": "Ada"},
            {"family": "Babbage", "given": "Charles", "non-dropping-particle": "van der"},
            {"family": "Turing", "given": "Alan M."},
        ],
        "issued": {"date-parts": [[2024, 1, 8]]},
        "publisher": "arXiv",
        "number": "arXiv:2401.00001",
        "DOI": "10.48550/arXiv.2401.00001",
        "URL": "https://arxiv.org/abs/2401.00001v2",
        "version": "2",
        "keyword": "moe, scaling",
        "source": "readlist",
    }


def test_a_published_paper_names_its_journal() -> None:
    """Its DOI is the publisher's, its year the journal's."""
    item = items_of(plain_entries()[:1])[0]
    assert item["type"] == "article-journal"
    assert item["container-title"] == "J. Test 12 (2025) 34-56"
    assert item["DOI"] == "10.1000/a_b.7"
    assert item["issued"] == {"date-parts": [[2025]]}
    assert "publisher" not in item


def test_citeproc_takes_every_item() -> None:
    """A CSL processor reads names, titles and years as they were meant."""
    entries = plain_entries()
    source = CiteProcJSON(items_of(entries))
    keys = Options().keys_of(entries)
    for entry in entries:
        reference = source[keys[entry.paper.id]]
        assert str(reference.title) == entry.title
        assert [str(name.family) for name in reference.author][:1] == ["Lovelace"]
        assert int(reference.issued.year) in (2024, 2025)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(key) for key in keys.values()]))
    printed = "".join(str(item) for item in bibliography.bibliography())
    assert "Sparse Experts Number 1" in printed


def test_it_knows_its_own_files() -> None:
    """An array of items from elsewhere is not readlist's."""
    assert csl_json.written_by_readlist(csl_json.render([], Options()))
    for other in ('[{"id": "a", "type": "book"}]', "{}", "no", "[1]", "[" * 100_000):
        assert not csl_json.written_by_readlist(other)
