"""What arXiv says of a paper keeps its meaning on disk."""

import pytest

from readlist.metadata import Author, Metadata, Notice


def metadata(**fields: object) -> Metadata:
    """Return facts about an invented paper."""
    given: dict[str, object] = {
        "id": "2310.06825",
        "version": 2,
        "title": "A Small Model",
        "authors": (Author("Ada Archer", ("Somewhere",)),),
        "abstract": "We make it small.",
        "categories": ("cs.CL",),
        "published": "2023-10-10T17:54:58Z",
        "updated": "2024-01-01T00:00:00Z",
    }
    return Metadata(**(given | fields))  # type: ignore[arg-type]  # fields of any kind


def test_json_and_value_are_inverse() -> None:
    """What is written is read back, affiliations included."""
    facts = metadata(comment="9 pages", doi="10.1/x", latest=False)
    assert Metadata.from_json(facts.to_json()) == facts


def test_versions_are_those_with_known_dates() -> None:
    """The first version and this one have dates; nothing is made up between them."""
    assert metadata(version=5).versions == [
        {"version": 1, "date": "2023-10-10"},
        {"version": 5, "date": "2024-01-01"},
    ]
    assert len(metadata(version=1).versions) == 1


@pytest.mark.parametrize(
    ("comment", "version", "withdrawn"),
    [
        ("This paper has been withdrawn by the authors", 2, True),
        ("Withdrawn due to an error", 3, True),
        ("This paper is withdrawn", 1, False),
        ("Extends a paper that was withdrawn", 2, False),
        ("12 pages", 2, False),
        ("", 2, False),
    ],
)
def test_a_withdrawal_is_what_the_comment_begins_with(
    comment: str, version: int, withdrawn: bool
) -> None:
    """Only a comment that begins like one, from version 2 on, is a withdrawal."""
    assert metadata(comment=comment, version=version).withdrawn is withdrawn


@pytest.mark.parametrize("data", [{}, {"id": "x", "version": "y"}, {"authors": 3}])
def test_other_json_is_refused(data: dict[str, object]) -> None:
    """Anything that is not of the form raises instead of giving half a value."""
    with pytest.raises((KeyError, TypeError, ValueError)):
        Metadata.from_json(data)


def test_what_another_source_says_is_kept() -> None:
    """Venue, relations, notices and all the rest are read back as they were written."""
    facts = metadata(
        id="doi:10.1000/x",
        version=0,
        source="Crossref",
        venue="Journal of Small Things",
        pages="1-9",
        type="article-journal",
        editors=("Ed Itor",),
        incomplete=True,
        identifiers=("pmid:1",),
        published_as=("doi:10.1000/y",),
        notices=(Notice("retraction", "doi:10.1000/z", "2025-01-09", "publisher"),),
        pdf="https://example.org/x.pdf",
    )
    assert Metadata.from_json(facts.to_json()) == facts
    assert facts.retracted
    assert facts.versions == []


def test_what_arxiv_says_is_written_as_before() -> None:
    """Facts of arXiv hold no empty keys for what only other sources know."""
    written = metadata().to_json()
    assert not set(written) & {"source", "venue", "notices", "identifiers", "pdf", "incomplete"}
    assert Metadata.from_json(written).source == ""


@pytest.mark.parametrize("kind", ["correction", "expression_of_concern", "new_version"])
def test_a_correction_is_no_retraction(kind: str) -> None:
    """Only a retraction, a withdrawal or a removal takes a paper back."""
    assert not metadata(notices=(Notice(kind),)).retracted
