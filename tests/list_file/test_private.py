"""A shared list and what is only the reader's of it, read and edited as one text."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from readlist.errors import FileError
from readlist.list_file.file import list_file_at
from readlist.list_file.parsing import BETWEEN
from readlist.list_file.private import YOURS, PrivateDocument, apart, own_values
from readlist.list_file.private_editor import HEAD, PrivateEditor
from readlist.paper import Paper
from readlist.replacement import apply
from support.private_kit import SHARED

OWN = (
    '# my own\nschema = 1\n\n[[paper]]\nid = "2310.06825"   # wind\nstatus = "read"\nstar = false\n'
)
WINDS, SMALL = "2401.04088", "2310.06825"


def document(shared: str = SHARED, own: str = OWN) -> PrivateDocument:
    """Return both texts as a document."""
    raw = shared.encode() + BETWEEN.encode() + own.encode()
    found = list_file_at(Path("shared.toml"), Path("own.toml")).parse(raw)
    assert isinstance(found, PrivateDocument)
    return found


def edited(before: PrivateDocument, *acts: Any) -> tuple[str, str, PrivateDocument]:
    """Return both texts after edits, and the document of them."""
    editor = PrivateEditor(before)
    for act in acts:
        act(editor)
    raw = before.encode(apply(before.text, editor.finish()))
    after = before.again(raw)
    after.check()
    texts = after.block_texts()
    for number, text, table in editor.updates or ():
        assert text.rstrip("\n") == texts[number].rstrip("\n")
        assert Paper.from_table(table) == Paper.from_table(after.table(number))
    if editor.updates is not None:
        new = [after.table(number) for number in range(len(before), len(after))]
        assert [Paper.from_table(table) for _, table in editor.additions] == list(
            map(Paper.from_table, new)
        )
    shared, own = (part.decode() for part in apart(raw))
    return shared, own, after


def test_the_readers_values_lie_over_the_shared_ones() -> None:
    """A value that says nothing takes the shared one away; the keys are told."""
    papers = [Paper.from_table(table) for table in document().tables]
    assert [(p.status.value, p.star, p.yours) for p in papers] == [
        ("unread", False, ()),
        ("read", False, ("status", "star")),
        ("unread", False, ()),
    ]
    assert papers[1].extra == {"mood": "curious"}
    assert "star" not in papers[1].to_table()


@pytest.mark.parametrize(
    ("act", "shared", "own"),
    [
        (lambda e: e.update(SMALL, {"topics": ["x"]}), True, False),
        (lambda e: e.update(SMALL, {"due": date(2026, 12, 1)}), False, True),
        (lambda e: e.update(SMALL, {"status": "read", "star": None}), False, False),
        (lambda e: e.update(WINDS, {"notes": None}), False, True),
        (lambda e: e.update(WINDS, {"title": "W", "star": True}), True, True),
        (lambda e: e.append({"id": "2402.00001", "status": "unread"}), True, False),
        (lambda e: e.append({"id": "2402.00001", "status": "read", "notes": "n"}), True, True),
        (lambda e: e.remove(WINDS), True, False),
        (lambda e: e.remove(SMALL), True, True),
    ],
)
def test_only_what_an_edit_is_about_changes(act: Any, shared: bool, own: bool) -> None:
    """Each file keeps every byte that the edit does not touch."""
    texts = edited(document(), act)
    assert (texts[0] != SHARED, texts[1] != OWN) == (shared, own)
    for line in ("# ours\n", 'topics = ["moe"]   # by hand\n'):
        assert line in texts[0] or WINDS not in texts[0]
    assert "# my own\n" in texts[1]


def test_the_first_mark_makes_the_file() -> None:
    """With a head that says what it is."""
    _, own, after = edited(document(own=""), lambda e: e.update(SMALL, {"star": None}))
    assert own == f'{HEAD}\n[[paper]]\nid = "{SMALL}"\nstar = false\n'
    assert Paper.from_table(after.table(1)).star is False


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_texts_of_windows(mark: str) -> None:
    """Line ends and byte order marks of both files stay."""
    before = document(mark + SHARED.replace("\n", "\r\n"), mark + OWN.replace("\n", "\r\n"))
    shared, own, _ = edited(
        before, lambda e: e.update(SMALL, {"star": True, "topics": ["x"], "due": date(2026, 1, 1)})
    )
    for text in (shared, own):
        assert text.startswith(mark)
        assert text.count("\n") == text.count("\r\n")
    assert "star = true\r\n" in own


def test_entries_under_further_identifiers_are_the_papers() -> None:
    """The paper's own entry first; notes of all; the next mark makes one of them."""
    shared = SHARED.replace(f'id = "{WINDS}"\n', f'id = "{WINDS}"\nalso = ["{SMALL}"]\n').replace(
        f'[[paper]]\nid = "{SMALL}"\n', '[[paper]]\nid = "2402.00007"\n'
    )
    own = f'{OWN}notes = "b"\n\n[[paper]]\nid = "{WINDS}"\nnotes = "a"\nstatus = "reading"\n'
    before = document(shared, own)
    paper = Paper.from_table(before.table(0))
    assert (paper.status.value, paper.notes) == ("reading", "a\nb\n")
    _, after, joined = edited(before, lambda e: e.update(WINDS, {"star": True}))
    assert after.count("[[paper]]") == 1
    assert Paper.from_table(joined.table(0)).notes == "a\nb\n"


