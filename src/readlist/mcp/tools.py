"""The eight tools: as clients see them, how arguments are checked, and the function of each.

Every word here is in every request that a client sends to its model: all definitions together stay
under 2,000 tokens.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from readlist.errors import UsageError
from readlist.lazy import lazy
from readlist.mcp.answers import ToolAnswer
from readlist.mcp.messages import Json
from readlist.text import encodable, shorten

if TYPE_CHECKING:
    from readlist.library.workspace import Workspace
    from readlist.mcp import changing, finding
else:
    changing = lazy("readlist.mcp.changing")
    finding = lazy("readlist.mcp.finding")


MOST_TEXT = 20_000
"""Characters of an argument."""
STATUSES = ("inbox", "unread", "reading", "read", "skipped")


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a tool."""

    kind: str
    """``string``, ``integer``, ``boolean`` or ``strings``."""
    about: str = ""
    needed: bool = False
    choices: tuple[str, ...] = ()
    least: int = 1
    most: int = 50
    """Of a number, or of the texts in a list."""

    def schema(self) -> Json:
        """Return it as JSON Schema."""
        text: Json = {"type": "string", **({"enum": list(self.choices)} if self.choices else {})}
        schema: Json = {"type": self.kind}
        if self.kind == "string":
            schema = text
        elif self.kind == "strings":
            schema = {"type": "array", "items": text, "maxItems": self.most}
        elif self.kind == "integer":
            schema |= {"minimum": self.least, "maximum": self.most}
        return schema | ({"description": self.about} if self.about else {})


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool."""

    name: str
    about: str
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    writes: bool = False
    """Whether it changes the list."""
    asks: bool = False
    """Whether it asks services on the network, which takes time."""

    def definition(self) -> Json:
        """Return what clients are told of it."""
        properties = {name: one.schema() for name, one in self.arguments.items()}
        schema: Json = {"type": "object", "properties": properties, "additionalProperties": False}
        needed = [name for name, one in self.arguments.items() if one.needed]
        hints: Json = {"readOnlyHint": not self.writes, "openWorldHint": self.asks}
        if self.writes:
            hints["destructiveHint"] = False  # whatever it does, undo takes it back
        return {
            "name": self.name,
            "description": self.about,
            "inputSchema": schema | ({"required": needed} if needed else {}),
            "annotations": hints,
        }


_PAPER = Argument("string", "Identifier, citation key or words of the title.", needed=True)
_PAPERS = Argument("strings", "Identifiers, citation keys or words of titles.", needed=True)
_DUE = Argument("string", "2026-12-01, friday, +7d or none.")
_LIMIT = Argument("integer", "10 by default.")

TOOLS: Mapping[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(
            "find",
            "Papers of the list: what to read next and why (next=true), a search of titles, "
            "abstracts, notes and PDFs (words), or what passes the filters. Unread and being read "
            "by default; a search looks at every status.",
            {
                "words": Argument("string", 'Words, quant* or "a phrase".'),
                "next": Argument("boolean"),
                "status": Argument("strings", choices=(*STATUSES, "all")),
                "topic": Argument("strings"),
                "author": Argument("string"),
                "category": Argument("strings", "Of arXiv, as cs.CL."),
                "starred": Argument("boolean"),
                "year_from": Argument("integer", most=9999),
                "year_to": Argument("integer", most=9999),
                "added_days": Argument("integer", "Added in the last N days.", most=36_500),
                "due_days": Argument("integer", "Due by then, or overdue.", least=0, most=36_500),
                "limit": _LIMIT,
                "offset": Argument("integer", "Papers to leave out first.", least=0, most=10**6),
            },
        ),
        Tool(
            "show",
            "One paper of the list: facts, notes, abstract. part=text: the words of its PDF in "
            "pages of 12,000 characters. part=highlights: what the person marked in the PDF.",
            {
                "paper": _PAPER,
                "part": Argument("string", choices=("facts", "text", "highlights")),
                "page": Argument("integer", "Of the text; 1 by default.", most=100_000),
            },
        ),
        Tool(
            "add",
            "Put papers on the list: arXiv identifiers, DOIs, ISBNs, addresses, or exact titles.",
            {
                "papers": Argument("strings", needed=True, most=20),
                "topics": Argument("strings", most=20),
                "status": Argument("string", "unread by default.", choices=STATUSES),
                "star": Argument("boolean"),
                "due": _DUE,
                "note": Argument("string"),
                "source": Argument("string", "Where it was found."),
            },
            writes=True,
            asks=True,
        ),
        Tool(
            "mark",
            "Set status, star, due day and topics of papers on the list, in one step. Papers named "
            "read or skipped teach what to suggest: only mark what the person decided.",
            {
                "papers": _PAPERS,
                "status": Argument("string", choices=STATUSES),
                "star": Argument("boolean"),
                "due": _DUE,
                "add_topics": Argument("strings", most=20),
                "remove_topics": Argument("strings", most=20),
            },
            writes=True,
        ),
        Tool(
            "note",
            "Add a dated line to the notes of a paper.",
            {"paper": _PAPER, "text": Argument("string", needed=True)},
            writes=True,
        ),
        Tool(
            "discover",
            "New arXiv papers that are not on the list, best match to the person's taste first.",
            {
                "categories": Argument(
                    "strings", "As cs.CL; those that the person follows by default.", most=20
                ),
                "query": Argument("string", "In arXiv's grammar, as abs:quantization."),
                "days": Argument("integer", "Submitted in the last N days.", most=365),
                "limit": _LIMIT,
            },
            asks=True,
        ),
        Tool(
            "related",
            "Works that a paper of the list cites, that cite it, and similar ones; what is not on "
            "the list first.",
            {
                "paper": _PAPER,
                "relations": Argument("strings", choices=("cites", "cited-by", "similar")),
                "limit": _LIMIT,
            },
            asks=True,
        ),
        Tool(
            "undo",
            "Take back the last change that an agent made. A change that the person made since "
            "is in the way, and is only taken back if they ask for it.",
            {"others": Argument("boolean", "Also what the person changed, if they asked for it.")},
            writes=True,
        ),
    )
}
"""Every tool by name."""


def checked(tool: Tool, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a call, checked; those that are null are left out.

    One text is accepted for a list of texts, and 10.0 for a whole number.

    Raises:
        UsageError: An argument is unknown, missing or of another kind.
    """
    found: dict[str, Any] = {}
    for name, value in given.items():
        argument = tool.arguments.get(name)
        if argument is None:
            there = ", ".join(tool.arguments)
            problem = f"{tool.name} has no argument {shorten(name, 40)!r}; it has {there}"
            raise UsageError(problem, f"{tool.name} without it")
        if value is not None:
            found[name] = _checked(f"{tool.name}: {name}", argument, value)
    for name, argument in tool.arguments.items():
        if argument.needed and not found.get(name):
            raise UsageError(f"{tool.name} needs {name}", f"{tool.name} with {name}")
    return found


