"""What an import changes of the list, in one write: new papers, identifiers, edits taken over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from readlist.library import collecting
from readlist.library.elsewhere import with_names
from readlist.library.importing.plan import ImportPlan
from readlist.library.workspace import Workspace
from readlist.list_file import ListEditor
from readlist.model.spelling import compared
from readlist.paper import Paper
from readlist.reading_list import ReadingList
from readlist.text import plural, shorten

Names = Mapping[str, tuple[str, ...]]
"""Further identifiers, by those of papers of the list."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Papers that are new, and those that are on the list already."""

    new: list[Paper] = field(default_factory=list)
    there: list[Paper] = field(default_factory=list)
    further: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The names that those which are there get."""


@dataclass(frozen=True, slots=True)
class WrittenImport:
    """What came of writing."""

    added: tuple[Paper, ...] = ()
    known: tuple[Paper, ...] = ()
    """Those that another process added in the meantime."""
    linked: tuple[Paper, ...] = ()
    """Papers of the list that have further identifiers now."""


def told_apart(made: Sequence[Paper], papers: ReadingList) -> Apart:
    """Return which papers are new, now that services said what else they are called.

    A preprint and its article that a document names both are one paper.
    """
    new: dict[str, Paper] = {}
    holders: dict[str, str] = {}
    result = Apart()
    for paper in made:
        names = (paper.id, *paper.also)
        known = next(filter(None, map(papers.get, names)), None)
        twin = next((holders[x] for x in map(compared, names) if x in holders), None)
        if known is not None:
            result.there.append(known)
            lacking = tuple(name for name in names if papers.get(name) is None)
            if lacking:
                result.further[known.id] = result.further.get(known.id, ()) + lacking
            continue
        called = twin or paper.id
        new[called] = with_names(new[twin], names) if twin else paper
        holders |= {compared(name): called for name in (called, *new[called].also)}
    result.new.extend(new.values())
    return result


def write(
    workspace: Workspace, made: Sequence[Paper], further: Names, plan: ImportPlan
) -> WrittenImport:
    """Add papers, link papers of the list to further identifiers and take changes over.

    Raises:
        FileError: The list cannot be changed; nothing was.
    """
    if not made and not further and not plan.take_overs:
        return WrittenImport()
    links = {name: more for name, more in further.items() if more}
    what = [
        f"import {plural(len(made), 'paper')}" if made else "",
        f"take over {plural(len(plan.take_overs), 'change')}" if plan.take_overs else "",
        f"link {plural(len(links), 'paper')}" if links else "",
    ]
    sources = [*(one.source for one in plan.candidates), *(x.source for x in plan.take_overs)]
    linked: list[Paper] = []

    def change(editor: ListEditor) -> None:
        linked[:] = _linked(editor, links)
        for one in plan.take_overs:
            if one.paper.id in editor:  # else another process removed it
                now = Paper.from_table(editor.table(one.paper.id))
                editor.update(one.paper.id, one.values_for(now))

    words = f"{' and '.join(filter(None, what))} from {shorten(sources[0], 60)}"
    written = collecting.append(workspace, made, words, change)
    touched = (*(one.paper for one in plan.take_overs), *linked, *written.added)
    workspace.touched.remember(list(touched))
    return WrittenImport(written.added, written.known, tuple(linked))


def _linked(editor: ListEditor, links: Names) -> list[Paper]:
    changed = []
    for identifier, further in links.items():
        if identifier not in editor:
            continue  # another process removed it since it was looked up
        before = Paper.from_table(editor.table(identifier))
        after = with_names(before, further)
        if after.also != before.also:
            editor.update(identifier, {"also": list(after.also)})
            changed.append(after)
    return changed
