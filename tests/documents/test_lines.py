"""What a line end cut in two is put together; nothing else changes, no line changes its number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.documents.lines import mend


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("https://arxiv.org/\nabs/2404.19756", "https://arxiv.org/abs/2404.19756"),
        ("https://arxiv.org/abs/\n  2404.19756", "https://arxiv.org/abs/2404.19756"),
        ("https:\n//arxiv.org/abs/2404.19756", "https://arxiv.org/abs/2404.19756"),
        ("arXiv:\n2310.06825", "arXiv:2310.06825"),
        ("arXiv:2310.\n06825, 2023", "arXiv:2310.06825, 2023"),
        ("arXiv:2310\n.06825", "arXiv:2310.06825"),
        ("arXiv:2310.068\n25.", "arXiv:2310.06825."),
        ("arXiv:hep-\nth/9711200", "arXiv:hep-th/9711200"),
        ("hep-th/\n9711200", "hep-th/9711200"),
        ("doi:\n10.48550/arXiv.2305.18290", "doi:10.48550/arXiv.2305.18290"),
        ("10.48550/\narXiv.2305.18290", "10.48550/arXiv.2305.18290"),
        ("ａｒＸｉｖ：\n２３１０．０６８２５", "ａｒＸｉｖ：２３１０．０６８２５"),
    ],
)
def test_a_cut_identifier_is_whole_again(cut: str, whole: str) -> None:
    """It stands on the first line; the line end moves behind it."""
    mended = mend(f"see {cut} and more")
    assert mended.replace("\n", "") == f"see {whole} and more"
    assert mended.count("\n") == cut.count("\n")
    assert whole[:15] in mended.split("\n")[0]


@pytest.mark.parametrize(
    "text",
    [
        "arXiv:2310.0682\n5 Conclusions",
        "arXiv:2310.06825\n1234 other",
        "a well-\nknown method",
        "see https://arxiv.org/\n\nNext paragraph",
        "it costs 2310.\n06825 apples",
    ],
)
def test_what_is_not_cut_stays(text: str) -> None:
    """No identifier is made of things that do not belong together."""
    assert mend(text) == text


@given(st.text(alphabet="arXiv:/.-hep th0123456789\n", max_size=80))
def test_lines_keep_their_numbers(text: str) -> None:
    """There are as many line ends as before, and the same characters but blanks."""
    mended = mend(text)
    assert mended.count("\n") == text.count("\n")
    assert sorted(mended.replace(" ", "")) == sorted(text.replace(" ", ""))
