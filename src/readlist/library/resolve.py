"""Which papers a person means: identifier, citation key, row or words of a title."""

import re
import shlex
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from readlist.arxiv_id import ArxivId
from readlist.errors import AmbiguousError, NotFoundError
from readlist.lazy import lazy
from readlist.library.shown import RowMemory, row_range
from readlist.library.workspace import Workspace
from readlist.model.spelling import spelled
from readlist.paper import Paper
from readlist.reading_list import ReadingList
from readlist.tex import readable
from readlist.text import shorten

if TYPE_CHECKING:
    from readlist import arxiv_address, citation_key
else:
    arxiv_address = lazy("readlist.arxiv_address")
    citation_key = lazy("readlist.citation_key")

Choose = Callable[[str, Sequence[Paper]], Paper]
"""Asks the reader which of several papers was meant."""

CANDIDATES = 9
"""Papers named when several fit: as many as one digit can choose from."""

_SHORTEST_ISBN = 10
_MADE_KEY = re.compile(r"[^\W\d_][\w-]*\d{4}\w*")


def resolve_papers(
    workspace: Workspace,
    words: Sequence[str],
    choose: Choose | None = None,
    papers: ReadingList | None = None,
) -> list[Paper]:
    """Return the papers that the words mean, each once, in order.

    Raises:
        NotFoundError: A word means no paper of the list.
        AmbiguousError: A word means several and nobody can be asked, or a row means a paper
            that is no longer on the list.
    """
    papers = papers or workspace.papers()
    found: dict[str, Paper] = {}
    for word in words:
        for paper in resolve_word(word, papers, workspace.rows, workspace.touched.id, choose):
            found.setdefault(paper.id, paper)
    return list(found.values())


def resolve_word(
    word: str,
    papers: ReadingList,
    rows: RowMemory,
    touched: str,
    choose: Choose | None = None,
) -> list[Paper]:
    """Return the papers that one word or phrase means.

    Tried in this order: ``.``, identifier or address, citation key, row or range of rows, words
    of a title.

    Args:
        word: As typed.
        papers: The list.
        rows: What this terminal showed last.
        touched: The paper touched last.
        choose: Asks when several titles fit; without it that is an error.

    Raises:
        NotFoundError: Nothing matches.
        AmbiguousError: Several fit and nobody can be asked, or none was chosen; or
            a row was named whose paper is no longer on the list.
    """
    if word.strip() == ".":
        return [_known(touched, papers, "no paper was used yet", "readlist show")]
    parsed = ArxivId.exact(word) or arxiv_address.recognise_one(word)
    named = parsed.base if parsed else _other_kind(word)
    if named:
        remedy = f"readlist add {parsed or shlex.quote(named)}"
        return [_known(named, papers, f"{named} is not in the list", remedy)]
    by_key = papers.by_key(word) or _by_made_key(word, papers)
    if by_key:
        return [by_key]
    bounds = row_range(word)
    if bounds:
        return rows.papers(bounds, papers)
    fitting = papers.by_title(word)
    if len(fitting) == 1:
        return list(fitting)
    if not fitting:
        raise _nothing_fits(word, papers)
    if choose:
        return [choose(word, fitting)]
    raise AmbiguousError(
        f"{word!r} fits {len(fitting)} papers",
        "give its identifier, or more words from its title",
        [f"  {p.id:<16} {shorten(readable(p.title), 60)}" for p in fitting[:CANDIDATES]],
    )


def _other_kind(word: str) -> str | None:
    """Return what names a paper that is not arXiv's: a DOI, an address, an ISBN."""
    if not any(character.isdigit() or character in ":/" for character in word):
        return None
    if word.strip().isdigit() and len(word.strip()) < _SHORTEST_ISBN:  # a row
        return None
    return spelled(word)


def _known(identifier: str, papers: ReadingList, problem: str, remedy: str) -> Paper:
    paper = papers.get(identifier)
    if paper is None:
        raise NotFoundError(problem, remedy)
    return paper


def _by_made_key(word: str, papers: ReadingList) -> Paper | None:
    """Return the paper whose exported citation key it is, where the reader chose none."""
    if not _MADE_KEY.fullmatch(word):
        return None
    keys = citation_key.citation_keys(list(papers))
    return next((papers.get(i) for i, key in keys.items() if key == word), None)


def _nothing_fits(word: str, papers: ReadingList) -> NotFoundError:
    import difflib  # noqa: PLC0415 - only where something went wrong

    words = {part for paper in papers for part in paper.title.casefold().split() if len(part) > 3}
    near = difflib.get_close_matches(word.casefold(), words, 1, 0.75)
    remedy = f"readlist search {shlex.quote(near[0])}" if near else "readlist show --all"
    return NotFoundError(f"no paper of the list fits {shorten(word, 60)!r}", remedy)
