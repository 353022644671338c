# ruff: noqa: INP001 - a script, not a package
"""Make the pictures of the README: the page in a browser, and commands in a terminal.

    python docs/make_screenshots.py           all of them
    python docs/make_screenshots.py triage    those that are named, of terminals

Needs Chromium and the packages of the test group. The papers are those of the seed list; how far
the reader is with them is made up here, from the identifiers, so that charts have something to
show and the pictures come out the same every time. Pictures of a terminal are SVG that asks no
other host for anything; Chromium opens each, to be sure that browsers can show it.
"""

import asyncio
import contextlib
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from importlib import resources
from pathlib import Path

import tomli_w
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.segment import Segment, Segments
from rich.text import Text
from textual.strip import Strip

from readlist.config import load_settings
from readlist.exporters import ExportEntry, Options
from readlist.exporters.html import page as html
from readlist.library import choosing
from readlist.library.browsing.actions import BrowseActions
from readlist.library.browsing.listing import Listing
from readlist.library.importing import scanning
from readlist.library.importing.excerpts import Excerpts
from readlist.library.importing.plan import ImportOptions
from readlist.library.importing.review import Review
from readlist.library.importing.review_items import ReviewItem
from readlist.library.triage.decisions import Decisions
from readlist.library.workspace import Unheard, Workspace, open_workspace
from readlist.metadata import Author, Metadata
from readlist.paper import Paper, Status
from readlist.paper_files import PaperFiles
from readlist.paths import Paths
from readlist.reading_list.filters import SHOWN
from readlist.tui.browse.app import BrowseApp
from readlist.tui.review_screen import ReviewApp
from readlist.tui.triage_screen import TriageApp
from readlist.views.canvas import Canvas

IMAGES = Path(__file__).parent / "images"
TODAY = date(2026, 11, 21)
COLUMNS = 100
COMMANDS = {"show": "show --topic attention --topic moe --all", "stats": "stats"}
"""Name of the picture -> the command line it shows."""
REVIEW = "review"
LINES = 22
DOCUMENT = """\
# Long context

- **Ring Attention with Blockwise Transformers for Near-Infinite Context** arXiv:2310.01889
- **Longformer: The Long-Document Transformer** arXiv:2004.05150
- **Generating Long Sequences with Sparse Transformers** arXiv:1904.10509

# Code

- **StarCoder: may the source be with you!** arXiv:2305.06161
- **CodeFusion: A Pre-trained Diffusion Model for Code Generation** arXiv:2310.12109
- **Monarch Mixer: A Simple Sub-Quadratic GEMM-Based Architecture** arXiv:2310.12109
- **Textbooks Are All You Need** (Gunasekar et al., 2023)
"""
"""What the picture of the review goes through; one of its links is wrong."""
TRIAGE = "triage"
NEW = (
    Metadata(
        id="2611.00417",
        title="Routers That Forget: Mixtures of Experts over a Changing Stream",
        authors=(Author("Ada Archer"), Author("Ben Birch")),
        categories=("cs.LG", "cs.CL"),
        published="2026-11-04T00:00:00Z",
        updated="2026-11-04T00:00:00Z",
        version=1,
        abstract="A sparse mixture of experts learns early which expert a token goes to, and "
        "seldom learns it anew. We let the router forget at a rate that it learns itself. Over a "
        "stream of news of nine years, experts stay busy where the topic moves, and the load stays "
        "even without a loss of its own. Two experts for each token suffice.",
    ),
    Metadata(
        id="2611.01093",
        title="Attention Sinks in Long Answers",
        authors=(Author("Cid Cole"),),
        categories=("cs.CL",),
        published="2026-11-09T00:00:00Z",
        updated="2026-11-09T00:00:00Z",
        version=1,
        abstract="Long answers lose their question.",
    ),
    Metadata(
        id="2611.02250",
        title="Weather in Four Bits",
        authors=(Author("Dora Dean"),),
        categories=("physics.ao-ph",),
        published="2026-11-12T00:00:00Z",
        updated="2026-11-12T00:00:00Z",
        version=1,
        abstract="Forecasts in four bits.",
    ),
)
"""What waits in the inbox in the picture of `triage`; none of these papers exists."""
KEYS = ("s", "G", "k")
"""Keys that are pressed before the picture is taken."""

