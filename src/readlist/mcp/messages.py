"""JSON-RPC 2.0 as the protocol uses it: one message a line (https://www.jsonrpc.org/specification).

Whatever a line holds, reading it gives a value: a malformed message becomes a `Fault`, which is
answered with an error.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

LARGEST = 4 << 20
"""Bytes of a line; no call of a tool comes near."""
_MOST_IN_BATCH = 100

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
UNSUPPORTED_VERSION = -32022
"""Of revision 2026-07-28."""

Id = int | str
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """A message that wants an answer."""

    id: Id
    method: str
    params: Mapping[str, Any]

    @property
    def meta(self) -> Mapping[str, Any]:
        """The request's metadata."""
        meta = self.params.get("_meta")
        return meta if isinstance(meta, dict) else {}


@dataclass(frozen=True, slots=True)
class Notification:
    """A message that wants no answer."""

    method: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """A malformed message, or a request that is refused."""

    id: Id | None
    code: int
    problem: str
    data: Json | None = None

    def to_json(self) -> Json:
        """Return the answer."""
        error: Json = {"code": self.code, "message": self.problem}
        if self.data is not None:
            error["data"] = self.data
        return {"jsonrpc": "2.0", "id": self.id, "error": error}


Message = Request | Notification | Fault


@dataclass(frozen=True, slots=True)
class Batch:
    """Several messages in one line, as revision 2025-03-26 has it; answered in one line."""

    messages: tuple[Message, ...]


def read_line(line: bytes) -> Message | Batch | None:
    """Return what a line says; None for empty lines and for answers, which nobody asked for."""
    if not line.strip():
        return None
    if len(line) > LARGEST:
        return Fault(None, INVALID_REQUEST, f"a message of more than {LARGEST >> 20} MB")
    try:
        data = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        return Fault(None, PARSE_ERROR, "this is not JSON")
    if not isinstance(data, list):
        return _message(data)
    if not 0 < len(data) <= _MOST_IN_BATCH:
        return Fault(None, INVALID_REQUEST, "a batch holds 1 to 100 messages")
    return Batch(tuple(filter(None, map(_message, data))))


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _message(data: object) -> Message | None:  # noqa: PLR0911 - one for each kind of mistake
    if not isinstance(data, dict) or data.get("jsonrpc") != "2.0":
        return Fault(None, INVALID_REQUEST, 'a message is an object with "jsonrpc": "2.0"')
    if "method" not in data and ("result" in data or "error" in data):
        return None
    method, identifier = data.get("method"), data.get("id")
    known = identifier if is_id(identifier) else None
    params = {} if data.get("params") is None else data["params"]
    if "id" not in data and isinstance(method, str):
        return Notification(method, params) if isinstance(params, dict) else None
    if known is None:
        return Fault(None, INVALID_REQUEST, "an id is a text or a whole number")
    if not isinstance(method, str):
        return Fault(known, INVALID_REQUEST, "a request names its method")
    if not isinstance(params, dict):
        return Fault(known, INVALID_PARAMS, "params is an object")
    return Request(known, method, params)


def is_id(value: object) -> bool:
    """Whether a value can name a request or the progress of one."""
    return isinstance(value, (int, str)) and not isinstance(value, bool)


def result(identifier: Id, value: Json) -> Json:
    """Return the answer to a successful request."""
    return {"jsonrpc": "2.0", "id": identifier, "result": value}


def notification(method: str, params: Json) -> Json:
    """Return a message that nobody answers."""
    return {"jsonrpc": "2.0", "method": method, "params": params}


def write_line(message: Json | Sequence[Json]) -> bytes:
    """Return a message as a line of ASCII, so that no text in it can break the line."""
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"
