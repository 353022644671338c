"""Parse answers: JSON, strictly and without trust, and the values that sources make of it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Never

from readlist.clock import now
from readlist.http.web import Answer, UnfitError
from readlist.metadata import Author, Metadata

Json = Any
"""Any JSON value; every access states the type it expects."""


def parsed(body: bytes) -> Json:
    """Return the JSON value of an answer.

    Raises:
        UnfitError: It is not JSON, or nested without end.
    """
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=_no_number)
    except RecursionError:
        raise UnfitError("it is nested too deeply") from None
    except ValueError:
        start = body[:200].lstrip().lower()
        is_page = start.startswith((b"<!doctype", b"<html", b"<head"))
        raise UnfitError("it sent a web page" if is_page else "it sent incomplete JSON") from None


def _no_number(word: str) -> Never:
    raise ValueError(word)


def object_in(answer: Answer, *path: str) -> Mapping[str, Json]:
    """Return an object of an answer.

    Raises:
        UnfitError: There is none.
    """
    found = parsed(answer.body)
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    if not isinstance(found, Mapping):
        raise UnfitError("it sent JSON in another form")
    return found


def inside(data: Json, *path: str | int) -> Json:
    """Return the value at a path of keys and positions; None if there is none."""
    for step in path:
        if isinstance(step, str):
            data = data.get(step) if isinstance(data, Mapping) else None
        else:
            data = data[step] if isinstance(data, list) and -len(data) <= step < len(data) else None
    return data


def first(data: Json) -> Json:
    """Return the first item of a list; any other value unchanged."""
    return inside(data, 0) if isinstance(data, list) else data


def items(data: Json, most: int = 10_000) -> Iterator[Mapping[str, Json]]:
    """Yield the objects in a list."""
    if isinstance(data, list):
        yield from (item for item in data[:most] if isinstance(item, Mapping))


def words(data: Json) -> list[str]:
    """Return the strings in a list, or the one string."""
    if isinstance(data, str):
        return [data]
    return [item for item in data if isinstance(item, str)] if isinstance(data, list) else []


def word(data: Json) -> str:
    """Return a string; "" for anything else."""
    return data if isinstance(data, str) else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The content of an answer.

    Attributes:
        metadata: The paper.
        no_paper: Why it is not a paper, as a clause: ``a figure of a paper``; empty for papers.
        onward: Another address to ask instead.
        candidates: DOIs in the text of a page without tags that may be its own.
    """

    metadata: Metadata | None = None
    no_paper: str = ""
    onward: str = ""
    candidates: tuple[str, ...] = ()


def paper(identifier: str, source: str, **facts: object) -> Metadata:
    """Return a paper's metadata, with empty values for what is not known; marked if incomplete.

    Args:
        identifier: As the list spells it.
        source: The name of the service.
        facts: Fields of `Metadata`; ``authors`` may be names.
    """
    given: dict[str, object] = {
        "id": identifier,
        "version": 0,
        "title": "",
        "abstract": "",
        "categories": (),
        "published": "",
        "updated": "",
        "source": source,
        "fetched": now().isoformat(timespec="seconds"),
        **facts,
    }
    names = given.get("authors", ())
    assert isinstance(names, Sequence)
    given["authors"] = tuple(
        name if isinstance(name, Author) else Author(str(name)) for name in names if name
    )
    found = Metadata(**given)  # type: ignore[arg-type]  # fields of any kind
    return replace(found, incomplete=found.incomplete or not is_complete(found))


def is_complete(found: Metadata) -> bool:
    """Return whether title and year are known, and the people or the venue."""
    return bool(found.title and found.published and (found.authors or found.venue))


NOTICE = re.compile(
    r"(?:(?:publisher|author|editorial)s?['’]? )?(?:correction|retraction(?: note| notice)?"
    r"|expression of concern|addendum|withdrawal)(?: to| for| of| note)?\s*:"
    r"|(?:erratum|errata|corrigend(?:um|a))\b(?! correction)",
    re.IGNORECASE,
)
"""The beginnings of titles of notices."""
