"""Where a paper appeared is read out of fields as people fill them."""

import pytest

from readlist.documents.facts import doi_in


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.5555/Plain.1", "10.5555/plain.1"),
        ("doi: 10.5555/plain.1.", "10.5555/plain.1"),
        ("https://doi.org/10.5555/plain.1", "10.5555/plain.1"),
        ("http://dx.doi.org/10.5555/plain.1?via=x#top", "10.5555/plain.1"),
        ("https://doi.org/10.5555%2Fplain.1", "10.5555/plain.1"),
        ("https://doi.org/10.5555/a%3Cb%3E1", "10.5555/a<b>1"),
        ("10.5555%2Fplain.1", "10.5555/plain.1"),
        ("10.5555/sim#frag?x=1&y=%2F", "10.5555/sim#frag?x=1&y=%2f"),
        ("10.5555/a%20b", "10.5555/a%20b"),
        ("10.1002/(SICI)1096(199601)99:1<1::AID-X>3.0.CO;2-1",
         "10.1002/(sici)1096(199601)99:1<1::aid-x>3.0.co;2-1"),
        ("no DOI here, 10.1 or 3.10.5555/x", ""),
    ],
)  # fmt: skip
def test_a_doi_is_taken_as_it_stands_and_decoded_in_addresses(text: str, doi: str) -> None:
    """Signs that mean something in addresses are part of a bare DOI, and end one in an address."""
    assert doi_in(text) == doi
