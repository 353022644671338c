"""One paper on the HTML page."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote as quoted

from readlist.exporters import bibtex
from readlist.exporters.entry import ExportEntry, Options
from readlist.exporters.html.escaping import link, prose, text
from readlist.exporters.markdown.ticks import shown_due
from readlist.exporters.publication import doi_of
from readlist.highlight import Highlight
from readlist.paper import Paper, Status
from readlist.tally import WEEKS
from readlist.text import one_line, shorten

_INLINE = re.compile(
    r"""
      `(?P<code>[^`]+)`
    | (?P<formula>\$[^$]+\$)
    | \[(?P<words>[^\[\]]{1,300})\]\((?P<to>https?://[^\s()<>]{1,2000})\)
    | (?P<address>https?://[^\s<>"`*]{1,2000})
    | \*\*(?=\S)(?P<strong>[^*]+)(?<=\S)\*\*
    | (?<![\w*])\*(?=\S)(?P<em>[^*]+)(?<=\S)\*(?![\w*])
    | (?<!\w)_(?=\S)(?P<other>[^_]+)(?<=\S)_(?!\w)
    """,
    re.VERBOSE,
)
_AFTER = ".,;:!?'\")]}"
"""Punctuation after a bare address that belongs to the sentence."""


def inline(line: str) -> str:
    """Return a line of notes as HTML."""
    parts: list[str] = []
    end = 0
    for found in _INLINE.finditer(line):
        parts += [prose(line[end : found.start()]), _element(found)]
        end = found.end()
    return "".join((*parts, prose(line[end:])))


def _element(found: re.Match[str]) -> str:
    if found["code"]:
        return f"<code>{text(found['code'])}</code>"
    if found["to"]:
        return link(found["to"], prose(found["words"]))
    if found["address"]:
        address = found["address"].rstrip(_AFTER)
        return link(address, text(address)) + text(found["address"][len(address) :])
    if found["strong"]:
        return f"<strong>{prose(found['strong'])}</strong>"
    if emphasised := found["em"] or found["other"]:
        return f"<em>{prose(emphasised)}</em>"
    return prose(found[0])


_AUTHORS_SHOWN = 8

WORDS = {
    Status.INBOX: "inbox",
    Status.UNREAD: "unread",
    Status.READING: "reading",
    Status.READ: "read",
    Status.SKIPPED: "skipped",
}
"""The page's words for statuses."""


def card(entry: ExportEntry, key: str, options: Options, last: date | None = None) -> str:
    """Return the list item of a paper; its id is the identifier, so that links can lead to it.

    Args:
        entry: The paper.
        key: Its citation key.
        options: The reader's options.
        last: The last day of the newest week of the charts.
    """
    paper = entry.paper
    data = {
        "status": str(paper.status),
        "published": entry.issued_on,
        "star": "1" if paper.star else "",
        # A topic has no line breaks, so a line break separates topics.
        "topics": "\n".join(entry.topics),
        "added": paper.added.isoformat() if paper.added else "",
        "due": shown_due(entry),
        "readago": _weeks_ago(paper, last),
        "rank": str(options.ranks.get(paper.id, "")),
    }
    attributes = "".join(f' data-{name}="{text(value)}"' for name, value in data.items() if value)
    body = "".join(_parts(entry, key, options))
    # Anything but an identifier might be the id of something else on the page.
    anchor = f' id="{text(entry.id)}"' if paper.url else ""
    return f'<li class="paper {paper.status}"{anchor}{attributes}>{body}</li>\n'


def _weeks_ago(paper: Paper, last: date | None) -> str:
    """Return the week in which it was read, as the charts count: the day stays private."""
    if not last or not paper.finished or paper.status is not Status.READ:
        return ""
    ago = (last - paper.finished).days // 7
    return str(ago) if 0 <= ago < WEEKS else ""


def _parts(entry: ExportEntry, key: str, options: Options) -> Iterator[str]:
    title = prose(entry.title)
    star = '<span class="star" role="img" aria-label="starred">★</span> '
    mark = star if entry.paper.star else ""
    yield f"<h3>{mark}{link(entry.paper.url, title) if entry.paper.url else title}</h3>"
    yield from _authors(entry.authors)
    yield f'<p class="facts">{"".join(_facts(entry))}</p>'
    if options.notes and entry.notes:
        lines = "".join(f"<p>{inline(line)}</p>" for line in entry.notes)
        yield f'<div class="notes"><h4>Notes</h4>{lines}</div>'
    if options.notes and entry.highlights:
        marked = "".join(f"<li>{_highlight(one)}</li>" for one in entry.highlights)
        yield f'<div class="notes"><h4>Highlights</h4><ul>{marked}</ul></div>'
    yield '<div class="more">'
    if options.abstracts and entry.abstract:
        yield f"<details><summary>Abstract</summary><p>{prose(entry.abstract)}</p></details>"
    yield (
        '<details class="cite"><summary>BibTeX</summary>'
        f"<pre>{text(bibtex.render_one(entry, key).strip())}</pre></details></div>"
    )


def _highlight(one: Highlight) -> str:
    comment = f" {text(one_line(one.comment))}" if one.comment else ""
    quote = f" <q>{text(one.text)}</q>" if one.text else f" {text(one.kind)}" * (not comment)
    return f"p.&nbsp;{one.page}{quote}{comment}"


def _authors(names: list[str]) -> Iterator[str]:
    if not names:
        return
    spans = [f'<span class="author">{text(name)}</span>' for name in names]
    shown, rest = spans[:_AUTHORS_SHOWN], spans[_AUTHORS_SHOWN:]
    if len(rest) <= 2:
        yield f'<p class="authors">{", ".join(spans)}</p>'
    else:
        yield (
            f'<details class="authors"><summary>{", ".join(shown)} <span class="and">and '
            f"{len(rest):,} more</span></summary>{', '.join(rest)}</details>"
        )


def _facts(entry: ExportEntry) -> Iterator[str]:
    paper = entry.paper
    yield f'<span class="status {paper.status}">{WORDS[paper.status]}</span>'
    if entry.taken_back:
        yield f'<span class="status withdrawn">{entry.taken_back}</span>'
    if due := shown_due(entry):
        yield f'<span class="due">due {due}</span>'
    if entry.year:
        yield f"<span>{entry.year}</span>"
    if venue := one_line(paper.venue) or entry.journal:
        yield f'<span class="venue">{text(shorten(venue, 80))}</span>'
    yield from _links(entry)
    if entry.categories:
        yield f'<span class="category">{text(entry.categories[0])}</span>'
    for topic in entry.topics:
        yield link(f"#topic={quoted(topic, safe='')}", text(topic), ' class="topic"')


def _links(entry: ExportEntry) -> Iterator[str]:
    paper = entry.paper
    if paper.url:
        label = f'<span class="id">{text(str(paper.arxiv_id or entry.id))}</span>'
        yield link(f"#{entry.id}", label, ' class="permalink" title="Link to this paper"')
        if entry.pdf_url:
            yield link(entry.pdf_url, "PDF", ' class="out"')
    else:
        yield f'<span class="id">{text(entry.id)}</span>'
    address = f"https://doi.org/{quoted(doi_of(entry), safe='/')}"
    if doi_of(entry) and address != paper.url:
        yield link(address, "DOI", ' class="out"')
    for address in entry.code:
        yield link(address, "Code", ' class="out"')
