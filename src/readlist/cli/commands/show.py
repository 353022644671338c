"""``readlist show``."""

from typing import TYPE_CHECKING

from readlist.cli.output import Interactive, Output, print_plain, print_records, print_rich
from readlist.cli.session import Session
from readlist.lazy import lazy
from readlist.reading_list import Filters, Group, ReadingList, Selection
from readlist.reading_list.filters import SHOWN

if TYPE_CHECKING:
    from readlist.cli import full_screen
    from readlist.library import reading, selecting
    from readlist.views import paper_table
else:
    full_screen = lazy("readlist.cli.full_screen")
    reading = lazy("readlist.library.reading")
    selecting = lazy("readlist.library.selecting")
    paper_table = lazy("readlist.views.paper_table")


def show(
    session: Session, filters: Filters, output: Output, *, interactive: Interactive = False
) -> None:
    """List papers, grouped by topic.

    $ readlist show                     unread papers and those being read
    $ readlist show -t moe --star       starred papers on one topic
    $ readlist show --all --year 2023   whatever their status
    $ readlist show -i                  on one screen
    $ readlist show --json | jq ...     for programs

    On a terminal this prints a table per topic, with row numbers that other commands understand.
    In a pipe it prints one record per line.
    """
    if interactive:
        full_screen.browse_list(session, filters, SHOWN, what="show -i", instead="readlist show")
        return
    papers = session.workspace.papers()
    if output.is_lines and not output.is_for_people(session) and filters.sort != "rank":
        selecting.check_topics(filters, papers)
        lines = reading.lines(session.workspace, filters, SHOWN, papers)
        print_plain(line for _, line in lines)
        return
    selection = selecting.select(session.workspace, filters, SHOWN, papers)
    if output.is_for_people(session):
        _show_tables(session, papers, selection, grouped=filters.sort == "topic")
    else:
        print_records(session, output, selection.papers)


def _show_tables(
    session: Session, papers: ReadingList, selection: Selection, *, grouped: bool
) -> None:
    hidden = paper_table.hidden_text(selection.hidden, selection.cut)
    if not selection.papers:
        session.say(f"Nothing to show. {hidden}".strip() + ("." if hidden else ""))
        return
    groups = papers.group(selection.papers) if grouped else [Group("", selection.papers, 0, 0)]
    pdfs = {paper.id for paper in selection.papers if reading.pdf_of(session.workspace, paper)}
    gone = reading.taken_back(session.workspace, selection.papers)
    session.number_rows((paper.id, paper.title) for group in groups for paper in group.papers)
    tables = paper_table.theme_tables(
        groups, session.canvas, pdfs, headings=grouped, taken_back=gone
    )
    print_rich(session, *(part for table in tables for part in (table, "")))
    themes, marks = len(groups) if grouped else 0, session.screen.width >= 60
    for line in paper_table.footer_lines(
        selection.papers, themes, hidden, session.canvas, marks=marks
    ):
        session.write(line)
