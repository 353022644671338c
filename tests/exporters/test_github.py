import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from exporters.export_samples import a_paper, hostile_entries, plain_entries
from readlist.exporters import ExportEntry, Options
from readlist.exporters.markdown import github, syntax
from readlist.tex import readable
from readlist.text import one_line


def inline_tokens(text: str) -> list[Token]:
    """Return what a Markdown reader sees, HTML allowed."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)


def papers_of(text: str) -> list[tuple[str, str]]:
    """Return (address, title) of every abstract page that is linked."""
    found = []
    for token in inline_tokens(text):
        children = token.children or []
        for place, child in enumerate(children):
            address = str(child.attrGet("href") or "")
            if child.type == "link_open" and "/abs/" in address:
                found.append((address, children[place + 1].content))
                assert children[place + 2].type == "link_close"
    return found


def test_the_sample_of_the_design_comes_out() -> None:
    """A task list by theme, with totals, links between both, and one line a paper."""
    text = github.render(plain_entries()[:3], Options())
    assert re.sub(r"^rest [0-9a-f]{16}$", "rest DIGEST", text, flags=re.MULTILINE) == (
        "<!-- written by readlist; to take over ticks, stars and notes: readlist import FILE -->\n"
        "# Reading list\n"
        "\n"
        "3 papers: 1 read, 1 reading, 1 unread. [moe](#moe) · [attention](#attention)\n"
        "\n"
        "## moe\n"
        "\n"
        "1 of 2 read\n"
        "\n"
        "- [x] ★ [Sparse Experts Number 1](https://arxiv.org/abs/2401.00001) — Lovelace et al. 2024"
        " · [pdf](https://arxiv.org/pdf/2401.00001) · `2401.00001`\n"
        "- [ ] [LoRA: Low-Rank Things](https://arxiv.org/abs/2401.00002) — Lovelace et al. 2024"
        " · [pdf](https://arxiv.org/pdf/2401.00002) · `2401.00002`\n"
        "\n"
        "## attention\n"
        "\n"
        "0 of 1 read\n"
        "\n"
        "- [ ] [Sparse Experts Number 3](https://arxiv.org/abs/2401.00003v2) — Lovelace et al. 2024"
        " · [pdf](https://arxiv.org/pdf/2401.00003v2) · `2401.00003` · (reading)\n"
        "\n"
        "<!-- readlist: what it wrote, by which readlist import knows what you changed\n"
        "rest DIGEST\n"
        "read 2401.00001\n"
        "star 2401.00001\n"
        "reading 2401.00003\n"
        "-->\n"
    )


def test_an_empty_list_is_a_document() -> None:
    """No papers give the title and a count of none."""
    text = github.render([], Options(title="Mine"))
    assert text.splitlines()[1:4] == ["# Mine", "", "0 papers."]


def test_notes_and_abstracts_come_when_asked_for() -> None:
    """Neither goes out by itself."""
    entries = plain_entries()
    plain = github.render(entries, Options())
    assert "first" not in plain
    assert "route tokens" not in plain
    full = github.render(entries, Options(notes=True, abstracts=True))
    assert "  > 2026-11-03  first\\\n  > 2026-11-04  second\n" in full
    assert full.count("<details>") == full.count("</details>") == len(entries)


def test_hostile_texts_stay_text() -> None:
    """Every title comes back from a Markdown reader, and nothing else becomes markup."""
    entries = hostile_entries()
    text = github.render(entries, Options(notes=True, abstracts=True))
    wanted = [(entry.paper.url, readable(entry.title)) for entry in entries]
    got = papers_of(text)
    assert got == wanted
    tokens = inline_tokens(text)
    html = {t.content.strip() for t in tokens if t.type == "html_block"}
    html |= {
        child.content
        for token in tokens
        for child in token.children or []
        if child.type not in ("text", "text_special", "softbreak", "hardbreak", "code_inline")
        and child.content
    }
    (record,) = (block for block in html if block.startswith("<!-- readlist: "))
    assert record.count("-->") == 1
    assert html - {record} == {syntax.TASKS, "<details><summary>Abstract</summary>", "</details>"}


def test_no_link_leads_where_a_title_says() -> None:
    """Addresses come from identifiers and from code links with http only."""
    for token in inline_tokens(github.render(hostile_entries(), Options(notes=True))):
        for child in token.children or []:
            address = str(child.attrGet("href") or "#")
            assert re.match(r"#|https://arxiv\.org/|https://x\.example/", address), address


def test_every_link_inside_the_document_arrives() -> None:
    """Anchors are GitHub's: lower case, punctuation gone, repeated ones numbered."""
    topics = ["Reading list", "a b!", "a-b", "A B", "混合 专家"]
    entries = [ExportEntry(a_paper(n, topics=(topic,))) for n, topic in enumerate(topics, start=1)]
    text = github.render([*entries, ExportEntry(a_paper(9, topics=()))], Options())
    anchors = re.findall(r"\]\(#([^)]*)\)", text)
    assert anchors == ["reading-list-1", "a-b", "a-b-1", "a-b-2", "混合-专家", "other"]


@pytest.mark.parametrize(
    "text", ["# a", "- a", "+ a", "> a", "1. a", "22) a", "=== ", "~~~", "***"]
)
def test_a_line_cannot_begin_a_block(text: str) -> None:
    """What would be a heading, list, quotation or rule is a paragraph."""
    tokens = inline_tokens(syntax.escape_line(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children or []) == one_line(text)


def test_it_knows_its_own_files() -> None:
    """The comment of the first line is the mark."""
    assert syntax.written_by_readlist(github.render([], Options()))
    assert not syntax.written_by_readlist("# Reading list\n")
