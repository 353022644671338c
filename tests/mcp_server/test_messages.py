"""JSON-RPC: from the bytes of a line to values, whatever they are."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.mcp.messages import (
    INVALID_PARAMS,
    INVALID_REQUEST,
    LARGEST,
    PARSE_ERROR,
    Batch,
    Fault,
    Notification,
    Request,
    read_line,
    write_line,
)


def test_requests_and_notifications_are_told_apart() -> None:
    """By their id; params may be missing."""
    assert read_line(b'{"jsonrpc":"2.0","id":"a","method":"ping"}\n') == Request("a", "ping", {})
    nothing = read_line(b'{"jsonrpc":"2.0","id":1,"method":"ping","params":null}')
    assert nothing == Request(1, "ping", {})
    found = read_line(b'{"jsonrpc":"2.0","method":"x","params":{"a":1}}')
    assert found == Notification("x", {"a": 1})


@pytest.mark.parametrize(
    ("line", "code", "identifier"),
    [
        (b"{", PARSE_ERROR, None),
        (b"\xff\xfe", PARSE_ERROR, None),
        (b'{"jsonrpc":"2.0","id":NaN,"method":"x"}', PARSE_ERROR, None),
        (b"[" * 100_000, PARSE_ERROR, None),
        (b'{"jsonrpc":"2.0","id":' + b"9" * 5000 + b',"method":"x"}', PARSE_ERROR, None),
        (b"3", INVALID_REQUEST, None),
        (b"[]", INVALID_REQUEST, None),
        (b'{"id":1,"method":"x"}', INVALID_REQUEST, None),
        (b'{"jsonrpc":"2.0","id":null,"method":"x"}', INVALID_REQUEST, None),
        (b'{"jsonrpc":"2.0","id":true,"method":"x"}', INVALID_REQUEST, None),
        (b'{"jsonrpc":"2.0","id":1.5,"method":"x"}', INVALID_REQUEST, None),
        (b'{"jsonrpc":"2.0","id":1,"method":3}', INVALID_REQUEST, 1),
        (b'{"jsonrpc":"2.0","id":1,"method":"x","params":[1]}', INVALID_PARAMS, 1),
        (b" " * LARGEST + b"1 1", INVALID_REQUEST, None),
    ],
)
def test_nonsense_is_a_fault_with_its_code(line: bytes, code: int, identifier: object) -> None:
    """A parse error, no request or wrong params, with the id where one is known."""
    found = read_line(line)
    assert isinstance(found, Fault)
    assert (found.code, found.id) == (code, identifier)


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"  \r\n",
        b'{"jsonrpc":"2.0","id":1,"result":{}}',
        b'{"jsonrpc":"2.0","id":1,"error":{}}',
        b'{"jsonrpc":"2.0","method":"x","params":[1]}',
    ],
)
def test_what_needs_no_answer_is_passed_over(line: bytes) -> None:
    """Empty lines, answers that nobody asked for, notifications that make no sense."""
    assert read_line(line) is None


def test_a_batch_keeps_its_messages() -> None:
    """In order, the nonsense in it as faults."""
    found = read_line(b'[{"jsonrpc":"2.0","id":1,"method":"a"},7]')
    assert isinstance(found, Batch)
    assert [type(one) for one in found.messages] == [Request, Fault]


@given(st.binary(max_size=200))
def test_no_bytes_break_it(line: bytes) -> None:
    """Any bytes give a value."""
    read_line(line)


def test_a_line_is_ascii_without_breaks() -> None:
    """Whatever texts say: ends of lines, half characters, characters that end lines elsewhere."""
    text = "a\nb\u2028c\ud800d\x1b"
    line = write_line({"text": text})
    assert line.isascii()
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert json.loads(line) == {"text": text}
