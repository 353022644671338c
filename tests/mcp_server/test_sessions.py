"""Recorded sessions of both eras, played again: every tool, every kind of error."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readlist import __version__
from support.library_kit import SMALL
from support.mcp_kit import serving

SESSIONS = Path(__file__).parent / "sessions"


@pytest.mark.parametrize("name", ["handshake.jsonl", "modern.jsonl"])
def test_a_session_goes_as_it_was_recorded(
    name: str, make_list: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Line by line: what the client says, and what the server says to that."""
    make_list(SMALL)
    monkeypatch.setenv("READLIST_OFFLINE", "1")
    path = SESSIONS / name
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    played: list[dict[str, Any]] = []
    with serving() as client:
        for said in (line["client"] for line in lines if "client" in line):
            played.append({"client": said})
            client.raw(said.encode() if isinstance(said, str) else json.dumps(said).encode())
            client.raw(b"\n")
            if isinstance(said, str) or "id" in said:
                played.append({"server": client.read()})
        assert client.end() == []
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in played)
    text = text.replace(f'"version": "{__version__}"', '"version": "VERSION"')
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
