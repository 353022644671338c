"""Full text search over an index."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from readlist.index.file_texts import PaperFilesView
from readlist.index.query_terms import terms_of
from readlist.index.searching import _AROUND, SearchQuery, SearchResult, Texts, _piece
from readlist.paper import Paper, Status
from readlist.reading_list import Filters
from readlist.reading_list.papers import paper_line
from readlist.text import CLOSE, OPEN
from support.index_kit import Desk, block, list_of

LIST = list_of(
    block("2401.00001", 'title = "Mixture of Experts"', 'notes = "routing by token"'),
    block("2401.00002", 'title = "Étude of Winds"', 'authors = ["Zoë Zhu"]', 'status = "read"'),
    block("2401.00003", 'title = "大语言模型的专家混合"', 'topics = ["moe"]'),
    block("2401.00004", 'title = "深層学習とカナ"'),
    block("2401.00005", 'title = "한국어 모델에서의 실험"'),
    block("2401.00006", 'title = "Quantized Mixtures"'),
)


class FakeLibrary:
    """What lies in a library, and how often all of it was looked at."""

    def __init__(self, folder: Path) -> None:
        self.path = folder
        self.texts: dict[str, Texts] = {}
        self.looks = 0
        self.day = "2026-11-21"

    def view(self) -> PaperFilesView:
        """Return what the index sees."""
        return PaperFilesView(self.path, self.day, self._marks, self._texts)

    def _marks(self) -> Mapping[str, str]:
        self.looks += 1
        return {identifier: str(texts) for identifier, texts in self.texts.items()}

    def _texts(self, paper: Paper) -> Texts:
        return self.texts.get(paper.id, Texts())


@pytest.fixture
def library(tmp_path: Path) -> FakeLibrary:
    """Return an empty library."""
    (tmp_path / "library").mkdir()
    return FakeLibrary(tmp_path / "library")


def search(desk: Desk, library: FakeLibrary, *words: str, **asked: object) -> SearchResult:
    """Search as a new process does."""
    question = SearchQuery(tuple(terms_of(list(words))), **asked)  # type: ignore[arg-type]  # as tests name them
    return desk.index().search(desk.cut, question, library.view())


def ids(found: SearchResult) -> list[str]:
    """Return the last digits of what was found."""
    return [hit.paper.id[-1] for hit in found.hits]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["experts"], "1"),
        (["MIXTURE", "experts"], "1"),
        (['"of experts"'], "1"),
        (['"experts of"'], ""),
        (["etude"], "2"),
        (["etude", "zhu"], "2"),
        (["zoe"], "2"),
        (["routing"], "1"),
        (["mixture"], "16"),
        (["mixture*"], "16"),
        (["quant"], "6"),
        (["模型"], "3"),
        (["专家混合"], "3"),
        (["混合专家"], ""),
        (["言"], "3"),
        (["学習"], "4"),
        (["ｶﾅ"], "4"),
        (["모델"], "5"),
        (["한국"], "5"),
        (["moe"], "3"),
        (["nowhere"], ""),
        (["NEAR(", "a", "b)"], ""),
    ],
)
def test_words_are_found(desk: Desk, library: FakeLibrary, words: list[str], found: str) -> None:
    """Words, phrases and beginnings are found, also in Chinese, Japanese and Korean."""
    desk.write(LIST)
    assert sorted(ids(search(desk, library, *words))) == list(found)


MEANT = list_of(
    block("2401.00001", 'title = "Mixtral of Experts"'),
    block("2401.00002", 'title = "An Expert in Transformers"', 'authors = ["Łukasz Kaiser"]'),
    block("2401.00003", r"title = '''Schr\"odinger and the Erd\H{o}s--R\'enyi graph'''"),
    block("2401.00004", 'title = "Pre-training for α-entmax"', 'authors = ["Ana García-Muñoz"]'),
    block("2401.00005", 'title = "Pretraining a transformer"'),
    block("2401.00006", 'title = "Straße, Øre and ﬁne œuvres"', 'authors = ["İnci Şahin"]'),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("expert", "21"),
        ("experts", "12"),
        ("transformer", "52"),
        ("transf", "52"),
        ("schrodinger", "3"),
        ("Schrödinger", "3"),
        ("erdos renyi", "3"),
        ("Erdős", "3"),
        ("lukasz", "2"),
        ("Łukasz", "2"),
        ("pretraining", "54"),
        ("pre-training", "45"),
        ("alpha", "4"),
        ("α", "4"),
        ("alpha-entmax", "4"),
        ("garcia", "4"),
        ("munoz", "4"),
        ("strasse", "6"),
        ("STRASSE ore fine oeuvre", "6"),
        ("inci sahin", "6"),
    ],
)
def test_what_people_mean_is_found(
    desk: Desk, library: FakeLibrary, words: str, found: str
) -> None:
    """Inflections, beginnings and every spelling of a word are found, the very words first."""
    desk.write(MEANT)
    assert ids(search(desk, library, *words.split())) == list(found)
    marked = search(desk, library, *words.split()).hits[0].context
    assert all(OPEN in text and CLOSE in text for text in marked.values())
    assert marked


def test_scores_fall(desk: Desk, library: FakeLibrary) -> None:
    """Papers with the very word have better scores than all others."""
    desk.write(MEANT)
    scores = [hit.score for hit in search(desk, library, "expert").hits]
    assert scores == sorted(scores, reverse=True)


def test_places_and_filters_narrow_a_search(desk: Desk, library: FakeLibrary) -> None:
    """A field, a status and a topic leave fewer papers."""
    desk.write(LIST)
    assert ids(search(desk, library, "routing", fields=("title",))) == []
    assert ids(search(desk, library, "routing", fields=("notes", "title"))) == ["1"]
    assert ids(search(desk, library, "winds", default=frozenset({Status.UNREAD}))) == []
    assert ids(
        search(desk, library, "winds", filters=Filters(statuses=frozenset({Status.READ})))
    ) == ["2"]
    assert ids(search(desk, library, "专家", filters=Filters(topics=("none",)))) == []
    cut = search(desk, library, "of", filters=Filters(limit=1))
    assert (len(cut.hits), cut.total) == (1, 2)


def test_a_word_in_the_title_counts_more_than_one_in_the_pdf(
    desk: Desk, library: FakeLibrary
) -> None:
    """The best comes first."""
    desk.write(LIST)
    library.texts["2401.00002"] = Texts(abstract="Experts tell.", pdf="experts " * 3)
    found = search(desk, library, "experts")
    assert ids(found) == ["1", "2"]
    assert found.hits[0].score > found.hits[1].score > 0


def test_matches_come_with_what_is_around_them(desk: Desk, library: FakeLibrary) -> None:
    """The context marks what matched, also inside a Chinese sentence, and holds no escapes."""
    desk.write(LIST)
    library.texts["2401.00001"] = Texts(abstract=f"\x1b[31mA {OPEN}word{CLOSE} on routing.")
    context = search(desk, library, "routing").hits[0].context
    assert context == {
        "notes": f"{OPEN}routing{CLOSE} by token",
        "abstract": f"A word on {OPEN}routing{CLOSE}.",
    }
    chinese = search(desk, library, "语言模型").hits[0].context["title"]
    assert chinese == f"大{OPEN}语言模型{CLOSE}的专家混合"


def test_lines_come_without_papers(desk: Desk, library: FakeLibrary) -> None:
    """Where only lines are wanted they are those of the papers, in the same order."""
    desk.write(LIST)
    hits = search(desk, library, "of").hits
    found = search(desk, library, "of", lines=True)
    assert found.hits == ()
    assert found.lines == tuple((hit.paper.id, paper_line(hit.paper)) for hit in hits)


@pytest.mark.usefixtures("settled")
def test_the_library_is_looked_at_when_something_changed_there(
    desk: Desk, library: FakeLibrary
) -> None:
    """New abstracts are found; while nothing changes one look at the library's folder is enough."""
    desk.write(LIST)
    assert search(desk, library, '"tokens"').bare == 6
    search(desk, library, '"tokens"')
    assert library.looks == 1
    library.texts["2401.00006"] = Texts(abstract="It drops tokens.")
    (library.path / "2401.00006").mkdir()
    found = search(desk, library, '"tokens"')
    assert (ids(found), found.bare, library.looks) == (["6"], 5, 2)
    library.texts.clear()
    library.day = "2026-11-22"  # the next day looks, whatever the folder's time says
    assert ids(search(desk, library, '"tokens"')) == []
    assert library.looks == 3


