from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.citation_key import citation_keys, default_key
from readlist.paper import Paper


def mistral(identifier: str = "2310.06825", **changes: object) -> Paper:
    """Make the paper whose key the design gives as a sample."""
    values: dict[str, object] = {
        "title": "Mistral 7B",
        "authors": ("Albert Q. Jiang", "Alexandre Sablayrolles"),
        "published": date(2023, 10, 10),
    }
    return Paper(identifier, **(values | changes))  # type: ignore[arg-type]  # a paper's fields


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, "jiang2023mistral"),
        ({"title": "The Mixture-of-Experts Way"}, "jiang2023mixture"),
        ({"title": "$\\alpha$-entmax"}, "jiang2023alpha"),
        ({"title": 'A Na\\"{\\i}ve Look'}, "jiang2023naive"),
        ({"title": "混合专家模型"}, "jiang2023"),
        ({"title": ""}, "jiang2023"),
        ({"authors": ("Laurens van der Maaten",)}, "maaten2023mistral"),
        ({"authors": ("Jürgen Schmidhuber",)}, "schmidhuber2023mistral"),
        ({"authors": ("Łukasz Kaißer",)}, "kaisser2023mistral"),
        ({"authors": ("The LHCb Collaboration",)}, "thelhcbcollaboration2023mistral"),
        ({"authors": ("王小明",)}, "arxiv231006825"),
        ({"authors": ()}, "arxiv231006825"),
        ({"published": None}, "jiangmistral"),
    ],
)
def test_the_key_names_author_year_and_word(changes: dict[str, object], key: str) -> None:
    """The parts are plain ASCII; a paper whose author is unknown is named by its number."""
    assert default_key(mistral("2310.06825", **changes)) == key


def test_papers_that_would_share_a_key_add_their_identifier() -> None:
    """The first in the list keeps the bare key, the others are told apart by what they are."""
    papers = [mistral("2310.06825"), mistral("2401.00002"), mistral("hep-th/9901001")]
    assert list(citation_keys(papers).values()) == [
        "jiang2023mistral",
        "jiang2023mistral-240100002",
        "jiang2023mistral-hepth9901001",
    ]


def test_letters_tell_apart_what_is_still_alike() -> None:
    """Identifiers that are none, or a key of the reader's in the way, get b, c and so on."""
    papers = [mistral("风" * number) for number in range(1, 29)]
    keys = list(citation_keys(papers).values())
    assert keys[:3] == ["jiang2023mistral", "jiang2023mistralb", "jiang2023mistralc"]
    assert keys[25:] == ["jiang2023mistralz", "jiang2023mistralba", "jiang2023mistralbb"]
    chosen = mistral("3", key="jiang2023mistral-2")
    keys = list(citation_keys([mistral("1"), mistral("2"), chosen]).values())
    assert keys == ["jiang2023mistral-2", "jiang2023mistral", "jiang2023mistral-2b"]


def test_a_key_of_the_list_wins() -> None:
    """What the reader chose is kept, and another paper makes way even if it comes first."""
    chosen = mistral("2401.00002", key="jiang2023mistral")
    keys = citation_keys([mistral(), chosen])
    assert keys == {"2401.00002": "jiang2023mistral", "2310.06825": "jiang2023mistral-231006825"}


def test_two_papers_with_one_chosen_key_are_told_apart() -> None:
    """Case does not count, as it does not in BibTeX."""
    keys = citation_keys([mistral("1", key="Mine"), mistral("2", key="mine")])
    assert keys == {"1": "Mine", "2": "mine-2"}


def test_a_chosen_key_cannot_break_out() -> None:
    """Braces, commas, blanks and the like do not belong in a key."""
    keys = citation_keys([mistral("1", key="my{key},\n@x"), mistral("2", key="{}")])
    assert keys == {"1": "mykeyx", "2": "jiang2023mistral"}


def test_keys_stay_when_papers_are_added() -> None:
    """A list that grows at its end keeps every key it had."""
    papers = [mistral(f"2310.{number:05d}") for number in range(1, 6)]
    before = citation_keys(papers[:3])
    assert before.items() <= citation_keys(papers).items()


@given(st.lists(st.integers(1, 99999), min_size=2, unique=True), st.data())
def test_a_key_never_passes_to_another_paper_but_from_the_first(
    numbers: list[int], data: st.DataObject
) -> None:
    """Whichever of the papers that clash is removed, nobody gets its key, nor another one."""
    papers = [mistral(f"2310.{number:05d}") for number in numbers]
    before = citation_keys(papers)
    removed = papers.pop(data.draw(st.integers(1, len(papers) - 1)))
    after = citation_keys(papers)
    assert after == {identifier: key for identifier, key in before.items() if identifier in after}
    assert before[removed.id] not in after.values()


def test_only_the_second_paper_changes_when_the_first_goes() -> None:
    """It takes the bare key; those behind it keep theirs."""
    papers = [mistral(f"2310.0000{number}") for number in range(1, 5)]
    before, after = citation_keys(papers), citation_keys(papers[1:])
    assert after.pop("2310.00002") == before["2310.00001"]
    assert after.items() <= before.items()


def test_settled_keys_are_kept() -> None:
    """Keys that are given are not made again, and nobody else gets them."""
    keys = citation_keys([mistral("1"), mistral("2")], taken={"2": "jiang2023mistral"})
    assert keys == {"2": "jiang2023mistral", "1": "jiang2023mistral-1"}


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))))
def test_keys_are_unique_and_plain(rows: list[tuple[str, str, str]]) -> None:
    """Whatever the papers are, every one has a key of its own that BibTeX can read."""
    papers = [
        Paper(str(number), title=title, authors=(author,), key=key)
        for number, (title, author, key) in enumerate(rows)
    ]
    keys = citation_keys(papers)
    assert set(keys) == {paper.id for paper in papers}
    assert len({key.lower() for key in keys.values()}) == len(papers)
    assert all(key and not set(key) & set('{}(),"#%\\~= \t\n') for key in keys.values())
