"""The index and the file: never stale, and made again whatever happens to it."""

import os
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlist.errors import FileError
from readlist.index.schema import VERSION
from readlist.list_file import ListDocument, ListEditor
from readlist.regular import fingerprint_of
from readlist.replacement import apply
from support.index_kit import Desk, block, list_of
from support.list_texts import ODD_LISTS, list_texts

ONE, TWO, THREE = (block(f"2401.0000{n}", f'title = "Wind {n}"') for n in (1, 2, 3))


@pytest.mark.usefixtures("settled")
def test_a_list_that_did_not_change_is_not_read(desk: Desk) -> None:
    """The second question is answered without opening the list."""
    desk.write(list_of(ONE, TWO))
    assert desk.ids() == ["2401.00001", "2401.00002"]
    assert desk.ids() == ["2401.00001", "2401.00002"]
    assert desk.cuts == 1


def test_a_list_that_has_just_changed_is_read_again_but_not_parsed(desk: Desk) -> None:
    """Right after a change times prove nothing, so the content is compared."""
    desk.write(list_of(ONE))
    assert desk.ids() == desk.ids() == ["2401.00001"]
    assert desk.cuts == 1  # the checksum was the same


def test_an_edit_in_the_same_moment_is_seen(desk: Desk) -> None:
    """An edit of the same length with the same times, as fast as can be, is shown."""
    desk.write(list_of(ONE))
    assert desk.shown()[0].title == "Wind 1"
    facts = desk.list.stat()
    with desk.list.open("r+b") as file:
        file.write(list_of(ONE).replace("Wind 1", "Wave 1").encode())
    os.utime(desk.list, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert desk.shown()[0].title == "Wave 1"


@pytest.mark.usefixtures("settled")
def test_another_file_with_the_same_times_and_size_is_seen(desk: Desk) -> None:
    """A file moved into the list's place is told by its inode and change time."""
    desk.write(list_of(ONE))
    assert desk.shown()[0].title == "Wind 1"
    facts = desk.list.stat()
    other = desk.list.with_name("other.toml")
    other.write_text(list_of(ONE).replace("Wind 1", "Wave 1"), encoding="utf-8")
    os.utime(other, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    other.replace(desk.list)
    assert desk.shown()[0].title == "Wave 1"


def test_a_fresh_file_is_not_trusted_by_its_times(tmp_path: Path) -> None:
    """A look is settled only when the file was left alone for longer than clocks are coarse."""
    file = tmp_path / "file"
    file.write_text("")
    assert not fingerprint_of(file).settled
    with pytest.raises(OSError, match=str(tmp_path)):
        fingerprint_of(tmp_path)


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)
@given(st.lists(list_texts(), min_size=2, max_size=4))
def test_after_any_edits_the_index_says_what_the_file_says(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    """Lists as people write them, one after the other, are shown as they are."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    for text in texts:
        desk.write(text)
        plain = desk.plain()
        found = desk.papers()
        assert found is not None
        assert (found.papers, found.doubles) == (plain.papers, plain.doubles)


@pytest.mark.parametrize("text", ODD_LISTS.values(), ids=ODD_LISTS.keys())
def test_odd_lists_are_indexed_too(desk: Desk, text: str) -> None:
    """Papers that are no ``[[paper]]`` tables are in the index, and changes of them are seen."""
    desk.write(list_of(ONE))
    desk.shown()
    desk.write(text)
    assert desk.shown() == desk.plain().papers
    desk.write(text.replace("2401.00001", "2401.00009"))
    assert desk.shown() == desk.plain().papers


def test_a_moved_an_added_and_a_removed_paper_are_seen(desk: Desk) -> None:
    """Order is that of the file after papers were moved, put between others and taken out."""
    for papers in ([ONE, TWO, THREE], [THREE, ONE, TWO], [THREE, TWO], [THREE, ONE, TWO], []):
        desk.write(list_of(*papers))
        assert desk.ids() == [paper.id for paper in desk.plain()]


def test_many_papers_put_into_one_place_fit(desk: Desk) -> None:
    """However often a paper is put in front of the last one, the order holds."""
    papers = [ONE, TWO]
    for number in range(30):
        papers.insert(1, block(f"2402.{number:05d}"))
        desk.write(list_of(*papers))
        assert desk.ids() == [paper.id for paper in desk.plain()]


@pytest.mark.parametrize(
    "text", ["schema = 2\n", '[[paper]]\nid = "a\n', "schema = 1\npaper = 1\n"]
)
def test_a_broken_list_is_reported_and_the_index_is_left(desk: Desk, text: str) -> None:
    """What cannot be read gives the error of the list; mended, it is shown again."""
    desk.write(list_of(ONE))
    desk.shown()
    desk.write(text)
    with pytest.raises(FileError):
        desk.papers()
    desk.write(list_of(ONE))
    assert desk.ids() == ["2401.00001"]


@pytest.mark.parametrize("how", ["rubbish", "empty", "cut", "version", "other list", "no table"])
def test_an_index_that_is_not_as_it_should_be_is_made_anew(desk: Desk, how: str) -> None:
    """Damage, another version and another list's index are replaced without a word."""
    desk.write(list_of(ONE, TWO))
    desk.shown()
    file = desk.index_file
    if how == "rubbish":
        file.write_bytes(b"rubbish" * 4000)
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "cut":
        file.write_bytes(file.read_bytes()[:5000])
    else:
        with sqlite3.connect(file) as connection:
            if how == "version":
                connection.execute(f"PRAGMA user_version = {VERSION + 1}")
            elif how == "other list":
                connection.execute("UPDATE source SET list = '/elsewhere.toml'")
            else:
                connection.execute("DROP TABLE source")
        connection.close()
    found = desk.papers()
    assert (found or desk.plain()).papers == desk.plain().papers
    assert desk.ids() == ["2401.00001", "2401.00002"]


def test_pages_of_rubbish_inside_the_index_do_no_harm(desk: Desk) -> None:
    """An index with overwritten pages gives the right answer or none."""
    desk.write(list_of(*(block(f"2401.{n:05d}", f'title = "Wind {n}"') for n in range(300))))
    desk.shown()
    good = desk.index_file.read_bytes()
    for start in range(4096, len(good), 8192):
        desk.index_file.write_bytes(good[:start] + b"\x05" * 4096 + good[start + 4096 :])
        found = desk.papers() or desk.plain()
        assert [paper.title for paper in found.papers] == [f"Wind {n}" for n in range(300)]


def test_indexes_of_forgotten_lists_are_cleared_away(desk: Desk) -> None:
    """A new index takes those along that nobody has opened for months."""
    desk.index_file.parent.mkdir()
    old, new = (desk.index_file.with_name(f"index-{name}.db") for name in ("old", "new"))
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    desk.write(list_of(ONE))
    desk.shown()
    assert (old.exists(), new.exists()) == (False, True)


def test_without_a_folder_for_it_there_is_no_index(desk: Desk) -> None:
    """A file where the cache should be only makes things slower."""
    desk.write(list_of(ONE))
    desk.index_file.parent.write_text("in the way")
    assert desk.papers() is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_index_is_used_as_far_as_it_goes(desk: Desk) -> None:
    """In a cache that cannot be written a fitting index answers, an old one does not."""
    desk.write(list_of(ONE))
    desk.shown()
    desk.index_file.chmod(0o400)
    desk.index_file.parent.chmod(0o500)
    try:
        assert desk.ids() == ["2401.00001"]
        desk.write(list_of(TWO))
        assert desk.papers() is None
    finally:
        desk.index_file.parent.chmod(0o700)


def test_a_locked_index_is_done_without(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process writes the index, nobody waits for long."""
    monkeypatch.setattr("readlist.index.schema._BUSY", 0.01)
    desk.write(list_of(ONE))
    desk.shown()
    desk.write(list_of(ONE, TWO))
    other = sqlite3.connect(desk.index_file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert desk.papers() is None
    finally:
        other.close()
    assert desk.ids() == ["2401.00001", "2401.00002"]


def test_what_is_known_of_a_text_is_known_by_its_checksum(desk: Desk) -> None:
    """The index vouches for the very bytes that it has seen, and for no others."""
    desk.write(list_of(ONE, TWO, ONE))
    index = desk.index()
    assert desk.papers(index) is not None
    sha256 = desk.cut().sha256
    assert index.is_regular(sha256)
    assert index.numbers_of(sha256, "2401.00001") == [0, 2]
    assert index.numbers_of(sha256, "2401.00009") == []
    desk.write(list_of(ONE))
    other = desk.cut().sha256
    assert not index.is_regular(other)
    assert index.numbers_of(other, "2401.00001") is None


def test_a_missing_list_is_no_business_of_the_index(desk: Desk) -> None:
    """Without a list the caller hears of it."""
    with pytest.raises(FileNotFoundError):
        desk.papers()


def test_names_are_noted_until_they_change(desk: Desk) -> None:
    """New titles and topics are told apart from marks, which completion does not show."""
    index = desk.index()
    for text, new in (
        (ONE, True),
        (ONE + 'status = "read"\n', False),
        (ONE + 'topics = ["moe"]\n', True),
        (ONE + TWO, True),
        (TWO, True),
        (TWO + "# remark\n", False),
    ):
        desk.write(list_of(text))
        assert desk.papers(index) is not None
        assert index.has_new_names() is new
        index.note_names()
    index.close()
    assert not desk.index().has_new_names()


def test_a_change_that_is_told_need_not_be_looked_for(desk: Desk) -> None:
    """After readlist's own change the index is in line, whatever stands around the paper."""
    text = list_of(ONE + "# behind\n\n", TWO, ONE, block("2401.00004"))
    desk.write(text)
    index = desk.index()
    assert desk.papers(index) is not None
    index.note_names()
    document = ListDocument.parse(text.encode(), desk.list, index)
    editor = ListEditor(document)
    editor.update("2401.00001", {"status": "read", "topics": ["moe"]})
    editor.update("2401.00004", {"title": "Told"})
    desk.write(apply(text, editor.finish()))
    after = desk.cut().sha256
    assert editor.updates is not None
    index.follow(document.sha256, after, editor.updates)
    assert index.has_new_names()
    cuts = desk.cuts
    assert desk.shown() == desk.plain().papers
    assert desk.cuts == cuts
    desk.write(desk.list.read_text(encoding="utf-8") + "# edited\n")
    assert desk.shown() == desk.plain().papers


def test_a_change_of_another_list_is_not_taken_over(desk: Desk) -> None:
    """What does not begin at the list that the index knows is left to the next look."""
    desk.write(list_of(ONE, TWO))
    index = desk.index()
    assert desk.papers(index) is not None
    known = desk.cut().sha256
    index.follow("0" * 64, "1" * 64, [(0, ONE, {"id": "2401.00001", "title": "No"})])
    index.follow(known, "1" * 64, [(1, ONE, {"id": "2401.00001", "title": "No"})])
    index.follow(known, "1" * 64, [(9, ONE, {"id": "2401.00001", "title": "No"})])
    assert index.is_regular(known)
    assert desk.shown() == desk.plain().papers


def test_papers_that_are_added_are_taken_over(desk: Desk) -> None:
    """New papers at the end, also the first ones of a list, are in the index at once."""
    for text in (list_of(), list_of(ONE, TWO), list_of(ONE).rstrip("\n")):
        desk.write(text)
        index = desk.index()
        assert desk.papers(index) is not None
        document = ListDocument.parse(text.encode(), desk.list, index)
        editor = ListEditor(document)
        for number in (7, 8):
            editor.append({"id": f"2401.0000{number}", "topics": ["moe"], "status": "unread"})
        desk.write(apply(text, editor.finish()))
        cuts, after = desk.cuts + 1, desk.cut().sha256
        assert editor.updates == []
        assert index.follow(document.sha256, after, [], editor.additions)
        assert desk.shown() == desk.plain().papers
        assert desk.cuts == cuts
        desk.write(desk.list.read_text(encoding="utf-8") + "# edited\n")
        assert desk.shown() == desk.plain().papers


def test_an_addition_that_is_there_already_is_left_to_the_next_look(desk: Desk) -> None:
    """A double is no new paper."""
    desk.write(list_of(ONE))
    index = desk.index()
    assert desk.papers(index) is not None
    known = desk.cut().sha256
    assert not index.follow(known, "1" * 64, [], [(ONE, {"id": "2401.00001"})])
    assert not index.follow(known, "1" * 64, [], [(TWO, {"id": "2401.00002"})] * 2)
    assert index.is_regular(known)


def test_papers_that_go_are_no_mere_changes() -> None:
    """An editor that removes papers names no changes to take over."""
    document = ListDocument.parse(list_of(ONE, TWO).encode(), Path("list.toml"))
    editor = ListEditor(document)
    editor.remove("2401.00001")
    assert editor.updates is None


def test_a_build_that_was_broken_off_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written stays, is taken for no list, and the end is as if nothing had happened."""
    monkeypatch.setattr("readlist.index.refresh._STRETCH", 2)
    text = list_of(*(block(f"2401.{n:05}", f'topics = ["t{n % 3}"]') for n in range(1, 10)))
    whole, broken = Desk(tmp_path / "whole"), Desk(tmp_path / "broken")
    totals: list[int] = []
    for desk in (whole, broken):
        desk.list.parent.mkdir()
        desk.write(text)
    assert whole.papers() is not None

    def stop(done: int, _total: int) -> None:
        if done == 7:
            raise KeyboardInterrupt

    index = broken.index()
    with pytest.raises(KeyboardInterrupt):
        index.papers(broken.cut, broken.plain, stop)
    assert index.checksum() == ""
    index.close()
    found = broken.index().papers(broken.cut, broken.plain, lambda _, total: totals.append(total))
    assert found is not None
    assert max(totals) == 3
    assert rows_of(broken) == rows_of(whole)


def rows_of(desk: Desk) -> list[tuple[object, ...]]:
    """Return everything that the index says of papers and themes."""
    connection = sqlite3.connect(desk.index_file)
    found = [
        row
        for query in (
            "SELECT * FROM paper ORDER BY place",
            "SELECT * FROM record ORDER BY row",
            "SELECT * FROM theme",
            "SELECT sha256, regular, named FROM source",
        )
        for row in connection.execute(query)
    ]
    connection.close()
    return found
