"""Repositories are a paper's code where a word before the address says so."""

import pytest

from support.document_kit import entry_of

AT = "https://arxiv.org/abs/2310.00001"
CODE = "https://github.com/lee/gusts"


@pytest.mark.parametrize(
    "label",
    [
        "Code", "Codes", "GitHub", "GitLab", "Repo", "Repository", "Implementation",
        "Implemented", "Source", "gh", "Project", "PyTorch", "TensorFlow", "JAX", "Available",
        "代码", "源码", "开源", "项目", "仓库", "程式碼", "代碼", "開源", "專案", "impl",
        "Repositories", "Quellcode", "Quelltext", "Código", "Codice", "Dépôt", "Код", "コード",
        "実装", "코드", "깃허브",
        "Code and data", "Code is available at", "Code link", "代码地址", "Code released", "Code (",
    ],
)  # fmt: skip
def test_an_address_behind_a_word_for_code_is_the_papers(label: str) -> None:
    """In every language that lists are written in."""
    entry = entry_of(f"- Gusts over hills, arXiv:2310.00001. {label}: {CODE}\n")
    assert entry.code == (CODE,)


@pytest.mark.parametrize("label", ["Dataset", "Slides", "Demo", "数据集", "Weights"])
def test_an_address_behind_another_word_is_not(label: str) -> None:
    """Data and slides are no code."""
    assert not entry_of(f"- Gusts over hills, arXiv:2310.00001. {label}: {CODE}\n").code
