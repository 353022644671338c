"""Texts and queries made ready for full text search.

SQLite's ``unicode61`` tokenizer splits at blanks and punctuation and folds case and accents. A run
of Chinese, Japanese or Thai has no blanks and would be one word, found only whole; Korean writes
particles onto words. So every character of such scripts is made a word of its own, and a run of
them in a query becomes a phrase: any part of a sentence is found, from one character on, and
nothing that does not hold it. (SQLite's ``trigram`` tokenizer finds nothing below three
characters, and most Chinese words have two.)
"""

import re
import unicodedata
from dataclasses import dataclass

JOIN = "\u200b"
"""Put between characters of such scripts. Nothing that is shown holds it: see `readlist.text`."""

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
    """Return a text as it is put into the index."""
    if text.isascii():
        return text
    # Full-width letters and half-width kana become the usual ones, and marks join their letters.
    text = unicodedata.normalize("NFKC", text.replace(JOIN, ""))
    return _EACH.sub(rf"{JOIN}\1{JOIN}", text)


def as_it_was(text: str) -> str:
    """Return a piece of the index as people read it."""
    return text.replace(JOIN, "")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must occur."""

    text: str
    """A word or a phrase."""
    prefix: bool
    """Whether longer words count too."""


def terms_of(words: list[str]) -> list[Term]:
    """Return what a query asks for: ``word``, ``prefix*`` and ``"a phrase"``.

    Args:
        words: As typed; a word with blanks in it is several words.
    """
    found: list[Term] = []
    for match in _PIECES.finditer(" ".join(words)):
        phrase, word = match[1], match[2]
        text = word.strip('"') if word is not None else phrase
        prefix = word is not None and text.endswith("*")
        if _HAS_WORD.search(text):
            found.append(Term(text.rstrip("*"), prefix))
    return found


def expression(terms: list[Term], columns: tuple[str, ...] = (), *, prefixes: bool = False) -> str:
    """Return the terms as FTS5 understands them, all of which must occur.

    Args:
        terms: At least one.
        columns: Where they may stand; anywhere by default.
        prefixes: Take every word for the beginning of one.
    """
    every = " AND ".join(_string(term, prefix=term.prefix or prefixes) for term in terms)
    return f"{{{' '.join(columns)}}} : ({every})" if columns else every


def _string(term: Term, *, prefix: bool) -> str:
    # A string in quotes is a phrase of its words, whatever else it holds.
    # https://www.sqlite.org/fts5.html#fts5_phrases
    quoted = made_ready(term.text).replace('"', '""').replace("\x00", "")
    return f'"{quoted}"' + ("*" if prefix else "")
