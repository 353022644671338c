"""OpenReview: the tags of the forum's page, or its API for readers who have a token.

The API has challenged anonymous callers since summer 2026. A venue that rejected the paper, or that
only its authors state, does not count.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from readlist.http.web import Answer, UnfitError
from readlist.metadata import Metadata
from readlist.sources import pages
from readlist.sources.reading import Json, Reading, inside, object_in, paper, word
from readlist.texts import abstract_text, plain_text, tidy_name, title_text

NAME = "OpenReview"
HOST, APIS = "openreview.net", ("api2.openreview.net", "api.openreview.net")
_NOT_ACCEPTED = re.compile(
    r"(?:Rejected|Withdrawn|Desk_Rejected)_Submission|/Submission$|^OpenReview\.net/"
)


def address(forum: str) -> str:
    """Return the address of the forum's page."""
    return f"https://{HOST}/forum?id={quote(forum, safe='')}"


def api_addresses(forum: str) -> list[str]:
    """Return the addresses of a note: in the new API, then in that of old venues."""
    return [f"https://{host}/notes?id={quote(forum, safe='')}" for host in APIS]


def read_page(answer: Answer, identifier: str) -> Reading | None:
    """Return the metadata of the forum's page; None if there is no such forum.

    Raises:
        UnfitError: It is a challenge in front of the page.
    """
    if urlsplit(answer.address).path.startswith("/challenge"):
        raise UnfitError("it asks for proof that a person is reading")
    reading = pages.read(answer, identifier)
    if reading is None or reading.metadata is None:
        return reading
    facts = reading.metadata
    named = {"source": NAME, "type": "paper-conference" if facts.venue else "article"}
    return Reading(paper(**_fields(facts) | named))  # type: ignore[arg-type]


def _fields(facts: Metadata) -> dict[str, object]:
    return {
        "identifier": facts.id,
        **{
            name: getattr(facts, name)
            for name in ("title", "authors", "abstract", "published", "venue", "pdf", "identifiers")
        },
    }


def read_api(answer: Answer, identifier: str) -> Reading | None:
    """Return a note's metadata from either API; None if there is none."""
    if not answer.found:
        return None
    note = inside(object_in(answer), "notes", 0)
    forum = identifier.removeprefix("openreview:")
    if not isinstance(note, Mapping) or note.get("id") != forum:
        return None
    content = note.get("content")
    venue_id = word(_value(content, "venueid"))
    accepted = bool(venue_id) and not _NOT_ACCEPTED.search(venue_id)
    venue = plain_text(_value(content, "venue")) if accepted else ""
    file = word(_value(content, "pdf"))
    return Reading(
        paper(
            identifier,
            NAME,
            title=title_text(_value(content, "title")),
            authors=tuple(_people(_value(content, "authors"))),
            abstract=abstract_text(_value(content, "abstract")),
            published=_day(note.get("pdate")) or _day(note.get("cdate")),
            venue=venue,
            type="paper-conference" if venue else "article",
            pdf=f"https://{HOST}{file}" if file.startswith("/") else file,
        )
    )


def _value(content: Json, name: str) -> Json:
    found = inside(content, name)
    return found.get("value") if isinstance(found, Mapping) and "value" in found else found


def _people(data: Json) -> Iterator[str]:
    for person in data[:10_000] if isinstance(data, list) else []:
        yield tidy_name(inside(person, "fullname") if isinstance(person, Mapping) else person)


def _day(milliseconds: Json) -> str:
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int):
        return ""
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
