"""DOIs in the addresses of publishers' pages.

Most publishers put the DOI into the path, with a word for what the page shows before or behind it;
some put in only what stands behind their own prefix.
"""

import re
from urllib.parse import unquote

from readlist.model import doi
from readlist.model.page_address import Address
from readlist.patterns import pattern

_RESOLVERS = ("doi.org", "dx.doi.org", "www.doi.org", "dx.doi.org.cn")
_IN_PATH = pattern(rf"(?:[/=:,]|^)(?:doi:)?(?P<doi>{doi.PREFIX}(?:/|%2f)/*[^/].*)", re.IGNORECASE)
# What pages put behind a DOI, as a part of the path or as an ending.
_PART = pattern(
    r"/(?:full(?:text|html|pdf|-text|-xml)?|e?pdf(?:direct|plus|html|ft)?|abs(?:tract)?|html?|meta|"
    r"ampdf|epub|xml|summary|references?|citations?|citedby|metrics|figures?|tables?|"
    r"suppl(?:_file|ementary[\w-]*|info|-info)?|download|reader|comments?|info|related|permissions|"
    r"tab-[\w-]+|asset|view|export|bibtex|ris|standard)(?=[/.;:&]|$)",
    re.IGNORECASE,
)
_ENDING = pattern(
    r"(?:\.(?:full(?:-text)?|abstract|short|long|figures-only|supplementary-material|article-info|"
    r"article-metrics|pdf|html?|xml|epub|svg|png|jpe?g|ris|bib|php|aspx)|\+html)$",
    re.IGNORECASE,
)
_SESSION = pattern(r";jsessionid=.*|&[a-z_]+=.*", re.IGNORECASE)
# Silverchair's platform puts a number and the title behind the DOI: /article/doi/10.1093/.../123/T.
_NUMBER = pattern(r"/[0-9]{4,}(?:/|$)")
_SILVERCHAIR = pattern(
    r"/(?:full)?article[a-z-]*/(?:doi/)?10\.|/chapter[a-z-]*/doi/10\.", re.IGNORECASE
)
_NATURE = pattern(r"(?:/[\w.-]+)*/(?:articles|full|abs|pdf)/(?P<name>[\w.-]+?)(?:_f)?(?:/.*)?")
_NATURE_NEW = pattern(r"[sd]4[0-9]{4}-[0-9]{3}-[0-9]{4,5}-[0-9a-z]")
_NATURE_BRANDED = pattern(
    r"(?:nature|srep|ncomms|nmat|nphys|nchem|ngeo|nclimate|nenergy|nmicrobiol|nplants)[0-9]{1,6}"
    r"|n[a-z]{1,12}\.[0-9]{1,4}(?:\.[0-9]{1,4})?|[0-9]{5,7}[a-z][0-9]"
)
_NATURE_YEARLY = pattern(
    r"(?P<journal>(?!n(?!pp|pj))(?!srep)[a-z]{2,16})(?P<year>20[01][0-9])(?P<number>[0-9]{1,4})"
)
_BIORXIV = pattern(
    r"(?:/content/(?:(?:bio|med)rxiv/)?early/[0-9/]{4,10}|/cgi/(?:content/)?(?:short|reprint|abstract)"
    r"|/cgi/content)/(?P<rest>(?:[0-9]{4}\.[0-9]{2}\.[0-9]{2}\.)?[0-9]{6,8}(?:[v.].*)?)"
)
_OWN = (
    (("elifesciences.org",), r"/(?:articles|reviewed-preprints)/(?P<n>[0-9]{5,6})(?:v[0-9]+)?",
     "10.7554/elife.{n}"),
    (("peerj.com",), r"/articles/(?P<n>[0-9]{1,6})", "10.7717/peerj.{n}"),
    (("peerj.com",), r"/articles/(?P<j>cs|pchem|ochem|ichem|achem|matsci)-(?P<n>[0-9]{1,6})",
     "10.7717/peerj-{j}.{n}"),
)  # fmt: skip
"""Publishers whose DOIs follow from the address: hosts, the whole path, the DOI."""
_QUERIES = (
    ((), "doi", "{}"),
    ((), "persistentid", "{}"),
    (("plos.org",), "id", "{}"),
    (("ssrn.com",), "abstract_id", "10.2139/ssrn.{}"),
    (("ssrn.com",), "abstractid", "10.2139/ssrn.{}"),
    (("ssrn.com",), "abstract", "10.2139/ssrn.{}"),
)
"""Pages that are told by their query which paper to show: hosts, the name, the DOI."""


