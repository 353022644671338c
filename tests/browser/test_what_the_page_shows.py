"""Orders, charts, BibTeX and long lists on the page, in a browser."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from browser.visiting import Visit, Visitor
from exporters.export_samples import (
    a_paper,
    an_entry,
    hostile_entries,
    large_entries,
    plain_entries,
)
from readlist.exporters import ExportEntry, Options, bibtex
from readlist.exporters.html.charts import themes_chart, weeks_chart, years_chart
from readlist.exporters.html.toolbar import overview_of
from readlist.exporters.layout import by_theme
from readlist.paper import Paper, Status
from readlist.tally import by_week

_REASON = "Playwright is not installed: the page was not tried in a browser"
expect = pytest.importorskip("playwright.sync_api", reason=_REASON).expect
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason=_REASON)

pytestmark = pytest.mark.browser

KINDS = [
    Paper(
        "doi:10.1000/leaf.3",
        "Folding {Leaves} & <Trees>",
        ("Ada Archer", "Bo van der Bow"),
        published_as="2021-08",
        topics=("bio; wind",),
        bib={"type": "article-journal", "container-title": "Leaf", "page": "10-19"},
    ),
    Paper("isbn:9780262035613", "Trees: A Book", ("Ada Archer",), bib={"type": "book"}),
    Paper("url:https://example.org/paper?id=5&x=%41#", "A Page of a Paper", ("Bo Bow",)),
    Paper("local:bow2026draft", "A Draft", key="my:key", topics=("bio",)),
    Paper("local:bow2026draft", "The Same Identifier Again"),
    Paper("no identifier at all", ""),
]
"""Papers of every kind."""


def kinds() -> list[ExportEntry]:
    """Make an entry of each kind of paper, and ordinary ones."""
    return [*map(ExportEntry, KINDS), *plain_entries()]


def titles(found: Visit) -> list[str]:
    """Return the titles on the page, from the top."""
    return [one.removeprefix("★ ") for one in found.page.locator(".paper h3").all_inner_texts()]


def headings(found: Visit) -> list[str]:
    """Return the headings over the papers."""
    return found.page.locator("main h2").all_inner_texts()


def normal(svg: str) -> list[tuple[str, dict[str, str], str]]:
    """Return the elements of a chart without what spells them."""
    found = ET.fromstring(svg.replace('xmlns="http://www.w3.org/2000/svg"', ""))
    return [(node.tag, node.attrib, node.text or "") for node in found.iter()]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_first_screen_shows_papers(visit: Visitor, width: int, height: int) -> None:
    """Title, search and the first three papers are there without scrolling; charts are not."""
    found = visit(50, width=width)
    found.page.set_viewport_size({"width": width, "height": height})
    for place in range(3 if width > 1000 else 2):
        box = found.page.locator(".paper").nth(place).bounding_box()
        assert box
        assert box["y"] + box["height"] <= height
    expect(found.page.locator("#charts")).to_be_hidden()


def test_results_stand_below_the_field_wherever_one_was(visit: Visitor) -> None:
    """A key pressed far down the page shows what it finds at once."""
    found = visit(150)
    found.page.evaluate("scrollTo(0, 9000)")
    found.page.keyboard.press("/")
    found.page.keyboard.type("study 42")
    box = found.page.locator(".paper").first.bounding_box()
    assert box
    assert 0 < box["y"] < 300


ORDERS = [
    ("added", ["Newer", "Beta", "älter", "No Day"], ["November 2026", "January 2025"]),
    ("title", ["älter", "Beta", "Newer", "No Day"], ["A", "B", "N"]),
    ("year", ["Newer", "älter", "Beta", "No Day"], ["2024", "2023", "1999"]),
    ("rank", ["Beta", "älter", "Newer", "No Day"], ["To read next", "Not to read next"]),
]


@pytest.mark.parametrize(("order", "wanted", "over"), ORDERS, ids=[row[0] for row in ORDERS])
def test_every_order_orders_and_stands_in_the_address(
    visit: Visitor, order: str, wanted: list[str], over: list[str]
) -> None:
    """Newest first, by letters, by year, and as `next` has them; headings say which."""
    entries = [
        an_entry(1, title="Beta", added=date(2026, 11, 1), published=date(1999, 1, 1)),
        an_entry(2, title="älter", added=date(2025, 1, 9), published=date(2023, 3, 1)),
        an_entry(3, title="Newer", added=date(2026, 11, 3), published=date(2024, 3, 1)),
        ExportEntry(a_paper(4, title="No Day", added=None, published=None)),
    ]
    ranks = {"2401.00001": 1, "2401.00002": 7}
    found = visit(entries, ranks=ranks)
    found.page.select_option("[name=sort]", order)
    assert titles(found) == wanted
    assert headings(found)[: len(over)] == over
    assert found.fragment == f"sort={order}"
    assert titles(visit(entries, f"#sort={order}", ranks=ranks)) == wanted
    found.page.click("#count")
    found.page.keyboard.press("Escape")
    assert found.page.input_value("[name=sort]") == order


def test_rank_is_offered_only_where_it_is_known(visit: Visitor) -> None:
    """Without ranks there is no such order, and an address that asks for it gets the usual one."""
    found = visit(plain_entries(), "#sort=rank")
    assert found.page.locator("[name=sort] option[value=rank]").count() == 0
    assert headings(found) == ["moe", "attention", "Other"]


@pytest.mark.parametrize("entries", [kinds(), hostile_entries(), large_entries(300)])
def test_bibtex_is_that_of_the_exporter(
    visit: Visitor, tmp_path: Path, entries: Sequence[ExportEntry]
) -> None:
    """Of all that is shown, in its order, to the letter, on the clipboard and in a file."""
    found = visit(entries)
    found.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = [entry for group in by_theme(entries).values() for entry in group]
    options = Options(keys=Options().keys_of(entries))
    wanted = bibtex.render_bibtex(shown, options)
    found.page.click("#cite")
    found.page.click("#bibtex-copy")
    expect(found.page.locator("#bibtex-copy")).to_have_text("Copied")
    assert found.page.evaluate("navigator.clipboard.readText()") == wanted
    with found.page.expect_download() as saved:
        found.page.click("#bibtex-save")
    saved.value.save_as(tmp_path / "saved.bib")
    assert saved.value.suggested_filename == "papers.bib"
    assert (tmp_path / "saved.bib").read_text("utf-8") == wanted
    found.page.click("#bibtex-close")
    expect(found.page.locator("#bibtex")).to_be_hidden()


def test_bibtex_follows_the_filter_and_the_order(visit: Visitor) -> None:
    """What is not shown is not cited; the keys are those of the whole list."""
    entries = [an_entry(n, title="Same", topics=(f"t{n}",)) for n in (1, 2, 3)]
    found = visit(entries, "#q=t3")
    found.page.keyboard.press("b")
    shown = found.page.inner_text("#bibtex-text")
    assert shown.startswith("@misc{lovelace2024same-240100003,")
    assert shown.count("@misc") == 1
    assert found.page.inner_text("#bibtex-title") == "BibTeX of 1 paper"
    found.page.keyboard.press("Escape")
    found.page.fill("[name=q]", "nothing has this")
    expect(found.page.locator("#cite")).to_be_disabled()


def test_all_bibtex_can_be_taken_where_copying_is_forbidden(visit: Visitor) -> None:
    """More than fits the screen is shown and selected instead."""
    found = visit(150)
    found.page.evaluate("() => { navigator.clipboard.writeText = async () => { throw 'no'; }; }")
    found.page.click("#cite")
    assert found.page.inner_text("#bibtex-text").count("@misc") == 100
    found.page.click("#bibtex-copy")
    expect(found.page.locator("#bibtex-more")).to_have_text("Selected: copy it with the keyboard.")
    assert found.page.evaluate("String(getSelection())").count("@misc{") == 150


@pytest.mark.parametrize(
    "entries", [plain_entries(), hostile_entries(), large_entries(300)], ids=["plain", "odd", "300"]
)
def test_the_script_draws_the_charts_that_stand_in_the_page(
    visit: Visitor, entries: Sequence[ExportEntry]
) -> None:
    """Element by element, number by number, word by word."""
    done = [
        replace(one, paper=replace(one.paper, finished=date(2026, 10, 1 + place % 28)))
        for place, one in enumerate(entries)
    ]
    found = visit(done)
    found.page.click("#numbers")
    drawn = found.page.locator("#charts svg").evaluate_all(
        "nodes => nodes.map(node => new XMLSerializer().serializeToString(node))"
    )
    overview = overview_of(done, Options())
    assert overview.last
    written = [
        themes_chart(overview.themes),
        weeks_chart(by_week((entry.paper for entry in done), overview.last)),
        years_chart(overview.years),
    ]
    assert list(map(normal, drawn)) == list(map(normal, written))


def test_charts_open_at_a_button_and_follow_the_filter(visit: Visitor) -> None:
    """They count what is shown, whatever was chosen before or after."""
    found = visit(plain_entries())
    button = found.page.get_by_role("button", name="Charts")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    themes = found.page.locator(".themes svg")
    found.page.select_option("[name=topic]", "attention")
    expect(themes).to_have_attribute("aria-label", "Papers by theme. attention: 0 of 2 read.")
    found.page.keyboard.press("Escape")
    expect(themes).to_have_attribute("aria-label", re.compile("moe: 1 of 2 read"))
    button.click()
    expect(found.page.locator("#charts")).to_be_hidden()
    found.page.select_option("[name=status]", "read")
    found.page.locator("h1").click()
    found.page.keyboard.press("c")
    expect(found.page.locator(".years svg")).to_have_attribute(
        "aria-label", "Papers by year of their first version. 2024: 1, 1 read."
    )


def test_a_long_list_is_whole_without_scripts(visit: Visitor) -> None:
    """What scripts would draw later is there to read."""
    found = visit(400, scripts=False)
    assert found.page.locator(".paper:visible").count() == 400
    assert len({node.get_attribute("id") for node in found.page.locator(".paper").all()}) == 400


def test_a_long_list_is_drawn_where_one_looks_and_soon_all_of_it(visit: Visitor) -> None:
    """A search begins with what is in sight; at rest the browser's own search finds everything."""
    found = visit(1000)
    drawn = "document.querySelectorAll('.paper:not([hidden] *)').length"
    found.page.fill("[name=q]", "study")
    assert 25 <= found.page.evaluate(drawn) <= 200
    expect(found.page.locator(".paper:not([hidden] *)")).to_have_count(1000)
    found.page.fill("[name=q]", "stud")
    assert found.page.evaluate(drawn) <= 200
    found.page.keyboard.press("Control+f")
    assert found.page.evaluate(drawn) == 1000


