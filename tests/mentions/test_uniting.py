"""Places that share an identifier speak of one paper; an identifier of several identifies none."""

from support.document_kit import found_in

SHARED = """
@article{a, title={Counting Leaves in Wind}, author={Archer, A.}, doi={10.1000/all}, year=2001}
@inproceedings{b, title={Where Harbours Sleep}, author={Bow, Bo}, doi={10.1000/all}, year=2001}
@inproceedings{c, title={Third of Its Kind}, author={Cox, Cy}, doi={10.1000/c}, year=2001}
"""


def test_an_identifier_of_two_titles_identifies_neither() -> None:
    """Both stay as records of their own, and it is reported with its line."""
    found = found_in(SHARED, "x.bib")
    assert [(e.id, e.recorded) for e in found.entries] == [
        (None, True), (None, True), ("doi:10.1000/c", False),
    ]  # fmt: skip
    (doubt,) = found.doubtful
    assert doubt.text == "doi:10.1000/all"
    assert "'Counting Leaves in Wind' and 'Where Harbours Sleep'" in doubt.why


def test_records_of_one_paper_are_one_entry() -> None:
    """Under its best known identifier, with all further ones, where the first one stands."""
    found = found_in(
        "@article{a, title={Counting Leaves}, author={Archer, Ada}, doi={10.1000/c}, year=2021}\n"
        "@misc{b, title={Between}, author={Bow, Bo}, doi={10.1000/b}, year=2021}\n"
        "@misc{c, title={Counting {Leaves}}, author={Archer, Ada}, eprint={2310.06825},\n"
        "  archiveprefix={arXiv}, doi={10.1000/C}}\n",
        "x.bib",
    )
    assert [(e.id, e.also, e.line) for e in found.entries] == [
        ("2310.06825", ("doi:10.1000/c",), 1),
        ("doi:10.1000/b", (), 2),
    ]
    assert not found.doubtful


def test_two_papers_of_arxiv_are_never_joined() -> None:
    """A DOI that both carry goes with the first."""
    found = found_in(
        "@misc{a, title={Counting Leaves}, eprint={2310.00001}, archiveprefix={arXiv},\n"
        "  doi={10.1000/c}}\n"
        "@misc{b, title={Counting Leaves}, eprint={2310.00002}, archiveprefix={arXiv},\n"
        "  doi={10.1000/c}}\n",
        "x.bib",
    )
    assert [(e.id, e.also) for e in found.entries] == [
        ("2310.00001", ("doi:10.1000/c",)), ("2310.00002", ()),
    ]  # fmt: skip


def test_equal_records_without_identifier_are_one() -> None:
    """Same title, first author and year; another year is another paper."""
    found = found_in(
        "@misc{a, title={A Draft}, author={Bow, Bo}, year=2001}\n"
        "@misc{b, title={A draft}, author={Bow, Bo and Cox, Cy}, year=2001}\n"
        "@misc{c, title={A Draft}, author={Bow, Bo}, year=2002}\n",
        "x.bib",
    )
    assert [(e.key, e.year) for e in found.entries] == [("a", 2001), ("c", 2002)]
