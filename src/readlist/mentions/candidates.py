"""Lines that name a paper without an identifier: candidates for a search by title."""

import re
from typing import TYPE_CHECKING

from readlist.document_model import Block, Role
from readlist.lazy import lazy
from readlist.mentions import blurbs, code, not_titles, references, table_rows, titles, vocabulary
from readlist.mentions.sighting import Scope
from readlist.mentions.titles import Grade, Title
from readlist.patterns import pattern
from readlist.text import count_wide

if TYPE_CHECKING:
    from readlist.model import paper_pages
else:
    paper_pages = lazy("readlist.model.paper_pages")

_YEAR = pattern(r"[(\[（]\s*(?:[A-Za-z]{3,9}\.?,?\s*)?(?:19|20)\d\d\s*[)\]）]\s*\.?$")
_PUBLISHER = pattern(
    r"""openreview\.net/|doi\.org/|aclanthology|aclweb\.org|jmlr\.org             # open archives
    |proceedings\.|papers\.nips|papers\.neurips|openaccess\.thecvf               # proceedings
    |dl\.acm\.org|ieeexplore|springer|sciencedirect|nature\.com/articles|science\.org/doi|pnas\.org
    |semanticscholar|biorxiv|researchgate\.net/publication|papers\.ssrn           # collections
    |/publications?/|\.pdf(?:$|[?\#])                                             # pages of groups
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PART = pattern(
    r"(?:part|teil|chapter|kapitel|lecture|lesson|week|woche|module|modul|section|unit|day|session|"
    r"appendix|chapitre|partie|cap[ií]tulo|parte|módulo|semana)\s+(?:\d+|[ivxlc]+)\b",
    re.IGNORECASE,
)
"""The beginnings of entries of courses and tables of contents."""
_DATA = pattern(r"doi\.org/10\.(?:5281/zenodo|6084/m9|5061/dryad|7910/dvn)", re.IGNORECASE)
_LONGEST = 600
"""Characters of a reference in a separate paragraph."""
_VISITED = pattern(r"\b(?:retrieved|accessed|visited|last viewed|abgerufen)\b", re.IGNORECASE)
"""Phrases in references to web pages."""
_DATED = pattern(r"\b(?:19|20)\d\d[a-z]?\b")
_TEACHING = pattern(
    r"\b(?:lectures?|slides?|handouts?|homeworks?|assignments?|syllabus|tutorials?|cheat ?sheets?|"
    r"solutions?|problem sets?|exams?|recitations?|schedule|exercises?|manual|press release)\b",
    re.IGNORECASE,
)
_PLACE = pattern(r"In (?:the )?(?:Proc\b|Proceedings|Advances in|Findings of|Companion)")
"""The beginning of the place of publication, in italics below a title."""
_SMALL = frozenset(
    "a an the of for in on with and or to from by via at as is are be over under into not all you "
    "vs using without through towards toward between".split()
)


def scope(block: Block, theme: str) -> Scope | None:
    """Return the scope that a block without identifiers opens for the following blocks."""
    if block.aside or block.role is Role.CODE or len(vocabulary.LETTER.findall(block.text)) < 2:
        return None
    if block.role is Role.ROW:
        return _row(block, theme)
    title = _title(block)
    if not title or (is_bold(block) and _goes_with_entry(block)):
        return None
    kind = "bold" if is_bold(block) else "item" if block.role is Role.ITEM else "line"
    cited = _cited(block)
    told = block.role is Role.TEXT and not_titles.is_prose(block.text)
    listed = cited == title or (is_candidate(block, title) and not told)
    if kind == "line" and not (listed or _is_short_line(block)):
        return None
    named = Title(title, Grade.ENTRY if kind == "item" else Grade.ABOVE)
    opened = Scope(kind, named, block.line, block.level, theme, listed=listed)
    opened.year, opened.author = _when(block.text, title), _who(block.text, title)
    opened.heading = block.text if kind == "bold" else ""
    opened.page = _page(block, title) if listed else ""
    return opened


def _cited(block: Block) -> str:
    """Return the title in a paragraph that is only one reference with its year."""
    text = block.text
    short = block.role in {Role.TEXT, Role.ITEM} and len(text) <= _LONGEST
    if not short or not _DATED.search(text) or _VISITED.search(text):
        return ""
    found = references.title(text) if references.is_reference(text) else ""
    return found if len(found.split()) > 2 else ""


def _page(block: Block, title: str) -> str:
    """Return the address of the one PDF that a block links, if that may be a paper."""
    linked = dict.fromkeys(
        x.url
        for x in block.links
        if not x.image and paper_pages.is_pdf(x.url) and not _TEACHING.search(block.written(x))
    )
    return next(iter(linked)) if len(linked) == 1 and not _TEACHING.search(title) else ""


def _when(text: str, title: str) -> int | None:
    """Return the year beside a title."""
    found = re.findall(r"\b(?:19|20)\d\d\b", text.replace(title, " "))
    return int(found[-1]) if found else None


def _who(text: str, title: str) -> str:
    """Return the first author before or after a title."""
    ahead, found, behind = vocabulary.without_numbering(text).partition(title)
    for part in (ahead, behind) if found else ():
        name = references.first_author(part.strip(' .,;:"“”*_') + ".")
        if name:
            return name
    lead = re.match(r"\s*([A-Z][\w'’-]+)(?:\s*(?:&|and)\s+[A-Z]|\s+et\.?\s+al)", ahead)
    return lead[1] if lead else ""


def is_opening(block: Block, above: Scope) -> bool:
    """Return whether the block begins something new instead of continuing what is above."""
    told = above.title and above.kind in {"bold", "heading"} and _is_field(block)
    if told or (is_bold(block) and (_goes_with_entry(block) or _PLACE.match(block.text))):
        return False
    bold = above.kind == "bold" and not above.sightings and block.tight
    if bold and block.role is Role.TEXT and not block.links and not_titles.is_line(block.text):
        return False  # where the paper appeared
    quoted = block.tight and block.role is Role.TEXT and _quoted_line(block)
    # A reference below an entry may be the entry's own.
    inside = above.kind == "item" and block.role is Role.ITEM and block.level > above.level
    cited = not inside and _cited(block)
    if block.role is Role.ROW or quoted or cited or (is_bold(block) and _title(block)):
        return True
    if block.role is Role.ITEM:
        if inside and (above.listed or above.sightings):
            return False
        deeper = above.kind != "item" or block.level > above.level
        title = _title(block)
        return not deeper or bool(title and is_candidate(block, title))
    counted = above.kind == "line" and not block.tight and _is_counted(block)
    below = above.kind == "heading" and not above.sightings and _is_short_line(block)
    return (counted or below) and bool(_title(block))


def _goes_with_entry(block: Block) -> bool:
    """Return whether a line in italics is in a list entry, or names several authors."""
    if block.level:
        return True
    text = block.text
    names = [x for x in re.split(r"[,，;&]|\band\b|\bet al\b", text.strip(" .*_")) if x.strip()]
    full = sum(len(x.split()) > 1 for x in names)
    return len(names) > 1 and 4 * full >= 3 * len(names) and references.authors(text)


def _is_field(block: Block) -> bool:
    """Return whether a block is a field of a paper below its title: "Search: NeurIPS 2018"."""
    return block.role is not Role.ROW and vocabulary.is_field(block.text[:60])


def _quoted_line(block: Block) -> str:
    """Return the title in quotation marks that a short line ends with: 'see "A Title"'."""
    text = block.text.rstrip(" .:,")
    ends = len(text) < 220 and text.endswith(('"', "”", "»", "」", "》"))
    named = titles.quoted(text) if ends and not block.links else ""
    return named if len(named.split()) > 2 or count_wide(named) else ""


def is_bold(block: Block) -> bool:
    """Return whether the whole block is bold or italic, like a title above its links."""
    if block.role is not Role.TEXT or not block.marks or len(block.text) > titles.LONGEST:
        return False
    start = min(a for a, _ in block.marks)
    end = max(b for _, b in block.marks)
    rest = block.text[:start] + block.text[end:]
    return not vocabulary.bare(vocabulary.without_numbering(rest)) or vocabulary.is_aside(rest)


def is_candidate(block: Block, title: str) -> bool:
    """Return whether a title is enough like a paper's to be worth a search."""
    if len(title.split()) < 3 and not count_wide(title):
        return False
    if count_wide(title) or not re.search(r"[A-Za-z]{4}", title):
        return False
    links = [link for link in block.links if not link.image]
    if any(_PUBLISHER.search(x.url) and not _DATA.search(x.url) for x in links) and (
        block.role is not Role.TEXT or _is_headline(title) or len(block.text) < 200
    ):
        return True
    if any("://" not in x.url or (code.repository(x.url) and titles.of_link(block.written(x)))
           for x in links):  # fmt: skip
        # A table of contents, or software that is called like its paper.
        return False
    if not _is_headline(title) or _PART.match(title) or _is_counting(title):
        return False
    told = _ends_with_year(block.text) or bool(titles.quoted(block.text))
    linked = any(not code.repository(x.url) for x in links)
    return told or references.is_reference(block.text) or _has_authors(block.text, title) or (
        not linked and block.role is Role.ITEM and len(title.split()) >= 4 and (
        ":" in title or _share(title) > 0.75))  # fmt: skip


def _is_counting(title: str) -> bool:
    """Return whether a third of the words are numbers, as in prices, coordinates and addresses."""
    parts = title.split()
    return 3 * sum(any(ch.isdigit() for ch in part) for part in parts) >= len(parts)


def _row(block: Block, theme: str) -> Scope | None:
    named = table_rows.row_title(block)
    if not named or count_wide(named):
        return None
    outer = [link for link in block.links if not link.image]
    linked = any(_PUBLISHER.search(x.url) and not _DATA.search(x.url) for x in outer)
    links = [x for x in block.links if not x.image and "://" in x.url]
    listed = linked or (_is_headline(named) and len(named.split()) >= 3 and bool(links))
    if not listed:
        return None
    return Scope(
        "row",
        Title(named, Grade.LINKED),
        block.line,
        0,
        theme,
        listed=listed,
        page=_page(block, named),
    )


def _title(block: Block) -> str:
    """Return the title of a block that is about one paper."""
    text = blurbs.masked(block)
    plain = vocabulary.without_numbering(text)
    words_on = block.role is Role.TEXT and (len(text) > 220 or not_titles.is_prose(plain))
    if words_on or blurbs.is_own_line(block.text) or _is_field(block):
        return _cited(block) or (_quoted_line(block) if block.role is Role.TEXT else "")
    linked = [titles.of_link(block.written(x)) for x in block.links if not x.image][:1]
    if linked and linked[0] and not vocabulary.bare(text[: block.links[0].start]):
        return linked[0]
    if named := titles.quoted(text) or _bold_lead(block):
        return named
    if references.is_reference(text):
        found = references.title(re.sub("\x01+", " ", text))
        if found:
            return found
    title, _ = titles.parted(re.sub("\x01+", " \n", text), block.marks)
    title = titles.tidy(references.without_authors(title))
    if not titles.is_title(title) or not_titles.is_prose(title):
        return ""
    return title if is_bold(block) or not references.authors(title) else ""


def _bold_lead(block: Block) -> str:
    """Return the title in bold that an entry begins with: "**Past, Present and Future.** ICML"."""
    if block.role is not Role.ITEM or not block.marks:
        return ""
    start, end = block.marks[0]
    text = titles.tidy(block.text[start:end])
    whole = start <= 1 and len(text.split()) > 3 and titles.is_title(text)
    return text if whole and not references.authors(text) and not not_titles.is_prose(text) else ""


def _has_authors(text: str, title: str) -> bool:
    _, found, rest = text.partition(title)
    rest = rest.lstrip(" .,;:")
    head, cut, _ = text.partition(title)
    names = references.is_reference(rest) if found and rest else False
    return names or (bool(cut) and bool(re.search(r"[&]|et al|\band\b", head)))


def _ends_with_year(text: str) -> bool:
    return text.rstrip(". ")[-1:] in tuple(")]）") and bool(_YEAR.search(text))


def _share(title: str) -> float:
    parts = [x for x in re.findall(r"[^\W\d_][\w'’-]*", title) if x.lower() not in _SMALL]
    return sum(x[0].isupper() for x in parts) / len(parts) if parts else 0.0


def _is_headline(title: str) -> bool:
    """Return whether most words begin with a capital letter, or a name and a colon come first."""
    return _share(title) >= 0.6 or bool(re.match(r"[A-Z][\w-]{1,20}:\s+\w+\s+\w+", title))


def _is_counted(block: Block) -> bool:
    return vocabulary.without_numbering(block.text) != block.text


def _is_short_line(block: Block) -> bool:
    return block.role is Role.TEXT and "\n" not in block.text and len(block.text) <= 200