def cards(found: Visit) -> list[list[str | None]]:
    """Return identifier, words and addresses of every paper on the page."""
    script = """nodes => nodes.map(node => {
        for (const button of node.querySelectorAll(".copy")) button.remove();
        const links = Array.from(node.querySelectorAll("a"), link => link.getAttribute("href"));
        return [node.id, node.textContent, ...links];
    })"""
    return list(found.page.locator(".paper").evaluate_all(script))


def test_hostile_papers_that_slept_wake_up_as_text(visit: Visitor) -> None:
    """What the script draws of a long list is what stands there without scripts."""
    entries = [*hostile_entries(), *large_entries(300)][::-1]
    found = visit(entries)
    found.page.on("dialog", lambda dialog: found.complaints.append(dialog.message))
    found.page.keyboard.press("Control+f")
    expect(found.page.locator(".paper")).to_have_count(len(entries))
    assert found.page.locator(":is(main, nav) :is(img, script, style)").count() == 0
    assert cards(found) == cards(visit(entries, scripts=False))


def test_words_of_buttons_are_not_found(visit: Visitor) -> None:
    """Only what is said of papers is searched, in those that slept and in those that did not."""
    found = visit(plain_entries(), "#q=copy")
    assert found.shown == []
    found.page.fill("[name=q]", "unread")
    assert found.shown == ["2401.00002"]


