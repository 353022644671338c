"""The daily announcement feed of arXiv, read strictly (https://info.arxiv.org/help/rss.html)."""

import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from readlist.arxiv_api.answers import Announcement
from readlist.arxiv_api.results import paragraphs
from readlist.arxiv_api.strict_xml import ARXIV, DUBLIN_CORE, MalformedError, parse, text_of
from readlist.arxiv_id import ArxivId
from readlist.text import one_line

if TYPE_CHECKING:
    from lxml import etree

_GUID = "oai:arXiv.org:"
_LEAD = re.compile(r"\s*arXiv:\S+\s+Announce Type:\s*\S+\s*?\n?\s*Abstract:\s?", re.IGNORECASE)
_KINDS = frozenset({"new", "cross", "replace", "replace-cross"})


def parse_news(body: bytes) -> list[Announcement]:
    """Return the announced papers in arXiv's order; none at weekends.

    Raises:
        MalformedError: It is no RSS feed of arXiv.
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
