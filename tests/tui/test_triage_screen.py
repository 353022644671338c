"""The triage screen: every key, every size, hostile texts; driven by Textual's pilot."""

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from textual.color import Color
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Static

from readlist.errors import NotFoundError
from readlist.library import choosing
from readlist.library.taste import Choice, choice_of
from readlist.library.triage import Card, Verdict
from readlist.library.triage.decisions import Decisions
from readlist.library.workspace import Workspace
from readlist.paper import Paper, Status
from readlist.tui import paper_text
from readlist.tui.background import ScreenNotices
from readlist.tui.help import HelpPage
from readlist.tui.keys import TRIAGE_KEYS
from readlist.tui.prompt import Prompt
from readlist.tui.triage_screen import TriageApp, TriageOutcome
from readlist.views.canvas import Canvas
from support.library_kit import list_text, open_workspace
from support.screens import hard_list
from support.taste_kit import ROUTING, TASTE, a_metadata, put_abstracts
from support.tui_kit import dump, play

FIRST, SECOND = "2101.00004", "2101.00005"
SIZES = [(60, 15), (80, 24), (120, 40), (200, 60)]

Story = Callable[[Pilot[TriageOutcome]], Awaitable[None]]


def make_app(workspace: Workspace, canvas: Canvas | None = None) -> TriageApp:
    """Return the screen over the inbox of a list, best match first."""
    papers = workspace.papers()
    taste = choosing.learn_taste(workspace, papers)
    inbox = [paper for paper in papers if paper.status is Status.INBOX]
    return TriageApp(Decisions(workspace, taste), taste.order(inbox), "inbox", canvas or Canvas(80))


@pytest.fixture
def workspace() -> Workspace:
    """Return the library of a reader with taste."""
    workspace, _ = open_workspace(TASTE)
    put_abstracts(workspace.paths.library)
    return workspace


@pytest.fixture
def app(workspace: Workspace) -> TriageApp:
    """Return the screen over three papers of the inbox."""
    return make_app(workspace)


def press(app: TriageApp, *keys: str, size: tuple[int, int] = (80, 24)) -> list[str]:
    """Press keys and return the lines that are on the screen then."""
    lines: list[str] = []

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        lines.extend(dump(app))

    play(app, story, size)
    return lines


def last(lines: list[str]) -> str:
    """Return the last line of the screen."""
    return lines[-1].strip()


def status(workspace: Workspace, identifier: str) -> Status:
    """Return a paper's status as it is on disk."""
    paper = workspace.papers().get(identifier)
    assert paper is not None
    return paper.status


@pytest.mark.parametrize(
    ("key", "wanted", "word"),
    [
        ("l", Status.UNREAD, "later"),
        ("r", Status.READ, "read"),
        ("s", Status.SKIPPED, "skipped"),
    ],
)
def test_a_verdict_is_saved_before_the_next_paper_shows(
    app: TriageApp, workspace: Workspace, key: str, wanted: Status, word: str
) -> None:
    """One key: on disk, said on the last line, next paper."""
    lines = press(app, key)
    assert status(workspace, FIRST) is wanted
    assert last(lines).startswith(f"last: {word}  {FIRST} A Balanced Gate")
    assert any("Bread" in line for line in lines[:4])


def test_a_star_stays_on_the_paper(app: TriageApp, workspace: Workspace) -> None:
    """The star shows beside the title; a second one takes it away."""
    assert any("★ A Balanced Gate" in line for line in press(app, "asterisk"))
    assert "star = true" in list_text(workspace)
    press(make_app(workspace), "asterisk")
    assert list_text(workspace).count("star = true") == 2


def test_topics_are_typed_and_completed(app: TriageApp, workspace: Workspace) -> None:
    """Tab takes the suggestion, commas stand between, the line goes away with Enter."""
    lines = press(app, "t", *"gates, bi", "tab", "enter")
    paper = workspace.papers().get(FIRST)
    assert paper is not None
    assert paper.topics == ("gates", "birds")
    assert any("topics gates, birds" in line for line in lines)


