"""TeX in the fields of bibliographies, turned into plain text."""

import re
import unicodedata

from readlist.blocks.patterns import pattern

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø",
    "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "th": "þ",
}  # fmt: skip
_ACCENT = pattern(
    r"\\(?:([`'^~\"=.])\s*|([uvHckrdb])(?:\s+|(?=\{)))"
    r"(?:\{\s*(\\?[A-Za-z])\s*\}|(\\[ij](?![A-Za-z])|[A-Za-z]))"
)
_NAMED = pattern(r"\\(ss|ae|AE|oe|OE|aa|AA|dh|th|[oOlL])(?![A-Za-z])\s*(?:\{\})?")
_STYLE = pattern(
    r"\\(?:emph|textit|textbf|texttt|textsc|textrm|mbox|text|url|href|enquote|textsuperscript|"
    r"textsubscript|natexlab|bibinfo|bibfield|doi|path|nolinkurl)\s*(?=\{)"
)
_ESCAPED = pattern(r"\\([&%$#_{}~ ])")
_MATH = pattern(r"(\$[^$]*\$)")


def plain(text: str) -> str:
    """Return the text without TeX's accents, style and braces; formulas keep their commands."""
    if not text or not any(ch in text for ch in "\\{}~\n\t-"):
        return text.strip()
    return " ".join("".join(_pieces(text)).split())


def _pieces(text: str) -> list[str]:
    # Every second piece is a formula: its commands stay, only the braces around words go.
    return [part if index % 2 else _prose(part) for index, part in enumerate(_MATH.split(text))]


def _prose(text: str) -> str:
    if "\\" in text:
        text = _ACCENT.sub(_accented, text)
        text = _NAMED.sub(lambda m: _LETTERS[m[1]], text)
        text = _STYLE.sub("", text)
        text = re.sub(
            r"\\(?:em|it|bf|sl|sc|tt|rm|sf)(?![A-Za-z])\s*|\\(?:bfseries|itshape|ttfamily|scshape)\b\s*",
            "",
            text,
        )
        text = _ESCAPED.sub(r"\1", text)
        text = re.sub(r"\\(?:newblock|newline|relax|par)\b|\\[,;:!/@\\]", " ", text)
    text = re.sub(r"(?<!\\)[{}]", "", text)
    return text.replace("~", " ").replace("---", "—").replace("--", "–")


def _accented(match: re.Match[str]) -> str:
    letter = (match[3] or match[4]).lstrip("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[match[1] or match[2]])
