"""Attach blocks to what is above them: links under a title, further text, code."""

from typing import TYPE_CHECKING

from readlist.document_model import Block, Role
from readlist.lazy import lazy
from readlist.mentions import block_title, blurbs, candidates, code, references, titles, vocabulary
from readlist.mentions.scan import Scan
from readlist.mentions.sighting import Mention, Scope, Sighting
from readlist.mentions.titles import Grade, Title
from readlist.mentions.uniting import rank

if TYPE_CHECKING:
    from readlist.model import identifiers
else:
    identifiers = lazy("readlist.model.identifiers")


_SHORT = 3
"""Words of an entry that may be a group's name, "Univ. Montreal + NYU", or a nickname."""


def covers(scope: Scope, block: Block) -> bool:
    """Return whether a block may belong to the scope."""
    if scope.kind == "item":
        deeper = block.role is Role.ITEM and block.level > scope.level
        below = scope.blocks == 0 or block.level or (block.tight and not scope.sightings)
        return deeper or (block.role is not Role.ITEM and bool(below))
    if scope.kind in {"line", "text"}:
        return scope.blocks == 0 or block.tight
    return scope.kind != "row"


def is_under_title(scope: Scope, block: Block, found: Scan) -> bool:
    """Return whether a paragraph is about the title right above: "Paging (pdf, code)"."""
    if scope.kind not in {"heading", "bold"} or block.role is not Role.TEXT:
        return False
    if scope.sightings or scope.blocks > 1 or len(found.bases) > 1 or not scope.title:
        return False
    link = found.mentions[0].link
    written = block.written(link).strip() if link else ""
    labelled = bool(written) and vocabulary.is_label(written) and "://" not in written
    telling = len(scope.title.text.split()) >= 4 or ":" in scope.title.text
    if not labelled or not (telling or scope.kind == "bold"):
        return False
    own = block_title.name(block, found, 0).title
    return not (own and own.grade > Grade.ENTRY)


def is_of_entry(scope: Scope, block: Block, found: Scan) -> bool:
    """Return whether a text is the second half of a list entry: authors and links below a title."""
    if scope.kind != "item" or block.role is not Role.TEXT or not block.level:
        return False
    if scope.sightings or scope.blocks > 2 or len(found.bases) > 1 or not scope.title:
        return False
    # Only a link's own text is surely a title; authors are in front of it.
    written = (titles.of_link(block.written(m.link)) for m in found.mentions if m.link)
    return not any(len(text.split()) > 2 and not references.authors(text) for text in written)


def attach(scope: Scope, block: Block, found: Scan, outer: str) -> list[Sighting]:
    """Give the identifiers of a block to the title above it.

    Args:
        scope: The title and what was under it so far.
        block: The block.
        found: Its identifiers.
        outer: The theme if the scope is a heading and turns out to be one paper's title.

    Returns:
        The papers that are new under the title.
    """
    scope.blocks += 1
    fresh: list[Sighting] = []
    if is_same_paper(scope, block, found):
        _join(scope.sightings[0], found)
    else:
        if len(scope.bases | set(found.bases)) > 1:
            fresh += _dissolve(scope)
        fresh += [_sighting(scope, block, found, base, outer) for base in found.bases
                 if base not in scope.bases]  # fmt: skip
    scope.sightings += fresh
    for sighting in scope.sightings:
        for mention in found.mentions:
            if sighting.id and mention.id.base == sighting.id.base:
                better(sighting, mention, None)
    given = [url for link, url in code.of_block(block) if not code.is_other(block, link)]
    if given and len(found.bases) == 1:
        target = next(s for s in scope.sightings if found.bases[0] in s.names)
        target.add_code(given)
    if not scope.many and not blurbs.is_label_only(block, found):
        scope.sightings[0].blurb = scope.sightings[0].blurb or blurbs.paragraph(block)
    return fresh


def is_same_paper(scope: Scope, block: Block, found: Scan) -> bool:
    """Return whether a block names the one paper above by identifiers of other kinds.

    An entry of a list under a heading does so only with a label: "[DOI](https://doi.org/10...)".
    """
    if scope.many or not scope.title or len(scope.sightings) != 1 or len(found.bases) != 1:
        return False
    had = scope.sightings[0].names
    names = [found.bases[0], *found.further(found.bases[0])]
    if any(rank(name) == rank(other) for name in names for other in had if name != other):
        return False
    if scope.kind != "heading" or block.role is not Role.ITEM:
        return True
    links = [mention.link for mention in found.mentions]
    return all(link and not vocabulary.is_address(block.written(link)) for link in links)


def _join(sighting: Sighting, found: Scan) -> None:
    base = found.bases[0]
    for name in (base, *found.further(base)):
        if name not in sighting.names:
            sighting.also.append(name)


