"""The language that people are told things in.

English stands in the code, and is the key: `translate` looks up what is about to be shown, at the
few places where readlist speaks, so that no message has to think of languages where it is raised.
What programs read never comes through here. docs/decisions/0040 says why.

Which language that is, follows the rules of gettext
(https://www.gnu.org/software/gettext/manual/html_node/Users.html): ``LANGUAGE`` is a list of
languages, the best first, and counts unless the locale is ``C``; the locale is the first that is
set of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG``.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.language import catalogue
    from readlist.language.catalogue import Catalogue
else:
    catalogue = lazy("readlist.language.catalogue")

AUTO, ENGLISH = "auto", "en"
LANGUAGES = (ENGLISH, "zh_CN")
"""The languages that are spoken; English, or a catalogue of that name."""
SAMPLES = {"zh_CN": "中文，"}
"""Characters that a stream must carry, by language."""

CATALOGUES = Path(__file__).parent
"""The folder of the catalogues, a file a language, named as the locale is."""


# Chinese in simplified characters. Who reads traditional ones gets English, as gettext does it:
# from zh_TW it goes to zh, never to zh_CN.
_SIMPLIFIED = frozenset({"zh", "zh_cn", "zh_sg", "zh_my", "zh_hans"})


def chosen_language(environ: Mapping[str, str], setting: str = AUTO) -> str:
    """Return the language that the environment asks for.

    Args:
        environ: The environment's variables.
        setting: What the reader set; `AUTO` leaves it to the environment.
    """
    if setting in LANGUAGES:
        return setting
    return next((one for name in _wanted(environ) if (one := _known(name))), ENGLISH)


def _wanted(environ: Mapping[str, str]) -> Iterator[str]:
    """Yield the names of locales that are asked for, the best first."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((value for name in names if (value := environ.get(name))), "C")
    if locale in ("C", "POSIX"):
        return
    yield from environ.get("LANGUAGE", "").split(":")
    yield locale


def _known(name: str) -> str:
    """Return the language of a locale such as ``zh_CN.UTF-8``; empty if it is not spoken."""
    language = name.partition(".")[0].partition("@")[0].replace("-", "_").lower()
    if language in _SIMPLIFIED or language.startswith("zh_hans_"):
        return "zh_CN"
    return ENGLISH if language.partition("_")[0] in ("c", "en", "posix") else ""


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
