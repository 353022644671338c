r"""Text for BibTeX and LaTeX: nothing in it is a command, simple formulas stay formulas.

BibTeX counts braces even behind a backslash, so that one without its fellow is written
``\textbraceleft{}``.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from readlist.tex import parted
from readlist.tex.formulas import filled, formula_of
from readlist.tex.tables import SYMBOLS

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}",
        ">": r"\textgreater{}", "|": r"\textbar{}", "%": r"\%", "&": r"\&", "#": r"\#",
        "_": r"\_", "$": r"\$",
    }
)  # fmt: skip
# Braces that are in pairs can be written as everyone knows them.
_PAIRED = _SPECIAL | {ord("{"): r"\{", ord("}"): r"\}"}
_NEEDS_ESCAPE = re.compile(r"[\\{}~^<>|%&#_$–—]|--")
_HYPHENS = re.compile("-(?=-)")
_WORDS = re.compile(r"([^\W_]+(?:['’][^\W_]+)?)")
_MATH_TOKEN = re.compile(r"\\[A-Za-z]+|\\[,;! ]|[A-Za-z0-9 +\-*/=<>()\[\],.;:!|'^_{}]")
_MATH_COMMANDS = frozenset(SYMBOLS) | frozenset(
    "mathbb mathbf mathcal mathfrak mathit mathrm mathsf mathtt boldsymbol operatorname text "
    "sqrt frac hat tilde bar vec dot overline left right langle rangle lfloor rfloor lceil rceil "
    "tr det dim ker lim sup inf arg gcd mod ".split()
)


def escape(text: str) -> str:
    """Return the text for a field whose capitals no style changes, such as a journal's name."""
    return _outside_math(text, _plain)


def title(text: str) -> str:
    """Return the text for a title: words that lose their sense in lower case stand in braces."""
    return _outside_math(text, _protected)


def _plain(text: str) -> str:
    if not _NEEDS_ESCAPE.search(text):
        return text
    written = text.translate(_PAIRED if _is_balanced(text) else _SPECIAL)
    # Two hyphens print as a dash, and a dash is written so.
    return _HYPHENS.sub("-{}", written).replace("–", "--").replace("—", "---")


def _is_balanced(text: str) -> bool:
    depth = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _outside_math(text: str, write: Callable[[str], str]) -> str:
    prose, formulas = parted(text)
    if not formulas:
        return write(prose)
    return filled(write(prose), [_formula(written) for written in formulas])


def _formula(written: str) -> str:
    body = formula_of(written)
    # Braces, or a style would write $O(N)$ as $o(n)$.
    return f"{{${body}$}}" if _is_harmless(body) else _plain(written)


def _is_harmless(formula: str) -> bool:
    """Return whether a formula holds nothing but known commands and balanced braces."""
    end = 0
    for token in _MATH_TOKEN.finditer(formula):
        found = token[0]
        if token.start() != end or (len(found) > 2 and found[1:] not in _MATH_COMMANDS):
            return False
        end = token.end()
    return end == len(formula) and _is_balanced(formula)


def _protected(text: str) -> str:
    plain = _plain(text)
    if text == text.lower():
        return plain
    # Every second part is a word: behind the first one of a sentence a capital means a name.
    parts = _WORDS.split(plain)
    names = 3 if _is_sentence_case(text) else len(parts)
    parts[1:names:2] = map(_in_braces, parts[1:names:2])
    parts[names::2] = map(_name_in_braces, parts[names::2])
    return "".join(parts)


@lru_cache(maxsize=8192)
def _in_braces(word: str) -> str:
    """Return a word in braces if it loses its sense in lower case.

    It has letters and digits only, but for an apostrophe.
    """
    rest = word[1:]
    keep = rest != rest.lower() or (word[0].isupper() and (not rest or not rest.isalpha()))
    # "A" is an article; an apostrophe is no reason to keep "Bayes's" as it is.
    keep = keep and word not in ("A", "I") and not (rest.islower() and "'" in rest)
    return f"{{{word}}}" if keep else word


@lru_cache(maxsize=8192)
def _name_in_braces(word: str) -> str:
    """Return the same of a word at whose beginning a capital is there for a reason."""
    return f"{{{word}}}" if word[0].isupper() and word != "A" else _in_braces(word)


def _is_sentence_case(text: str) -> bool:
    """Return whether most long words behind the first are in lower case: capitals mean names."""
    words = [word for word in text.split()[1:] if len(word) > 3]
    small = sum([word[0].islower() for word in words])
    return small > len(words) - small
