"""Titles given to ``readlist add``: which paper each one means."""

import sys
from collections.abc import Sequence

from readlist.author_name import short_authors
from readlist.cli.papers import ask
from readlist.cli.session import Session
from readlist.errors import AmbiguousError, ReadlistError
from readlist.library.by_title import TitleFinder, TitleFound
from readlist.metadata import Metadata
from readlist.tex import readable
from readlist.text import one_line, shorten
from readlist.views.cells import cut

_NOTHING = "no paper of this title is known"
_UNASKED = "a title has to be looked up"


class TitleWords:
    """What came of looking titles up.

    Args:
        session: This run.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.papers: list[str] = []
        """Identifiers of the papers that were meant."""
        self.failed: list[tuple[str, str]] = []
        """Titles that mean no paper, with the reason."""
        self.fault: ReadlistError | None = None
        self.several: AmbiguousError | None = None

    def look_up(self, titles: Sequence[str], *, ask: bool) -> None:
        """Look titles up; the reader chooses where that is possible.

        Args:
            titles: What was typed, one title each.
            ask: Whether services may be asked.
        """
        finder = TitleFinder(self._session.workspace)
        for title in titles:
            self._take(finder, finder.find(one_line(title), ask=ask), _NOTHING if ask else _UNASKED)

    def _take(self, finder: TitleFinder, found: TitleFound, otherwise: str) -> None:
        if found.identifier:
            self.papers.append(found.identifier)
        elif found.offered and self._session.interactive:
            chosen = _choose(self._session, found)
            if chosen:
                finder.keep(chosen)
                self.papers.append(chosen.id)
            else:
                self.failed.append((found.title, "none was chosen"))
        elif found.offered:
            self.several = self.several or _several(found)
        elif found.fault:
            self.fault = self.fault or found.fault
            self.failed.append((found.title, "it could not be looked up"))
        else:
            self.failed.append((found.title, otherwise))


def _choose(session: Session, found: TitleFound) -> Metadata | None:
    session.notices.close()
    room = max(session.screen.width - 8, 40)
    lines = [f"{shorten(found.title, 60)!r} may be:"]
    lines += [f"  {n}  {cut(_row(one), room)}" for n, one in enumerate(found.offered, 1)]
    sys.stderr.write("\n".join([*lines, ""]))
    answer = ask(session, f"Which one (1-{len(found.offered)}, Enter for none)? ")
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(found.offered):
        return found.offered[int(answer) - 1]
    return None


def _facts(paper: Metadata) -> str:
    by = short_authors([author.name for author in paper.authors])
    return one_line(" ".join(filter(None, [by, paper.published[:4]])))


def _row(paper: Metadata) -> str:
    """Return a paper to choose: what tells it from others goes before its identifier."""
    parts = (one_line(readable(paper.title)), _facts(paper), paper.id)
    return "   ".join(filter(None, parts))


def _line(paper: Metadata) -> str:
    """Return a paper to name on the next command line."""
    return "  ".join((paper.id, shorten(readable(paper.title), 60), _facts(paper))).rstrip()


def _several(found: TitleFound) -> AmbiguousError:
    many = len(found.offered)
    fits = f"{many} papers may have" if many > 1 else "a paper may have"
    return AmbiguousError(
        f"{fits} the title {shorten(found.title, 60)!r}",
        f"readlist add {found.offered[0].id}",
        [f"  {_line(one)}" for one in found.offered],
    )