@pytest.mark.parametrize(
    ("shared", "own", "named"),
    [
        ("[[paper]\n", OWN, "shared.toml"),
        (SHARED, "[[paper]\n", "own.toml"),
        (SHARED, "schema = 7\n", "own.toml"),
        (SHARED, 'paper = "x"\n', "own.toml"),
        (SHARED.replace("schema = 1", "schema = 7"), OWN, "shared.toml"),
        (f"<<<<<<< a\n{SHARED}=======\n>>>>>>> b\n", OWN, "shared.toml"),
        (SHARED, f"<<<<<<< a\n{OWN}=======\n>>>>>>> b\n", "own.toml"),
    ],
)
def test_the_broken_file_is_named(shared: str, own: str, named: str) -> None:
    """With its own line."""
    with pytest.raises(FileError, match=f"^{named}"):
        document(shared, own)


@pytest.mark.parametrize("notes", ["a", "a\n", "\na\n\n", " a "])
def test_one_note_stays_as_it_was_written(notes: str) -> None:
    """Only notes of several entries are put together, a line end behind each."""
    assert own_values([{"id": SMALL, "notes": notes}, {"id": WINDS}]) == {"notes": notes}
    both = own_values([{"id": SMALL, "notes": notes}, {"id": WINDS, "notes": "b"}])
    assert both == {"notes": notes.strip("\n") + "\nb\n"}


def test_entries_of_both_files_are_located() -> None:
    """By any spelling of the identifier, in the text that holds both."""
    found = document()
    for name in (SMALL, f"arXiv:{SMALL}v2"):
        ((start, end),) = found.locate(name)
        assert 'title = "A Small Wind"' in found.text[start:end]
        ((start, end),) = found.locate(f"{YOURS}{name}")
        assert found.text[start:end].startswith(f'[[paper]]\nid = "{SMALL}"   # wind\n')
        assert found.text[start:end].endswith("star = false\n")
    assert found.locate("2402.09999") == found.locate(f"{YOURS}{WINDS}") == []


def test_what_lists_no_list_can_hold_is_refused(tmp_path: Path) -> None:
    """Nobody who writes the shared file gets into the reader's."""
    shared = tmp_path / "shared.toml"
    shared.write_text(SHARED + BETWEEN + OWN)
    with pytest.raises(FileError, match="holds a NUL"):
        list_file_at(shared, tmp_path / "own.toml").read()
