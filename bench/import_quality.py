"""Measure what import finds in documents against what is really in them.

``python bench/import_quality.py [FOLDER ...] [--json]``: a folder holds ``set/`` with documents and
``truth/`` with one JSON file for each, named like it; without one, those of the tests are taken.
Beside it stands what a plain pattern finds, which knows addresses and "arXiv:" and nothing else.

Identifiers of other kinds are held against plain patterns, too: how many of the DOIs, forums,
Anthology papers, PubMed numbers and pages of proceedings that stand in a text became entries, or
further identifiers of entries; data, parts of papers and what a truth names as ``no_papers`` are
left out. ``no_papers`` counts entries that are none, ``--others`` names what differs.
"""

import argparse
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from readlist.documents import read
from readlist.errors import ReadlistError
from readlist.mentions import find
from readlist.model.identifiers import Identifier
from readlist.model.paper_pages import is_data, is_part
from readlist.model.spelling import compared

OURS = Path(__file__).parent.parent / "tests" / "data" / "documents"
ENOUGH = 0.9
"""Similarity from which a title or theme counts as right."""


@dataclass(slots=True)
class Share:
    """Right ones of those that were asked for or given."""

    right: int = 0
    of: int = 0

    def add(self, good: bool) -> None:
        """Count one."""
        self.right += good
        self.of += 1

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float | None:
        """The quotient, None if nothing was asked for."""
        return round(self.right / self.of, 4) if self.of else None

    def __str__(self) -> str:
        return f"{self.right}/{self.of}"


MEASURES = (
    "id_precision", "id_recall", "order", "title_of_given", "title_of_all", "theme",
    "code_precision", "code_recall", "conflicts", "blurb", "doubtful",
)  # fmt: skip


@dataclass(slots=True)
class Score:
    """How well one document was read."""

    name: str
    shares: dict[str, Share] = field(default_factory=lambda: {m: Share() for m in MEASURES})
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    duplicates: int = 0
    extra_conflicts: int = 0
    entries: int = 0
    plain: tuple[Share, Share] = (Share(), Share())
    """Precision and recall of the plain pattern."""
    others: dict[str, Share] = field(default_factory=dict)
    """By kind, how many of the identifiers that a plain pattern finds were found."""
    unfound: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    """Identifiers of other kinds that no plain pattern finds."""
    no_papers: list[str] = field(default_factory=list)

    @property
    def exact(self) -> bool:
        """Whether exactly the right identifiers were found, each once."""
        return not (self.wrong or self.missing or self.duplicates)


def identifier(text: str) -> str:
    """Return an identifier without version, subject class and mark."""
    base = re.sub(r"v\d+$", "", re.sub(r"^arxiv:", "", text.strip().lower()))
    old = re.fullmatch(r"([a-z-]+)(?:\.[a-z-]{2,})?/(\d{7})", base)
    return f"{old[1]}/{old[2]}" if old else base


def plain(text: str | None) -> str:
    """Return a title's words in lower case, without a year in brackets at the end."""
    undated = re.sub(r"\s*\((?:[A-Z][a-z]+\.? )?(?:19|20)\d\d\)\s*$", "", text or "")
    return re.sub(r"[\W_]+", " ", undated).strip().casefold()


def alike(one: str | None, others: Iterable[str | None]) -> bool:
    """Return whether a text is nearly one of several."""
    words = [(plain(one), plain(other)) for other in others]
    return any(a == b or SequenceMatcher(None, a, b, False).ratio() >= ENOUGH for a, b in words)


_PLAIN = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf)/|arxiv:\s?)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})",
    re.IGNORECASE,
)


def plainly(data: bytes) -> set[str]:
    """Return the identifiers that a plain pattern finds in the bytes of a document."""
    text = data.decode("utf-8", "replace")
    return {identifier(match[1]) for match in _PLAIN.finditer(text)}


_OTHERS = {
    "doi": re.compile(
        r"(?:doi\.org/|doi:?\s?|doi\s?=\s?[{\"]|DO  - |/doi/(?:abs/|full/|pdf/)?)"
        r"(10\.\d{4,9}(?:\.\d+)*(?:/|%2F)[^\s\"'<>{}|\\^`\[\]&?#,]+)",
        re.IGNORECASE,
    ),
    "openreview": re.compile(r"openreview\.net/(?:forum|pdf)\?id=([\w-]{4,40})"),
    "acl": re.compile(
        r"(?:aclanthology\.org|aclweb\.org/anthology)/((?:\d{4}\.)?[\w-]+?[.-]\d+)\b"
    ),
    "pmid": re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|PMID:?\s?)(\d{4,9})"),
    "url": re.compile(
        r"(https?://(?:proceedings\.mlr\.press/v\d+|(?:papers|proceedings)\.(?:nips|neurips)\.cc/paper"
        r"|openaccess\.thecvf\.com/content)[^\s\"'<>)\]}|,]*\.(?:html|pdf))"
    ),
}
_WRITTEN_IN_BYTES = frozenset((".pdf", ".docx", ".odt", ".epub", ".xlsx", ".pptx"))


