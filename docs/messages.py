# ruff: noqa: INP001, T201 - a script that prints, not a package
"""Find every text that readlist tells people, and hold a translation against them.

    python docs/messages.py            all texts, each with where it stands
    python docs/messages.py --missing  what the Chinese catalogue lacks, ready to be added to it
    python docs/messages.py --stale    what the catalogue has too much

Texts are found in the syntax trees of the modules, whatever they pass through on their way. A value
in a text is written ``{0}``, a number ``{0#}``, and a number with its noun ``{0:paper|papers}``.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from readlist.language import CATALOGUES
from readlist.language.catalogue import entries_of

PACKAGE = Path(__file__).parents[1] / "src" / "readlist"

_FOR_PROGRAMS = (
    "cli/complete.py",
    "cli/man_page.py",
    "cli/shells/",
    "completion_values.py",
    "documents/facts.py",
    "exporters/",
    "index/",
    "inflections.py",
    "language/",
    "mcp/",
    "library/kept_texts.py",
    "library/term_places.py",
    "library/vectors.py",
    "mentions/block_title.py",
    "mentions/titles.py",
    "mentions/vocabulary.py",
    "patterns.py",
    "ranking/",
    "reading_marks.py",
    "references/compare.py",
    "references/compare.py",
    "tex/",
    "texts/",
    "views/records.py",
)
"""Modules that tell people nothing: what they write is read by programs, or kept."""
_YET_TOLD = ("exporters/__init__.py", "exporters/markdown/ticks.py", "exporters/markdown/vault.py")
"""Modules among those whose texts are told all the same."""

_NOT_TOLD = frozenset(
    {
        "% written by readlist",
        "Merge lists",
        "Reading list.md",
        "Bearer {0}",
        "Merge: {0}",
        "UTF-16",
        "[@click=app.{0}][b]{1}[/b] {2}[/]",
        "-text -filter -ident !eol !working-tree-encoding",
        "# Only the list travels.",
        "Cannot overwrite a value",
        "Invalid value",
        "Unclosed array",
        "Unterminated string",
        "one of",
        'source "{0}"  # readlist',
        "submittedDate:[{0}0000 TO {1}2359]",
        "web site",
        "{0} et al.",
        "{0} merge=readlist -text",
        "{0} {1} merge=readlist",
        "arXiv has no such",
        "av media",
        "bold not dim",
        "bold red",
        "dataset image",
        "et al",
        "et al.",
        "in file",
        "incorrect id format for (.+)",
        "lien web",
        "not dim",
        "not in file",
        "peer review",
        "published erratum",
        "readlist/{0} (imports single pages for their reader)",
        "referee report",
        "review of:",
        "reviewer report",
    }
)
"""Texts that are compared, kept or sent, but told to nobody."""

_QUIET_CALLS = frozenset(
    "cast compile pattern lazy import_module TypeVar getattr hasattr setattr execute executemany "
    "query_one add_class remove_class set_class startswith endswith removeprefix removesuffix "
    "partition rpartition encode decode split strptime strftime environ get_close_matches".split()
)
"""Functions whose texts nobody reads."""
_NO_PROSE = re.compile(
    r"\\|\(\?|[\x00-\x09<>]|\n|://\S+$|\{[*]|[$]|\{http|^\W*(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|DROP|BEGIN|WHERE)\b"
    r"|^application/|[\[{]\w+[|,]|\w \| \w|^[\w./:@-]+$"
)
_WORD = re.compile(r"[A-Za-z][a-z'’-]+")
_VALUE = re.compile(r"\{\d+(?:#|:[^{}|]+\|[^{}|]+)?\}")
_COMMAND = re.compile(
    r"(?:readlist|git|export|ls|rm|mv|pip|pipx|ssh|man|chmod)\b(?: (?![a-z]+[;,] )[^,;()]+)*"
)
"""A command alone, as many remedies are: it is the same in every language."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that people are told."""

    template: str
    place: str
    """Module and line."""
    values: tuple[str, ...] = ()
    """The expressions of its values, for who translates it."""


def texts(package: Path = PACKAGE) -> Iterator[Text]:
    """Yield the texts of all modules."""
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        if name in _YET_TOLD or not name.startswith(_FOR_PROGRAMS):
            yield from _texts_of(ast.parse(path.read_text("utf-8")), name)


