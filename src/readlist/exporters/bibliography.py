"""What the bibliography formats share: where and when a paper appeared."""

import re

from readlist.exporters.entry import ExportEntry

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NOT_IN_DOI = re.compile(r"[\s{}\\\"]")


def year_of(entry: ExportEntry) -> int | None:
    """Return the year to cite: the journal's where its reference names one, or the first version's.

    A journal reference is free text with volumes and pages in it, so that only a year from the
    first version on, and at most ten years later, is believed.
    """
    first = entry.year
    if first and entry.journal:
        years = {int(year) for year in _YEAR.findall(entry.journal)}
        believed = [year for year in years if first <= year <= first + 10]
        if len(believed) == 1:
            return believed[0]
    return first


def doi_of(entry: ExportEntry) -> str:
    """Return the publisher's DOI without anything that no DOI holds; empty if there is none."""
    doi = _NOT_IN_DOI.sub("", entry.doi)
    return doi if doi.startswith("10.") else ""


def any_doi_of(entry: ExportEntry) -> str:
    """Return the publisher's DOI, or else the one that arXiv gave to the e-print."""
    found = entry.paper.arxiv_id
    return doi_of(entry) or (found.doi if found else "")


def local_of(entry: ExportEntry) -> str:
    """Return the name that only the list knows, by which an import finds the paper again."""
    return entry.id if entry.paper.id.startswith("local:") else ""
