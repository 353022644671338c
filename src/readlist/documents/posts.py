"""Messages and posts in exports of chats and networks: their text with its links.

Slack writes links as ``<address|words>``, Telegram cuts a message into pieces, Mastodon writes
HTML, Twitter and Bluesky give the full addresses separately from the text.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from readlist.document_model import Block, Part, Role
from readlist.documents import inline_markdown, lines
from readlist.documents.inline import Inline
from readlist.documents.lines import mend
from readlist.patterns import pattern
from readlist.texts.letters import without_entities

_SLACK = pattern(r"<(https?://[^<>|\s]+)(?:\|([^<>]*))?>")
_NAMES = ("text", "content", "body", "message", "markdown", "description", "parts", "title",
          "string", "full_text", "fullText", "selftext", "textContent", "note")  # fmt: skip
_POSTS = ("full_text", "fullText", "text", "content")
_HTML = pattern(r"<(?:p|br|a|div|ul|li|span|h\d|blockquote)\b[^<>]{0,2000}>", 2)
_PIECE = frozenset("type text href user_id document_id language collapsed".split())
"""The keys of a part of a message in an export of Telegram."""
_KNOWN = frozenset({"entities", "extended_entities", "facets", "urls", "legacy"})
_DEEPEST = 5


class Folder(NamedTuple):
    """A folder of bookmarks, or a page of an outline."""

    name: str
    children: tuple[str, ...]


class Post(NamedTuple):
    """A post whose addresses are given separately from its text."""

    inline: Inline
    written: str
    rest: tuple[str, ...]
    """The other keys, which may hold something to read."""
    known: frozenset[str]
    """Those of them that only repeat the text."""


def is_message(value: Mapping[str, Any]) -> bool:
    """Return whether an object is a message."""
    return any(isinstance(value.get(name), str | list) for name in _NAMES)


def folder_of(value: Mapping[str, Any]) -> Folder | None:
    """Return the folder that an object with a name and children stands for."""
    children = value.get("children")
    name = value.get("title") if isinstance(value.get("title"), str) else value.get("name")
    if not isinstance(children, list) or not isinstance(name, str):
        return None
    if not all(isinstance(x, Mapping) for x in children) or "string" in value:
        return None
    return Folder(" ".join(name.split()), ("children",))


def of_post(value: Mapping[str, Any]) -> Post | None:
    """Return a social network's post whose full addresses are given."""
    name = next((x for x in _POSTS if isinstance(value.get(x), str)), "")
    text = str(value[name]) if name else ""
    if not text:
        return None
    rest = tuple(str(k) for k, v in value.items() if isinstance(v, Mapping | list))
    facets = value.get("facets")
    if isinstance(facets, list):
        return Post(_of_facets(text, facets), text, rest, _KNOWN)
    addresses = dict(_expanded([value.get(x) for x in ("entities", "urls")], 0))
    if not addresses:
        return None
    return Post(_of_addresses(text, addresses), text, rest, _KNOWN)


def _expanded(value: Any, depth: int) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield the shortened addresses with the full ones."""
    if isinstance(value, list) and depth < _DEEPEST:
        for item in value[:200]:
            yield from _expanded(item, depth + 1)
    elif isinstance(value, Mapping) and depth < _DEEPEST:
        short, whole = value.get("url"), value.get("expanded_url") or value.get("expandedUrl")
        if isinstance(whole, str):
            yield (short if isinstance(short, str) else whole), whole
        else:
            for inner in value.values():
                yield from _expanded(inner, depth + 1)


def _of_addresses(text: str, addresses: Mapping[str, str]) -> Inline:
    inline, done = Inline(), 0
    places = sorted((text.find(short), short) for short in addresses)
    for start, short in places:
        if start < done:
            continue
        inline.add(text[done:start])
        begin = inline.length
        inline.add(short)
        inline.link(addresses[short], begin)
        done = start + len(short)
    inline.add(text[done:])
    for start, short in places:
        if start < 0:
            inline.add("\n")
            begin = inline.length
            inline.add(addresses[short])
            inline.link(addresses[short], begin)
    return inline


def _of_facets(text: str, facets: list[Any]) -> Inline:
    """Read Bluesky's text, whose links count bytes."""
    data, inline, done = text.encode("utf-8", "replace"), Inline(), 0
    for start, end, url in sorted(_faceted(facets)):
        if not done <= start < end <= len(data):
            continue
        inline.add(data[done:start].decode("utf-8", "replace"))
        begin = inline.length
        inline.add(data[start:end].decode("utf-8", "replace"))
        inline.link(url, begin)
        done = end
    inline.add(data[done:].decode("utf-8", "replace"))
    return inline


