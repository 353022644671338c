"""The library folder: one folder a paper, nothing outside it, damage reported and not trusted."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.arxiv_id import ArxivId
from readlist.metadata import Author, Metadata
from readlist.model.spelling import file_key
from readlist.paper_files import PaperFiles

NEW = ArxivId("2310.06825")
OLD = ArxivId("hep-th/9901001")
FACTS = Metadata(
    id="2310.06825",
    version=2,
    title="A Small Model",
    authors=(Author("Ada Archer", ("Uni A",)), Author("Ben Birch")),
    abstract="First paragraph.\n\nSecond – with 量子.",
    categories=("cs.CL", "cs.LG"),
    published="2023-10-10T17:54:58Z",
    updated="2023-11-01T00:00:00Z",
    comment="9 pages",
    fetched="2026-11-21T12:00:00Z",
)


@pytest.fixture
def files(tmp_path: Path) -> PaperFiles:
    """Return an empty library whose folder does not exist yet."""
    return PaperFiles(tmp_path / "library")


def test_facts_come_back_as_they_went(files: PaperFiles) -> None:
    """What was written is read, old identifiers in a folder of their own."""
    for one in (NEW, OLD):
        facts = replace(FACTS, id=one.base)
        assert files.read_metadata(one) is None
        assert files.write_metadata(facts)
        assert files.read_metadata(one) == facts
        assert files.has_abstract(one)
    assert sorted(path.name for path in files.library.iterdir()) == ["2310.06825", "hep-th_9901001"]
    assert files.ids() == [NEW, OLD]


def test_a_pinned_older_version_does_not_replace_newer_facts(files: PaperFiles) -> None:
    """The file describes the newest version seen; an older one says nothing new."""
    files.write_metadata(FACTS)
    older = replace(FACTS, version=1, title="Draft", latest=False)
    assert not files.write_metadata(older)
    assert files.read_metadata(NEW) == FACTS


def test_newer_facts_replace_a_pinned_version(files: PaperFiles) -> None:
    """A pinned version is kept while nothing better is known."""
    older = replace(FACTS, version=1, latest=False)
    assert files.write_metadata(older)
    assert files.read_metadata(NEW) == older
    assert files.write_metadata(FACTS)
    assert files.read_metadata(NEW) == FACTS


def test_arxivs_word_on_the_latest_version_counts(files: PaperFiles) -> None:
    """If arXiv itself calls an older version the latest, it is."""
    files.write_metadata(replace(FACTS, version=3))
    assert files.write_metadata(FACTS)
    assert files.read_metadata(NEW) == FACTS


def test_the_same_version_brings_its_news(files: PaperFiles) -> None:
    """A journal reference that came later is taken over, and the latest stays the latest."""
    files.write_metadata(FACTS)
    assert files.write_metadata(replace(FACTS, journal_ref="J. 1 (2024)", latest=False))
    assert files.read_metadata(NEW) == replace(FACTS, journal_ref="J. 1 (2024)")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'{"id": 3}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"id": "2310.06825", "authors": [3]}',
        b'{"id": "2310.06825", "authors": 3}',
    ],
)
def test_a_damaged_file_is_none_and_named(files: PaperFiles, content: bytes) -> None:
    """Damage is reported, not raised, and the next answer replaces it."""
    path = files.folder(NEW) / "metadata.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert files.read_metadata(NEW) is None
    assert not files.has_abstract(NEW)
    assert [damage.path for damage in files.damaged()] == [path]
    assert files.write_metadata(FACTS)
    assert list(files.damaged()) == []


def test_another_papers_facts_are_damage(files: PaperFiles) -> None:
    """A file in the wrong folder is not believed."""
    files.write_metadata(FACTS)
    files.folder(NEW).rename(files.library / OLD.folder)
    assert files.read_metadata(OLD) is None
    assert "another paper" in next(iter(files.damaged())).why


def test_a_file_that_cannot_be_read_is_damage(files: PaperFiles) -> None:
    """A folder where the file should be does not raise."""
    (files.folder(NEW) / "metadata.json").mkdir(parents=True)
    assert files.read_metadata(NEW) is None
    assert len(list(files.damaged())) == 1


def test_an_endless_file_is_not_read_whole(files: PaperFiles) -> None:
    """Size is bounded before anything is parsed."""
    path = files.folder(NEW) / "metadata.json"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        file.truncate(9 << 20)
    assert next(iter(files.damaged())).why == "it is too large: over 8 MB"


def test_the_newest_whole_pdf_is_the_pdf(files: PaperFiles) -> None:
    """Versions count as numbers; parts, strangers and folders do not count."""
    assert files.pdf_path(NEW) is None
    target = files.pdf_target(ArxivId(NEW.base, 2))
    assert target == files.library / "2310.06825" / "2310.06825v2.pdf"
    target.parent.mkdir(parents=True)
    for name in ("v2.pdf", "v9.pdf", "v10.pdf", "v11.pdf.part", "v0.pdf", ".pdf", "v1.pdf.pdf"):
        (target.parent / (NEW.folder + name)).touch()
    (target.parent / "2310.06825v12.pdf").mkdir()
    assert files.pdf_path(NEW) == target.with_name("2310.06825v10.pdf")
    assert files.pdf_path(ArxivId(NEW.base, 2)) == target
    assert files.pdf_path(ArxivId(NEW.base, 3)) is None
    assert files.pdf_target(ArxivId(OLD.base, 1)).name == "hep-th_9901001v1.pdf"
    assert files.text_path(NEW) == target.with_name("text.txt")
    with pytest.raises(ValueError, match="by version"):
        files.pdf_target(NEW)


def test_an_unfinished_download_is_mentioned(files: PaperFiles) -> None:
    """What a broken download left is shown with how to go on."""
    part = files.pdf_target(ArxivId(NEW.base, 1)).with_suffix(".pdf.part")
    part.parent.mkdir(parents=True)
    part.touch()
    (damage,) = files.damaged()
    assert damage.path == part
    assert "fetch --pdf" in damage.why


def test_only_folders_of_papers_are_papers(files: PaperFiles) -> None:
    """Other things in the library are left alone."""
    assert files.ids() == []
    for name in ("2310.06825", "hep-th_9901001", "2310.06825v1", "HEP-TH_9901001", "x", ".git"):
        (files.library / name).mkdir(parents=True)
    (files.library / "2401.04088").touch()
    assert files.ids() == [NEW, OLD]


@given(st.text(max_size=40))
def test_no_identifier_leads_out_of_the_library(text: str) -> None:
    """Whatever parses as an identifier has its files right below the library."""
    library = Path("/library")
    parsed = ArxivId.try_parse(text) or NEW
    versioned = ArxivId(parsed.base, parsed.version or 1)
    files = PaperFiles(library)
    for path in (files.pdf_target(versioned), files.text_path(parsed)):
        assert path.parent.parent == library
        assert path.name == Path(path.name).name


def test_withdrawn_papers_are_known_by_a_name(files: PaperFiles) -> None:
    """An empty file beside the folder says so, until arXiv says otherwise."""
    gone = replace(FACTS, comment="This paper has been withdrawn")
    files.write_metadata(gone)
    mark = files.library / "2310.06825.withdrawn"
    assert mark.read_bytes() == b""
    assert files.ids() == [NEW]
    files.write_metadata(FACTS)
    assert not mark.exists()


def test_the_stamp_changes_with_the_facts(files: PaperFiles) -> None:
    """Whoever keeps something made from them sees that it is old."""
    assert files.stamp(NEW) == b""
    files.write_metadata(FACTS)
    first = files.stamp(NEW)
    files.write_metadata(replace(FACTS, abstract="Another, longer abstract than before."))
    assert first
    assert files.stamp(NEW) != first


@pytest.mark.parametrize(
    "spelt",
    [
        "doi:10.1038/x", "doi:10.1007/978-3_2", "doi:10.1093/bib/bbw110", "openreview:rygGQyrFvH",
        "acl:P18-1238", "acl:2020.acl-main.703", "pmid:9", "isbn:9780262035613",
        "url:https://a.org/b?c=d", "local:smith2026draft",
    ],
)  # fmt: skip
def test_papers_of_every_kind_have_a_folder(files: PaperFiles, spelt: str) -> None:
    """Facts, words and PDFs come back, and the folder tells whose it is."""
    paper = file_key(spelt)
    assert paper is not None
    facts = replace(FACTS, id=spelt, version=0, source="Crossref")
    assert files.write_metadata(facts)
    assert files.read_metadata(paper) == facts
    target = files.pdf_target(paper)
    assert target == files.library / paper.folder / f"{paper.folder}.pdf"
    assert files.pdf_path(paper) is None
    target.write_bytes(b"%PDF-1.7")
    assert files.pdf_path(paper) == target
    files.write_text(paper, "words")
    assert files.read_text(paper) == "words"
    assert files.ids() == [paper]
    assert [content.id for content in files.contents()] == [paper]
    assert list(files.damaged()) == []


def test_the_readers_own_pdf_stays(files: PaperFiles) -> None:
    """It is found where none was fetched, goes before other sources' and is never deleted."""
    paper = file_key("doi:10.1038/x")
    assert paper is not None
    for one in (paper, NEW, ArxivId(NEW.base, 3)):
        folder = files.folder(one)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "own.pdf").write_bytes(b"%PDF-1.7")
        (folder / "own-2.pdf").write_bytes(b"%PDF-1.7")
        assert files.pdf_path(one) == folder / "own.pdf"
    files.pdf_target(paper).write_bytes(b"%PDF-1.7")
    assert files.pdf_path(paper) == files.folder(paper) / "own.pdf"
    files.pdf_target(ArxivId(NEW.base, 3)).write_bytes(b"%PDF-1.7")
    assert files.pdf_path(NEW) == files.pdf_target(ArxivId(NEW.base, 3))
    files.remove_pdfs(paper)
    files.remove_pdfs(NEW)
    left = sorted(path.name for path in files.library.glob("*/*"))
    assert left == ["own-2.pdf", "own-2.pdf", "own.pdf", "own.pdf"]
    assert len(files.own_pdfs(paper)) == 2


def test_facts_without_identifier_are_refused(files: PaperFiles) -> None:
    """Nothing is written where nobody would look for it."""
    with pytest.raises(ValueError, match="no identifier"):
        files.write_metadata(replace(FACTS, id="../x"))


def test_own_pdfs_are_kept_beside_each_other(files: PaperFiles) -> None:
    """The first as own.pdf, another one as own-2.pdf, the same one once; none is replaced."""
    paper = file_key("doi:10.1000/1")
    assert paper
    first = files.keep_own(paper, b"%PDF-1.4 one")
    assert files.keep_own(paper, b"%PDF-1.4 one") == first
    assert files.keep_own(paper, b"%PDF-1.4 two").name == "own-2.pdf"
    assert first.read_bytes() == b"%PDF-1.4 one"
    assert [path.name for path in files.own_pdfs(paper)] == ["own-2.pdf", "own.pdf"]
    assert files.pdf_path(paper) == first
