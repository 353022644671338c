"""Vectors are made once: what changed is made again, what is gone is forgotten."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from readlist.index.schema import seal
from readlist.library import choosing, discovering, marking, paper_vectors
from readlist.library.paper_vectors import PaperVectors
from readlist.library.term_places import TermPlaces
from readlist.library.vectors import VectorStore
from readlist.library.workspace import Workspace
from readlist.paper import Paper, Status
from readlist.ranking import Features, Packed, features_of
from readlist.ranking.term_model import shipped_model
from readlist.reading_list import Filters
from support.library_kit import open_workspace
from support.taste_kit import BIRDS, ROUTING, TASTE, a_metadata, put_abstracts

GATE, BREAD = "2101.00004", "2101.00005"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Collect the titles of papers whose features are made; files are believed at once."""
    monkeypatch.setattr("readlist.regular.SETTLED", 0)
    titles: list[str] = []
    real = paper_vectors.features_from

    def noted(title: str, abstract: str) -> Features:
        titles.append(title)
        return real(title, abstract)

    monkeypatch.setattr(paper_vectors, "features_from", noted)
    yield titles
    titles.clear()


@pytest.fixture
def workspace(made: list[str]) -> Workspace:
    """Return the library of a reader with taste, with vectors that are kept."""
    workspace, _ = open_workspace(TASTE)
    put_abstracts(workspace.paths.library)
    choosing.next_papers(workspace, Filters())
    assert len(made) == 7
    made.clear()
    return workspace


def again(workspace: Workspace) -> Workspace:
    """Open the same library as the next command does."""
    return Workspace(workspace.paths, workspace.settings, workspace.notices)


def known(workspace: Workspace) -> PaperVectors:
    """Return what a ranking knows of the list."""
    papers = again(workspace).papers()
    return PaperVectors(again(workspace), papers, papers.outlines, [], {})


def assert_same(found: PaperVectors, workspace: Workspace) -> None:
    """Check that vectors are those of the papers, as if they had just been made."""
    papers = {paper.id: paper for paper in again(workspace).papers()}
    assert sorted(found.ids) == sorted(papers)
    texts = [paper_vectors.text_of(workspace, papers[one], one) for one in found.ids]
    fresh = Packed.of([features_of(*text, shipped_model()) for text in texts])
    for place in range(len(fresh)):
        mine, theirs = found.packed.features(place), fresh.features(place)
        assert (mine.counts, mine.body, mine.latent) == (theirs.counts, theirs.body, theirs.latent)
        # Places may differ; how many papers have a term may not.
        pairs = zip(mine.terms, theirs.terms, strict=True)
        assert all(found.packed.found[one] == fresh.found[other] for one, other in pairs)
    assert sum(found.packed.found) == sum(fresh.found)


def _mark(workspace: Workspace) -> None:
    marking.mark(workspace, [p for p in workspace.papers() if p.id == BREAD], Status.READ)


def _note(workspace: Workspace) -> None:
    marking.add_note(workspace, [p for p in workspace.papers() if p.id == BREAD], "good")


def _retitle(workspace: Workspace) -> None:
    path = workspace.paths.list
    path.write_text(path.read_text().replace('"Bread"', '"Bread of Garden Birds"'))


def _remove(workspace: Workspace) -> None:
    path = workspace.paths.list
    path.write_text(path.read_text().replace(f'[[paper]]\nid = "{GATE}"', "[other]"))


def _add(workspace: Workspace) -> None:
    path = workspace.paths.list
    path.write_text(f'{path.read_text()}\n[[paper]]\nid = "2101.00099"\ntitle = "New Gates"\n')


def _fetch(workspace: Workspace) -> None:
    workspace.paper_files.write_metadata(a_metadata(BREAD, title="Bread", abstract=BIRDS))


@pytest.mark.parametrize(
    ("change", "count"),
    [(_mark, 0), (_note, 0), (_retitle, 1), (_remove, 0), (_add, 1), (_fetch, 1)],
)
def test_a_change_costs_what_was_changed(
    workspace: Workspace, made: list[str], change: Callable[[Workspace], None], count: int
) -> None:
    """Marks and notes make nothing anew; a title, its own paper; a paper that is gone, none."""
    change(workspace)
    found = known(workspace)
    assert len(made) == count
    assert_same(found, workspace)
    made.clear()
    assert_same(known(workspace), workspace)
    assert not made


