"""Three hundred identifiers of every form, through the command line, with every trap there is."""

import importlib.util
import sys
from pathlib import Path

import pytest

_PATH = Path(__file__).parents[2] / "bench" / "identifiers.py"


@pytest.mark.slow
def test_identifiers_of_every_form_become_the_right_papers() -> None:
    """All identifiers, 99 of 100 titles, author lists and years, and no bad manners."""
    found = importlib.util.spec_from_file_location("identifiers", _PATH)
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    sys.modules["identifiers"] = module
    found.loader.exec_module(module)
    score = module.measure(300)
    assert score.of["identifier"] >= 300
    assert score.right["identifier"] == score.of["identifier"], score.wrong
    assert score.right["manners"] == score.of["manners"], score.wrong
    for fact in ("title", "authors", "year"):
        assert score.right[fact] >= 0.99 * score.of[fact] > 0, score.wrong
