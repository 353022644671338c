"""Notes that readlist wrote for Obsidian tell what a person changed in them."""

from datetime import date

import pytest

from exporters.export_samples import a_paper, hostile_entries, plain_entries
from readlist.exporters import ExportEntry, Options
from readlist.exporters.markdown import obsidian, vault
from readlist.exporters.markdown.note import MARKER
from readlist.exporters.returned import Edit, Field, Returned

NOTES = Options(notes=True)
ENTRY = ExportEntry(a_paper(1, notes="2026-11-03  first\n", extra={"rating": 3}))


def note_of(entry: ExportEntry = ENTRY, options: Options = NOTES, old: str = "") -> str:
    """Return the note of a paper."""
    name = obsidian.file_name(entry)
    return obsidian.render([entry], options, {name: old} if old else {})[name]


def edits_of(text: str) -> list[tuple[Field, object]]:
    """Return what was changed: field and new value."""
    return [(edit.field, edit.value) for edit in vault.returned(text).edits]


@pytest.mark.parametrize("options", [Options(), NOTES, Options(notes=True, abstracts=True)])
def test_an_untouched_folder_has_no_edits(options: Options) -> None:
    """Neither a note nor the index, whatever the papers say."""
    for entries in (plain_entries(), hostile_entries()):
        notes = obsidian.render(entries, options, {})
        again = obsidian.render(entries, options, notes)
        assert again == notes
        for name, text in notes.items():
            assert vault.returned(text) == Returned()
            assert (
                vault.losses(text, notes[obsidian.INDEX] if name == obsidian.INDEX else text) == []
            )


@pytest.mark.parametrize(
    ("old", "new", "edit"),
    [
        ("status: unread", "status: reading", (Field.STATUS, "reading")),
        ("status: unread", 'status: "Read"', (Field.STATUS, "read")),
        ("starred: false", "starred: true", (Field.STAR, True)),
        ("rating: 3", "rating: 5", (Field.RATING, 5)),
        ("rating: 3", "rating: 4.5", (Field.RATING, 4.5)),
        ("rating: 3\n", "", (Field.RATING, None)),
        ("rating: 3", "rating: ★★★", (Field.RATING, "★★★")),
        ("  - topic/moe\n", "  - topic/experts\n", (Field.TOPICS, ("experts", "scaling"))),
        ("topics:\n  - moe\n", "topics:\n  - new one\n  - moe\n",
         (Field.TOPICS, ("new one", "moe", "scaling"))),
        ("topics:\n  - moe\n  - scaling\n", "topics: [scaling, 'a ''b''']\n",
         (Field.TOPICS, ("scaling", "a 'b'"))),
        ("- 2026-11-03  first\n", "- 2026-11-03  first *time*\n- and\n",
         (Field.NOTES, ("2026-11-03  first *time*", "and"))),
    ],
)  # fmt: skip
def test_what_a_person_changed_comes_back(old: str, new: str, edit: tuple[Field, object]) -> None:
    """Once each, and it would be lost if the note was written again before."""
    text = note_of()
    edited = text.replace(old, new, 1)
    assert edited != text
    assert edits_of(edited) == [edit]
    assert len(vault.losses(edited, text)) == 1
    assert vault.losses(edited, edited) == []


def test_a_day_comes_back() -> None:
    """As Obsidian writes it, with hours or without; what is no day is named."""
    due = ExportEntry(a_paper(1, due=date(2026, 12, 1)))
    text = next(t for n, t in obsidian.render([due], NOTES, {}).items() if n != obsidian.INDEX)
    assert "\ndue: 2026-12-01\n" in text
    assert edits_of(text) == []
    later = text.replace("due: 2026-12-01", "due: 2026-12-24T00:00:00")
    assert edits_of(later) == [(Field.DUE, "2026-12-24")]
    assert edits_of(text.replace("due: 2026-12-01\n", "")) == [(Field.DUE, None)]
    assert edits_of(note_of().replace("status:", "due: 2026-12-05\nstatus:")) == [
        (Field.DUE, "2026-12-05")
    ]
    wrong = text.replace("due: 2026-12-01", "due: soon")
    assert [odd.why for odd in vault.returned(wrong).odd] == ["a date is written as 2026-12-01"]


