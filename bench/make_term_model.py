#!/usr/bin/env python3
"""Learn the term vectors that ship with readlist from titles and abstracts of arXiv papers.

    make_term_model.py [--corpus FILE] [--output FILE] [--terms N] [--factors N] [--rounds N]

A paper's vector is the sum of the vectors of its terms, weighed by damped count and inverse
document frequency. Latent semantic analysis gives the first vectors. Then they are moved so that a
title comes to lie nearer to its own abstract than to the other abstracts of its batch: InfoNCE in
both directions (https://arxiv.org/abs/1807.03748), optimised by Adam. No labels are used, no lists,
no authors. Made again from the same corpus it is the same but for the signs of whole factors,
which mean nothing, and the rounding of a few numbers.

Needs numpy and scipy beside readlist; about 3 GB of memory and five minutes.
"""

import argparse
import json
import lzma
import struct
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

from readlist.ranking.features import body_number
from readlist.ranking.stop_words import STOP_WORDS
from readlist.ranking.terms import keys

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "screening" / "arxiv_corpus.jsonl.xz"
OUTPUT = ROOT / "src" / "readlist" / "ranking" / "data" / "terms.bin"

LEAST_PAPERS, MOST_SHARE = 10, 0.2
"""Terms in fewer papers, or in a larger share of them, get no vector."""
BATCH = 1024
TEMPERATURE = 0.25
STEP = 0.2
"""The first step of Adam, in mean sizes of a weight; it falls to nothing in a line."""

Matrix: TypeAlias = Any
"""A NumPy array; NumPy is in this script's environment only, so its types are not."""


@dataclass(frozen=True)
class Texts:
    """The corpus as term counts."""

    terms: list[str]
    papers_with: Matrix
    titles: Any
    abstracts: Any
    both: Any


def main() -> None:
    """Read the corpus, learn, write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--terms", type=int, default=20_000)
    parser.add_argument("--factors", type=int, default=128)
    parser.add_argument("--rounds", type=int, default=8)
    options = parser.parse_args()
    if not options.corpus.exists():
        sys.exit(f"no corpus at {options.corpus}: nothing done")
    papers = list(read(options.corpus))
    texts = count(papers, options.terms)
    print(f"{len(papers):,} papers, {len(texts.terms):,} terms")
    vectors = learn(texts, options.factors, options.rounds)
    options.output.parent.mkdir(exist_ok=True)
    options.output.write_bytes(packed(texts, vectors, len(papers)))
    print(f"{options.output}: {options.output.stat().st_size:,} bytes")


def read(path: Path) -> Iterator[tuple[str, str]]:
    """Yield title and abstract of every paper, in the order of their identifiers."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        papers = sorted((json.loads(line) for line in lines), key=lambda paper: str(paper["id"]))
    for paper in papers:
        yield paper["title"], paper["abstract"]


def tells(key: str) -> bool:
    """Tell whether a term may have a vector."""
    return not any(word in STOP_WORDS or word.isdigit() for word in key.split(" "))


def count(papers: list[tuple[str, str]], most: int) -> Texts:
    """Return the counts of the commonest terms."""
    seen: Counter[str] = Counter()
    for title, abstract in papers:
        seen.update({*keys(title), *keys(abstract)})
    fit = [
        key
        for key, papers_with in seen.items()
        if LEAST_PAPERS <= papers_with <= MOST_SHARE * len(papers) and tells(key)
    ]
    terms = sorted(fit, key=lambda key: (-seen[key], key))[:most]
    places = {key: place for place, key in enumerate(terms)}
    titles = counted([title for title, _ in papers], places)
    abstracts = counted([abstract for _, abstract in papers], places)
    papers_with = np.array([seen[key] for key in terms])
    return Texts(terms, papers_with, titles, abstracts, titles + abstracts)


def counted(texts: list[str], places: dict[str, int]) -> Any:  # noqa: ANN401 - scipy has no types
    """Return the term counts of texts, a row each."""
    starts: list[int] = [0]
    columns: list[int] = []
    values: list[int] = []
    for text in texts:
        found = Counter(places[key] for key in keys(text) if key in places)
        columns += found.keys()
        values += found.values()
        starts.append(len(columns))
    shape = (len(texts), len(places))
    return sparse.csr_matrix((np.array(values, np.float32), columns, starts), shape=shape)


def rarity(texts: Texts, papers: int) -> Matrix:
    """Return the inverse document frequency of each term."""
    return np.asarray(np.log((1 + papers) / (1 + texts.papers_with)) + 1, np.float32)


