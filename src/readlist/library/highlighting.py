"""What the reader marked in a paper's PDF, and putting it under the paper's notes."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from readlist.clock import today
from readlist.documents.annotations import Highlight, read_highlights
from readlist.errors import NotFoundError
from readlist.library import list_changes, reading
from readlist.library.list_changes import Change
from readlist.library.workspace import Workspace
from readlist.paper import Paper
from readlist.regular import read_regular
from readlist.text import one_line

_LARGEST = 200 << 20


def highlights_of(
    workspace: Workspace, paper: Paper, source: Path | None = None
) -> list[Highlight]:
    """Return what is marked in a paper's PDF, in the order of reading.

    Args:
        workspace: What this run works on.
        paper: The paper.
        source: A copy of its PDF; the one in the library by default.

    Raises:
        NotFoundError: There is no PDF.
        ReadlistError: It cannot be read.
    """
    if source is None:
        at_hand = reading.pdf_of(workspace, paper)
        if at_hand is None:
            raise NotFoundError(
                f"there is no PDF of {paper.id} in the library",
                f"readlist fetch --pdf {shlex.quote(paper.id)}, or a copy of it by --from",
            )
        source = Path(at_hand)
    try:
        data = read_regular(source, _LARGEST, "name a PDF")
    except FileNotFoundError:
        raise NotFoundError(f"there is no file {str(source)!r}", "name a PDF") from None
    return read_highlights(data)


def note_highlights(
    workspace: Workspace, paper: Paper, highlights: Sequence[Highlight]
) -> list[Change]:
    """Put highlights under a paper's notes, those that do not stand there yet.

    A line that the reader changed since is another line: what was marked is added again.
    """
    lines = list(dict.fromkeys(note_line(one) for one in highlights if one.text or one.comment))

    def values(now: Paper) -> dict[str, Any]:
        there = {line.strip() for line in now.notes.splitlines()}
        new = [line for line in lines if line not in there]
        if not new:
            return {}
        before = now.notes.rstrip() + "\n" if now.notes.strip() else ""
        head = f"{today().isoformat()}  highlights\n"
        return {"notes": before + head + "".join(f"{line}\n" for line in new)}

    return list_changes.update(workspace, "highlights", [paper], values)


def note_line(highlight: Highlight) -> str:
    """Return a highlight as one line of a note: ``p. 3  “marked words”: what was written``."""
    comment = one_line(highlight.comment)
    if not highlight.text:
        return f"p. {highlight.page}  {comment}"
    return f"p. {highlight.page}  “{highlight.text}”" + (f": {comment}" if comment else "")
