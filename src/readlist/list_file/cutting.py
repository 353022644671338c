"""Finding where the papers of a list begin and end."""

import re
from typing import NamedTuple

from readlist.toml_edit.scan import open_string_end

# Without the beginning of its line, so that the search can jump from bracket to bracket.
_HEADER = re.compile(r"\[\[[ \t]*+(?:paper|\"paper\"|'paper')[ \t]*+\]\]")


class PaperSpan(NamedTuple):
    """The text of one paper: from its header to the next header, with offsets into the text."""

    start: int
    end: int


def cut(text: str) -> tuple[PaperSpan, ...]:
    """Return the papers' blocks, in order; headers inside multi-line strings are none.

    Takes time in proportion to the text, whatever it holds.
    """
    starts: list[int] = []
    sure = 0  # no string is open here
    last = 0  # the end of the last match: what is on its line is no header
    for match in _HEADER.finditer(text):
        place = match.start()
        start = text.rfind("\n", last, place) + 1
        same_line, last = start == 0 < last, match.end()
        if same_line or start < sure or (start < place and text[start:place].strip(" \t")):
            continue
        end = open_string_end(text, sure, start)
        if end is None:
            starts.append(start)
            sure = start
        else:
            sure = end
    ends = [*starts[1:], len(text)] if starts else []
    return tuple(map(PaperSpan, starts, ends))
