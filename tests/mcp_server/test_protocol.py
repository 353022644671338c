"""Both eras of the protocol."""

from typing import Any

import pytest

from readlist.mcp.messages import Request
from readlist.mcp.protocol import HANDSHAKE_VERSIONS, Call, Protocol
from readlist.mcp.tools import definitions
from support.mcp_kit import MODERN_META

Json = dict[str, Any]


@pytest.fixture
def protocol() -> Protocol:
    """Return the protocol with all tools, before anything was said."""
    return Protocol(definitions(read_only=False))


def begin(protocol: Protocol, version: str = "2025-11-25", **info: Any) -> Json:
    """Say hello as revisions up to 2025-11-25 do."""
    params = {"protocolVersion": version, "capabilities": {}, "clientInfo": info}
    return answered(protocol, "initialize", params)


def answered(protocol: Protocol, method: str, params: Json | None = None) -> Json:
    """Return an answer that is no call."""
    found = protocol.take(Request(1, method, params or {}))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("version", HANDSHAKE_VERSIONS)
def test_a_known_revision_is_taken(protocol: Protocol, version: str) -> None:
    """The one that the client asks for, where it is spoken here."""
    answer = begin(protocol, version)["result"]
    assert answer["protocolVersion"] == version
    assert answer["serverInfo"]["name"] == "readlist"
    assert answer["capabilities"] == {"tools": {}}


@pytest.mark.parametrize("version", ["2026-07-28", "1999-01-01", ""])
def test_other_revisions_get_the_newest_handshake(protocol: Protocol, version: str) -> None:
    """As the specification wants it: the client decides whether it goes on."""
    assert begin(protocol, version)["result"]["protocolVersion"] == "2025-11-25"


def test_a_handshake_without_a_revision_is_refused(protocol: Protocol) -> None:
    """Invalid params."""
    assert answered(protocol, "initialize")["error"]["code"] == -32602


def test_nothing_but_a_ping_comes_before_it(protocol: Protocol) -> None:
    """And the error says what comes first."""
    assert answered(protocol, "ping")["result"] == {}
    refused = answered(protocol, "tools/list")["error"]
    assert refused["code"] == -32600
    assert "initialize" in refused["message"]


def test_the_new_revision_needs_no_beginning(protocol: Protocol) -> None:
    """``server/discover`` and requests with ``_meta`` are answered at once, in their form."""
    found = answered(protocol, "server/discover", {"_meta": MODERN_META})["result"]
    assert found["supportedVersions"] == ["2026-07-28"]
    assert (found["resultType"], found["cacheScope"]) == ("complete", "private")
    listed = answered(protocol, "tools/list", {"_meta": MODERN_META})["result"]
    assert len(listed["tools"]) == 8
    assert listed["ttlMs"] > 0
    assert listed["_meta"]["io.modelcontextprotocol/serverInfo"]["name"] == "readlist"


def test_the_new_revision_has_no_ping_and_no_other_methods(protocol: Protocol) -> None:
    """Method not found."""
    for method in ("ping", "resources/list", "logging/setLevel"):
        assert answered(protocol, method, {"_meta": MODERN_META})["error"]["code"] == -32601


def test_an_unknown_revision_is_told_what_is_spoken(protocol: Protocol) -> None:
    """The code of the specification, with every revision, so that a client can fall back."""
    key = "io.modelcontextprotocol/protocolVersion"
    error = answered(protocol, "tools/list", {"_meta": MODERN_META | {key: "2031-01-01"}})["error"]
    assert error["code"] == -32022
    assert error["data"]["requested"] == "2031-01-01"
    assert {"2026-07-28", "2025-11-25"} <= set(error["data"]["supported"])


def test_missing_capabilities_are_named(protocol: Protocol) -> None:
    """Revision 2026-07-28 requires them in every request."""
    key = "io.modelcontextprotocol/clientCapabilities"
    meta = {name: value for name, value in MODERN_META.items() if name != key}
    error = answered(protocol, "tools/list", {"_meta": meta})["error"]
    assert (error["code"], key in error["message"]) == (-32602, True)


def test_a_call_knows_its_agent_and_era(protocol: Protocol) -> None:
    """From the handshake, or from the request itself."""
    begin(protocol, name="old\x1b[31m agent " + "x" * 100)
    old = protocol.take(Request(1, "tools/call", {"name": "find"}))
    assert isinstance(old, Call)
    assert old.agent.startswith("old agent")
    assert len(old.agent) <= 40
    params = {"name": "find", "_meta": MODERN_META | {"progressToken": "t"}}
    new = protocol.take(Request(2, "tools/call", params))
    assert isinstance(new, Call)
    assert (new.agent, new.token, new.modern) == ("new-agent", "t", True)
    assert new.answer(["x"])["result"]["resultType"] == "complete"
    assert "resultType" not in old.answer(["x"])["result"]


@pytest.mark.parametrize(
    "params", [{}, {"name": 3}, {"name": "rm"}, {"name": "find", "arguments": [1]}]
)
def test_calls_that_name_no_tool_are_refused(protocol: Protocol, params: Json) -> None:
    """Invalid params; an unknown tool is told which there are."""
    begin(protocol)
    assert answered(protocol, "tools/call", params)["error"]["code"] == -32602


def test_an_error_says_how_the_program_would_have_ended(protocol: Protocol) -> None:
    """The exit code is beside the text, not in it."""
    begin(protocol)
    call = protocol.take(Request(1, "tools/call", {"name": "find"}))
    assert isinstance(call, Call)
    found = call.answer(["error: no.\ntry: this"], exit_code=3)["result"]
    assert (found["isError"], found["_meta"]) == (True, {"readlist/exit": 3})
