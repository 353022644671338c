"""References in words, as papers, services and CVs list them."""

import json

import pytest

from readlist.documents import read
from readlist.mentions import find, references


@pytest.mark.parametrize(
    "authors",
    [
        "Archer A. B., Bow B., … & Cole C.",
        "Archer, A. B., Bow, B., ... & Cole, C.",
        "- Archer, A., & Bow, B.",
        "• Ada Archer, Bo Bow.",
    ],
)
def test_authors_may_be_left_out_and_bullets_stand_in_front(authors: str) -> None:
    """The last author follows stops, as APA has it for many."""
    text = f"{authors} (2020). The quiet life of moss. Leaf, 3(2), 10–19."
    assert references.is_reference(text)
    assert references.title(text) == "The quiet life of moss"


def test_a_list_of_references_is_a_list_of_papers() -> None:
    """Also where titles are written as sentences, and nothing is linked."""
    text = (
        "## References\n\n"
        "- Archer, A., & Bow, B. (2020). The quiet life of moss. Leaf, 3(2), 10-19.\n"
        "- Cole, C. (2019). A short note on bark and rain. Grove, 1.\n"
        "- Water the plants on Monday\n"
    )
    titles = [entry.title for entry in find(read(text.encode(), "a.md")).entries]
    assert titles == ["The quiet life of moss", "A short note on bark and rain"]


def test_crossrefs_references_in_words_have_their_doi() -> None:
    """It stands beside them, and letters are escaped."""
    reference = {
        "key": "r1",
        "unstructured": "Bo B&#246;w and Cy Cole. 2012. Mending Trees at Night. In Proc. of X.",
        "DOI": "10.1000/trees.1",
    }
    data = {"title": ["On Leaves"], "DOI": "10.1000/leaf.1", "reference": [reference]}
    found = find(read(json.dumps(data).encode(), "a.json"))
    assert [(entry.id, entry.title) for entry in found.entries] == [
        ("doi:10.1000/leaf.1", "On Leaves"),
        ("doi:10.1000/trees.1", "Mending Trees at Night"),
    ]


def test_a_cv_is_no_list_of_its_prizes() -> None:
    """Nor of the places where somebody worked."""
    text = (
        "Awards:\n  - title: The Leaf Medal\n    awarder: Society of Leaves\n    date: 2019\n"
        "    authors:\n      - Society\n"
        "Experience:\n  - company: Institute of Trees\n    location: Pasadena, California, US\n"
    )
    assert find(read(text.encode(), "cv.yaml")).entries == ()
