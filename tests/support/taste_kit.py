"""A reader who likes expert routing and does not like bird songs, and papers of both kinds."""

import json
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from arxiv_sim import ArxivSim
from readlist.arxiv_id import ArxivId
from readlist.metadata import Metadata
from readlist.paper_files import PaperFiles

ROUTING = (
    "We route tokens to experts with a sparse gate, so that few experts compute for each token. "
    "Routing stays balanced, and the sparse mixture of experts beats a dense network."
)
BIRDS = (
    "We record songs of garden birds at dawn and classify the species from spectrograms. "
    "Birds that sing at dusk are recorded as well, and their songs are compared."
)

TASTE = """\
schema = 1

[[paper]]
id = "2101.00001"
title = "Routing Tokens to Sparse Experts"
authors = ["Ada Archer"]
categories = ["cs.CL"]
topics = ["moe"]
status = "read"
star = true
finished = 2026-11-01

[[paper]]
id = "2101.00002"
title = "Songs of Garden Birds"
categories = ["cs.SD"]
topics = ["birds"]
status = "skipped"

[[paper]]
id = "2101.00003"
title = "Dawn Songs and Dusk Songs of Birds"
authors = ["Bea Birch", "Cid Cole"]
categories = ["cs.CL", "cs.SD"]
topics = ["birds"]
status = "inbox"
added = 2026-11-02

[[paper]]
id = "2101.00004"
title = "A Balanced Gate for Mixtures of Experts"
authors = ["Dan Doe"]
published = 2021-01-04
categories = ["cs.CL"]
status = "inbox"
added = 2026-11-03

[[paper]]
id = "2101.00005"
title = "Bread"
categories = ["cs.LG"]
status = "inbox"
added = 2026-11-04

[[paper]]
id = "2101.00006"
title = "A Garden Under Review"
categories = ["cs.CL"]
status = "unread"
star = true

[[paper]]
id = "2101.00007"
title = "The Long Novel"
categories = ["cs.LG"]
status = "reading"
"""

ABSTRACTS = {
    "2101.00001": ROUTING,
    "2101.00002": BIRDS,
    "2101.00003": BIRDS.replace("garden", "forest"),
    "2101.00004": ROUTING.replace("few", "two"),
    "2101.00005": "Flour, water and salt are mixed and left to rise.",
}


def put_abstracts(library: Path) -> None:
    """Put what arXiv would say of the papers of `TASTE` into the library."""
    files = PaperFiles(library)
    for identifier, abstract in ABSTRACTS.items():
        files.write_metadata(a_metadata(identifier, abstract=abstract))


def a_metadata(identifier: str, **fields: Any) -> Metadata:
    """Return what arXiv says of a paper, plain unless told otherwise."""
    given: dict[str, Any] = {
        "version": 1,
        "title": f"Title of {identifier}",
        "authors": (),
        "abstract": "",
        "categories": ("cs.CL",),
        "published": "2021-01-04T00:00:00Z",
        "updated": "2021-01-04T00:00:00Z",
    }
    return Metadata(id=ArxivId.parse(identifier).base, **(given | fields))


def row(identifier: str, title: str, abstract: str, **fields: Any) -> dict[str, Any]:
    """Return a paper as the simulated arXiv takes it, submitted on 20 November 2026."""
    given: dict[str, Any] = {
        "id": identifier,
        "title": title,
        "authors": ["Eve Elm", "Fay Fir"],
        "abstract": abstract,
        "categories": ["cs.CL"],
        "published": "2026-11-20T08:00:00Z",
        "updated": "2026-11-20T08:00:00Z",
    }
    return given | fields


NEWS = (
    row("2611.00001", "Songs of Birds in Winter", BIRDS.replace("dawn", "noon")),
    row("2611.00002", "Experts That Share a Gate", ROUTING.replace("tokens", "words")),
    row("2611.00003", "Cooking With Lentils", "Lentils are soaked, cooked and eaten."),
    row("2101.00004", "A Balanced Gate for Mixtures of Experts", ROUTING),
    row("2611.00005", "Far Away", "Nothing of this kind.", categories=["math.AG"]),
)
"""What is new on arXiv; one paper is on the list of `TASTE`."""


def news_corpus(path: Path, rows: Iterable[dict[str, Any]] = NEWS) -> Path:
    """Write rows as a file for the simulated arXiv."""
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


def submit(sim: ArxivSim, *rows: dict[str, Any]) -> None:
    """Submit papers, or further versions (``IDv2``), to the simulated arXiv."""
    request = urllib.request.Request(
        f"{sim.base}/__sim__/papers",
        json.dumps(rows).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        answer.read()
