"""Walk through a document and collect what every place says about papers."""

from typing import TYPE_CHECKING, NamedTuple

from readlist.document_model import Block, Document, Part, Record, Role
from readlist.lazy import lazy
from readlist.mentions import (
    attach,
    block_title,
    blurbs,
    candidates,
    code,
    table_rows,
    titles,
    vocabulary,
)
from readlist.mentions.findings import Doubt
from readlist.mentions.scan import Scan, scan
from readlist.mentions.sighting import Scope, Sighting
from readlist.mentions.titles import Grade, Title
from readlist.reading_marks import Marks

if TYPE_CHECKING:
    from readlist.mentions import from_records
    from readlist.model import identifiers
else:
    from_records = lazy("readlist.mentions.from_records")
    identifiers = lazy("readlist.model.identifiers")

LOWEST = 9
"""The level of a bold line above a list."""


class Headings:
    """The open headings, outermost first."""

    def __init__(self, document: Document) -> None:
        self._open: list[tuple[int, str]] = []
        levels = [
            part.level
            for part in document.parts
            if isinstance(part, Block) and part.role is Role.HEADING and part.text
        ]
        self._sections = {level for level in levels if levels.count(level) > 1}

    def close(self, level: int) -> None:
        """End the headings that one of this level ends."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()

    def open(self, level: int, text: str) -> None:
        """Begin the section of a heading."""
        self._open.append((level, text))

    def names_paper(self) -> None:
        """Treat the nearest heading as a paper's title, which is not a theme."""
        self._open[-1] = (self._open[-1][0], "")

    @property
    def theme(self) -> str:
        """The nearest heading."""
        return next((text for _, text in reversed(self._open) if text), "")

    @property
    def above(self) -> str:
        """The heading above the nearest one, which names a paper; empty if there is none."""
        return next((text for _, text in reversed(self._open[:-1]) if text), "")

    @property
    def outer(self) -> str:
        """The theme where the nearest heading is a paper's own title.

        That is the heading above, if it is one of several and not the title of the document.
        """
        sections = len(self._open) > 1 and self._open[-2][0] in self._sections
        return self._open[-2][1] if sections else self.theme


_NO_BARE = frozenset({"pdf", "bbl"})
"""Kinds of documents full of numbers, where only marked identifiers count."""
MOST_LINES = 40_000
"""Lines without an identifier that are tried as titles; a longer document is not an article."""


_FAULTS = (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError)


_NAMELESS = "this record has no title and no identifier, and is left out"


def _named_by(record: Record) -> str:
    """Return what identifies a record without a title."""
    told = (record.key, *record.authors[:1], *(place.text for place in record.places))
    return next((text[:80] for text in told if text.strip()), "(empty record)")


class Gathered(NamedTuple):
    """Everything in order, not merged yet."""

    sightings: list[Sighting]
    doubts: list[Doubt]
    not_on_arxiv: list[Record]
    no_papers: list[Record]


def gather(document: Document) -> Gathered:
    """Return what every place of the document says about papers, in order."""
    walk = _Walk(document)
    for part in document.parts:
        try:
            walk.part(part)
        except _FAULTS as fault:
            # A bug of ours costs this part, not the document, and is reported.
            why = f"this part could not be read ({type(fault).__name__}), and is left out"
            text = part.title if isinstance(part, Record) else part.text
            walk.out.doubts.append(Doubt(text[:80], part.line, why))
    walk.close()
    return walk.out


def _surest_first(found: Scan) -> list[int]:
    """Return the indexes of the mentions, those with a paper's best known identifier first."""
    return sorted(range(len(found.mentions)), key=lambda n: bool(found.mentions[n].further))


def _is_named_entry(block: Block, found: Scan) -> bool:
    """Return whether a list entry's link says more than a label, even if only a name and a year."""
    written = [block.written(m.link) for m in found.mentions if m.link]
    return block.role is Role.ITEM and any(
        vocabulary.is_citation(x) and not vocabulary.is_label(x) for x in written
    )