def is_resolver(address: Address) -> bool:
    """Return whether the address is one that leads from a DOI to its page."""
    return address.host in _RESOLVERS


def doi_of(address: Address) -> str:
    """Return the DOI that an address carries, canonical; empty if it carries none."""
    if is_resolver(address):
        return _resolved(address)
    return _of_host(address) or _in_path(address) or _in_query(address)


def _resolved(address: Address) -> str:
    path = unquote(address.path[1:])
    path = path[4:] if path[:4].lower() == "doi:" else path
    return doi.bare(path) or doi.short(path)


def _in_path(address: Address) -> str:
    found = _IN_PATH.search(address.path)
    if not found:
        return ""
    text = _SESSION.sub("", unquote(found["doi"]))
    first = text.find("/")
    # What stands directly behind the prefix belongs to the DOI, whatever it is called.
    begin = text.find("/", len(text) - len(text[first:].lstrip("/")))
    if begin > 0 and _SILVERCHAIR.search(address.path):
        number = _NUMBER.search(text, begin)
        text = text[: number.start()] if number else text
    part = _PART.search(text, begin) if begin > 0 else None
    text = text[: part.start()] if part else text.rstrip("/")
    while ending := _ENDING.search(text):
        text = text[: ending.start()]
    return doi.canonical(text)


def _of_host(address: Address) -> str:
    if address.is_at("nature.com"):
        return _nature(address.path)
    if address.is_at("biorxiv.org", "medrxiv.org"):
        found = _BIORXIV.fullmatch(address.path)
        rest = re.sub(r"(?<=[0-9])\.(?![0-9]).*", "", found["rest"]) if found else ""
        return doi.canonical(f"10.1101/{rest}") if rest else ""
    for hosts, path, form in _OWN:
        if not address.is_at(*hosts):
            continue
        if found := re.fullmatch(rf"{path}(?:\.pdf|/.*|)", address.path):
            return form.format(**found.groupdict())
    return ""


def _nature(path: str) -> str:
    found = _NATURE.fullmatch(path)
    if not found:
        return ""
    name = re.sub(r"\.(?:pdf|html|epub)$", "", found["name"]).lower()
    old = re.fullmatch(r"art([0-9]{5,7}[a-z][0-9])", name)
    name = old[1] if old else name
    if _NATURE_NEW.fullmatch(name):
        # This journal began at Palgrave and kept its prefix.
        return f"10.1057/{name}" if name.startswith("s41599-") else f"10.1038/{name}"
    if _NATURE_BRANDED.fullmatch(name):
        return f"10.1038/{name}"
    yearly = _NATURE_YEARLY.fullmatch(name)
    if not yearly:
        return ""
    prefix = "10.1057" if yearly["journal"] == "palcomms" else "10.1038"
    return f"{prefix}/{'.'.join(yearly.groups())}"


def _in_query(address: Address) -> str:
    if not address.query:
        return ""
    values = address.parameters
    for hosts, name, form in _QUERIES:
        value = unquote(values.get(name, ""))
        if not value or (hosts and not address.is_at(*hosts)):
            continue
        if "ssrn" in form and not re.fullmatch("[0-9]{3,9}", value):
            continue
        plain = re.sub("^(?i:info:doi/|doi:)", "", value)
        if found := doi.canonical(form.format(plain)):
            return found
    return ""
