"""Changing papers in the text of a list: only what is meant, and nothing else."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.arxiv_id import ArxivId
from readlist.errors import FileError
from readlist.list_file import ListDocument, ListEditor
from readlist.list_file.parsing import identifier_of
from readlist.replacement import apply, reverse
from readlist.toml_edit import TomlScanError
from support.list_texts import ODD_LISTS, changes, list_texts, meaning, values

PATH = Path("list.toml")


def parse(text: str) -> ListDocument:
    """Read a list."""
    return ListDocument.parse(text.encode(), PATH)


def perform(editor: ListEditor, steps: list[tuple[str, str, dict[str, Any]]]) -> None:
    """Make changes, but for those about papers that are not there."""
    for what, identifier, fields in steps:
        base = ArxivId.parse(identifier).base
        if what == "append" and base not in editor:
            editor.append({"id": base, **fields})
        elif what != "append" and base in [i for i in ids(editor.document) if i in editor]:
            getattr(editor, what)(base, *([fields] if what == "update" else []))


def ids(document: ListDocument) -> list[str]:
    """Return the identifiers of the papers as the program spells them."""
    return [ArxivId.parse(str(table["id"])).base for table in document.tables]


def edited(text: str, steps: list[tuple[str, str, dict[str, Any]]]) -> tuple[str, str]:
    """Return the text after the steps, and after taking them back."""
    document = parse(text)
    editor = ListEditor(document)
    perform(editor, steps)
    hunks = editor.finish()
    new = apply(document.text, hunks)
    return document.bom + new, document.bom + apply(new, reverse(hunks))


@given(list_texts(), changes)
def test_what_is_taken_back_is_gone_byte_for_byte(
    text: str, steps: list[tuple[str, str, dict[str, Any]]]
) -> None:
    """Taking a change back gives the very text that was there before it."""
    assert edited(text, steps)[1] == text


@given(list_texts(doubled=False), st.data(), values)
def test_an_update_changes_one_table_only(
    text: str, data: st.DataObject, fields: dict[str, Any]
) -> None:
    """The parsed list differs in the named keys of the named paper; all other bytes stay."""
    document = parse(text)
    if not len(document):
        return
    number = data.draw(st.integers(0, len(document) - 1))
    identifier = ids(document)[number]
    new, _ = edited(text, [("update", identifier, fields)])
    wanted = meaning(text)
    paper = wanted["paper"][number]
    for name, value in fields.items():
        if value is None:
            paper.pop(name, None)
        else:
            paper[name] = value
    assert meaning(new) == wanted
    block = document.blocks[number]
    own = new.removeprefix("\ufeff")
    assert own.startswith(document.text[: block.start])
    assert own.endswith(document.text[block.end :])


@given(list_texts(doubled=False), st.data(), values)
def test_an_update_keeps_every_comment(
    text: str, data: st.DataObject, fields: dict[str, Any]
) -> None:
    """No comment is lost, not even one inside the array that is replaced."""
    document = parse(text)
    if not len(document):
        return
    identifier = data.draw(st.sampled_from(ids(document)))
    new, _ = edited(text, [("update", identifier, fields)])
    for comment in ("# by hand", "# the first", "# not sure about this one", "# inside", "# pair"):
        assert new.count(comment) >= text.count(comment)


@given(list_texts())
def test_removing_all_papers_leaves_what_is_around_them(text: str) -> None:
    """Once every paper is removed there is none, and the rest means what it meant."""
    document = parse(text)
    new, _ = edited(text, [("remove", identifier, {}) for identifier in ids(document)])
    rest = meaning(text)
    rest.pop("paper", None)
    assert meaning(new) == rest
    assert new.count("# the next one matters") == text.count("# the next one matters")


@pytest.mark.parametrize("text", ODD_LISTS.values(), ids=ODD_LISTS.keys())
def test_odd_lists_are_kept_lossless_or_refused(text: str) -> None:
    """A list in an odd form is changed without loss, or with an error and not at all."""
    for fields in ({"status": "read"}, {"topics": ["a"]}, {"star": True}):
        document = parse(text)
        wanted = meaning(text)
        try:
            editor = ListEditor(document)
            for identifier in ids(document)[:1]:
                editor.update(identifier, fields)
                wanted["paper"][0].update(fields)
            editor.append({"id": "2401.99999"})
            hunks = editor.finish()
        except FileError as error:
            assert "without loss" in error.problem  # noqa: PT017 - some are kept, some refused
            assert "edit" in error.remedy  # noqa: PT017 - some are kept, some refused
            continue
        new = apply(document.text, hunks)
        wanted.setdefault("paper", []).append({"id": "2401.99999"})
        assert meaning(new) == wanted


def test_a_table_of_something_else_survives_the_paper_before_it() -> None:
    """A table that is no paper stays when the paper in front of it is removed."""
    text = '[[paper]]\nid = "2401.00001"\n\n[other]\nx = 1\n'
    new, back = edited(text, [("remove", "2401.00001", {})])
    assert meaning(new) == {"other": {"x": 1}}
    assert back == text


def test_a_new_key_takes_its_customary_place() -> None:
    """A new key stands behind those that come before it, not behind a sub-table."""
    text = '[[paper]]\nid = "2401.00001"\nnotes = "n"\n[paper.links]\nweb = "w"\n'
    new, _ = edited(text, [("update", "2401.00001", {"status": "read"})])
    assert new.index("status") < new.index("notes") < new.index("[paper.links]")


def test_a_file_without_final_newline_gets_a_new_paper_on_a_line_of_its_own() -> None:
    """A paper added behind an unfinished line does not run into it."""
    new, back = edited("# mine", [("append", "2401.00001", {"title": "T"})])
    assert new == '# mine\n\n[[paper]]\nid = "2401.00001"\ntitle = "T"\n'
    assert back == "# mine"


def test_new_papers_use_the_line_ends_of_the_file() -> None:
    """A file with CRLF stays one."""
    new, _ = edited("schema = 1\r\n", [("append", "2401.00001", {"notes": "a\nb\n"})])
    assert new.count("\n") == new.count("\r\n")


def test_doubled_papers_are_removed_together() -> None:
    """Removing a paper that stands twice removes both, and both come back."""
    text = '[[paper]]\nid = "2401.00001"\n\n[[paper]]\nid = "2401.00001v2"\nstar = true\n'
    new, back = edited(text, [("remove", "2401.00001", {})])
    assert new == ""
    assert back == text


def test_a_doubled_paper_is_changed_where_it_counts() -> None:
    """The first of two papers with one identifier counts, so it is the one that changes."""
    text = '[[paper]]\nid = "2401.00001"\n\n[[paper]]\nid = "2401.00001"\nstar = true\n'
    new, _ = edited(text, [("update", "2401.00001", {"status": "read"})])
    assert [p.get("status") for p in meaning(new)["paper"]] == ["read", None]


def test_a_paper_without_identifier_is_never_changed() -> None:
    """An empty identifier means no paper, although one has none."""
    editor = ListEditor(parse('[[paper]]\ntitle = "T"\n'))
    assert "" not in editor
    with pytest.raises(KeyError):
        editor.update("", {"star": True})


def test_a_paper_that_is_not_there_cannot_be_changed() -> None:
    """Naming a paper that the list does not have is an error, for update and for removal."""
    editor = ListEditor(parse(""))
    with pytest.raises(KeyError):
        editor.update("2401.00001", {"star": True})
    with pytest.raises(KeyError):
        editor.remove("2401.00001")


def test_setting_what_is_there_changes_nothing() -> None:
    """A value that is there already, or that is set and set back, makes no replacement."""
    editor = ListEditor(parse('[[paper]]\nid = "2401.00001"\nstar = true\n'))
    editor.update("2401.00001", {"star": True, "notes": None})
    assert editor.finish() == ()
    editor.update("2401.00001", {"star": False})
    editor.update("2401.00001", {"star": True})
    assert editor.finish() == ()


def test_one_and_true_are_different_values() -> None:
    """A number where a flag belongs is replaced by the flag."""
    new, _ = edited(
        '[[paper]]\nid = "2401.00001"\nstar = 1\n', [("update", "2401.00001", {"star": True})]
    )
    assert new.endswith("star = true\n")


def test_adding_many_papers_looks_at_each_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work grows with the number of papers, not with its square."""
    seen: list[int] = []

    def counted(table: Any) -> str:
        seen.append(1)
        return identifier_of(table)

    monkeypatch.setattr("readlist.list_file.editor.identifier_of", counted)
    editor = ListEditor(parse(""))
    for number in range(200):
        assert f"2401.{number:05}" not in editor
        editor.append({"id": f"2401.{number:05}"})
        assert f"2401.{number:05}" in editor
    assert len(seen) <= 3 * 200


