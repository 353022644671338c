"""Find papers while a query is typed: each letter starts from what the last one left. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress, repeat
from operator import contains

from readlist.library.browsing.query import FIELD, FIELDS, Test, Words, text_of
from readlist.paper import Paper

_NAMED = 3
"""Fields of a paper's text whose words are the vocabulary: title, authors, topics."""
_SLICE = 400
"""Papers whose texts are prepared at a time."""
_KEPT = 24
"""Queries whose results are remembered, for typing on and deleting again."""
_FEW = 8
"""Up to this many words, one search each is quicker than a regular expression."""

Term = Words | Test
"""One condition of a query."""
Terms = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What a query finds."""

    places: Sequence[int]
    known: bool = True
    """Whether papers have the last word; otherwise these have words like it."""


class Finder:
    """Finds papers by their places.

    Args:
        papers: All of them. Call `replaced` when the value in a place changes.
    """

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._papers = papers
        self._texts: list[str] = []
        self._vocabulary: Vocabulary | None = None
        self._similar: dict[str, list[str]] = {}
        self._begin: Sequence[int] = ()
        self._found: dict[Terms, _Found] = {}

    def prepare(self) -> bool:
        """Prepare some papers for the search; return whether there are more to prepare."""
        start = len(self._texts)
        self._texts += map(text_of, self._papers[start : start + _SLICE])
        if len(self._texts) < len(self._papers):
            return True
        if self._vocabulary is None:
            named = (" ".join(text.split(FIELD)[:_NAMED]) for text in self._texts)
            self._vocabulary = Vocabulary(named)
        return False

    def replaced(self, place: int) -> None:
        """Note that the value in a place changed."""
        if place < len(self._texts):
            self._texts[place] = text_of(self._papers[place])
        self.forget()

    def forget(self) -> None:
        """Forget all results: the papers, or what they have, may have changed."""
        self._found.clear()

    def find(self, places: Sequence[int], terms: Terms) -> Sequence[int]:
        """Return the places whose papers meet all terms, in order.

        Args:
            places: Where to look; results for other places are forgotten.
            terms: The conditions, in the order in which they were typed.
        """
        if places is not self._begin:
            self.forget()
            self._begin = places
        return self._find(terms).places

    def _find(self, terms: Terms) -> _Found:
        if not terms:
            return _Found(self._begin)
        found = self._found.get(terms)
        if found is None:
            before, last = self._find(terms[:-1]).places, terms[-1]
            if isinstance(last, Test):
                passes, wanted, papers = last.passes, last.wanted, self._papers
                found = _Found([n for n in before if passes(papers[n]) is wanted])
            else:
                found = self._with_words(before, last, self._shorter(terms[:-1], last))
            self._found[terms] = found
            if len(self._found) > _KEPT:
                del self._found[next(iter(self._found))]
        return found

    def _shorter(self, before: Terms, words: Words) -> _Found | None:
        """Return what the query found when fewer letters of its last word were typed."""
        if not words.wanted or words.parts or not words.forms:
            return None
        *others, form = words.forms
        for end in range(len(form) - 1, 0, -1):
            found = self._found.get((*before, replace(words, forms=(*others, form[:end]))))
            if found is not None:
                return found
        return None

    def _with_words(self, places: Sequence[int], words: Words, shorter: _Found | None) -> _Found:
        while self.prepare():
            pass
        known = shorter is None or shorter.known
        if known:
            found = self._having(shorter.places if shorter else places, words)
            if found or not words.wanted or words.place is not None or self._is_known(words):
                return _Found(found)
        if any(name.startswith(words.forms[0]) for name in FIELDS):
            # Most likely the beginning of ``topic:``; until it is whole it is no condition.
            return _Found(places, known=False)
        return _Found(self._having(places, self._like(words.forms[0])), known=False)

    def _having(self, places: Sequence[int], words: Words) -> list[int]:
        texts, wanted, forms = self._texts, words.wanted, words.forms
        if not wanted:
            hits = set(self._having(places, replace(words, wanted=True)))
            return [n for n in places if n not in hits]
        if words.place is not None or words.parts:
            has = _test_of(words)
            return [n for n in places if has(texts[n])]
        if len(forms) > _FEW:
            search = re.compile("|".join(map(re.escape, forms))).search
            return [n for n in places if search(texts[n])]
        # `map` and `compress` take half the time of a loop.
        looked_at = list(map(texts.__getitem__, places))
        if len(forms) == 1:
            return list(compress(places, map(contains, looked_at, repeat(forms[0]))))
        found: set[int] = set()
        for form in forms:
            found.update(compress(places, map(contains, looked_at, repeat(form))))
        return [n for n in places if n in found]

    def _is_known(self, words: Words) -> bool:
        """Whether any paper has the words at all."""
        if words.parts:
            return any(map(_test_of(words), self._texts))
        return any(any(map(contains, self._texts, repeat(form))) for form in words.forms)

    def _like(self, word: str) -> Words:
        assert self._vocabulary is not None
        if word not in self._similar:
            self._similar[word] = _shortest(self._vocabulary.similar(word))
        return Words(tuple(self._similar[word]), ())


def _shortest(words: Iterable[str]) -> list[str]:
    """Return the words without those that contain another one, which finds them, too."""
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(one in word for one in kept):
            kept.append(word)
    return kept


def _test_of(words: Words) -> Callable[[str], bool]:
    """Return a test whether the text of a paper has words."""
    forms, parts, place = words.forms, words.parts, words.place

    def has(text: str) -> bool:
        looked_at = text if place is None else text.split(FIELD, place + 1)[place]
        if any(form in looked_at for form in forms):
            return True
        return bool(parts) and all(part in text for part in parts)

    return has


_SHORTEST = 3
"""Letters from which a word can resemble others."""
_SLIPS_FROM = 4
_MOST = 40
"""Words that one can stand for; of more, only the first are used."""


class Vocabulary:
    """The words of all papers, and which of them are like one that no paper has.

    A slip is one letter too many, too few or another, or two in the wrong order, as in the distance
    of Damerau (https://doi.org/10.1145/363958.363994); the word may still be unfinished. A slip
    touches at most two neighbouring letters, so that what is before the middle or what is after it
    is right, and one pass over the vocabulary finds the few words that are worth a closer look.

    Args:
        texts: Folded texts.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._lines = "\n" + "\n".join(sorted(set(" ".join(texts).split()))) + "\n"

    def similar(self, word: str) -> list[str]:
        """Return words that differ by a slip, else words with its letters in that order."""
        if len(word) < _SHORTEST or not word.isalnum():
            return []
        return (self._slips(word) if len(word) >= _SLIPS_FROM else []) or self._spread(word)

    def _slips(self, word: str) -> list[str]:
        half = len(word) // 2
        first, second = re.escape(word[: half - 1]), re.escape(word[half:])
        near = rf"\n(?:(?={first})|(?=[^\n]{{{half - 1},{half + 1}}}{second}))([^\n]*)"
        found = (match[1] for match in re.finditer(near, self._lines))
        return [one for one in found if has_slip(word, one)][:_MOST]

    def _spread(self, word: str) -> list[str]:
        rest = "".join(f"[^\\n{letter}]*+{letter}" for letter in word[1:])
        pattern = rf"\n(?={word[0]}{rest})([^\n]*)"
        return [match[1] for match in re.finditer(pattern, self._lines)][:_MOST]


def has_slip(typed: str, word: str) -> bool:
    """Return whether a word, or its beginning, differs from what was typed by one slip."""
    same = 0
    while same < len(typed) and same < len(word) and typed[same] == word[same]:
        same += 1
    left, right = typed[same:], word[same:]
    return (
        right.startswith(left[1:])
        or right[1:].startswith(left[1:])
        or right[1:].startswith(left)
        or (left[:2] == right[1::-1] and right[2:].startswith(left[2:]))
    )
