"""Identifiers of OpenReview, the ACL Anthology and PubMed: their forms and their addresses."""

import re
from urllib.parse import unquote

from readlist.model.page_address import Address
from readlist.patterns import pattern

FORUM = r"[A-Za-z0-9_-]{4,40}"
# Conferences until 2019 by a letter, two digits of the year, volume and number.
_OLD = r"[ACDEFHIJKLMNOPQRSTUWXY](?:[6-9][0-9]|0[0-9]|1[0-9])-[0-9]{4}"
_NEW = r"(?:19|20)[0-9]{2}\.[a-z0-9_]{2,30}-[a-z0-9_]{1,30}\.[0-9]{1,4}"
ANTHOLOGY = rf"(?:{_OLD}|{_NEW})"
"""As the Anthology spells them."""
_FORUM = pattern(FORUM)
_FORUM_PAGES = frozenset(("/forum", "/pdf", "/attachment", "/revisions", "/notes"))
_ANTHOLOGY = pattern(
    rf"(?P<id>{ANTHOLOGY})(?:v[0-9]{{1,2}})?(?:\.(?:pdf|bib|xml|endf|html?|mods))?", re.IGNORECASE
)
_ANTHOLOGY_HOSTS = ("aclanthology.org", "aclweb.org", "aclanthology.info")
_PUBMED = pattern(r"/(?:m/)?(?:pubmed/)?(?:pmid/)?(?P<n>[0-9]{1,9})(?:[/.].*)?")
_EUROPE = pattern(r"/(?:abstract|article|articles)/med/(?P<n>[0-9]{1,9})(?:/.*)?", re.IGNORECASE)


def openreview(word: str) -> str:
    """Return a forum's identifier; empty if it cannot be one."""
    return word if _FORUM.fullmatch(word) else ""


def anthology(word: str) -> str:
    """Return an identifier as the Anthology spells it; empty if it is none."""
    found = _ANTHOLOGY.fullmatch(word)
    if not found:
        return ""
    return found["id"].lower() if "." in found["id"] else found["id"].upper()


def pubmed(digits: str) -> str:
    """Return a PubMed number; empty if it is none."""
    number = digits.lstrip("0")
    return number if re.fullmatch("[0-9]{1,9}", number) else ""


def openreview_of(address: Address) -> str:
    """Return the forum that an address shows, or whose paper it is."""
    if not address.is_at("openreview.net") or address.path.rstrip("/") not in _FORUM_PAGES:
        return ""
    values = address.parameters
    # What stands behind an identifier that was cut out of a sentence is no part of it.
    found = re.match(FORUM, unquote(values.get("id") or values.get("forum") or ""))
    return found[0] if found else ""


def anthology_of(address: Address) -> str:
    """Return the paper of the Anthology that an address shows."""
    if not address.is_at(*_ANTHOLOGY_HOSTS):
        return ""
    parts = [part for part in unquote(address.path).split("/") if part]
    return anthology(parts[-1]) if parts and "attachments" not in parts else ""


def pubmed_of(address: Address) -> str:
    """Return the PubMed number that an address carries."""
    if address.is_at("europepmc.org"):
        found = _EUROPE.fullmatch(address.path)
    elif address.is_at("pubmed.ncbi.nlm.nih.gov", "pubmed.gov") or (
        address.path.startswith(("/pubmed/", "/m/pubmed/")) and address.is_at("ncbi.nlm.nih.gov")
    ):
        found = _PUBMED.fullmatch(address.path)
    else:
        found = None
    if found:
        return pubmed(found["n"])
    asked = address.is_at("ncbi.nlm.nih.gov") and "entrez" in address.path
    return pubmed(address.parameters.get("list_uids", "")) if asked else ""
