"""Chinese, Japanese and Korean characters, and full-width look-alikes of ASCII."""

from readlist.patterns import pattern

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
_KANA = pattern("[\u3040-\u30ff]")
_IDEOGRAPHS = bytes((*range(0x34, 0xA0), *range(0xAC, 0xD8)))


def count_wide(text: str) -> int:
    """Return how many characters of the text are Chinese, Japanese or Korean, marks not counted."""
    if text.isascii():
        return 0
    upper = text.encode("utf-16-le", "surrogatepass")[1::2]
    others = upper.translate(None, _IDEOGRAPHS)
    return len(upper) - len(others) + len(_KANA.findall(text))


def fold_width(text: str) -> str:
    """Return the text with full-width and look-alike ASCII made plain, of the same length."""
    return text if text.isascii() else text.translate(_WIDE)
