"""Title, theme, code and words go to the paper they belong to, and to no other."""

import pytest

from support.document_kit import entry_of, found_in, said

NAME = "Ring Attention with Blockwise Transformers"


@pytest.mark.parametrize(
    "text",
    [
        f"- [{NAME}](https://arxiv.org/abs/2310.01889)",
        f"- {NAME} [Oct 2023] [Paper](https://arxiv.org/abs/2310.01889)",
        f"- {NAME} [[NeurIPS 2023]](https://arxiv.org/abs/2310.01889)",
        f"- {NAME} [[ICLR 2024](https://arxiv.org/abs/2310.01889)] (spotlight)",
        f"- {NAME}, https://arxiv.org/abs/2310.01889.",
        f"- **{NAME}** - see the [abs](https://arxiv.org/abs/2310.01889)",
        f"- **{NAME}**, *Hu Liu et al.*, ICLR 2024. [[pdf]](https://arxiv.org/pdf/2310.01889)",
        f"1. Hu Liu, Ann Lee and Bo Wang. {NAME}. arXiv:2310.01889",
        f"[3] H. Liu, A. Lee, {NAME}, Phys. Rev. D 1, 2 (2023), arXiv:2310.01889 [cs.CL].",
        f"[3] Liu, H., & Lee, A. (2023). {NAME}. arXiv preprint arXiv:2310.01889.",
        f'Liu, Hu, and Ann Lee. "{NAME}." arXiv preprint arXiv:2310.01889 (2023).',
        f"[2310.01889] {NAME}",
        f"https://arxiv.org/abs/2310.01889 {NAME}",
        f"{NAME}\nhttps://arxiv.org/abs/2310.01889",
        f"**{NAME}**\n\n- Paper: https://arxiv.org/abs/2310.01889",
        f"### {NAME}\n\nPaper: https://arxiv.org/abs/2310.01889",
        f"### 1. {NAME} (2023)\n\n- Authors: Hu Liu\n- [arXiv](https://arxiv.org/abs/2310.01889)",
        f"- {NAME}\n  - paper: https://arxiv.org/abs/2310.01889",
        f"| Paper | Link |\n|---|---|\n| {NAME} | [pdf](https://arxiv.org/abs/2310.01889) |",
        f"| Date | Paper |\n|---|---|\n| 10-03 | [{NAME}](https://arxiv.org/abs/2310.01889) |",
        f"| 1) **{NAME}** - a ring | [Paper](https://arxiv.org/abs/2310.01889) |\n",
        f"<table><tr><td>{NAME}</td><td>2310.01889</td></tr></table>",
        f"论文：《{NAME}》https://arxiv.org/abs/2310.01889》",
        f"- [R] 🔥 {NAME} ([arXiv](https://arxiv.org/abs/2310.01889)) :star:",
    ],
)
def test_the_title_is_the_documents_own(text: str) -> None:
    """Entries, references, tables, headings, bold lines, before the link and behind it."""
    assert entry_of(text).title == NAME


@pytest.mark.parametrize(
    "text",
    [
        "As shown before ([Li et al. 2019](https://arxiv.org/abs/2310.01889)), rings help.",
        "- [pdf](https://arxiv.org/abs/2310.01889)",
        "- For a summary of current accuracy see [arXiv:2310.01889](https://arxiv.org/abs/2310.01889).",
        "来自 https://arxiv.org/abs/2310.01889 的注释图",
        (
            "<figure><figcaption>Two rings. (Image source: "
            "<a href='https://arxiv.org/abs/2310.01889'>Liu et al. 2023</a>)</figcaption></figure>"
        ),
        "[12] H. Liu, Phys. Rev. D 1, 2 (2023), arXiv:2310.01889.",
    ],
)
def test_no_title_is_made_of_other_words(text: str) -> None:
    """Citations, labels, sentences, captions and places of publication are none."""
    assert entry_of(text).title == ""


