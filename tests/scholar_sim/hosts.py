"""Whom the simulator stands for, and how often each may be asked."""

from __future__ import annotations

HOSTS = (
    "api.crossref.org doi.org dx.doi.org api.datacite.org data.crosscite.org api.openalex.org api.semanticscholar.org api.unpaywall.org "
    "api2.openreview.net api.openreview.net openreview.net aclanthology.org proceedings.mlr.press raw.githubusercontent.com "
    "www.biorxiv.org www.medrxiv.org api.biorxiv.org www.ebi.ac.uk europepmc.org eutils.ncbi.nlm.nih.gov www.ncbi.nlm.nih.gov "
    "pmc.ncbi.nlm.nih.gov openlibrary.org www.googleapis.com landing.test"
).split()
CSL, BIBTEX = "application/vnd.citationstyles.csl+json", "application/x-bibtex"
# Requests a second and at once that each service allows without a key (2026). Crossref: public and polite pool.
RATES = {
    "api.crossref.org": (5, 1),
    "api.crossref.org polite": (10, 3),
    "eutils.ncbi.nlm.nih.gov": (3, 3),
    "api.semanticscholar.org key": (1, 1),
}
