"""Words cut out of running text: what wraps them goes, a bracket that opened inside stays."""

from readlist.patterns import pattern
from readlist.text import clean, fold_width

_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
_CLOSING = {opening: closing for closing, opening in _PAIRS.items()}
_MARKS = frozenset(".,;:!?'\"`*|\\…。、·’”›»】》」』〉〕")
WRAPPING = " \t\r\n\"'`*|<([{“‘‹«【《「『〈〔"
_WORD_END = pattern(r"[\s\x00-\x1f\x7f-\x9f\ufffd`]|</[A-Za-z]|\]\(|\}\{|\|[\w ]+=")
# Neither DOIs nor addresses have a backslash of their own.
_ESCAPED = pattern(r"\{\\([_&%#~])\}|\\([_&%#~(){}\[\]<>$^])")


def tidy(text: str) -> str:
    """Return the text with look-alikes of ASCII made plain, without what is invisible or wraps."""
    return seen(text).strip().lstrip(WRAPPING)


def seen(text: str) -> str:
    """Return the text with look-alikes of ASCII made plain, without what is invisible.

    Backslashes go that TeX wants before underscores and the like.
    """
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: found[1] or found[2], text)
    if text.isascii() and text.isprintable():
        return text
    return fold_width(clean(text)).replace("\xad", "")


def first_word(text: str) -> str:
    """Return the text up to a blank, or to the markup that it stands in."""
    end = _WORD_END.search(text)
    return text[: end.start()] if end else text


def trimmed(word: str, marks: str = "") -> str:
    """Return the word without the punctuation that ends it.

    Args:
        word: An identifier or an address, cut out of a sentence.
        marks: Further characters that it cannot end in.
    """
    surplus = {closing: word.count(closing) - word.count(o) for closing, o in _PAIRS.items()}
    end = len(word)
    while end:
        last = word[end - 1]
        if last in _CLOSING:
            surplus[_CLOSING[last]] += 1
        elif surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _MARKS and last not in marks and not last.isspace():
            break
        end -= 1
    return word[:end]
