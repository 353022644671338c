"""Modules that are loaded late: at the first use of one of their names, by one mechanism."""

import ast
import sys
from pathlib import Path

import pytest

from readlist.lazy import lazy

PACKAGE = Path(__file__).parents[1] / "src" / "readlist"
LATE = sorted(path for path in PACKAGE.rglob("*.py") if 'lazy("' in path.read_text("utf-8"))


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of a module that was not loaded."""
    (tmp_path / "made_for_lazy.py").write_text("answer = 42\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "made_for_lazy", raising=False)
    return "made_for_lazy"


def test_a_module_is_loaded_at_the_first_use(module: str) -> None:
    """Nothing is loaded before a name is asked for."""
    late = lazy(module)
    assert module not in sys.modules
    assert late.answer == 42
    assert module in sys.modules


def test_what_is_replaced_is_replaced_here_too(
    module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that was used already is looked up again."""
    late = lazy(module)
    answers = [late.answer]
    monkeypatch.setattr(f"{module}.answer", 43)
    assert [*answers, late.answer] == [42, 43]


def test_a_name_that_is_not_there_is_an_error(module: str) -> None:
    """A wrong name is the error of the module."""
    with pytest.raises(AttributeError, match="module 'made_for_lazy' has no attribute 'other'"):
        _ = lazy(module).other


@pytest.mark.parametrize("path", LATE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_checkers_see_the_module_that_is_loaded(path: Path) -> None:
    """Beside each ``lazy`` stands the import of the same module by the same name."""
    tree = ast.parse(path.read_text("utf-8"))
    for block in (node for node in tree.body if isinstance(node, ast.If) and node.orelse):
        told = {
            alias.asname or alias.name: f"{getattr(node, 'module', '')}.{alias.name}".lstrip(".")
            for node in block.body
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        for node in block.orelse:
            assert isinstance(node, ast.Assign)
            assert isinstance(node.targets[0], ast.Name)
            assert isinstance(node.value, ast.Call)
            assert isinstance(node.value.args[0], ast.Constant)
            assert told[node.targets[0].id] == node.value.args[0].value
