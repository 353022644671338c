"""Ways in which people write papers into lists, chats and articles, one by one."""

import json

import pytest

from readlist.mentions import Findings, MentionedPaper
from support.document_kit import found_in

_AT = "https://arxiv.org/abs/2405.00001"


def named(findings: Findings, identifier: str = "2405.00001") -> MentionedPaper:
    """Return the entry of one paper."""
    return next(entry for entry in findings.entries if entry.arxiv_id == identifier)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("- Expert Dropout, Hill & Sand, arXiv 2405.00001", "Expert Dropout"),
        (f"- Speculative Experts. Dan Hill, Eve Sand. [[arXiv]({_AT})]", "Speculative Experts"),
        (f"1. [[2405.00001]({_AT})] [Code](https://github.com/a/b) Ropes That Hold",
         "Ropes That Hold"),
        ("[2] Zhang et al. Lottery Games in Nets. ICLR 2021. arXiv:2405.00001",
         "Lottery Games in Nets"),
        ("[1] Liu H, Wang P. Gated Sparsity for Tuning. arXiv:2405.00001, 2023.",
         "Gated Sparsity for Tuning"),
        (f"- Vogel, K. und Brandt, L.: *Wasser schneller rechnen*. 2024. {_AT}",
         "Wasser schneller rechnen"),
        (f"- NeurIPS 2023 | Clay Models | [pdf]({_AT})", "Clay Models"),
        (f"02:31 Ponds and Pitfalls ({_AT})", "Ponds and Pitfalls"),
        ("- [ ] [[Planning]] Dreaming with Short Horizons arXiv:2405.00001",
         "Dreaming with Short Horizons"),
        (f'- title: "Moors"\n  arxiv: {_AT}', "Moors"),
        (f"[Careful Steps | alphaXiv]({_AT})", "Careful Steps"),
        (f"See also [our first paper]({_AT}) and others.", ""),
        (f"近年来,成本不断上升。此前的工作如 SparseGate({_AT})只能微调。", ""),
        (f"(via the phi paper,{_AT}) 更多资料:", ""),
        ("- export.arxiv.org/abs/2405.00001", ""),
    ],
)  # fmt: skip
def test_the_title_is_what_the_line_calls_the_paper(line: str, title: str) -> None:
    """Without authors, labels, times, notes and sites; none where the line gives none."""
    name = "a.md" if any(mark in line for mark in ("](", "[[", "*")) else "a.txt"
    assert named(found_in(line, name)).title == title


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("code: https://github.com/a/nets", True),
        ("https://github.com/a/nets", True),
        ("we used the library at https://github.com/a/nets for plots", False),
        ("similar to https://github.com/a/nets", False),
    ],
)
def test_a_repository_in_passing_is_not_the_papers(words: str, code: bool) -> None:
    """What was used or is alike belongs to somebody else."""
    entry = named(found_in(f"- Gamma Nets ([paper]({_AT})), {words}."))
    assert bool(entry.code) is code


def test_a_bold_line_over_a_list_is_its_heading() -> None:
    """It is the theme of what the list names, until the next bold line."""
    text = f"**Robots**\n\n1. *Hands That Learn* [PDF]({_AT})\n\n**Words**\n\n- Quiet ones\n"
    assert named(found_in(text)).theme == "Robots"


def test_a_bold_title_over_its_links_stays_a_title() -> None:
    """Links under a bold line say that it is a paper's name."""
    text = f"# Week\n\n**Hands That Learn**\n- paper: {_AT}\n- code: https://github.com/a/b\n"
    entry = named(found_in(text))
    assert (entry.title, entry.theme) == ("Hands That Learn", "Week")
    assert entry.code == ("https://github.com/a/b",)


def test_a_column_of_topics_gives_the_theme() -> None:
    """A table has no headings above its rows; its column says it."""
    text = "Title,arXiv,Topic\nLatent Lakes,2405.00001,Diffusion\nPonds,2405.00002,Vision\n"
    assert named(found_in(text, "a.csv")).theme == "Diffusion"


def test_every_message_of_a_chat_is_read_by_itself() -> None:
    """Exports of Slack and Discord: no message is a heading, no person is a paper."""
    messages = [
        {"type": "message", "text": f"seen <{_AT}|Merging Models by Dreaming>?"},
        {"type": "message", "text": "also arXiv:2405.00002", "author": {"id": "9", "name": "kim"}},
    ]
    findings = found_in(json.dumps(messages), "chat.json")
    assert named(findings, "2405.00001").title == "Merging Models by Dreaming"
    assert named(findings, "2405.00002").title == ""
    assert not findings.not_on_arxiv


def test_names_that_agree_with_a_third_are_no_conflict() -> None:
    """The short form and the long form need not be alike if one place gives both."""
    lines = ("ALPHA: Adaptive Learning with Phases", "ALPHA", "Adaptive learning with phases")
    text = "\n".join(f"- {line} [[paper]({_AT})]" for line in lines)
    assert not found_in(text).conflicts


def test_many_papers_on_one_page_without_paragraphs_have_titles() -> None:
    """A page that is one block with a hundred papers is read line by line."""
    rows = "<br>".join(
        f"Sparse Studies of Number {n} <a href='https://arxiv.org/abs/2405.{n:05}'>arXiv</a>"
        for n in range(1, 151)
    )
    entries = found_in(f"<html><body><div>{rows}</div></body></html>", "a.html").entries
    assert [entry.title for entry in entries] == [
        f"Sparse Studies of Number {n}" for n in range(1, 151)
    ]


def test_numbers_under_other_keys_are_no_papers() -> None:
    """A number alone counts only where the key lets one expect a paper."""
    data = {"run": "2310.06825", "version": "2401.12345", "arxiv_id": "2405.00001"}
    found = found_in(json.dumps(data), "metrics.json")
    assert [entry.arxiv_id for entry in found.entries] == ["2405.00001"]


@pytest.mark.parametrize(
    "text",
    [
        "The coordinates are (2310.12345, 1201.98765).",
        "It moved from 1204.56789; 2310.12345 in the end.",
        "The price is 2310.06825.",
    ],
)
def test_pairs_of_coordinates_and_prices_are_no_identifiers(text: str) -> None:
    """A decimal number beside that is no identifier tells what both are."""
    assert not found_in(text, "a.txt").entries


def test_lines_of_a_chat_are_found_however_it_is_escaped() -> None:
    """Exports write other letters as they are or as escapes; links change a text's beginning."""
    messages = [{"text": f"論文 {n} <https://arxiv.org/abs/2405.{n:05}|看>"} for n in (1, 2, 3)]
    for plain in (True, False):
        found = found_in(json.dumps(messages, indent=0, ensure_ascii=plain), "chat.json")
        assert [entry.line for entry in found.entries] == [3, 6, 9]


def test_links_behind_words_on_another_paper_belong_to_the_bold_title() -> None:
    """A summary may link what the paper builds on; the line of links is still the title's."""
    text = (
        "**Rivers That Think**\n\nBuilds on [Ponds](https://arxiv.org/abs/2301.00001).\n\n"
        f"[Paper]({_AT}) | [Code](https://github.com/river/think)\n"
    )
    entry = named(found_in(text))
    assert (entry.title, entry.code) == (
        "Rivers That Think",
        ("https://github.com/river/think",),
    )


def test_a_line_of_authors_is_no_title() -> None:
    """It stands between the title and the identifier, in italics or not."""
    text = f"### [3] Silent Lakes\n*Authors: C. Reef*\n*arXiv: [2405.00001]({_AT})*\n"
    assert named(found_in(text)).title == "Silent Lakes"