# The sandbox needs rights that containers lack; the rest keeps the browser from calling home.
_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
_PAGES = (
    ("page-light", 1200, 900, "light"),
    ("page-dark", 1200, 900, "dark"),
    ("page-phone", 400, 860, "light"),
)
_STATES = [Status.READ] * 4 + [Status.READING] + [Status.UNREAD] * 5
# Rich's own frame loads fonts from other hosts.
_FRAME = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"
width="{width}" height="{height}"><style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-family: "DejaVu Sans", system-ui, sans-serif; font-size: 15px; }}
{styles}</style><defs><clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}"
height="{terminal_height}"/></clipPath>{lines}</defs>{chrome}<g transform="translate({terminal_x},
{terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g></svg>"""


def main() -> None:
    """Write every picture into docs/images/."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("error: Chromium is not installed.\ntry: apt-get install chromium")
    IMAGES.mkdir(exist_ok=True)
    papers, named = list(_papers()), sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        # First, because Playwright keeps a loop of its own, in which no screen can run.
        drawn = _draw(Path(folder), papers, named)
        page = Path(folder, "list.html")
        page.write_text(html.render([ExportEntry(paper) for paper in papers], Options()), "utf-8")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
            for name, width, height, scheme in _PAGES if not named else ():
                _shoot(browser, page, name, (width, height), scheme)
            for picture in drawn:
                _check(browser, picture)
            browser.close()


def _draw(folder: Path, papers: Sequence[Paper], named: Sequence[str]) -> list[Path]:
    """Write the pictures of terminals, those that are named or all, and return where they are."""
    Path(folder, "readlist.toml").write_text(_list_of(papers), "utf-8")
    os.environ["READLIST_TODAY"] = TODAY.isoformat()
    makers: dict[str, Callable[[], str]] = {
        name: partial(_terminal, command.split(), folder) for name, command in COMMANDS.items()
    }
    makers[REVIEW] = partial(_review, folder)
    makers[TRIAGE] = partial(_triage, folder)
    makers["browse"] = lambda: asyncio.run(_screen(folder))
    pictures = []
    for name in named or makers:
        pictures.append(IMAGES / f"{name}.svg")
        pictures[-1].write_text(makers[name](), "utf-8")
    return pictures


def _papers() -> Iterator[Paper]:
    """Give the seed's papers, with dates and states that only their identifiers decide."""
    seed = tomllib.loads(resources.files("readlist").joinpath("seed.toml").read_text("utf-8"))
    for table in seed["paper"]:
        paper = Paper.from_table(table)
        draw = hashlib.sha256(paper.id.encode()).digest()
        status = _STATES[draw[0] % len(_STATES)]
        added = TODAY - timedelta(days=14 + draw[1] % 70)
        finished = min(added + timedelta(days=3 + draw[2] % 40), TODAY)
        done = finished if status is Status.READ else None
        yield replace(paper, status=status, added=added, finished=done)


def _list_of(papers: Sequence[Paper]) -> str:
    return tomli_w.dumps({"schema": 1, "paper": [paper.to_table() for paper in papers]})


def _shoot(browser: Browser, file: Path, name: str, size: tuple[int, int], scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=1.5,
        offline=True,
    )
    shown = context.new_page()
    shown.goto(file.as_uri())
    target = IMAGES / f"{name}.png"
    shown.screenshot(path=target)
    context.close()
    print(target)  # noqa: T201 - a script says what it made


def _check(browser: Browser, picture: Path) -> None:
    """Fail if a browser finds no picture in the file, or one that needs another host."""
    context = browser.new_context()
    shown = context.new_page()
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(picture.as_uri())
    lines = shown.locator("svg text").count()
    context.close()
    if lines < 2 or asked != [picture.as_uri()]:
        sys.exit(f"error: {picture} shows {lines} texts and asks for {', '.join(asked)}")
    print(picture)  # noqa: T201 - a script says what it made


def _terminal(arguments: Sequence[str], home: Path) -> str:
    """Return what a command prints on a terminal, as SVG."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("READLIST_") and name != "NO_COLOR"
    }
    wanted = {
        "READLIST_HOME": str(home),
        "READLIST_TODAY": TODAY.isoformat(),
        "FORCE_COLOR": "1",
        "COLUMNS": str(COLUMNS),
        "TERM": "xterm-256color",
    }
    done = subprocess.run(  # noqa: S603 - fixed commands of this project
        [sys.executable, "-m", "readlist", *arguments],
        env=inherited | wanted,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text.from_ansi(done.stdout.rstrip("\n")))
    console.print()  # Rich cuts the descenders of the last line
    return console.export_svg(title=f"readlist {' '.join(arguments)}", code_format=_FRAME)


def review_lines(folder: Path) -> list[Strip]:
    """Return what the review of `DOCUMENT` shows, line by line."""
    Path(folder, "reading.md").write_text(DOCUMENT, "utf-8")
    Path(folder, "few.toml").write_text("schema = 1\n", "utf-8")
    paths = Paths(folder / "few.toml", folder, folder / "config.toml", folder, folder)
    workspace = Workspace(paths, load_settings(paths.config), Unheard(), offline=True)
    with contextlib.chdir(folder):
        scanned, _ = scanning.scan(workspace, ["reading.md"], lambda: b"")
        plan = scanning.plan_import(workspace, scanned, ImportOptions(fetch=False))
        excerpts = Excerpts(scanned)

        def excerpt(item: ReviewItem) -> Sequence[tuple[int, str]]:
            return excerpts.around(item.source, item.line, item.id, item.title)

        app = ReviewApp(Review(plan, workspace.papers()), excerpt, Canvas(COLUMNS))

        async def shown() -> list[Strip]:
            async with app.run_test(size=(COLUMNS, LINES)) as pilot:
                await pilot.press(*KEYS)
                await pilot.pause()
                return list(app.screen._compositor.render_strips())  # noqa: SLF001 - as tests do

        return asyncio.run(shown())


def _review(folder: Path) -> str:
    """Return the screen of the review, as SVG."""
    return _drawn(review_lines(folder), "readlist import --review")


def triage_lines(folder: Path) -> list[Strip]:
    """Return what `triage` shows of an inbox with `NEW`, line by line."""
    inbox = [
        Paper(
            one.id,
            one.title,
            tuple(author.name for author in one.authors),
            date.fromisoformat(one.published[:10]),
            one.categories,
            status=Status.INBOX,
            added=TODAY,
            due=TODAY + timedelta(days=6) if one is NEW[0] else None,
        )
        for one in NEW
    ]
    path = Path(folder, "triage.toml")
    path.write_text(_list_of([*_papers(), *inbox]), "utf-8")
    library = Path(folder, "triage")
    for one in NEW:
        PaperFiles(library).write_metadata(one)
    paths = Paths(path, library, folder / "config.toml", folder, folder)
    workspace = Workspace(paths, load_settings(paths.config), Unheard(), offline=True)
    papers = workspace.papers()
    taste = choosing.learn_taste(workspace, papers)
    waiting = taste.order([paper for paper in papers if paper.status is Status.INBOX])
    app = TriageApp(Decisions(workspace, taste), waiting, "inbox", Canvas(COLUMNS))

    async def shown() -> list[Strip]:
        async with app.run_test(size=(COLUMNS, LINES - 4)) as pilot:
            await pilot.pause()
            return list(app.screen._compositor.render_strips())  # noqa: SLF001 - as tests do

    return asyncio.run(shown())


def _triage(folder: Path) -> str:
    """Return the screen of `triage`, as SVG."""
    return _drawn(triage_lines(folder), "readlist triage")


def _drawn(strips: Sequence[Strip], title: str) -> str:
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    lines = ([*strip, Segment.line()] for strip in strips)
    console.print(Segments([segment for line in lines for segment in line]))
    return console.export_svg(title=title, code_format=_FRAME)


async def _screen(home: Path) -> str:
    """Return the list's screen with a filter and two marked rows, as SVG."""
    os.environ |= {"READLIST_HOME": str(home), "READLIST_TODAY": TODAY.isoformat()}
    actions = BrowseActions(open_workspace())
    listing = Listing(actions.papers(), actions.holds, SHOWN)
    app = BrowseApp(actions, listing, "browse", Canvas(COLUMNS))
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    async with app.run_test(size=(COLUMNS, 30)) as pilot:
        await pilot.pause(2)
        await pilot.press("slash", *"topic", "colon", *"reasoning,moe", "enter", "space", "space")
        await pilot.pause(1)
        strips = app.screen._compositor.render_strips()  # noqa: SLF001 - what is on the screen
        console.print(Segments([part for strip in strips for part in (*strip, Segment.line())]))
    console.print()
    return console.export_svg(title="readlist browse", code_format=_FRAME)


if __name__ == "__main__":
    main()
