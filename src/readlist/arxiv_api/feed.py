"""What an answer of the query API must be before anyone believes it.

The feed's form: https://info.arxiv.org/help/api/user-manual.html#_details_of_atom_results_returned.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from readlist.arxiv_api.answers import RejectedError
from readlist.arxiv_api.strict_xml import ARXIV, ATOM, OPENSEARCH, MalformedError, parse, text_of
from readlist.arxiv_id import ArxivId
from readlist.text import one_line, shorten

if TYPE_CHECKING:
    from lxml import etree

_ENTRY_ID = re.compile(r"https?://arxiv\.org/abs/(\S+v[0-9]+)")
_ERROR_ID = re.compile(r"https?://arxiv\.org/api/errors")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the answer to a question can be."""

    most: int
    """How many entries were asked for."""
    start: int = 0
    """How many results come before them."""
    only: Collection[str] | None = None
    """The identifiers, without version, that may occur; None for any."""


def check_feed(body: bytes, expected: Expectation) -> int:
    """Return how many entries the feed holds, if it is a sound answer.

    Raises:
        MalformedError: It is not.
        RejectedError: It is arXiv's word that the question is wrong.
    """
    root = parse(body, f"{ATOM}feed")
    total = _number(root, f"{OPENSEARCH}totalResults")
    entries = root.findall(f"{ATOM}entry")
    papers = {_check_entry(entry) for entry in entries}
    if expected.only is not None and not {paper.base for paper in papers} <= set(expected.only):
        raise MalformedError("it is about another paper")
    due = min(max(total - expected.start, 0), expected.most)
    # A search may come a little short; papers asked for by identifier would be taken for missing.
    is_short = len(papers) < due if expected.only is not None else due > 0 and not entries
    if is_short:
        raise MalformedError(f"it holds {len(papers)} of {due} papers")
    return len(entries)


def rejection(body: bytes) -> RejectedError:
    """Return what the error feed of a 400 says."""
    try:
        root = parse(body, f"{ATOM}feed")
        said = "; ".join(text_of(entry, f"{ATOM}summary") for entry in root.iter(f"{ATOM}entry"))
    except MalformedError:
        said = "the request line is too long" if b"Request Line is too large" in body else ""
    return RejectedError(shorten(said, 300) or "it does not say why")


def _check_entry(entry: "etree._Element") -> ArxivId:
    """Return the entry's identifier, with version.

    Raises:
        MalformedError: A field is missing, or holds what the `arxiv` package would lose.
        RejectedError: The entry is an error report.
    """
    name = text_of(entry, f"{ATOM}id").strip()
    if _ERROR_ID.match(name):
        raise RejectedError(shorten(text_of(entry, f"{ATOM}summary"), 300))
    match = _ENTRY_ID.fullmatch(name)
    identifier = ArxivId.try_parse(match[1]) if match else None
    if identifier is None:
        raise MalformedError(f"an entry has no arXiv identifier ({name[:60]!r})")
    for tag in ("published", "updated"):
        _check_date(text_of(entry, ATOM + tag))
    if not one_line(text_of(entry, f"{ATOM}title")):
        raise MalformedError("a paper has no title")
    if entry.find(f"{ATOM}summary") is None or entry.find(f"{ATOM}author/{ATOM}name") is None:
        raise MalformedError("a paper has no authors or no abstract")
    for tag in (f"{ATOM}summary", f"{ARXIV}comment", f"{ARXIV}journal_ref", f"{ARXIV}doi"):
        text_of(entry, tag)
    for author in entry.iterfind(f"{ATOM}author"):
        text_of(author, f"{ATOM}name")
    return identifier


def _check_date(text: str) -> None:
    try:
        datetime.fromisoformat(text.strip())
    except ValueError:
        raise MalformedError(f"a date is not valid ({text[:30]!r})") from None


def _number(root: "etree._Element", tag: str) -> int:
    text = text_of(root, tag).strip()
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise MalformedError("it does not say how many papers there are")
    return int(text)