def test_a_permalink_far_down_a_long_list_arrives(visit: Visitor) -> None:
    """Also one that no list has drawn yet, and the heading of a theme."""
    entries = large_entries(1000)
    last = entries[-1]
    found = visit(entries, f"#{last.id}")
    expect(found.page.locator(f"[id='{last.id}']")).to_be_in_viewport()
    found.page.locator("nav a", has_text="theme 7").click()
    expect(found.page.locator("main h2", has_text="theme 7")).to_be_in_viewport()


def test_the_address_of_any_kind_of_paper_arrives(visit: Visitor) -> None:
    """An identifier with an equals sign or a percent sign is no choice of papers."""
    odd = "url:https://example.org/paper?id=5&x=%41#"
    found = visit(kinds())
    found.page.locator(f"[id='{odd}'] .permalink").click()
    expect(found.page.locator(".here")).to_have_attribute("id", odd)
    assert len(found.shown) == len(kinds())


def test_arrows_go_from_the_search_through_the_papers(visit: Visitor) -> None:
    """Down leads into the list, up out of it again; letters can be switched off."""
    found = visit(50)
    press = found.page.keyboard.press
    first, second = (found.page.locator(".paper h3 a").nth(place) for place in (0, 1))
    press("/")
    press("ArrowDown")
    expect(first).to_be_focused()
    press("ArrowDown")
    expect(second).to_be_focused()
    press("ArrowUp")
    press("ArrowUp")
    expect(found.page.locator("[name=q]")).to_be_focused()
    press("Enter")
    expect(first).to_be_focused()
    press("?")
    expect(found.page.locator("#keys")).to_be_visible()
    found.page.uncheck("#single")
    press("Escape")
    expect(found.page.locator("#keys")).to_be_hidden()
    press("j")
    expect(first).to_be_focused()