def _checked(where: str, argument: Argument, value: Any) -> Any:  # noqa: ANN401 - a JSON value
    if argument.kind == "strings":
        texts = value if isinstance(value, list) else [value]
        if len(texts) > argument.most:
            raise _wrong(where, f"more than {argument.most} values", f"at most {argument.most}")
        return [_text(where, argument, text) for text in texts]
    if argument.kind == "string":
        return _text(where, argument, value)
    if argument.kind == "boolean":
        if not isinstance(value, bool):
            raise _wrong(where, f"not true or false: {_shown(value)}", "true")
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(where, f"not a whole number: {_shown(value)}", "10")
    if not argument.least <= value <= argument.most:
        range_of = f"{argument.least} to {argument.most:,}"
        raise _wrong(where, f"not {range_of}: {_shown(value)}", range_of)
    return value


def _text(where: str, argument: Argument, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong(where, f"not a text: {_shown(value)}", "a text")
    if len(value) > MOST_TEXT:
        raise _wrong(where, f"longer than {MOST_TEXT:,} characters", "less at once")
    text = encodable(value).strip()
    if argument.choices and text not in argument.choices:
        choices = ", ".join(argument.choices)
        raise _wrong(where, f"not one of {choices}: {_shown(text)}", argument.choices[0])
    return text


def _wrong(where: str, problem: str, remedy: str) -> UsageError:
    return UsageError(f"{where} is {problem}", remedy)


def _shown(value: object) -> str:
    return repr(shorten(value, 40)) if isinstance(value, str) else shorten(str(value)[:200], 40)


Work = Callable[["Workspace", Mapping[str, Any]], ToolAnswer]
"""The function of a tool; its arguments are checked already."""


def tools(*, read_only: bool) -> dict[str, Tool]:
    """Return the tools that there are, by name."""
    return {name: tool for name, tool in TOOLS.items() if not (read_only and tool.writes)}


def definitions(*, read_only: bool) -> list[Json]:
    """Return what clients are told of the tools."""
    return [tool.definition() for tool in tools(read_only=read_only).values()]


def work_of(name: str, *, writes: bool) -> Work:
    """Return the function of a tool, loading what it needs.

    Args:
        name: The tool.
        writes: Whether answers may name tools that change the list.
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
