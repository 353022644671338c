"""schema.org's description of an article, as pages embed it: JSON-LD."""

from collections.abc import Iterator, Mapping
from typing import Any

from readlist.model.identifiers import name_of_doi
from readlist.sources.reading import Json, first, inside, word, words
from readlist.texts import abstract_text, date_in, name_of, plain_text, tidy_name, title_text

_TYPES = {
    "scholarlyarticle": "article-journal", "medicalscholarlyarticle": "article-journal",
    "article": "", "techarticle": "", "report": "report", "thesis": "thesis", "book": "book",
    "chapter": "chapter", "dataset": "dataset", "softwaresourcecode": "software",
    "blogposting": "post-weblog", "newsarticle": "article-newspaper", "creativework": "",
    "publication": "", "preprint": "article",
}  # fmt: skip
_DEEPEST, _MOST = 6, 2_000


def work_in(documents: list[Json]) -> dict[str, Any] | None:
    """Return the facts of the first work that is described; None if there is none."""
    best: dict[str, Any] | None = None
    for node in _nodes(documents, 0, [_MOST]):
        if not any(_kind(name) in _TYPES for name in words(node.get("@type"))):
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


def _kind(name: str) -> str:
    return name.rpartition("/")[2].rpartition(":")[2].lower()


def _facts(node: Mapping[str, Json]) -> dict[str, Any]:
    part_of, issue, volume = first(node.get("isPartOf")), "", ""
    while isinstance(part_of, Mapping) and isinstance(part_of.get("isPartOf"), (Mapping, list)):
        issue = issue or plain_text(part_of.get("issueNumber"))
        volume = volume or plain_text(part_of.get("volumeNumber"))
        part_of = first(part_of["isPartOf"])
    kinds = [_TYPES.get(_kind(name), "") for name in words(node.get("@type"))]
    start, end = plain_text(node.get("pageStart")), plain_text(node.get("pageEnd"))
    return {
        "title": title_text(node.get("headline")) or title_text(node.get("name")),
        "authors": [name for name in _people(node.get("author") or node.get("creator")) if name],
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


def _people(data: Json) -> Iterator[str]:
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
