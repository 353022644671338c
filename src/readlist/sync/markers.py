"""Split a list with git's conflict marks into what each side said."""

import re
from dataclasses import dataclass

_OPEN, _BASE, _MIDDLE, _END = (
    re.compile(rf"{pattern}(?:[ \t\r].*)?\r?\n?\Z")
    for pattern in ("<{7}", r"\|{7}", "={7}", ">{7}")
)


@dataclass(frozen=True, slots=True)
class Sides:
    """The versions in a text with conflict marks."""

    base: str | None
    """The common ancestor; None if the marks do not show it."""
    ours: str
    theirs: str


def take_apart(text: str) -> Sides | None:
    """Return the versions in a text with conflict marks; None if there are none or incomplete ones.

    Both styles of git are read: two-way, and diff3 with the common ancestor between bars.
    """
    if "<" * 7 not in text:  # searching for one word is cheap
        return None
    base: list[str] = []
    ours: list[str] = []
    theirs: list[str] = []
    place, seen, known = "", False, True
    for line in text.splitlines(keepends=True) if "\r\n" in text else _lines(text):
        if not place and _OPEN.match(line):
            place, seen, based = "ours", True, False
        elif place == "ours" and _BASE.match(line):
            place, based = "base", True
        elif place in ("ours", "base") and _MIDDLE.match(line):
            place = "theirs"
            known = known and based
        elif place == "theirs" and _END.match(line):
            place = ""
        elif place:
            {"ours": ours, "base": base, "theirs": theirs}[place].append(line)
        else:
            for lines in (base, ours, theirs):
                lines.append(line)
    if place or not seen:
        return None
    return Sides("".join(base) if known else None, "".join(ours), "".join(theirs))


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + lines[-1:] * bool(lines[-1])
