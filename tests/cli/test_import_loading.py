"""A look at an article costs little more than `readlist show`: what it does not load."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.library_kit import SMALL

_RUN = """\
import atexit, json, os, re, sys
del os.fork  # the look is taken in this very process
patterns = []
class Noted:
    def compile(source, flags):
        patterns.append(source)
        return re.compile(source, flags)
import readlist.patterns
readlist.patterns.re = Noted
sys.argv = ["readlist", *sys.argv[1:]]
report = lambda: json.dumps({"modules": sorted(sys.modules), "patterns": patterns})
atexit.register(lambda: print("\\n" + report(), file=sys.stderr))
from readlist.__main__ import main
main()
"""
_ARTICLE = """\
周报

环注意力(Ring Attention)
论文链接:
https://arxiv.org/abs/2310.01889
本文提出一种新的方法,显著降低了长序列的内存占用。
代码地址:
https://github.com/ada/ring
"""


@pytest.fixture
def loaded(tmp_path: Path, home: Path) -> dict[str, list[str]]:
    """Return the modules and the patterns that a look at an article takes."""
    path = tmp_path / "article.txt"
    path.write_text(_ARTICLE, encoding="utf-8")
    command = [sys.executable, "-c", _RUN, "import", str(path), "--dry-run"]
    env = os.environ | {"READLIST_HOME": str(home)}
    (home / "readlist.toml").write_text(SMALL, encoding="utf-8")
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert "2310.01889" in done.stdout
    found: dict[str, list[str]] = json.loads(done.stderr.splitlines()[-1])
    return found


def test_a_look_loads_nothing_that_changes_or_asks(loaded: dict[str, list[str]]) -> None:
    """No network, no history, no search by title, and of the readers only the one for text."""
    modules = set(loaded["modules"])
    assert not modules & {"requests", "lxml", "csv", "rich"}
    parts = "arxiv_api history library.collecting library.importing.importing cli.papers"
    readers = "html markdown bibtex table pages"
    assert not modules & {f"readlist.{part}" for part in parts.split()}
    assert not modules & {f"readlist.documents.formats.{kind}" for kind in readers.split()}


def test_a_look_compiles_few_patterns(loaded: dict[str, list[str]]) -> None:
    """Most texts are told apart without patterns; the long ones for authors are not needed."""
    assert 0 < len(loaded["patterns"]) < 60
    assert not any("de|der|den" in source for source in loaded["patterns"])