def test_changed_and_removed_papers_are_searched_as_they_are(
    desk: Desk, library: FakeLibrary
) -> None:
    """A new title, a note and a removal are seen by the next search."""
    desk.write(LIST)
    assert ids(search(desk, library, "winds")) == ["2"]
    desk.write(LIST.replace("Étude of Winds", "Étude of Waves"))
    assert ids(search(desk, library, "winds")) == []
    assert ids(search(desk, library, "waves")) == ["2"]
    desk.write(LIST.replace('status = "read"', 'status = "unread"'))
    assert ids(search(desk, library, "winds")) == ["2"]
    desk.write("schema = 1\n")
    assert ids(search(desk, library, "winds")) == []


def test_marks_do_not_touch_the_words(desk: Desk, library: FakeLibrary) -> None:
    """A status that changes leaves the words of a paper where they are."""
    desk.write(LIST)
    search(desk, library, "winds")
    desk.write(LIST.replace('status = "read"', 'status = "skipped"'))
    assert desk.papers() is not None
    with sqlite3.connect(desk.index_file) as connection:
        assert connection.execute("SELECT count(*) FROM paper WHERE NOT worded").fetchone() == (0,)
    connection.close()


def test_without_a_place_for_it_the_index_is_made_in_memory(
    desk: Desk, library: FakeLibrary
) -> None:
    """A search works where the cache cannot be written, only slower."""
    desk.write(LIST)
    desk.index_file.parent.write_text("in the way")
    assert ids(search(desk, library, "experts")) == ["1"]


