"""PDFs of papers, as tests bring them."""

import io
from collections.abc import Mapping
from pathlib import Path

from pypdf import PdfWriter

from scholar_sim import ScholarSim
from support.document_kit import pdf

TITLE = "Warm Winds Over Cold Lakes in Early Spring"
PEOPLE = "Ada Archer, Ben Birch"


def paper_pdf(
    title: str = TITLE, people: str = PEOPLE, *more: str, info: Mapping[str, str] | None = None
) -> bytes:
    """Return a PDF of one page.

    Args:
        title: Its title, a line in large letters.
        people: The line under it.
        more: Lines behind the introduction.
        info: Its own information: ``{"/Title": "Winds"}``.
    """
    large = f") Tj /F1 18 Tf ({title}) Tj /F1 10 Tf ("
    body = ["Abstract", "We look at lakes, and at what blows over them, for a year.", *more]
    data = pdf([large, people, *body])
    if not info:
        return data
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.add_metadata(dict(info))
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def simulated(sim: ScholarSim, key: str, folder: Path, name: str = "") -> Path:
    """Write the PDF of a simulated paper into a folder; return where it is."""
    path = folder / (name or f"{key}.pdf")
    path.write_bytes(sim.pdf_bytes(sim.works_[key]))
    return path
