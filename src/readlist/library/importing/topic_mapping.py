"""From a document's headings to topics, those of the list where they are nearly the same word."""

from collections.abc import Iterable

from readlist.text import one_line

NEARLY = 0.87
"""Similarity (`difflib`) from which a heading and a topic are one word but for its ending."""
LONGEST_TOPIC = 60


class TopicMapping:
    """Maps headings to topics; a heading that is like one of the list becomes that one.

    Args:
        known: The topics of the list.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known: dict[str, str] = {_squeezed(topic): topic for topic in known}
        self._mapped: dict[str, str] = {}

    def of(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the topics that some headings or keywords make, each once."""
        topics = (self._topic(word) for word in words)
        return tuple(dict.fromkeys(topic for topic in topics if topic))

    def _topic(self, word: str) -> str:
        if word not in self._mapped:
            name = one_line(word.replace(",", " ").replace("，", " ")).strip("+- ")
            self._mapped[word] = self._nearest(name[:LONGEST_TOPIC].rstrip())
        return self._mapped[word]

    def _nearest(self, name: str) -> str:
        squeezed = _squeezed(name)
        if not squeezed or name.casefold() == "none":
            return ""
        if squeezed in self._known:
            return self._known[squeezed]
        alike = {known: _likeness(squeezed, known) for known in self._known}
        best = max(alike, key=lambda known: alike[known], default="")
        if best and alike[best] >= NEARLY:
            return self._known[best]
        self._known[squeezed] = name
        return name


def _squeezed(word: str) -> str:
    return "".join(character for character in word.casefold() if character.isalnum())


def _likeness(one: str, other: str) -> float:
    """Return how alike two squeezed words are, 0 to 1; differing numbers make them different."""
    shared = sum(map(other.__contains__, one))  # no more can be alike: most pairs end here
    if 2 * shared < NEARLY * (len(one) + len(other)) or _digits(one) != _digits(other):
        return 0.0
    from difflib import SequenceMatcher  # noqa: PLC0415 - few words are that near

    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _digits(word: str) -> str:
    return "".join(character for character in word if character.isdigit())
