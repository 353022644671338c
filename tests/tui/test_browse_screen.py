"""The screen of the list: every key, every size, hostile texts; driven by Textual's pilot."""

import os
import re
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
from textual.color import Color
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Static

from readlist.errors import NotFoundError
from readlist.library import marking
from readlist.library.browsing.actions import BrowseActions
from readlist.library.browsing.listing import Listing
from readlist.library.browsing.query import FIELDS
from readlist.library.triage import Card
from readlist.library.workspace import Workspace
from readlist.paper import Paper, Status
from readlist.reading_list.filters import SHOWN
from readlist.tui.browse import screen
from readlist.tui.browse.app import BrowseApp
from readlist.tui.browse.rows import PaperRows
from readlist.tui.browse.screen import BrowseOutcome
from readlist.tui.help import HelpPage
from readlist.tui.keys import BROWSE_KEYS
from readlist.views.canvas import Canvas
from support.library_kit import list_text, open_workspace
from support.screens import hard_list
from support.taste_kit import a_metadata
from support.tui_kit import dump, play

GOLDEN = Path(__file__).parents[1] / "golden"
SIZES = [(40, 10), (60, 15), (80, 24), (120, 30), (200, 50)]
ONE, TWO, THREE, FOUR = "2101.00001", "2101.00002", "2101.00003", "2101.00004"
FULL = f"""\
schema = 1

[[paper]]
id = "{ONE}"
title = "Routing Tokens to Sparse Experts"
authors = ["Ada Archer"]
published = 2021-01-04
topics = ["moe"]
status = "unread"
star = true
added = 2026-11-01
notes = "2026-11-02  gating\\n"

[[paper]]
id = "{TWO}"
title = "Songs of Garden Birds"
authors = ["Bea Birch"]
published = 2022-02-05
topics = ["birds"]
status = "reading"
added = 2026-11-03

[[paper]]
id = "{THREE}"
title = "A Balanced Gate for Mixtures of Experts"
topics = ["moe", "gates"]
status = "unread"

[[paper]]
id = "{FOUR}"
title = "Dawn Songs"
topics = ["birds"]
status = "read"
finished = 2026-11-05
"""

Story = Callable[[Pilot[BrowseOutcome]], Awaitable[None]]


def make_app(
    workspace: Workspace, canvas: Canvas | None = None, given: list[str] | None = None
) -> BrowseApp:
    """Return the screen over a list."""
    actions = BrowseActions(workspace)
    listing = Listing(actions.papers(), actions.holds, SHOWN, given)
    return BrowseApp(actions, listing, "browse", canvas or Canvas(80))


