"""Twice as long a document takes twice the work, whatever stands in it."""

import sys
from types import FrameType

import pytest

from readlist.documents import bounded, read
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
    ("a.md", "![](https://arxiv.org/abs/2310.06825)"),
    ("a.txt", "arXiv:2310.06825, "),
    ("a.txt", "hep-th/9901001 "),
    ("a.txt", "Hatter, Bo; "),
    ("a.txt", "Ann Lee Hatter, "),
    ("a.md", "- a\n  url:: b\n"),
    ("a.org", "- a\n  b\n"),
    ("a.org", "| a | b |\n"),
    ("a.enw", "%T a\n"),
    ("a.nbib", "TI  - a\n"),
    ("a.rtf", "{\\rtf1 {\\field "),
    ("a.rtf", "\\'e4\\u228 "),
    ("a.tex", "\\item \\href{"),
    ("a.tex", "\\textbf{a} [b] "),
    ("a.wiki", "{{cite a|title="),
    ("a.wiki", "{{cite a|title=b|url=c}} "),
    ("a.wiki", "{|\n| a\n"),
    ("a.adoc", "|===\n| a\n"),
    ("a.adoc", "https://a.b[c] "),
    ("a.dokuwiki", "[[a|b]] **c "),
    ("a.textile", '"a":http'),
    ("a.jira", "|[a|"),
    ("a.yaml", "- a: [b\n"),
    ("a.yaml", "a:\n  b: 'c\n"),
    ("a.mbox", "From a\nFrom: b\n\n"),
    ("a.json", '{"title": "a", "url": "arXiv:2310.06825", "x": [{"y": "b"}]}\n'),
    ("a.xml", "<a><title>b</title>"),
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


LONG_ROWS = [
    ("a.md", "# a", " ", "b\n"),
    ("a.md", "# a", " #", "b\n"),
    ("a.md", "a|b\n", " ", "x|\n"),
    ("a.md", "a|b\n|", "-", "x\n"),
    ("a.md", "- ", " ", "x\n"),
    ("a.eml", "Subject: x\nContent-Type: text/plain", "; a=b", "\n\nHello\n"),
    ("a.eml", "Subject: ", "=?utf-8?q?a?= ", "\n\nHello\n"),
]


@pytest.mark.parametrize(("name", "head", "unit", "tail"), LONG_ROWS)
def test_a_row_of_blanks_is_read_at_once(name: str, head: str, unit: str, tail: str) -> None:
    """No pattern tries every way to part a long row: its time would grow without end.

    A pattern's steps cannot be counted from outside, so that the row is as long as would take
    hours with the cube of its length; the process is ended by its limit of CPU time otherwise.
    """
    data = (head + unit * 200_000 + tail).encode()
    assert bounded(lambda: read(data, name).kind, 0, name)
