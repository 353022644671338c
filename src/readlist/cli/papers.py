"""The PAPER arguments: what they may be, and asking which paper was meant."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from readlist.cli.session import Session
from readlist.errors import AmbiguousError
from readlist.language import translate
from readlist.lazy import lazy
from readlist.paper import Paper
from readlist.reading_list import ReadingList
from readlist.tex import readable
from readlist.text import shorten

if TYPE_CHECKING:
    from readlist.library import resolve as resolving
else:
    resolving = lazy("readlist.library.resolve")

PAPER_HELP = (
    "Identifier, address, row of the last list (3, 2-5), citation key, words from the title, "
    "or . for the last paper you used."
)
_CHOICES = 9

Papers = Annotated[list[str], typer.Argument(metavar="PAPER...", help=PAPER_HELP)]
"""One or more papers."""

OptionalPapers = Annotated[list[str] | None, typer.Argument(metavar="[PAPER...]", help=PAPER_HELP)]
"""Any number of papers."""


def resolve(
    session: Session, words: Sequence[str], papers: ReadingList | None = None
) -> list[Paper]:
    """Return the papers that the words mean; asks on a terminal where several fit.

    Raises:
        NotFoundError: A word means no paper of the list.
        AmbiguousError: A word means several, and there is no answer.
    """

    def choose(word: str, candidates: Sequence[Paper]) -> Paper:
        return _choose(session, word, candidates)

    return resolving.resolve_papers(
        session.workspace, words, choose if session.interactive else None, papers
    )


def _choose(session: Session, word: str, candidates: Sequence[Paper]) -> Paper:
    shown = candidates[:_CHOICES]
    room = max(session.screen.width - 24, 20)
    rows = [f"  {n}  {p.id:<16} {shorten(readable(p.title), room)}" for n, p in enumerate(shown, 1)]
    more = f", the first {_CHOICES} here" if len(candidates) > _CHOICES else ""
    problem = f"{shorten(word, 60)!r} fits {len(candidates)} papers"
    session.notices.close()
    sys.stderr.write("\n".join([translate(f"{problem}{more}:"), *rows, ""]))
    answer = ask(session, f"Which one (1-{len(shown)}, Enter for none)? ")
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(shown):
        return shown[int(answer) - 1]
    raise AmbiguousError(f"{problem}, and none was chosen", "use more words from its title")


def ask(session: Session, question: str) -> str:
    """Ask a question on stderr and return the answer, stripped; empty at the end of the input."""
    session.notices.close()
    sys.stderr.write(translate(question))
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def confirm(session: Session, question: str) -> bool:
    """Ask a question that is no by default."""
    return ask(session, f"{translate(question)} [y/N] ").lower() in ("y", "yes")
