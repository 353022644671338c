"""Spelling TOML values."""

import tomllib

from readlist.toml_edit import render_table, render_value


def test_short_arrays_stay_on_a_line() -> None:
    """An array that fits in 100 columns is one line, a longer one has a line an item."""
    assert render_value("topics", ["a", "b"]) == '["a", "b"]'
    long = render_value("authors", ["A Long Name of Somebody"] * 5)
    assert long.count("\n") == 6
    assert tomllib.loads(f"authors = {long}")["authors"] == ["A Long Name of Somebody"] * 5


def test_a_line_of_an_array_has_a_hundred_columns() -> None:
    """One more, name and equals sign included, and there is a line an item."""
    text = "x" * (100 - len('topics = [""]'))
    assert f"topics = {render_value('topics', [text])}" == f'topics = ["{text}"]'
    assert render_value("topics", [text + "x"]) == f'[\n    "{text}x",\n]'


def test_texts_with_line_breaks_are_multi_line() -> None:
    """Notes stay readable in the file, also with CRLF."""
    assert render_value("notes", "a\nb\n") == '"""\na\nb\n"""'
    assert render_value("notes", "a\nb\n", "\r\n") == '"""\r\na\r\nb\r\n"""'


def test_carriage_returns_are_kept() -> None:
    """They are spelt as escapes: in a multi-line string they would be line breaks."""
    for text in ("a\r\nb", "a\rb\n", "\r"):
        assert tomllib.loads(f"notes = {render_value('notes', text)}")["notes"] == text


def test_a_table_has_a_header_and_a_line_a_key() -> None:
    """A new paper is written as people write one."""
    text = render_table("paper", {"id": "a", "my key": 1, "x": {"y": [1]}})
    assert text == '[[paper]]\nid = "a"\n"my key" = 1\nx = {y = [1]}\n'
