"""Measure what `check` says of references with known answers.

``python bench/check_quality.py [--recordings FOLDER]``

First, references to works of the simulated services: as they are, and with one thing changed. Then,
where recorded answers of services are at hand, what one service says of a work is taken for a
reference to what another says of the same: whatever differs there is a false alarm, for both
describe one work.
"""

import argparse
import json
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import permutations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from arxiv_sim import ArxivSim
from readlist.http.web import Answer, UnfitError
from readlist.library.checking.check import check
from readlist.library.workspace import open_workspace
from readlist.metadata import Metadata
from readlist.model.identifiers import name_of_doi
from readlist.references import Reference, Standing, differences
from readlist.sources import crossref, csl, datacite, openalex, semantic_scholar, unpaywall
from scholar_sim import ScholarSim

SEED = 20261128
_READERS = {
    "api.crossref.org": crossref.read,
    "api.datacite.org": datacite.read,
    "doi.org": csl.read,
    "api.openalex.org": openalex.read,
    "api.semanticscholar.org": semantic_scholar.read,
    "api.unpaywall.org": unpaywall.read,
}
_LEAST_AUTHORS = 2


def cases(works: Mapping[str, Metadata]) -> Iterator[tuple[str, Standing, Reference]]:
    """Yield references with what each is: right ones, and with one thing changed."""
    lot = random.Random(SEED)  # noqa: S311 - which words change
    for name, work in works.items():
        year = int(work.published[:4]) if work.published[:4].isdecimal() else None
        authors = tuple(author.name for author in work.authors)
        right = Reference(work.title, authors, year, work.venue, (name,), source="set", key=name)
        gone = work.retracted
        yield "as it is", Standing.RETRACTED if gone else Standing.OK, right
        if gone:
            continue
        short = replace(
            right,
            authors=(*authors[:1], "others"),
            title=work.title if "\\" in work.title else work.title.upper(),
        )
        yield "shortened", Standing.OK, short
        yield "without identifier", Standing.OK, replace(right, identifiers=())
        words = work.title.split()
        if len(words) > 3:
            words[lot.randrange(1, len(words) - 1)] = "Zirconium"
            yield "a word exchanged", Standing.DIFFERS, replace(right, title=" ".join(words))
        if len(set(authors)) >= _LEAST_AUTHORS:
            swapped = replace(right, authors=tuple(reversed(authors)))
            yield "authors swapped", Standing.DIFFERS, swapped
        yield "foreign author", Standing.DIFFERS, replace(right, authors=("Zoltan Quxfield",))
        if year:
            yield "another year", Standing.DIFFERS, replace(right, year=year - 9)
        made_up = f"Zirconium {lot.randrange(10**6)} Revisited by Walruses"
        yield (
            "made up",
            Standing.NOT_FOUND,
            replace(right, title=made_up, authors=("Zoltan Quxfield",), identifiers=()),
        )


def simulated() -> list[tuple[str, Standing, Standing, str]]:
    """Return each case with the verdict that is right, the one that was given, and why."""
    with (
        ScholarSim(synthetic=60, latency=0, enforce=False) as sim,
        ArxivSim(synthetic=5) as arxiv,
        tempfile.TemporaryDirectory() as home,
    ):
        os.environ |= {
            "READLIST_HOME": home,
            "READLIST_HOSTS": sim.hosts,
            "READLIST_ARXIV_API": f"{arxiv.base}/api/query",
            "READLIST_ARXIV_INTERVAL": "0",
        }
        Path(home, "readlist.toml").write_text("schema = 1\n")
        workspace = open_workspace()
        works = {}
        for work in sim.works_.values():
            name = name_of_doi(work.doi) if work.doi else ""
            if name.startswith("doi:") and work.ra == "Crossref":
                found = _answered(workspace, name)
                if found:
                    works[name] = found
        every = list(cases(works))
        report = check(workspace, [reference for _, _, reference in every])
        return [
            (what, right, one.standing, f"{one.reference.key}: {one.evidence}")
            for (what, right, _), one in zip(every, report.checked, strict=True)
        ]


