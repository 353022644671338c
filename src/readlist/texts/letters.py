"""Letters: entities decoded, and UTF-8 that was misread as Windows-1252 repaired."""

import html
import re
import unicodedata

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# What the first two bytes of UTF-8 look like in Windows-1252.
_BROKEN = re.compile("[Â-ô][\u0080-¿Œœ\u0160\u0161ŸŽž\u0192ˆ˜\u2013-\u203a€™]")


def without_entities(text: str) -> str:
    """Return the text with its entities decoded, even those that were escaped twice."""
    for _ in range(2):
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text


def mended(text: str) -> str:
    """Return the text with its letters repaired if all of it is UTF-8 misread as Windows-1252.

    A text that does not decode as a whole is right as it is: "Ã and Â in Portuguese".
    """
    for _ in range(2):
        if text.isascii() or not _BROKEN.search(text):
            break
        try:
            text = b"".join(map(_byte, text)).decode("utf-8")
        except UnicodeError:
            break
    return unicodedata.normalize("NFC", text)


def _byte(letter: str) -> bytes:
    """Return the byte that was read as this letter.

    Raises:
        UnicodeError: There is no such byte.
    """
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")  # the five bytes that Windows-1252 leaves open
