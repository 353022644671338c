"""The protocol's own client drives the server, in both eras."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from support.library_kit import SMALL

mcp = pytest.importorskip("mcp", reason="the official client of the protocol is not installed")
stdio = pytest.importorskip("mcp.client.stdio")

Work = Callable[[Any], Coroutine[Any, Any, None]]


@pytest.fixture(autouse=True)
def small(make_list: Callable[[str], Path]) -> Path:
    """Return the small list."""
    return make_list(SMALL)


def play(mode: str, work: Work, *words: str) -> None:
    """Start the server as a client does, and do some work with it."""
    server = stdio.StdioServerParameters(
        command=sys.executable,
        args=["-m", "readlist", "--offline", "mcp", *words],
        env={name: value for name, value in os.environ.items() if name.startswith("READLIST_")},
    )

    async def run() -> None:
        info = mcp.types.Implementation(name="official", version="1")
        async with mcp.Client(server, mode=mode, client_info=info) as client:
            await work(client)

    asyncio.run(asyncio.wait_for(run(), 60))


def text_of(result: Any) -> str:
    """Return what a tool said."""
    return "\n".join(block.text for block in result.content)


@pytest.mark.parametrize(("mode", "version"), [("auto", "2026-07-28"), ("legacy", "2025-11-25")])
def test_it_lists_and_calls_every_tool(mode: str, version: str, small: Path) -> None:
    """It agrees with the server on a revision, and takes each answer as valid."""

    async def work(client: Any) -> None:
        assert client.protocol_version == version
        listed = await client.list_tools()
        assert len(listed.tools) == 8
        for name, arguments, words in (
            ("find", {"words": "winds"}, "2401.04088"),
            ("find", {"next": True}, "you are reading it"),
            ("show", {"paper": "mixture"}, "Ada Archer"),
            ("related", {"paper": "mixture"}, "2310.06825"),
            ("add", {"papers": ["1706.03762"]}, "added: 1706.03762"),
            ("mark", {"papers": ["mixture"], "status": "read"}, "| read |"),
            ("note", {"paper": "mixture", "text": "x"}, "changed: 2401.04088"),
            ("undo", {}, "undone: note 2401.04088 Mixture of Winds, by agent official"),
        ):
            result = await client.call_tool(name, arguments)
            assert not result.is_error, text_of(result)
            assert words in text_of(result)
        refused = await client.call_tool("discover", {"categories": ["cs.CL"]})
        assert refused.is_error
        assert text_of(refused).startswith("error: this needs arXiv")

    play(mode, work)
    assert 'status = "read"' in small.read_text()


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_it_hears_of_progress_and_refusals(mode: str) -> None:
    """Progress where it asks for it; a tool that is left out is an error of the protocol."""
    heard: list[str] = []

    async def hear(_progress: float, _total: float | None, message: str | None) -> None:
        heard.append(message or "")

    async def work(client: Any) -> None:
        assert len((await client.list_tools()).tools) == 4
        await client.call_tool("find", {"words": "winds"}, progress_callback=hear)
        with pytest.raises(mcp.MCPError, match="there is no tool 'mark'"):
            await client.call_tool("mark", {"papers": ["mixture"], "star": True})

    play(mode, work, "--read-only")
    assert any(word.startswith("Indexing") for word in heard)
