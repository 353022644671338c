"""Finding the statements of a piece of TOML."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.toml_edit import TomlScanError, comments_in, open_string_end, scan
from support.list_texts import list_texts


@given(list_texts())
def test_statements_follow_each_other(text: str) -> None:
    """Statements are in order, apart, and each parses by itself."""
    text = text.removeprefix("\ufeff")
    position = 0
    for statement in scan(text):
        assert position <= statement.start < statement.end
        tomllib.loads(text[statement.start : statement.end])
        position = statement.end


@given(st.text("[]{}\"'#=.\\ \n\tab1,", max_size=60))
def test_any_text_is_scanned_or_refused(text: str) -> None:
    """Whatever the parser accepts is scanned; nothing but `TomlScanError` is raised."""
    try:
        names = {statement.name for statement in scan(text)}
    except TomlScanError:
        with pytest.raises(tomllib.TOMLDecodeError):
            tomllib.loads(text)
    else:
        try:
            parsed = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            return
        assert bool(names) == bool(parsed)


def test_a_statement_tells_its_parts() -> None:
    """Value, comment and name are found; quotes around a simple name are dropped."""
    text = '\t"my key" = [1, # one\n 2] # both\n'
    (statement,) = scan(text)
    assert statement.name == "my key"
    assert text[statement.value_start : statement.value_end] == "[1, # one\n 2]"
    assert statement.comment == "# both"
    assert statement.end == len(text)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("a", "a"),
        ('"a b"', "a b"),
        ("'a\\b'", "a\\b"),
        ('""', ""),
        ('"a\\u0062"', '"a\\u0062"'),
        ('"a"."b"', '"a"."b"'),
        ("'a'.'b'", "'a'.'b'"),
        ("a . b", "a . b"),
    ],
)
def test_a_simple_name_loses_its_quotes(written: str, name: str) -> None:
    """A name of several parts, or with an escape, stays as it is written."""
    assert [statement.name for statement in scan(f"{written} = 1\n[{written}]\n")] == [name] * 2


def test_the_first_character_counts() -> None:
    """A statement may begin with the text, and be one character long."""
    assert [(s.start, s.value_start, s.value_end) for s in scan("a=1")] == [(0, 2, 3)]


def test_a_header_has_a_comment_and_no_value() -> None:
    """Its comment ends where its line does, whatever ends that."""
    (statement,) = scan("[[paper]] # mine \r\n")
    assert (statement.value_start, statement.value_end, statement.end) == (0, 0, 19)
    assert statement.comment == "# mine"
    assert scan("[[paper]]\n")[0].comment == ""


@pytest.mark.parametrize(
    "text",
    [
        *("a =\n", "a = # none\n", "a = 1 \r \r\n", "a\n", "[a]]\n", "[[a]\n", "a = ]\n"),
        *("a = [1\n", "a = {b = 1\n", 'a = """b\n', "a = 'b\n", "= 1\n"),
    ],
)
def test_what_is_no_statement_is_refused(text: str) -> None:
    """A key without a value, a bracket or a quote that is not closed: nothing is guessed."""
    with pytest.raises(TomlScanError):
        scan(text)


def test_headers_are_told_from_arrays() -> None:
    """A header may have blanks, quotes and a comment; the name is as it is written."""
    names = [(s.name, s.header) for s in scan("[[ paper ]] # x\n[a.'b']\nc = [[1]]\n")]
    assert names == [("paper", True), ("a.'b'", True), ("c", False)]


def test_a_hash_in_a_text_is_no_comment() -> None:
    """Only comments are found, not what looks like one inside a string."""
    assert comments_in('["# a", # b  \n\'# c\', """\n# d""" # e\n]') == ["# b", "# e"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("a = '''\nHERE'''\n", True),
        ('a = """\\"""\nHERE"""\n', True),
        ("a = '''x'''\nHERE\n", False),
        ("# '''\nHERE\n", False),
        ("a = \"'''\"\nHERE\n", False),
        ('a = """x""""\nHERE\n', False),
        ("a = '''\nHERE\n", True),
        ('a = "\nHERE\n', False),
        ("a = '\nb = '''\nHERE\n", True),
        ("a = \"b\" # \"\nc = '''\nHERE'''\n", True),
        ("a = '''\n''' # '''\nHERE\n", False),
        ("a = ['''''', '''\nHERE''']\n", True),
        ("'''\nHERE'''\n", True),
        ('"""\nHERE"""\n', True),
    ],
)
def test_open_strings_are_seen(text: str, inside: bool) -> None:
    """A place inside a multi-line string is known, up to where the string ends."""
    end = open_string_end(text, 0, text.index("HERE"))
    assert (end is not None) is inside
    assert end is None or end > text.index("HERE")


def test_only_what_follows_the_start_counts() -> None:
    """Quotes in front of the place where no string is open are of no interest."""
    text = "a = '''\nb'''\nHERE\n"
    assert open_string_end(text, text.index("'''\nHERE"), text.index("HERE")) == len(text)
    assert open_string_end(text, text.index("\nHERE"), text.index("HERE")) is None
