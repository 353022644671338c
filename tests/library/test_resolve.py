"""A paper is found by identifier, key, row or words, in this order."""

import pytest

from readlist.errors import AmbiguousError, NotFoundError
from readlist.library import marking, resolve
from support.library_kit import open_workspace


def found(*words: str) -> list[str]:
    """Return the identifiers that the words mean."""
    workspace, _ = open_workspace()
    workspace.rows.put((name, "") for name in ("hep-th/9901001", "2310.06825", "2401.04088"))
    return [paper.id for paper in resolve.resolve_papers(workspace, words)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("2310.06825", ["2310.06825"]),
        ("2310.06825v7", ["2310.06825"]),
        ("https://arxiv.org/abs/hep-th/9901001", ["hep-th/9901001"]),
        ("1", ["hep-th/9901001"]),
        ("2-3", ["2310.06825", "2401.04088"]),
        ("winds", ["2401.04088"]),
        ("small WIND", ["2310.06825"]),
    ],
)
def test_every_form_of_a_paper(word: str, expected: list[str]) -> None:
    """Identifiers, addresses, rows, ranges and words of a title are understood."""
    assert found(word) == expected


def test_several_words_give_each_paper_once() -> None:
    """The order is that of the words, without repetitions."""
    assert found("winds", "1-3", "2310.06825") == ["2401.04088", "hep-th/9901001", "2310.06825"]


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("2310.99999", "2310.99999 is not in the list"),
        ("7", "no row 7"),
        ("4-9", "no row 4-9"),
        ("hurricane", "no paper of the list fits"),
        (".", "no paper was used"),
    ],
)
def test_what_fits_nothing_is_said(word: str, problem: str) -> None:
    """Exit 3, with what was looked for."""
    with pytest.raises(NotFoundError, match=problem):
        found(word)


def test_several_papers_are_named_when_nobody_can_be_asked() -> None:
    """Exit 4 with the candidates; with somebody to ask, the answer counts."""
    workspace, _ = open_workspace()
    with pytest.raises(AmbiguousError) as caught:
        resolve.resolve_papers(workspace, ["wind"])
    assert [line.split()[0] for line in caught.value.details] == ["2401.04088", "2310.06825"]
    chosen = resolve.resolve_papers(workspace, ["wind"], choose=lambda _word, papers: papers[1])
    assert chosen[0].id == "2310.06825"


def test_a_dot_is_the_paper_touched_last() -> None:
    """After a change `.` means that paper, in the next process too."""
    workspace, _ = open_workspace()
    marking.star(workspace, resolve.resolve_papers(workspace, ["winds"]))
    other, _ = open_workspace(None)
    assert [paper.id for paper in resolve.resolve_papers(other, ["."])] == ["2401.04088"]


def test_a_citation_key_is_found() -> None:
    """A key that the reader chose, and one that an export would make, both name the paper."""
    text = '[[paper]]\nid = "2401.04088"\nkey = "winds"\n\n[[paper]]\nid = "2310.06825"\n'
    text += 'title = "A Small Wind"\nauthors = ["Ben Birch"]\npublished = 2023-10-10\n'
    workspace, _ = open_workspace(text)
    assert resolve.resolve_papers(workspace, ["winds"])[0].id == "2401.04088"
    assert resolve.resolve_papers(workspace, ["birch2023small"])[0].id == "2310.06825"


def test_a_number_is_a_row_and_never_words_of_a_title() -> None:
    """A row that was not shown must not mark the paper that has the number in its title."""
    workspace, _ = open_workspace(
        'schema = 1\n[[paper]]\nid = "2310.06825"\ntitle = "Mistral 7B"\n'
    )
    for word in ("7", "7-8"):
        with pytest.raises(NotFoundError, match=f"no row {word}: this terminal has"):
            resolve.resolve_papers(workspace, [word])
    assert [paper.id for paper in resolve.resolve_papers(workspace, ["7b"])] == ["2310.06825"]
