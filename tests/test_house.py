"""The house keeps its floors, its rooms stay small, and each library has one door."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "readlist"
MODULES = sorted(PACKAGE.rglob("*.py"))

DOORS = {
    "typer": ("cli",),
    "rich": ("cli", "views"),
    "textual": ("tui",),
    "sqlite3": ("index",),
    "lxml": ("arxiv_api", "documents"),
    "requests": ("documents", "http"),
    "arxiv": ("arxiv_api",),
    "platformdirs": ("paths.py",),
    "tomli_w": ("exporters", "toml_edit.py"),
    "pypdfium2": ("documents",),
    "fcntl": ("files", "http"),
}
"""Which part of the package may import what."""


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the top-level name of every import in a module, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name.split(".")[0], node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.split(".")[0], node.lineno


def test_imports_run_downward(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The import contract of pyproject.toml is kept."""
    monkeypatch.chdir(ROOT)
    config, cache = str(ROOT / "pyproject.toml"), str(tmp_path)
    assert lint_imports(config_filename=config, cache_dir=cache) == 0


def test_a_run_touches_little_of_the_house() -> None:
    """Chains of imports, stacks and names stay what docs/decisions/0035 says."""
    watched = {"READLIST_HOME", "READLIST_FILE", "READLIST_LIST"}
    environment = {name: value for name, value in os.environ.items() if name not in watched}
    command = [sys.executable, str(ROOT / "bench" / "house.py"), "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert len(told["chain"]) <= 15, told["chain"]
    assert told["imports in functions"] <= 60
    assert not told["double classes"]
    assert not told["double modules"]
    assert told["read"]["frames"] <= 16
    assert told["read"]["ran"] <= 50
    assert told["read"]["connections"] == 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_stays_small(path: Path) -> None:
    """No module is over 350 lines, no function over 60."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 350
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_has_one_door(path: Path) -> None:
    """What is heavy or touches the outside is imported only where the design says; click never."""
    part = path.relative_to(PACKAGE).parts[0]
    for name, line in imports_of(path):
        assert name != "click", line
        assert part in DOORS.get(name, (part,)), f"{path}:{line} imports {name}"
