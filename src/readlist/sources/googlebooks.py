"""Google Books: books by ISBN that Open Library does not have (www.googleapis.com)."""

from urllib.parse import quote

from readlist.http.web import Answer
from readlist.model.identifiers import name_of_isbn
from readlist.sources.reading import Reading, inside, items, object_in, paper, words
from readlist.texts import abstract_text, date_in, plain_text, tidy_name, title_text

NAME = "Google Books"
HOST = "www.googleapis.com"


def address(isbn: str) -> str:
    """Return the address of a book."""
    return f"https://{HOST}/books/v1/volumes?q=isbn:{quote(isbn)}"


def read(answer: Answer, identifier: str) -> Reading | None:
    """Return Google's metadata of the book with exactly this ISBN; None if there is none."""
    if not answer.found:
        return None
    for book in items(object_in(answer).get("items"), 20):
        info = book.get("volumeInfo")
        numbers = items(inside(info, "industryIdentifiers"), 9)
        if identifier not in [name_of_isbn(number.get("identifier")) for number in numbers]:
            continue
        publisher = plain_text(inside(info, "publisher"))
        title, under = title_text(inside(info, "title")), title_text(inside(info, "subtitle"))
        found = paper(
            identifier,
            NAME,
            title=f"{title}: {under}" if under else title,
            authors=tuple(map(tidy_name, words(inside(info, "authors")))),
            abstract=abstract_text(inside(info, "description")),
            published=date_in(inside(info, "publishedDate")),
            venue=publisher,
            publisher=publisher,
            type="book",
        )
        return Reading(found)
    return None
