"""Columns of tables are known by their headings, in every language that the patterns name."""

import pytest

from readlist.documents import read
from readlist.mentions import find

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