def test_papers_just_added_can_be_changed_and_removed() -> None:
    """Those behind a removed one are still found."""
    editor = ListEditor(parse(""))
    for identifier in ("2401.00001", "2401.00002", "2401.00003"):
        editor.append({"id": identifier})
    editor.remove("2401.00001")
    editor.update("2401.00003", {"star": True})
    assert "2401.00001" not in editor
    (first, second) = (hunk.new for hunk in editor.finish())
    assert 'id = "2401.00002"' in first
    assert "star = true" in second


A, B, C = "2401.00001", "2401.00002", "2401.00003"
THREE = "".join(f'[[paper]]\nid = "{one}"\n\n' for one in (A, B, C))


def test_what_changed_is_told_paper_by_paper() -> None:
    """Place, whole block and table of each changed paper, and the new ones with their text."""
    editor = ListEditor(parse(THREE.replace("\n\n", "\n# behind\n\n")))
    assert (editor.updates, editor.additions) == ([], [])
    editor.update(B, {"star": True})
    editor.append({"id": "2401.00009"})
    block = f'[[paper]]\nid = "{B}"\nstar = true\n# behind\n\n'
    assert editor.updates == [(1, block, {"id": B, "star": True})]
    assert editor.additions == [('[[paper]]\nid = "2401.00009"\n', {"id": "2401.00009"})]
    editor.remove(A)
    assert editor.updates is None


