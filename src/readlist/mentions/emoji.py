"""Emoji and their names, which decorate titles and headings."""

from readlist.patterns import pattern

_EMOJI = pattern(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3\u2190-\u21ff\u25a0-\u25ff]"
)
_EMOJI_ROWS = frozenset((*range(0x20, 0x2C), *range(0xD8, 0xDC), 0xFE))
"""The upper halves of the code units of which emoji consist, in UTF-16."""
_BEGINNING = pattern(rf"(?:{_EMOJI.pattern}|:[a-z][a-z0-9_+-]{{1,30}}:|\s)+")
_END = pattern(rf"(?:{_EMOJI.pattern}|:[a-z0-9_+-]{{1,30}}[a-z]:|\s)+")
"""Of a text written backwards, or a run of blanks would take its square."""
_SHORTCODE = pattern(r":[a-z][a-z0-9_+-]{1,30}:")


def without_emoji(text: str) -> str:
    """Return the text without emoji and with a blank for each of their names, as ``:star:``."""
    if text and not (
        text.isascii() or _EMOJI_ROWS.isdisjoint(text.encode("utf-16-le", "replace")[1::2])
    ):
        text = _EMOJI.sub("", text)
    return _SHORTCODE.sub(" ", text) if text.count(":") > 1 else text


def without_ends(text: str) -> str:
    """Return the text without emoji and blanks at its ends."""
    text = text.strip()
    first = _BEGINNING.match(text) if _may_be_emoji(text[:1]) else None
    text = text[first.end() :] if first else text
    last = _END.match(text[::-1]) if _may_be_emoji(text[-1:]) else None
    return text[: len(text) - last.end()] if last else text


def _may_be_emoji(ch: str) -> bool:
    """Leave out what most texts begin and end with: the pattern takes long to compile."""
    return ch == ":" or not (ch < "\u200d" or "\u3000" <= ch < "\ufe00")