def test_a_better_title_further_down_wins() -> None:
    """A citation in the text, the title in the references, the theme of the first mention."""
    text = (
        "# Rings\n\nA ring ([Liu et al. 2023](https://arxiv.org/abs/2310.01889)) help.\n\n"
        f"# References\n\n[1] Liu et al. [“{NAME}.”](https://arxiv.org/abs/2310.01889) 2023.\n"
    )
    entry = entry_of(text)
    assert (entry.title, entry.theme, entry.line) == (NAME, "Rings", 3)


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("## 2. Mixture of Experts", "Mixture of Experts"),
        ("## 3.1 🔥 Routing :fire:", "Routing"),
        ("## [Survey](#survey) ![x](y.png)", "Survey"),
        ("## IV. Results", "Results"),
        ("## 一、大模型高效推理", "一、大模型高效推理"),
        ("## (Ring) Attention", "(Ring) Attention"),
    ],
)
def test_a_theme_is_a_clean_heading(heading: str, theme: str) -> None:
    """Numbering, links, pictures and emoji go."""
    assert entry_of(f"{heading}\n\n- A Paper on Rings arXiv:2310.01889\n").theme == theme


def test_a_heading_that_is_a_title_is_not_the_theme() -> None:
    """The section above it is, if there are several sections."""
    text = "# List\n\n## Attention\n\n### Ring Attention for All\n\n"
    text += "[pdf](https://arxiv.org/abs/2310.01889)\n\n## Else\n"
    entry = entry_of(text)
    assert (entry.title, entry.theme) == ("Ring Attention for All", "Attention")


def test_code_stays_with_its_paper() -> None:
    """Entry, group, column, label; a neighbour's repository and loose ones go to nobody."""
    text = """
- Paper One on Things [code](https://github.com/a/one) [pdf](https://arxiv.org/abs/2310.00001)
- A library: https://github.com/a/library
- Paper Two on Things [pdf](https://arxiv.org/abs/2310.00002)

**Paper Three on Things**

- Paper: https://arxiv.org/abs/2310.00003
- Code: https://github.com/a/three
- Data: https://github.com/a/data

**Only a Repository**

- Code: https://github.com/a/four

See arXiv:2310.00005, which we compared with https://github.com/a/baseline in every respect.

| Title | Paper | Code |
|---|---|---|
| Paper Six on Things | [x](https://arxiv.org/abs/2310.00006) | [y](https://github.com/a/six) |
| Paper Seven on Things | [x](https://arxiv.org/abs/2310.00007) | |

First arXiv:2310.00008 (code: https://github.com/a/eight) and then arXiv:2310.00009.
"""
    found = {e.arxiv_id: said(e)["code"] for e in found_in(text).entries if e.arxiv_id}
    assert found == {
        "2310.00001": ["a/one"],
        "2310.00002": [],
        "2310.00003": ["a/three"],
        "2310.00005": [],
        "2310.00006": ["a/six"],
        "2310.00007": [],
        "2310.00008": ["a/eight"],
        "2310.00009": [],
    }


@pytest.mark.parametrize(
    ("url", "is_code"),
    [
        ("https://github.com/owner/repo", True),
        ("https://github.com/owner/repo/tree/main/sub", True),
        ("https://gitlab.com/group/repo.git", True),
        ("https://gitee.com/owner/repo", True),
        ("https://github.com/owner", False),
        ("https://github.com/topics/llm", False),
        ("https://github.com/owner/repo/issues/3", False),
        ("https://github.com/owner/repo/blob/main/paper.pdf", False),
        ("https://owner.github.io/page", False),
        ("https://huggingface.co/owner/model", False),
    ],
)
def test_what_counts_as_a_repository(url: str, *, is_code: bool) -> None:
    """Repositories and folders of them; not owners, pages, issues or files that are no code."""
    entry = entry_of(f"- Paper One on Things [code]({url}) [pdf](https://arxiv.org/abs/2310.00001)")
    assert bool(entry.code) is is_code


@pytest.mark.parametrize(
    "text",
    [
        "- [Title of It](https://arxiv.org/abs/2310.00001): splits the sequence over devices",
        "- **Title of It** - splits the sequence over devices [[pdf](https://arxiv.org/abs/2310.00001)]",
        "## Title of It\n\nPaper: arXiv:2310.00001\n\nsplits the sequence over devices",
        (
            "| Title of It<br><sub>Authors: X<br>splits the sequence over devices</sub> | "
            "[pdf](https://arxiv.org/abs/2310.00001) |\n"
        ),
        "**Title of It**\n论文：arXiv:2310.00001\n一句话：splits the sequence over devices",
    ],
)
def test_the_blurb_is_what_is_said_besides(text: str) -> None:
    """Without title, links, labels and institutions."""
    assert entry_of(text).blurb.startswith("splits the sequence over devices")