def _dissolve(scope: Scope) -> list[Sighting]:
    """Drop a title with several papers under it: it belongs to none of them.

    Returns:
        The papers that had counted as further identifiers of the first.
    """
    scope.many = True
    parted: list[Sighting] = []
    for sighting in scope.sightings:
        if sighting.title is scope.title and scope.title and scope.title.grade is Grade.ABOVE:
            sighting.title, sighting.theme = None, scope.theme
            parted += [
                Sighting(other, sighting.line, None, scope.theme)
                for name in sighting.also
                if (other := identifiers.Identifier.try_parse(name))
            ]
            sighting.also = []
    return parted


def _sighting(scope: Scope, block: Block, found: Scan, base: str, outer: str) -> Sighting:
    mention = next(m for m in found.mentions if m.id.base == base)
    also = found.further(base)
    if scope.many:
        return Sighting(mention.id, line_of(block, mention), None, scope.theme, also=also)
    # A heading that is a paper's title is not a theme if the heading above it is one.
    theme = outer if scope.kind == "heading" else scope.theme
    sighting = Sighting(
        mention.id, line_of(block, mention), scope.title, theme, blurb=scope.blurb, also=also,
        marks=scope.marks, notes=scope.notes,
    )  # fmt: skip
    sighting.add_code(scope.code)
    return sighting


def go_on(scope: Scope, block: Block) -> bool:
    """Read a block as further text on the paper above; return False if it opens something new."""
    if candidates.is_opening(block, scope):
        return False
    scope.blocks += 1
    if scope.many or block.role is Role.CODE:
        return True
    if (
        block.role is Role.ITEM
        and len(scope.sightings) == 1
        and (whole := _cited_below(scope, block))
    ):
        scope.sightings[0].title = Title(whole, Grade.LINKED)
        return True
    said = scope.sightings[0] if scope.sightings else scope
    said.blurb = said.blurb or blurbs.paragraph(block)
    if scope.blocks <= 2 and len(block.text) < 300:
        give(scope, [url for link, url in code.of_block(block)
                     if code.is_given(block, link) and not code.is_other(block, link)])  # fmt: skip
    return True


def _cited_below(scope: Scope, block: Block) -> str:
    """Return the title of the reference below an entry that only names the authors."""
    named = scope.sightings[0].title
    if scope.kind != "item" or (named and len(named.text.split()) > _SHORT):
        return ""
    marked = (titles.tidy(block.text[start:end]) for start, end in block.marks)
    whole = next((text for text in marked if len(text.split()) > _SHORT), "")
    if whole and titles.is_title(whole) and not references.authors(whole):
        return whole
    found = references.title(block.text) if references.is_reference(block.text) else ""
    return found if len(found.split()) > _SHORT else ""


def give(scope: Scope, urls: list[str]) -> None:
    """Give repositories to the one paper of a scope, or keep them until the paper is named."""
    if not scope.sightings:
        scope.code += [url for url in urls if url not in scope.code]
    elif len(scope.bases) == 1:
        scope.sightings[-1].add_code(urls)


def share_code(block: Block, found: Scan, made: dict[str, Sighting]) -> None:
    """Give the repositories of a block to the papers that the same block names.

    With several papers, only links that are called code go to the paper right in front.
    """
    only = next(iter(made.values())) if len(made) == 1 else None
    for link, url in code.of_block(block):
        if code.is_other(block, link):
            continue
        given = code.is_given(block, link)
        if only is not None:
            if given or (_is_entry(block, only.title) and not code.is_in_passing(block, link)):
                only.add_code([url])
            continue
        ahead = [m for m in found.mentions if m.start <= link.start]
        if given and ahead and "\n" not in block.text[ahead[-1].end : link.start]:
            made[ahead[-1].id.base].add_code([url])


def _is_entry(block: Block, title: Title | None) -> bool:
    """Return whether the block is about the paper, so that any repository in it is the paper's."""
    if title is None or title.grade < Grade.ENTRY:
        return False
    short = title.grade >= Grade.LINKED and len(block.text) < len(title.text) + 60
    return short or block.role in {Role.ROW, Role.ITEM, Role.HEADING}


def line_of(block: Block, mention: Mention) -> int:
    """Return the line of a mention in the source."""
    return block.line + block.text.count("\n", 0, mention.start)


def better(sighting: Sighting, mention: Mention, title: Title | None) -> None:
    """Add what another mention of the same paper in the same place says."""
    if title and (sighting.title is None or title.grade > sighting.title.grade):
        sighting.title = title
    if sighting.id and sighting.id.version is None and mention.id.version is not None:
        sighting.id = mention.id
