"""Making text from outside safe to show: no terminal escapes, no bidi tricks, one line.

Titles and abstracts come from feeds, documents and hand-edited files. Rich does not remove
ESC, OSC or C1 characters, so everything that is shown or exported passes through here.

Full-width look-alikes of ASCII are told from Chinese, Japanese and Korean characters here, too.
"""

import re
from collections.abc import Iterable

OPEN, CLOSE = "\x02", "\x03"
"""Stand around a word that a search matched. Nothing that is shown holds them."""

# C0 but tab and newline, DEL, C1, and the separators that some terminals and editors break at.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
# Bidi marks, embeddings, overrides, isolates: https://www.unicode.org/reports/tr9/ table 4;
# zero-width and invisible characters; non-characters, which XML may not hold; the deprecated tag
# block; lone surrogates, which no UTF-8 stream can carry. ZWJ and ZWNJ (200c, 200d) stay: emoji
# and Persian are spelt with them.
_INVISIBLE = (
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f"
)
_UNSAFE = re.compile(f"[{_CONTROL}{_INVISIBLE}\ud800-\udfff]")
# A whole escape sequence goes with its ESC, or "[2J" would stay behind as text.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI
    # OSC, DCS and the like, up to their end
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]{0,2000}(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"  # two-character sequences
)
# A byte that was no UTF-8, as Python carries it (PEP 383).
_BYTE = re.compile("[\udc80-\udcff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")


def clean(value: str) -> str:
    r"""Return the text without escapes, control and invisible characters; newlines and tabs stay.

    A byte that is no text (an argument in another encoding, a file's name) is spelt ``\xe9``: it is
    the reader's, and does not disappear.
    """
    if value.isascii() and value.isprintable():
        return value
    text = _BYTE.sub(_spelt, value.replace("\r\n", "\n").replace("\r", "\n"))
    return _UNSAFE.sub("", _ESCAPES.sub("", text))


def encodable(value: str) -> str:
    r"""Return the text as a file can hold it: bytes that are no text are spelt ``\xe9``.

    A lone surrogate of another kind, which is half a character, becomes U+FFFD.
    """
    return value if value.isascii() else _SURROGATE.sub("\ufffd", _BYTE.sub(_spelt, value))


def _spelt(byte: re.Match[str]) -> str:
    return f"\\x{ord(byte[0]) - 0xDC00:02x}"


def visible(json: str) -> str:
    """Return JSON with escapes for what hides or turns text: the same values, safe to print.

    JSON may hold DEL, C1 and bidi characters as they are; a terminal that shows it would obey them.
    """
    if json.isascii() and "\x7f" not in json:
        return json
    return _UNSAFE.sub(_json_escape, json)


def _json_escape(sign: re.Match[str]) -> str:
    units = sign[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(rf"\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def one_line(value: str) -> str:
    """Return the cleaned text with every run of white space folded into one space, stripped."""
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    return _BLANKS.sub(" ", clean(value)).strip()


def shorten(value: str, length: int) -> str:
    """Return the text as one line of at most `length` characters, an ellipsis where it was cut."""
    line = one_line(value)
    return line if len(line) <= length else line[: max(length - 1, 0)].rstrip() + "…"


def plural(count: int, noun: str, many: str = "") -> str:
    """Return "1 paper", "2 papers"; `many` names an irregular plural."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def either(words: Iterable[str]) -> str:
    """Return words as alternatives: "a, b or c"."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0xA0: " ",
    0x2007: " ",
    0x202F: " ",
    0x2009: " ",
    0x2010: "-",
    0x2011: "-",
    0x2012: "-",
    0x2044: "/",
    0x2215: "/",
    0x2236: ":",
    0xFE55: ":",
    0xFE52: ".",
}

# The upper halves of the code points U+3400-9FFF and U+AC00-D7FF; a set of so many characters in
# a regular expression takes 2 ms to compile.
_FULL = re.compile("[\u3001-\u303e\uff01-\uff60]")
_KANA = re.compile("[\u3040-\u30ff]")
_IDEOGRAPHS = bytes((*range(0x34, 0xA0), *range(0xAC, 0xD8)))


def count_wide(text: str) -> int:
    """Return how many characters of the text are Chinese, Japanese or Korean, marks not counted."""
    if text.isascii():
        return 0
    upper = text.encode("utf-16-le", "surrogatepass")[1::2]
    others = upper.translate(None, _IDEOGRAPHS)
    return len(upper) - len(others) + len(_KANA.findall(text))


def columns(text: str) -> int:
    """Return the columns that a text takes, Chinese characters and their punctuation two each."""
    return len(text) + count_wide(text) + (0 if text.isascii() else len(_FULL.findall(text)))


def fold_width(text: str) -> str:
    """Return the text with full-width and look-alike ASCII made plain, of the same length."""
    return text if text.isascii() else text.translate(_WIDE)
