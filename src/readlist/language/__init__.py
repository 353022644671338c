"""The language that people are told things in.

English stands in the code, and is the key: `translate` looks up what is about to be shown, at the
few places where readlist speaks, so that no message has to think of languages where it is raised.
What programs read never comes through here. docs/decisions/0040 says why.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.language.locales import AUTO, ENGLISH, LANGUAGES, SAMPLES, chosen_language
from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.language import catalogue
    from readlist.language.catalogue import Catalogue
else:
    catalogue = lazy("readlist.language.catalogue")

__all__ = [
    "AUTO",
    "CATALOGUES",
    "ENGLISH",
    "LANGUAGES",
    "SAMPLES",
    "behind_colon",
    "chosen_language",
    "ended",
    "is_english",
    "labelled",
    "listed",
    "translate",
    "use",
]

CATALOGUES = Path(__file__).parent
"""The folder of the catalogues, a file a language, named as the locale is."""


class _Spoken:
    """What is spoken in this process."""

    catalogue: "Catalogue | None" = None


def use(language: str) -> None:
    """Speak a language from now on.

    Args:
        language: One of `LANGUAGES`.
    """
    if language == ENGLISH:
        _Spoken.catalogue = None
    else:
        text = (CATALOGUES / f"{language}.po").read_text(encoding="utf-8")
        _Spoken.catalogue = catalogue.Catalogue(text)


def is_english() -> bool:
    """Whether people are told things as they stand in the code."""
    return _Spoken.catalogue is None


def labelled(label: str, text: str) -> str:
    """Return ``label: text``, the label translated and the text as it is."""
    told = translate(f"{label}:")
    return f"{told} {text}" if told == f"{label}:" else told + text


def behind_colon(label: str, text: str) -> str:
    """Return ``label: text``, both translated already."""
    return f"{label}: {text}" if is_english() else f"{label}：{text}"


def ended(text: str, more: str = "") -> str:
    """Return a text that is translated already with a full stop, and what follows it."""
    return f"{text}. {more}".rstrip(" ") if is_english() else f"{text}。{more}"


def listed(parts: Iterable[str]) -> str:
    """Return clauses that are translated already as one, with commas between them."""
    return (", " if is_english() else "，").join(parts)


def translate(text: str) -> str:
    """Return what people are told instead of a text; the text itself where nobody translated it.

    Args:
        text: In English, values filled in.
    """
    return text if _Spoken.catalogue is None else _Spoken.catalogue.translate(text)