def _texts_of(tree: ast.Module, name: str) -> Iterator[Text]:
    quiet = set(map(id, _quiet_nodes(tree)))
    yield from _told_in_docstrings(tree, name)
    short = set(map(id, _short_nodes(tree, name)))
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop(0)
        if id(node) in quiet:
            continue
        if isinstance(node, ast.Call) and (kind := _kind(node)):
            yield Text(f"{{0{kind}}}", f"{name}:{node.lineno}", (ast.unparse(node.args[0]),))
        if isinstance(node, (ast.Constant, ast.JoinedStr)):
            for template, values in _templates(node):
                if is_prose(template, short=id(node) in short):
                    yield Text(template, f"{name}:{node.lineno}", values)
        waiting[:0] = _inside(node)


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node is made of; of a text with values, the values."""
    if not isinstance(node, ast.JoinedStr):
        yield from ast.iter_child_nodes(node)
        return
    for part in node.values:
        if isinstance(part, ast.FormattedValue) and not _choices(part.value):
            if _kind(part.value):  # its noun stands in the text; its number may be anything
                yield from ast.iter_child_nodes(part.value)
            else:
                yield part.value


_TABLES = {
    "cli/command_table.py": ("GROUPS",),
    "cli/help_pages.py": ("_OPTIONS",),
    "cli/output.py": ("_PANEL",),
    "views/bars.py": ("_WORDS", "_LABELS"),
    "views/changes.py": ("_DONE", "_ALREADY"),
    "views/checks.py": ("_SAID",),
    "views/paper_table.py": ("_HIDDEN",),
    "views/news.py": ("_NAMES",),
}
"""Tables whose single words are told, by module."""


def _short_nodes(tree: ast.Module, name: str) -> Iterator[ast.AST]:
    """Yield the nodes of texts that are told although they are a single word."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {one.id for target in targets for one in ast.walk(target)
                     if isinstance(one, ast.Name)}  # fmt: skip
            if names & set(_TABLES.get(name, ())):
                yield from _values_of(node.value)
        elif isinstance(node, ast.Call):
            if _called(node) in ("translate", "labelled", "_named"):
                yield from _values_of(node.args[0])
            elif _called(node) == "Key":
                yield from node.args[3:]
            for keyword in node.keywords:
                if keyword.arg in ("help", "rich_help_panel"):
                    yield from _values_of(keyword.value)


def _values_of(node: ast.AST | None) -> Iterator[ast.AST]:
    """Yield the texts in an expression; of a mapping, those that are values."""
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from _values_of(value)
    elif isinstance(node, (ast.Constant, ast.JoinedStr)):
        yield node
    elif isinstance(node, ast.IfExp):
        yield from (*_values_of(node.body), *_values_of(node.orelse))
    elif isinstance(node, (ast.Tuple, ast.List)):
        for one in node.elts:
            yield from _values_of(one)


