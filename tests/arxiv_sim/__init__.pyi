from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

FAULTS: dict[str, str]

class Paper:
    id: str
    latest: int

class Corpus:
    papers: dict[str, Paper]

class ArxivSim:
    base: str
    corpus: Corpus
    def __init__(
        self,
        *,
        corpus: Path | str | None = None,
        synthetic: int | None = None,
        log: Path | str | None = None,
        pdf_framing: str = "length",
        pdf_kb: int = 64,
        latency: float = 0.0,
        enforce: str | None = None,
        min_interval: float = 3.0,
        feed_days: float = 1.0,
        feed_date: str | None = None,
    ) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
    def faults(
        self, rules: dict[str, Any] | Sequence[dict[str, Any]], replace: bool = True
    ) -> None: ...
    def records(self) -> list[dict[str, Any]]: ...
    def report(self, *, min_gap: float = 3.0, slack: float = 0.02) -> dict[str, Any]: ...
    def reset_log(self) -> None: ...
    def set_enforce(
        self,
        mode: str | None = None,
        min_interval: float | None = None,
        penalty: float | None = None,
        slack: float | None = None,
    ) -> None: ...

def special_rows() -> list[dict[str, Any]]: ...
def synthetic_rows(n: int, seed: int = 0, specials: bool = True) -> list[dict[str, Any]]: ...
def main(argv: Sequence[str] | None = None) -> int: ...
