"""Which language to speak, by the rules of gettext.

https://www.gnu.org/software/gettext/manual/html_node/Users.html: ``LANGUAGE`` is a list of
languages, the best first, and counts unless the locale is ``C``; the locale is the first that is
set of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG``.
"""

from collections.abc import Iterator, Mapping

AUTO, ENGLISH = "auto", "en"
LANGUAGES = (ENGLISH, "zh_CN")
"""The languages that are spoken; English, or a catalogue of that name."""
SAMPLES = {"zh_CN": "中文，"}
"""Characters that a stream must carry, by language."""

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