def _quiet_nodes(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield docstrings, annotations, and arguments of functions whose texts nobody reads."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield statement
        for name in ("annotation", "returns"):
            found = getattr(node, name, None)
            if isinstance(found, ast.AST) and not _is_annotated(found):
                yield found
        if isinstance(node, ast.Call):
            yield from _quiet_arguments(node)
        if isinstance(node, ast.keyword) and node.arg in ("metavar", "encoding", "env", "id"):
            yield node.value


def _quiet_arguments(call: ast.Call) -> Iterator[ast.AST]:
    name = _called(call)
    if name in _QUIET_CALLS:
        yield from call.args
    if name == "split" and isinstance(call.func, ast.Attribute):
        yield call.func.value
    if name == "plural":
        yield from call.args[1:]


def _called(call: ast.Call) -> str:
    """Return the name of what is called."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return getattr(call.func, "id", "")


def _is_annotated(node: ast.AST) -> bool:
    """Whether an annotation holds the help of an option."""
    return "Annotated[" in ast.unparse(node) or "Option(" in ast.unparse(node)


def _told_in_docstrings(tree: ast.Module, name: str) -> Iterator[Text]:
    """Yield the paragraphs of a command's help page, which is its docstring."""
    if not name.startswith("cli/commands/"):
        return
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            if not any(_is_session(one) for one in node.args.args):
                continue
            for part in re.split(r"\n\s*\n", ast.get_docstring(node) or ""):
                if part.lstrip().startswith("$"):
                    told = re.findall(r"^ *\$.*?\S {2,}(\S.*)$", part, re.MULTILINE)
                    yield from (Text(one, f"{name}:{node.lineno}") for one in told)
                elif not part.lstrip().startswith(("Args:", "Raises:")):
                    yield Text(" ".join(part.split()), f"{name}:{node.lineno}")


def _is_session(argument: ast.arg) -> bool:
    return isinstance(argument.annotation, ast.Name) and argument.annotation.id == "Session"


def _templates(node: ast.Constant | ast.JoinedStr) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a text with its values numbered; one for each way that its words are chosen."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value.replace("{}", "{0}"), ()
        return
    ways: list[list[str | ast.FormattedValue]] = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            ways.append([str(part.value)])
        elif isinstance(part, ast.FormattedValue):
            ways.append([*_choices(part.value)] or [part])
    for way in product(*ways):
        yield _numbered(way)


def _choices(node: ast.expr) -> list[str]:
    """Return the texts that an expression chooses from; empty if it is another expression."""
    if isinstance(node, ast.IfExp):
        first, second = _choices(node.body), _choices(node.orelse)
        return first + second if first and second else []
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    return []


def _numbered(way: tuple[str | ast.FormattedValue, ...]) -> tuple[str, tuple[str, ...]]:
    text, values = "", list[str]()
    for part in way:
        if isinstance(part, str):
            text += part
        elif re.search(_VALUE.pattern + "$", text):
            values[-1] += f" + {ast.unparse(part.value)}"  # two values side by side are one
            text = re.sub(r"\{(\d+)[^{}]*\}$", r"{\1}", text)
        else:
            text += f"{{{len(values)}{_kind(part.value, part.format_spec)}}}"
            values.append(ast.unparse(part.value))
    return text, tuple(values)


def _kind(value: ast.expr, spec: ast.expr | None = None) -> str:
    """Return what a value is: a number, a number with its noun, or anything."""
    if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "plural":
        nouns = [one.value for one in value.args[1:] if isinstance(one, ast.Constant)]
        if len(nouns) == len(value.args) - 1:
            one, *many = map(str, nouns)
            return f":{one}|{many[0] if many else one + 's'}"
    form = ast.unparse(spec) if spec else ""
    return "#" if re.search(r",|\.\d[fg]|[^<>^]\dd", form) else ""


def is_prose(template: str, *, short: bool = False) -> bool:
    """Whether a text is meant for people, and not the same in every language.

    Args:
        template: The text.
        short: Whether single words are, too.
    """
    literal = re.sub(r"\{\d+#?\}", " ", template)
    plain = re.sub(r"\{\d+:[^{}]+\}", "0 papers", literal)
    if not short and (_NO_PROSE.search(plain) or " " not in template.strip()):
        return False
    if _COMMAND.fullmatch(template.strip()) or template.strip() in _NOT_TOLD:
        return False
    words = _WORD.findall(re.sub(r"\{\d+:[^{}]+\}", " ", literal))
    begins = re.match(r"[A-Z][a-z]{2,}\b.*\{\d", template)  # one word can be a sentence
    return len(words) >= (1 if short or begins else 2) or bool(re.search(r"\{\d+:", template))


def wanted() -> dict[str, list[Text]]:
    """Return the texts by their templates, in the order in which they are found."""
    found: dict[str, list[Text]] = {}
    for text in texts():
        found.setdefault(text.template.strip(), []).append(text)
    return found


_PUT_TOGETHER = "#: put together\n"


def put_together(text: str) -> set[str]:
    """Return the texts of a catalogue that the code puts together from others."""
    return {key for part in text.split(_PUT_TOGETHER)[1:] for key in list(entries_of(part))[:1]}


def main() -> None:
    """Print what the first word on the command line asks for."""
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    text = (CATALOGUES / "zh_CN.po").read_text("utf-8")
    known = entries_of(text)
    found = wanted()
    if asked == "--stale":
        kept = put_together(text)
        print(*(key for key in known if key not in found and key not in kept), sep="\n")
        return
    for template, places in found.items():
        if asked != "--missing" or template not in known:
            print(_entry(template, places), "\n", sep="")


def _entry(template: str, places: list[Text]) -> str:
    """Return an entry of the catalogue that waits for its translation."""
    values = [f"#. {{{n}}} = {one}" for n, one in enumerate(places[0].values)]
    quoted = template.replace("\\", "\\\\").replace('"', '\\"')
    return "\n".join([*values, f"#: {places[0].place}", f'msgid "{quoted}"', 'msgstr ""'])


if __name__ == "__main__":
    main()