def weighed(counts: Any, rarities: Matrix) -> Any:  # noqa: ANN401 - scipy has no types
    """Return rows of length one."""
    rows = counts.copy()
    rows.data = (1 + np.log(rows.data)) * rarities[rows.indices]
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(1)).ravel())
    lengths[lengths == 0] = 1
    return (sparse.diags((1 / lengths).astype(np.float32)) @ rows).tocsr()


def learn(texts: Texts, factors: int, rounds: int) -> Matrix:
    """Return a vector for each term."""
    papers = texts.both.shape[0]
    rarities = rarity(texts, papers)
    both, titles, abstracts = (
        weighed(counts, rarities) for counts in (texts.both, texts.titles, texts.abstracts)
    )
    _, _, found = svds(both.astype(np.float64), k=factors, random_state=0)
    vectors = found.T.astype(np.float32)
    vectors /= np.sqrt((np.asarray(both @ vectors) ** 2).sum(1).mean())
    descent = Adam(vectors, rounds * (papers // BATCH))
    random = np.random.default_rng(0)
    for round_ in range(1, rounds + 1):
        started, losses = time.monotonic(), []
        for some in np.array_split(random.permutation(papers), papers // BATCH):
            loss, slope = contrast(titles[some], abstracts[some], descent.values)
            descent.step(slope)
            losses.append(loss)
        print(f"round {round_}: loss {np.mean(losses):.4f}, {time.monotonic() - started:.0f} s")
    return descent.values


def contrast(titles: Any, abstracts: Any, vectors: Matrix) -> tuple[float, Matrix]:  # noqa: ANN401 - scipy has no types
    """Return the InfoNCE loss of a batch and its slope over the vectors."""
    ones, one_lengths = directions(np.asarray(titles @ vectors))
    others, other_lengths = directions(np.asarray(abstracts @ vectors))
    likeness = ones @ others.T / TEMPERATURE
    along, across = softmax(likeness, 1), softmax(likeness, 0)
    loss = -np.mean(np.log(np.diag(along)) + np.log(np.diag(across))) / 2
    slope = along + across - 2 * np.eye(len(ones), dtype=np.float32)
    slope /= 2 * len(ones) * TEMPERATURE
    towards_ones = turned(slope @ others, ones, one_lengths)
    towards_others = turned(slope.T @ ones, others, other_lengths)
    return float(loss), np.asarray(titles.T @ towards_ones + abstracts.T @ towards_others)


def directions(rows: Matrix) -> tuple[Matrix, Matrix]:
    """Return rows of length one, and the lengths they had."""
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return rows / lengths, lengths


def softmax(values: Matrix, axis: int) -> Matrix:
    """Return shares that add up to one along an axis."""
    powers = np.exp(values - values.max(axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis, keepdims=True))


def turned(slope: Matrix, rows: Matrix, lengths: Matrix) -> Matrix:
    """Return the slope over rows from that over their directions."""
    return np.asarray((slope - rows * (slope * rows).sum(1, keepdims=True)) / lengths)


class Adam:
    """Kingma and Ba 2014, https://arxiv.org/abs/1412.6980, with steps that shrink in a line."""

    def __init__(self, values: Matrix, steps: int) -> None:
        self.values = values
        self._step = STEP * float(np.abs(values).mean())
        self._mean = np.zeros_like(values)
        self._square = np.zeros_like(values)
        self._done, self._steps = 0, steps

    def step(self, slope: Matrix) -> None:
        """Move the values against a slope."""
        self._done += 1
        self._mean = 0.9 * self._mean + 0.1 * slope
        self._square = 0.999 * self._square + 0.001 * slope * slope
        mean = self._mean / (1 - 0.9**self._done)
        square = self._square / (1 - 0.999**self._done)
        left = 1 - self._done / (self._steps + 1)
        self.values -= (self._step * left * mean / (np.sqrt(square) + 1e-8)).astype(np.float32)


def packed(texts: Texts, vectors: Matrix, papers: int) -> bytes:
    """Return the model as a file's bytes; `readlist.ranking.term_model` reads them.

    A vector is whole numbers from -127 to 127, kept as 1 to 255, times a scale that takes the
    term's rarity with it.
    """
    longest = np.abs(vectors).max(1)
    whole = np.round(vectors / longest[:, None] * 127) + 128
    scales = longest * rarity(texts, papers)
    scales = np.round(scales / scales.max() * 65_535)
    numbers = np.array([body_number(key) for key in texts.terms], "<u4")
    head = struct.pack("<8sII", b"RLTERMS1", *vectors.shape)
    return b"".join(
        [head, numbers.tobytes(), scales.astype("<u2").tobytes(), whole.astype(np.uint8).tobytes()]
    )


if __name__ == "__main__":
    main()