@pytest.fixture(autouse=True)
def unlearned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reasons come only where a test asks for them, however slow the machine is."""
    monkeypatch.setattr(screen, "_UNHURRIED", 3_600.0)


@pytest.fixture
def workspace() -> Workspace:
    """Return a library with four papers, one of them read."""
    workspace, _ = open_workspace(FULL)
    workspace.paper_files.write_metadata(a_metadata(ONE, abstract="We route tokens to experts."))
    return workspace


@pytest.fixture
def app(workspace: Workspace) -> BrowseApp:
    """Return the screen over them."""
    return make_app(workspace)


def press(app: BrowseApp, *keys: str, size: tuple[int, int] = (80, 24)) -> list[str]:
    """Press keys and return the lines that are on the screen then, the pane up to date."""
    lines: list[str] = []

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        if not isinstance(app.screen, HelpPage):
            app._show_pane()
        await pilot.pause()
        lines.extend(dump(app))

    play(app, story, size)
    return lines


def paper(workspace: Workspace, identifier: str) -> Paper:
    """Return a paper as it is on disk."""
    found = workspace.papers().get(identifier)
    assert found is not None
    return found


def shown(lines: list[str]) -> list[str]:
    """Return the identifiers of the rows, from the top."""
    words = (line.split() for line in lines)
    rows = (row for row in words if row and row[0] in "▌○ ▌◐ ▌● ○ ◐ ● ✕ ◌".split(" "))
    return [word for row in rows for word in row[1:3] if word.startswith("2101.")]


@pytest.mark.parametrize(
    ("key", "wanted", "symbol"),
    [
        ("r", Status.READ, "●"),
        ("l", Status.UNREAD, "○"),
        ("s", Status.SKIPPED, "✕"),
        ("R", Status.READING, "◐"),
    ],
)
def test_a_status_is_saved_and_the_row_stays(
    app: BrowseApp, workspace: Workspace, key: str, wanted: Status, symbol: str
) -> None:
    """On disk, drawn in its row, said on the last line; the cursor is on the next row."""
    lines = press(app, key)
    assert paper(workspace, ONE).status is wanted
    assert any(f" {symbol} ★ {ONE}" in line for line in lines)
    assert lines[-1].startswith(f"last: {wanted}  {ONE} Routing Tokens")
    assert app._rows.current
    assert app._rows.current.id == THREE


def test_a_star_topics_and_a_note(app: BrowseApp, workspace: Workspace) -> None:
    """Letters that are keys elsewhere are letters on a line; Tab completes topics."""
    keys = ("asterisk", "t", *"qr,bi", "tab", "enter", "n", *"slq?/ *", "enter")
    lines = press(app, *keys, size=(120, 30))
    found = paper(workspace, ONE)
    assert not found.star
    assert found.topics == ("moe", "qr", "birds")
    assert "2026-11-21  slq?/ *" in found.notes
    assert any("2026-11-21 slq?/ *" in line for line in lines)
    assert found.status is Status.UNREAD


def test_a_day_gets_its_column(app: BrowseApp, workspace: Workspace) -> None:
    """As soon as a paper has one, and no longer; what is no day is told, and changes nothing."""
    lines = press(app, "d", *"friday", "enter", size=(120, 30))
    assert paper(workspace, ONE).due == date(2026, 11, 27)
    assert any(re.search(rf"{ONE} .* 6d ", line) for line in lines)
    assert any("due 27 Nov 2026 (in 6 days)" in line for line in lines)
    assert lines[-1].startswith(f"last: due  {ONE}")
    lines = press(make_app(workspace), "d", *"fridya", "enter", size=(120, 30))
    assert "'fridya' is not a day" in lines[-1]
    lines = press(make_app(workspace), "d", *"none", "enter", size=(120, 30))
    assert paper(workspace, ONE).due is None
    assert not any(" 6d " in line for line in lines)


def test_one_key_for_several_rows_is_one_undo(app: BrowseApp, workspace: Workspace) -> None:
    """Space marks and goes on; after the key the marks are gone; u takes all of it back."""
    lines = press(app, "space", "space", "r")
    assert [paper(workspace, one).status for one in (ONE, THREE)] == [Status.READ] * 2
    assert "last: read  2 papers" in lines[-1]
    assert not app._rows.picked
    lines = press(make_app(workspace), "A", "space", "space", "s", "u")
    assert "took back: skipped  2 papers" in lines[-1]
    assert paper(workspace, ONE).status is Status.READ


def test_marks(app: BrowseApp) -> None:
    """A range, all, none; Escape unmarks before it leaves."""

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        rows = app.query_one(PaperRows)
        await pilot.press("space", "j", "v")
        assert list(rows.picked) == [ONE, THREE, TWO]
        assert any(line.startswith("▌") for line in dump(app))
        await pilot.press("a")
        assert not rows.picked
        await pilot.press("a")
        assert len(rows.picked) == 3
        await pilot.press("escape")
        assert not rows.picked
        assert app.return_value is None

    play(app, story)


def test_filtering_while_typing(app: BrowseApp) -> None:
    """Each letter narrows; arrows move meanwhile; Enter keeps, Escape gives up, then shows all."""

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        await pilot.press("slash", *"experts")
        assert shown(dump(app)) == [ONE, THREE]
        await pilot.press("down")
        assert app._rows.current
        assert app._rows.current.id == THREE
        await pilot.press("enter", "slash", *"-gate")
        assert shown(dump(app)) == [ONE]
        await pilot.press("escape")
        assert shown(dump(app)) == [ONE, THREE]
        await pilot.press("escape")
        await pilot.pause()
        assert len(shown(dump(app))) == 3

    play(app, story)


def test_a_filter_that_nothing_fits_says_so(app: BrowseApp, workspace: Workspace) -> None:
    """And keys for papers do nothing there."""
    lines = press(app, "slash", *"qqqq", "enter", "r", "o", "m", "y", "t", "f", "space", "v")
    assert any("No paper fits." in line for line in lines)
    assert list_text(workspace) == FULL


def test_an_empty_list_has_its_screen() -> None:
    """Nothing breaks where there is nothing."""
    workspace, _ = open_workspace("schema = 1\n")
    lines = press(make_app(workspace), "j", "k", "G", "r", "a", "z", "A")
    assert any("Nothing." in line for line in lines)


def test_statuses_orders_and_themes(app: BrowseApp) -> None:
    """A shows the read one; z goes through the orders, Z turns round, T takes the headings."""

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        await pilot.press("A")
        assert shown(dump(app)) == [ONE, THREE, TWO, FOUR]
        assert "moe  ────────── 0/2 read" in dump(app)
        await pilot.press("T")
        assert "moe  ────────── 0/2 read" not in dump(app)
        await pilot.press("z")
        assert shown(dump(app)) == [TWO, ONE, THREE, FOUR]
        await pilot.press("z", "z")
        assert shown(dump(app)) == [THREE, FOUR, ONE, TWO]
        await pilot.press("Z")
        assert shown(dump(app)) == [TWO, ONE, FOUR, THREE]
        await pilot.press("T")
        assert "birds  ━━━━━───── 1/2 read" in dump(app)

    play(app, story)


def test_merging_asks_first(app: BrowseApp, workspace: Workspace) -> None:
    """The one marked first stays; anything but y changes nothing; undo brings both back."""

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        await pilot.press("m")
        assert "mark two or more rows" in dump(app)[-1]
        await pilot.press("j", "space", "k", "k", "space", "m", "enter")
        assert list_text(workspace) == FULL
        await pilot.press("m", "y", "enter")
        await pilot.pause()
        assert [one.id for one in workspace.papers()] == [TWO, THREE, FOUR]
        assert ONE in paper(workspace, THREE).also
        await pilot.press("u")
        assert list_text(workspace) == FULL

    play(app, story)


@pytest.mark.parametrize(("key", "kind"), [("enter", ""), ("o", ""), ("p", "pdf"), ("b", "abs")])
def test_opening(app: BrowseApp, workspace: Workspace, key: str, kind: str) -> None:
    """An unread paper that was opened is being read from then on, as with `open`."""
    asked: list[tuple[str, str]] = []

    def opener(card: Card, what: str) -> tuple[str, bool]:
        asked.append((card.paper.id, what))
        return "opened it", True

    app.opener = opener
    assert press(app, key)[-1] == "opened it"
    assert asked == [(ONE, kind)]
    assert paper(workspace, ONE).status is Status.READING


def test_opening_can_fail_or_show_nothing(app: BrowseApp, workspace: Workspace) -> None:
    """Then nothing is marked."""

    def opener(_card: Card, what: str) -> tuple[str, bool]:
        if what:
            raise NotFoundError("no viewer", "readlist open --print")
        return "no display here: https://example.org", False

    app.opener = opener
    assert press(app, "o")[-1].startswith("no display here")
    again = make_app(workspace)
    again.opener = opener
    assert press(again, "p")[-1] == "no viewer; try: readlist open --print"
    assert list_text(workspace) == FULL


def test_copies_go_to_the_terminal(app: BrowseApp) -> None:
    """Identifier, citation key, BibTeX; what was copied is said."""

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        await pilot.press("y")
        assert app.clipboard == ONE
        assert dump(app)[-1] == f"copied: {ONE}"
        await pilot.press("space", "space", "y")
        assert app.clipboard == f"{ONE}\n{THREE}"
        await pilot.press("escape", "g", "c")
        assert app.clipboard == "archer2021routing"
        await pilot.press("B")
        assert app.clipboard.startswith("@misc{archer2021routing,")

    play(app, story)


@pytest.mark.parametrize(("key", "pdfs"), [("f", True), ("F", False)])
def test_fetching_is_done_beside_the_screen(
    app: BrowseApp, monkeypatch: pytest.MonkeyPatch, key: str, *, pdfs: bool
) -> None:
    """The key comes back at once; what became of it is told later."""

    def fetch(_actions: BrowseActions, papers: list[Paper], *, pdfs: bool) -> str:
        return f"{papers[0].id} {pdfs}"

    monkeypatch.setattr(BrowseActions, "fetch", fetch)

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        await pilot.press(key)
        await until(pilot, lambda: dump(app)[-1] == f"{ONE} {pdfs}")

    play(app, story)


async def until(pilot: Pilot[BrowseOutcome], holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    for _ in range(3000):
        if holds():
            return
        await pilot.pause(0.01)
    pytest.fail("\n".join(dump(pilot.app)))


def test_what_another_process_changes_shows_up(
    app: BrowseApp, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a key; what is looked for and the cursor stay."""
    monkeypatch.setattr(screen, "_LOOK_EVERY", 0.02)
    other = Workspace(workspace.paths, workspace.settings, workspace.notices)

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        await pilot.press("slash", *"song", "enter")
        marking.star(other, [paper(other, TWO)])
        await until(pilot, lambda: any(f"◐ ★ {TWO}" in line for line in dump(app)))
        marking.remove(other, [paper(other, TWO)])
        await until(pilot, lambda: not shown(dump(app)))

    play(app, story)


