"""arXiv's two feeds, read strictly: the query API's Atom and the daily announcement's RSS.

The `arxiv` package reads with ``recover=True``: without a word, it keeps what a cut or malformed
feed still holds, authors and half of the titles missing. So each answer is checked here first.

The forms: https://info.arxiv.org/help/api/user-manual.html#_details_of_atom_results_returned and
https://info.arxiv.org/help/rss.html.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from lxml import etree

from readlist.arxiv_api.answers import Announcement, RejectedError, paragraphs
from readlist.arxiv_id import ArxivId
from readlist.text import one_line, shorten

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
ARXIV = "{http://arxiv.org/schemas/atom}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


class MalformedError(Exception):
    """The answer is not the kind of document that was asked for; the text says why."""


def parse(body: bytes, root: str) -> "etree._Element":
    """Return the document's root element.

    Args:
        body: The document; UTF-8, without DTD.
        root: The expected name of the root element, in lxml's form.

    Raises:
        MalformedError: It is cut, not well-formed, a web page, or carries a DTD or entities.
    """
    _check_look(body, root.rpartition("}")[2].encode())
    # No entity is resolved, nothing is loaded, and text nodes end at 10 MB (huge_tree).
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MalformedError(f"it is not well-formed ({str(error)[:80]})") from error
    if tree.getroottree().docinfo.internalDTD is not None:
        raise MalformedError("it has a document type definition")
    if tree.tag != root:
        raise MalformedError(f"it is a document of another kind ({str(tree.tag)[:40]})")
    return tree


def _check_look(body: bytes, name: bytes) -> None:
    """Reject the usual kinds of nonsense before the parser fails on them.

    Raises:
        MalformedError: It is one of them.
    """
    start = body[:4096].lower()
    if start[:64].strip().startswith(b"rate exceeded"):
        raise MalformedError('it only says "Rate exceeded."')
    if not body.strip():
        raise MalformedError("it is empty")
    if b"<!doctype" in start or b"<!entity" in start:
        is_page = b"<!doctype html" in start
        raise MalformedError("it is a web page" if is_page else "it carries entity definitions")
    if b"<" + name not in start:
        raise MalformedError("it is a web page" if b"<html" in start else "it is not a feed")
    if not body.rstrip().endswith(b"</" + name + b">"):
        raise MalformedError("it is cut short")


def text_of(parent: "etree._Element", tag: str) -> str:
    """Return the text of a child element; empty if there is none.

    Raises:
        MalformedError: There is markup inside it, so that text would be lost.
    """
    found = parent.find(tag)
    if found is None:
        return ""
    if len(found):
        raise MalformedError("there is markup inside a value")
    return str(found.text or "")


_ENTRY_ID = re.compile(r"https?://arxiv\.org/abs/(\S+v[0-9]+)")
_ERROR_ID = re.compile(r"https?://arxiv\.org/api/errors")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a valid answer to a question may hold."""

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
        RejectedError: arXiv says that the question is wrong.
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
    """Return the rejection that the error feed of a 400 states."""
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


_GUID = "oai:arXiv.org:"
_LEAD = re.compile(r"\s*arXiv:\S+\s+Announce Type:\s*\S+\s*?\n?\s*Abstract:\s?", re.IGNORECASE)
_KINDS = frozenset({"new", "cross", "replace", "replace-cross"})


def parse_news(body: bytes) -> list[Announcement]:
    """Return the announced papers in arXiv's order; none at weekends.

    Raises:
        MalformedError: It is not an RSS feed of arXiv.
    """
    channel = parse(body, "rss").find("channel")
    if channel is None:
        raise MalformedError("it has no channel")
    day = _day(text_of(channel, "pubDate"))
    return [_announcement(item, day) for item in channel.iterfind("item")]


def _announcement(item: "etree._Element", day: str) -> Announcement:
    guid, kind = text_of(item, "guid").strip(), text_of(item, f"{ARXIV}announce_type").strip()
    identifier = ArxivId.try_parse(guid.removeprefix(_GUID))
    if identifier is None or not guid.startswith(_GUID):
        raise MalformedError(f"an item has no arXiv identifier ({guid[:60]!r})")
    if kind not in _KINDS:
        raise MalformedError(f"an item is of an unknown kind ({kind[:40]!r})")
    title = one_line(text_of(item, "title"))
    if not title:
        raise MalformedError("a paper has no title")
    categories = (one_line(str(found.text or "")) for found in item.iterfind("category"))
    return Announcement(
        id=identifier,
        kind=kind,
        title=title,
        authors=_names(text_of(item, f"{DUBLIN_CORE}creator")),
        abstract=paragraphs(_LEAD.sub("", text_of(item, "description"), count=1)),
        categories=tuple(dict.fromkeys(name for name in categories if name)),
        announced=_day(text_of(item, "pubDate")) or day,
        license=one_line(text_of(item, f"{DUBLIN_CORE}rights")),
    )


def _names(creator: str) -> tuple[str, ...]:
    """Return the authors' names: joined by commas, each perhaps with affiliations in brackets."""
    names, depth, start = [], 0, 0
    for place, sign in enumerate(creator):
        depth = max(0, depth + (sign == "(") - (sign == ")"))
        if sign == "," and depth == 0:
            names.append(creator[start:place])
            start = place + 1
    names.append(creator[start:])
    bare = (one_line(re.sub(r"\s\(.*\)\s*$", "", name, flags=re.DOTALL)) for name in names)
    return tuple(name for name in bare if name)


def _day(text: str) -> str:
    try:
        return parsedate_to_datetime(text.strip()).date().isoformat()
    except (TypeError, ValueError):
        return ""