def test_obsidian_may_write_the_properties_anew() -> None:
    """Other quotes, indents and lists in brackets say the same."""
    text = note_of()
    anew = (
        text.replace("  - ", "- ")
        .replace('"2401.00001"', "'2401.00001'")
        .replace("topics:\n- moe\n- scaling\n", "topics: [moe, scaling]\n")
        .replace("title: Sparse", 'title: "Sparse').replace("Number 1\n", 'Number 1"\n', 1)
        .replace("\nstatus: unread", "").replace("year: 2024", "year: 2024\nstatus: unread")
    )  # fmt: skip
    assert anew != text
    assert edits_of(anew) == []
    assert vault.losses(anew, text) == []


def test_what_is_ones_own_stays() -> None:
    """Tags, aliases, properties and everything below the marker are kept and are no edits."""
    text = note_of()
    own = (
        text.replace("tags:\n", "tags:\n  - to-cite\n")
        .replace("aliases:\n", "aliases:\n  - The Experts\n")
        .replace("citekey:", "mood: curious\ncitekey:")
    ) + "\nMine.\n"
    assert edits_of(own) == []
    assert vault.losses(own, text) == []
    again = note_of(old=own)
    for line in ("  - to-cite\n", "  - The Experts\n", "mood: curious\n", "\nMine.\n"):
        assert again.count(line) == 1
    assert note_of(old=again) == again


def test_what_does_not_come_back_is_a_loss() -> None:
    """A corrected title, words above the marker."""
    text = note_of()
    edited = text.replace("title: Sparse", "title: Dense").replace("## Notes", "Hm.\n\n## Notes")
    assert edits_of(edited) == []
    assert [loss.what for loss in vault.losses(edited, text)] == [
        "'title: Dense Experts Number 1'",
        "'Hm.'",
    ]


def test_notes_that_were_not_exported_are_not_deleted() -> None:
    """A note without them has nothing to say of them; a heading that a person adds does."""
    text = note_of(options=Options())
    assert edits_of(text) == []
    edited = text.replace("%% readlist: what", "## Notes\n- mine\n\n%% readlist: what")
    assert edits_of(edited) == [(Field.NOTES, ("mine",))]


def test_boxes_of_the_index_come_back() -> None:
    """By the names of the notes, also where those do not spell the identifier."""
    entries = [ExportEntry(a_paper(1)), ExportEntry(a_paper(2, id="hep-th/9901001", title="Old"))]
    text = obsidian.render(entries, Options(), {})[obsidian.INDEX]
    edited = text.replace("- [ ] ", "- [x] ")
    found = vault.returned(edited).edits
    assert {(edit.id, edit.field, edit.value) for edit in found} >= {
        ("hep-th/9901001", Field.STATUS, "read")
    }
    assert all(edit.field is Field.STATUS for edit in found)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("status: unread", "status: finished", "a status is one of"),
        ("starred: false", "starred: perhaps", "true or false"),
        ("rating: 3", "rating: " + "x" * 50, "too long"),
        ('arxiv: "2401.00001"', "arxiv: nothing", "names no paper"),
    ],
)
def test_what_means_nothing_is_named(old: str, new: str, why: str) -> None:
    """And not taken over; writing over it would lose it."""
    edited = note_of().replace(old, new)
    returned = vault.returned(edited)
    assert not returned.edits
    assert [why in odd.why for odd in returned.odd] == [True]
    assert vault.losses(edited, note_of())


@pytest.mark.parametrize(
    "head",
    [
        "---\n" + "a: [" * 20_000 + "\n---\n",
        "---\ntopics: [" + "'a" * 30_000 + "]\n---\n",
        "---\narxiv: '2401.00001'\ntopics:\n" + "  - a\n" * 30_000 + "---\n",
        "---\narxiv: '2401.00001'\nstatus: |\n" + "  read\n" * 30_000 + "---\n",
        "---\n---\n",
        "---\narxiv: \x1b[31m\n---\n",
    ],
)
def test_hostile_notes_end_in_values(head: str) -> None:
    """Whatever stands in the properties."""
    returned = vault.returned(head + MARKER + "\n")
    assert all(isinstance(edit, Edit) for edit in returned.edits)
    assert len(returned.edits) <= 2
