"""Normalising text for comparison, so that what people type finds what is written.

Case, accents, strokes, ligatures, TeX, hyphens and Greek letters make no difference. One function
serves search, the words of a title, author filters and completion, so that they agree.
"""

import re
import unicodedata
from typing import TYPE_CHECKING

from readlist.lazy import lazy
from readlist.tex import readable

if TYPE_CHECKING:
    from readlist import inflections
else:
    inflections = lazy("readlist.inflections")

_SHORTEST = 4
"""Letters of an inflected form that is looked for inside words."""
# Letters that Unicode does not decompose; https://www.unicode.org/charts/collation/ sorts them so.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ȷ": "j", "ŧ": "t",
        "æ": "ae", "œ": "oe", "ŋ": "n", "ĸ": "k", "ə": "e", "ƒ": "f", "ß": "ss",
        "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"',
    }
)  # fmt: skip
_HYPHENS = re.compile("[\u00ad\u2010-\u2015\u2212-]+")
# A sign before a word is no hyphen.
_INNER = re.compile(rf"(?<=\w){_HYPHENS.pattern}(?=\w)")
# Combining marks of Latin, Greek and Cyrillic; those of other scripts make other letters.
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
    "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
# A letter by itself is a symbol; beside others it is part of a Greek word.
_SYMBOL = re.compile("(?<![\u0370-\u03ff])([α-ω])(?![\u0370-\u03ff])")


def fold(text: str) -> str:
    """Return the text normalised for comparison.

    The result is in lower case; hyphens are gone, so that ``pre-training`` is ``pretraining``.
    """
    if "\\" in text or "$" in text:
        text = readable(text)
    if text.isascii():
        return text.lower().replace("-", "")
    return _HYPHENS.sub("", _folded(text))


def fold_words(text: str) -> list[str]:
    """Return the words of a query, each folded; a hyphen parts two words.

    Each of them is to occur in the folded text: ``pre-training`` is found in ``pretraining``, in
    ``pre-training`` and in ``pre training``.
    """
    if "\\" in text or "$" in text:
        text = readable(text)
    folded = text.lower() if text.isascii() else _folded(text)
    return _INNER.sub(" ", folded).split()


def title_forms(words: str) -> list[list[list[str]]]:
    """Return how to look for the words of a title: attempts, the strictest first.

    Each attempt is a list of words, each word a list of forms; of every word one form is to occur
    in the folded title. A word with hyphens is one word or a phrase, then its parts anywhere; the
    last attempt takes other inflected forms. Empty without a word.
    """
    tokens = [parts for token in words.split() if (parts := fold_words(token))]
    parts = [part for token in tokens for part in token]
    if not parts:
        return []
    strict = [list(dict.fromkeys(("".join(token), " ".join(token)))) for token in tokens]
    anywhere = [[part] for part in parts]
    return [strict, anywhere, [_inflected(token) for token in tokens]]


def _inflected(parts: list[str]) -> list[str]:
    """Return the inflected forms of a word, which may be written with blanks, too."""
    *before, last = parts
    whole = "".join(parts)
    forms = [whole, *inflections.inflections(whole)]
    forms += (
        [" ".join([*before, form]) for form in (last, *inflections.inflections(last))]
        if before
        else []
    )
    return [forms[0], *(form for form in forms[1:] if len(form) >= _SHORTEST)]


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = unicodedata.normalize("NFC", _MARKS.sub("", decomposed)).casefold()
    return _SYMBOL.sub(lambda match: _GREEK.get(match[1], match[1]), plain.translate(_LETTERS))
