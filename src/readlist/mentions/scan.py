"""The identifiers of one block, and which of them belong to one paper.

In "Title. arXiv:2310.06825, doi:10.1000/1", an identifier goes with the one before it if it is of
another kind, and nothing stands between the two that could name another paper: labels, marks, a
journal with its volume.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from readlist import arxiv_address as addresses
from readlist.arxiv_id import ArxivId
from readlist.document_model import Block, Role
from readlist.mentions import identifiers, not_titles, titles, vocabulary
from readlist.mentions.findings import Doubt
from readlist.mentions.sighting import Mention
from readlist.mentions.uniting import rank
from readlist.model.spelling import FileKey
from readlist.patterns import pattern

_PREPRINT = pattern(
    r"doi:10\.(?:1101|64898|31234|31219|31235|26434|21203|20944|22541|36227|48550|2139/ssrn)"
)
_WORD = pattern(r"[^\W\d_]+")
_PLACE = pattern(r"[^\W\d_a-z][\w.&’'-]*|[A-Z]?\d[\d–-]*|of|and|the|in|for|on|pp?\.?|vol\.?|no\.?|")
_COUNTED = pattern(r"(?:cited by )?\d+(?: (?:citations?|cites|references|refs|reads?|views?))?")
_MOST_PARTS = 16
_LONGEST_BETWEEN = 160
_BETWEEN = frozenset(
    "doi dois pmid pmc pmcid bibcode issn isbn eissn jstor hdl oclc osti ssrn id ids crossref "
    "pubmed google scholar isi medline abstract full text pdf html epub free article cas ads nasa "
    "inspire inspirehep biorxiv medrxiv openreview acl anthology pmlr neurips nips cvf ieee acm "
    "springer elsevier arxiv eprint preprint link links paper papers journal published version "
    "also available at as in and or see http https url official open access publisher page web "
    "website code github project video slides poster supp supplement data bibtex mr zbl corpus "
    "s cid central record entry reader lookup view download read here site proceedings "
    "conference".split()
)
"""Words that stand between two identifiers of one paper."""
_LABELS = _BETWEEN - frozenset("journal proceedings conference acm ieee of in and".split())
"""Those that are not part of a journal's or a conference's name."""


def grouped(block: Block, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions, each with its paper's best known identifier.

    Args:
        block: Any block.
        mentions: In order, each with the identifier at its place.
    """
    if len({mention.id.base for mention in mentions}) < 2:
        return tuple(mentions)
    apart = _are_scattered(mentions)
    groups: list[list[Mention]] = []
    owner: dict[str, int] = {}
    for mention in mentions:
        number = owner.get(mention.id.base)
        alone = apart and mention.start == mention.end
        if number is None and groups and not alone and _goes_with(block, groups[-1], mention):
            number = len(groups) - 1
        if number is None:
            number = len(groups)
            groups.append([])
        groups[number].append(mention)
        owner[mention.id.base] = number
    best = [min((m.id for m in group), key=lambda one: rank(one.base)) for group in groups]
    return tuple(_of_paper(mention, best[owner[mention.id.base]]) for mention in mentions)


def _are_scattered(mentions: Sequence[Mention]) -> bool:
    """Return whether links without text, as on a PDF's page, belong to different papers."""
    kinds = [rank(m.id.base) for m in mentions if m.start == m.end]
    return len(kinds) != len(set(kinds))


def _of_paper(mention: Mention, best: FileKey) -> Mention:
    own = mention.id.base
    if own == best.base:
        return mention
    # An ISBN beside a better identifier is that of the book that the paper is in.
    return mention._replace(id=best, further="" if own.startswith("isbn:") else own)


