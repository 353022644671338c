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
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
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
    if not _is_sentence_case(text):
        return _WORD.sub(lambda match: _in_braces(match[0]), plain)
    words = _WORD.finditer(plain)
    first = next(words, None)
    end = first.end() if first else 0
    # Behind the first word a capital means a name.
    return _WORD.sub(lambda match: _in_braces(match[0]), plain[:end]) + _WORD.sub(
        lambda match: _in_braces(match[0], name=True), plain[end:]
    )


@lru_cache(maxsize=8192)
def _in_braces(word: str, *, name: bool = False) -> str:
    """Return a word in braces if it loses its sense in lower case.

    Args:
        word: With letters and digits only, but for an apostrophe.
        name: A capital at its beginning is there for a reason.
    """
    rest = word[1:]
    keep = rest != rest.lower() or (word[0].isupper() and (not rest or not rest.isalpha()))
    # "A" is an article; an apostrophe is no reason to keep "Bayes's" as it is.
    keep = keep and word not in ("A", "I") and not (rest.islower() and "'" in rest)
    keep = keep or (name and word[0].isupper() and word != "A")
    return f"{{{word}}}" if keep else word


def _is_sentence_case(text: str) -> bool:
    """Return whether most long words behind the first are in lower case: capitals mean names."""
    words = [word for word in text.split()[1:] if len(word) > 3]
    small = sum(word[0].islower() for word in words)
    return small > len(words) - small
