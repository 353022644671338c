"""The head of a web page: its meta tags, links, title, JSON, JSON-LD and scripts, some of its text.

Pages may come from anywhere. The text is read once, from its beginning to `MOST`; comments and
scripts are skipped, and a script that is not closed ends it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from readlist.http.web import Answer
from readlist.model.identifiers import name_of_doi
from readlist.sources.reading import Json, first, inside, items, word, words
from readlist.texts import abstract_text, date_in, name_of, plain_text, tidy_name, title_text
from readlist.texts.letters import without_entities

_LD_TYPES = {
    "scholarlyarticle": "article-journal", "medicalscholarlyarticle": "article-journal",
    "article": "", "techarticle": "", "report": "report", "thesis": "thesis", "book": "book",
    "chapter": "chapter", "dataset": "dataset", "softwaresourcecode": "software",
    "blogposting": "post-weblog", "newsarticle": "article-newspaper", "creativework": "",
    "publication": "", "preprint": "article",
}  # fmt: skip
_DEEPEST, _MOST = 6, 2_000


def ld_work(documents: list[Json]) -> dict[str, Any] | None:
    """Return the facts of the first work described in JSON-LD; None if there is none."""
    best: dict[str, Any] | None = None
    for node in _nodes(documents, 0, [_MOST]):
        if not any(_ld_kind(name) in _LD_TYPES for name in words(node.get("@type"))):
            continue
        facts = _facts(node)
        if facts["title"] and facts["authors"]:
            return facts
        best = best or (facts if facts["title"] else None)
    return best


def _nodes(data: Json, depth: int, left: list[int]) -> Iterator[Mapping[str, Json]]:
    if depth > _DEEPEST or left[0] <= 0:
        return
    left[0] -= 1
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1, left)
    elif isinstance(data, Mapping):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "about"):
            yield from _nodes(data.get(name), depth + 1, left)


def _ld_kind(name: str) -> str:
    return name.rpartition("/")[2].rpartition(":")[2].lower()


def _facts(node: Mapping[str, Json]) -> dict[str, Any]:
    part_of, issue, volume = first(node.get("isPartOf")), "", ""
    while isinstance(part_of, Mapping) and isinstance(part_of.get("isPartOf"), (Mapping, list)):
        issue = issue or plain_text(part_of.get("issueNumber"))
        volume = volume or plain_text(part_of.get("volumeNumber"))
        part_of = first(part_of["isPartOf"])
    kinds = [_LD_TYPES.get(_ld_kind(name), "") for name in words(node.get("@type"))]
    start, end = plain_text(node.get("pageStart")), plain_text(node.get("pageEnd"))
    return {
        "title": title_text(node.get("headline")) or title_text(node.get("name")),
        "authors": [name for name in _ld_people(node.get("author") or node.get("creator")) if name],
        "date": next(
            filter(None, (date_in(node.get(x)) for x in ("datePublished", "dateCreated"))), ""
        ),
        "venue": plain_text(inside(part_of, "name")) or plain_text(part_of),
        "volume": plain_text(inside(part_of, "volumeNumber")) or volume,
        "issue": plain_text(inside(part_of, "issueNumber")) or issue,
        "pages": plain_text(node.get("pagination"))
        or (f"{start}-{end}" if start and end else start),
        "publisher": plain_text(inside(first(node.get("publisher")), "name")),
        "abstract": abstract_text(node.get("abstract")) or abstract_text(node.get("description")),
        "dois": [doi for doi in _named(node) if name_of_doi(doi)],
        "type": next(filter(None, kinds), ""),
    }


def _ld_people(data: Json) -> Iterator[str]:
    for person in data[:10_000] if isinstance(data, list) else [data]:
        if isinstance(person, Mapping):
            name = person.get("name")
            yield tidy_name(first(name)) or name_of(
                person.get("givenName"), person.get("familyName")
            )
        else:
            yield tidy_name(person)


def _named(node: Mapping[str, Json]) -> Iterator[str]:
    for name in ("identifier", "sameAs", "@id", "doi", "url"):
        data = node.get(name)
        for one in data[:50] if isinstance(data, list) else [data]:
            value = one.get("value") or one.get("@value") if isinstance(one, Mapping) else one
            yield word(value)


_XPLORE = re.compile(r"xplGlobal\.document\.metadata\s{0,5}=\s{0,5}(?=\{)")
_TYPES = {"conferences": "paper-conference", "periodicals": "article-journal", "books": "chapter"}


def state_in(script: str) -> Json:
    """Return the facts of the page's paper that a script assigns; None if there are none."""
    found = _XPLORE.search(script)
    if not found:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(script, found.end())[0]
    except (ValueError, RecursionError):
        return None


