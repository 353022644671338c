"""Asking the simulated services without waiting, and recorded answers where they are at hand."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readlist.http.hosts import Hosts
from readlist.http.timeouts import Timeouts
from readlist.http.web import Answer, Web
from readlist.sources import Access
from readlist.sources.manners import _agent, _pace

RECORDINGS = Path(__file__).parents[3] / "shared" / "scholar_recordings"


class Clock:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now = 1.0e9
        self.waited: list[float] = []

    def __call__(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.waited.append(seconds)
        self.now += seconds


@dataclass(frozen=True)
class Id:
    """An identifier of any kind."""

    kind: str
    value: str


def web_for(hosts: str, folder: Path, *, mail: str = "", **changes: Any) -> Web:
    """Return what asks mapped hosts at their own pace, on a clock that does not wait."""
    clock = changes.pop("clock", None) or Clock()
    return Web(
        folder / "gates",
        agent=lambda host: _agent(mail, host),
        pace=lambda host: _pace(folder / "arxiv.gate", host, polite=bool(mail)),
        hosts=Hosts.parse(hosts),
        timeouts=Timeouts(connect=2, read=0.5, total=3),
        clock=clock,
        sleep=clock.sleep,
        **changes,
    )


def access_for(hosts: str, folder: Path, **changes: Any) -> Access:
    """Return what look-ups use to ask the simulated services."""
    fields = {k: changes.pop(k) for k in list(changes) if k in Access.__dataclass_fields__}
    web = web_for(hosts, folder, mail=fields.get("mail", ""), **changes)
    return Access(web, **fields)


def answer(body: bytes | str, kind: str = "application/json", **fields: Any) -> Answer:
    """Return an answer with a body."""
    data = body if isinstance(body, bytes) else body.encode()
    given = {"status": 200, "charset": "", "address": "https://example.org/", **fields}
    return Answer(kind=kind, body=data, **given)


def recorded(service: str) -> list[dict[str, Any]]:
    """Return the entries of recorded answers of a service; none where there are no recordings."""
    index = RECORDINGS / "index.json"
    if not index.exists():
        return []
    entries: list[dict[str, Any]] = json.loads(index.read_bytes())
    return [entry for entry in entries if entry["service"] == service]


def recorded_answer(entry: dict[str, Any]) -> Answer:
    """Return a recorded answer."""
    kind, _, rest = entry["headers"].get("content-type", "application/json").partition(";")
    body = (RECORDINGS / entry["file"]).read_bytes()
    charset = rest.partition("charset=")[2].strip().lower()
    return Answer(entry["status"], kind.strip().lower(), charset, body, entry["url"])
