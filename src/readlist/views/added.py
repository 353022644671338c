"""The results of adding papers, in lines."""

from collections.abc import Sequence

from readlist.author_name import short_authors
from readlist.language import translate
from readlist.paper import Paper
from readlist.tex import readable
from readlist.text import one_line, shorten

_TITLE = 60
_WORD = 40


def added_line(paper: Paper) -> str:
    """Return ``+ 2401.04088  Mixtral of Experts   Jiang et al. 2024, cs.LG``."""
    if not paper.title:
        return f"+ {paper.id}  (kept by identifier; readlist fetch completes it)"
    by = one_line(readable(short_authors(paper.authors)))
    who = " ".join(filter(None, [by, str(paper.year or "")]))
    facts = ", ".join(filter(None, [who, *paper.categories[:1]]))
    return f"+ {paper.id}  {shorten(readable(paper.title), _TITLE)}   {one_line(facts)}".rstrip()


def known_line(paper: Paper, *, asked: str = "", changed: bool = False, dry: bool = False) -> str:
    """Return ``= 2310.06825  Mistral 7B   already in the list (unread, attention)``.

    Args:
        paper: The paper as it is now.
        asked: The identifier given, if the list has the paper under another one.
        changed: Whether the options changed it.
        dry: Whether they only would change it.
    """
    facts = ", ".join([str(paper.status), *map(one_line, paper.topics[:1])])
    title = shorten(readable(paper.title), _TITLE)
    change = (", would be changed" if dry else ", changed") if changed else ""
    under = f", as {paper.id}" if asked else ""
    return f"= {asked or paper.id}  {title}   already in the list{under}{change} ({facts})"


def totals_line(added: int, known: int, *, dry: bool = False) -> str:
    """Return ``1 added, 1 already there``, without counts of 0."""
    parts = [
        f"{added:,} {'would be added' if dry else 'added'}" if added else "",
        f"{known:,} already there" if known else "",
    ]
    return ", ".join(filter(None, parts)) or "nothing to add"


def failed_lines(failed: Sequence[tuple[str, str]]) -> list[str]:
    """Return a line for every word that could not be added, with the reason."""
    words = [_shortened(word) for word, _ in failed]
    widest = max(map(len, words), default=0)
    pairs = zip(words, failed, strict=True)
    return [f"  {word:<{widest}}  {translate(one_line(reason))}" for word, (_, reason) in pairs]


def _shortened(word: str) -> str:
    """Return a word, shortened to the room for it; of a file's path, the end."""
    line = one_line(word)
    if line.lower().endswith(".pdf") and "://" not in line and len(line) > _WORD:
        return "…" + line[1 - _WORD :]
    return shorten(word, _WORD)
