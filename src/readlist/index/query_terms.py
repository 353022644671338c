"""Preparing texts and queries for full-text search.

SQLite's ``unicode61`` tokenizer splits at blanks and punctuation and folds case and accents. A run
of Chinese, Japanese or Thai has no blanks and would be one word, found only whole; Korean writes
particles onto words. So every character of such scripts is made a word of its own, and a run of
them in a query becomes a phrase: any part of a sentence is found, from one character on, and
nothing that does not hold it. (SQLite's ``trigram`` tokenizer finds nothing below three
characters, and most Chinese words have two.)
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from readlist.folding import fold, fold_words
from readlist.inflections import inflections
from readlist.tex import readable
from readlist.text import encodable

JOIN = "\u200b"
"""Put between characters of such scripts. Nothing that is shown holds it: see `readlist.text`."""

END = "\u2063"
"""Stands behind a text, before its words in other spellings. Nothing that is shown holds it."""

_COMPOUND = re.compile("\\w+(?:[\u00ad\u2010-\u2015-]\\w+)*")
# Thai to Myanmar without Tibetan's neighbours, Hangul, kana, ideographs of all planes.
_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_EACH = re.compile(f"([{_ALONE}])")
_HAS_WORD = re.compile(r"\w")
_PIECES = re.compile(r'"([^"]*)"?|(\S+)')


def made_ready(text: str) -> str:
    """Return a text in the form in which it is indexed.

    Behind the text itself, parted from it by `END`, stand the words that are typed otherwise than
    they are written (`readlist.folding`): ``lukasz`` for Łukasz, ``pretraining`` for pre-training.
    """
    if "\\" in text or "$" in text:
        text = readable(text)
    if text.isascii():
        return text if "-" not in text else _with_variants(text)
    # Full-width letters and half-width kana become the usual ones, and marks join their letters.
    text = unicodedata.normalize("NFKC", text.replace(JOIN, "").replace(END, ""))
    return _with_variants(_EACH.sub(rf"{JOIN}\1{JOIN}", text))


def as_it_was(text: str) -> str:
    """Return an indexed text in readable form."""
    return text.partition(END)[0].replace(JOIN, "")


def _with_variants(text: str) -> str:
    variants: dict[str, None] = {}
    for match in _COMPOUND.finditer(text):
        word = match[0]
        folded = fold(word)
        if not word.isascii() or len(folded) != len(word):
            variants[folded] = None
    return f"{text}{END}{' '.join(variants)}" if variants else text


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One thing that must occur."""

    text: str
    """A word or a phrase."""
    prefix: bool
    """Whether longer words count too."""
    phrase: bool = False
    """Whether it was quoted, and means these very words."""


def terms_of(words: list[str]) -> list[QueryTerm]:
    """Return what a query asks for: ``word``, ``prefix*`` and ``"a phrase"``.

    Args:
        words: As typed; a word with blanks in it is several words.
    """
    found: list[QueryTerm] = []
    for match in _PIECES.finditer(encodable(" ".join(words))):
        phrase, word = match[1], match[2]
        text = word.strip('"') if word is not None else phrase
        prefix = word is not None and text.endswith("*")
        if _HAS_WORD.search(text):
            found.append(QueryTerm(text.rstrip("*"), prefix, phrase=word is None))
    return found


def expression(
    terms: list[QueryTerm], columns: tuple[str, ...] = (), *, loosely: bool = False
) -> str:
    """Return the terms as FTS5 understands them, all of which must occur.

    Args:
        terms: At least one.
        columns: Where they may stand; anywhere by default.
        loosely: Take a word for the beginning of one, and for its inflections.
    """
    every = " AND ".join(_any_of(alternatives(term, loosely=loosely)) for term in terms)
    return f"{{{' '.join(columns)}}} : ({every})" if columns else every


def alternatives(term: QueryTerm, *, loosely: bool) -> list[tuple[str, bool]]:
    """Return the folded words or phrases that a term stands for, each with whether it is a prefix.

    A word with hyphens is a phrase or one long word. An inflection is no prefix: ``used`` is
    found by ``using``, ``usedom`` is not.
    """
    parts = fold_words(term.text)
    phrase = " ".join(parts)
    prefix = term.prefix or (loosely and not term.phrase)
    found = [(phrase, prefix)]
    if term.phrase:
        return found
    if len(parts) > 1:
        return [*found, ("".join(parts), prefix)]
    return found + [(form, False) for form in inflections(phrase)] if loosely else found


def _any_of(forms: list[tuple[str, bool]]) -> str:
    strings = [_string(text, prefix=prefix) for text, prefix in forms]
    return strings[0] if len(strings) == 1 else f"({' OR '.join(strings)})"


def _string(text: str, *, prefix: bool) -> str:
    # A string in quotes is a phrase of its words, whatever else it holds.
    # https://www.sqlite.org/fts5.html#fts5_phrases
    quoted = _EACH.sub(rf"{JOIN}\1{JOIN}", text).replace('"', '""').replace("\x00", "")
    return f'"{quoted}"' + ("*" if prefix else "")


def mark_words(text: str, terms: Sequence[QueryTerm], start: str, end: str) -> str:
    """Return the text with signs around every word that one of the terms finds."""
    forms = [form for term in terms for form in alternatives(term, loosely=True)]
    words = {word for phrase, _ in forms for word in phrase.split()}
    beginnings = tuple(phrase for phrase, prefix in forms if prefix)

    def marked(match: re.Match[str]) -> str:
        folded = fold(match[0])
        found = folded in words or (beginnings and folded.startswith(beginnings))
        return f"{start}{match[0]}{end}" if found else match[0]

    return _COMPOUND.sub(marked, text)
