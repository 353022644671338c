"""What a wrong word was meant to be: a synonym or a slip, and otherwise nothing."""

import pytest

from readlist.cli.command_table import ALIASES, COMMANDS
from readlist.cli.shells import SCRIPTS
from readlist.config import SETTINGS
from readlist.exporters import EXPORTERS, STYLES
from readlist.paper import Status
from readlist.reading_list import HOLDINGS
from readlist.reading_list.filters import SORTS
from readlist.suggestion import SYNONYMS, suggest
from readlist.views.records import FIELDS

STATUSES = [*map(str, Status), "all"]
KNOWN = {
    "command": [*COMMANDS, *ALIASES],
    "status": STATUSES,
    "sort order": SORTS,
    "field": FIELDS,
    "thing to have": HOLDINGS,
    "thing to lack": HOLDINGS,
    "format": EXPORTERS,
    "style": STYLES["markdown"],
    "setting": SETTINGS,
    "place": ["list", "library", "config", "cache", "state", "log"],
}
"""The words that can be, by what they are called."""


@pytest.mark.parametrize("kind", KNOWN)
def test_synonyms_stand_for_what_there_is(kind: str) -> None:
    """None of them is a known word itself, and each leads to one."""
    known = set(KNOWN[kind])
    assert set(SYNONYMS[kind].values()) <= known
    assert not set(SYNONYMS[kind]) & known


@pytest.mark.parametrize(
    ("word", "kind", "found"),
    [
        ("done", "status", "read"),
        ("Finished", "status", "read"),
        ("raed", "status", "read"),
        ("year", "sort order", "published"),
        ("yr", "sort order", "published"),
        ("pub", "sort order", "published"),
        ("tag", "command", "topic"),
        ("delete", "command", "remove"),
        ("list", "command", "show"),
        ("man", "command", "help"),
        ("rank", "command", "next"),
        ("notes", "thing to have", "note"),
        ("latex", "format", "bibtex"),
        ("xyzzy", "command", ""),
        ("xyzzy", "status", ""),
        ("zz", "sort order", ""),
        ("", "status", ""),
    ],
)
def test_a_word_is_another_name_a_slip_or_nothing(word: str, kind: str, found: str) -> None:
    """Whatever its case; a word that is like none is not taken for the first of the list."""
    assert suggest(word, KNOWN[kind], kind) == found


def test_words_without_synonyms_are_found_by_their_spelling() -> None:
    """Shells and the reader's own topics have no other names."""
    assert suggest("bsh", SCRIPTS) == "bash"
    assert suggest("tcsh", SCRIPTS) == ""
    assert suggest("nosuch", ["architecture", "moe"]) == ""
    assert suggest("mo", ["architecture", "moe"]) == "moe"