def test_one_identifier_under_two_names_is_a_conflict() -> None:
    """The first name keeps code and entry; the other's repository is not attached."""
    text = """
## 一、新知识评测

论文：https://arxiv.org/pdf/2310.14820.pdf
代码：https://github.com/Arvid-pku/ALCUNA

## 二、扩散代码生成

论文：https://arxiv.org/pdf/2310.14820.pdf
代码：https://github.com/microsoft/prose-benchmarks/tree/main/CodeFusion
"""
    findings = found_in(text)
    (conflict,) = findings.conflicts
    assert conflict.to_json() == {
        "id": "2310.14820",
        "arxiv_id": "2310.14820",
        "names": ["一、新知识评测", "二、扩散代码生成"],
        "code": [
            "https://github.com/Arvid-pku/ALCUNA",
            "https://github.com/microsoft/prose-benchmarks/tree/main/CodeFusion",
        ],
    }
    assert said(findings.entries[0])["code"] == ["Arvid-pku/ALCUNA"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OPT: Open Pre-trained Models", "OPT-66B"),
        ("Ring Attention", "Ring Attention with Blockwise Transformers"),
        ("Attention is all you need", "Attention Is All You Need!"),
        ("分页注意力", "Efficient Paging for Models"),
        ("BERT", "Bidirectional Encoder Representations of Text"),
    ],
)
def test_names_that_may_be_one_are_no_conflict(one: str, other: str) -> None:
    """A short name, a retelling, a translation, an acronym."""
    text = f"- {one} [pdf](https://arxiv.org/abs/2310.00001)\n- {other} [pdf](https://arxiv.org/abs/2310.00001)\n"
    assert not found_in(text).conflicts


def test_two_repositories_for_one_paper_are_a_conflict() -> None:
    """Different places give different ones."""
    link = "[pdf](https://arxiv.org/abs/2310.00001)"
    text = f"- Paper of One Name {link} [code](https://github.com/a/b)\n\n# X\n\n"
    text += f"- Paper of One Name {link} [code](https://github.com/c/d)\n"
    (conflict,) = found_in(text).conflicts
    assert len(conflict.to_json()["code"]) == 2


def test_titles_without_links_are_candidates() -> None:
    """Papers that are only named are kept, chores are not."""
    text = """Reading
- The Sparsely-Gated Mixture-of-Experts Layer (2017)
- Kingma & Ba, Adam: A Method for Stochastic Optimization, ICLR 2015
- Deep Residual Learning for Image Recognition. He, K., Zhang, X., Ren, S. CVPR 2016.
- "Language Models are Few-Shot Learners" - GPT-3
- Buy milk
- Call Anna about the reading group (room 2310)
- The quick brown fox jumps over the lazy dog
- Review of the year 2023: what I learned
"""
    findings = found_in(text, "x.txt")
    assert [entry.title for entry in findings.entries] == [
        "The Sparsely-Gated Mixture-of-Experts Layer",
        "Adam: A Method for Stochastic Optimization",
        "Deep Residual Learning for Image Recognition",
        "Language Models are Few-Shot Learners",
    ]
    assert all(e.needs_title and e.to_json()["status"] == "needs-title" for e in findings.entries)


def test_the_year_of_a_candidate_is_kept() -> None:
    """It decides over what a search finds."""
    (entry,) = found_in("- The Sparsely-Gated Mixture-of-Experts Layer (2017)\n").entries
    assert entry.year == 2017


def test_a_title_that_is_linked_elsewhere_needs_no_search() -> None:
    """A table of contents or a second list names it again."""
    text = f"- {NAME} (2023)\n\n# Links\n\n- {NAME} arXiv:2310.01889\n"
    assert [entry.arxiv_id for entry in found_in(text).entries] == ["2310.01889"]


def test_known_papers_are_told_in_json() -> None:
    """The object has the keys that ``import --json`` promises."""
    found = found_in(f"# T\n\n- {NAME} arXiv:2310.01889v2\n").to_json(
        "x.md", frozenset({"2310.01889"})
    )
    assert found == {
        "source": "x.md",
        "entries": [
            {"id": "2310.01889", "also": [], "arxiv_id": "2310.01889", "version": 2, "title": NAME,
             "theme": "T", "code": [], "blurb": None, "status": "known", "line": 3},
        ],
        "conflicts": [],
        "doubtful": [],
    }  # fmt: skip
