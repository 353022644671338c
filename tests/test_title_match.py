"""A title is accepted only when nothing speaks against it; parts of titles are offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.metadata import Author, Metadata
from readlist.title_match import TitleVerdict, Wanted, match, plain, queries, ratio


def paper(identifier: str, title: str, year: int = 2020, author: str = "Noam Shazeer") -> Metadata:
    """Return what arXiv would say of a paper."""
    day = f"{year}-06-01T00:00:00Z"
    return Metadata(identifier, 1, title, (Author(author),), "", ("cs.LG",), day, day)


GSHARD = paper(
    "2006.16668",
    "GShard: Scaling Giant Models with Conditional Computation and Automatic Sharding",
    author="Dmitry Lepikhin",
)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(GSHARD.title),
        Wanted("GShard - scaling giant models with conditional computation & automatic sharding"),
        Wanted(
            "Gshard: Scaling giant models with conditional computation and automatic shardings",
            2020,
        ),
        Wanted(f"{GSHARD.title} (2020)", 2021, ("Lepikhin, D.",)),
        Wanted(GSHARD.title, None, ("D. Lepikhin et al.",)),
    ],
)
def test_the_same_title_is_accepted(wanted: Wanted) -> None:
    """Case, dashes, a plural and a year in brackets do not matter."""
    found = match(wanted, [paper("2401.00001", "Something Else Entirely"), GSHARD])
    assert (found.verdict, found.papers) == (TitleVerdict.ACCEPT, (GSHARD,))


@pytest.mark.parametrize(
    ("wanted", "other"),
    [
        (Wanted("A Study of Rings and Things, Part I"), "A Study of Rings and Things, Part II"),
        (Wanted("Llama 2: Open Foundation Chat Models"), "Llama 3: Open Foundation Chat Models"),
        (Wanted("Attention Is Turing Complete"), "Comment on: Attention Is Turing Complete"),
        (Wanted("A Study of Rings and Things", 2012), "A Study of Rings and Things"),
        (Wanted("A Study of Rings and Things", None, ("Ann Lee",)), "A Study of Rings and Things"),
        (Wanted("A Study of Ring and Thing"), "A Study of Strings and Things"),
        (Wanted("Exotica"), "Exotica"),
        (Wanted("The Sparsely-Gated Mixture-of-Experts Layer", 2020),
         "Outrageously Large Neural Networks: The Sparsely-Gated Mixture-of-Experts Layer"),
        (Wanted("Mixture-of-Experts Meets Instruction Tuning", 2020),
         "Mixture-of-Experts Meets Instruction Tuning: A Winning Combination for Large Models"),
    ],
)  # fmt: skip
def test_what_contradicts_is_not_taken(wanted: Wanted, other: str) -> None:
    """Numbers, comments, years, authors, short titles and parts of titles."""
    found = match(wanted, [paper("2006.00001", other)])
    assert found.verdict is not TitleVerdict.ACCEPT


def test_a_part_of_a_title_is_offered() -> None:
    """The reader decides."""
    whole = "Outrageously Large Neural Networks: The Sparsely-Gated Mixture-of-Experts Layer"
    found = match(
        Wanted("The Sparsely-Gated Mixture-of-Experts Layer"), [paper("1701.06538", whole)]
    )
    assert (found.verdict, len(found.papers)) == (TitleVerdict.OFFER, 1)


def test_a_rival_makes_it_an_offer() -> None:
    """Two papers within three points, or two of the same title."""
    title = "Learning to Rank with Selection Bias in Search"
    near = [paper("2001.00001", title + "es"), paper("2001.00002", title + "er")]
    assert match(Wanted(title), near).verdict is TitleVerdict.OFFER
    twins = [paper("2001.00001", title), paper("2001.00002", title)]
    assert match(Wanted(title, 2020), twins).verdict is TitleVerdict.OFFER
    assert (
        match(Wanted(title, 2020), [*near, paper("2001.00003", title)]).verdict
        is TitleVerdict.ACCEPT
    )


def test_nothing_found_is_nothing() -> None:
    """An invented title stays unresolved."""
    wanted = Wanted("An Imaginary Paper About Left-Handed Widgets", 2023)
    assert match(wanted, []).verdict is TitleVerdict.NONE
    assert match(wanted, [GSHARD]).verdict is TitleVerdict.NONE


def test_queries_hold_no_operators() -> None:
    """Colons, hyphens and small words come out; the second search is wider."""
    narrow, wide = queries("GShard: Scaling Giant Models with Sparsely-Gated Layers (2020)")
    words = "gshard scaling giant models sparsely gated layers".split()
    assert narrow == " AND ".join(f"ti:{word}" for word in words)
    assert set(wide.split(" AND ")) < set(narrow.split(" AND "))
    assert queries("of the") == ()


def test_accents_and_tex_do_not_matter() -> None:
    """Titles are compared by their letters and digits."""
    assert plain(r"Schrödinger's $\alpha$-Cat:  a_2 (2020)") == plain("Schrodinger's -Cat a 2")


@given(st.text(max_size=30), st.text(max_size=30))
def test_similarity_is_a_similarity(one: str, other: str) -> None:
    """Symmetric, 100 for the same, 0 for nothing in common, never outside."""
    assert ratio(one, other) == ratio(other, one)
    assert 0 <= ratio(one, other) <= 100
    assert ratio(one, one) == 100
    assert (ratio(one, other) == 0) == (not set(one) & set(other) and one != other)


def test_similarity_counts_the_common_subsequence() -> None:
    """Twice its length over both lengths."""
    assert ratio("abcd", "bd") == pytest.approx(100 * 2 * 2 / 6)
    assert ratio("kitten", "sitting") == pytest.approx(100 * 2 * 4 / 13)
