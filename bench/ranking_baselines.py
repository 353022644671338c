"""Other ways to order papers, for comparison.

ELAS u4 is the real one from the asreview package. The others are short enough to be written down
here as their sources describe them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd  # type: ignore[import-untyped] # its stubs are not worth a package
from asreview.learner import ActiveLearningCycle
from asreview.models.models import get_ai_config
from ranking_tasks import Maker, Papers
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.svm import LinearSVC

from readlist.ranking import Ranker

_WEAK = 1_000
"""Papers without a mark that stand for disliked ones where a method needs both sides."""


def _texts(papers: Papers) -> list[str]:
    return [f"{title} {abstract}" for title, abstract in papers]


def _split(marks: Mapping[int, bool]) -> tuple[list[int], list[int]]:
    liked = [place for place, mark in marks.items() if mark]
    return liked, [place for place, mark in marks.items() if not mark]


class Scorer:
    """Orders by a value for each paper."""

    def __init__(self, papers: Papers) -> None:
        self._count = len(papers)

    def order(self, marks: Mapping[int, bool]) -> Sequence[int]:
        """Return positions of papers without a mark, the best first."""
        todo = np.array([place for place in range(self._count) if place not in marks])
        found: list[int] = todo[np.argsort(-self.values(marks, todo), kind="stable")].tolist()
        return found

    def values(self, marks: Mapping[int, bool], todo: Any) -> Any:  # noqa: ANN401 - NumPy is untyped here
        """Return the value of each paper that is asked for."""
        raise NotImplementedError


class Readlist:
    """What is measured."""

    def __init__(self, papers: Papers) -> None:
        self._ranker = Ranker(papers)

    def order(self, marks: Mapping[int, bool]) -> Sequence[int]:
        """Return positions of papers without a mark, the best first."""
        return [one.index for one in self._ranker.rank(marks)]


class ElasU4(Scorer):
    """ASReview's default: TF-IDF of words and pairs, a balanced linear support vector machine."""

    def __init__(self, papers: Papers) -> None:
        super().__init__(papers)
        self._cycle = ActiveLearningCycle.from_meta(get_ai_config("elas_u4")["value"])
        frame = pd.DataFrame(papers, columns=["title", "abstract"])
        self._rows = self._cycle.transform(frame).tocsr()

    def values(self, marks: Mapping[int, bool], todo: Any) -> Any:  # noqa: ANN401 - as above
        """Learn as ASReview does; where nothing is disliked, from papers drawn at random too."""
        places, sides = list(marks), [int(mark) for mark in marks.values()]
        if 0 not in sides:
            weak = np.random.default_rng(7).choice(todo, min(_WEAK, len(todo)), replace=False)
            places, sides = [*places, *weak.tolist()], [*sides, *[0] * len(weak)]
        self._cycle.fit(self._rows[places], np.array(sides))
        return self._cycle.classifier.decision_function(self._rows[todo])


class ArxivSanityLite(Scorer):
    """https://github.com/karpathy/arxiv-sanity-lite: everything not liked is disliked."""

    def __init__(self, papers: Papers) -> None:
        super().__init__(papers)
        self._rows = TfidfVectorizer(
            strip_accents="unicode",
            stop_words="english",
            token_pattern=r"(?u)\b[a-zA-Z_][a-zA-Z0-9_]+\b",  # noqa: S106 - no password
            ngram_range=(1, 2),
            max_features=20_000,
            sublinear_tf=True,
            max_df=0.1,
            min_df=5,
        ).fit_transform(_texts(papers))

    def values(self, marks: Mapping[int, bool], todo: Any) -> Any:  # noqa: ANN401 - as above
        """Learn from every paper."""
        sides = np.zeros(self._count)
        sides[_split(marks)[0]] = 1
        machine = LinearSVC(class_weight="balanced", C=0.01, max_iter=10_000, tol=1e-6)
        return machine.fit(self._rows, sides).decision_function(self._rows[todo])


class MeanSimilarity(Scorer):
    """zotero-arxiv-daily's rule on TF-IDF: likeness to each liked paper, the newest counts most."""

    def __init__(self, papers: Papers) -> None:
        super().__init__(papers)
        self._rows = TfidfVectorizer(
            ngram_range=(1, 2), sublinear_tf=True, max_df=0.95
        ).fit_transform(_texts(papers))

    def values(self, marks: Mapping[int, bool], todo: Any) -> Any:  # noqa: ANN401 - as above
        """Weigh the papers by 1 / (1 + log10 of their rank)."""
        liked = _split(marks)[0][::-1]
        weights = 1 / (1 + np.log10(np.arange(len(liked)) + 1))
        return np.asarray((self._rows[todo] @ self._rows[liked].T) @ (weights / weights.sum()))


class Rocchio(MeanSimilarity):
    """The mean of the liked papers less a part of the mean of the disliked ones (Rocchio 1971)."""

    def values(self, marks: Mapping[int, bool], todo: Any) -> Any:  # noqa: ANN401 - as above
        """Weigh the sides by 0.75 and 0.15."""
        liked, disliked = _split(marks)
        query = 0.75 * np.asarray(self._rows[liked].mean(0)).ravel()
        if disliked:
            query -= 0.15 * np.asarray(self._rows[disliked].mean(0)).ravel()
        return self._rows[todo] @ query


class Bm25(Scorer):
    """The liked papers are queries; a paper's value is its mean over them (k1 1.2, b 0.75)."""

    def __init__(self, papers: Papers) -> None:
        super().__init__(papers)
        counts = CountVectorizer().fit_transform(_texts(papers)).tocsr()
        lengths = np.asarray(counts.sum(1)).ravel()
        papers_with = np.bincount(counts.indices, minlength=counts.shape[1])
        rarity = np.log(1 + (self._count - papers_with + 0.5) / (papers_with + 0.5))
        damping = np.repeat(1.2 * (0.25 + 0.75 * lengths / lengths.mean()), np.diff(counts.indptr))
        weights = counts.data * 2.2 / (counts.data + damping) * rarity[counts.indices]
        self._rows = sparse.csr_matrix((weights, counts.indices, counts.indptr), counts.shape)
        self._has = counts.sign()

    def values(self, marks: Mapping[int, bool], todo: Any) -> Any:  # noqa: ANN401 - as above
        """Add up what the words of the liked papers are worth."""
        query = np.asarray(self._has[_split(marks)[0]].mean(0)).ravel()
        return self._rows[todo] @ query


class Chance(Scorer):
    """No order at all."""

    def values(self, marks: Mapping[int, bool], todo: Any) -> Any:  # noqa: ANN401 - as above
        """Draw lots."""
        return np.random.default_rng(len(marks)).random(len(todo))


READLIST = "readlist"
MAKERS: Mapping[str, Maker] = {
    READLIST: Readlist,
    "ASReview ELAS u4": ElasU4,
    "arxiv-sanity-lite": ArxivSanityLite,
    "mean similarity": MeanSimilarity,
    "Rocchio": Rocchio,
    "BM25": Bm25,
    "random": Chance,
}
