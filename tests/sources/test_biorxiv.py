"""What is new on bioRxiv and medRxiv, by category and days."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from readlist.errors import ServiceError
from readlist.http.web import Web
from readlist.sources.biorxiv import news
from support.digest_kit import Pages, biorxiv_row, pages_on_loopback
from support.source_kit import web_for

FIRST, LAST = date(2026, 11, 14), date(2026, 11, 21)


@pytest.fixture
def pages() -> Iterator[tuple[Pages, str]]:
    """Serve the API on loopback."""
    with pages_on_loopback() as running:
        yield running


@pytest.fixture
def web(pages: tuple[Pages, str], tmp_path: Path) -> Web:
    """Return what asks it, without waiting."""
    return web_for(f"api.biorxiv.org={pages[1]}/api", tmp_path)


def test_pages_are_read_to_the_end(pages: tuple[Pages, str], web: Web) -> None:
    """First versions of the category, each once, with what the service says of them."""
    pages[0].put_biorxiv(*(biorxiv_row(number) for number in range(65)), biorxiv_row(3))
    found = news(web, "biorxiv", "Cell_biology", FIRST, LAST)
    assert len(found) == 65
    assert found[0].id == "doi:10.1101/2026.11.20.000000"
    assert (found[0].venue, found[0].published) == ("bioRxiv", "2026-11-20")
    assert [author.name for author in found[0].authors] == ["K. Kay", "L. M. Lee"]
    assert "category=cell_biology" in pages[0].asked[0]


def test_revisions_and_other_categories_stay_out(pages: tuple[Pages, str], web: Web) -> None:
    """The service has not always kept to the category that was asked for."""
    pages[0].put_biorxiv(
        biorxiv_row(1, version="2"),
        biorxiv_row(2, category="zoology"),
        biorxiv_row(3, title=""),
        biorxiv_row(4, doi="none"),
    )
    assert news(web, "biorxiv", "cell-biology", FIRST, LAST) == []


def test_nothing_is_no_fault(web: Web) -> None:
    """A category without papers, or days without any."""
    assert news(web, "biorxiv", "cell-biology", FIRST, LAST) == []


@pytest.mark.parametrize("body", ["<html>", json.dumps([1]), 500, 403])
def test_what_is_no_answer_is_a_fault(pages: tuple[Pages, str], web: Web, body: str | int) -> None:
    """Pages, other JSON, refusals."""
    pages[0].bodies["/api/details/biorxiv/2026-11-14/2026-11-21/0"] = body
    with pytest.raises(ServiceError):
        news(web, "biorxiv", "cell-biology", FIRST, LAST)
