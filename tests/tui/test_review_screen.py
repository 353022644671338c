"""The review of an import: every key, every size, hostile texts; driven by Textual's pilot."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from readlist.library.importing.excerpts import Excerpts
from readlist.library.importing.review import Review
from readlist.tui.help import HelpPage
from readlist.tui.keys import REVIEW_DIGITS, REVIEW_KEYS
from readlist.tui.review_screen import ReviewApp, ReviewOutcome
from readlist.views.canvas import Canvas
from readlist.views.cells import width_of
from support.library_kit import list_text
from support.review_kit import CONTESTED, NEW, TEXT, open_review
from support.tui_kit import dump, play

SIZES = [(40, 10), (60, 15), (80, 24), (120, 30), (300, 60)]
GOLDEN = Path(__file__).parents[1] / "golden"

Story = Callable[[Pilot[ReviewOutcome]], Awaitable[None]]


def make_app(review: Review, excerpts: Excerpts, canvas: Canvas | None = None) -> ReviewApp:
    """Return the screen over what was found."""
    return ReviewApp(
        review,
        lambda item: excerpts.around(item.source, item.line, item.id, item.title),
        canvas or Canvas(80),
    )


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Review, ReviewApp]:
    """Return a review and its screen."""
    _, review, excerpts = open_review(tmp_path)
    return review, make_app(review, excerpts)


def press(app: ReviewApp, *keys: str, size: tuple[int, int] = (80, 24)) -> list[str]:
    """Press keys and return the lines that are on the screen then."""
    lines: list[str] = []

    async def story(pilot: Pilot[ReviewOutcome]) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        lines.extend(dump(app))

    play(app, story, size)
    return lines


@pytest.mark.parametrize("size", SIZES)
def test_what_was_found_fits_every_screen(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows, the document's own line beside them, keys; no line is wider than the screen."""
    monkeypatch.chdir(tmp_path)
    _, review, excerpts = open_review(Path())
    lines = press(make_app(review, excerpts, Canvas(size[0])), "j", "j", size=size)
    assert len(lines) <= size[1]
    assert all(width_of(line) <= size[0] for line in lines)
    path = GOLDEN / f"review-{size[0]}x{size[1]}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert "\n".join(lines) + "\n" == path.read_text(encoding="utf-8")


def test_nothing_is_written_before_the_end(opened: tuple[Review, ReviewApp]) -> None:
    """Leaving something out goes on to the next; Enter hands the rest on."""
    review, app = opened

    async def story(pilot: Pilot[ReviewOutcome]) -> None:
        await pilot.press("s", "a", "enter")

    assert play(app, story) == ReviewOutcome(wanted=True)
    assert [one.id for one in review.items if not one.taken] == [NEW, ""]
    assert NEW not in [c.entry.id for c in review.outcome().candidates]


def test_leaving_changes_nothing(tmp_path: Path) -> None:
    """At once where nothing was decided; else it is asked again, and other keys take that back."""
    workspace, review, excerpts = open_review(tmp_path)
    before = list_text(workspace)

    async def leave(pilot: Pilot[ReviewOutcome]) -> None:
        await pilot.press("q")

    assert play(make_app(review, excerpts), leave) == ReviewOutcome(wanted=False)
    assert "q again leaves" in press(make_app(review, excerpts), "s", "q")[-1]

    async def twice(pilot: Pilot[ReviewOutcome]) -> None:
        await pilot.press("q", "s", "q", "escape")

    assert play(make_app(review, excerpts), twice) == ReviewOutcome(wanted=False)
    assert list_text(workspace) == before


