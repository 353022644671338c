"""What a source made of an answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from readlist.clock import now
from readlist.metadata import Author, Metadata


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer says.

    Attributes:
        metadata: The paper.
        no_paper: Why it is none, as a clause: ``a figure of a paper``; empty for papers.
        onward: Another address that is to be asked instead.
        candidates: DOIs in the text of a page without tags, which may be its own.
    """

    metadata: Metadata | None = None
    no_paper: str = ""
    onward: str = ""
    candidates: tuple[str, ...] = ()


def paper(identifier: str, source: str, **facts: object) -> Metadata:
    """Return facts of a paper, with empty ones for what is not known; marked where incomplete.

    Args:
        identifier: As the list spells it.
        source: Who says so.
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
    """Whether title and year are known, and the people: some works have none."""
    return bool(found.title and found.published and (found.authors or found.venue))


NOTICE = re.compile(
    r"(?:(?:publisher|author|editorial)s?['’]? )?(?:correction|retraction(?: note| notice)?"
    r"|expression of concern|addendum|withdrawal)(?: to| for| of| note)?\s*:"
    r"|(?:erratum|errata|corrigend(?:um|a))\b(?! correction)",
    re.IGNORECASE,
)
"""How titles of notices begin."""
