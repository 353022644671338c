"""The kinds of identifiers, best known first."""

from enum import StrEnum


class IdentifierKind(StrEnum):
    """What an identifier identifies; where a record has several, the first of these is its own."""

    ARXIV = "arxiv"
    DOI = "doi"
    OPENREVIEW = "openreview"
    ACL = "acl"
    PMID = "pmid"
    ISBN = "isbn"
    URL = "url"
    LOCAL = "local"
