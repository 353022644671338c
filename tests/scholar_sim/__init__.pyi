from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

FAULTS: dict[str, str]
HOSTS: list[str]
TRAP_ALIASES: dict[str, str]

def trap_works() -> list[Any]: ...

class ScholarSim:
    base: str
    hosts: str
    works_: dict[str, Any]
    by_doi: dict[str, Any]
    def __init__(
        self,
        synthetic: int = 40,
        seed: int = 0,
        port: int = 0,
        host: str = "127.0.0.1",
        recordings: str | None = None,
        faults: Sequence[dict[str, Any]] = (),
        links: str = "real",
        latency: float = 0.015,
        contact: str | None = None,
        **options: Any,
    ) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
    def url(self, url: str) -> str: ...
    def pdf_bytes(self, w: Any) -> bytes: ...
    def traps(self) -> dict[str, Any]: ...
    def works(self) -> list[dict[str, Any]]: ...
    def set(self, **options: Any) -> None: ...
    def faults(
        self, rules: dict[str, Any] | Sequence[dict[str, Any]], replace: bool = True
    ) -> None: ...
    def records(self) -> list[dict[str, Any]]: ...
    def report(self, **how: Any) -> dict[str, Any]: ...
    def reset_log(self) -> None: ...
