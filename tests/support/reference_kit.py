"""Works as services describe them."""

from typing import Any

from readlist.metadata import Author, Metadata


def work(**facts: Any) -> Metadata:
    """Return a work as a service describes it."""
    authors = facts.pop("authors", ("Ada Lovelace", "Grace Hopper", "Alan Turing"))
    given: dict[str, Any] = {
        "id": "doi:10.5555/x",
        "version": 0,
        "title": "Sparse Experts for Long Documents: A Study",
        "abstract": "",
        "categories": (),
        "published": "2021-05-03",
        "updated": "",
        "venue": "Journal of Machine Learning Research",
        "type": "article-journal",
        **facts,
        "authors": tuple(map(Author, authors)),
    }
    return Metadata(**given)
