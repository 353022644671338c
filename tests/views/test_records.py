"""Papers as records for programs."""

import json
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from readlist.paper import Paper
from readlist.reading_list.papers import LINE_FIELDS, paper_line
from readlist.text import clean
from readlist.views.records import as_json, as_lines, as_pairs, record


@given(st.text(), st.lists(st.text(), max_size=3))
def test_a_record_is_one_line_of_fields(title: str, names: list[str]) -> None:
    """No text can add a field or a line."""
    (line,) = as_lines([record(Paper("2310.06825", title, tuple(names)), None)])
    assert line.count("\t") == len(LINE_FIELDS) - 1
    assert len(line.splitlines()) == 1


@given(st.text(), st.booleans())
def test_json_keeps_every_text(title: str, utf8: bool) -> None:
    """The value survives, and nothing that a terminal would obey is printed raw."""
    text = as_json([record(Paper("2310.06825", title), None)], ["title"], utf8=utf8)
    assert json.loads(text) == [{"title": title}]
    assert clean(text) == text
    assert utf8 or text.isascii()


def test_tex_is_for_json_only() -> None:
    """Lines and pairs have titles, names and abstracts as people read them, in one way."""
    paper = Paper("2310.06825", r"Q\&A of Schr\"odinger's $\alpha$", (r"S\o{}ren \L{}ukasz",))
    one = record(paper, None)
    (line,) = as_lines([one])
    assert line == paper_line(paper)
    assert line.split("\t")[3:5] == ["Q&A of Schrödinger's α", "Søren Łukasz"]
    assert "title\tQ&A of Schrödinger's α" in as_pairs(one)
    assert json.loads(as_json([one]))[0]["title"] == paper.title


def test_no_records_are_an_empty_array() -> None:
    """Valid JSON in any case."""
    assert as_json([]) == "[]"
    assert list(as_lines([])) == []


def test_fields_have_one_form_each(a_paper: Callable[..., Paper]) -> None:
    """Stars, lists, years, dates and nothing."""
    paper = a_paper(star=True, extra={"mood": {"a": 1}})
    (line,) = as_lines([record(paper, "/x.pdf")], ["star", "authors", "topics", "year", "added",
                                                   "finished", "pdf"])  # fmt: skip
    assert line.split("\t") == [
        *("*", "Ada Archer; Ben Birch; Cid Cole", "models", "2023", "2026-11-01", "", "/x.pdf")
    ]
    assert "extra\tmood=a=1" in as_pairs(record(paper, None))