class _Walk:
    def __init__(self, document: Document) -> None:
        self.out = Gathered([], [], [], [])
        self.kind = document.kind
        self.bare = document.kind not in _NO_BARE
        self.headings = Headings(document)
        self.scope: Scope | None = None
        self.waiting: Scope | None = None
        self.lines = 0
        # Boxes of which none is ticked are bullets.
        states = {part.state for part in document.parts if isinstance(part, Block)}
        self.ticked = bool(states - {"", "unread"})

    def part(self, part: Part) -> None:
        """Process one part."""
        if isinstance(part, Record):
            self.record(part)
        elif part.role is Role.HEADING:
            self.heading(part)
        else:
            self.block(part)

    def record(self, record: Record) -> None:
        """Add an entry of a bibliography: under an identifier, by its facts, or by its title."""
        found, doubts = from_records.sighting_of(record, record.theme or self.headings.theme)
        self.out.doubts.extend(doubts)
        paper = found.id is not None or from_records.is_paper(record)
        if found.id or (paper and record.title and (record.authors or record.year)):
            self.out.sightings.append(found)
        elif record.title:
            (self.out.not_on_arxiv if paper else self.out.no_papers).append(record)
        elif not doubts:
            self.out.doubts.append(Doubt(_named_by(record), record.line, _NAMELESS))

    def heading(self, block: Block) -> None:
        self.close()
        self.waiting = None
        self.headings.close(block.level)
        if not block.text:
            return
        found = self._scanned(block)
        text = vocabulary.heading(blurbs.masked(block).replace("\x01", " ").split("\n")[0])
        if text or not found.mentions:
            self.headings.open(block.level, text or vocabulary.heading(block.text))
        title = titles.tidy(text)
        named = Title(title, Grade.ABOVE) if titles.is_title(title) else None
        self.scope = Scope("heading", named, block.line, block.level, self.headings.theme)
        self.scope.marks, _ = self._noted(block)
        if found.mentions:
            self._named(block, found, self.scope, self.headings.above)
            if text and len(found.bases) == 1:
                self.headings.names_paper()
        self.scope.code += [url for link, url in code.of_block(block) if code.is_given(block, link)]

    def block(self, block: Block) -> None:
        found = self._scanned(block)
        if not found.mentions:
            self._without(block)
            return
        scope = self._resumed(block, found) or self.scope
        if scope is not None and (
            (
                attach.covers(scope, block)
                and blurbs.is_label_only(block, found)
                and not (scope.kind == "heading" and _is_named_entry(block, found))
            )
            or attach.is_under_title(scope, block, found)
            or attach.is_of_entry(scope, block, found)
        ):
            self.out.sightings.extend(attach.attach(scope, block, found, self.headings.outer))
            return
        self.close(before=block)
        if scope and scope.kind == "bold" and not scope.sightings and block.role is Role.TEXT:
            self.waiting = scope
        kind = {Role.ROW: "row", Role.ITEM: "item"}.get(block.role, "text")
        theme = self.headings.theme or (table_rows.theme(block) if kind == "row" else "")
        self.scope = Scope(kind, None, block.line, block.level, theme)
        self._named(block, found, self.scope, theme)

    def _resumed(self, block: Block, found: Scan) -> Scope | None:
        """Return the bold title whose links come after text that mentions other papers."""
        waiting, self.waiting = self.waiting, None
        if waiting and block.role is Role.TEXT and blurbs.is_label_only(block, found):
            self.scope, waiting.blocks = waiting, 0
            return waiting
        return None

    def close(self, before: Block | None = None) -> None:
        """End the scope; a title in it without an identifier may be searched for.

        Args:
            before: A block that names papers itself. A bold line directly above a list of them is
                not a paper but their heading.
        """
        scope, self.scope = self.scope, None
        if scope and before and scope.is_bare_heading and before.role in {Role.ITEM, Role.ROW}:
            self.headings.open(LOWEST, vocabulary.heading(scope.heading))
            return
        if scope and not scope.sightings and scope.listed and scope.title:
            page = identifiers.Identifier.try_parse(scope.page) if scope.page else None
            self.out.sightings.append(
                Sighting(
                    page, scope.line, scope.title, scope.theme, scope.code, scope.blurb,
                    scope.year, scope.author, marks=scope.marks, notes=scope.notes,
                )
            )  # fmt: skip

    def _scanned(self, block: Block) -> Scan:
        found = scan(block, bare=self.bare)
        self.out.doubts.extend(found.doubts)
        return found

    def _named(self, block: Block, found: Scan, scope: Scope, theme: str) -> None:
        """Add what the block says about the papers it mentions."""
        made: dict[str, Sighting] = {}
        tags = table_rows.topics(block) if block.cells else ()
        marks, notes = self._noted(block, found)
        for index in _surest_first(found):
            mention = found.mentions[index]
            known = made.get(mention.id.base)
            if known is not None and mention.further:
                attach.better(known, mention, block_title.linked(block, mention))
                continue
            said = block_title.name(block, found, index)
            if known is not None:
                attach.better(known, mention, said.title)
                continue
            line = attach.line_of(block, mention)
            made[mention.id.base] = Sighting(
                mention.id, line, said.title, theme, blurb=said.blurb,
                also=found.further(mention.id.base), topics=tags, marks=marks, notes=notes,
            )  # fmt: skip
        made = {base: made[base] for base in found.bases}
        attach.share_code(block, found, made)
        scope.sightings += made.values()
        scope.many = len(made) > 1
        scope.title = scope.title or next((s.title for s in made.values() if s.title), None)
        self.out.sightings.extend(made.values())

    def _noted(self, block: Block, found: Scan | None = None) -> tuple[Marks, str]:
        """Return the reader's notes on the one paper of a row, an entry or a heading."""
        if found and len(found.bases) > 1:
            return Marks(), ""
        if block.cells:
            return table_rows.marks(block), table_rows.notes(block, self.kind)
        return Marks(block.state if self.ticked else ""), ""

    def _without(self, block: Block) -> None:
        """Process a block without an identifier."""
        scope = self.scope
        given = [u for x, u in code.of_block(block) if not code.is_other(block, x)]
        if scope is not None and attach.covers(scope, block):
            if given and blurbs.is_label_only(block, Scan(())):
                attach.give(scope, given)
                scope.blocks += 1
                return
            if attach.go_on(scope, block):
                return
        # Lines of a PDF are entries only if they are marked as such.
        plain = (self.kind == "pdf" and block.role is Role.TEXT) or self.lines > MOST_LINES
        self.lines += 1
        opened = None if plain else candidates.scope(block, self.headings.theme)
        if opened is not None:
            self.close()
            self.waiting = None
            if opened.kind == "bold":
                self.headings.close(LOWEST)
                opened.theme = self.headings.theme
            opened.code += given
            opened.marks, opened.notes = self._noted(block)
            self.scope = opened
        elif scope is not None:
            scope.blocks += 1
            if scope.kind in {"line", "item", "row"}:
                self.close()
