"""Marks in PDFs come out as they were left: page, kind, colour, text and comment."""

import pytest

from readlist.documents.pdf import read_highlights
from readlist.errors import ReadlistError
from readlist.highlight import Highlight
from support.document_kit import pdf
from support.marked_pdf import line_box, mark, marked

ROWS = [
    "The router sends each token to two ex-",
    "perts of eight, which are well-",
    "Known feed-forward blocks.",
    "Nothing is marked in this line.",
]


def test_everything_known_of_a_mark_is_read() -> None:
    """Page, kind, colour and its name, the marked text, comment, author and day."""
    one = mark("Highlight", [line_box(3)], Contents="Is it?", T="Ada", M="D:20261121101500+01'00'")
    assert read_highlights(marked(ROWS, one)) == [
        Highlight(1, "highlight", ROWS[3], "Is it?", "#ffd400", "Ada", "2026-11-21")
    ]
    assert read_highlights(marked(ROWS, one))[0].colour_name == "yellow"


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("Highlight", "highlight", ROWS[3]),
        ("Underline", "underline", ROWS[3]),
        ("Squiggly", "squiggly", ROWS[3]),
        ("StrikeOut", "strike-out", ROWS[3]),
        ("Text", "note", ""),
        ("FreeText", "free text", ""),
        ("Caret", "caret", ""),
        ("Ink", "ink", ""),
    ],
)
def test_every_kind_has_its_name(kind: str, name: str, text: str) -> None:
    """What marks text has it; the others are named with what was written."""
    (found,) = read_highlights(marked(ROWS, mark(kind, [line_box(3)], Contents="Hm.")))
    assert (found.kind, found.text, found.comment) == (name, text, "Hm.")


@pytest.mark.parametrize("kind", ["Link", "Popup", "Square", "Widget"])
def test_what_no_reader_wrote_is_left_out(kind: str) -> None:
    """Links, windows of notes, drawings and forms are no highlights."""
    assert read_highlights(marked(ROWS, mark(kind, [line_box(3)], Contents="x"))) == []


def test_lines_are_joined_and_divided_words_made_whole() -> None:
    """A hyphen that only ended a line goes; one that belongs to the word stays."""
    (found,) = read_highlights(marked(ROWS, mark("Highlight", [line_box(n) for n in range(3)])))
    assert found.text == (
        "The router sends each token to two experts of eight, which are well-Known "
        "feed-forward blocks."
    )


def test_boxes_that_cut_letters_and_lines_keep_them() -> None:
    """A box that is narrower than its letters by a hair, and half as high as the line."""
    left, bottom, right, top = line_box(3)
    boxes = [(left + 1, bottom + 3, right, top - 4)]
    (found,) = read_highlights(marked(ROWS, mark("Highlight", boxes)))
    assert found.text == ROWS[3]


def test_a_part_of_a_line_is_that_part() -> None:
    """Words beside the box stay out."""
    (found,) = read_highlights(marked(ROWS, mark("Highlight", [line_box(3, 50, 122)])))
    assert found.text == "Nothing is mark"


def test_marks_come_in_the_order_of_reading() -> None:
    """Whatever the order in which they were left; notes stand where they were put."""
    marks = [
        mark("Highlight", [line_box(3)]),
        mark("Text", [line_box(1, 561, 575)], Contents="margin"),
        mark("Underline", [line_box(0)]),
    ]
    kinds = [one.kind for one in read_highlights(marked(ROWS, *marks))]
    assert kinds == ["underline", "note", "highlight"]


def test_a_comment_that_only_repeats_the_text_is_none() -> None:
    """As some programs fill it in."""
    (found,) = read_highlights(
        marked(ROWS, mark("Highlight", [line_box(3)], Contents="Nothing is marked\nin this line"))
    )
    assert found.comment == ""


def test_states_of_answers_are_no_notes() -> None:
    """An "accepted" under a comment is not what somebody wrote."""
    state = mark("Text", [line_box(3)], Contents="Accepted set by Ada", StateModel="Review")
    assert read_highlights(marked(ROWS, state)) == []


def test_hostile_strings_are_made_safe() -> None:
    """Escapes and direction tricks never reach a screen."""
    (found,) = read_highlights(
        marked(ROWS, mark("Highlight", [line_box(3)], Contents="a\x9b2Jb\u202e", T="x\x07"))
    )
    assert (found.comment, found.author) == ("ab", "x")


def test_a_mark_without_a_colour_has_none() -> None:
    """Not the one that a viewer would draw."""
    (found,) = read_highlights(marked(ROWS, mark("Text", [line_box(3)], colour="", Contents="x")))
    assert (found.colour, found.colour_name) == ("", "")


def test_a_clean_pdf_has_no_highlights() -> None:
    """And a broken one is named."""
    assert read_highlights(pdf(ROWS)) == []
    with pytest.raises(ReadlistError, match="broken"):
        read_highlights(b"%PDF-1.4 nothing")