def test_a_change_knows_its_neighbours() -> None:
    """Undo finds the place again by them: the papers in front and behind; none at the ends."""
    editor = ListEditor(parse(THREE))
    for identifier in (A, B, C):
        editor.remove(identifier)
    hunks = editor.finish()
    assert [(h.paper, h.before, h.after) for h in hunks] == [(A, "", B), (B, A, C), (C, B, "")]


def test_new_papers_know_what_they_follow() -> None:
    """The last paper of the list, then each other; a blank line stands between them."""
    editor = ListEditor(parse(f'[[paper]]\nid = "{A}"\n'))
    for identifier in (B, C):
        editor.append({"id": identifier})
    assert [(h.paper, h.before, h.new) for h in editor.finish()] == [
        (B, A, f'\n[[paper]]\nid = "{B}"\n'),
        (C, B, f'\n[[paper]]\nid = "{C}"\n'),
    ]


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("", ""),
        ("\n", ""),
        ("  \n\n", ""),
        ("# mine\n", "\n"),
        ("# mine\n\n", ""),
        ("# mine\r\n\r\n", ""),
        ("# mine\r\n", "\r\n"),
        ("# mine", "\n\n"),
        ("   ", "\n"),
    ],
)
def test_a_new_paper_has_one_blank_line_in_front(text: str, gap: str) -> None:
    """Where there is one already, or nothing to part it from, it gets none."""
    editor = ListEditor(parse(text))
    editor.append({"id": A})
    (hunk,) = editor.finish()
    assert hunk.new.partition("[[")[0] == gap
    assert hunk.at == len(text)


def test_blank_lines_go_with_a_removed_paper_and_comments_stay() -> None:
    """A gap does not grow, and what is written between papers is the reader's."""
    text = (
        f'[[paper]]\nid = "{A}"\n\n\n[[paper]]\nid = "{B}"\n# a remark\n\n[[paper]]\nid = "{C}"\n'
    )
    assert edited(text, [("remove", A, {})])[0] == text.partition("\n\n\n")[2]
    assert edited(text, [("remove", B, {})])[0] == text.replace(f'[[paper]]\nid = "{B}"\n', "")


def test_a_changed_paper_can_be_removed_and_a_removed_one_is_gone() -> None:
    """The last word counts."""
    editor = ListEditor(parse(THREE))
    editor.update(A, {"star": True})
    assert editor.table(A)["star"] is True
    editor.remove(A)
    assert A not in editor
    with pytest.raises(KeyError):
        editor.update(A, {"star": True})
    (hunk,) = editor.finish()
    assert (hunk.paper, hunk.new) == (A, "")


def test_of_doubled_papers_all_go_even_after_a_change_of_one() -> None:
    """Neither comes back in the place of the other."""
    editor = ListEditor(parse(THREE + f'[[paper]]\nid = "{A}v2"\n'))
    editor.update(A, {"star": True})
    editor.remove(A)
    assert A not in editor
    assert [hunk.new for hunk in editor.finish()] == ["", ""]


def test_a_paper_of_the_list_goes_before_one_just_added() -> None:
    """What is added under an identifier that is there already does not hide it."""
    editor = ListEditor(parse(THREE))
    editor.append({"id": A, "title": "Again"})
    editor.update(A, {"star": True})
    assert editor.table(A) == {"id": A, "star": True}
    assert editor.additions[0][1] == {"id": A, "title": "Again"}


def test_no_note_looks_like_a_conflict() -> None:
    """A line that begins like git's marks is indented; other keys are spelt on one line."""
    new, _ = edited(THREE, [("update", A, {"notes": "<<<<<<< a\n=======\n>>>>>>> b\n"})])
    assert meaning(new)["paper"][0]["notes"] == " <<<<<<< a\n =======\n >>>>>>> b\n"
    new, _ = edited("", [("append", A, {"notes": "=======\n"})])
    assert meaning(new)["paper"][0]["notes"] == " =======\n"


def test_what_is_no_text_is_spelt() -> None:
    """The name of a file in another encoding may stand in any value, however deep."""
    editor = ListEditor(parse(THREE))
    editor.update(A, {"source": "\udce9.pdf", "code": ["\udce9"], "bib": {"\udce9": ["\udce9"]}})
    text = apply(THREE, editor.finish())
    table = meaning(text)["paper"][0]
    assert "\udce9" not in text
    assert table["source"].endswith(".pdf")
    assert len(table["code"]) == len(table["bib"]) == 1


def test_a_table_that_cannot_be_edited_is_named_by_its_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What no rule of the scanner fits is refused before anything is written."""
    editor = ListEditor(parse(f'\n[[paper]]\nid = "{A}"\n'))

    def confused(_text: str) -> Any:
        raise TomlScanError

    monkeypatch.setattr("readlist.list_file.document.scan", confused)
    said = r"list.toml cannot be changed without loss: .* cannot edit the table in line 2"
    with pytest.raises(FileError, match=said):
        editor.update(A, {"star": True})
    with pytest.raises(FileError, match=said):
        editor.remove(A)
