"""Which language this run speaks: a variable before the settings, those before the locale."""

import os
import sys
from typing import TYPE_CHECKING

from readlist import language
from readlist.errors import ReadlistError
from readlist.lazy import lazy
from readlist.paths import find_paths
from readlist.regular import load_regular

if TYPE_CHECKING:
    from readlist import config
else:
    config = lazy("readlist.config")

_LARGEST = 1 << 20


def speak() -> None:
    """Speak the language that the reader asks for, where the terminal can show it."""
    asked = os.environ.get("READLIST_LANGUAGE") or _set_in_file()
    chosen = language.chosen_language(os.environ, asked)
    language.use(chosen if _can_be_shown(chosen) else language.ENGLISH)


def _set_in_file() -> str:
    """Return the setting; a file that does not speak of languages is not parsed for it."""
    try:
        path = find_paths().config
        if b"language" not in load_regular(path, _LARGEST):
            return language.AUTO
        return config.read_settings(path, {})[0].text("language")
    except (OSError, RuntimeError, ReadlistError):  # whoever needs the settings says what is wrong
        return language.AUTO


def _can_be_shown(chosen: str) -> bool:
    """Whether both streams carry the characters of a language."""
    sample = language.SAMPLES.get(chosen, "")
    for stream in (sys.stdout, sys.stderr):
        try:
            sample.encode(getattr(stream, "encoding", None) or "utf-8")
        except (UnicodeError, LookupError):
            return False
    return True
