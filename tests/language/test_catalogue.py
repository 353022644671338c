"""A text is found by its words, its values go where they belong, and nothing else changes."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readlist.language.catalogue import Catalogue, entries_of

CATALOGUE = Catalogue(
    """\
msgid ""
msgstr "Language: zh_CN\\n"

msgid "Nothing was removed."
msgstr "没有删除。"

msgid "the \\"list\\""
msgstr "“列表”"

msgid "a long "
"text"
msgstr "长"
"文"

msgid "{0} is not a date"
msgstr "{0} 不是日期"

msgid "cannot write {0}: {1}"
msgstr "无法写入 {0}：{1*}"

msgid "the disk is full"
msgstr "磁盘已满"

msgid "Added {0:paper|papers}.{1}"
msgstr "已添加 {0} 篇论文。{1*}"

msgid "{0#} left over"
msgstr "还剩 {0}"

msgid "Undo: readlist undo"
msgstr "撤销：readlist undo"

msgid "{0:abstract|abstracts}"
msgstr "{0} 篇摘要"

msgid "{0} not here"
msgstr "{0*} 不在这里"

msgid "Only these: {0}"
msgstr "只有这些：{0,}"
"""
)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Nothing was removed.", "没有删除。"),
        ("Nothing was removed", "Nothing was removed"),
        ('the "list"', "“列表”"),
        ("a long text", "长文"),
        ("'x' is not a date", "'x' 不是日期"),
        ("'x' is not a date.", "'x' 不是日期。"),
        ("  'x' is not a date", "  'x' 不是日期"),
        ("cannot write /a: the disk is full", "无法写入 /a：磁盘已满"),
        ("cannot write /a: b: the disk is full", "无法写入 /a: b：磁盘已满"),
        ("cannot write /a: Input/output error", "无法写入 /a：Input/output error"),
        ("Added 1 paper.", "已添加 1 篇论文。"),
        ("Added 1,200 papers. Undo: readlist undo", "已添加 1,200 篇论文。撤销：readlist undo"),
        ("Added many papers.", "Added many papers."),
        ("12 left over", "还剩 12"),
        ("What is left over", "What is left over"),
        ("'x' is not a date. Undo: readlist undo", "'x' 不是日期。撤销：readlist undo"),
        ("note: 'x' is not a date", "注意：'x' 不是日期"),
        ("3 abstracts, 1 abstract not here", "3 篇摘要，1 篇摘要 不在这里"),
        ("Only these: a, b or c", "只有这些：a、b 或 c"),
        ("+ 2401.04088  A row  that is not a date", "+ 2401.04088  A row  that is not a date"),
        ("", ""),
        ("12", "12"),
    ],
)
def test_texts_are_told_in_the_language(english: str, chinese: str) -> None:
    """Exact texts, texts with values, sentences in a row, and none where nothing fits."""
    assert CATALOGUE.translate(english) == chinese


def test_entries_come_as_programs_for_translators_write_them() -> None:
    """Broken lines and escapes are read; what is not translated yet is not there."""
    assert entries_of('msgid "a\\\\b"\nmsgstr "c"\n\nmsgid "d"\nmsgstr ""\n') == {"a\\b": "c"}


@given(st.text(), st.text())
@example(": ", "")
@example("。 a", "b")
def test_values_survive(first: str, second: str) -> None:
    """Whatever stands in the place of a value comes out as it went in, but for the last stop."""
    text = f"cannot write {first}: {second}"
    told = CATALOGUE.translate(text)
    stops = " \n" if second.strip(" \n.:?!") else " \n.:?!"
    assert told == text or (first.strip(stops) in told and second.strip(" \n.:?!") in told)


def test_a_hostile_text_takes_no_time() -> None:
    """Text from outside that repeats our words is given up, or told, at once."""
    began = time.process_time()
    CATALOGUE.translate("cannot write : " * 250)
    CATALOGUE.translate("note: " * 600)
    CATALOGUE.translate("Undo: readlist undo. " * 180)
    CATALOGUE.translate(", and ".join(["3 abstracts"] * 300) + " not here")
    assert time.process_time() - began < 2