def test_ctrl_c_leaves_at_once(opened: tuple[Review, ReviewApp]) -> None:
    """And is told, for the exit code; on a line that is typed it leaves only that."""
    _, app = opened

    async def story(pilot: Pilot[ReviewOutcome]) -> None:
        await pilot.press("s", "e", "x", "ctrl+c")
        assert not app.is_typing
        await pilot.press("ctrl+c")

    assert play(app, story) == ReviewOutcome(wanted=False, stopped=True)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("s",), f"left out  {NEW}"),
        (("space",), f"left out  {NEW}"),
        (("s", "k", "space"), f"taken  {NEW}"),
        (("S",), "3 more left out"),
        (("S", "A"), "3 more taken"),
        (("u",), "there is nothing to undo here"),
        (("s", "u"), f"took back: left out  {NEW}"),
        (("e", "end", *"!", "enter"), f"title corrected  {NEW}"),
        (("t", "end", *", gusts", "enter"), f"topics: Winds, gusts  {NEW}"),
        (("t", "home", *"+", "enter"), "cannot be a topic"),
        (("1",), "there is no 1 to choose; try: type a number that is shown"),
        (("j", "j", "2"), f"it is 'Hurricanes as Graphs of Words'  {CONTESTED}"),
        (("G", "a"), "which paper it is; try: i gives it an identifier"),
        (("G", "i", *"2310.00009", "enter"), "it is 2310.00009"),
        (("G", "i", *"no", "enter"), "'no': "),
        (("slash", *"nosuch", "enter"), "nothing has 'nosuch'"),
    ],
)
def test_every_key_says_what_it_did(
    opened: tuple[Review, ReviewApp], keys: tuple[str, ...], told: str
) -> None:
    """On the last line; or why it could not."""
    assert told in press(opened[1], *keys, size=(120, 24))[-1]


def test_words_keep_to_some(opened: tuple[Review, ReviewApp]) -> None:
    """The top line names them; none bring everything back."""
    lines = press(opened[1], "slash", *"doldrums", "enter")
    assert "/doldrums" in lines[0]
    assert "1/1" in lines[0]
    assert "2/4" in press(make_app(opened[0], Excerpts([])), "slash", "enter")[0]


def test_help_names_every_key(opened: tuple[Review, ReviewApp]) -> None:
    """From the same table as the bindings; any of its keys leads back."""
    _, app = opened

    async def story(pilot: Pilot[ReviewOutcome]) -> None:
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpPage)
        await pilot.press("s", "escape")
        assert not isinstance(app.screen, HelpPage)

    play(app, story)
    assert not opened[0].dirty
    keys = [key for one in (*REVIEW_KEYS, *REVIEW_DIGITS) for key in one.keys.split(",")]
    assert len(set(keys)) == len(keys)


def test_the_mouse_and_other_sizes(opened: tuple[Review, ReviewApp]) -> None:
    """A click looks at a row; a screen that grows and shrinks loses nothing."""
    review, app = opened

    async def story(pilot: Pilot[ReviewOutcome]) -> None:
        await pilot.click("#rows", offset=(5, 2))
        assert review.at == 2
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert review.current is not None
        assert review.current.id == CONTESTED

    play(app, story)


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    """No escape sequence, no mark-up, whatever a document says."""
    text = TEXT.replace("Gusts and", "[bold]Gusts[/] \x1b[31mand\x9b2J")
    _, review, excerpts = open_review(tmp_path, text)
    shown = "\n".join(press(make_app(review, excerpts)))
    assert "\x1b" not in shown
    assert "\x9b" not in shown
    assert "[/]" in shown


@pytest.mark.parametrize("canvas", [Canvas(80, ascii=True, encoding="ascii"), Canvas(80)])
def test_thousands_are_no_burden(tmp_path: Path, canvas: Canvas) -> None:
    """Only what can be seen is drawn; pages, the first and the last are a key away."""
    lines = (f"- Wind {n} of Many Models https://arxiv.org/abs/2310.{n:05}" for n in range(1, 3000))
    _, review, excerpts = open_review(tmp_path, "\n".join(lines))
    shown = press(make_app(review, excerpts, canvas), "G", "pageup", "pagedown", "g", "pagedown")
    assert review.total == 2999
    assert 1 < review.at < 30
    assert any("Wind" in line for line in shown)
    if canvas.ascii:
        assert all(line.isascii() for line in shown)


def test_nothing_found_is_said(tmp_path: Path) -> None:
    """And every key is safe."""
    _, review, excerpts = open_review(tmp_path, "nothing here\n")
    lines = press(make_app(review, excerpts), "a", "s", "1", "e", "t", "i", "u", "A", "j", "G")
    assert any("Nothing here." in line for line in lines)
