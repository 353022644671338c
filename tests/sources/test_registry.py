"""What holds for every service of the registry."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from readlist.sources import KEYS, Access
from readlist.sources.manners import is_known
from readlist.sources.registry import FINDING_PDFS, REGISTRY, WIDENING, Source
from support.source_kit import web_for

ONE = {
    "arxiv": "2310.06825",
    "doi": "10.1101/2020.01.01.123456",
    "openreview": "rygGQyrFvH",
    "acl": "2020.acl-main.703",
    "pmid": "34265844",
    "isbn": "9780262035613",
    "url": "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8371605/",
}
"""An identifier of each kind that every service of the kind may be asked about."""
EVERY = [
    *((kind, source) for kind, sources in REGISTRY.items() for source in sources),
    *(("doi", source) for source in (*WIDENING, *FINDING_PDFS)),
]
each = pytest.mark.parametrize(("kind", "source"), EVERY, ids=lambda one: getattr(one, "key", one))


@each
def test_every_service_is_asked_at_its_own_pace(kind: str, source: Source, tmp_path: Path) -> None:
    """Its hosts stand in `manners` under its name, and nothing secret is in an address."""
    access = Access(
        web_for("", tmp_path),
        mail="me@example.org",
        openalex_key="a-secret",
        semantic_scholar_key="b-secret",
        openreview_token="c-secret",
    )
    addresses = source.addresses(ONE[kind], access)
    assert addresses
    for address in addresses:
        parts = urlsplit(address)
        assert parts.scheme == "https"
        assert "secret" not in address
        if source.key != "pages":  # the reader's own address
            assert is_known(parts.hostname or ""), f"{parts.hostname} has no pace in manners"


def test_every_service_is_told_in_the_docs() -> None:
    """docs/sources.md names it as it is switched off."""
    page = (Path(__file__).parents[2] / "docs" / "sources.md").read_text("utf-8")
    assert [key for key in KEYS if f"`{key}`" not in page] == []
