"""Import is measured on documents whose papers are known: ours, and real ones if they are there."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "documents"
AT_LEAST = {
    "id_precision": 1.0,
    "id_recall": 1.0,
    "order": 1.0,
    "title_of_given": 0.97,
    "title_of_all": 0.93,
    "theme": 0.97,
    "code_precision": 0.98,
    "code_recall": 0.93,
    "conflicts": 1.0,
    "blurb": 0.85,
    "doi_recall": 0.97,
    "openreview_recall": 0.97,
    "acl_recall": 0.97,
    "pmid_recall": 0.97,
    "url_recall": 0.97,
}


def measured(*folder: str) -> dict[str, Any]:
    """Return what the benchmark prints."""
    command = [sys.executable, str(ROOT / "bench" / "import_quality.py"), *folder, "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def check(found: dict[str, Any]) -> None:
    """Hold the measures against the bounds."""
    short = {name: found[name] for name, bound in AT_LEAST.items() if (found[name] or 1.0) < bound}
    assert not short
    assert found["exact"] == found["documents"]
    assert found["duplicates"] == 0
    assert found["no_papers"] == 0
    assert found["extra_conflicts"] <= 2
    assert found["doubtful"] in (None, 1.0)


def test_our_own_documents_are_read_rightly() -> None:
    """Every identifier, and nearly every title, theme, repository and blurb."""
    found = measured()
    assert found["documents"] == 23
    check(found)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not here")
def test_real_documents_are_read_rightly() -> None:
    """The bounds hold over articles, lists, bibliographies and papers of other people."""
    check(measured(str(SHARED)))
