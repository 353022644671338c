"""Make reading lists for measuring: the same number and seed give the same bytes everywhere.

Titles, names and abstracts are put together from a small vocabulary; no text of a real paper is in
them. One word, `WORD`, occurs in about a tenth of the papers, so that a search has work to do.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SEED = 20260101
WORD = "quantization"
SIZES = (50, 1_000, 10_000, 100_000)

_ADJECTIVES = "sparse dense deep robust efficient adaptive causal modular latent neural".split()
_NOUNS = (
    "attention routing memory retrieval alignment distillation pruning decoding planning "
    "generalization pretraining tokenization reasoning calibration segmentation translation "
    "compression scheduling parsing sampling"
).split()
_THINGS = (
    "transformers experts agents graphs images sequences documents molecules robots speech "
    "code tables videos dialogues markets proteins sensors maps stories signals"
).split()
_VERBS = "study propose analyse improve measure explain compare extend revisit simplify".split()
_FILLERS = (
    "we show that the method scales with data and needs fewer parameters while it keeps the "
    "accuracy of larger models on long inputs where earlier work fails because errors add up"
).split()
_FIRST = "Ada Ben Cid Dora Emil Fay Gus Hana Ivo Jun Kai Lea Mei Nils Olga Pia Quin Rosa".split()
_LAST = (
    "Archer Birch Cole Dorn Eaton Fuchs Garnet Hahn Ito Jansen Kovacs Lund Moreau Nakano "
    "Okafor Petrov Quist Rivera Sato Tanaka Ueda Vance Weber Xu Young Zeller"
).split()
_TOPICS = tuple(f"{a}-{n}" for a in _ADJECTIVES[:5] for n in _NOUNS[:8])
_CATEGORIES = ("cs.CL", "cs.LG", "cs.AI", "cs.CV", "stat.ML", "cs.RO", "cs.IR")
_STATUSES = ("unread",) * 12 + ("read",) * 5 + ("inbox",) * 1 + ("reading", "skipped")


@dataclass(frozen=True)
class Made:
    """One paper as the list and the library have it."""

    id: str
    title: str
    authors: tuple[str, ...]
    published: date
    categories: tuple[str, ...]
    topics: tuple[str, ...]
    status: str
    star: bool
    added: date
    notes: str
    abstract: str

    @property
    def key(self) -> str:
        """A citation key, unique in its list."""
        return f"{self.authors[0].split()[-1].lower()}{self.id.replace('.', 'x')}"


def make_papers(count: int) -> Iterator[Made]:
    """Yield that many papers; those of a longer list begin with those of a shorter one."""
    chance = random.Random(SEED)  # noqa: S311 - the same numbers everywhere, not secret ones
    for number in range(count):
        yield _paper(chance, number)


def _paper(chance: random.Random, number: int) -> Made:
    month, place = divmod(number, 999)
    published = date(2015 + month // 12, month % 12 + 1, chance.randint(1, 28))
    marked = chance.random() < 0.1
    status = chance.choice(_STATUSES)
    added = date(2025, 1, 1) + timedelta(days=chance.randint(0, 600))
    note = f"{added.isoformat()}  {_sentence(chance, 12)}\n"
    return Made(
        id=f"{published:%y%m}.{place + 1:05d}",
        title=_title(chance, number, marked=marked),
        authors=tuple(dict.fromkeys(_name(chance) for _ in range(chance.randint(1, 8)))),
        published=published,
        categories=tuple(chance.sample(_CATEGORIES, chance.randint(1, 3))),
        topics=tuple(chance.sample(_TOPICS, 3)),
        status=status,
        star=chance.random() < 0.15,
        added=added,
        notes=note if chance.random() < 0.3 else "",
        abstract=" ".join(
            [
                *(_sentence(chance, 22) for _ in range(9)),
                *([f"It helps {WORD}."] if marked or chance.random() < 0.03 else []),
            ]
        ),
    )


def _title(chance: random.Random, number: int, *, marked: bool) -> str:
    middle = WORD if marked else chance.choice(_NOUNS)
    words = f"{chance.choice(_ADJECTIVES)} {middle} for {chance.choice(_THINGS)}"
    return f"{words.title()}: {_sentence(chance, 4)} {number}"


def _name(chance: random.Random) -> str:
    return f"{chance.choice(_FIRST)} {chance.choice('ABCDEFG')}. {chance.choice(_LAST)}"


def _sentence(chance: random.Random, words: int) -> str:
    start = f"We {chance.choice(_VERBS)} {chance.choice(_ADJECTIVES)} {chance.choice(_NOUNS)}"
    return f"{start} of {chance.choice(_THINGS)}: {' '.join(chance.choices(_FILLERS, k=words))}."


def as_toml(papers: Sequence[Made]) -> str:
    """Return the papers as a list of readlist's."""
    return "schema = 1\n" + "".join(_table(paper) for paper in papers)


def _table(paper: Made) -> str:
    lines = [
        "\n[[paper]]",
        f'id = "{paper.id}"',
        f"title = {json.dumps(paper.title)}",
        f"authors = {json.dumps(paper.authors)}",
        f"published = {paper.published.isoformat()}",
        f"categories = {json.dumps(paper.categories)}",
        f"topics = {json.dumps(paper.topics)}",
        f'status = "{paper.status}"',
        *(["star = true"] if paper.star else []),
        f"added = {paper.added.isoformat()}",
        *([f'notes = """\n{paper.notes}"""'] if paper.notes else []),
    ]
    return "\n".join(lines) + "\n"


def as_metadata(paper: Made) -> str:
    """Return what arXiv would have said of a paper, as the library keeps it."""
    moment = f"{paper.published.isoformat()}T00:00:00Z"
    facts = {
        "id": paper.id,
        "version": 1,
        "title": paper.title,
        "authors": [{"name": name, "affiliations": []} for name in paper.authors],
        "abstract": paper.abstract,
        "categories": paper.categories,
        "published": moment,
        "updated": moment,
        "fetched": "2026-01-01T00:00:00+00:00",
        "latest": True,
    }
    return json.dumps(facts, indent=1)


def as_bibtex(papers: Sequence[Made]) -> str:
    """Return the papers as BibTeX, for other programs."""
    return "\n".join(_entry(paper) for paper in papers)


def _entry(paper: Made) -> str:
    fields = {
        "title": paper.title,
        "author": " and ".join(paper.authors),
        "year": str(paper.published.year),
        "eprint": paper.id,
        "archiveprefix": "arXiv",
        "keywords": ", ".join(paper.topics),
        "abstract": paper.abstract,
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{paper.key},\n{body}\n}}\n"


def make_home(folder: Path, count: int) -> Path:
    """Make a reader's home with a list of that many papers and its library, once.

    Args:
        folder: Where homes are kept.
        count: The number of papers.

    Returns:
        What ``READLIST_HOME`` is to be.
    """
    home = folder / f"home-{count}"
    done = home / "made"
    if done.exists():
        return home
    papers = list(make_papers(count))
    for paper in papers:
        place = home / "library" / re.sub("/", "_", paper.id)
        place.mkdir(parents=True, exist_ok=True)
        (place / "metadata.json").write_text(as_metadata(paper), encoding="utf-8")
    (home / "readlist.toml").write_text(as_toml(papers), encoding="utf-8")
    done.touch()
    return home
