"""A task list that readlist wrote tells what a person changed in it, and nothing else."""

from datetime import date

import pytest

from exporters.export_samples import a_paper, hostile_entries, plain_entries
from readlist.exporters import ExportEntry, Options
from readlist.exporters.markdown import github, table, ticks
from readlist.exporters.returned import Edit, Field, Returned
from readlist.paper import Status

NOTES = Options(notes=True)


def text_of(*entries: ExportEntry, options: Options = NOTES) -> str:
    """Return the task list of some papers."""
    return github.render(entries or plain_entries(), options)


def edits_of(text: str) -> list[tuple[str, Field, object]]:
    """Return what was changed: paper, field, new value."""
    return [(edit.id, edit.field, edit.value) for edit in ticks.returned_by(text).edits]


@pytest.mark.parametrize("options", [Options(), NOTES, Options(notes=True, abstracts=True)])
def test_an_untouched_file_has_no_edits(options: Options) -> None:
    """Nor would anything be lost by writing it again, whatever the papers say."""
    for entries in (plain_entries(), hostile_entries()):
        text = github.render(entries, options)
        assert ticks.returned_by(text) == Returned()
        assert ticks.losses(text, github.render(entries[:1], options)) == []
        assert ticks.losses(text.replace("\n", "  \n"), text) == []


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("- [ ] [LoRA", "- [x] [LoRA", Field.STATUS, "read"),
        ("- [ ] [LoRA", "* [X] [LoRA", Field.STATUS, "read"),
        ("- [ ] [LoRA", "- [/] [LoRA", Field.STATUS, "reading"),
        ("- [ ] [LoRA", "- [-] [LoRA", Field.STATUS, "skipped"),
        ("`2401.00002`", "`2401.00002` · (reading)", Field.STATUS, "reading"),
        ("- [ ] [LoRA", "- [ ] ★ [LoRA", Field.STAR, True),
    ],
)
def test_what_is_ticked_starred_or_said_comes_back(
    old: str, new: str, field: Field, value: object
) -> None:
    """Each with what readlist wrote there, and its line."""
    text = text_of(options=Options())
    edited = text.replace(old, new)
    (edit,) = ticks.returned_by(edited).edits
    assert (edit.id, edit.field, edit.value) == ("2401.00002", field, value)
    assert edit.was == ("open" if field is Field.STATUS else False)
    assert edited.splitlines()[edit.line - 1].count("LoRA") == 1
    assert [loss.line for loss in ticks.losses(edited, text)] == [edit.line]
    assert ticks.losses(edited, edited) == []


def test_a_box_that_is_emptied_comes_back() -> None:
    """A star that is taken away, too."""
    text = text_of().replace("- [x] ★ [Sparse", "- [ ] [Sparse")
    assert edits_of(text) == [
        ("2401.00001", Field.STATUS, "open"),
        ("2401.00001", Field.STAR, False),
    ]


def test_a_day_comes_back() -> None:
    """Changed, taken away or written behind a paper; a day of no calendar is named."""
    text = text_of(ExportEntry(a_paper(1, due=date(2026, 12, 1))), ExportEntry(a_paper(2)))
    assert text.count(" · due 2026-12-01\n") == 1
    assert edits_of(text) == []
    later = text.replace(" · due 2026-12-01\n", " · due 2026-12-24\n")
    assert edits_of(later) == [("2401.00001", Field.DUE, "2026-12-24")]
    never = text.replace(" · due 2026-12-01\n", "\n")
    assert edits_of(never) == [("2401.00001", Field.DUE, None)]
    assert [loss.what for loss in ticks.losses(never, text)] == ["2401.00001 due: no"]
    new = text.replace("`2401.00002`", "`2401.00002` · due 2026-12-05 · (reading)")
    assert edits_of(new) == [
        ("2401.00002", Field.STATUS, "reading"), ("2401.00002", Field.DUE, "2026-12-05"),
    ]  # fmt: skip
    wrong = ticks.returned_by(text.replace(" · due 2026-12-01\n", " · due 2026-02-30\n"))
    assert ([odd.why for odd in wrong.odd], wrong.edits) == (["due 2026-02-30 is not a date"], ())


def test_what_is_done_is_not_due() -> None:
    """A read paper shows no day, and reading the file back does not take it away."""
    text = text_of(ExportEntry(a_paper(1, due=date(2026, 12, 1), status=Status.READ)))
    assert "due" not in text.partition("<!-- readlist: what")[0]
    assert edits_of(text) == []


def test_quoted_notes_come_back() -> None:
    """Line by line, without the signs that keep text from being mark-up."""
    text = text_of(ExportEntry(a_paper(1, notes="2026-11-03  first\n# a *b*\n")))
    edited = text.replace("  > 2026-11-03  first\\\n", "  > 2026-11-03  second\n  > third\n")
    assert edits_of(edited) == [
        ("2401.00001", Field.NOTES, ("2026-11-03  second", "third", "# a *b*"))
    ]


def test_without_its_record_only_what_goes_forward_counts() -> None:
    """A box that is empty may be older than the list; a tick that is there is a tick."""
    text = text_of(options=Options()).partition("\n<!-- readlist:")[0]
    assert edits_of(text) == [
        ("2401.00001", Field.STATUS, "read"),
        ("2401.00001", Field.STAR, True),
        ("2401.00003", Field.STATUS, "reading"),
        ("2401.00004", Field.STATUS, "skipped"),
    ]


def test_words_of_a_person_are_a_loss() -> None:
    """They do not come back, so that nothing may write over them; numbers of papers may go."""
    text = text_of(options=Options())
    edited = text.replace("## moe\n", "## moe\n\nRead these first.\n")
    new = text_of(ExportEntry(a_paper(1, status=Status.UNREAD)), options=Options())
    assert "'Read these first.'" in [loss.what for loss in ticks.losses(edited, new)]
    assert not [loss for loss in ticks.losses(edited, new) if " of " in loss.what]
    assert ticks.returned_by(edited).edits == ()


def test_a_table_knows_words_that_a_person_wrote() -> None:
    """Nothing of a table comes back; it is not overwritten unasked either."""
    text = table.render(plain_entries(), Options())
    edited = text.replace("| unread |", "| done, great |", 1)
    assert table.losses(text, table.render([], Options())) == []
    assert [loss.what[:15] for loss in table.losses(edited, text)] == ["'| done, great "]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["- [x] [A](u) · `2401.00001`", "- [ ] [A](u) · `2401.00001`"], "listed twice"),
        (["- [?] [A](u) · `2401.00001`"], "means nothing"),
    ],
)
def test_contradictions_are_named(lines: list[str], why: str) -> None:
    """And not taken over."""
    returned = ticks.returned_by("\n".join(["<!-- written by readlist -->", *lines]))
    assert not returned.edits
    assert all(why in odd.why for odd in returned.odd)
    assert returned.odd


@pytest.mark.parametrize(
    "text",
    [
        "- [x] `",
        "- [x] " + "`a`" * 30_000,
        "- [x] [[" + "|" * 90_000,
        "<!-- readlist: what it wrote, by which readlist import knows what you changed\n" * 9_000,
        "- [ ] `2401.00001`\n" + "  > a\n" * 30_000,
        "- [x] `2401.00001`\n" * 30_000,
    ],
)
def test_hostile_files_end_in_values(text: str) -> None:
    """Whatever stands there, in time that grows with it."""
    returned = ticks.returned_by(text)
    assert all(isinstance(edit, Edit) for edit in returned.edits)
    assert len(returned.edits) <= 2
