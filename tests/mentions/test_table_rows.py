"""What rows of tables say of papers, and what readers noted in the columns."""

import pytest

from readlist.documents import read
from readlist.mentions import Findings, MentionedPaper, find

AT = "https://arxiv.org/abs/2310.00001"


@pytest.mark.parametrize(
    "head",
    [
        "Paper", "Papers", "Title", "Name", "Paper Title", "Paper name", "Work", "Article", "论文",
        "标题", "题目", "论文名称", "論文", "タイトル", "제목", "논문", "Titel", "Titre", "Título",
        "Publication", "Title (year)", "*Paper*",
    ],
)  # fmt: skip
def test_the_column_of_titles_is_known_by_its_heading(head: str) -> None:
    """Wherever it stands."""
    text = f"Group,{head},Link\nNorth of the hills,Gusts over hills,{AT}\n"
    (entry,) = find(read(text.encode(), "a.csv")).entries
    assert entry.title == "Gusts over hills"


@pytest.mark.parametrize(
    "head",
    [
        "Topic", "Topics", "Category", "Categories", "Theme", "Area", "Field", "Section", "Tag",
        "Subject", "Keyword", "Key words", "Label", "Thema", "Kategorie", "Schlagwort",
        "Schlagwörter", "Schlagwoerter", "Thème", "Catégorie", "Mots-clés", "Mot clé", "Étiquettes",
        "Tema", "Categoría", "Etiqueta", "Palabras clave", "Тема", "Теги", "Ключевые слова", "分类",
        "类别", "类目", "主题", "方向", "领域", "标签", "关键词", "カテゴリ", "分野", "タグ",
        "キーワード", "주제", "분야", "태그", "키워드",
    ],
)  # fmt: skip
def test_the_column_of_topics_is_known_by_its_heading(head: str) -> None:
    """What stands in it are the paper's topics."""
    text = f"Title,Link,{head}\nGusts over hills,{AT},winds\n"
    (entry,) = find(read(text.encode(), "a.csv")).entries
    assert "winds" in entry.topics


LINK = "https://arxiv.org/abs/2310.00001"


def found_in(text: str, name: str) -> Findings:
    """Return what is found in a document."""
    return find(read(text.encode(), name))


def first_of(text: str, name: str) -> MentionedPaper:
    """Return the first paper of a document."""
    return found_in(text, name).entries[0]


SHEET = (
    "Title,Link,Status,Read on,Rating,Notes,Tags\n"
    f"Gusts and Experts,{LINK},Done,2024-02-03,5,read it twice,moe\n"
    "Lulls of Wind at Night,https://arxiv.org/abs/2310.00002,In progress,,,,\n"
    "Calm Days in the Far North,https://arxiv.org/abs/2310.00003,parked,,,,\n"
)


def test_a_spreadsheet_tells_how_far_the_reader_is() -> None:
    """Status, day, rating, notes and tags; a value that no list has is named with its line."""
    found = found_in(SHEET, "a.csv")
    first, second, third = found.entries
    assert (first.marks.status, first.marks.finished) == ("read", "2024-02-03")
    assert (first.marks.rating, first.notes, first.topics) == ("5", "read it twice", ("moe",))
    assert (second.marks.status, third.marks.status) == ("reading", "")
    assert [(d.text, d.line) for d in found.doubtful] == [("Status: parked", 4)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"| Paper | Read? |\n|---|---|\n| [Gusts and Experts]({LINK}) | ✅ |\n"),
        ("a.html", ("<table><tr><th>Title<th>Gelesen</tr><tr><td>"
                   f'<a href="{LINK}">Gusts and Experts</a><td>x</tr></table>')),
        ("a.org", f"| Title | Status |\n|---+---|\n| [[{LINK}][Gusts and Experts]] | done |\n"),
        ("z.csv", ('"Title","Author","Url","Manual Tags"\n'
                  f'"Gusts and Experts","Ada Archer","{LINK}","winds; /done"\n'
                  f'"Lulls","Bo Bow","{LINK}2","x"\n')),
        ("a.bib", f"@misc{{a, title={{Gusts}}, url={{{LINK}}}, readstatus={{read}}}}\n"),
        ("a.bib", f"@misc{{a, title={{Gusts}}, url={{{LINK}}}, keywords={{winds, /done}}}}\n"),
        ("a.json", f'[{{"title": "Gusts", "url": "{LINK}", "status": "Finished"}}]'),
        ("a.json", f'[{{"title": "Gusts", "url": "{LINK}", "Status": {{"name": "Done"}}}}]'),
        ("a.yaml", f"- title: Gusts\n  url: {LINK}\n  status: read\n"),
        ("a.md", f"- Gusts and Experts\n  url:: {LINK}\n  status:: read\n"),
    ],
)  # fmt: skip
def test_every_kind_of_table_and_record_does(name: str, text: str) -> None:
    """Tables of prose, bibliographies with fields or tags, exports of note programs."""
    assert first_of(text, name).marks.status == "read"


