"""Add 300 identifiers of every form against simulated services, and count what is right.

``python bench/identifiers.py [-n 300] [--faults] [--json]``: every trap that the simulators know,
in every form in which people write it, through the command line as it is, at the services' real
pace (a few minutes). ``--faults`` lets the services fail in every way that the simulator knows,
instead, and looks at the exit codes and at what is left on the disk.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from arxiv_sim import ArxivSim  # noqa: E402 - found by the path above
from scholar_sim import FAULTS, ScholarSim  # noqa: E402 - as above

AT_ARXIV = ("1706.03762", "hep-th/9711200", "math/0309136", "0704.0001", "1501.00001", "2401.90019")
_BATCH = 25
"""Identifiers of one command."""
_NONE = ("notice", "not-a-paper")
_KEPT = frozenset({"ok", "chunked", "wrong_ctype", "no_ctype", "evil_text"})
"""Faults that are none for a client that reads with care."""


@dataclass(frozen=True)
class Case:
    """One identifier as it is typed, and what has to come of it."""

    word: str
    id: str
    """As the list spells it; empty where nothing is to be added."""
    expect: dict[str, Any] = field(default_factory=dict)


def forms_of_doi(doi: str) -> Iterator[str]:
    """Yield the ways in which people write a DOI, without end."""
    safe = quote(doi, safe="/:()")
    yield from cycle(
        (
            doi,
            f"doi:{doi}",
            f"https://doi.org/{safe}",
            f"http://dx.doi.org/{safe}",
            f"DOI: {doi.upper()}",
            f"https://www.doi.org/{safe}?utm_source=mail#x",
            f"doi.org/{safe}",
            f"<https://doi.org/{safe}>",
            f"({doi}).",
        )
    )


def forms_of_arxiv(identifier: str) -> tuple[str, ...]:
    """Return the ways in which people write an identifier of arXiv."""
    return (
        identifier,
        f"{identifier}v1",
        f"arXiv:{identifier}",
        f"https://arxiv.org/abs/{identifier}",
        f"https://arxiv.org/pdf/{identifier}v1.pdf",
        f"https://ar5iv.org/abs/{identifier}",
        f"https://www.alphaxiv.org/abs/{identifier}",
        f"https://huggingface.co/papers/{identifier}",
        f"https://doi.org/10.48550/arXiv.{identifier}",
        f"https://export.arxiv.org/abs/{identifier}",
    )


def cases(sim: ScholarSim, count: int) -> list[Case]:
    """Return identifiers of all forms, each trap at least once."""
    found = [case for key, trap in sim.traps().items() for case in _of_trap(key, trap)]
    for identifier in AT_ARXIV:
        found += [Case(form, identifier) for form in forms_of_arxiv(identifier)]
    found += [Case(text, f"doi:{doi}") for text, doi in _texts(sim)]
    works = sim.works()
    for number, work in enumerate(islice(cycle(works), max(count - len(found), 0))):
        doi = work["doi"]
        form = next(islice(forms_of_doi(doi), number // len(works) + number % 9, None))
        found.append(Case(form, f"doi:{doi.lower()}", work["expect"]))
    return found[:count] if count < len(found) else found


def _texts(sim: ScholarSim) -> Iterator[tuple[str, str]]:
    for trap in sim.traps().values():
        for text in trap["expect"].get("texts", ()):
            yield text, trap["doi"].lower()


def _of_trap(key: str, trap: dict[str, Any]) -> Iterator[Case]:
    expect, ids = trap["expect"], trap["ids"]
    nothing = expect["kind"] in (*_NONE, "unknown")
    if "arxiv" in ids and trap["doi"].lower().startswith("10.48550"):
        return  # arXiv's simulator knows other papers
    if trap["doi"]:
        name = "" if nothing else f"doi:{trap['doi'].lower()}"
        yield from (Case(form, name, expect) for form in islice(forms_of_doi(trap["doi"]), 1))
        yield Case(f"https://doi.org/{quote(trap['doi'], safe='/')}", name, expect)
    if short := expect.get("short"):
        yield Case(f"https://doi.org/{short}", f"doi:{short}", expect)
    if "openreview" in ids and "pmlr" not in ids:
        name = f"openreview:{ids['openreview']}"
        yield Case(trap["url"], name, expect)
        yield Case(trap["url"].replace("/forum", "/pdf"), name, expect)
    if "acl" in ids:
        yield Case(trap["url"], f"acl:{ids['acl']}", expect)
        yield Case(f"https://www.aclweb.org/anthology/{ids['acl']}", f"acl:{ids['acl']}", expect)
    if "pmlr" in ids or (key.startswith("landing-") and not trap["doi"]):
        yield Case(trap["url"], f"url:{trap['url']}", expect)
    if "pmid" in ids:
        yield Case(f"PMID: {ids['pmid']}", f"pmid:{ids['pmid']}", expect)
        address = f"https://pubmed.ncbi.nlm.nih.gov/{ids['pmid']}/"
        yield Case(address, f"pmid:{ids['pmid']}", expect)
    if "isbn" in ids and not trap["doi"]:
        yield Case(f"ISBN {ids['isbn']}", f"isbn:{ids['isbn']}", expect)
        yield Case("0-262-03561-8", f"isbn:{ids['isbn']}", expect)


class Desk:
    """readlist in a home of its own, sent to simulators."""

    def __init__(self, folder: Path, scholar: ScholarSim, arxiv: ArxivSim, **env: str) -> None:
        self.home = folder
        self._env = {
            **{name: value for name, value in os.environ.items() if "READLIST" not in name},
            "READLIST_HOME": str(folder),
            "READLIST_HOSTS": scholar.hosts,
            "READLIST_ARXIV_API": f"{arxiv.base}/api/query",
            "READLIST_ARXIV_INTERVAL": "0",
            **env,
        }
        self.run("init", "--empty")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command line."""
        command = [sys.executable, "-m", "readlist", *words]
        return subprocess.run(command, env=self._env, capture_output=True, text=True, check=False)

    def papers(self) -> list[dict[str, Any]]:
        """Return what is on the list, read as a program of somebody else's reads it."""
        text = (self.home / "readlist.toml").read_text(encoding="utf-8")
        papers: list[dict[str, Any]] = tomllib.loads(text).get("paper", [])
        return papers


