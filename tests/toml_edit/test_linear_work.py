"""Finding statements, strings and papers takes work in proportion to the text, whatever it holds.

Work is counted in characters that may have been looked at: for a pattern that fits, those it fits;
for one that does not, all up to where it may look; for a quote where no string fits, the line, and
for three quotes the rest of the text. A pattern takes no other way through what it has seen,
because all its repetitions are possessive.
"""

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from readlist.list_file import parsing
from readlist.toml_edit import TomlScanError, comments_in, scan

SCAN = sys.modules["readlist.toml_edit"]
PATTERNS = [(SCAN, name) for name in vars(SCAN) if isinstance(getattr(SCAN, name), re.Pattern)]
PATTERNS += [(parsing, "_HEADER")]
ONE_LINE = {"_HEADER", "_KEY", "_REST"}
"""Patterns that end with the line where they began."""


class Work:
    """How many characters were looked at."""

    def __init__(self) -> None:
        self.done = 0


class CountedPattern:
    """A pattern that adds up what it looks at."""

    def __init__(self, pattern: re.Pattern[str], work: Work, *, one_line: bool) -> None:
        self.pattern, self.work, self.one_line = pattern, work, one_line
        self.in_strings = SCAN._BASIC in pattern.pattern and pattern is not SCAN._CLOSED

    def _counted(self, how: str, text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        found = getattr(self.pattern, how)(text, start, end)
        last = min(end, len(text))
        place = found.start() if found else last if how == "search" else start
        if self.in_strings:
            self.work.done += sum(
                in_vain(text, at, last)
                for at in range(start, min(place + 1, last))
                if not STRING.match(text, at, last)
            )
        limit = min(line_end(text, start), last) if self.one_line else last
        self.work.done += 1 + (found.end() if found else limit) - start
        return found

    def match(self, *args: Any) -> Any:
        """Match and count."""
        return self._counted("match", *args)

    def search(self, *args: Any) -> Any:
        """Search and count."""
        return self._counted("search", *args)

    def fullmatch(self, *args: Any) -> Any:
        """Match as a whole and count."""
        return self._counted("fullmatch", *args)

    def findall(self, text: str) -> list[str]:
        """Find everything and count."""
        return [match[0] for match in self.finditer(text)]

    def finditer(self, text: str, start: int = 0) -> Iterator[Any]:
        """Find everything, one after the other, and count."""
        while found := self.search(text, start):
            yield found
            start = found.end()


STRING = re.compile(
    rf"{SCAN._ML_BASIC}|{SCAN._ML_LITERAL}|(?!\"\"\"|''')(?:{SCAN._BASIC}|{SCAN._LITERAL})",
    re.DOTALL,
)
"""A string that is closed, as TOML has it."""


def line_end(text: str, start: int) -> int:
    """Return where the line ends."""
    end = str.find(text, "\n", start)
    return len(text) if end < 0 else end


def in_vain(text: str, place: int, last: int) -> int:
    """Return how far the end of a string is sought that begins here and has none."""
    if text[place] not in "\"'":
        return 0
    triple = text[place] * 3 == text[place : place + 3]
    return last - place if triple else min(line_end(text, place), last) - place


class CountedText(str):
    """A text that adds up what is looked at when something is searched in it."""

    __slots__ = ("work",)
    work: Work

    def find(self, *args: Any) -> int:
        """Find and count."""
        found = str.find(self, *args)
        start, end = args[1:] or (0, len(self))
        self.work.done += 1 + (found if found >= 0 else end) - start
        return found

    def rfind(self, *args: Any) -> int:
        """Find from the end and count."""
        found = str.rfind(self, *args)
        start, end = args[1:] or (0, len(self))
        self.work.done += 1 + end - max(found, start)
        return found


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Count what all patterns of the scanner look at."""
    work = Work()
    for module, name in PATTERNS:
        counted = CountedPattern(getattr(module, name), work, one_line=name in ONE_LINE)
        monkeypatch.setattr(module, name, counted)
    return work


def looked_at(work: Work, look: Callable[[str], object], text: str) -> int:
    """Return how many characters are looked at in a text."""
    counted = CountedText(text)
    counted.work, work.done = work, 0
    try:
        look(counted)
    except TomlScanError:
        return work.done  # the text is no TOML, and that was found out
    return work.done


HOSTILE = [
    '"', '"""', '""""', "'", "'''", "''''", "\\", "[", "[[", "]", "{a=", "a.", "#", "=", "\r", " ",
    '"\\', '\\""" "', '"""\\', "''' ", "'''\"", "\"\"\"'", "\" '", '"\n', "'''\n", '"""\n', "  \n",
    "[[paper]]", "[[paper]] x\n", "[[paper]]\n", "# [[paper]]\n", '[[paper]]\n"\n', "[paper]\n",
    "[[paper]]\n'''\n", '[[paper]]\n"""\n\\', "[[paper]]\na = '''\n[[paper]]\n'''\n", "a = 1\n",
    "a = [\n", "a = [[1], #\n", "# long comment ", "#\n", 'a = 1 # "\n', 'a = "\n',
    '\t[[paper]]\n""" """', "[[paper]]\n''''\\",
]  # fmt: skip
"""Pieces that are hard on a scanner when there are thousands of them in a row."""


@pytest.mark.parametrize("head", ["", "a = ", "a = [", '[[paper]]\nnotes = """\n'])
@pytest.mark.parametrize("look", [scan, parsing.cut, comments_in])
def test_work_grows_with_the_text_and_not_faster(
    work: Work, look: Callable[[str], object], head: str
) -> None:
    """Long comments, deep arrays, false headers and quotes that nothing closes stay cheap."""
    for unit in HOSTILE:
        short, long = (looked_at(work, look, head + unit * count) for count in (200, 400))
        assert long <= 2.1 * short + 100, unit
        assert long <= 15 * (len(head) + 400 * len(unit)), unit


def _repeats(parsed: Any) -> Iterator[str]:
    """Yield the name of each step in a parsed pattern that may be taken without end."""
    for name, arguments in parsed:
        if "REPEAT" in str(name) and arguments[1] > 10:
            yield str(name)
        for argument in arguments if isinstance(arguments, (tuple, list)) else ():
            for inner in argument if isinstance(argument, list) else [argument]:
                if hasattr(inner, "getwidth"):
                    yield from _repeats(inner)


@pytest.mark.parametrize(("module", "name"), PATTERNS, ids=[name for _, name in PATTERNS])
def test_no_pattern_tries_twice(module: Any, name: str) -> None:
    """Every unbounded repetition is possessive: what it took it does not give back."""
    pattern = getattr(module, name)
    parsed = vars(re)["_parser"].parse(pattern.pattern, pattern.flags)
    assert set(_repeats(parsed)) <= {"POSSESSIVE_REPEAT"}
    assert list(_repeats(vars(re)["_parser"].parse("(a*)b"))) == ["MAX_REPEAT"]
