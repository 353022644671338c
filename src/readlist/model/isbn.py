"""ISBNs: ten or thirteen digits of which the last proves the others.

https://www.isbn-international.org/content/isbn-users-manual; 979-0 numbers sheet music.
"""

from readlist.patterns import pattern

_DASHES = str.maketrans("", "", " -\u00a0\u2010\u2011\u2012\u2013\u2014\u2212")
_THIRTEEN = pattern(r"97(?:8|9(?!0))[0-9]{10}")
_TEN = pattern(r"[0-9]{9}[0-9Xx]")


def canonical(text: str) -> str:
    """Return the thirteen digits of an ISBN in either form; empty if it is none or has a slip."""
    digits = text.translate(_DASHES)
    if _THIRTEEN.fullmatch(digits):
        return digits if digits[-1] == check_digit(digits[:12]) else ""
    if _TEN.fullmatch(digits) and _ten_holds(digits):
        body = f"978{digits[:9]}"
        return body + check_digit(body)
    return ""


def has_form(text: str) -> bool:
    """Return whether the text has the digits of an ISBN, whatever the last of them says."""
    digits = text.translate(_DASHES)
    return bool(_THIRTEEN.fullmatch(digits) or _TEN.fullmatch(digits))


def leading(text: str) -> tuple[str, int]:
    """Return the ISBN that a run of digits and dashes begins with, and where it ends."""
    for wanted in (13, 10):
        end = _end_of(text, wanted)
        found = canonical(text[:end]) if end else ""
        if found:
            return found, end
    return "", 0


def check_digit(twelve: str) -> str:
    """Return the thirteenth digit that belongs to twelve."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return str(-total % 10)


def _ten_holds(digits: str) -> bool:
    values = [10 if digit in "Xx" else int(digit) for digit in digits]
    return sum((10 - place) * value for place, value in enumerate(values)) % 11 == 0


def _end_of(text: str, wanted: int) -> int:
    """Return where as many digits end; 0 if there are fewer, or they go on."""
    count = 0
    for place, letter in enumerate(text):
        count += letter.isdecimal() or letter in "Xx"
        if count == wanted:
            following = text[place + 1 : place + 2]
            return 0 if following.isalnum() else place + 1
    return 0
