"""What a word on the command line follows."""

import pytest

from readlist.errors import UsageError
from readlist.library import following
from readlist.library.digesting import followed_words
from support.library_kit import open_workspace


@pytest.mark.parametrize(
    ("word", "kind", "value"),
    [
        ("cs.cl", "categories", "cs.CL"),
        ("hep-th", "categories", "hep-th"),
        ("biorxiv:Neuroscience", "categories", "biorxiv:Neuroscience"),
        ('au:"Ada Archer"', "authors", "Ada Archer"),
        ("au:Archer", "authors", "Archer"),
        ("AU: Ada  Archer ", "authors", "Ada Archer"),
        ("au:archer AND cat:cs.CL", "queries", "au:archer AND cat:cs.CL"),
        ("au:archer OR au:birch", "queries", "au:archer OR au:birch"),
        ('abs:"mixture of experts"', "queries", 'abs:"mixture of experts"'),
        ("sparse experts", "queries", "sparse experts"),
        ("https://example.org/f.xml", "feeds", "https://example.org/f.xml"),
    ],
)
def test_its_form_tells_what_it_is(word: str, kind: str, value: str) -> None:
    """Categories of three services, authors, queries in arXiv's grammar, feeds."""
    assert followed_words.kind_of(word) == (kind, value)


@pytest.mark.parametrize("word", ["transformers", "cs.language", "au:", "", "ftp"])
def test_a_single_word_that_is_no_category_is_refused(word: str) -> None:
    """With what it could have been."""
    with pytest.raises(UsageError) as error:
        followed_words.kind_of(word)
    assert "biorxiv:neuroscience" in error.value.remedy


def test_one_wrong_word_changes_nothing() -> None:
    """What stands beside it is not followed either."""
    workspace, _ = open_workspace()
    with pytest.raises(UsageError):
        followed_words.follow(workspace, ["cs.CL", "transformers"])
    assert not workspace.paths.following.exists()
    followed_words.follow(workspace, ["cs.CL,cs.LG", "biorxiv:cell biology"])
    assert following.followed(workspace).categories == ("cs.CL", "cs.LG", "biorxiv:cell-biology")