def test_a_broken_list_is_told_and_the_rows_stay(
    app: BrowseApp, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until it can be read again."""
    monkeypatch.setattr(screen, "_LOOK_EVERY", 0.02)

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        workspace.paths.list.write_text("[[paper", "utf-8")
        await until(pilot, lambda: "readlist.toml" in dump(app)[-1])
        assert len(shown(dump(app))) == 3
        workspace.paths.list.write_text(FULL.replace("Dawn", "Dusk"), "utf-8")
        await pilot.press("A")
        await until(pilot, lambda: any("Dusk Songs" in line for line in dump(app)))

    play(app, story)


def test_reasons_and_their_order_come_by_themselves(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pane says what speaks for the paper, and there is an order by it."""
    monkeypatch.setattr(screen, "_UNHURRIED", 0.01)
    app = make_app(workspace)

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        await until(pilot, lambda: any("starred" in line for line in dump(app)))
        await pilot.press("z")
        assert shown(dump(app)) == [TWO, ONE, THREE]
        assert "best match first" in dump(app)[0]

    play(app, story)


def test_the_pane(workspace: Workspace, app: BrowseApp) -> None:
    """Title, facts, abstract and notes of the paper; i hides it, and on low screens shows it."""
    lines = press(app)
    assert any("We route tokens to experts." in line for line in lines)
    assert any("2026-11-02 gating" in line for line in lines)
    assert not any("We route tokens" in line for line in press(make_app(workspace), "i"))
    low = make_app(workspace)

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        assert not any("We route tokens" in line for line in dump(low))
        await pilot.press("i")
        await pilot.pause()
        assert any("We route tokens" in line for line in dump(low))
        await pilot.press("J", "K", "i")
        await pilot.pause()
        assert shown(dump(low)) == [ONE, THREE, TWO]

    play(low, story, (80, 12))


def test_the_mouse(app: BrowseApp, workspace: Workspace) -> None:
    """A click goes to a row, two open it, the bar's keys can be clicked."""
    opened: list[str] = []

    def opener(card: Card, _what: str) -> tuple[str, bool]:
        opened.append(card.paper.id)
        return "opened", False

    app.opener = opener

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        lines = dump(app)
        row = next(y for y, line in enumerate(lines) if THREE in line)
        await pilot.click(offset=(10, row))
        assert app._rows.current
        assert app._rows.current.id == THREE
        await pilot.double_click(offset=(10, row))
        await pilot.pause()
        assert opened == [THREE]
        bar = next(y for y, line in enumerate(lines) if "s skip" in line)
        await pilot.click(offset=(lines[bar].index("s skip"), bar))
        await pilot.pause()
        await pilot.click(offset=(3, 1))  # a heading

    play(app, story)
    assert paper(workspace, THREE).status is Status.SKIPPED


def test_help_names_every_key(app: BrowseApp) -> None:
    """What leads out of the page changes nothing."""

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        await pilot.press("question_mark")
        await pilot.pause()
        text = "\n".join(dump(app))
        assert all(key.help in text for key in BROWSE_KEYS)
        await pilot.press("r", "s", "q")
        await pilot.pause()
        assert not isinstance(app.screen, HelpPage)

    play(app, story, (100, 60))


@pytest.mark.parametrize(("key", "stopped"), [("q", False), ("escape", False), ("ctrl+c", True)])
def test_leaving(app: BrowseApp, key: str, *, stopped: bool) -> None:
    """What was done and not taken back is counted."""

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        await pilot.press("asterisk", "asterisk", "u", key)

    assert play(app, story) == BrowseOutcome(1, stopped=stopped)


@pytest.mark.parametrize("key", ["slash", "n", "t", "d"])
def test_ctrl_c_on_a_line_leaves_the_line(app: BrowseApp, workspace: Workspace, key: str) -> None:
    """What was typed is dropped."""
    lines = press(app, key, "x", "ctrl+c", "down")
    assert app.return_value is None
    assert lines[-1] == ""
    assert len(shown(lines)) == 3
    assert list_text(workspace) == FULL


def test_moving(app: BrowseApp) -> None:
    """Headings are no rows to stop at; ends, pages and arrows."""

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        for key, wanted in (
            ("G", TWO), ("g", ONE), ("k", ONE), ("j", THREE), ("down", TWO), ("down", TWO),
            ("up", THREE), ("pagedown", TWO), ("pageup", ONE), ("end", TWO), ("home", ONE),
        ):  # fmt: skip
            await pilot.press(key)
            assert app._rows.current
            assert app._rows.current.id == wanted

    play(app, story)


def test_thousands_of_rows_are_scrolled() -> None:
    """Only what can be seen is drawn, and the cursor is always among it."""
    tables = (f'[[paper]]\nid = "2101.{n:05d}"\ntitle = "Paper {n}"\n' for n in range(1, 3_001))
    workspace, _ = open_workspace("schema = 1\n" + "".join(tables))
    app = make_app(workspace)
    lines = press(app, "G")
    assert any("Paper 3000" in line for line in lines)
    assert "3,000/3,000" in lines[0]
    lines = press(make_app(workspace), "pagedown", "pagedown", "down")
    assert len(shown(lines)) > 5


@pytest.mark.parametrize("size", SIZES)
def test_every_size(workspace: Workspace, size: tuple[int, int]) -> None:
    """As it was looked at and found good; UPDATE_GOLDEN=1 keeps what is there now."""
    lines = press(make_app(workspace, Canvas(size[0])), "A", "space", size=size)
    assert len(lines) == size[1]
    text = "\n".join(lines) + "\n"
    golden = GOLDEN / f"browse-{size[0]}x{size[1]}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_the_screen_can_be_resized_at_any_time(app: BrowseApp) -> None:
    """Down to a few lines and up again: the same paper, nothing broken."""

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        await pilot.press("j")
        for width, height in [(40, 10), (20, 4), (8, 2), (200, 60), (60, 15), (80, 24)]:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        assert app._rows.current
        assert app._rows.current.id == THREE
        assert shown(dump(app)) == [ONE, THREE, TWO]

    play(app, story)


def test_hostile_texts_stay_texts() -> None:
    """No escape sequence, no markup and no direction trick of a paper reaches screen or copies."""
    workspace, _ = open_workspace(hard_list())
    nasty = "Abstract \x1b[31mred\x1b[0m [bold]x[/bold] [@click=app.leave]q[/] \u202egnp"
    workspace.paper_files.write_metadata(a_metadata("hep-th/9901001", abstract=nasty))
    app = make_app(workspace)
    for number in range(7):
        text = "\n".join(press(make_app(workspace), "A", *["j"] * number, size=(120, 30)))
        assert not set("\x1b\x07\x9b\u202e\u202c") & set(text)
    text = "\n".join(press(app, "slash", *"[bold]markup", "enter", size=(120, 30)))
    assert "[bold]markup[/]" in text
    assert "[@click=app.leave]q[/]" in text


def test_ascii_screens_get_ascii_symbols(workspace: Workspace) -> None:
    """Stars, bars and marks have forms that every terminal shows."""
    canvas = Canvas(100, ascii=True, encoding="ascii")
    lines = press(make_app(workspace, canvas), "space", "i", size=(100, 24))
    rows = [line for line in lines if "2101." in line or "read" in line]
    assert rows
    assert all(line.isascii() for line in rows)


def test_without_colours_nothing_is_painted(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR leaves the terminal's own two colours; the cursor is reversed, not coloured."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(workspace)
    colours: set[bool] = set()
    reversed_: list[str] = []

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        await pilot.press("space")
        filters = [one for one in app._filters if one.enabled]
        for strip in app.screen._compositor.render_strips():
            for segment in strip.apply_filter(filters[0], Color.parse("#000000")):
                if segment.style and segment.text.strip():
                    pair = (segment.style.color, segment.style.bgcolor)
                    colours.update(colour is None or colour.is_default for colour in pair)
                    reversed_.extend([segment.text] if segment.style.reverse else [])

    play(app, story)
    assert colours == {True}
    assert any(THREE in text for text in reversed_)


def test_a_failure_that_nobody_expected_is_handed_on(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback is drawn over the terminal; the caller gets the exception."""

    def broken(_actions: BrowseActions, _paper: Paper) -> Card:
        raise RuntimeError("boom")

    monkeypatch.setattr(BrowseActions, "card", broken)
    app = make_app(workspace)
    with pytest.raises(RuntimeError, match="boom"):
        press(app, "j")
    assert isinstance(app.fault, RuntimeError)
    assert not app._exit_renderables


def test_papers_that_are_gone_are_told(app: BrowseApp, workspace: Workspace) -> None:
    """A key for a paper that another process removed says so."""
    other = Workspace(workspace.paths, workspace.settings, workspace.notices)

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        marking.remove(other, [paper(other, ONE)])
        await pilot.press("r")
        assert "no longer on the list" in dump(app)[-1]

    play(app, story)


def test_the_key_bar_is_no_wider_than_the_screen(app: BrowseApp) -> None:
    """Keys that do not fit stand on the next line, or in the help page only."""

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        for width in (40, 60, 80, 120):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            bar = str(app.query_one("#keys", Static).content)
            assert max(map(len, bar.splitlines())) <= width

    play(app, story)


def test_keys_that_are_typed_ahead_do_what_they_say(app: BrowseApp, workspace: Workspace) -> None:
    """What comes behind Enter or Escape is a key again, however fast it was typed."""

    async def story(pilot: Pilot[BrowseOutcome]) -> None:
        app.post_message(Key("slash", "/"))
        for letter in "balanx":
            app.post_message(Key(letter, letter))
        for key, sign in (
            ("backspace", None), ("enter", None), ("s", "s"), ("n", "n"), ("s", "s"), ("r", "r"),
            ("escape", None), ("asterisk", "*"),
        ):  # fmt: skip
            app.post_message(Key(key, sign))
        await pilot.pause()

    play(app, story)
    found = paper(workspace, THREE)
    assert (found.status, found.star, found.notes) == (Status.SKIPPED, True, "")
    assert list_text(workspace).count("skipped") == 1


def test_the_page_on_keys_names_all_of_them() -> None:
    """What the table of keys has stands in docs/browse.md, and the fields of the filter, too."""
    text = (Path(__file__).parents[2] / "docs" / "browse.md").read_text("utf-8")
    assert [key.shown for key in BROWSE_KEYS if f"`{key.shown}`" not in text] == []
    assert [field for field in FIELDS if f"`{field}:" not in text] == []
