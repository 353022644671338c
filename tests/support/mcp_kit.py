"""A client of readlist's server that runs in this process, a line at a time."""

import json
import os
import select
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from readlist.config import load_settings
from readlist.errors import ReadlistError
from readlist.library.workspace import Workspace
from readlist.mcp.hearing import Hearing
from readlist.mcp.server import Server
from readlist.paths import find_paths

PATIENCE = 30.0
"""Seconds after which a test gives up; nothing is measured."""
MODERN_META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": {"name": "new-agent", "version": "2"},
}

Json = dict[str, Any]


class Client:
    """Writes lines to a server and reads its answers.

    Args:
        writes: The descriptor that the server reads from.
        reads: The descriptor that it writes to.
    """

    def __init__(self, writes: int, reads: int) -> None:
        self._out = os.fdopen(writes, "wb", buffering=0)
        self._reads = reads
        self._buffer = b""
        self._last = 0
        self.progress: list[Json] = []

    def raw(self, line: bytes) -> None:
        """Send bytes as they are."""
        self._out.write(line)

    def send(self, message: Any) -> None:
        """Send a message."""
        self.raw(json.dumps(message).encode() + b"\n")

    def read(self) -> Any:
        """Return the next message of the server; None at the end."""
        while b"\n" not in self._buffer:
            ready, _, _ = select.select([self._reads], [], [], PATIENCE)
            assert ready, "the server says nothing"
            chunk = os.read(self._reads, 65536)
            if not chunk:
                return None
            self._buffer += chunk
        line, _, self._buffer = self._buffer.partition(b"\n")
        return json.loads(line)

    def request(self, method: str, params: Json | None = None) -> int:
        """Send a request and return its id."""
        self._last += 1
        message = {"jsonrpc": "2.0", "id": self._last, "method": method, "params": params or {}}
        self.send(message)
        return self._last

    def ask(self, method: str, params: Json | None = None) -> Json:
        """Send a request and return the answer to it, keeping progress aside."""
        self.request(method, params)
        while "id" not in (answer := self.read()):
            self.progress.append(answer["params"])
        return dict(answer)

    def call(self, tool: str, **arguments: Any) -> tuple[str, bool]:
        """Call a tool; return what it says and whether that is an error."""
        answer = self.ask("tools/call", {"name": tool, "arguments": arguments})
        found = answer["result"]
        return "\n".join(block["text"] for block in found["content"]), bool(found["isError"])

    def begin(self, version: str = "2025-11-25", name: str = "old-agent") -> Json:
        """Do the handshake of revisions up to 2025-11-25."""
        info = {"name": name, "version": "1"}
        params = {"protocolVersion": version, "capabilities": {}, "clientInfo": info}
        answer = self.ask("initialize", params)
        self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
        return answer

    def end(self) -> list[Any]:
        """End the input; return what the server still says."""
        if not self._out.closed:
            self._out.close()
        rest = []
        while (message := self.read()) is not None:
            rest.append(message)
        return rest


def workspace_for(agent: str, hearing: Hearing, *, offline: bool = False) -> Workspace:
    """Return the workspace of a call in the test's home."""
    paths = find_paths()
    return Workspace(paths, load_settings(paths.config), hearing, offline=offline, agent=agent)


def explain(tool: str, error: Exception) -> ReadlistError:
    """Return an unexpected fault in words."""
    return ReadlistError(f"readlist hit a bug ({type(error).__name__} in {tool})", "report it")


@contextmanager
def serving(*, read_only: bool = False) -> Iterator[Client]:
    """Run a server over the test's home; at the end it has to end, too."""
    source, writes = os.pipe()
    reads, output = os.pipe()
    with os.fdopen(source, "rb") as taken, os.fdopen(output, "wb") as given:
        server = Server(workspace_for, explain, given, read_only=read_only)

        def serve() -> None:
            server.serve(taken)
            given.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        client = Client(writes, reads)
        try:
            yield client
            client.end()
            thread.join(PATIENCE)
            assert not thread.is_alive(), "the server does not end"
        finally:
            os.close(reads)
