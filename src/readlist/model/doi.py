"""DOIs: finding them in text, and their canonical spelling in the list.

https://www.doi.org/doi-handbook/HTML/index.html: ``10.``, a number of at least four digits that
names who registered it, a slash, and anything. Case makes no difference.
"""

from urllib.parse import unquote

from readlist.model.page_address import first_word, seen, trimmed
from readlist.patterns import pattern

PREFIX = r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,5}"
ARXIV = "10.48550/arxiv."
"""How arXiv's own DOIs begin."""
_FORM = pattern(rf"{PREFIX}/.*[^/].*")
_SHORT = pattern(r"10/[a-z0-9]{3,12}")
_ESCAPED = pattern(rf"{PREFIX}%2[fF]")
# bioRxiv and medRxiv; their pages go on behind the version, as in 10.1101/014852v2.full.pdf.
_PREPRINT = pattern(
    r"(?P<doi>10\.(?:1101|64898)/(?:[0-9]{4}\.[0-9]{2}\.[0-9]{2}\.)?[0-9]{6,8})v[0-9]{1,3}"
    r"(?![0-9a-z]).*"
)


def bare(word: str) -> str:
    """Return a DOI that stands by itself, canonical; empty if the word is none.

    It is taken as it stands, and its escapes are undone only where its first slash is one.
    """
    return canonical(unquote(word) if _ESCAPED.match(word) else word)


def canonical(word: str) -> str:
    """Return a DOI in the list's spelling; empty if the word is none.

    Args:
        word: With its escapes undone.
    """
    doi = trimmed(first_word(seen(word)), "/").lower()
    if not _FORM.fullmatch(doi):
        return ""
    preprint = _PREPRINT.fullmatch(doi)
    return preprint["doi"] if preprint else doi


def short(word: str) -> str:
    """Return a short DOI such as ``10/abcd``, which only a mark tells from a fraction."""
    doi = trimmed(first_word(seen(word)), "/").lower()
    return doi if _SHORT.fullmatch(doi) else ""