def _answered(workspace: object, name: str) -> Metadata | None:
    from readlist import sources  # noqa: PLC0415 - after the environment is set
    from readlist.model.identifiers import Identifier  # noqa: PLC0415 - as above

    found = sources.lookup(Identifier.parse(name), workspace.services, widen=False)  # type: ignore[attr-defined]
    good = str(found.outcome) == "complete" and found.metadata
    if not good or not found.metadata or found.metadata.published_as:
        return None
    return found.metadata if len(found.metadata.title.split()) > 2 else None


def recorded(folder: Path) -> tuple[int, list[str]]:
    """Return how many pairs of descriptions of one work there are, and what differs in them."""
    described: dict[str, list[Metadata]] = {}
    for entry in json.loads((folder / "index.json").read_bytes()):
        read = _READERS.get(entry["service"])
        if read is None or entry["status"] != 200:
            continue
        for name, found in _works(read, entry):
            described.setdefault(name, []).append(found)
    pairs, alarms = 0, []
    for name, works in described.items():
        for one, other in permutations({w.source: w for w in works}.values(), 2):
            year = int(one.published[:4]) if one.published[:4].isdecimal() else None
            authors = tuple(author.name for author in one.authors)
            reference = Reference(one.title, authors, year, one.venue, (name,))
            pairs += 1
            alarms += [
                f"{name}: {one.source} beside {other.source}: {d.field}: {d.given!r} is {d.found!r}"
                for d in differences(reference, other)
            ]
    return pairs, alarms


def _works(
    read: Callable[..., object], entry: Mapping[str, object]
) -> Iterator[tuple[str, Metadata]]:
    from support.source_kit import recorded_answer  # noqa: PLC0415 - of the tests

    answer: Answer = recorded_answer(entry)  # type: ignore[arg-type]
    for name in _names(answer):
        try:
            reading = read(answer, name)
        except (UnfitError, ValueError):
            continue
        metadata = getattr(reading, "metadata", None)
        if metadata and metadata.title:
            yield name, metadata


def _names(answer: Answer) -> set[str]:
    """Return the DOI that a recorded answer is about."""
    try:
        data = json.loads(answer.body)
    except ValueError:
        return set()
    data = data if isinstance(data, dict) else {}
    inner = [data, data.get("message"), (data.get("data") or {})]
    inner += [inner[2].get("attributes") if isinstance(inner[2], dict) else None]
    found = (one.get(k) for one in inner if isinstance(one, dict) for k in ("DOI", "doi"))
    ids = data.get("externalIds")
    more = [ids.get("DOI")] if isinstance(ids, dict) else []
    return {name for raw in (*found, *more) if (name := name_of_doi(raw))}


def main() -> int:
    """Print a table of verdicts; 1 if a bound is not held."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).parents[2] / "shared" / "scholar_recordings"
    parser.add_argument("--recordings", type=Path, default=default)
    parser.add_argument("--all", action="store_true", help="name everything that is wrong")
    options = parser.parse_args()
    results = simulated()
    print(f"{'reference':<20} {'of':>5} {'right':>6}  given otherwise")
    for what in dict.fromkeys(w for w, *_ in results):
        group = [(right, given) for w, right, given, _ in results if w == what]
        wrong = Counter(str(given) for right, given in group if given != right)
        print(f"{what:<20} {len(group):>5} {sum(r == g for r, g in group):>6}  {dict(wrong) or ''}")
    if options.all:
        print(*(f"  {what}: {why}" for what, r, g, why in results if r != g), sep="\n")
    fine = [(r, g) for _, r, g, _ in results if r in (Standing.OK, Standing.RETRACTED)]
    retracted = sum(g is Standing.RETRACTED and r is not g for r, g in fine)
    differs = sum(g is Standing.DIFFERS for _, g in fine)
    print(f"false retracted: {retracted} of {len(fine)}; false differs: {differs} of {len(fine)}")
    good = retracted == 0 and differs <= 0.02 * len(fine)
    if (options.recordings / "index.json").exists():
        pairs, alarms = recorded(options.recordings)
        print(
            f"recorded answers: {pairs} pairs of services on one work, {len(alarms)} false differs"
        )
        if options.all:
            print(*(f"  {one}" for one in alarms), sep="\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
