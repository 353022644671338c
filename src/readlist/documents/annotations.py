"""What readers marked in a PDF: highlights, notes and the like, in the order of reading."""

import re
import unicodedata
from typing import Any

from readlist.documents.pdf import ask_worker
from readlist.highlight import Highlight
from readlist.text import clean, one_line

_DAY = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)", re.ASCII)
# Latin ligatures of Unicode: https://www.unicode.org/charts/PDF/UFB00.pdf
_LIGATURES = re.compile("[\ufb00-\ufb06]")
# A word that was divided at the end of a line goes on with a small letter; "Best-\nKnown" keeps
# its hyphen.
_DIVIDED = re.compile(r"(?<=\w)\ufffe\s*(?=[a-z\u00df-\u00ff])")


def read_highlights(data: bytes) -> list[Highlight]:
    """Return what readers marked in a PDF, as it is read.

    Raises:
        ReadlistError: It is broken, encrypted, or takes too long.
    """
    return [_highlight(one) for one in ask_worker(data, "annotations")["annotations"]]


def _highlight(one: dict[str, Any]) -> Highlight:
    text, comment = _words(str(one["text"])), clean(str(one["comment"])).strip()
    # Preview and others write what was marked into the comment as well.
    if _bare(comment) == _bare(text):
        comment = ""
    colour = "#{:02x}{:02x}{:02x}".format(*one["colour"]) if one["colour"] else ""
    day = _day(str(one["date"])) or _day(str(one["made"]))
    author = one_line(str(one["author"]))
    return Highlight(int(one["page"]), str(one["kind"]), text, comment, colour, author, day)


def _words(text: str) -> str:
    plain = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return one_line(_DIVIDED.sub("", plain).replace("\ufffe", "-"))


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _day(written: str) -> str:
    """Return the day of a PDF's date (ISO 32000-1, 7.9.4)."""
    found = _DAY.match(written)
    return "-".join(found.groups()) if found else ""
