"""What is followed stands beside the list, keeps the reader's text, and is believed with care."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlist.errors import FileError, UsageError
from readlist.library import following
from readlist.library.workspace import Workspace
from support.library_kit import open_workspace

MINE = """\
# what I look for
categories = ["cs.CL"]  # language

authors = [
    "Ada Archer",  # all of hers
]
mood = "curious"

[other]
feeds = ["https://example.org/not-this"]
"""


def opened(text: str | None = None) -> Workspace:
    """Return a workspace whose list follows what a text says."""
    workspace, _ = open_workspace()
    if text is not None:
        workspace.paths.following.write_text(text)
    return workspace


def test_what_is_named_is_followed() -> None:
    """Only the four keys of the top count, in the spelling of arXiv."""
    found = following.followed(opened(MINE + "x = 1\n"))
    assert found == following.Followed(("cs.CL",), ("Ada Archer",))
    assert found.problems == ()


def test_the_settings_count_where_a_list_names_no_categories() -> None:
    """Until it does, be it none."""
    workspace, _ = open_workspace()
    workspace.paths.config.write_text('[discover]\ncategories = ["cs.cl", "cs.LG"]\n')
    again, _ = open_workspace()
    assert following.followed(again).categories == ("cs.CL", "cs.LG")
    assert following.follow(again, "categories", ["hep-th"]) == ("cs.CL", "cs.LG", "hep-th")
    assert following.follow(again, "categories", ["cs.CL"], on=False) == ("cs.LG", "hep-th")
    assert following.follow(again, "categories", ["cs.LG", "hep-th"], on=False) == ()
    assert following.followed(again).categories == ()
    assert "cs.cl" in workspace.paths.config.read_text()


def test_settings_go_along_once() -> None:
    """What a list names itself is not replaced."""
    workspace, _ = open_workspace()
    assert not following.take_settings_along(workspace)
    assert not workspace.paths.following.exists()
    workspace.paths.config.write_text('[discover]\ncategories = ["cs.CL"]\n')
    again, _ = open_workspace()
    assert following.take_settings_along(again)
    assert not following.take_settings_along(again)
    assert tomllib.loads(again.paths.following.read_text()) == {"categories": ["cs.CL"]}


def test_every_other_byte_stays() -> None:
    """Comments, unknown keys and sections of the reader."""
    workspace = opened(MINE)
    following.follow(workspace, "categories", ["cs.LG"])
    following.follow(workspace, "queries", ['abs:"mixture of experts"'])
    text = workspace.paths.following.read_text()
    assert text == MINE.replace('["cs.CL"]', '["cs.CL", "cs.LG"]').replace(
        'mood = "curious"\n', 'queries = [\'abs:"mixture of experts"\']\nmood = "curious"\n'
    ) or tomllib.loads(text)["queries"] == ['abs:"mixture of experts"']
    for line in MINE.splitlines():
        assert line.partition(" = ")[0] in text
    following.follow(workspace, "categories", ["cs.LG"], on=False)
    following.follow(workspace, "queries", ['abs:"mixture of experts"'], on=False)
    assert tomllib.loads(workspace.paths.following.read_text()) == tomllib.loads(MINE) | {
        "queries": []
    }


def test_line_ends_and_marks_of_windows_stay() -> None:
    """A file from an editor of another system."""
    workspace = opened()
    raw = b'\xef\xbb\xbf# mine\r\ncategories = ["cs.CL"]\r\n'
    workspace.paths.following.write_bytes(raw)
    following.follow(workspace, "categories", ["cs.LG"])
    expected = raw.replace(b'"cs.CL"', b'"cs.CL", "cs.LG"')
    assert workspace.paths.following.read_bytes() == expected


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('categories = ["cs.CL OR all:x", "cs.LG"]', "'cs.CL OR all:x' in categories"),
        ("categories = 3", "categories is not a list"),
        ("categories = [3, 'cs.LG']", "'3' in categories"),
        ('feeds = ["file:///etc/passwd"]', "in feeds makes no sense"),
        ('feeds = ["http://[x"]', "in feeds makes no sense"),
        ('queries = ["a\\u001b[31mb"]', "in queries makes no sense"),
        (f"authors = ['{'x' * 2000}']", "in authors makes no sense"),
        (f"authors = {[str(n) for n in range(600)]}", "only the first 500 authors are used"),
    ],
)
def test_what_makes_no_sense_is_passed_over_and_named(line: str, problem: str) -> None:
    """The file may come from anybody who may write to the shared list."""
    found = following.followed(opened(line))
    assert problem in found.problems[0]
    assert "\x1b" not in found.problems[0]
    assert len(found.authors) <= 500
    assert set(found.categories) <= {"cs.LG"}
    assert found.feeds == found.queries == ()


@pytest.mark.parametrize(
    "text", ["categories = [", "<<<<<<< a\n=======\n>>>>>>> b\n", "a = " + "[" * 5000]
)
def test_a_broken_file_is_told_and_left_alone(text: str) -> None:
    """Exit 6, with the file's name; following more does not overwrite it."""
    workspace = opened(text)
    with pytest.raises(FileError, match=r"follow\.toml cannot be used"):
        following.followed(workspace)
    with pytest.raises(FileError, match=r"follow\.toml cannot be used"):
        following.follow(workspace, "categories", ["cs.CL"])
    assert workspace.paths.following.read_text() == text


@pytest.mark.parametrize(
    ("kind", "value"), [("feeds", "ftp://x.org"), ("queries", "a\nb"), ("authors", " ")]
)
def test_what_makes_no_sense_cannot_be_followed(kind: following.Kind, value: str) -> None:
    """Exit 2; nothing is made."""
    workspace = opened()
    with pytest.raises(UsageError, match="cannot be one of the followed"):
        following.follow(workspace, kind, [value])
    assert not workspace.paths.following.exists()


def test_feeds_that_came_along_are_asked_about_once() -> None:
    """Only what the reader of this machine followed or allowed may be asked."""
    feeds = ["https://a.org/feed", "https://b.org/feed", "https://c.org/feed"]
    workspace = opened(f"feeds = {feeds}\n")
    assert following.new_feeds(workspace) == tuple(feeds)
    assert following.allowed_feeds(workspace) == ()
    following.answer_feeds(workspace, {feeds[0]: True, feeds[1]: False})
    assert following.new_feeds(workspace) == (feeds[2],)
    assert following.allowed_feeds(workspace) == (feeds[0],)
    following.follow(workspace, "feeds", ["https://mine.org/feed"])
    assert following.allowed_feeds(workspace) == (feeds[0], "https://mine.org/feed")


VALUES = st.lists(st.text(min_size=1, max_size=20), max_size=5)


@given(start=VALUES, new=VALUES, gone=VALUES)
def test_following_is_a_set_in_order(start: list[str], new: list[str], gone: list[str]) -> None:
    """Whatever the values are, the file says afterwards what a model says."""
    text, model = "", list[str]()
    for values, on in ((start, True), (new, True), (gone, False)):
        good = [value for v in values if (value := following.spelling("authors", v))]
        model = [value for value in model if value not in good] + good * on
        model = list(dict.fromkeys(model))
        text = following.with_values(text, "authors", model)
        assert following.parse(text).authors == tuple(model)