def test_a_topic_that_cannot_be_is_refused(app: TriageApp, workspace: Workspace) -> None:
    """The reason stands on the last line, and nothing changes."""
    assert "cannot be a topic" in last(press(app, "t", *"none", "enter"))
    assert list_text(workspace) == TASTE


def test_a_note_is_typed_ahead_and_holds_key_letters(app: TriageApp, workspace: Workspace) -> None:
    """Letters that are keys elsewhere are letters in a note, q and ? among them."""
    lines = press(app, "n", *"slr qu?*/", "enter")
    assert "2026-11-21  slr qu?*/" in list_text(workspace)
    assert any("2026-11-21 slr qu?*/" in line for line in lines)
    assert status(workspace, FIRST) is Status.INBOX


def test_a_day_is_typed_in_words(app: TriageApp, workspace: Workspace) -> None:
    """It is told with the other facts, and decides nothing; what is no day changes nothing."""
    lines = press(app, "d", *"friday", "enter")
    assert "due = 2026-11-27" in list_text(workspace)
    assert any("due 27 Nov 2026 (in 6 days)" in line for line in lines)
    assert status(workspace, FIRST) is Status.INBOX
    assert "'soon' is not a day" in last(press(make_app(workspace), "d", *"soon", "enter"))


@pytest.mark.parametrize("key", ["t", "n", "d", "slash"])
def test_escape_gives_a_line_up(app: TriageApp, workspace: Workspace, key: str) -> None:
    """Nothing changes, and keys are keys again."""
    press(app, key, *"ab", "escape", "s")
    assert status(workspace, FIRST) is Status.SKIPPED
    assert "ab" not in list_text(workspace)


@pytest.mark.parametrize("key", ["t", "n", "d"])
def test_an_empty_line_changes_nothing(app: TriageApp, workspace: Workspace, key: str) -> None:
    """Enter on an empty line is as good as Escape."""
    press(app, key, "enter")
    assert list_text(workspace) == TASTE


def test_undo_takes_back_and_returns(app: TriageApp, workspace: Workspace) -> None:
    """The last decision goes, its paper is there again; with nothing left it says so."""
    lines = press(app, "s", "u")
    assert list_text(workspace) == TASTE
    assert any("A Balanced Gate" in line for line in lines[:4])
    assert last(lines).startswith(f"took back: skipped  {FIRST}")
    again = make_app(workspace)
    assert "nothing" in last(press(again, "u"))


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        ("j", "Bread"),
        ("down", "Bread"),
        ("j k", "A Balanced Gate"),
        ("down up", "A Balanced Gate"),
        ("j j", "Dawn Songs"),
        ("space", "Bread"),
        ("pagedown", "Bread"),
        ("pageup", "A Balanced Gate"),
    ],
)
def test_looking_decides_nothing(
    app: TriageApp, workspace: Workspace, keys: str, title: str
) -> None:
    """Next, back, and space at the end of an abstract."""
    assert any(title in line for line in press(app, *keys.split())[:4])
    assert list_text(workspace) == TASTE


def test_the_ends_are_said(app: TriageApp) -> None:
    """There is nothing before the first paper."""
    assert last(press(app, "k")) == "this is the first paper"


def test_space_pages_a_long_abstract_first(workspace: Workspace) -> None:
    """Only at its end comes the next paper; page up goes back within it."""
    workspace.paper_files.write_metadata(a_metadata(FIRST, abstract=f"Start. {ROUTING * 30}"))
    app = make_app(workspace)

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        start = dump(app)
        await pilot.press("space")
        await pilot.pause()
        assert not any("Start." in line for line in dump(app))
        assert start[2] == dump(app)[2]
        await pilot.press("pageup")
        await pilot.pause()
        assert dump(app) == start

    play(app, story)


