"""What arXiv says about papers beyond what the list holds, for many papers at once.

An export of a whole library would open one file per paper for a journal reference that most papers
do not have, which would be most of its work. The index remembers these few words, with a stamp of
the file that they came from.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

from readlist.index import Index
from readlist.index.features import Feature
from readlist.metadata import Metadata
from readlist.paper import Paper
from readlist.paper_files import PaperFiles

_KIND = "addenda"
_WORDS = ("comment", "journal_ref", "doi")
_LISTED = ("title", "authors", "published", "categories")


def addenda(
    papers: Sequence[Paper],
    files: PaperFiles,
    index: Index,
    read: Callable[[Paper], Metadata | None],
    stamp_of: Callable[[str], str] | None = None,
) -> dict[str, Metadata]:
    """Return what arXiv says about papers, by identifier.

    Papers whose title, authors, day and categories are in the list come without these and without
    the abstract, and only if there is a journal reference, a DOI or a withdrawal; the others come
    whole.

    Args:
        papers: Papers of the list.
        files: What arXiv gave.
        index: Remembers; without it every file is read.
        read: Reads the whole of one paper.
        stamp_of: Gives the stamp of a folder, where some were looked at already.
    """
    ids = {paper.id: paper.arxiv_id for paper in papers if _is_listed(paper) and not paper.also}
    looked = stamp_of or files.stamp_of
    stamps = {i: stamp.encode() for i, one in ids.items() if one and (stamp := looked(one.folder))}
    kept = index.features(_KIND, stamps)
    known = {i: one.data for i, one in kept.items() if one.stamp == stamps[i]}
    whole: dict[str, Metadata] = {}
    new: dict[str, bytes] = {}
    for paper in papers:
        if paper.id not in known:
            metadata = read(paper)
            if paper.id in stamps:
                new[paper.id] = _packed(metadata)
            elif metadata:
                whole[paper.id] = metadata
    if new:
        index.keep_features(_KIND, {i: Feature(stamps[i], data) for i, data in new.items()})
    told = {i: _unpacked(i, data) for i, data in (known | new).items() if data}
    return whole | told


def _is_listed(paper: Paper) -> bool:
    return all(getattr(paper, name) for name in _LISTED)


def _packed(metadata: Metadata | None) -> bytes:
    """Return what is worth remembering, which may be nothing."""
    if metadata is None or not (metadata.journal_ref or metadata.doi or metadata.taken_back):
        return b""
    words = {name: getattr(metadata, name) for name in _WORDS}
    notices = [asdict(one) for one in metadata.notices]
    return json.dumps({"version": metadata.version, "notices": notices} | words).encode()


def _unpacked(identifier: str, data: bytes) -> Metadata:
    listed = {"id": identifier, "title": "", "authors": (), "categories": ()}
    return Metadata.from_json(listed | json.loads(data))
