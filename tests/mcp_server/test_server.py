"""The server: calls side by side, cancellation, the end of input, nonsense."""

import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from readlist.errors import FileError
from readlist.library.workspace import Workspace
from readlist.mcp import server
from readlist.mcp.answers import ToolAnswer, said
from readlist.mcp.tools import work_of
from support.library_kit import SMALL
from support.mcp_kit import MODERN_META, Client, explain, serving, workspace_for


@pytest.fixture(autouse=True)
def small(make_list: Callable[[str], Path]) -> Path:
    """Return the small list."""
    return make_list(SMALL)


class Stuck:
    """Lets calls of one tool wait until the test lets them go."""

    def __init__(self, tool: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tool = tool
        self.reached = threading.Semaphore(0)
        self.free = threading.Event()
        monkeypatch.setattr(server, "work_of", self._work_of)

    def _work_of(
        self, name: str, *, writes: bool
    ) -> Callable[[Workspace, Mapping[str, Any]], ToolAnswer]:
        return self._wait if name == self.tool else work_of(name, writes=writes)

    def _wait(self, workspace: Workspace, given: Mapping[str, Any]) -> ToolAnswer:
        self.reached.release()
        assert self.free.wait(30)
        with workspace.notices.working("Waking up") as work:
            work.at(1, 2)
        return said("awake")


@pytest.mark.parametrize("tool", ["show", "discover", "add"])
def test_a_slow_call_holds_up_no_other(tool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several stuck ones of a tool, and every other tool answers at once."""
    stuck = Stuck(tool, monkeypatch)
    needed = {"show": {"paper": "x"}, "add": {"papers": ["x"]}}.get(tool, {})
    with serving() as client:
        client.begin()
        for _ in range(4):
            client.request("tools/call", {"name": tool, "arguments": needed})
            assert stuck.reached.acquire(timeout=30)
        assert "Mixture of Winds" in client.call("find")[0]
        assert client.call("mark", papers=["mixture"], status="read")[1] is False
        assert client.ask("ping")["result"] == {}
        stuck.free.set()
        assert [client.read()["result"]["isError"] for _ in range(4)] == [False] * 4


def test_what_is_open_at_the_end_of_input_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server ends only behind the last answer."""
    stuck = Stuck("discover", monkeypatch)
    with serving() as client:
        client.begin()
        number = client.request("tools/call", {"name": "discover"})
        assert stuck.reached.acquire(timeout=30)
        client._out.close()
        stuck.free.set()
        assert [message["id"] for message in client.end()] == [number]


def test_a_cancelled_call_is_not_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends at its next step; what comes after it is answered as ever."""
    stuck = Stuck("discover", monkeypatch)
    with serving() as client:
        client.begin()
        number = client.request("tools/call", {"name": "discover"})
        assert stuck.reached.acquire(timeout=30)
        cancel = {"jsonrpc": "2.0", "method": "notifications/cancelled"}
        client.send(cancel | {"params": {"requestId": number, "reason": "no more"}})
        client.send(cancel | {"params": {"requestId": [1]}})
        client.send(cancel | {"params": {"requestId": "never asked"}})
        assert client.ask("ping")["result"] == {}
        stuck.free.set()
        assert client.end() == []


def test_a_call_that_waits_for_its_turn_can_be_cancelled(
    monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    """Then it is never begun: the list stays as it was."""
    stuck = Stuck("undo", monkeypatch)
    with serving() as client:
        client.begin()
        client.request("tools/call", {"name": "undo"})
        assert stuck.reached.acquire(timeout=30)
        mark = {"name": "mark", "arguments": {"papers": ["mixture"], "star": True}}
        number = client.request("tools/call", mark)
        params = {"requestId": number}
        client.send({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": params})
        client.ask("ping")
        stuck.free.set()
        assert len(client.end()) == 1
    assert small.read_text() == SMALL


def test_changes_follow_one_another_in_order(small: Path) -> None:
    """Sent in one go, they are one history in the order in which they were asked for."""
    with serving() as client:
        client.begin()
        for number in range(8):
            arguments = {"paper": "mixture", "text": f"note {number}"}
            client.request("tools/call", {"name": "note", "arguments": arguments})
        assert [client.read()["id"] for _ in range(8)] == list(range(2, 10))
    notes = [line[12:] for line in small.read_text().splitlines() if "  note " in line]
    assert notes == [f"note {number}" for number in range(8)]


def test_progress_comes_with_the_token_and_only_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the client named one; without it nothing but the answer comes."""
    stuck = Stuck("discover", monkeypatch)
    stuck.free.set()
    with serving() as client:
        client.begin()
        assert "result" in client.ask("tools/call", {"name": "discover"})
        assert client.progress == []
        client.ask("tools/call", {"name": "discover", "_meta": {"progressToken": "p"}})
        assert client.progress == [
            {"progressToken": "p", "progress": 1, "message": "Waking up, 1 of 2"}
        ]


def test_a_call_that_says_nothing_for_long_says_that_it_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So that a client does not take it for lost."""
    monkeypatch.setattr(server, "_BEAT", 0.01)
    stuck = Stuck("discover", monkeypatch)
    with serving() as client:
        client.begin()
        client.request("tools/call", {"name": "discover", "_meta": {"progressToken": "p"}})
        assert stuck.reached.acquire(timeout=30)
        assert client.read()["params"] == {
            "progressToken": "p", "progress": 1, "message": "at work",
        }  # fmt: skip
        stuck.free.set()
        client.end()


def test_nonsense_is_answered_and_the_server_goes_on() -> None:
    """Broken JSON, endless lines, wrong ids, unknown methods: an error each."""
    with serving() as client:
        client.begin()
        for line in (b"{\n", b"\xff\n", b"7\n", b"x" * (5 << 20) + b"\n"):
            client.raw(line)
            assert client.read()["error"]["code"] in (-32700, -32600)
        client.raw(b"\n\r\n")
        assert client.ask("nonsense")["error"]["code"] == -32601
        assert client.ask("ping")["result"] == {}


def test_an_id_that_is_open_is_not_used_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second request is refused, the first one answered."""
    stuck = Stuck("discover", monkeypatch)
    ask = {"jsonrpc": "2.0", "id": "same", "method": "tools/call", "params": {"name": "discover"}}
    with serving() as client:
        client.begin()
        client.send(ask)
        assert stuck.reached.acquire(timeout=30)
        client.send(ask)
        assert client.read()["error"]["code"] == -32600
        stuck.free.set()
        assert client.read()["result"]["isError"] is False


def test_too_many_open_calls_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that never waits does not fill the memory."""
    monkeypatch.setattr(server, "MOST_OPEN", 3)
    stuck = Stuck("discover", monkeypatch)
    with serving() as client:
        client.begin()
        for _ in range(3):
            client.request("tools/call", {"name": "discover"})
        assert "not answered yet" in client.ask("tools/call", {"name": "find"})["error"]["message"]
        stuck.free.set()
        assert len(client.end()) == 3


def test_a_batch_is_answered_in_one_line() -> None:
    """In revision 2025-03-26, which has batches; in others it is refused."""
    ping = {"jsonrpc": "2.0", "method": "ping"}
    find = {"jsonrpc": "2.0", "method": "tools/call", "params": {"name": "find"}}
    note = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    batch = [ping | {"id": "a"}, find | {"id": "b"}, note, 7]
    with serving() as client:
        client.begin("2025-03-26")
        client.send(batch)
        assert {answer["id"] for answer in client.read()} == {"a", "b", None}
    with serving() as client:
        client.begin("2025-06-18")
        client.send(batch)
        assert client.read()["error"]["code"] == -32600


def test_a_batch_goes_on_without_what_was_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its other answers come all the same."""
    stuck = Stuck("discover", monkeypatch)
    ask = {"jsonrpc": "2.0", "id": "d", "method": "tools/call", "params": {"name": "discover"}}
    with serving() as client:
        client.begin("2025-03-26")
        client.send([ask, {"jsonrpc": "2.0", "id": "p", "method": "ping"}])
        assert stuck.reached.acquire(timeout=30)
        params = {"requestId": "d"}
        client.send({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": params})
        client.ask("initialize", {"protocolVersion": "2025-03-26"})
        stuck.free.set()
        assert client.read() == [{"jsonrpc": "2.0", "id": "p", "result": {}}]


def test_both_eras_can_be_spoken_at_once() -> None:
    """Each request is answered in the form of its own era."""
    with serving() as client:
        client.begin()
        new = client.ask("tools/call", {"name": "find", "_meta": MODERN_META})["result"]
        old = client.ask("tools/call", {"name": "find"})["result"]
    assert new["resultType"] == "complete"
    assert "resultType" not in old
    assert new["content"] == old["content"]


def test_a_bug_is_an_error_of_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """In two lines; the server goes on."""

    def broken(_name: str, **_options: bool) -> Any:
        raise KeyError("x")

    with serving() as client:
        client.begin()
        monkeypatch.setattr(server, "work_of", broken)
        text, is_error = client.call("find")
        monkeypatch.undo()
        assert is_error
        assert text.splitlines() == [
            "error: readlist hit a bug (KeyError in find).", "try: report it",
        ]  # fmt: skip


def test_settings_that_break_meanwhile_are_an_error_of_the_call(home: Path) -> None:
    """And the next call after the repair goes well."""
    with serving() as client:
        client.begin()
        (home / "config.toml").write_text("hints = maybe\n")
        text, is_error = client.call("find")
        assert is_error
        assert "cannot be read" in text
        (home / "config.toml").unlink()
        assert client.call("find")[1] is False


def test_a_client_that_goes_away_ends_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it asked for is given up at its next step."""
    stuck = Stuck("discover", monkeypatch)
    source, writes = os.pipe()
    reads, output = os.pipe()
    with os.fdopen(source, "rb") as taken, os.fdopen(output, "wb", buffering=0) as given:
        served = server.Server(workspace_for, explain, given)
        thread = threading.Thread(target=served.serve, args=(taken,), daemon=True)
        thread.start()
        client = Client(writes, reads)
        client.begin()
        client.request("tools/call", {"name": "discover"})
        assert stuck.reached.acquire(timeout=30)
        os.close(reads)
        client.request("ping")
        client._out.close()
        thread.join(30)
        assert not thread.is_alive()
        stuck.free.set()


def test_a_list_that_cannot_be_changed_is_told(home: Path) -> None:
    """The program's own words, with the exit code beside them."""
    (home / "readlist.toml").write_text("schema = 99\n")
    with serving() as client:
        client.begin()
        answer = client.ask(
            "tools/call", {"name": "note", "arguments": {"paper": "x", "text": "y"}}
        )
        assert answer["result"]["_meta"]["readlist/exit"] in (3, FileError.exit_code)