def test_files_are_looked_at_once_a_day(
    workspace: Workspace, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What others write into a file counts from the next day on."""
    (path,) = workspace.paths.library.glob(f"{GATE}/metadata.json")
    path.write_text(path.read_text().replace("gate", "bird"))
    known(workspace)
    assert not made
    monkeypatch.setattr(paper_vectors, "today", lambda: "another day")
    assert_same(known(workspace), workspace)
    assert len(made) == 1


def test_dismissed_papers_are_known_while_they_are(workspace: Workspace, made: list[str]) -> None:
    """Their vectors are kept like those of the list, and no list of nearest papers names them."""
    discovering.dismiss(workspace, [a_metadata("2611.00009", title="Gates", abstract=ROUTING)])
    for count in (1, 0):
        made.clear()
        run = again(workspace)
        choosing.next_papers(run, Filters(limit=1 + count))
        assert len(made) == count
        gate = run.papers().get(GATE)
        assert gate is not None
        assert "2611.00009" not in [one.id for one in choosing.nearest(run, gate, 9)]


def test_other_papers_are_known_for_a_while(workspace: Workspace, made: list[str]) -> None:
    """What is only ranked once is not kept."""
    offer = Paper("2611.00009", "Gates for Experts", status=Status.INBOX)
    run = again(workspace)
    choices = choosing.learn_taste(run, run.papers(), [(offer, ROUTING)]).order([offer])
    assert choices[0].words
    assert made == ["Gates for Experts"]
    assert offer.id not in known(workspace).ids


def test_who_interrupts_loses_little(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made until then is kept, and the next run goes on from there."""
    workspace, _ = open_workspace(TASTE)
    real = paper_vectors.features_from

    def interrupted(title: str, abstract: str) -> Features:
        if len(made) == 4:
            raise KeyboardInterrupt
        return real(title, abstract)

    with monkeypatch.context() as patch:
        patch.setattr(paper_vectors, "features_from", interrupted)
        with pytest.raises(KeyboardInterrupt):
            known(workspace)
    assert len(made) == 4
    made.clear()
    assert_same(known(workspace), workspace)
    assert len(made) == 3


def test_what_is_made_is_kept_on_the_way(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Some papers at a time, into blocks that are filled up."""
    monkeypatch.setattr(paper_vectors, "_TOGETHER", 2)
    monkeypatch.setattr("readlist.ranking.BLOCK", 3)
    workspace, _ = open_workspace(TASTE)
    found = known(workspace)
    assert [len(block) for block in found.packed.blocks] == [3, 3, 1]
    assert_same(found, workspace)
    _remove(workspace)
    _add(workspace)
    assert_same(known(workspace), workspace)


@pytest.mark.parametrize(
    "name", ["head", "ids", "made from", "found", "block 0", "terms of vectors"]
)
@pytest.mark.parametrize("damage", ["UPDATE feature SET data = x'00' ", "DELETE FROM feature "])
def test_what_is_damaged_is_made_again(
    workspace: Workspace, made: list[str], name: str, damage: str
) -> None:
    """Wrong vectors are never used."""
    again(workspace).index.close()
    connection = sqlite3.connect(workspace.paths.index, isolation_level=None)
    connection.execute(f"{damage} WHERE id = ?", (name,))
    connection.close()
    seal(workspace.paths.index)
    _retitle(workspace)
    assert_same(known(workspace), workspace)
    assert len(made) == 7
    made.clear()
    assert_same(known(workspace), workspace)
    assert not made


def test_two_processes_do_not_mix_their_vectors(workspace: Workspace, made: list[str]) -> None:
    """What another process kept meanwhile stays; this one works with its own."""
    first = again(workspace)
    papers = first.papers()
    store = VectorStore(first.index)
    vectors = store.load()
    _retitle(workspace)
    assert_same(known(workspace), workspace)
    vectors.ids.reverse()
    store.keep(vectors, [0], store_terms(first))
    assert papers
    made.clear()
    assert_same(known(workspace), workspace)
    assert not made


def store_terms(workspace: Workspace) -> TermPlaces:
    """Return the places of terms that are kept now."""
    store = VectorStore(workspace.index)
    store.load()
    return store.terms()


def test_nobody_waits_for_many_new_papers(
    workspace: Workspace, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who only wants to know what is near gets it from what is known; that is left as it is."""
    monkeypatch.setattr(paper_vectors, "_FEW", 1)
    _retitle(workspace)
    _add(workspace)
    run = again(workspace)
    gate = run.papers().get(GATE)
    assert gate is not None
    near = [paper.id for paper in choosing.nearest(run, gate, 9)]
    assert not made
    assert near
    assert not {BREAD, "2101.00099"} & {*near}
    assert_same(known(workspace), workspace)
    assert len(made) == 2


def test_what_was_ordered_in_one_thread_is_explained_in_another(workspace: Workspace) -> None:
    """A database stays in its thread; reasons do not need it, and nothing kept is lost."""
    with ThreadPoolExecutor(1) as pool:
        run = again(workspace)
        choices = pool.submit(lambda: choosing.rank(run, run.papers().papers)).result()
        assert any(choice.words for choice in choices)
    assert workspace.index.all_features("vectors")


def test_who_does_not_wait_looks_at_no_files(
    workspace: Workspace, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What changed in the library is noticed by the next ranking, not by `info`."""
    put_abstracts(workspace.paths.library)  # every file is another one now
    workspace.paper_files.touch()
    papers = again(workspace).papers()

    def looked(_self: PaperVectors) -> dict[str, int]:
        raise AssertionError("thousands of files are looked at")

    with monkeypatch.context() as patch:
        patch.setattr(PaperVectors, "_facts", looked)
        found = PaperVectors(again(workspace), papers, papers.outlines, [], {}, waiting=False)
    assert_same(found, workspace)
    assert not made
    assert_same(known(workspace), workspace)
    assert len(made) == 5  # as many have a file


def test_who_does_not_wait_makes_no_lost_terms_again(workspace: Workspace, made: list[str]) -> None:
    """A new paper is left out then; the next ranking makes all that was lost."""
    _add(workspace)
    again(workspace).index.close()
    with sqlite3.connect(workspace.paths.index, isolation_level=None) as connection:
        connection.execute("DELETE FROM feature WHERE kind = 'terms of vectors'")
    connection.close()
    seal(workspace.paths.index)
    papers = again(workspace).papers()
    found = PaperVectors(again(workspace), papers, papers.outlines, [], {}, waiting=False)
    assert len(found.ids) == 7
    assert not made
    assert_same(known(workspace), workspace)
