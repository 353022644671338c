"""Tell which entries of three lists are one paper: by identifier, never by place."""

from collections.abc import Iterator, Mapping, Sequence

from readlist.sync.pieces import Names, Side

Link = frozenset[str]
Groups = dict[str, list[int]]
"""Positions of a list's entries by the name of the paper, in the order of the list."""


def group(sides: Sequence[Side]) -> list[Groups]:
    """Return the entries of each list by paper.

    An identifier under ``also`` joins two entries unless an entry of the same list has it for its
    own id. These links are merged three ways: a join or a split on one side counts.

    Args:
        sides: The common ancestor (a list without papers if there is none), ours and theirs.
    """
    base, ours, theirs = (set(_links(side.names)) for side in sides)
    joined = (ours & theirs) | ((ours | theirs) - base)
    roots = _roots(joined)
    return [_grouped(side, roots) for side in sides]


def _links(names: Sequence[Names]) -> Iterator[Link]:
    """Yield pairs of identifiers that belong together."""
    if not any(entry.also for entry in names):
        return
    owners: dict[str, str] = {entry.id: entry.id for entry in names if entry.id}
    for entry in names:
        for other in entry.also:
            if entry.id and owners.setdefault(other, entry.id) == entry.id:
                yield frozenset((entry.id, other))


def _roots(links: set[Link]) -> Mapping[str, str]:
    """Return for each linked identifier the one that stands for its whole group."""
    parents: dict[str, str] = {}

    def find(name: str) -> str:
        while parents.setdefault(name, name) != name:
            parents[name] = parents[parents[name]]
            name = parents[name]
        return name

    for link in sorted(map(sorted, links)):
        first, second = find(link[0]), find(link[-1])
        if first != second:
            parents[max(first, second)] = min(first, second)
    return {name: find(name) for name in [*parents]}


def _grouped(side: Side, roots: Mapping[str, str]) -> Groups:
    if not roots and "" not in side.ids and not side.doubled:
        return {name: [number] for number, name in enumerate(side.ids)}
    groups: Groups = {}
    for number, own in enumerate(side.ids):
        name = roots.get(own, own)
        if not name:
            # Without an identifier only its content can tell which paper it is.
            name = f"\n{side.table(number).get('title') or side.blocks[number].strip()}"
        groups.setdefault(name, []).append(number)
    return groups
