"""TeX outside of formulas: letters, accents, signs and braces."""

import re
import unicodedata

from readlist.tex.groups import without_groups
from readlist.tex.patterns import compiled
from readlist.tex.tables import BELOW, LETTERS, MARKS, NAMED, SWITCHES

_SPACES = dict.fromkeys(" ,;:\\\n\t", " ") | dict.fromkeys("!/-@", "")
_LETTER = rf"(?:\\(?:{'|'.join(LETTERS)})(?![A-Za-z])(?:\{{\}})?|[^\W\d_])"
_SIGN, _NAME = "[`'^\"~=.]", "[uvHckrdbht]"
_AFTER_SIGN, _AFTER_NAME = r"[ \t]*+", r"(?:\s++|(?=[{\\]))"
_MARK = rf"\\(?:({_SIGN}){_AFTER_SIGN}|({_NAME}){_AFTER_NAME})"
# Vietnamese letters have two accents: \'{\^e}.
_INNER = rf"\\(?:{_SIGN}{_AFTER_SIGN}|{_NAME}{_AFTER_NAME})(?:\{{{_LETTER}\}}|{_LETTER})"
_ACCENT = rf"{_MARK}(?:\{{[ \t]*+((?:{_INNER}|{_LETTER}){{1,2}})[ \t]*+\}}|({_INNER}|{_LETTER}))"
_OPEN, _CLOSE = r"(\{)?", r"(?(1)\})"
_LETTERING = (
    rf"\\\\|{_OPEN}(?:{_ACCENT}|\\({'|'.join(LETTERS)})(?![A-Za-z])(?:\{{\}}|(?(1)|\s*+))){_CLOSE}"
)
_COMMAND = (
    r"\\(?:([&%$#_{}])|([ ,;:\\!/@\n\t-])"
    rf"|({'|'.join(NAMED)})(?![A-Za-z])(?:\{{\}}|[ \t]*+)"
    rf"|(?:{SWITCHES})(?![A-Za-z])[ \t]*+|([~^])\{{\}})"
)
_SIGNS = r"|(---?|~|``|''|(?<![\w`])`(?=\w)[^`'\n]{1,80}'(?!\w))"
# In plain text, only what can hardly be meant as it stands.
_SURE_SIGNS = (
    r"|((?<=[\w.)\x00])~(?=[\w(\\\x00])|(?<=[\w.)'}\x00])---?(?=[\w({\\\x00])|(?<=\s)---?(?=\s)"
    r"|(?<![\w`])`(?=\w)[^`'\n]{1,80}'(?![\w']))"
)
_HYPHENS_APART = r"(?<=-)\{\}(?=-)"
_APART = "\x01"
"""Stands for braces around nothing between hyphens: TeX makes no dash of these."""
_QUOTED = r"(?<!`)``([^`]{1,300}?)''"
_WRITTEN = {"~": " ", "--": "–", "---": "—", "``": "“", "''": "”"}


def decoded(text: str, *, every_brace: bool) -> str:
    """Return a text without formulas as people read it.

    Args:
        text: With `HOLE` for each formula.
        every_brace: It is TeX as a whole; else braces, ties and dashes that may be meant as they
            stand are left.
    """
    if "\\" in text:
        text = compiled(_LETTERING).sub(_letter, text)
    apart = every_brace and "-{}-" in text
    if apart:
        text = compiled(_HYPHENS_APART).sub(_APART, text.replace(_APART, ""))
    if "{" in text or (every_brace and "}" in text):
        text = without_groups(text, every=every_brace)
    if "``" in text and not every_brace:
        text = compiled(_QUOTED).sub(r"“\1”", text)
    signs = _SIGNS if every_brace else _SURE_SIGNS
    text = compiled(_COMMAND + signs).sub(_sign, text)
    return text.replace(_APART, "") if apart else text


def _letter(match: re.Match[str]) -> str:
    """Return an accented letter or a letter with a name; what is escaped stays."""
    _, sign, name, in_braces, alone, letter = match.groups()
    if letter:
        return LETTERS[letter]
    mark, body = sign or name, in_braces or alone
    if not mark:
        return match[0]
    base = compiled(_LETTERING).sub(_letter, body) if "\\" in body else body
    if mark not in BELOW:
        base = base.replace("ı", "i").replace("ȷ", "j")
    accented = unicodedata.normalize("NFC", base[:1] + MARKS[mark]) + base[1:]
    # "don\'t" is an escaped apostrophe.
    if mark == "'" and alone and len(accented) > 1:
        return f"'{base}"
    return accented


def _sign(match: re.Match[str]) -> str:
    escaped, space, named, accent, sign = match.groups()
    if escaped or accent:
        return escaped or accent
    if space:
        return _SPACES[space]
    if named:
        return NAMED[named]
    if sign and sign not in _WRITTEN:
        return f"‘{sign[1:-1]}’"
    return _WRITTEN.get(sign or "", "")
