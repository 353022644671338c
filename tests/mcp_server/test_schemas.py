"""The tools as clients see them, and what they take."""

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it has no stubs here
import pytest

from readlist.errors import UsageError
from readlist.mcp.tools import TOOLS, checked, definitions, work_of

NAMES = ["find", "show", "add", "mark", "note", "discover", "related", "undo"]


def test_there_are_eight_tools() -> None:
    """Those of the contract, in its order, each with a function that does it."""
    assert [tool["name"] for tool in definitions(read_only=False)] == NAMES
    assert all(callable(work_of(name, writes=True)) for name in NAMES)


def test_read_only_leaves_out_what_writes() -> None:
    """Exactly that."""
    left = [tool["name"] for tool in definitions(read_only=True)]
    assert left == ["find", "show", "discover", "related"]


def test_all_definitions_weigh_less_than_2000_tokens() -> None:
    """Even at three characters a token, which is less than any tokenizer needs for JSON."""
    assert len(json.dumps(definitions(read_only=False), separators=(",", ":"))) / 3 < 2000


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_valid_json_schema(name: str) -> None:
    """As the protocol wants it: an object, of revision 2020-12."""
    schema = TOOLS[name].definition()["inputSchema"]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["type"] == "object"


@pytest.mark.parametrize(
    ("name", "given", "found"),
    [
        ("mark", {"papers": "a", "status": "read"}, {"papers": ["a"], "status": "read"}),
        ("find", {"limit": 5.0, "words": None}, {"limit": 5}),
        ("find", {"words": "  a  "}, {"words": "a"}),
        ("undo", {}, {}),
    ],
)
def test_arguments_are_taken_kindly(name: str, given: Any, found: Any) -> None:
    """What models write: one text for a list, whole numbers with a point, null for nothing."""
    assert checked(TOOLS[name], given) == found


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("find", {"limit": 0}, "1 to 50"),
        ("find", {"limit": 51}, "1 to 50"),
        ("find", {"limit": "5"}, "no whole number"),
        ("find", {"limit": True}, "no whole number"),
        ("find", {"next": "yes"}, "not true or false"),
        ("find", {"status": ["seen"]}, "none of inbox"),
        ("find", {"words": ["a"]}, "no text"),
        ("find", {"words": "x" * 20_001}, "longer than"),
        ("find", {"nonsense": 1}, "has no argument 'nonsense'"),
        ("show", {}, "needs paper"),
        ("show", {"paper": ""}, "needs paper"),
        ("add", {"papers": ["1"] * 21}, "more than 20"),
        ("add", {"papers": [3]}, "no text"),
        ("note", {"paper": "a"}, "needs text"),
    ],
)
def test_wrong_arguments_are_named(name: str, given: Any, words: str) -> None:
    """With the value and what would do."""
    with pytest.raises(UsageError, match=words) as error:
        checked(TOOLS[name], given)
    assert error.value.remedy