def test_a_tag_that_is_a_status_is_no_topic() -> None:
    """It has become the status."""
    text = f"@misc{{a, title={{Gusts}}, url={{{LINK}}}, keywords={{winds, to read}}}}\n"
    entry = first_of(text, "a.bib")
    assert (entry.topics, entry.marks.status) == (("winds",), "unread")


def test_a_column_of_another_kind_says_nothing() -> None:
    """A link called Read, and how far a publication is."""
    table = (
        "| Paper | Read | Status |\n|---|---|---|\n"
        f"| Gusts and Experts | [Read]({LINK}) | Accepted |\n"
    )
    found = found_in(table, "a.md")
    assert found.entries[0].marks.status == ""
    assert not found.doubtful


def test_notes_of_a_page_are_not_the_readers() -> None:
    """Those of a column that says so are."""
    table = f"| Paper | {{}} |\n|---|---|\n| [Gusts and Experts]({LINK}) | winds of change |\n"
    assert first_of(table.format("Notes"), "a.md").notes == ""
    assert first_of(table.format("My notes"), "a.md").notes == "winds of change"


def test_json_tells_what_comes_along() -> None:
    """Only where there is something."""
    entry, other, _ = found_in(SHEET, "a.csv").entries
    assert entry.to_json()["marks"] == {
        "status": "read",
        "rating": "5",
        "finished": "2024-02-03",
        "notes": "read it twice",
    }
    assert other.to_json()["marks"] == {"status": "reading"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"- [x] [Gusts and Experts]({LINK})\n"),
        ("a.md", f"- [x] Gusts and Experts\n  - Paper: {LINK}\n"),
        ("a.md", f"- DONE [Gusts and Experts]({LINK})\n"),
        ("a.md", f"- DONE Gusts and Experts\n  url:: {LINK}\n"),
        ("a.org", f"* DONE Gusts and Experts of the North\n  {LINK}\n"),
        ("a.org", f"* DONE Gusts\n:PROPERTIES:\n:ROAM_REFS: {LINK}\n:END:\n"),
        ("a.org", f"- [X] [[{LINK}][Gusts and Experts]]\n"),
    ],
)
def test_ticked_boxes_and_done_tasks_are_read(name: str, text: str) -> None:
    """In lists, outlines and headings."""
    assert first_of(text, name).marks.status == "read"


def test_boxes_of_which_none_is_ticked_are_bullets() -> None:
    """Beside a ticked one they are papers to be read."""
    other = "https://arxiv.org/abs/2310.00002"
    bullets = f"- [ ] [Gusts and Experts]({LINK})\n- [{{}}] [Lulls of Wind]({other})\n"
    plain, mixed = (found_in(bullets.format(x), "a.md").entries for x in (" ", "x"))
    assert [entry.marks.status for entry in plain] == ["", ""]
    assert [entry.marks.status for entry in mixed] == ["unread", "read"]