@dataclass
class Score:
    """What was right, and what was not."""

    of: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, what: str, word: str, got: object, wanted: Sequence[object]) -> None:
        """Count one fact."""
        self.of[what] += 1
        if got in wanted:
            self.right[what] += 1
        else:
            self.wrong.append(f"{what}: {word}: {got!r}, not {wanted[0]!r}")


def measure(count: int) -> Score:
    """Add identifiers, each in a list of its own kind, and look at what the list says."""
    score = Score()
    with ScholarSim(synthetic=120) as scholar, ArxivSim(synthetic=20) as arxiv:
        every = cases(scholar, count)
        for number, batch in enumerate(_apart(every)):
            with tempfile.TemporaryDirectory() as folder:
                desk = Desk(Path(folder), scholar, arxiv)
                scholar.reset_log()
                desk.run("add", *(case.word for case in batch))
                _judge(score, batch, desk.papers())
                score.add("manners", f"run {number}", scholar.report()["problems"], [[]])
                print(f"{number}: {len(batch)} added", file=sys.stderr)
    return score


def _apart(every: Sequence[Case]) -> list[list[Case]]:
    """Return the cases in batches in which no paper comes twice, so that each is judged alone."""
    batches: list[list[Case]] = []
    names: list[set[str]] = []
    for case in every:
        mine = {case.id or case.word, str(case.expect.get("title") or case.id or case.word)}
        for batch, taken in zip(batches, names, strict=True):
            if len(batch) < _BATCH and not taken & mine:
                break
        else:
            batch, taken = [], set()
            batches.append(batch)
            names.append(taken)
        batch.append(case)
        taken |= mine
    return batches


def _judge(score: Score, batch: Sequence[Case], papers: Sequence[dict[str, Any]]) -> None:
    # A preprint and its article are one entry, so that either may stand under `also`.
    named = {name: paper for paper in papers for name in paper.get("also", ())}
    by_id = named | {paper["id"]: paper for paper in papers}
    for case in batch:
        paper = by_id.get(case.id)
        if not case.id:
            stray = [
                p["id"] for p in papers if case.word.lower().find(p["id"].partition(":")[2]) >= 0
            ]
            score.add("identifier", case.word, bool(stray), [False])
            continue
        score.add("identifier", case.word, case.id if paper else None, [case.id])
        if (
            paper is None
            or paper["id"] != case.id
            or not case.expect
            or case.expect.get("unreachable")
        ):
            continue
        known = case.expect
        score.add(
            "title", case.word, paper.get("title"), [known["title"], *known.get("title_also", [])]
        )
        authors = [known["authors"], *known.get("authors_also", [])]
        score.add("authors", case.word, paper.get("authors"), [one or None for one in authors])
        years = [known["year"], *known.get("year_also", [])]
        year = str(paper["published"])[:4] if "published" in paper else None
        score.add("year", case.word, int(year) if year else None, years)


def faults() -> Score:
    """Let all services fail in each way; the exit code has to tell, the list has to be whole."""
    score = Score()
    with ScholarSim(synthetic=0, enforce=False, latency=0) as scholar, ArxivSim() as arxiv:
        for name in FAULTS:
            with tempfile.TemporaryDirectory() as folder:
                desk = Desk(Path(folder), scholar, arxiv, READLIST_TIMEOUT="1")
                rule = f"{name};code=503" if name == "status" else name
                scholar.faults([{"fault": rule, "match": {"host": "."}}])
                done = desk.run("add", "10.5555/sim.plain")
                wanted = [0] if name in _KEPT else [1] if name == "404" else [5, 0]
                score.add("exit code", name, done.returncode, wanted)
                score.add("traceback", name, "Traceback" in done.stderr, [False])
                ids = [paper["id"] for paper in desk.papers()]
                score.add(
                    "list", name, ids, [[] if done.returncode == 1 else ["doi:10.5555/sim.plain"]]
                )
                left = [p.name for p in Path(folder).rglob("*") if p.suffix in (".tmp", ".part")]
                score.add("left behind", name, left, [[]])
            scholar.faults([])
    return score


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=300, help="identifiers")
    parser.add_argument("--faults", action="store_true", help="let the services fail instead")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    score = faults() if options.faults else measure(options.n)
    if options.json:
        print(json.dumps({"of": score.of, "right": score.right, "wrong": score.wrong}))
        return
    for line in score.wrong:
        print(line)
    for what, of in score.of.items():
        print(f"{what:<12} {score.right[what]:>4} of {of:>4}  {100 * score.right[what] / of:.1f} %")


if __name__ == "__main__":
    main()
