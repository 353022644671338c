"""``readlist search``."""

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readlist.cli.option_values import read_words
from readlist.cli.output import (
    Interactive,
    Output,
    print_data,
    print_plain,
    print_records,
    print_rich,
)
from readlist.cli.session import Session
from readlist.language import translate
from readlist.lazy import lazy
from readlist.library import reading, searching, selecting
from readlist.library.known_words import read_word
from readlist.paper import Paper
from readlist.reading_list import Filters
from readlist.text import either, plural

if TYPE_CHECKING:
    from readlist.cli import full_screen
    from readlist.library.searching import SearchResult
    from readlist.views import hits as view_hits
    from readlist.views import records
else:
    full_screen = lazy("readlist.cli.full_screen")
    view_hits = lazy("readlist.views.hits")
    records = lazy("readlist.views.records")

FIELDS = ("title", "authors", "topics", "notes", "highlights", "abstract", "pdf")
"""The fields that can be searched."""

_SHOWN = 20
"""Papers shown to people unless ``-n`` says otherwise."""


def search(
    session: Session,
    filters: Filters,
    output: Output,
    words: Annotated[list[str], typer.Argument(
        metavar="WORD...", help='Words, prefixes (quant*) or "quoted phrases".',
    )],
    where: Annotated[list[str] | None, typer.Option(
        "--in", metavar="A,B",
        help=f"Search only these: {either(FIELDS)}.",
    )] = None,
    *,
    interactive: Interactive = False,
) -> None:  # fmt: skip
    """Search titles, abstracts, notes and PDFs.

    $ readlist search expert routing           papers with both words
    $ readlist search '"mixture of experts"'   the exact phrase
    $ readlist search quant* --in title        words that begin with quant
    $ readlist search routing -i               on one screen

    The best matches come first, whatever their status. A word that no paper has is taken as a
    prefix. Abstracts and PDFs are searched if they were fetched.
    """
    fields = tuple(read_word(word, FIELDS, "place to search", "--in") for word in read_words(where))
    if filters.topics:
        selecting.check_topics(filters, session.workspace.papers())
    if interactive:
        _browse(session, words, filters, fields)
        return
    people = output.is_for_people(session)
    if people and filters.limit is None:
        filters = filters._replace(limit=_SHOWN)
    lines = not people and (output.is_lines or output.ids)
    found = searching.search(session.workspace, words, filters, fields, lines=lines)
    if people:
        _print(session, found)
    elif output.json:
        print_data(session, output, _records(session, found))
    elif lines:
        print_plain(identifier if output.ids else line for identifier, line in found.lines)
    else:
        print_records(session, output, [hit.paper for hit in found.hits])


def _browse(session: Session, words: list[str], filters: Filters, fields: tuple[str, ...]) -> None:
    """Open the screen with what is found; the match is the reason."""

    def given() -> "full_screen.Given":
        found = searching.search(session.workspace, words, filters, fields)
        context = {hit.paper.id: hit.context for hit in found.hits}

        def why(paper: Paper) -> str:
            pieces = context.get(paper.id, {}).items()
            return "; ".join(f"{name}: {records.plain_context(text)}" for name, text in pieces)

        return full_screen.Given([hit.paper.id for hit in found.hits], why)

    instead = shlex.join(["readlist", "search", *words])
    full_screen.browse_list(
        session, filters, frozenset(), what="search -i", instead=instead, given=given
    )


def _print(session: Session, found: "SearchResult") -> None:
    if found.hits:
        session.number_rows((hit.paper.id, hit.paper.title) for hit in found.hits)
        pdfs = frozenset(
            h.paper.id for h in found.hits if reading.pdf_of(session.workspace, h.paper)
        )
        hits = [(hit.paper, hit.context) for hit in found.hits]
        print_rich(session, *view_hits.hit_views(hits, session.canvas, pdfs))
        session.write("")
        more = found.total - len(found.hits)
        cut = translate(f", {more:,} of them not shown (-n)") if more else ""
        session.write(translate(plural(found.total, "paper")) + cut)
    else:
        session.say("Nothing found.")
    if found.bare:
        lacking = plural(found.bare, "abstract is", "abstracts are")
        session.hint(f"{lacking} not here, so not searched: readlist fetch")


def _records(session: Session, found: "SearchResult") -> Iterator[dict[str, Any]]:
    for hit in found.hits:
        data = records.record(hit.paper, reading.pdf_of(session.workspace, hit.paper))
        reasons = [f"{name}: {records.plain_context(text)}" for name, text in hit.context.items()]
        yield data | {"score": round(hit.score, 4), "reasons": reasons}
