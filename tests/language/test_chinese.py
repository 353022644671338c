"""The Chinese catalogue is complete, fits the texts in the code, and keeps what has to be typed.

``python docs/messages.py --missing`` prints what is missing as entries for
src/readlist/language/zh_CN.po; docs/languages.md says how to translate them.
"""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from readlist.cli.command_table import ALIASES, COMMANDS
from readlist.config import SETTINGS
from readlist.language import CATALOGUES, LANGUAGES
from readlist.language.catalogue import FILLED, LEAST, VALUE, entries_of

ROOT = Path(__file__).parents[2]
PO = CATALOGUES / "zh_CN.po"
MAY_WAIT = ("documents/formats/__init__.py", "exporters/__init__.py")
"""The tables of names, which are told in English until somebody translates them."""
ENTRIES = entries_of(PO.read_text("utf-8"))


def _messages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "docs" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def wanted() -> dict[str, object]:
    """Return the texts that the code tells people."""
    found: dict[str, object] = _messages().wanted()
    return found


def test_every_text_is_translated(wanted: dict[str, list[Any]]) -> None:
    """Else: ``python docs/messages.py --missing``, translate it, add it to zh_CN.po.

    What formats and exporters are called may wait, so that whoever adds one need not know Chinese.
    """
    missing = [
        text
        for text, places in wanted.items()
        if text not in ENTRIES and not all(one.place.startswith(MAY_WAIT) for one in places)
    ]
    assert not missing, (
        "run `python docs/messages.py --missing`, translate what it prints, and add it to "
        f"{PO.relative_to(ROOT)} (docs/languages.md tells how)"
    )


def test_nothing_is_translated_that_is_not_told(wanted: dict[str, object]) -> None:
    """Else: ``python docs/messages.py --stale`` names what to delete from zh_CN.po."""
    kept: set[str] = _messages().put_together(PO.read_text("utf-8"))
    assert [text for text in ENTRIES if text not in wanted and text not in kept] == []


def test_languages_have_catalogues() -> None:
    """Each but English has a file, and each file is a language that can be chosen."""
    assert sorted(path.stem for path in CATALOGUES.glob("*.po")) == sorted({*LANGUAGES} - {"en"})


def test_a_translation_has_the_values_of_its_text() -> None:
    """All of them, but for words that only English needs; none that the text does not have."""
    for text, told in ENTRIES.items():
        values = {re.split("[#:]", one[0].strip("{}"))[0] for one in VALUE.finditer(text)}
        used = {number for number, _ in FILLED.findall(told)}
        assert used <= values, text
        assert used == values or text in _MAY_LOSE, text


_MAY_LOSE = frozenset(
    {
        '"{0}" is not {1} {2}. Known: {3}',
        "at this pace, {0} a week, the {1#} left {2} {3}; {4}",
        "files of {0:paper|papers} {1} kept that no list needs: {2}",
        "{0#} {1} no date, so not counted here",
        "{0:paper|papers} {1} no title yet",
    }
)
"""Texts whose English needs a word that Chinese does without: an article, or a form of a verb."""


def test_a_text_with_values_has_words_of_its_own() -> None:
    """Else it would fit anything that is told; a part of a text is looked for only in its place."""
    for text in ENTRIES:
        free = [
            value for value in VALUE.finditer(text) if not (value[1] or value[0].endswith("#}"))
        ]
        if free and not text.startswith((", ", ". ", "; ", "(", "{0:")):
            assert len(re.findall("[A-Za-z]", VALUE.sub(lambda v: v[1] or "", text))) >= LEAST, text


_TYPED = re.compile(
    r"(?<![\w-])--?[A-Za-z][\w-]*|`[^`]*`|\b[A-Z]{2,}_[A-Z_0-9]+|\bhttps?://[^\s;,)]+|~/[\w./]+"
    r"|\breadlist(?: -L)? (?:" + "|".join((*COMMANDS, *ALIASES)) + r")\b|\[\[paper\]\]"
    r"|\bCtrl-[A-Z]\b|\b(?:" + "|".join(key for key in SETTINGS if "." in key) + ")\\b"
)


def test_what_has_to_be_typed_is_not_translated() -> None:
    """Options, commands, settings, variables, addresses and keys are in the translation, too."""
    for text, told in ENTRIES.items():
        for word in _TYPED.findall(text):
            assert word in told, f"{word!r} has to stay in {told!r}"


_HAN = "\u3400-\u9fff"
_UNSPACED = re.compile(f"[{_HAN}][A-Za-z0-9]|[A-Za-z0-9][{_HAN}]")
_HALF = re.compile(f"[{_HAN}][,;:?!()]|[,;:?!(][{_HAN}]|[{_HAN}]\\.(?:\\s|$)")


def test_translations_are_set_as_chinese_is() -> None:
    """Full-width marks beside Chinese characters, a blank between those and Latin letters."""
    for told in ENTRIES.values():
        assert not _UNSPACED.search(told), told
        assert not _HALF.search(told), told
        assert told == told.strip(), told


_ENDS = {".": "。", "?": "？", ":": "："}


def test_a_sentence_stays_one() -> None:
    """With a full stop where the English has one, and none where it has none."""
    for text, told in ENTRIES.items():
        if text[-1] in _ENDS:
            assert told.endswith(_ENDS[text[-1]]), text
        else:
            assert not told.endswith(("。", "：")), text