def _faceted(facets: list[Any]) -> Iterator[tuple[int, int, str]]:
    for facet in facets[:200]:
        if not isinstance(facet, Mapping):
            continue
        index, features = facet.get("index"), facet.get("features")
        if not isinstance(index, Mapping) or not isinstance(features, list):
            continue
        start, end = index.get("byteStart"), index.get("byteEnd")
        urls = [x.get("uri") for x in features if isinstance(x, Mapping)]
        if isinstance(start, int) and isinstance(end, int) and urls and isinstance(urls[0], str):
            yield start, end, urls[0]


def of_text(value: str, name: str, line: int) -> Iterator[Part]:
    """Yield the blocks of a string: HTML, a message with mark-up, or plain text."""
    if "<" in value and _HTML.search(value):
        from readlist.documents.formats import html  # noqa: PLC0415 - few strings are HTML

        for part in html.parse(value)[0]:
            yield part._replace(line=line)
        return
    if "\n" in value or name in _NAMES or name.lower() in _NAMES:
        yield from blocks(of_markup(value), line)
        return
    inline = Inline()
    inline.add(without_entities(value))
    block = inline.block(line)
    if block:
        yield block


def of_markup(value: str) -> Inline:
    """Read a message: Slack's links, and Markdown's where there are any."""
    if "<http" in value and _SLACK.search(value):
        return _of_slack(value)
    inline = Inline()
    if "](" in value or "[[" in value or "||" in value:
        inline_markdown.write(inline, value.replace("||", " "), {})
    else:
        inline.add(value)
    return inline


def _of_slack(value: str) -> Inline:
    """Read ``<address|words>``, as Slack writes links."""
    inline = Inline()
    done = 0
    for match in _SLACK.finditer(value):
        inline.add(value[done : match.start()])
        start = inline.length
        inline.add(match[2] or match[1])
        inline.link(match[1], start)
        done = match.end()
    inline.add(value[done:])
    return inline


def of_pieces(value: list[Any]) -> Inline | None:
    """Read a message that Telegram split into strings and objects with a type and a text."""

    def piece(item: Any) -> bool:  # noqa: ANN401
        return (
            isinstance(item, Mapping)
            and {"type", "text"} <= set(item) <= _PIECE
            and isinstance(item["text"], str)
        )

    if not any(map(piece, value)) or not all(isinstance(x, str) or piece(x) for x in value):
        return None
    inline = Inline()
    for item in value:
        start = inline.length
        inline.add(item if isinstance(item, str) else item["text"])
        if isinstance(item, Mapping):
            inline.link(str(item.get("href") or ""), start)
            if item["type"] in {"bold", "italic"}:
                inline.mark(start)
    return inline


def blocks(inline: Inline, line: int) -> Iterator[Block]:
    """Yield the blocks of a message; no line of it is a heading."""
    text = inline.text
    if not inline.links and "\n" in text.strip():
        for block in lines.text_blocks(mend(text), 1):
            role = Role.TEXT if block.role is Role.HEADING else block.role
            yield block._replace(
                line=line, role=role, level=0 if role is Role.TEXT else block.level
            )
        return
    whole = inline.block(line)
    if whole:
        yield whole