def _goes_with(block: Block, group: Sequence[Mention], mention: Mention) -> bool:
    """Return whether an identifier belongs to the paper that was mentioned last."""
    if not _may_be_one(group, mention) or _names_paper(block, mention, group):
        return False
    last = group[-1]
    if block.role is Role.ROW:
        return True
    between = block.text[last.end : mention.start]
    if len(between) > _LONGEST_BETWEEN or between.count("\n") > 1:
        return False
    if "\n" in between and not _is_led(block, group[0]):
        return False
    words = _WORD.findall(between.lower())
    if all(word in _BETWEEN for word in words):
        return True
    told = _WORD.sub(lambda m: "" if m[0].lower() in _LABELS else m[0], between)
    return _is_place(vocabulary.bare(re.sub("\x01+", " ", told)))


def _is_led(block: Block, mention: Mention) -> bool:
    """Return whether words, and not only identifiers, come before an identifier."""
    ahead = block.text[max(mention.start - _LONGEST_BETWEEN, 0) : mention.start]
    return not all(word in _BETWEEN for word in _WORD.findall(ahead.lower()))


def _is_place(text: str) -> bool:
    """Return whether a text is where a paper appeared: "The Astronomical Journal, 259"."""
    if vocabulary.is_venue(text) or vocabulary.is_date(text) or not_titles.is_dated(text):
        return True
    if vocabulary.is_citation(text):
        return False  # another paper, by its author
    parts = re.split(r"[\s(),;:]+", text)
    return len(parts) < _MOST_PARTS and text[-1:].isdigit() and all(map(_PLACE.fullmatch, parts))


def _may_be_one(group: Sequence[Mention], mention: Mention) -> bool:
    """Return whether an identifier may be the paper's; of one kind, only a page or preprint DOI."""
    name = mention.id.base
    kind = rank(name)
    same = [m.id.base for m in group if rank(m.id.base) == kind]
    if not same or name in same or name.startswith("url:"):
        return True
    if not name.startswith("doi:") or mention.link is None:
        return False
    preprints = [one for one in {*same, name} if _PREPRINT.match(one)]
    return len({*same, name}) == 2 and len(preprints) == 1


def _names_paper(block: Block, mention: Mention, group: Sequence[Mention]) -> bool:
    """Return whether a link's text is the title of another paper than the one before."""
    if mention.link is None:
        return False
    title = titles.of_link(block.written(mention.link))
    told = all(word in _BETWEEN for word in _WORD.findall(title.lower()))
    if (
        told
        or title.lower() in mention.id.base.lower()
        or _COUNTED.fullmatch(title)
        or (":" in mention.id.base and not_titles.is_cited(title))
    ):
        return False
    if not title or block.role is Role.ROW:
        return bool(title) and any(
            other.link and titles.of_link(block.written(other.link)) not in ("", title)
            for other in group
        )
    return True


_NUMBER = pattern(r"[-+]?\d+(?:[.,]\d+)?")
_ID_COLUMN = pattern(
    r"arxiv|e-?print|identifier|preprint|\bids?\b|paper|link|url|编号", re.IGNORECASE
)


_SUMMARY_COLUMN = pattern(r"abstract|excerpt|summary|highlights?|摘要", re.IGNORECASE)
_BARE_TARGET = pattern(
    r"(?:\.{0,2}/)?(?:[\w %.-]+/)*(?P<id>\d{4}\.\d{4,5}(?:v\d{1,2})?)(?:\.pdf)?", re.ASCII
)


class Scan(NamedTuple):
    """The identifiers of a block."""

    mentions: tuple[Mention, ...]
    """In order of their place."""
    doubts: tuple[Doubt, ...] = ()

    @property
    def bases(self) -> tuple[str, ...]:
        """The papers, each once."""
        return tuple(dict.fromkeys(m.id.base for m in self.mentions))

    def further(self, base: str) -> list[str]:
        """Return the further identifiers of one of the papers."""
        every = (m.further for m in self.mentions if m.further and m.id.base == base)
        return list(dict.fromkeys(every))


_NOTHING = Scan(())
_TELLING = (*"./．／", "arXiv", "ISBN", "PMID")
"""Every text with an identifier holds one of these."""


