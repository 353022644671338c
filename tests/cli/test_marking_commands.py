"""`read`, `unread`, `reading`, `skip`, `star`, `note`, `topic`, `remove`, `undo`: what they say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.library_kit import SMALL
from support.tests_kit import Run


@pytest.fixture
def small(make_list: Callable[[str], Path]) -> Path:
    """Return the small list."""
    return make_list(SMALL)


@pytest.mark.parametrize(
    ("command", "status", "message"),
    [
        ("read", "read", "Read: 2401.04088 Mixture of Winds (unread -> read)."),
        ("done", "read", "Read: 2401.04088 Mixture of Winds (unread -> read)."),
        ("reading", "reading", "Reading: 2401.04088 Mixture of Winds (unread -> reading)."),
        ("skip", "skipped", "Skipped: 2401.04088 Mixture of Winds (unread -> skipped)."),
    ],
)
def test_a_status_changes_and_says_so(
    run: Run, small: Path, command: str, status: str, message: str
) -> None:
    """One line with both statuses and the way back; undo gives the same bytes."""
    result = run(command, "mixture")
    assert (result.code, result.out) == (0, "")
    assert result.err == f"{message} Undo: readlist undo\n"
    assert f'status = "{status}"' in small.read_text()
    assert run("undo").err.startswith(f"Undone: {status} 2401.04088 Mixture of Winds.")
    assert small.read_text() == SMALL


def test_doing_a_thing_twice_is_no_error(run: Run, small: Path) -> None:
    """The second time it says that it was so, and offers no way back."""
    run("read", "2401.04088")
    result = run("read", "2401.04088")
    assert (result.code, result.err) == (0, "Already read: 2401.04088 Mixture of Winds.\n")
    assert run("unread", "2401.04088").err.startswith("Unread again: 2401.04088")


def test_a_date_can_be_given(run: Run, small: Path) -> None:
    """The day it was read is kept; another form is refused."""
    assert run("read", "mixture", "--date", "2026-11-02").code == 0
    assert "finished = 2026-11-02" in small.read_text()
    result = run("read", "mixture", "--date", "monday")
    assert (result.code, result.err.splitlines()[1]) == (2, "try: --date 2026-11-21")


def test_many_papers_get_one_line(run: Run, make_list: Callable[[str], Path]) -> None:
    """From six on they are counted."""
    make_list("\n".join(f'[[paper]]\nid = "2310.0000{n}"\n' for n in range(1, 8)))
    run("show", terminal=True)
    run("read", "2", terminal=True)
    assert (
        run("read", "1-7", terminal=True).err
        == "Read: 6 papers (1 other unchanged). Undo: readlist undo\n"
    )


def test_stars_come_and_go(run: Run, small: Path) -> None:
    """``star`` gives one, ``--off`` takes it."""
    assert run("star", "mixture").err.startswith("Starred: 2401.04088")
    assert run("star", "mixture").err.startswith("Already starred: 2401.04088")
    assert run("star", "--off", "mixture").err.startswith("No longer starred: 2401.04088")
    assert small.read_text() == SMALL


def test_quiet_says_nothing(run: Run, small: Path) -> None:
    """With ``-q`` a change is made without a word."""
    result = run("star", "mixture", "-q")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert "star = true" in small.read_text().split("[[paper]]")[1]


def test_a_dot_is_the_paper_touched_last(run: Run, small: Path) -> None:
    """After a change or a card."""
    run("star", "mixture")
    assert run("info", ".", "--ids").out == "2401.04088\n"
    run("info", "hep-th/9901001")
    assert run("skip", ".").err.startswith("Skipped: hep-th/9901001")


@pytest.mark.parametrize(
    ("words", "code", "first", "second"),
    [
        ("read 2305.13245", 3, "2305.13245 is not in the list.", "readlist add 2305.13245"),
        (
            "read 99",
            3,
            "there is no row 99: rows are those of the list last",
            "readlist show --ids",
        ),
        ("read nothing-like-it", 3, "no paper of the list fits 'nothing-like-it'.", "readlist"),
        ("skip .", 3, "no paper was used yet.", "readlist show"),
        ("read", 2, "read needs PAPER.", "readlist read --help"),
        ("note", 2, "note needs PAPER.", "readlist note --help"),
        ("undo", 3, "there is nothing to undo.", "readlist undo --list"),
        ("undo --redo", 3, "there is nothing to redo.", "readlist undo --list"),
        ("undo x", 2, "N must be 1 or more, not x.", "readlist undo --list"),
        ("undo 0 --redo", 2, "N must be 1 or more, not 0.", "readlist undo --list"),
        ("topic +moe", 2, "topic needs PAPER.", "readlist topic --help"),
        ("topic mixture +none", 2, "'none' cannot be a topic.", "use a word such as"),
    ],
)
def test_what_cannot_be_done_is_explained(
    *, run: Run, small: Path, words: str, code: int, first: str, second: str
) -> None:
    """Two lines, the right exit code, nothing on stdout, nothing changed."""
    result = run(*words.split())
    assert (result.code, result.out) == (code, "")
    lines = result.err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"error: {first}")
    assert lines[1].startswith(f"try: {second}")
    assert small.read_text() == SMALL


def test_several_fitting_papers_are_named(run: Run, small: Path) -> None:
    """Without anybody to ask, the candidates stand between the two lines."""
    result = run("read", "wind")
    assert result.code == 4
    lines = result.err.splitlines()
    assert lines[0] == "error: 'wind' fits 2 papers:"
    assert [line.split()[0] for line in lines[1:-1]] == ["2401.04088", "2310.06825"]
    assert lines[-1].startswith("try: ")


def test_several_fitting_papers_can_be_chosen_from(run: Run, small: Path) -> None:
    """On a terminal a digit chooses; none is an answer, too."""
    result = run("read", "wind", asks=True, input="2\n")
    assert "Which one (1-2, Enter for none)?" in result.err
    assert "Read: 2310.06825 A Small Wind (reading -> read)." in result.err
    for answer in ("\n", "7\n", "x\n", ""):
        assert run("skip", "wind", asks=True, input=answer).code == 4
    assert run("skip", "wind", asks=True, input="1\n", env={"READLIST_NO_INPUT": "1"}).code == 4
    assert run("skip", "wind", "--no-input", asks=True, input="1\n").code == 4


def test_removing_several_papers_is_asked_about(run: Run, small: Path) -> None:
    """They are named first; ``--yes`` is not asked."""
    run("show", "--all", terminal=True)
    refused = run("remove", "1-3", asks=True, input="n\n")
    assert [line.split()[0] for line in refused.err.splitlines()[:3]] == [
        *("2401.04088", "2310.06825", "hep-th/9901001")
    ]
    assert "Remove 3 papers? [y/N]" in refused.err
    assert refused.err.endswith("Nothing was removed.\n")
    assert small.read_text() == SMALL
    assert "Removed: 2401.04088" in run("rm", "1-3", asks=True, input="y\n").err
    assert "[[paper]]" not in small.read_text()
    run("undo")
    assert small.read_text() == SMALL
    assert run("remove", "1-3", "--yes", asks=True).code == 0


@pytest.mark.parametrize("options", [{}, {"asks": True, "env": {"READLIST_NO_INPUT": "1"}}])
def test_several_papers_are_removed_unasked_only_with_yes(
    run: Run, small: Path, options: dict[str, Any]
) -> None:
    """Without anybody to ask, exit 2 with a line; one paper is simply removed."""
    both = ["2401.04088", "2310.06825"]
    result = run("remove", *both, **options)
    assert (result.code, result.out) == (2, "")
    problem, *named, remedy = result.err.splitlines()
    assert problem == "error: remove has to ask about 2 papers, and this is not a terminal:"
    assert [line.split()[0] for line in named] == both
    assert remedy == "try: readlist remove 2401.04088 2310.06825 --yes"
    assert small.read_text() == SMALL
    assert run(*remedy.split()[2:], **options).code == 0
    assert run("remove", "hep-th/9901001", **options).code == 0
    assert "[[paper]]" not in small.read_text()


def test_undo_says_what_and_what_comes_next(run: Run, small: Path) -> None:
    """On a terminal also what the next step would take back; redo makes it again."""
    run("star", "mixture")
    run("skip", "mixture")
    result = run("undo", terminal=True, env={"NO_COLOR": "1"})
    assert result.err.startswith("Undone: skipped 2401.04088 Mixture of Winds.\n")
    assert run("undo", "--redo").err == "Redone: skipped 2401.04088 Mixture of Winds.\n"
    lines = run("undo", "5").err.splitlines()
    assert len(lines) == 3
    assert lines[-1] == "That was 2 changes of 5: there are no more."
    assert small.read_text() == SMALL


def test_changes_are_listed_the_newest_first(run: Run, small: Path) -> None:
    """With the number that undo takes; tabs in a pipe."""
    assert run("undo", "--list").err == "There is nothing to undo.\n"
    run("star", "mixture")
    run("skip", "mixture")
    rows = [line.split("\t") for line in run("undo", "--list").lines]
    assert [(row[0], row[2]) for row in rows] == [
        ("1", "skipped 2401.04088 Mixture of Winds"),
        ("2", "star 2401.04088 Mixture of Winds"),
    ]


def test_topics_are_added_and_taken_away(run: Run, small: Path) -> None:
    """``+name`` and ``-name``, which is no option, even if it looks like several."""
    result = run("topic", "mixture", "+data", "-moe", "+math")
    assert result.err == (
        "Topics: 2401.04088 Mixture of Winds: data, math (were moe). Undo: readlist undo\n"
    )
    assert run("topic", "mixture", "-math", "--drop", "data").code == 0
    assert run("topic", "mixture").out == "2401.04088\t\n"
    run("undo", "2")
    assert small.read_text() == SMALL


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["mixture", "--", "-a"], "no paper of the list fits '-a'."),
        (["mixture", "+b", "--", "-drop"], "no paper of the list fits '-drop'."),
        (["--rename", "moe", "-x"], "'-x'"),
    ],
)
def test_words_that_name_no_topic_are_said_as_typed(
    run: Run, small: Path, words: list[str], said: str
) -> None:
    """Behind ``--`` and as a value of an option, ``-a`` is no short form of ``--drop=a``."""
    before = small.read_bytes()
    result = run("topic", *words)
    assert result.code in (2, 3)
    assert said in result.err
    assert "--drop" not in result.err
    assert small.read_bytes() == before


def test_a_topic_that_looks_like_a_slip_is_pointed_out(run: Run, small: Path) -> None:
    """It is added all the same."""
    result = run("topic", "mixture", "+small-model")
    assert result.err.splitlines()[0] == (
        'note: "small-model" is a new topic; did you mean small-models?'
    )
    assert run("topic", "mixture").out == "2401.04088\tmoe,small-model\n"


def test_topics_are_listed_and_renamed(run: Run, small: Path) -> None:
    """Read papers and all papers of each; JSON on request."""
    assert run("topic").out == "moe\t0\t1\nsmall-models\t0\t1\n"
    assert run("topic", "--rename", "moe", "mixtures").code == 0
    assert run("topic").lines[0] == "mixtures\t0\t1"
    assert run("topic", "--json").out.startswith('[\n{"topic": "mixtures", "read": 0, "total": 1}')
    assert run("topic", "--rename", "nosuch", "x").code == 3


def test_a_topic_without_its_sign_is_no_question(run: Run, small: Path) -> None:
    """``topic mixture data`` looks like a slip of ``+data``, and changes and lists nothing."""
    before = small.read_bytes()
    result = run("topic", "mixture", "moe")
    assert (result.code, result.out) == (2, "")
    assert '"moe" is a topic' in result.err
    assert "try: readlist topic mixture +moe" in result.err
    assert small.read_bytes() == before


def test_a_topic_that_is_not_there_is_named(run: Run, small: Path) -> None:
    """Taking away what no paper has is done, with a word on the likely slip."""
    result = run("topic", "mixture", "-mo")
    assert result.code == 0
    assert 'none of these papers has the topic "mo"; did you mean -moe?' in result.err
