"""EPUB: the chapters of the book in reading order, each read as a web page."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from readlist.documents.archive import Archive, opened
from readlist.documents.encoding import decode
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats import html
from readlist.documents.xml_tree import local, text_of, tree

_WHAT = "the EPUB"


def read(source: RawDocument) -> ParsedContent:
    """Return the parts of all chapters; lines are counted in each.

    Raises:
        ReadlistError: It is broken, too big, or encrypted.
    """
    with opened(source.data, _WHAT, "save it again as EPUB") as archive:
        package = _package(archive)
        root = tree(archive.read(package), _WHAT)
        title = next((text_of(x) for x in root.iter("{*}title")), "")
        parts = [part for name in _chapters(root, package) if name in archive
                 for part in html.parse(decode(archive.read(name)))[0]]  # fmt: skip
    return ParsedContent(parts, title)


def _package(archive: Archive) -> str:
    root = tree(archive.read("META-INF/container.xml"), _WHAT)
    return next(str(x.get("full-path") or "") for x in root.iter("{*}rootfile"))


def _chapters(root: etree._Element, package: str) -> Iterator[str]:
    places = {str(x.get("id")): str(x.get("href") or "") for x in root.iter("{*}item")}
    guides = {str(x.get("id")) for x in root.iter("{*}item")
              if "nav" in str(x.get("properties") or "").split()}  # fmt: skip
    for reference in root.iter("{*}itemref"):
        name = str(reference.get("idref"))
        if local(reference) and places.get(name) and name not in guides:
            yield normpath(join(dirname(package), unquote(places[name])))
