"""Papers to export: plain ones, and ones whose every text tries to be something else."""

from datetime import date

from readlist.exporters import ExportEntry
from readlist.metadata import Author, Metadata
from readlist.paper import Paper, Status

HOSTILE_TITLES = (
    "<script>alert(1)</script> learning",
    "</style></title><img src=x onerror=alert(1)>",
    "Back\\slashes \\input{secret} \\n and \\",
    "100% of R&D at $5 & $6, C# _under_ ~tilde~ ^caret^",
    "Pipes | in | tables",
    "Close ]]( the [[link]](javascript:alert(1))",
    "=cmd|'/C calc'!A0",
    "+1-555 @SUM(1+1) -2",
    "Two\nlines\r\nand\ta tab",
    "Right\u202eto\u200eleft and \u2066isolated\u2069",
    "Escape \x1b[31mred\x1b[0m \x9b2J \x07 bell",
    "{Unbalanced { braces } and }} more",
    "Quotes \" and ' and ` and ```",
    "<!-- comment --> ]]> <![CDATA[ x",
    "%% readlist: text below this line is yours and is kept %%",
    "@article{stolen, title = {x}}",
    "TY  - JOUR",
    "---\ntitle: other\n---",
    "# Heading #",
    "1. one",
    "- item * item + item",
    "混合专家模型 与 稀疏 🤖 注意力",
    "Null \x00 and \ufffe and \U000e0041 tag",
    "&amp; &lt;b&gt; &#60;",
    "../../etc/passwd",
    '$\\alpha$-entmax and $O(n^2)$ by Schr\\"odinger',
    "${7*7} {{config}} {% raw %} <%= 7 %>",
    "*bold* _it_ ~~gone~~ `code` ![img](x) <https://e.example>",
    "x" * 3000,
    "",
)


def a_paper(number: int = 1, **changes: object) -> Paper:
    """Make a paper; the number makes the identifier and the title its own."""
    values: dict[str, object] = {
        "id": f"2401.{number:05d}",
        "title": f"Sparse Experts Number {number}",
        "authors": ("Ada Lovelace", "Charles van der Babbage", "Alan M. Turing"),
        "published": date(2024, 1, 8),
        "categories": ("cs.LG", "cs.CL"),
        "topics": ("moe", "scaling"),
        "added": date(2026, 11, 1),
    }
    return Paper(**(values | changes))  # type: ignore[arg-type]  # the fields of a paper


def what_arxiv_said(paper: Paper, **changes: object) -> Metadata:
    """Make the metadata that belongs to a paper."""
    values: dict[str, object] = {
        "id": paper.id,
        "version": 2,
        "title": paper.title,
        "authors": tuple(Author(name) for name in paper.authors),
        "abstract": f"We route tokens to experts, attempt {paper.id}, at 50% of the cost.",
        "categories": paper.categories,
        "published": "2024-01-08T00:00:00Z",
        "updated": "2024-03-01T00:00:00Z",
    }
    return Metadata(**(values | changes))  # type: ignore[arg-type]  # the fields of metadata


def an_entry(number: int = 1, **changes: object) -> ExportEntry:
    """Make an entry whose metadata fits."""
    paper = a_paper(number, **changes)
    return ExportEntry(paper, what_arxiv_said(paper))


def plain_entries() -> list[ExportEntry]:
    """Make a small list: three themes, every status, one paper published in a journal."""
    papers = [
        a_paper(1, status=Status.READ, star=True, finished=date(2026, 11, 10)),
        a_paper(2, title="LoRA: Low-Rank Things", notes="2026-11-03  first\n2026-11-04  second"),
        a_paper(3, status=Status.READING, topics=("attention",), version=2),
        a_paper(4, status=Status.SKIPPED, topics=("attention",), code=("https://x.example/a_b",)),
        a_paper(5, id="hep-th/9901001", status=Status.INBOX, topics=(), title="Old Branes"),
    ]
    entries = [ExportEntry(paper, what_arxiv_said(paper)) for paper in papers]
    journal = what_arxiv_said(papers[0], journal_ref="J. Test 12 (2025) 34-56", doi="10.1000/a_b.7")
    return [ExportEntry(papers[0], journal), *entries[1:]]


def hostile_entries() -> list[ExportEntry]:
    """Make one paper for each hostile title, with that text in every other field too."""
    entries = []
    for number, text in enumerate(HOSTILE_TITLES, start=1):
        short = text[:200]
        paper = a_paper(
            number,
            title=text,
            authors=(short, "Ada Lovelace"),
            topics=(short, "moe"),
            categories=(short,),
            notes=f"{short}\n{short}",
            code=(short, f"https://x.example/{short}"),
            source=short,
        )
        said = what_arxiv_said(paper, abstract=text, journal_ref=short, doi=short, comment=short)
        entries.append(ExportEntry(paper, said))
    return entries


def large_entries(count: int) -> list[ExportEntry]:
    """Make many papers, with themes, years and states spread over them."""
    states = list(Status)
    return [
        an_entry(
            number,
            id=f"{15 + number // 20000:02d}{1 + number % 12:02d}.{1 + (number - 1) % 99999:05d}",
            title=f"On Scaling GPT-{number % 7} with Sparse Routing: Study {number}",
            published=date(2015 + number % 10, 1 + number % 12, 1),
            topics=(f"theme {number % 14}", "moe"),
            status=states[number % 5],
            star=number % 9 == 0,
        )
        for number in range(1, count + 1)
    ]
