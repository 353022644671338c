"""Open Library: books by ISBN, in the format that includes authors' names (openlibrary.org)."""

from urllib.parse import quote

from readlist.http.web import Answer
from readlist.sources.reading import Reading, inside, items, object_in, paper
from readlist.texts import date_in, plain_text, tidy_name, title_text

NAME = "Open Library"
HOST = "openlibrary.org"


def address(isbn: str) -> str:
    """Return the address of a book."""
    return f"https://{HOST}/api/books?bibkeys=ISBN:{quote(isbn)}&format=json&jscmd=data"


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return Open Library's metadata; None if it does not have the book."""
    if not answer.found:
        return None
    book = next(items(list(object_in(answer).values()), 1), None)
    if book is None:
        return None
    publisher = plain_text(inside(book, "publishers", 0, "name"))
    title, under = title_text(book.get("title")), title_text(book.get("subtitle"))
    return Reading(
        paper(
            identifier,
            NAME,
            title=f"{title}: {under}" if under and under not in title else title,
            authors=tuple(tidy_name(one.get("name")) for one in items(book.get("authors"), 500)),
            published=date_in(book.get("publish_date")),
            venue=publisher,
            publisher=publisher,
            type="book",
        )
    )
