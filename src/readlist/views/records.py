"""Papers as records for programs: JSON, and lines with tabs between the fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from readlist.paper import JSON_KEYS, Paper
from readlist.reading_list.papers import LINE_FIELDS
from readlist.tex import readable
from readlist.text import CLOSE, OPEN, one_line, visible

if TYPE_CHECKING:
    from readlist.metadata import Metadata

DETAIL_FIELDS = ("abstract", "comment", "journal_ref", "doi", "versions", "withdrawn")
"""Fields that come from a paper's metadata."""

RANK_FIELDS = ("score", "reasons", "value", "terms")
"""Fields of ranked papers."""

FIELDS = tuple(
    dict.fromkeys((*JSON_KEYS, "year", "extra", *DETAIL_FIELDS, "highlights", *RANK_FIELDS))
)
"""Fields that can be chosen."""

_PROSE = frozenset({"title", "authors", "abstract", "comment", "journal_ref"})
"""Fields that may hold TeX; only JSON has them unchanged."""

_BETWEEN = {"authors": "; ", "reasons": "; ", "terms": "; ", "highlights": "; "}


def record(
    paper: Paper, pdf: str | None, metadata: "Metadata | None" = None, *, details: bool = False
) -> dict[str, Any]:
    """Return a paper as JSON values.

    Args:
        paper: The paper.
        pdf: The path of its PDF.
        metadata: Its metadata, if known.
        details: Whether to add `DETAIL_FIELDS`; they are null if not known.
    """
    data = paper.to_json(pdf)
    if details:
        known = metadata.to_json() if metadata else {}
        data |= {name: known.get(name) for name in DETAIL_FIELDS} | {"doi": _doi(paper, metadata)}
    return data


def _doi(paper: Paper, metadata: "Metadata | None") -> str | None:
    return paper.doi or (metadata.doi if metadata else None)


def as_json(
    records: Iterable[Mapping[str, Any]], fields: Sequence[str] = (), *, utf8: bool = True
) -> str:
    """Return records as a JSON array, one record on each line.

    Args:
        records: From `record`.
        fields: The fields to include; all by default.
        utf8: Whether the text may hold other characters than ASCII.
    """
    import json  # noqa: PLC0415 - lines with tabs do without

    chosen = [_chosen(one, fields) for one in records]
    body = ",\n".join(visible(json.dumps(one, ensure_ascii=not utf8)) for one in chosen)
    return f"[\n{body}\n]" if body else "[]"


def _chosen(one: Mapping[str, Any], fields: Sequence[str]) -> Mapping[str, Any]:
    return {name: _value(one, name) for name in fields} if fields else one


def as_lines(records: Iterable[Mapping[str, Any]], fields: Sequence[str] = ()) -> Iterator[str]:
    """Yield records as lines: no tab or newline within a field, nothing cut, no TeX."""
    names = fields or LINE_FIELDS
    for one in records:
        yield "\t".join(_field(name, _value(one, name)) for name in names)


def as_pairs(one: Mapping[str, Any]) -> list[str]:
    """Return one record as lines ``name TAB value``, without what is empty."""
    pairs = ((name, _field(name, value)) for name, value in one.items())
    return [f"{one_line(name)}\t{text}" for name, text in pairs if text]


def _value(one: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - a JSON value
    if name == "year":
        published = one.get("published")
        return int(published[:4]) if published else None
    if name == "extra":  # not in the record if the reader has added no keys
        return one.get(name, {})
    return one.get(name)


def _field(name: str, value: Any) -> str:  # noqa: ANN401 - a JSON value
    if value is None or value is False:
        return ""
    if value is True:
        return "*" if name == "star" else "true"
    if isinstance(value, (list, tuple)):
        return _BETWEEN.get(name, ",").join(_field(name, item) for item in value)
    if isinstance(value, dict):
        return _object(name, value)
    return one_line(readable(str(value)) if name in _PROSE else str(value))


def _object(name: str, value: Mapping[str, Any]) -> str:
    if name == "highlights":
        words = [f"p. {value['page']}", one_line(value["text"]), one_line(value["comment"])]
        return " ".join(filter(None, words))
    if name == "terms":
        return f"{one_line(value['text'])} {value['weight']:+}"
    return ",".join(f"{one_line(name)}={_field(name, item)}" for name, item in value.items())


def plain_context(text: str) -> str:
    """Return the context of a match as plain text, on one line."""
    return one_line(text.replace(OPEN, "").replace(CLOSE, ""))
