"""``readlist merge``."""

from readlist.cli.papers import Papers, resolve
from readlist.cli.session import Session, undo_hint
from readlist.library.joining_papers import join_papers
from readlist.text import shorten
from readlist.views.changes import paper_name


def merge(session: Session, papers: Papers) -> None:
    """Merge entries for the same work into the first one.

    $ readlist merge 2310.06825 10.1000/182
    $ readlist merge 3 7

    Topics, code links, notes and identifiers are combined; for anything else the first entry wins.
    From then on every identifier names the merged paper.
    """
    joined = join_papers(session.workspace, resolve(session, papers))
    gone = ", ".join(shorten(paper.id, 40) for paper in joined.gone)
    name = paper_name(joined.change.paper)
    session.say(f"Merged: {name}, with {gone}.{undo_hint(session)}")
    for one in joined.differences:
        value = shorten(one.value, 60)
        session.notices.warn(f"note: {one.paper} had a different {one.key}: {value}")
