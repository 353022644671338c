"""What is typed letter by letter finds the same as what is typed at once."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readlist.library.browsing.finding import Vocabulary, has_slip
from readlist.library.browsing.listing import Listing
from readlist.paper import Paper, Status

PAPERS = [
    Paper("2101.00001", "Mixtral of Experts", ("Ada Archer",), topics=("moe", "gating")),
    Paper("2101.00002", "A Survey of Mixture-of-Experts Models", ("Erd\\H{o}s",), topics=("moe",)),
    Paper("2101.00003", "Switch Gates", ("Bo Birch",), notes="routing", status=Status.READ),
    Paper("2101.00004", "Experts in Vision", ("Ada Birch",), topics=("vision",), star=True),
    Paper("doi:10.1000/x", "Quantization of Gates", topics=("quantization",)),
]
LINES = (
    "mixtral", "mixtarl", "mxtrl experts", "exprets ada", "-experts", "-exp ada", "topic:moe gat",
    "topic:none", "topic:moe,vision", "author:bi", "status:read sw", "status:all", "has:star exp",
    "mixture-of-experts", '"of experts"', "experts topic:v", "year:20", "id:10.1", "zzz mix", "ö",
)  # fmt: skip


def nothing(_paper: Paper, _what: str) -> bool:
    """Say that nothing is at hand."""
    return False


def rows(listing: Listing, line: str) -> list[str]:
    """Return the identifiers of what a line finds."""
    listing.look_for(line)
    return [row.id for row in listing.rows]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LINES), st.integers(0, 20)), min_size=1, max_size=4))
@example([("mixtarl", 0), ("mixtral", 3)])
@example([("exp", 0), ("-exp", 0)])
def test_each_letter_finds_what_the_whole_line_would(typed: list[tuple[str, int]]) -> None:
    """Forwards, back again, and after other lines; with words that papers have and others."""
    listing = Listing(PAPERS, nothing, frozenset({Status.UNREAD}))
    for line, kept in typed:
        steps = [line[:n] for n in range(len(line) + 1)]
        back = [line[:n] for n in range(len(line) - 1, kept, -1)]
        for step in (*steps, *back):
            fresh = Listing(PAPERS, nothing, frozenset({Status.UNREAD}))
            assert rows(listing, step) == rows(fresh, step), step


def test_what_begins_the_name_of_a_field_asks_for_nothing_yet() -> None:
    """So that the rows stay while ``status:`` is typed; a paper that has the word comes first."""
    listing = Listing(PAPERS, nothing, frozenset())
    everything = rows(listing, "")
    for typed in ("stat", "status", "status:", "-status:"):
        assert rows(listing, typed) == everything, typed
    assert rows(listing, "statu experts") == rows(listing, "experts")
    assert rows(listing, "statues") == []


def test_a_changed_paper_is_found_by_what_it_is_now() -> None:
    """Not by what was found before the change."""
    listing = Listing(PAPERS, nothing, frozenset())
    assert "2101.00003" not in rows(listing, "heron")
    listing.replace([Paper("2101.00003", "Herons", status=Status.READ)])
    assert "2101.00003" in rows(listing, "heron")
    assert "2101.00003" not in rows(listing, "switch")


def test_what_comes_to_hand_is_found_once_that_is_known() -> None:
    """A PDF that somebody else put there."""
    there: set[str] = set()
    listing = Listing(PAPERS, lambda paper, _what: paper.id in there, frozenset())
    listing.group(on=False)
    assert rows(listing, "has:pdf") == []
    there.add("2101.00001")
    listing.forget()
    assert rows(listing, "has:pdf") == ["2101.00001"]


def test_papers_are_counted_without_their_headings() -> None:
    """Down to any row."""
    listing = Listing(PAPERS, nothing, frozenset())
    assert listing.count == len(PAPERS)
    counts = [listing.papers_to(row) for row in range(len(listing.rows))]
    assert counts == [sum(isinstance(r, Paper) for r in listing.rows[: n + 1])
                      for n in range(len(listing.rows))]  # fmt: skip


LETTERS = st.text("abcdefghij", min_size=5, max_size=12)


@given(LETTERS, st.integers(0, 4), st.sampled_from(["drop", "double", "change", "swap"]))
def test_one_slip_is_found_wherever_it_is(word: str, place: int, kind: str) -> None:
    """A letter too few, too many, another one, or two in the wrong order."""
    head, tail = word[:place], word[place:]
    typed = {
        "drop": head + tail[1:],
        "double": head + "z" + tail,
        "change": f"{head}z{tail[1:]}",
        "swap": head + tail[1::-1] + tail[2:],
    }[kind]
    assert has_slip(typed, word)
    assert has_slip(typed, f"{word}s")
    assert word in Vocabulary([f"other {word} words"]).similar(typed)


@pytest.mark.parametrize("typed", ["transforemr", "trnasfromer", "xxansformer"])
def test_two_slips_are_another_word(typed: str) -> None:
    """Unless its letters stand there in order."""
    assert has_slip(typed, "transformer") == (typed == "transforemr")


def test_short_words_and_signs_are_like_nothing() -> None:
    """Two letters are in every second word, and a pattern is no word."""
    vocabulary = Vocabulary(["mixture of experts", "(a+b)*c"])
    assert not vocabulary.similar("mx")
    assert not vocabulary.similar("a+b)*")
    assert vocabulary.similar("mxt") == ["mixture"]
