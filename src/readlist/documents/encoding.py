"""Tell the encoding of a text and decode it.

Byte order marks come first, then UTF-16 by its zero bytes, then UTF-8: text in another encoding is
hardly ever valid UTF-8 by accident. What is left is told apart by the bytes above 127:
Chinese encodings write them in pairs whose first byte lies mostly in the range of the frequent
characters (GB 2312 level 1: B0-D7; Big5 level 1: A4-C6), Western ones singly between letters.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, lookup

from readlist.patterns import pattern

_MARKS = (
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
_DECLARED = rb"""(?:charset\s*=\s*["']?|encoding\s*=\s*["']|coding[:=]\s*)([A-Za-z0-9_.:-]{2,40})"""
_RUN = rb"[\x80-\xff][\x30-\xff]?"
_INVISIBLE = pattern("[\u00ad\u200b\u2060\ufeff]")
_LINE_ENDS = pattern("\r\n?|[\x0b\x1c-\x1e\x85\u2028\u2029]")


def decode(data: bytes, declared: str = "") -> str:
    """Return the text with newlines for every line end, without invisible characters.

    Args:
        data: The file's bytes.
        declared: The encoding that a header around the bytes names, if any.
    """
    return tidy(_decoded(data, declared))


def tidy(text: str) -> str:
    """Return the text with newlines for every line end, without invisible characters."""
    text = text.replace("\x0c", "\n") if "\x0c" in text else text
    if any(mark in text for mark in "\r\x0b\x1c\x1d\x1e\x85\u2028\u2029"):
        text = _LINE_ENDS.sub("\n", text)
    return _INVISIBLE.sub("", text) if any(x in text for x in "\u00ad\u200b\u2060\ufeff") else text


def _decoded(data: bytes, declared: str) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    wide = _wide(data[:4096])
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _almost_utf8(data, error):
            return data.decode("utf-8", "replace")
    for name in (declared, _declared(data[:4096])):
        text = _strictly(data, name)
        if text is not None:
            return text
    return data.decode(guess(data[:_SAMPLE]), "replace")


def _wide(head: bytes) -> str:
    """Detect UTF-16 without a mark: every other byte of Western text is zero."""
    if len(head) < 4 or b"\0" not in head:
        return ""
    pairs = len(head) // 2
    high, low = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if low > pairs * 0.3 and high < pairs * 0.05:
        return "utf-16-le"
    return "utf-16-be" if high > pairs * 0.3 and low < pairs * 0.05 else ""


def _almost_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Return whether a text is UTF-8 with a few broken bytes (a cut file, mixed sources)."""
    sound = len(data[: error.start].decode("utf-8")) < error.start
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    bad, beyond = sample.count("\ufffd"), sum(ch > "\x7f" for ch in sample)
    return (sound or beyond > 20) and bad * 10 < beyond


def _declared(head: bytes) -> str:
    found = re.search(_DECLARED, head)
    return found[1].decode("ascii") if found else ""


def _strictly(data: bytes, name: str) -> str | None:
    """Decode with a named encoding if Python knows it and the bytes agree with it."""
    wanted = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin-1": "cp1252"}
    name = wanted.get(name.lower(), name.lower())
    try:
        if not name or lookup(name).name in {"utf-8", "ascii", "utf-16", "utf-32", "utf-7"}:
            return None
        return data.decode(name)
    except (LookupError, UnicodeError, ValueError, AssertionError):
        return None


def guess(data: bytes) -> str:
    """Name the likeliest encoding of bytes that are not UTF-8: gb18030, big5hkscs or cp1252."""
    pairs = [x for x in re.findall(_RUN, data) if len(x) == 2]
    if not pairs or _western(data):
        return "cp1252"
    scores = {"gb18030": _share_gb(pairs), "big5hkscs": _share_big5(pairs)}
    for name in tuple(scores):
        broken = data.decode(name, "replace").count("\ufffd")
        scores[name] -= 4 * broken / len(pairs)
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0.5 else "cp1252"


def _western(data: bytes) -> bool:
    """Most bytes above 127 stand alone between ASCII."""
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", data)]
    return sum(length == 1 for length in runs) > len(runs) * 0.6


def _share_gb(pairs: list[bytes]) -> float:
    good = sum((0xB0 <= a <= 0xD7 or 0xA1 <= a <= 0xA3) and b >= 0xA1 for a, b in pairs)
    return good / len(pairs)


def _share_big5(pairs: list[bytes]) -> float:
    good = sum(
        0xA4 <= a <= 0xC6 or (a == 0xA1 and (0x40 <= b <= 0x7E or b >= 0xA1)) for a, b in pairs
    )
    # Text in GB 2312 has no second byte below A1, which half of the characters in Big5 have.
    return good / len(pairs) if any(b < 0xA1 for _, b in pairs) else good / len(pairs) * 0.5
