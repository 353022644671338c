"""Regular expressions that are compiled when they are first used.

Reading documents and finding papers takes some 150 of them, and compiling those takes longer than
reading an article (docs/performance.md); an article has use for a third.
"""

import re
from typing import cast


class _Pending:
    """Stands for a pattern; its first use puts the compiled pattern's methods in its place."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is compiled when it is first used.

    Args:
        source: In Python's syntax. A mistake in it shows when it is used.
        flags: As of `re.compile`.
    """
    return cast("re.Pattern[str]", _Pending(source, int(flags)))
