"""Name what could not be done, and end the run."""

import re
import shlex
from collections.abc import Sequence

from readlist.cli.session import Session
from readlist.errors import ReadlistError
from readlist.text import plural
from readlist.views.added import failed_lines

Failed = Sequence[tuple[str, str]]
"""Identifiers or words, each with the reason."""

_NUMBER = re.compile(r"\d{4}|/\d")
_WORDS = 12
"""Words of a title that set it apart from any other."""


def raise_failures(
    session: Session, what: str, failed: Failed, fault: ReadlistError | None, remedy: str = ""
) -> None:
    """Name papers that something failed for; a fault that ended the run comes last.

    Args:
        session: This run.
        what: What happened to those papers: ``could not be fetched``.
        failed: Their identifiers.
        fault: Why arXiv could not be asked.
        remedy: What helps; looking at the first one, by default.

    Raises:
        ReadlistError: There is such a paper, or a fault.
    """
    if failed:
        remedy = remedy or f"readlist info {shlex.quote(failed[0][0])}, and check that it is right"
        problem = f"{plural(len(failed), 'paper')} {what}"
        error = ReadlistError(problem, remedy, failed_lines(failed))
        if fault is None:
            raise error
        tell_details(session, error)
    if fault:
        raise fault


def tell_details(session: Session, error: ReadlistError) -> ReadlistError:
    """Print an error's details now; return it without them, for the end of the run."""
    for line in [f"{error.problem}:", *error.details]:
        session.notices.warn(line)
    return ReadlistError(error.problem, error.remedy)


def not_added(failed: Failed) -> ReadlistError:
    """Return the error for words that named no paper; the others are on the list by now."""
    return ReadlistError(
        f"{len(failed):,} not added", _way_to_add(*failed[0]), failed_lines(failed)
    )


def _way_to_add(word: str, reason: str) -> str:
    """Return how to find the paper that a word should have named."""
    if "--yes" in reason:
        return f"readlist add --yes {shlex.quote(word)}"
    if word.lower().endswith(".pdf") and "://" not in word:
        return _way_to_add_file(word, reason)
    known = next((way for start, way in _WAYS.items() if reason.startswith(start)), "")
    if known:
        return known.replace("WORD", shlex.quote(word))
    if word.startswith(("https://", "http://")) and "arxiv.org" not in word:
        return f"readlist import {shlex.quote(word)}"
    title = " ".join(re.findall(r"[^\W_]+", word)[:_WORDS])
    if " " in title and not _NUMBER.search(word):
        return f"readlist discover --query 'ti:\"{title}\"'"
    return "give an identifier or address, such as 2310.06825 or 10.1038/s41586-021-03819-2"


_WAYS = {
    "no service knows it": "check it against the paper; readlist add --no-fetch WORD",
    "no paper with this title": "give its DOI, its address, or the PDF: readlist add FILE.pdf",
    "a title has to be": "leave out --no-fetch",
}


def _way_to_add_file(path: str, reason: str) -> str:
    """Return how to add the PDF anyway."""
    if reason.startswith(("it is", "there is no such")):
        return "give the path of a PDF, such as ~/Downloads/paper.pdf"
    return f"readlist add --yes {shlex.quote(path)}, to keep it as an entry of your own"