def work_of(state: Json) -> dict[str, Any] | None:
    """Return the facts in such a value; None if there are none."""
    if not isinstance(state, Mapping) or not state.get("title"):
        return None
    start, end = plain_text(state.get("startPage")), plain_text(state.get("endPage"))
    dates = (state.get(name) for name in ("publicationDate", "publicationYear", "copyrightYear"))
    return {
        "title": title_text(state.get("title")),
        "authors": [name for name in _people(state.get("authors")) if name],
        "date": next(filter(None, map(date_in, dates)), ""),
        "venue": plain_text(state.get("publicationTitle")),
        "volume": plain_text(state.get("volume")),
        "issue": plain_text(state.get("issue")),
        "pages": f"{start}-{end}" if start and end and start != end else start,
        "publisher": plain_text(state.get("publisher")),
        "abstract": abstract_text(state.get("abstract")),
        "dois": [word(state.get("doi"))] if state.get("doi") else [],
        "type": _TYPES.get(word(state.get("contentType")), ""),
    }


def _people(data: Json) -> Iterator[str]:
    for person in items(data):
        yield tidy_name(person.get("name")) or name_of(
            person.get("firstName"), person.get("lastName")
        )


MOST = 1_500_000
"""Characters of a page that are read."""
_MOST_TAGS, _MOST_TEXT, _MOST_VALUE = 20_000, 200_000, 30_000
_OPEN = re.compile(r"<(!--|/?[A-Za-z][A-Za-z0-9:-]{0,30})")
_REST = re.compile(r"""(?:[^<>"']|"[^"]{0,30000}"|'[^']{0,30000}'){0,400}?\s*/?>""")
_REST_PLAIN = re.compile(r"[^>]{0,30000}>")
_ATTRIBUTE = re.compile(
    r"""([A-Za-z_:][\w:.-]{0,60})\s{0,20}=\s{0,20}("[^"]{0,30000}"|'[^']{0,30000}'|[^\s"'<>=`]{1,3000})"""
)
_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE
)
_SILENT = frozenset("script style noscript svg template".split())
_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in (*_SILENT, "title", "h1")}
_LONGEST_HEADING = 5_000
_REFRESH = re.compile(r"\s*\d*\s*[;,]?\s*url\s*=\s*['\"]?([^'\"\s]{1,2000})", re.IGNORECASE)


@dataclass(slots=True)
class PageTags:
    """The tags of a page."""

    meta: list[tuple[str, str]] = field(default_factory=list)
    """Names in lower case with their contents, in order."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Relations and addresses of ``link`` elements."""
    anchors: list[tuple[str, str]] = field(default_factory=list)
    """Addresses of ``a`` elements, with all their attributes as text."""
    title: str = ""
    heading: str = ""
    ld: list[Json] = field(default_factory=list)
    states: list[Json] = field(default_factory=list)
    """What the page's scripts say about its paper."""
    text: str = ""
    refresh: str = ""
    """Where the page redirects its readers."""

    def all(self, *names: str) -> list[str]:
        """Return the contents under the first name that has any."""
        for name in names:
            found = [value for key, value in self.meta if key == name and value]
            if found:
                return found
        return []

    def one(self, *names: str) -> str:
        """Return the first content under any of the names; "" if there is none."""
        return next(iter(self.all(*names)), "")


