import re
from typing import Any

import yaml  # type: ignore[import-untyped]  # it publishes no types

from exporters.export_samples import a_paper, hostile_entries, plain_entries
from readlist.exporters import ExportEntry, Options
from readlist.exporters.markdown import obsidian
from readlist.exporters.markdown.note import MARKER, written_by_readlist
from readlist.exporters.markdown.obsidian import INDEX


def _in_capitals(line: re.Match[str]) -> str:
    return f"{line[1]} {line[1].upper()}"


def front_matter(note: str) -> dict[str, Any]:
    """Return the properties of a note as YAML reads them."""
    _, head, _ = note.split("---\n", 2)
    return dict(yaml.safe_load(head))


def test_a_note_in_full() -> None:
    """Flat properties, then notes, then the line below which everything is the reader's."""
    entry = ExportEntry(a_paper(1, notes="2026-11-03  first", star=True))
    notes = obsidian.render([entry], Options(notes=True), {})
    assert list(notes) == [INDEX, "2401.00001 Sparse Experts Number 1.md"]
    note = notes["2401.00001 Sparse Experts Number 1.md"]
    assert re.sub(r"^(notes|rest) [0-9a-f]{16}$", _in_capitals, note, flags=re.MULTILINE) == (
        "---\n"
        "title: Sparse Experts Number 1\n"
        "aliases:\n"
        "  - lovelace2024sparse\n"
        "  - arXiv 2401.00001\n"
        "tags:\n"
        "  - paper\n"
        "  - topic/moe\n"
        "  - topic/scaling\n"
        "topics:\n"
        "  - moe\n"
        "  - scaling\n"
        'arxiv: "2401.00001"\n'
        "authors:\n"
        "  - Ada Lovelace\n"
        "  - Charles van der Babbage\n"
        "  - Alan M. Turing\n"
        "year: 2024\n"
        "published: 2024-01-08\n"
        "status: unread\n"
        "starred: true\n"
        "added: 2026-11-01\n"
        "url: https://arxiv.org/abs/2401.00001\n"
        "citekey: lovelace2024sparse\n"
        "---\n"
        "## Notes\n"
        "\n"
        "- 2026-11-03  first\n"
        "\n"
        "%% readlist: what it wrote, by which readlist import knows what you changed\n"
        "status unread\n"
        "starred true\n"
        "topic moe\n"
        "topic scaling\n"
        "notes NOTES\n"
        "rest REST\n"
        "%%\n"
        f"{MARKER}\n"
    )


def test_the_index_links_to_every_note() -> None:
    """By theme, as a task list; a link's target is the note's name."""
    notes = obsidian.render(plain_entries(), Options(), {})
    index = notes[INDEX]
    assert "- [x] ★ [[2401.00001 Sparse Experts Number 1|Sparse Experts Number 1]]" in index
    for name in set(notes) - {INDEX}:
        assert f"[[{name.removesuffix('.md')}|" in index


def test_own_words_and_properties_survive() -> None:
    """What stands below the marker, and properties that readlist does not write, are kept."""
    entry = ExportEntry(a_paper(1))
    (name,) = set(obsidian.render([entry], Options(), {})) - {INDEX}
    old = obsidian.render([entry], Options(), {})[name]
    mine = old.replace("citekey:", "rating: 5\nreviewers:\n  - Bob\ncitekey:") + "\nMine.\n%% x %%"
    new = obsidian.render([ExportEntry(a_paper(1, star=True))], Options(), {name: mine})[name]
    assert new.endswith(f"{MARKER}\n\nMine.\n%% x %%")
    assert front_matter(new)["rating"] == 5
    assert front_matter(new)["reviewers"] == ["Bob"]
    assert front_matter(new)["starred"] is True
    again = obsidian.render([ExportEntry(a_paper(1, star=True))], Options(), {name: new})[name]
    assert again == new


def test_a_note_keeps_its_name_when_the_title_changes() -> None:
    """Links in the vault would break otherwise."""
    old = "2401.00001 Old Title.md"
    notes = obsidian.render([ExportEntry(a_paper(1))], Options(), {old: f"{MARKER}\nMine\n"})
    assert set(notes) == {INDEX, old}
    assert notes[old].endswith(f"{MARKER}\nMine\n")
    assert "[[2401.00001 Old Title|Sparse Experts Number 1]]" in notes[INDEX]


def test_hostile_texts_stay_values() -> None:
    """Properties read back as the same texts, and no text fakes the marker."""
    entries = hostile_entries()
    options = Options(notes=True, abstracts=True)
    notes = obsidian.render(entries, options, {})
    assert len(notes) == len(entries) + 1
    for entry in entries:
        (name,) = (name for name in notes if name.startswith(entry.id))
        note = notes[name]
        data = front_matter(note)
        assert data["title"] == entry.plain_title
        assert data["arxiv"] == entry.id
        assert data["authors"] == entry.authors
        assert data["year"] == 2024
        assert note.count(f"\n{MARKER}") == 1
        assert note.split("---\n", 2)[2].count("%%") == 4
        assert written_by_readlist(note)


def test_file_names_work_everywhere() -> None:
    """What Windows or Obsidian forbids is gone, and old identifiers have no folder."""
    entry = ExportEntry(a_paper(1, id="hep-th/9901001", title='../A: "b" <c>|d?*#^[e]\\f. '))
    assert obsidian.file_name(entry) == "hep-th_9901001 ..A b cdef.md"
    assert obsidian.file_name(ExportEntry(a_paper(1, id="..", title="/"))) == "paper.md"
    long = obsidian.file_name(ExportEntry(a_paper(1, title="专" * 300)))
    assert len(long.encode()) <= 190
