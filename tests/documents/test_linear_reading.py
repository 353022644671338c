"""Twice as long a document takes twice the work, whatever stands in it."""

import sys
from types import FrameType

import pytest

from readlist.documents import read
from readlist.mentions import find

WORST = [
    ("a.org", "  :drawer:\n"),
    ("a.org", "#+BEGIN_SRC x\n"),
    ("a.org", "[[a]["),
    ("a.md", "[a]("),
    ("a.md", "**a "),
    ("a.md", "> - [ ] [[a]] "),
    ("a.md", "- [Title](https://arxiv.org/abs/2310.06825) [code](https://github.com/a/b)\n"),
    ("a.txt", "Title One arXiv:2310.06825, "),
    ("a.txt", "2310.06825,"),
    ("a.txt", "(see [1] "),
    ("a.txt", "Smith, J., and "),
    ("a.txt", "1) A\n"),
    ("a.rst", "*a* arXiv:2310.06825 "),
    ("a.rst", "`a <"),
    ("a.html", "<ul><li>"),
    ("a.html", "2310.06825<br>"),
    ("a.html", "Smith, J., Lee, A., and Hill, B., arXiv:2310.06825 "),
    ("a.bib", "@article{a, title={"),
    ("a.bbl", "\\bibitem{a} A. B. "),
    ("a.csv", '"a",'),
    ("a.ris", "TY  - \n"),
]


def work(name: str, unit: str, count: int) -> int:
    """Return how many functions are called, those in C included, to read and to find."""
    calls = 0

    def noted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    data = (unit * count).encode()
    sys.setprofile(noted)
    try:
        find(read(data, name))
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(("name", "unit"), WORST)
def test_work_grows_with_the_length_and_not_faster(name: str, unit: str) -> None:
    """Unclosed drawers, brackets, quotes, endless lists of names and identifiers stay cheap."""
    work(name, unit, 10)  # loads modules and compiles patterns
    assert work(name, unit, 1600) < 2.6 * work(name, unit, 800) + 2000