def decoded(answer: Answer) -> str:
    """Return a page's text, decoded as header or page declare, else as Windows-1252."""
    body = answer.body[: MOST * 4]
    named = _META_CHARSET.search(body[:4096])
    inside = named[1].decode("ascii") if named else ""
    for charset in ("utf-8-sig", answer.charset, inside):
        try:
            return body.decode(charset)[:MOST] if charset else _never(body)
        except (LookupError, UnicodeError, ValueError):
            continue
    if inside or answer.charset:
        cut = body.decode("utf-8", "replace")
        if cut.count("\ufffd") <= 2 and len(body) == MOST * 4:
            return cut[:MOST]
    return body.decode("cp1252", "replace")[:MOST]


def _never(body: bytes) -> str:
    raise LookupError(len(body))


def page_of(html: str) -> PageTags:
    """Return the tags of a page."""
    page = PageTags()
    pieces: list[str] = []
    size = done = 0
    last_comment = html.rfind("-->")
    for _ in range(_MOST_TAGS):
        found = _OPEN.search(html, done)
        if not found:
            break
        if size < _MOST_TEXT:
            piece = html[done : found.start()]
            pieces.append(piece)
            size += len(piece)
        if found[1] == "!--":
            # An unclosed one hides nothing: Internet Explorer's conditional comments look so.
            closed = found.end() <= last_comment
            done = html.find("-->", found.end()) + 3 if closed else found.end()
            continue
        done = _after(html, found, page)
        if done < 0:
            break
        pieces.append(" ")
    page.text = " ".join(without_entities("".join(pieces)).split())[:_MOST_TEXT]
    return page


def _after(html: str, found: re.Match[str], page: PageTags) -> int:
    """Read the element that begins here; return where it ends, -1 if it does not."""
    name = found[1].lower()
    rest = _REST.match(html, found.end()) or _REST_PLAIN.match(html, found.end())
    if not rest:
        return found.end()
    attributes = dict(_attributes(rest[0]))
    if name in _SILENT or name in ("title", "h1"):
        end = _end_of(html, name, rest.end())
        if end < 0:
            return -1 if name in _SILENT else rest.end()
        _take_content(page, name, attributes, html[rest.end() : end])
        return end
    _take(page, name, attributes)
    return rest.end()


def _end_of(html: str, name: str, start: int) -> int:
    """Return where an element ends, -1 if it does not; headings are short."""
    limit = len(html) if name in _SILENT else start + _LONGEST_HEADING
    found = _ENDS[name].search(html, start, limit)
    return found.start() if found else -1


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for found in _ATTRIBUTE.finditer(text):
        value = found[2]
        value = value[1:-1] if value[0] in "\"'" else value
        yield found[1].lower(), without_entities(value[:_MOST_VALUE])


def _take(page: PageTags, name: str, attributes: dict[str, str]) -> None:
    if name == "meta":
        content = attributes.get("content", "").strip()
        for key in ("name", "property", "itemprop"):
            if attributes.get(key):
                page.meta.append((attributes[key].strip().lower(), content))
                break
        refresh = _REFRESH.match(content) if "http-equiv" in attributes else None
        if refresh and attributes["http-equiv"].lower() == "refresh":
            page.refresh = refresh[1]
    elif name == "link" and attributes.get("href"):
        page.links.append((attributes.get("rel", "").lower(), attributes["href"]))
    elif name == "a" and attributes.get("href"):
        said = " ".join(v for k, v in attributes.items() if k in ("class", "title", "type", "id"))
        page.anchors.append((attributes["href"], said.lower()))


def _take_content(page: PageTags, name: str, attributes: dict[str, str], content: str) -> None:
    if name == "title":
        page.title = page.title or content[:2000]
    elif name == "h1":
        page.heading = page.heading or content[:2000]
    elif name == "script" and "ld+json" in attributes.get("type", ""):
        try:
            page.ld.append(json.loads(content[:MOST], strict=False))
        except (ValueError, RecursionError):
            return
    elif name == "script" and (state := state_in(content)):
        page.states.append(state)
