"""The texts that papers become in an export, and what each is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readlist import __version__
from readlist.citation_key import settled_keys, wanted_key
from readlist.exporters import Options
from readlist.exporters.flat import RENDERING, Flat
from readlist.index import IndexedList
from readlist.index.row_facts import RowFacts
from readlist.library import export_entries
from readlist.library.kept_texts import keep_wanted_keys, wanted_keys
from readlist.library.workspace import Workspace
from readlist.paper import Paper

VERSION = f"{__version__} {RENDERING}"
"""What writes the texts: those of another version count for none."""
_AT_ONCE = 500
"""Papers of a long list that are held."""
_PART = "\x1f"
"""Stands behind each folder of a paper that has others than its identifier."""


@dataclass(slots=True)
class NewText:
    """A text that was made anew, and from what."""

    folders: str
    made: str
    text: str


class TextMaker:
    """Makes texts of papers.

    Args:
        workspace: What this run works on.
        listed: The list.
        flat: The format.
        options: What is written of papers.
        facts: What tells the papers apart.
    """

    def __init__(
        self,
        workspace: Workspace,
        listed: IndexedList,
        flat: Flat,
        options: Options,
        facts: RowFacts,
    ) -> None:
        self.flat = flat
        self.facts = facts
        self.held = len(facts.ids) <= export_entries.HELD
        self._workspace = workspace
        self._listed = listed
        self._options = options
        self._papers: dict[int, Paper] = {}
        self._shelved = workspace.shelved
        self._stamps: dict[str, str] = {}
        self.keys = self._settled_keys()

    def _at(self, places: Sequence[int]) -> list[Paper]:
        """Return papers at positions of the list; those of a short list are read once."""
        if not self.held:
            return [*self._listed.papers_at(self.facts, places)]
        missing = [place for place in places if place not in self._papers]
        if missing:
            found = self._listed.papers_at(self.facts, missing)
            self._papers.update(zip(missing, found, strict=True))
        return [self._papers[place] for place in places]

    def _settled_keys(self) -> Mapping[str, str]:
        """Return the citation keys of all papers of the list."""
        index, digests = self._workspace.index, self.facts.digests
        known = wanted_keys(index, VERSION)
        found = [known.get(digest, "") for digest in digests]
        missing = [place for place, key in enumerate(found) if not key]
        at_once = max(len(missing), 1) if self.held else _AT_ONCE
        for start in range(0, len(missing), at_once):
            some = missing[start : start + at_once]
            for place, paper in zip(some, self._at(some), strict=True):
                _, key, chosen = wanted_key(paper)
                found[place] = ("*" if chosen else " ") + key
        if missing:
            keep_wanted_keys(index, VERSION, dict(zip(digests, found, strict=True)))
        wanted = zip(self.facts.ids, found, strict=True)
        return settled_keys((one, key[1:], key[0] == "*") for one, key in wanted)

    def made_from(self, place: int, folders: str) -> str:
        """Return what the text of a paper is made from beside the paper itself.

        Args:
            place: Its position in the list.
            folders: Where the library may tell of it.
        """
        identifier = self.facts.ids[place]
        key = self.keys[identifier]
        if not self._shelved:
            return key
        if not folders:
            return f"{key} {self._stamp_of(identifier) if identifier in self._shelved else ''}"
        there = [one for one in folders.split(_PART)[:-1] if one in self._shelved]
        return " ".join((key, *map(self._stamp_of, there)))

    def _stamp_of(self, folder: str) -> str:
        """Return the stamp of a folder; in a short list each is looked at once."""
        stamp = self._stamps.get(folder)
        if stamp is None:
            stamp = self._workspace.paper_files.stamp_of(folder)
            if self.held:
                self._stamps[folder] = stamp
        return stamp

    def texts(self, places: Sequence[int]) -> list[NewText]:
        """Return the texts of papers at positions of the list."""
        papers = self._at(places)
        folders = [_folders_of(paper) for paper in papers]
        # Before the library is read: what changes in between is noticed the next time.
        made = list(map(self.made_from, places, folders))
        abstracts = self._options.abstracts
        entries = export_entries.made(
            self._workspace, papers, abstracts=abstracts, stamp_of=self._stamp_of
        )
        text, options = self.flat.text, self._options
        texts = [text(entry, self.keys[entry.paper.id], options) for entry in entries]
        return list(map(NewText, folders, made, texts))


def _folders_of(paper: Paper) -> str:
    found = paper.arxiv_id
    if found and found.base == found.folder == paper.id and not paper.also:
        return ""  # as of most papers
    names = [one.folder for one in paper.keeps]
    return "" if names == [paper.id] else "".join(f"{name}{_PART}" for name in names)
