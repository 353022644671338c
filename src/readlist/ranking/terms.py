"""Cut a text into the terms that papers are compared by: words and pairs of neighbouring words.

Plurals are compared as what they are the plural of: who likes a paper on "sparse experts" likes one
on "a sparse expert", too.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from readlist.ranking.stop_words import STOP_WORDS

_LONGEST_TEXT = 20_000
"""Characters that are looked at; arXiv abstracts have at most 1,920."""

# Scripts written without spaces: Thai to Tibetan, Myanmar, Khmer, kana, Bopomofo, Han.
_RUNNING = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(r"\b\w\w+\b")
_MIXED_WORD = re.compile(rf"[{_RUNNING}]+|[^\W{_RUNNING}]{{2,}}")
_RUN = re.compile(f"[{_RUNNING}]")
_NO_PLURAL = ("ss", "us", "is")
_LONG_PLURAL = ("sses", "shes", "xes", "tches", "rches", "nches", "oaches")
_SHORT = 3
"""Letters of a word that has no plural's ending: gas, its."""
# What parts words so that they are no pair.
_BREAK = re.compile(r"[.,;:!?()\[\]{}\"、。，；：！？（）「」『』]+")

_PLAIN = {
    sign: "\n" if _BREAK.match(chr(sign)) else " "
    for sign in range(128)
    if not re.match(r"\w", chr(sign), re.ASCII)
}
"""What parts words becomes a blank, what parts phrases the end of a line."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term where it stands in a text."""

    key: str
    """In small letters, plurals as singulars, words parted by one space: what is compared."""
    surface: str
    """As a person wrote it."""


def keys(text: str) -> list[str]:
    """Return the terms of a text as they are compared, each as often as it occurs.

    Stop words are among them: "in patients with" and its like tell kinds of studies apart.
    """
    text = _prepared(text)
    if not text.isascii() and _RUN.search(text):
        return [term.key for phrase in _BREAK.split(text) for term in _mixed(phrase)]
    found: list[str] = []
    for written in _plain_phrases(text) if text.isascii() else _phrases(text):
        words = [singular(word) if word[-1] == "s" else word for word in written]
        found += words
        found += map(" ".join, pairwise(words))
    return found


def _phrases(text: str) -> Iterator[list[str]]:
    """Yield the words of each phrase."""
    for phrase in _BREAK.split(text.lower()):
        yield _WORD.findall(phrase)


def _plain_phrases(text: str) -> Iterator[list[str]]:
    """Yield the same for a text of plain characters, which is cut without patterns."""
    for phrase in text.lower().translate(_PLAIN).split("\n"):
        yield [word for word in phrase.split() if len(word) > 1]


def singular(word: str) -> str:
    """Return a word in small letters without the ending of a plural; many others as they are.

    These are the rules of Harman's S stemmer ("How effective is suffixing?", 1991), simpler at
    "es" and with longer endings first. What comes out need be no word: it is never shown.
    """
    if word in STOP_WORDS or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > _SHORT + 1 else word
    if word.endswith(_LONG_PLURAL):
        return word[:-2]
    return word[:-1] if word.endswith("s") and len(word) > _SHORT else word


def terms(text: str) -> Iterator[Term]:
    """Yield the terms of a text with the words as they were written."""
    for phrase in _BREAK.split(_prepared(text)):
        yield from _mixed(phrase)


def _mixed(phrase: str) -> Iterator[Term]:
    before: re.Match[str] | None = None
    for match in _MIXED_WORD.finditer(phrase):
        if _RUN.match(match[0]):
            yield from (Term(pair, pair) for pair in _pairs(match[0]))
            before = None
            continue
        key = singular(match[0].lower())
        yield Term(key, _plain(match[0]))
        if before is not None:
            surface = " ".join(phrase[before.start() : match.end()].split())
            yield Term(f"{singular(before[0].lower())} {key}", _plain(surface))
        before = match


def _prepared(text: str) -> str:
    text = text[:_LONGEST_TEXT]
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _pairs(run: str) -> list[str]:
    """Return the neighbouring characters of a run, or the run if it is one character."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def _plain(surface: str) -> str:
    """Return words without the capital of a title or a sentence; names like LoRA stay."""
    return " ".join(
        word.lower() if word[1:] == word[1:].lower() else word for word in surface.split(" ")
    )