def scan(block: Block, *, bare: bool) -> Scan:
    """Return the identifiers of a block.

    Args:
        block: Any block.
        bare: Whether numbers without a mark may count in this document.
    """
    if not block.links and not any(x in block.text for x in _TELLING):
        return _NOTHING
    found: list[Mention] = []
    doubts: list[Doubt] = []
    named: list[tuple[int, int]] = []
    for link in block.links:
        written = block.written(link)
        parsed = _target(link.url)
        if parsed:
            found.append(Mention(parsed, link.start, link.end, link))
            found += [Mention(one, link.start, link.end, link) for one in _further(link.url)]
            doubts += _disagreement(block, written, parsed)
        elif wrong := addresses.damaged(link.url):
            doubts.append(Doubt(wrong[0], block.line, wrong[1]))
        if parsed or vocabulary.is_address(written):
            named.append((link.start, link.end))
    text = hide(block.text, named)
    bare = bare and not block.aside and block.role is not Role.CODE
    hits = identifiers.find_arxiv(text, bare=bare)
    found += [
        Mention(hit.id, hit.start, hit.end)
        for hit in hits
        if block.role is not Role.ROW or _fits_cell(block, hit)
    ]
    line_of = block.text.count
    doubts += [
        Doubt(x.text, block.line + line_of("\n", 0, x.start), x.why)
        for x in identifiers.damaged_arxiv(text)
    ]
    found += _others(block, text)
    found.sort(key=lambda m: (m.start, m.end))
    if block.role is Role.ROW and len(found) > 1:
        found = _of_the_row(block, found)
    return Scan(grouped(block, found), tuple(doubts))


def _others(block: Block, text: str) -> list[Mention]:
    """Return the mentions of identifiers of other kinds than arXiv's."""
    linked = list(identifiers.others_in_links(block))
    hidden = hide(text, ((m.start, m.end) for m in linked))
    return linked + list(identifiers.others_in_text(block, hidden))


def _target(url: str) -> ArxivId | None:
    """Return the paper that a link leads to: an address, or a file named after its identifier."""
    if len(url) < 9:
        return None
    if "://" not in url and (match := _BARE_TARGET.fullmatch(url)):
        return ArxivId.try_parse(match["id"])
    return addresses.identifier(url)


def _further(url: str) -> list[ArxivId]:
    """Return the papers after the first in an address that names several."""
    return addresses.id_list(url)[1:] if "id_list=" in url else []


def hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with some parts blanked out, at the same length.

    Args:
        text: Any text.
        spans: Beginnings and ends, in order of the beginnings.
    """
    pieces, done = [], 0
    for start, end in spans:
        if end > done:
            begin = max(start, done)
            pieces += [text[done:begin], "\x01" * (min(end, len(text)) - begin)]
            done = end
    return "".join((*pieces, text[done:])) if pieces else text


def _disagreement(block: Block, written: str, parsed: ArxivId) -> list[Doubt]:
    """Report a link whose text shows another identifier than its address."""
    shown = identifiers.find_arxiv(written) if "://" not in written else []
    if len(shown) == 1 and shown[0].id.base != parsed.base:
        why = f"its link leads to {parsed.base}"
        return [Doubt(written[:80], block.line, why)]
    return []


def _of_the_row(block: Block, found: list[Mention]) -> list[Mention]:
    """Leave out what a column of abstracts mentions if another column names the paper."""
    told = [c for c in block.cells if c.head and _SUMMARY_COLUMN.search(c.head)]
    own = [m for m in found if not any(c.start <= m.start < c.end for c in told)]
    return own or found


def _fits_cell(block: Block, hit: identifiers.FoundIdentifier) -> bool:
    """Return whether a bare number fills its table cell, under a heading that allows it."""
    written = block.text[hit.start : hit.end]
    if not written[:4].isdigit():
        return True
    for cell in block.cells:
        if cell.start <= hit.start < cell.end:
            alone = block.text[cell.start : cell.end].strip(" []()") == written
            if cell.head:
                return alone and bool(_ID_COLUMN.search(cell.head))
            others = (block.text[c.start : c.end] for c in block.cells if c != cell)
            return alone and not any(_NUMBER.fullmatch(x.strip()) for x in others)
    return True
