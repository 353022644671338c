"""From the name of a tool to the function that does it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from readlist.lazy import lazy
from readlist.mcp.answers import ToolAnswer
from readlist.mcp.messages import Json
from readlist.mcp.schemas import TOOLS, Tool

if TYPE_CHECKING:
    from readlist.library.workspace import Workspace
    from readlist.mcp import changing, finding
else:
    changing = lazy("readlist.mcp.changing")
    finding = lazy("readlist.mcp.finding")

Work = Callable[["Workspace", Mapping[str, Any]], ToolAnswer]
"""What a tool does with arguments that were checked."""


def tools(*, read_only: bool) -> dict[str, Tool]:
    """Return the tools that there are, by name."""
    return {name: tool for name, tool in TOOLS.items() if not (read_only and tool.writes)}


def definitions(*, read_only: bool) -> list[Json]:
    """Return what clients are told of the tools."""
    return [tool.definition() for tool in tools(read_only=read_only).values()]


def work_of(name: str, *, writes: bool) -> Work:
    """Return the function of a tool; what it needs is loaded now.

    Args:
        name: The tool.
        writes: Whether there are tools that change the list, which answers then name.
    """
    if TOOLS[name].writes:
        return {
            "add": changing.add,
            "mark": changing.mark,
            "note": changing.note,
            "undo": changing.undo,
        }[name]
    looks = {
        "find": finding.find,
        "show": finding.show,
        "discover": finding.discover,
        "related": finding.list_related,
    }
    return partial(looks[name], writes=writes)
