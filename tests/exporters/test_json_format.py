import json

from exporters.export_samples import a_paper, hostile_entries, plain_entries
from readlist.exporters import ExportEntry, Options, json_format
from readlist.paper import JSON_KEYS
from readlist.text import clean


def test_every_key_of_a_paper_is_there() -> None:
    """Each paper is what `to_json` gives, under the same keys."""
    entries = plain_entries()
    data = json.loads(json_format.render(entries, Options()))
    assert data["papers"] == [entry.paper.to_json() for entry in entries]
    assert all(tuple(paper) == JSON_KEYS for paper in data["papers"])


def test_unknown_keys_of_the_reader_go_out_too() -> None:
    """The reader's own keys stand under ``extra``."""
    paper = a_paper(extra={"rating": 5, "who": ["Ada"]})
    data = json.loads(json_format.render([ExportEntry(paper)], Options()))
    assert data["papers"][0]["extra"] == {"rating": 5, "who": ["Ada"]}


def test_abstracts_bring_what_arxiv_said() -> None:
    """With abstracts the keys of ``info --json`` come, and are there for bare entries too."""
    entries = [*plain_entries(), ExportEntry(a_paper(9))]
    papers = json.loads(json_format.render(entries, Options(abstracts=True)))["papers"]
    wanted = {"abstract", "comment", "journal_ref", "doi", "versions", "withdrawn"}
    assert all(wanted <= set(paper) for paper in papers)
    assert papers[0]["doi"] == "10.1000/a_b.7"
    assert papers[-1]["abstract"] == ""


def test_hostile_texts_come_back_exactly_and_hide_nothing() -> None:
    """The values are the same, yet the file has no control or invisible character raw."""
    entries = hostile_entries()
    text = json_format.render(entries, Options())
    assert json.loads(text)["papers"] == [entry.paper.to_json() for entry in entries]
    assert clean(text) == text
    text.encode()


def test_it_knows_its_own_files() -> None:
    """An empty and a full export are recognised, other JSON and broken JSON are not."""
    for entries in ([], plain_entries()):
        assert json_format.written_by_readlist(json_format.render(entries, Options()))
    for other in ("[]", "{}", '{"papers": []}', "no json", '"readlist"', "[" * 100_000):
        assert not json_format.written_by_readlist(other)