def test_a_search_keeps_to_fitting_papers(app: TriageApp) -> None:
    """Words of title, authors or abstract; a search for nothing shows all again."""
    lines = press(app, "slash", *"forest songs", "enter")
    assert "1 of 1 found" in lines[0]
    assert any("Dawn Songs" in line for line in lines[:4])


def test_a_search_without_success_says_so(app: TriageApp) -> None:
    """And changes nothing."""
    lines = press(app, "slash", *"zzz", "enter")
    assert last(lines) == "no undecided paper has 'zzz'"
    assert "1 of 3" in lines[0]


@pytest.mark.parametrize(("key", "kind"), [("o", "pdf"), ("b", "abs")])
def test_a_paper_is_opened_outside(app: TriageApp, key: str, kind: str) -> None:
    """The opener gets the paper; what it says is told; its failure, too."""
    asked: list[tuple[str, str]] = []

    def opener(card: Card, what: str) -> str:
        asked.append((card.paper.id, what))
        return "opened it"

    app.opener = opener
    assert last(press(app, key)) == "opened it"
    assert asked == [(FIRST, kind)]


def test_a_paper_that_cannot_be_opened_is_told(app: TriageApp) -> None:
    """With what to do instead."""

    def opener(_card: Card, _what: str) -> str:
        raise NotFoundError("no viewer", "readlist open --print")

    app.opener = opener
    assert last(press(app, "o")) == "no viewer; try: readlist open --print"


def test_a_pdf_is_fetched_in_the_background(
    app: TriageApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key comes back at once; what became of it is told later."""
    monkeypatch.setattr(Decisions, "fetch", lambda _decisions, paper: f"PDF of {paper.id}: 1.0 MB")

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        await pilot.press("f")
        for _ in range(3000):
            await pilot.pause(0.01)
            if last(dump(app)).startswith("PDF of"):
                return
        pytest.fail(last(dump(app)))

    play(app, story)


def test_offline_a_fetch_is_refused_in_words(workspace: Workspace) -> None:
    """The thread's failure arrives on the last line."""
    offline = Workspace(workspace.paths, workspace.settings, workspace.notices, offline=True)
    app = make_app(offline)

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        await pilot.press("f")
        for _ in range(3000):
            await pilot.pause(0.01)
            if "network is off" in last(dump(app)):
                return
        pytest.fail(last(dump(app)))

    play(app, story)


def test_help_names_every_key(app: TriageApp) -> None:
    """The page shows all keys; what leads out of it decides nothing."""

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpPage)
        shown = "\n".join(dump(app))
        assert all(key.help in shown for key in TRIAGE_KEYS)
        await pilot.press("s", "l", "q")
        await pilot.pause()
        await pilot.pause()
        assert not isinstance(app.screen, HelpPage)
        assert not app._queue.verdicts

    play(app, story, (100, 40))


@pytest.mark.parametrize(("key", "stopped"), [("q", False), ("escape", False), ("ctrl+c", True)])
def test_leaving_keeps_everything(
    app: TriageApp, workspace: Workspace, key: str, *, stopped: bool
) -> None:
    """What was decided is counted and saved; Ctrl-C is told apart."""

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        await pilot.press("r", key)

    outcome = play(app, story)
    assert outcome == TriageOutcome({FIRST: Verdict.READ}, stopped=stopped)
    assert status(workspace, FIRST) is Status.READ


def test_ctrl_c_leaves_from_the_help_page(app: TriageApp) -> None:
    """As from the papers."""

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        await pilot.press("question_mark", "ctrl+c")

    outcome = play(app, story)
    assert outcome is not None
    assert outcome.stopped


