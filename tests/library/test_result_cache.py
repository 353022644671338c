"""What was made of the whole list is found again until the list or the library changes."""

import sqlite3
from collections.abc import Callable

import pytest

from readlist.library import marking, reading
from readlist.library.result_cache import ResultCache, question_of
from readlist.library.workspace import Workspace
from readlist.paper import Status
from readlist.reading_list import Filters
from support.library_kit import SMALL, open_workspace
from support.taste_kit import a_metadata

DEFAULT = frozenset({Status.UNREAD})


@pytest.fixture
def workspace(monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Return a library whose files are believed by their times at once."""
    monkeypatch.setattr("readlist.regular.SETTLED", 0)
    workspace, _ = open_workspace(SMALL)
    return workspace


def keeper(workspace: Workspace) -> ResultCache:
    """Return what a new command finds."""
    return reading.kept_results(workspace, workspace.papers(), Filters())


def test_what_was_kept_is_found_by_kind_and_question(workspace: Workspace) -> None:
    """The same bytes come back, for the same question only."""
    first = keeper(workspace)
    assert first.find("export", "a") is None
    first.keep("export", "a", b"\x00text")
    assert keeper(workspace).find("export", "a") == b"\x00text"
    assert keeper(workspace).find("export", "b") is None
    assert keeper(workspace).find("order", "a") is None


def _mark(workspace: Workspace) -> None:
    marking.mark(workspace, [p for p in workspace.papers() if p.id == "2401.04088"], Status.READ)


def _edit(workspace: Workspace) -> None:
    path = workspace.paths.list
    path.write_text(path.read_text().replace("Mixture", "Mixing"))


def _fetch(workspace: Workspace) -> None:
    workspace.paper_files.write_metadata(a_metadata("2401.04088", journal_ref="Winds 1"))


def _dismiss(workspace: Workspace) -> None:
    workspace.paths.dismissed.write_text("2611.00001 2026-11-22\n")


@pytest.mark.parametrize("change", [_mark, _edit, _fetch, _dismiss])
def test_any_change_forgets(workspace: Workspace, change: Callable[[Workspace], None]) -> None:
    """After a mark, a hand edit, news from arXiv or a dismissal nothing is found."""
    first = keeper(workspace)
    first.keep("export", "a", b"text")
    change(workspace)
    assert keeper(workspace).find("export", "a") is None


@pytest.mark.parametrize("change", [_mark, _edit, _fetch, _dismiss])
def test_what_a_change_overtook_is_not_kept(
    workspace: Workspace, change: Callable[[Workspace], None]
) -> None:
    """What was made while something changed is of neither state."""
    slow = keeper(workspace)
    slow.find("export", "a")
    change(workspace)
    keeper(workspace)  # another command brings the index in line
    slow.keep("export", "a", b"old")
    assert keeper(workspace).find("export", "a") is None


def test_a_new_state_forgets_all_of_the_kind(workspace: Workspace) -> None:
    """The index does not fill up with what was made of older lists."""
    first = keeper(workspace)
    first.keep("export", "a", b"text")
    first.keep("order", "a", b"text")
    _mark(workspace)
    keeper(workspace).keep("export", "b", b"new")
    kinds = [kind for kind in ("export", "order") if workspace.index.features(kind, ["a"])]
    assert kinds == ["order"]


def test_a_library_that_changed_just_now_is_not_believed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within two seconds a second change could leave the same times."""
    _fetch(workspace)
    monkeypatch.setattr("readlist.regular.SETTLED", 2_000_000_000)
    first = keeper(workspace)
    first.keep("export", "a", b"text")
    assert first.find("export", "a") is None


def test_very_large_things_are_not_kept(workspace: Workspace) -> None:
    """The index stays small beside what it helps with."""
    first = keeper(workspace)
    first.keep("export", "a", bytes((16 << 20) + 1))
    assert first.find("export", "a") is None


def test_without_index_nothing_is_kept(workspace: Workspace) -> None:
    """A list that is read as a whole has no state that could be told."""
    plain = ResultCache(None, workspace.paths)
    plain.keep("export", "a", b"text")
    assert plain.find("export", "a") is None


def test_questions_differ_where_answers_may() -> None:
    """Every filter counts, the default only where no status is asked for."""
    asked = [
        question_of(Filters(), DEFAULT),
        question_of(Filters(), frozenset()),
        question_of(Filters(limit=3), DEFAULT),
        question_of(Filters(topics=("moe",)), DEFAULT),
        question_of(Filters(), DEFAULT, "bibtex"),
    ]
    assert len(set(asked)) == len(asked)
    named = Filters(statuses=frozenset({Status.READ, Status.UNREAD}))
    assert question_of(named, DEFAULT) == question_of(named, frozenset())


def test_what_others_do_to_an_abstract_is_noticed(workspace: Workspace) -> None:
    """In libraries of a usual size every abstract is looked at, whoever changed it."""
    _fetch(workspace)
    first = keeper(workspace)
    first.keep("export", "a", b"text")
    assert keeper(workspace).find("export", "a") == b"text"
    (workspace.paths.library / "2401.04088" / "metadata.json").write_text("{}")
    assert keeper(workspace).find("export", "a") is None


@pytest.mark.parametrize("what", ["pdf", "abstract"])
def test_what_depends_on_files_is_not_kept(workspace: Workspace, what: str) -> None:
    """Readers put PDFs into the library by hand: who asks for these gets an answer of now."""
    for filters in (Filters(has=(what,)), Filters(lacks=(what,))):
        kept = reading.kept_results(workspace, workspace.papers(), filters)
        kept.keep("export", "a", b"text")
        assert kept.find("export", "a") is None


@pytest.mark.parametrize("harm", ["data = x'00000000'", "data = 7", "data = data || x'21'"])
def test_damage_is_not_believed(workspace: Workspace, harm: str) -> None:
    """Bytes that are not those that were kept are no answer."""
    keeper(workspace).keep("export", "a", b"text")
    workspace.index.close()
    connection = sqlite3.connect(workspace.paths.index)
    connection.execute(f"UPDATE feature SET {harm}")
    connection.commit()
    connection.close()
    assert keeper(workspace).find("export", "a") is None


def test_a_folder_in_the_place_of_dismissals_keeps_nothing(workspace: Workspace) -> None:
    """What cannot be read cannot be compared; whoever needs it says so."""
    first = keeper(workspace)
    first.keep("export", "a", b"text")
    workspace.paths.dismissed.mkdir()
    assert keeper(workspace).find("export", "a") is None
