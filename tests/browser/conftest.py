"""A real browser, where the machine has one."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.visiting import CHROMIUM, FLAGS, Visit, Visitor
from exporters.export_samples import large_entries
from readlist.exporters import ExportEntry, Options
from readlist.exporters.html import page as html

if TYPE_CHECKING:
    from playwright.sync_api import Browser


# Not for the session: while Playwright runs, so does its event loop, and the tests of the triage
# screen could not start their own.
@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Browser"]:
    """Start Chromium once, with a profile of its own that goes when it ends."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: the page was not tried in a browser")
    playwright_api = pytest.importorskip("playwright.sync_api")
    with playwright_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM,
            headless=True,
            args=FLAGS,
            downloads_path=tmp_path_factory.mktemp("downloads"),
        )
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: "Browser", tmp_path: Path) -> Iterator[Visitor]:
    """Return a function that writes a page and opens it as a file; it must do so in silence."""
    visits: list[Visit] = []

    def open_page(
        papers: int | Sequence[ExportEntry],
        fragment: str = "",
        *,
        scheme: str = "light",
        scripts: bool = True,
        width: int = 1280,
        ranks: Mapping[str, int] | None = None,
    ) -> Visit:
        entries = large_entries(papers) if isinstance(papers, int) else papers
        file = tmp_path / "list.html"
        options = Options(notes=True, abstracts=True, ranks=ranks or {})
        text = html.render(entries, options)
        file.write_text(text, encoding="utf-8")
        context = browser.new_context(
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
            offline=True,
        )
        context.set_default_timeout(10_000)
        found = Visit(context.new_page())
        found.listen()
        found.page.goto(file.as_uri() + fragment)
        visits.append(found)
        return found

    yield open_page
    for done in visits:
        done.page.context.close()
        assert done.complaints == []
