"""TeX outside of formulas: letters, accents, signs and braces."""

import re
import unicodedata

from readlist.tex.formulas import HOLE, compiled
from readlist.tex.tables import BELOW, LETTERS, MARKS, NAMED, STYLES, SWITCHES

_BRACES = r"\\(?:[A-Za-z]++|[~^])\{\}|\\[^A-Za-z]|[{}]"
_STYLED = rf"\\(?:{STYLES})[ \t]*$"
_SWITCHED = rf"\s*\\(?:{SWITCHES})(?![A-Za-z])\s*"
_UNKNOWN = r"\\[A-Za-z]{1,30}$"
_LONGEST_GROUP = 300
"""Characters of a group that are read: with its depth, this bounds the time."""
_PROTECTED = r"[^\W_](?:[\w .:'’&/+{}\x00-]*[\w.}\x00])?|\{.*\}|\x00"


def without_groups(text: str, *, every: bool) -> str:
    """Return the text without braces, or only without those that group something in TeX."""
    gone: list[tuple[int, int]] = []
    open_at: list[int] = []
    for match in compiled(_BRACES).finditer(text):
        at = match.start()
        if match[0] == "{":
            open_at.append(at)
        elif match[0] == "}" and open_at:
            start = open_at.pop()
            begin = _group_start(text, start, at, every=every)
            if begin is not None:
                gone += [(begin, start + 1), (at, at + 1)]
        elif match[0] == "}" and every:
            gone.append((at, at + 1))
    if every:
        gone += [(at, at + 1) for at in open_at]
    return _cut(text, sorted(gone))


def _group_start(text: str, start: int, end: int, *, every: bool) -> int | None:
    """Return where a group to remove begins, with the command before it; None if it stays."""
    styled = compiled(_STYLED).search(text[max(0, start - 20) : start])
    if styled:
        return start - len(styled[0])
    if every:
        # The argument of an unknown command is text: \\mkbibquote{...}, \\ce{H2O}.
        unknown = compiled(_UNKNOWN).search(text[max(0, start - 31) : start])
        return start - len(unknown[0]) if unknown else start
    return start if _is_grouping(text, start, end) else None


def _is_grouping(text: str, start: int, end: int) -> bool:
    """Return whether braces group something in TeX: capitals to keep, a change of font."""
    before, behind = text[start - 1 : start], text[end + 1 : end + 2]
    if end == len(text) - 1 and start == 0:
        return bool(text[1:-1].strip())
    if compiled(_SWITCHED).match(text, start + 1, min(end, start + _LONGEST_GROUP)):
        return True
    if end - start > _LONGEST_GROUP or before in ("^", "_", "}") or behind == "{":
        return False
    if compiled(_UNKNOWN).search(text[max(0, start - 31) : start]):
        return False
    body = text[start + 1 : end]
    # {x} and {0} are sets; {B}ERT, {GPT-2} and {d}eep are words.
    tells = before.isalnum() or behind.isalnum() or body != body.lower() or HOLE in body
    return tells and bool(compiled(_PROTECTED).fullmatch(body))


def _cut(text: str, gone: list[tuple[int, int]]) -> str:
    parts, done = [], 0
    for start, end in gone:
        parts.append(text[done:start])
        done = end
    return "".join((*parts, text[done:]))


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
# In plain text, only what is hardly ever meant literally.
_SURE_SIGNS = (
    r"|((?<=[\w.)\x00])~(?=[\w(\\\x00])|(?<=[\w.)'}\x00])---?(?=[\w({\\\x00])|(?<=\s)---?(?=\s)"
    r"|(?<![\w`])`(?=\w)[^`'\n]{1,80}'(?![\w']))"
)
_HYPHENS_APART = r"(?<=-)\{\}(?=-)"
_APART = "\x01"
"""Stands for empty braces between hyphens, which TeX does not join to a dash."""
_QUOTED = r"(?<!`)``([^`]{1,300}?)''"
_WRITTEN = {"~": " ", "--": "–", "---": "—", "``": "“", "''": "”"}


def decoded(text: str, *, every_brace: bool) -> str:
    """Return a text without formulas as people read it.

    Args:
        text: With `HOLE` for each formula.
        every_brace: The text is all TeX; otherwise braces, ties and dashes that may be meant
            literally stay.
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
    """Return an accented or named letter; what is escaped stays."""
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
