"""The house keeps its floors, its rooms stay small, and each library has one door."""

import ast
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