@pytest.mark.parametrize("key", ["n", "t", "slash"])
def test_ctrl_c_on_a_line_leaves_the_line(app: TriageApp, workspace: Workspace, key: str) -> None:
    """What was typed is dropped, and the keys are those of the papers again."""
    before = workspace.papers().get(FIRST)
    lines = press(app, key, "x", "y", "ctrl+c")
    assert app.return_value is None
    assert not any("xy" in line for line in lines)
    assert workspace.papers().get(FIRST) == before
    press(make_app(workspace), key, "x", "ctrl+c", "r")
    assert status(workspace, FIRST) is Status.READ


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ({"status": Status.READ}, "which you read"),
        ({"status": Status.READING}, "which you are reading"),
        ({"status": Status.READ, "star": True}, "which you starred"),
    ],
)
def test_what_a_paper_is_like_is_told_as_it_is_marked(marks: dict[str, Any], told: str) -> None:
    """Whether or not the list says when it was finished."""
    like = Paper("2101.00001", title="Routing", **marks)
    line = paper_text.why(Choice(Paper("2101.00002"), 0.5), like, None, Canvas(200))
    assert line.endswith(f"like Routing, {told}")


def test_without_colours_nothing_is_painted(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR leaves the terminal's own two colours, never black on black."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(workspace)
    colours: set[bool] = set()

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        await pilot.press("question_mark")
        filters = [one for one in app._filters if one.enabled]
        for strip in app.screen._compositor.render_strips():
            for segment in strip.apply_filter(filters[0], Color.parse("#000000")):
                if segment.style and segment.text.strip():
                    pair = (segment.style.color, segment.style.bgcolor)
                    colours.update(colour is None or colour.is_default for colour in pair)

    play(app, story)
    assert colours == {True}


def test_an_empty_search_takes_its_message_back(app: TriageApp) -> None:
    """What the last search said does not stand there after the next one."""
    assert "no undecided paper has" in last(press(app, "slash", *"zzz", "enter"))
    lines = press(app, "slash", *"zzz", "enter", "slash", *"routing", "enter")
    assert not any("no undecided paper has" in line for line in lines)


def test_undo_at_the_start_says_why_nothing_happens(app: TriageApp) -> None:
    """In the words of undo."""
    assert last(press(app, "u")) == "there is nothing to undo here"


def test_ctrl_z_suspends(app: TriageApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen hands the terminal back to the shell."""
    calls: list[str] = []
    monkeypatch.setattr(TriageApp, "action_suspend_process", lambda _app: calls.append("z"))
    press(app, "ctrl+z")
    assert calls == ["z"]


def test_the_last_decision_leads_to_a_summary(app: TriageApp, workspace: Workspace) -> None:
    """Behind the last paper stands what was decided; keys for papers do nothing there."""
    lines = press(app, "l", "r", "s", "s", "asterisk", "o", "t")
    assert any("3 decided: 1 later, 1 read, 1 skipped" in line for line in lines)
    assert "all 3" in lines[0]
    assert status(workspace, SECOND) is Status.READ
    fresh = make_app(workspace)
    assert any("Nothing here" in line for line in press(fresh, "s"))


def test_undo_works_behind_the_last_paper(app: TriageApp, workspace: Workspace) -> None:
    """The paper decided last comes back."""
    lines = press(app, "l", "r", "s", "u")
    assert any("Dawn Songs" in line for line in lines[:4])
    assert status(workspace, "2101.00003") is Status.INBOX


def test_the_order_is_learned_behind_the_readers_eyes(workspace: Workspace) -> None:
    """A new order moves later papers, never the one that is looked at."""
    app = make_app(workspace)

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        before = app._queue.current
        swapped = [c for c in app._queue._choices if c != before][::-1]
        from readlist.tui.background import Ordered  # noqa: PLC0415 - only here

        app.post_message(Ordered(swapped))
        await pilot.pause()
        assert app._queue.current == before
        await pilot.press("j")
        assert app._queue.current == swapped[0]

    play(app, story)


def test_the_first_paper_shows_before_anything_is_learned(workspace: Workspace) -> None:
    """It stays when the order comes; then it says why, and the best of the others is next."""
    papers = workspace.papers()
    inbox = [paper for paper in papers if paper.status is Status.INBOX]
    taste = choosing.learn_taste(workspace, papers, apart=True)
    choices = [choice_of(paper, None) for paper in inbox]
    app = TriageApp(Decisions(workspace, taste), choices, "inbox", Canvas(80))
    jobs: list[Callable[[], Message | None]] = []
    app._orders.do = jobs.append  # type: ignore[method-assign,assignment]  # done by the test

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        assert taste._made is None or not app._queue.learned
        assert any(inbox[0].title in line for line in dump(app)[:4])
        assert not any("best match first" in line for line in dump(app))
        with ThreadPoolExecutor(1) as pool:
            message = pool.submit(jobs.pop()).result()
        assert message is not None
        app.post_message(message)
        await pilot.pause()
        lines = dump(app)
        assert any(inbox[0].title in line for line in lines[:4])
        assert any("best match first" in line for line in lines)
        assert app._queue.current is not None
        assert app._queue.current.learned is not None
        rest = [choice.score for choice in app._queue._choices[1:]]
        assert rest == sorted(rest, reverse=True)

    play(app, story)


def test_every_decision_asks_for_a_new_order(workspace: Workspace) -> None:
    """Verdicts, stars and undo are learned from; an order of the reader's own is left alone."""
    asked: list[bool] = []

    def asks(app: TriageApp) -> int:
        async def story(pilot: Pilot[TriageOutcome]) -> None:
            for key in ("l", "asterisk", "u"):
                await pilot.press(key)

        asked.clear()
        app._orders.do = lambda job: asked.append(bool(job()))  # type: ignore[method-assign]  # at once
        app._after_a_rest = lambda job: job()  # type: ignore[method-assign]  # as if nobody hurried
        play(app, story)
        return len(asked)

    app = make_app(workspace)
    assert asks(app) == 3
    own = make_app(workspace)
    own._by_rank = False
    assert asks(own) == 0


def test_decisions_in_a_hurry_are_learned_from_together(workspace: Workspace) -> None:
    """Each decision puts off what the one before asked for."""
    app = make_app(workspace)

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        await pilot.press("l")
        first = app._soon
        await pilot.press("r")
        assert first is not None
        assert app._soon is not None
        assert app._soon is not first

    play(app, story)


def test_a_likeness_is_named_when_it_is_known(app: TriageApp) -> None:
    """The line on why says which liked paper it is like."""

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        for _ in range(3000):
            await pilot.pause(0.01)
            if any("like Routing Tokens to Sparse Experts" in line for line in dump(app)):
                return
        pytest.fail("\n".join(dump(app)))

    play(app, story)


def test_keys_can_be_clicked(app: TriageApp, workspace: Workspace) -> None:
    """A mouse does what a key does."""

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        lines = dump(app)
        line = next(y for y, text in enumerate(lines) if "s skip" in text)
        await pilot.click(offset=(lines[line].index("s skip"), line))

    play(app, story)
    assert status(workspace, FIRST) is Status.SKIPPED


@pytest.mark.parametrize("size", SIZES)
def test_every_size_shows_title_keys_and_last_line(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    """Nothing that is needed falls off, and every key has its label."""
    lines = press(make_app(workspace), "j", "k", "k", size=size)
    text = "\n".join(lines)
    assert len(lines) == size[1]
    assert "A Balanced Gate" in text
    assert "We route tokens" in text
    assert all(f"{key.shown} {key.label}" in text for key in TRIAGE_KEYS if key.label)
    assert last(lines) == "this is the first paper"


def test_the_screen_can_be_resized_at_any_time(app: TriageApp) -> None:
    """Down to a few lines and up again: the same paper, nothing broken."""

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        for width, height in [(30, 6), (10, 3), (200, 60), (60, 15), (80, 24)]:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        assert any("A Balanced Gate" in line for line in dump(app)[:4])
        assert "q quit" in "\n".join(dump(app))

    play(app, story)


def test_hostile_texts_stay_texts() -> None:
    """No escape sequence, no markup and no direction trick of a paper reaches the screen."""
    workspace, _ = open_workspace(hard_list())
    papers = workspace.papers()
    nasty = "Abstract \x1b[31mred\x1b[0m [bold]x[/bold] [@click=app.leave]q[/] \u202egnp"
    workspace.paper_files.write_metadata(a_metadata("hep-th/9901001", abstract=nasty))
    for paper in papers:
        app = TriageApp(
            Decisions(workspace, choosing.learn_taste(workspace, papers)),
            [Choice(paper, 0.5)],
            "[b]all",
            Canvas(80),
        )
        text = "\n".join(press(app))
        assert not set("\x1b\x07\x9b\u202e\u202c") & set(text)
        if paper.id == "hep-th/9901001":
            assert "[bold]markup[/]" in text
            assert "[@click=app.leave]q[/]" in text


def test_ascii_screens_get_ascii_symbols(workspace: Workspace) -> None:
    """Stars, bars and dots have forms that every terminal shows."""
    canvas = Canvas(100, ascii=True, encoding="ascii")
    lines = press(make_app(workspace, canvas), "asterisk", size=(100, 24))
    assert "\n".join(lines).isascii()
    assert any("* A Balanced Gate" in line for line in lines)


def test_a_failure_that_nobody_expected_is_handed_on(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback is drawn over the terminal; the caller gets the exception."""

    def broken(_decisions: Decisions, _paper: Paper) -> Card:
        raise RuntimeError("boom")

    monkeypatch.setattr(Decisions, "card", broken)
    app = make_app(workspace)
    with pytest.raises(RuntimeError, match="boom"):
        press(app, "j")
    assert isinstance(app.fault, RuntimeError)
    assert not app._exit_renderables


def test_notices_go_to_the_screen_while_there_is_one(app: TriageApp, home: Path) -> None:
    """Before and after it they go where they went before."""
    assert home.is_dir()
    _, heard = open_workspace(TASTE)
    notices = ScreenNotices(heard)
    notices.say("before")

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        with notices.on(app):
            notices.warn("a wait\nof two lines")
            await pilot.pause()
            assert last(dump(app)) == "a wait of two lines"
            with notices.working("Fetching") as work:
                work.at(0, 1, "2101.00004")
                work.load(300, 1000)
            await pilot.pause()
            assert last(dump(app)) == "fetching 2101.00004: 30 %"
            notices.waiting(3.0, "arXiv's pace")
            await pilot.pause()
            assert last(dump(app)) == "waiting 3 s: arXiv's pace"
        notices.warn("after")

    play(app, story)
    assert (heard.said, heard.warned) == (["before"], ["after"])


def test_the_first_screen_is_laid_out_like_this(app: TriageApp) -> None:
    """The whole screen at 80 columns, so that a change of it is seen."""

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        app.query_one("#why", Static).update("(why)")
        await pilot.pause()
        assert dump(app) == SCREEN.splitlines()

    app._nearest.do = lambda job: None  # type: ignore[method-assign]  # as before an answer
    play(app, story)


SCREEN = """\
 readlist triage   1 of 3   inbox · best match first

 A Balanced Gate for Mixtures of Experts
 Dan Doe
 2101.00004v1 · cs.CL · 4 Jan 2021
 (why)

 We route tokens to experts with a sparse gate, so that two experts compute for
 each token. Routing stays balanced, and the sparse mixture of experts beats a
 dense network.











 l later  r read  s skip  * star  t topic  n note  d due  o open  f fetch
 u undo  j next  k back  / find  ? help  q quit

"""


def test_the_prompt_is_hidden_until_it_is_asked(app: TriageApp) -> None:
    """It takes no room and no keys before."""

    async def story(pilot: Pilot[TriageOutcome]) -> None:
        prompt = app.query_one(Prompt)
        assert not prompt.display
        await pilot.press("n")
        assert prompt.display
        assert prompt.has_focus
        await pilot.press("escape")
        assert not prompt.display

    play(app, story)