@pytest.mark.parametrize("papers", [50, 400])
def test_clearing_stays_on_the_paper_that_was_found(visit: Visitor, papers: int) -> None:
    """Escape on a result shows it among all papers, with the focus on it."""
    entries = large_entries(papers)
    found = visit(entries)
    found.page.keyboard.press("/")
    found.page.keyboard.type(f"study {papers - 5}")
    found.page.keyboard.press("ArrowDown")
    found.page.keyboard.press("Escape")
    expect(found.page.locator("#count")).to_have_text(f"{papers} papers")
    link = found.page.locator(f"[id='{entries[papers - 6].id}'] h3 a")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()


def test_a_topic_keeps_the_order(visit: Visitor) -> None:
    """Choosing a topic by its link replaces the search, not the order."""
    found = visit(plain_entries(), "#q=lora&sort=title")
    found.page.locator(".topic", has_text="moe").click()
    assert found.fragment == "topic=moe&sort=title"
    expect(found.page.locator("[name=topic]")).to_be_focused()


def faults(found: Visit) -> list[Any]:
    """Return what axe-core finds wrong with the page as it stands."""
    return list(axe.Axe().run(found.page).response["violations"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_what_opens(visit: Visitor, scheme: str, width: int) -> None:
    """Charts, BibTeX, the keys, every order and a long list."""
    found = visit(250, "#sort=year", scheme=scheme, width=width)
    found.page.click("#numbers")
    assert faults(found) == []
    for name in ("bibtex", "keys"):
        found.page.locator(f"#{name}").evaluate("node => node.showModal()")
        assert faults(found) == []
        found.page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_that_opens_is_wider_than_the_window(visit: Visitor, width: int) -> None:
    """Charts and dialogs fit, whatever the titles."""
    found = visit(hostile_entries(), width=width)
    found.page.click("#numbers")
    found.page.click("#cite")
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    box = found.page.locator("#bibtex").bounding_box()
    assert box
    assert box["width"] <= width


def test_states_are_words_where_colours_are_forced(visit: Visitor) -> None:
    """With the colours of the system papers still say how far one is."""
    found = visit(
        [
            replace(one, paper=replace(one.paper, status=s))
            for s, one in zip(Status, plain_entries(), strict=True)
        ]
    )
    found.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    words = found.page.locator(".facts .status").all_inner_texts()
    assert sorted(words) == sorted(str(status) for status in Status)
    assert faults(found) == []
