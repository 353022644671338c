"""What became of papers that were to be added, in lines."""

from collections.abc import Sequence

from readlist.author_name import short_authors
from readlist.paper import Paper
from readlist.tex import readable
from readlist.text import one_line, shorten

_TITLE = 60


def added_line(paper: Paper) -> str:
    """Return ``+ 2401.04088  Mixtral of Experts   Jiang et al. 2024, cs.LG``."""
    if not paper.title:
        return f"+ {paper.id}  (kept as it is; readlist fetch completes it)"
    by = one_line(readable(short_authors(paper.authors)))
    who = " ".join(filter(None, [by, str(paper.year or "")]))
    facts = ", ".join(filter(None, [who, *paper.categories[:1]]))
    return f"+ {paper.id}  {shorten(readable(paper.title), _TITLE)}   {one_line(facts)}".rstrip()


def known_line(paper: Paper, *, changed: bool = False, dry: bool = False) -> str:
    """Return ``= 2310.06825  Mistral 7B   already in the list (unread, attention)``.

    Args:
        paper: As it is now.
        changed: Whether the options changed it.
        dry: They only would.
    """
    facts = ", ".join([str(paper.status), *map(one_line, paper.topics[:1])])
    title = shorten(readable(paper.title), _TITLE)
    change = (", would be changed" if dry else ", changed") if changed else ""
    return f"= {paper.id}  {title}   already in the list{change} ({facts})"


def totals_line(added: int, known: int, *, dry: bool = False) -> str:
    """Return ``1 added, 1 already there``, without what did not happen."""
    parts = [
        f"{added:,} {'would be added' if dry else 'added'}" if added else "",
        f"{known:,} already there" if known else "",
    ]
    return ", ".join(filter(None, parts)) or "nothing to add"


def failed_lines(failed: Sequence[tuple[str, str]]) -> list[str]:
    """Return a line for every word that became no paper, with the reason."""
    widest = min(max((len(one_line(word)) for word, _ in failed), default=0), 40)
    return [f"  {shorten(word, 40):<{widest}}  {one_line(reason)}" for word, reason in failed]
