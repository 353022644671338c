"""A document with everything that a review of an import decides about."""

from pathlib import Path

from readlist.library.importing import scanning
from readlist.library.importing.excerpts import Excerpts
from readlist.library.importing.plan import ImportOptions, ImportPlan
from readlist.library.importing.review import Review
from readlist.library.importing.review_items import ReviewItem
from readlist.library.importing.sources import Scanned
from readlist.library.workspace import Workspace
from support.library_kit import open_workspace

TEXT = """\
# Winds

- **Gusts and Experts: A Study** https://arxiv.org/abs/2310.00001 (2023)
- **Doldrums of Large Models** https://arxiv.org/abs/2310.00002

# Storms

- **Tempests Without Attention** https://arxiv.org/abs/2310.00003
- **Hurricanes as Graphs of Words** https://arxiv.org/abs/2310.00003
- **Lulls and Their Experts: A Survey of Winds** (2023)
- **A Small Wind** https://arxiv.org/abs/2310.06825
"""
NEW, OTHER, CONTESTED = "2310.00001", "2310.00002", "2310.00003"


def scan(workspace: Workspace, folder: Path, text: str = TEXT) -> tuple[list[Scanned], ImportPlan]:
    """Return what is found in a document, and what would become of it."""
    path = folder / "winds.md"
    path.write_text(text, encoding="utf-8")
    scanned, _ = scanning.scan(workspace, [str(path)], lambda: b"")
    return scanned, scanning.plan_import(workspace, scanned, ImportOptions(fetch=False))


def open_review(folder: Path, text: str = TEXT) -> tuple[Workspace, Review, Excerpts]:
    """Return the review of a document over the small list."""
    workspace, _ = open_workspace(offline=True)
    scanned, plan = scan(workspace, folder, text)
    return workspace, Review(plan, workspace.papers()), Excerpts(scanned)


def item_of(review: Review, title: str) -> ReviewItem:
    """Return the item with a title, and put the cursor on it."""
    for place, item in enumerate(review.items):
        if item.title.startswith(title):
            review.go(place)
            return item
    raise AssertionError(title)
