"""How hard the package is to live in: sizes, import chains, double names, and what a run touches.

    python bench/house.py [--json]

Prints one measure a line. What runs is measured in a process of its own with a profile hook
(`sys.setprofile`), in a new home, with the index warm.
"""

import ast
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1] / "src" / "readlist"
SPELT = "2401.04088"

PROBE = """
import sqlite3, sys
from pathlib import Path
package = sys.argv.pop(1)
modules, frames, connections = set(), 0, 0
def hook(frame, event, argument):
    global frames
    if event == "call" and frame.f_code.co_filename.startswith(package):
        if frame.f_code.co_name != "<module>":
            modules.add(frame.f_code.co_filename)
            depth, one = 0, frame
            while one:
                code = one.f_code
                depth += code.co_filename.startswith(package) and code.co_name[0] != "<"
                one = one.f_back
            frames = max(frames, depth)
connect = sqlite3.connect
def counted(*args, **kwargs):
    global connections
    connections += 1
    return connect(*args, **kwargs)
sqlite3.connect = counted
from readlist import __main__ as start
import os
end = os._exit
def told(code):
    sys.setprofile(None)
    loaded = sum(name.startswith("readlist") for name in sys.modules)
    print(loaded, len(modules), frames, connections, file=sys.stderr)
    sys.stderr.flush()
    end(code)
os._exit = told
sys.setprofile(hook)
try:
    start.main()
except SystemExit as ended:
    told(int(ended.code or 0))
told(0)
"""


def modules() -> dict[str, ast.Module]:
    """Return every module of the package, parsed, by its name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = ["readlist", *path.relative_to(PACKAGE).with_suffix("").parts]
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def top_level_imports(tree: ast.Module, known: dict[str, ast.Module]) -> set[str]:
    """Return the modules of the package that run when a module is loaded."""
    found: set[str] = set()
    for node in _at_load(tree.body):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names] + [node.module]
        for name in names:
            if name in known:
                found.add(name)
    return found


def _at_load(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.If):
            typing = isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
            yield from _at_load(node.orelse if typing else [*node.body, *node.orelse])
        else:
            yield node


def longest_chain(known: dict[str, ast.Module]) -> list[str]:
    """Return the longest chain of modules that import one another when they are loaded."""
    arrows = {name: top_level_imports(tree, known) - {name} for name, tree in known.items()}
    # A package imports its modules and these ask it for nothing: the way back is no arrow.
    for name, targets in arrows.items():
        arrows[name] = {one for one in targets if not name.startswith(f"{one}.")}

    @cache
    def longest(name: str) -> tuple[str, ...]:
        below: tuple[str, ...] = ()
        for one in arrows[name]:
            below = max(below, longest(one), key=len)
        return (name, *below)

    chain: list[str] = []
    for name in known:
        chain = max(chain, [*longest(name)], key=len)
    return chain


def imports_in_functions(known: dict[str, ast.Module]) -> int:
    """Return how many import statements stand inside functions."""
    inner = (ast.FunctionDef, ast.AsyncFunctionDef)
    return sum(
        isinstance(node, (ast.Import, ast.ImportFrom))
        for tree in known.values()
        for function in ast.walk(tree)
        if isinstance(function, inner)
        for node in ast.walk(function)
    )


def bases(known: dict[str, ast.Module]) -> tuple[int, str]:
    """Return the most classes of ours that one class stands on, and its name."""
    of = {
        node.name: [base.id for base in node.bases if isinstance(base, ast.Name)]
        for tree in known.values()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }

    def under(name: str) -> set[str]:
        return {name}.union(*(under(base) for base in of[name] if base in of and base != name))

    return max((len(under(name)) - 1, name) for name in of if not name.endswith("Error"))


def doubles(known: dict[str, ast.Module]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return public classes that several modules define, and base names that over two have."""
    classes, names = defaultdict(list), defaultdict(list)
    for module, tree in known.items():
        names[module.rpartition(".")[2]].append(module)
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                classes[node.name].append(module)
    return (
        {name: found for name, found in classes.items() if len(found) > 1},
        {name: found for name, found in names.items() if len(found) > 2},
    )


class Touched(NamedTuple):
    """What one run of a command touches."""

    loaded: int
    """Modules of the package."""
    ran: int
    """Modules of which something is run beside their top level."""
    frames: int
    """The most frames of ours in one stack."""
    connections: int
    """SQLite connections."""


def run(*args: str) -> Touched:
    """Return what a command loads, runs through, stacks up and opens."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "READLIST_HOME": home, "NO_COLOR": "1"}
        for first in (["init"], ["show"]):
            whole = [sys.executable, "-m", "readlist", *first]
            subprocess.run(whole, env=environment, check=True, capture_output=True)
            # A list that was saved a moment ago is looked at once more by the next command.
            for path in Path(home).glob("*.toml"):
                os.utime(path, (0, 0))
        whole = [sys.executable, "-c", PROBE, str(PACKAGE), *args]
        done = subprocess.run(whole, env=environment, check=True, capture_output=True, text=True)
    return Touched(*map(int, done.stderr.split()[-4:]))


def main() -> None:
    """Print the measures."""
    known = modules()
    chain = longest_chain(known)
    if sys.argv[1:] == ["--json"]:
        classes, names = doubles(known)
        measures = {
            "modules": len(known),
            "chain": chain,
            "imports in functions": imports_in_functions(known),
            "double classes": classes,
            "double modules": names,
            "read": run("read", SPELT)._asdict(),
        }
        print(json.dumps(measures))
        return
    print(f"modules                 {len(known)}")
    print(f"longest import chain    {len(chain)}: {' > '.join(n.partition('.')[2] for n in chain)}")
    print(f"imports in functions    {imports_in_functions(known)}")
    print("classes under a class   {} ({})".format(*bases(known)))
    for what, found in zip(("classes", "modules"), doubles(known), strict=True):
        told = "; ".join(f"{name}: {', '.join(places)}" for name, places in found.items())
        print(f"double names, {what}   {len(found)} {told}")
    for args in (["read", SPELT], ["show"], ["info", SPELT]):
        touched = run(*args)
        print(
            f"{' '.join(args):<23} {touched.loaded} loaded, {touched.ran} run through, "
            f"{touched.frames} own frames, {touched.connections} connections"
        )


if __name__ == "__main__":
    main()
