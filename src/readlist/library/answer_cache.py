"""What services said about papers that may not be on the list, kept for some days.

An interrupted run goes on where it was, and nothing is asked twice. The answers are derived: when
the index is rebuilt, the services are asked again.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from readlist.clock import today
from readlist.lazy import lazy

if TYPE_CHECKING:
    from readlist.index import Index, features
    from readlist.index.features import Feature
else:
    features = lazy("readlist.index.features")

_LARGEST = 4 << 20
"""Bytes of one answer that is kept."""


class AnswerCache:
    """Answers by question.

    Args:
        index: Keeps them; without one they last as long as the run.
        kind: What the answers are: one word.
        days: How long an answer is good.
    """

    def __init__(self, index: "Index | None", kind: str, days: int) -> None:
        self._index = index
        self._kind = f"answer:{kind}"
        self._days = timedelta(days=days)
        self._known: dict[str, Any] = {}

    def get(self, question: str) -> Any:  # noqa: ANN401 - JSON values of the caller
        """Return the answer to a question; None if it is not known or too old."""
        if question in self._known:
            return self._known[question]
        return self.among([question]).get(question)

    def _take(self, question: str, found: "Feature") -> None:
        """Take an answer from the index, if it is whole, recent and to this very question."""
        try:
            kept = json.loads(found.data) if self._is_good(found.stamp) else None
        except (ValueError, RecursionError):
            return
        if isinstance(kept, Mapping) and kept.get("question") == question:
            self._known[question] = kept.get("answer")

    def among(self, questions: Iterable[str]) -> dict[str, Any]:
        """Return the known answers to many questions, in few queries."""
        wanted = list(questions)
        names = {_name_of(question): question for question in wanted}
        found = self._index.features(self._kind, names) if self._index else {}
        for name, one in found.items():
            self._take(names[name], one)
        return {one: self._known[one] for one in wanted if one in self._known}

    def put(self, question: str, answer: Any) -> None:  # noqa: ANN401 - as above
        """Keep an answer of JSON values other than None."""
        self._known[question] = answer
        data = json.dumps({"question": question, "answer": answer}).encode("utf-8", "replace")
        if self._index and len(data) <= _LARGEST:
            stamp = today().isoformat().encode()
            kept = {_name_of(question): features.Feature(stamp, data)}
            self._index.keep_features(self._kind, kept)

    def _is_good(self, stamp: bytes) -> bool:
        try:
            asked = date.fromisoformat(stamp.decode("ascii"))
        except ValueError:
            return False
        return timedelta(0) <= today() - asked < self._days


def _name_of(question: str) -> str:
    """Return a short name for a question, which may be a title of any length."""
    return blake2b(question.encode("utf-8", "replace"), digest_size=16).hexdigest()