def plainly_others(data: bytes, truth: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return identifiers of other kinds than arXiv's that plain patterns find, by kind."""
    text = data.decode("utf-8", "replace").replace("\\_", "_")
    left_out = set(truth.get("no_papers", []))
    found: dict[str, set[str]] = {}
    for kind, form in _OTHERS.items():
        for match in form.finditer(text):
            one = Identifier.try_parse(match[1] if kind == "url" else f"{kind}:{match[1]}")
            if one is None or str(one.kind) != kind or str(one) in left_out:
                continue
            if kind == "doi" and (is_data(one.value) or is_part(one.value)):
                continue
            found.setdefault(kind, set()).add(one.key)
    return found


def hold_others(
    result: Score, truth: Mapping[str, Any], found: Mapping[str, Any], path: Path
) -> None:
    """Compare identifiers of other kinds with what plain patterns find in a document of text."""
    given = {
        compared(name)
        for entry in found["entries"]
        for name in filter(None, (entry.get("id"), *entry.get("also", [])))
        if ":" in name
    }
    result.no_papers = sorted(given & set(truth.get("no_papers", [])))
    if path.suffix.lower() in _WRITTEN_IN_BYTES:
        return
    wanted = plainly_others(path.read_bytes(), truth)
    for kind, names in wanted.items():
        result.others[kind] = Share(len(names & given), len(names))
        result.unfound += sorted(names - given)
    every = {name for names in wanted.values() for name in names}
    result.unexpected = sorted(name for name in given - every if not name.startswith("local:"))


def address(url: str) -> str:
    """Return an address without what does not matter."""
    return re.sub(r"(?:\.git|/+)$", "", re.sub(r"^https?://(?:www\.)?", "", url.lower().strip()))


def score(truth: Mapping[str, Any], found: Mapping[str, Any]) -> Score:
    """Compare what was found with the truth of one document."""
    result = Score(str(truth["doc"]), entries=len(found["entries"]))
    entries: dict[str, Any] = {}
    listed = [identifier(e["arxiv_id"]) for e in found["entries"] if e["arxiv_id"]]
    for entry in found["entries"]:
        if entry["arxiv_id"]:
            entries.setdefault(identifier(entry["arxiv_id"]), entry)
    _identifiers(result, truth, listed)
    _words(result, truth, entries)
    _code(result, truth, entries)
    _troubles(result, truth, found)
    return result


def _identifiers(result: Score, truth: Mapping[str, Any], listed: list[str]) -> None:
    wanted = [identifier(x) for x in truth["ids"]]
    allowed = {identifier(x) for x in truth.get("optional", [])}
    given = set(listed)
    result.wrong = sorted(given - set(wanted) - allowed)
    result.missing = sorted(set(wanted) - given)
    result.duplicates = len(listed) - len(given)
    hits = len(given & set(wanted))
    result.shares["id_precision"] = Share(hits, hits + len(result.wrong))
    result.shares["id_recall"] = Share(hits, len(set(wanted)))
    in_order = [x for x in wanted if x in given]
    if in_order and not truth.get("order_optional"):
        order = [x for x in dict.fromkeys(listed) if x in wanted]
        result.shares["order"].add(order == in_order)


def _words(result: Score, truth: Mapping[str, Any], entries: Mapping[str, Any]) -> None:
    for key, title in truth["titles"].items():
        given = entries.get(identifier(key), {}).get("title")
        good = alike(given, [title, *truth.get("titles_all", {}).get(key, [])])
        result.shares["title_of_all"].add(bool(given) and good)
        if given:
            result.shares["title_of_given"].add(good)
    for key, theme in truth["themes"].items():
        if identifier(key) in entries:
            others = [truth.get(x, {}).get(key, []) for x in ("themes_ok", "themes_all")]
            right = [theme, *others[0], *others[1]]
            given = entries[identifier(key)]["theme"]
            result.shares["theme"].add(alike(given, right) if given else None in right)
    for key, blurb in truth.get("blurbs", {}).items():
        if identifier(key) in entries:
            given = plain(entries[identifier(key)]["blurb"])
            result.shares["blurb"].add(bool(given) and plain(blurb)[:30] in given)


def _code(result: Score, truth: Mapping[str, Any], entries: Mapping[str, Any]) -> None:
    spelt = {identifier(x): x for x in truth["ids"]}
    for base in set(spelt) | set(entries):
        key = spelt.get(base, base)
        wanted = {address(x) for x in truth["code"].get(key, [])}
        either = {
            address(x)
            for name in ("code_pages", "code_optional")
            for x in truth.get(name, {}).get(key, [])
        }
        given = {address(x) for x in entries.get(base, {}).get("code", [])}
        hits = len(given & wanted)
        result.shares["code_precision"] += Share(hits, hits + len(given - wanted - either))
        result.shares["code_recall"] += Share(hits, len(wanted))


def _troubles(result: Score, truth: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    flagged = {identifier(x["arxiv_id"]) for x in found["conflicts"]}
    wanted = {identifier(x["id"]) for x in truth.get("conflicts", [])}
    result.shares["conflicts"] = Share(len(flagged & wanted), len(wanted))
    result.extra_conflicts = len(flagged - wanted)
    doubts = [x["text"] for x in found["doubtful"]]
    for damaged in truth.get("malformed", []):
        result.shares["doubtful"].add(any(damaged["text"][:8] in text for text in doubts))


def total(scores: list[Score]) -> dict[str, Any]:
    """Return the measures over all documents."""
    shares = {m: sum((s.shares[m] for s in scores), Share()).value for m in MEASURES}
    entries = sum(s.entries for s in scores)
    extra = sum(s.extra_conflicts for s in scores)
    return {
        "documents": len(scores),
        "exact": sum(s.exact for s in scores),
        "duplicates": sum(s.duplicates for s in scores),
        **shares,
        "title_mean": _mean([s.shares["title_of_all"].value for s in scores]),
        "extra_conflicts": extra,
        "extra_conflicts_of_500": round(500 * extra / entries, 2) if entries else None,
        **{
            f"{kind}_recall": sum((s.others.get(kind, Share()) for s in scores), Share()).value
            for kind in _OTHERS
        },
        "no_papers": sum(len(s.no_papers) for s in scores),
        "plain_precision": sum((s.plain[0] for s in scores), Share()).value,
        "plain_recall": sum((s.plain[1] for s in scores), Share()).value,
    }


def _mean(values: Iterable[float | None]) -> float | None:
    """Return the mean of those that say something: every document counts alike."""
    told = [value for value in values if value is not None]
    return round(sum(told) / len(told), 4) if told else None


def measure(folder: Path) -> list[Score]:
    """Read every document that has a truth and compare."""
    truths = {path.stem: path for path in sorted((folder / "truth").glob("*.json"))}
    scores = []
    for path in sorted((folder / "set").iterdir()):
        if path.stem not in truths:
            continue
        try:
            found = find(read(path.read_bytes(), path.name)).to_json(path.name)
        except ReadlistError as error:
            print(f"{path.name}: {error.problem}")
            found = {"entries": [], "conflicts": [], "doubtful": []}
        truth = json.loads(truths[path.stem].read_text("utf-8"))
        scores.append(score(truth, found))
        scores[-1].plain = _of_pattern(truth, plainly(path.read_bytes()))
        hold_others(scores[-1], truth, found, path)
    return scores


def _of_pattern(truth: Mapping[str, Any], given: set[str]) -> tuple[Share, Share]:
    wanted = {identifier(x) for x in truth["ids"]}
    allowed = {identifier(x) for x in truth.get("optional", [])}
    hits = len(given & wanted)
    return Share(hits, len(given - allowed | (given & wanted))), Share(hits, len(wanted))


def show(scores: list[Score]) -> None:
    """Print a line a document and the measures over all."""
    columns = ("id_precision", "id_recall", "title_of_given", "title_of_all", "theme",
               "code_precision", "code_recall", "conflicts", "blurb", "doubtful")  # fmt: skip
    print(f"{'document':30}", *(f"{name:>14}" for name in columns), f"{'extra conflicts':>16}")
    for result in scores:
        cells = (f"{result.shares[name]!s:>14}" for name in columns)
        notes = f"  wrong {result.wrong}" * bool(result.wrong)
        notes += f"  missing {result.missing}" * bool(result.missing)
        print(f"{result.name:30}", *cells, f"{result.extra_conflicts:>16}{notes}")
    for name, value in total(scores).items():
        print(f"{name:20} {value}")


def show_others(scores: list[Score]) -> None:
    """Print what differs between identifiers of other kinds and the plain patterns."""
    for result in scores:
        for words, names in (
            ("not found", result.unfound),
            ("by readlist only", result.unexpected),
            ("no paper", result.no_papers),
        ):
            for name in names:
                print(f"{result.name:30} {words:16} {name}")


def main() -> None:
    """Measure the documents of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[OURS])
    parser.add_argument("--json", action="store_true", help="print the measures as JSON")
    parser.add_argument("--others", action="store_true", help="name what differs for other kinds")
    options = parser.parse_args()
    scores = [one for folder in options.folders for one in measure(folder)]
    if options.json:
        print(json.dumps(total(scores)))
    else:
        show(scores)
    if options.others:
        show_others(scores)


if __name__ == "__main__":
    main()
