"""An Atom feed (RFC 4287) of the list, newest additions first."""

import uuid
from collections.abc import Iterator
from datetime import date
from html import escape

from readlist.exporters.entry import Entries, ExportEntry, Options
from readlist.text import one_line

GENERATOR = "<generator>readlist</generator>"
"""The element by which readlist recognises its own feeds."""

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
# A feed without any date still has to say when it was updated.
_LONG_AGO = date(1991, 8, 14)
_OWN = uuid.uuid5(uuid.NAMESPACE_URL, "readlist:feed")


def render(entries: Entries, options: Options) -> str:
    """Return `pieces` as one text."""
    return "".join(pieces(entries, options))


def pieces(entries: Entries, options: Options) -> Iterator[str]:
    """Yield the feed; its dates come from the list, so that it changes only with the list.

    The newest come first, so all entries are held at once.
    """
    ordered = sorted(entries, key=_changed, reverse=True)
    title = one_line(options.title)
    updated = options.today or max(map(_changed, ordered), default=_LONG_AGO)
    head = [
        _element("title", title),
        # An identifier that stays as long as the title does (RFC 4287, 4.2.6).
        _element("id", uuid.uuid5(_OWN, title).urn),
        _element("updated", _moment(updated)),
        GENERATOR,
    ]
    yield "".join((_HEAD, *(f"  {line}\n" for line in head)))
    yield from ("".join(_entry(entry, options)) for entry in ordered)
    yield "</feed>\n"


def written_by_readlist(text: str) -> bool:
    """Return whether the feed names readlist as its generator before its entries."""
    return text.startswith(_HEAD) and GENERATOR in text.partition("<entry>")[0]


def _entry(entry: ExportEntry, options: Options) -> Iterator[str]:
    yield "  <entry>\n"
    yield from (f"    {line}\n" for line in _lines(entry, options))
    yield "  </entry>\n"


def _lines(entry: ExportEntry, options: Options) -> Iterator[str]:
    paper = entry.paper
    yield _element("title", entry.plain_title)
    yield _element("id", _name(entry))
    yield _element("updated", _moment(_changed(entry)))
    if entry.published:
        yield _element("published", _moment(entry.published))
    for name in entry.authors or ["unknown"]:
        yield f"<author>{_element('name', name)}</author>"
    if paper.url:
        yield f'<link rel="alternate" type="text/html" href="{escape(paper.url)}"/>'
    if entry.pdf_url:
        yield f'<link rel="related" type="application/pdf" href="{escape(entry.pdf_url)}"/>'
    for topic in entry.topics:
        yield f'<category term="{escape(topic)}"/>'
    for category in entry.categories:
        yield f'<category term="{escape(category)}" scheme="http://arxiv.org/schemas/atom"/>'
    if options.abstracts and entry.abstract:
        yield _element("summary", entry.plain_abstract)
    if not paper.url or (options.notes and entry.notes):
        # RFC 4287, 4.1.2: an entry without a link has to have content.
        yield _element("content", "\n".join(entry.plain_notes) if options.notes else entry.id)


def _name(entry: ExportEntry) -> str:
    """Return the entry's permanent identifier: its page, without version for arXiv."""
    if entry.is_arxiv:
        return f"https://arxiv.org/abs/{entry.id}"
    return one_line(entry.paper.url) or uuid.uuid5(_OWN, entry.id).urn


def _changed(entry: ExportEntry) -> date:
    return entry.paper.added or entry.published or _LONG_AGO


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