@pytest.mark.usefixtures("settled")
def test_new_papers_are_found_in_a_library_that_did_not_change(
    desk: Desk, library: FakeLibrary
) -> None:
    """Their words are taken though nothing was fetched since the last look; all others stay."""
    taken: list[str] = []

    def texts(paper: Paper) -> Texts:
        taken.append(paper.id)
        return Texts()

    def look(word: str) -> str:
        view = PaperFilesView(library.path, library.day, library._marks, texts)
        question = SearchQuery(tuple(terms_of([word])))
        return "".join(ids(desk.index().search(desk.cut, question, view)))

    desk.write(LIST)
    assert look("experts") == "1"
    assert (len(taken), library.looks) == (6, 1)
    assert look("experts") == "1"
    assert (len(taken), library.looks) == (6, 1)
    desk.write(LIST + block("2401.00007", 'title = "Late Experts"'))
    assert look("experts") in ("17", "71")
    assert (taken[6:], library.looks) == (["2401.00007"], 1)


@pytest.mark.parametrize(
    ("before", "after", "begins", "ends"),
    [(600, 600, True, True), (0, 600, False, True), (600, 0, True, False), (0, 0, False, False)],
)
def test_a_hit_is_shown_with_what_stands_around_it(
    before: int, after: int, begins: bool, ends: bool
) -> None:
    """Three times as much as stands in front of it, with a sign where something is left out."""
    whole = "x " * before + "experts" + " y" * after
    shown = _piece("nothing marked here", whole, terms_of(["experts"]))
    assert f"{OPEN}experts{CLOSE}" in shown
    assert (shown[0] == "…", shown[-1] == "…") == (begins, ends)
    text = shown.strip("…")
    assert len(text) <= 3 * _AROUND
    assert len(text) == 3 * _AROUND or not (begins and ends)
    assert text.index(OPEN) <= _AROUND
