"""The pace at which each service may be asked, and the user agent.

Crossref: 5 requests a second and one at a time without a mail address, 10 with one
(https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/).
DataCite: 500 in five minutes. NCBI and Europe PMC: a few a second. Semantic Scholar: one a second.
Pages: one request a second for each host.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from readlist import __version__
from readlist.http.gate import OnWait
from readlist.http.hosts import Hosts
from readlist.http.timeouts import Timeouts
from readlist.http.web import Pace, Web

_PROJECT = "https://pypi.org/project/readlist/"
_CROSSREF = "api.crossref.org"
_POLITE = Pace("Crossref", 0.12)
_ARXIV = 3.0
_PACES = {
    _CROSSREF: Pace("Crossref", 0.24),
    "api.datacite.org": Pace("DataCite", 0.6),
    "data.crosscite.org": Pace("DataCite", 0.6),
    "doi.org": Pace("doi.org", 0.25),
    "dx.doi.org": Pace("doi.org", 0.25),
    "api.openalex.org": Pace("OpenAlex", 0.15),
    "api.semanticscholar.org": Pace("Semantic Scholar", 1.1),
    "api.unpaywall.org": Pace("Unpaywall", 0.25),
    "openreview.net": Pace("OpenReview", 1.0),
    "api2.openreview.net": Pace("OpenReview", 1.0),
    "api.openreview.net": Pace("OpenReview", 1.0),
    "aclanthology.org": Pace("the ACL Anthology", 1.0),
    "proceedings.mlr.press": Pace("PMLR", 1.0),
    "api.biorxiv.org": Pace("bioRxiv", 1.0),
    "www.ebi.ac.uk": Pace("Europe PMC", 0.35),
    "openlibrary.org": Pace("Open Library", 1.0),
    "www.googleapis.com": Pace("Google Books", 1.0),
}
_KNOW_MAIL = (_CROSSREF, "api.datacite.org")
"""Services with better service for those who give a mail address."""


def make_web(
    gates: Path,
    arxiv_gate: Path,
    *,
    hosts: Hosts | None = None,
    timeouts: Timeouts | None = None,
    mail: str = "",
    on_wait: OnWait | None = None,
    warn: Callable[[str], None] | None = None,
    any_host: bool = True,
) -> Web:
    """Return a `Web` for services and pages.

    Args:
        gates: The folder of the files that pace hosts.
        arxiv_gate: The file that paces arXiv.
        hosts: The hosts that are mapped to other addresses.
        timeouts: How long to wait for an answer.
        mail: The reader's mail address, if the reader set one; it goes to Crossref and DataCite.
        on_wait: Called for waits of more than a second.
        warn: Called for every service that is left out.
        any_host: Whether hosts other than the known services may be asked.
    """
    return Web(
        gates,
        agent=partial(_agent, mail),
        pace=partial(_pace, arxiv_gate, polite=bool(mail)),
        hosts=hosts,
        timeouts=timeouts,
        on_wait=on_wait,
        warn=warn,
        allows=None if any_host else is_known,
    )


def is_known(host: str) -> bool:
    """Return whether a host is arXiv or another service of `readlist.sources`."""
    return host in _PACES or _is_arxiv(host)


def _is_arxiv(host: str) -> bool:
    return host == "arxiv.org" or host.endswith(".arxiv.org")


def _agent(mail: str, host: str) -> str:
    contact = f"; mailto:{mail}" if mail and host in _KNOW_MAIL else ""
    return f"readlist/{__version__} (+{_PROJECT}{contact})"


def _pace(arxiv_gate: Path, host: str, *, polite: bool) -> Pace:
    if _is_arxiv(host):
        return Pace("arXiv", _ARXIV, arxiv_gate)
    if host == _CROSSREF and polite:
        return _POLITE
    return _PACES.get(host) or Pace(host)
