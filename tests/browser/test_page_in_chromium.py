import io
from typing import Any

import pytest
from pypdf import PdfReader

from browser.visiting import Visit, Visitor
from exporters.export_samples import hostile_entries, large_entries, plain_entries

_REASON = "Playwright is not installed: the page was not tried in a browser"
expect = pytest.importorskip("playwright.sync_api", reason=_REASON).expect
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason=_REASON)

pytestmark = pytest.mark.browser


def faults(found: Visit) -> list[Any]:
    """Return what axe-core finds wrong with the page as it stands."""
    return list(axe.Axe().run(found.page).response["violations"])


SIZES = pytest.mark.parametrize("papers", [0, 1, 50, 1000])


@SIZES
def test_a_page_of_any_size_opens_in_silence(visit: Visitor, papers: int) -> None:
    """No error, no console message, no request; every paper is there, of many soon."""
    found = visit(papers)
    expect(found.page.locator(".paper")).to_have_count(papers)
    if papers:
        noun = "paper" if papers == 1 else "papers"
        assert found.page.text_content("#count") == f"{papers:,} {noun}"


def test_hostile_papers_open_in_silence(visit: Visitor) -> None:
    """Nothing in a title runs, loads or opens a dialogue, while searching either."""
    found = visit(hostile_entries())
    found.page.on("dialog", lambda dialog: found.complaints.append(dialog.message))
    found.page.fill("[name=q]", "<script>")
    assert len(found.shown) == 1
    assert found.page.locator(".paper img, .paper script").count() == 0


def test_typing_filters_at_once_and_keeps_the_address(visit: Visitor) -> None:
    """All words must be found, in any case and without accents; the address says which."""
    entries = large_entries(50)
    found = visit(entries)
    found.page.fill("[name=q]", "STUDY 42")
    assert found.shown == [entries[41].id]
    assert found.fragment == "q=STUDY+42"
    assert found.page.text_content("#count") == "1 of 50 papers"
    assert found.page.locator(".theme:visible").count() == 1
    assert found.page.locator("nav li:visible").count() == 1
    found.page.fill("[name=q]", "nothing has this")
    expect(found.page.locator("#nothing")).to_be_visible()
    found.page.fill("[name=q]", "")
    assert found.fragment == ""
    assert len(found.shown) == 50


def test_accents_do_not_matter(visit: Visitor) -> None:
    """What is hard to type is found without its marks."""
    found = visit(plain_entries())
    found.page.fill("[name=q]", "löra")
    assert found.shown == ["2401.00002"]


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("topic", "attention", ["2401.00003", "2401.00004"]),
        ("status", "reading", ["2401.00003"]),
        ("year", "2024", None),
        ("star", "1", ["2401.00001"]),
    ],
)
def test_each_filter_filters_and_comes_back_from_the_address(
    visit: Visitor, field: str, value: str, wanted: list[str] | None
) -> None:
    """A choice stands in the address, and the address makes the choice."""
    found = visit(plain_entries())
    every = found.shown
    if field == "star":
        found.page.check("[name=star]")
    else:
        found.page.select_option(f"[name={field}]", value)
    assert found.shown == (wanted or every)
    assert found.fragment == f"{field}={value}"
    sent = visit(plain_entries(), f"#{field}={value}")
    assert sent.shown == (wanted or every)
    sent.page.click("#clear")
    expect(sent.page.locator("#count")).to_have_text("5 papers")
    sent.page.wait_for_function("location.hash === ''")


def test_filters_work_together(visit: Visitor) -> None:
    """Every choice narrows what the others left; a value that does not exist is none."""
    found = visit(plain_entries(), "#q=sparse&topic=moe&status=read&star=1&year=1850")
    assert found.shown == ["2401.00001"]


def test_a_topic_is_a_link_to_its_papers(visit: Visitor) -> None:
    """Clicking a paper's topic chooses it."""
    found = visit(plain_entries())
    found.page.locator(".topic", has_text="attention").last.click()
    # The page follows its own address in an event that comes after the click.
    expect(found.page.locator("[name=topic]")).to_have_value("attention")
    assert found.shown == ["2401.00003", "2401.00004"]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_permalink_arrives(visit: Visitor, width: int) -> None:
    """The paper stands at the top of the window, below the filters that stay there."""
    entries = large_entries(200)
    found = visit(entries, f"#{entries[120].id}", width=width)
    place = found.page.locator(f"[id='{entries[120].id}']")
    expect(place).to_be_in_viewport(ratio=0.9)
    found.page.wait_for_function(
        "node => { const top = node.getBoundingClientRect().top; return top >= 0 && top < 120; }",
        arg=place.element_handle(),
    )


def test_a_permalink_to_a_hidden_paper_shows_it(visit: Visitor) -> None:
    """Filters make way for what was asked for by name."""
    found = visit(plain_entries(), "#status=read")
    assert found.shown == ["2401.00001"]
    found.page.evaluate("location.hash = '2401.00003'")
    expect(found.page.locator("[id='2401.00003']")).to_be_in_viewport()
    assert found.fragment == "2401.00003"


def test_the_keyboard_is_enough(visit: Visitor) -> None:
    """Slash searches, Escape clears, j and k go from paper to paper."""
    entries = large_entries(50)
    found = visit(entries)
    found.page.keyboard.press("/")
    expect(found.page.locator("[name=q]")).to_be_focused()
    found.page.keyboard.type("study 4")
    assert 0 < len(found.shown) < 50
    first = found.shown[0]
    found.page.locator("h1").click()
    found.page.keyboard.press("j")
    expect(found.page.locator(f"[id='{first}'] h3 a")).to_be_focused()
    found.page.keyboard.press("j")
    found.page.keyboard.press("k")
    expect(found.page.locator(f"[id='{first}'] h3 a")).to_be_focused()
    found.page.keyboard.press("Escape")
    expect(found.page.locator("#count")).to_have_text("50 papers")


def test_bibtex_is_copied(visit: Visitor) -> None:
    """One press copies the entry of that paper and says so."""
    found = visit(plain_entries())
    found.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    found.page.locator(".copy").nth(1).click()
    expect(found.page.locator("#say")).to_have_text("BibTeX copied")
    copied = found.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@misc{lovelace2024lora,\n  title = {{LoRA}: Low-Rank Things},")


def test_bibtex_can_be_taken_where_copying_is_forbidden(visit: Visitor) -> None:
    """The entry is shown and selected instead."""
    found = visit(plain_entries())
    found.page.evaluate("() => { navigator.clipboard.writeText = async () => { throw 'no'; }; }")
    found.page.locator(".copy").first.click()
    expect(found.page.locator(".cite pre").first).to_be_visible()
    assert found.page.evaluate("String(getSelection())").startswith("@article{lovelace2024sparse,")


def test_without_scripts_everything_is_there_to_read(visit: Visitor) -> None:
    """Papers, abstracts, charts and BibTeX show; what only scripts can do does not."""
    found = visit(plain_entries(), scripts=False)
    assert found.page.locator(".paper:visible").count() == 5
    assert found.page.locator(".chart:visible").count() == 3
    expect(found.page.locator("#filters")).to_be_hidden()
    assert found.page.locator("button:visible").count() == 0
    found.page.locator("summary", has_text="BibTeX").first.click()
    expect(found.page.locator(".cite pre").first).to_be_visible()


def test_dark_and_light_follow_the_system_and_the_button(visit: Visitor) -> None:
    """The button turns the scheme over, whichever the system wants."""

    def is_dark() -> bool:
        colour = found.page.evaluate("getComputedStyle(document.body).backgroundColor")
        return int(colour.removeprefix("rgb(").split(",")[0]) < 128

    for scheme in ("light", "dark"):
        found = visit(plain_entries(), scheme=scheme)
        assert is_dark() is (scheme == "dark")
        found.page.click("#scheme")
        assert is_dark() is (scheme == "light")
        expect(found.page.locator("#scheme")).to_have_text("Dark" if scheme == "dark" else "Light")


def test_print_holds_the_papers_and_none_of_the_controls(visit: Visitor) -> None:
    """Abstracts are open, addresses are printed, filters and buttons are not; light on white."""
    found = visit(plain_entries(), scheme="dark")
    pages = PdfReader(io.BytesIO(found.page.pdf(format="A4"))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for entry in plain_entries():
        assert entry.title in text
        assert entry.paper.url in text
        assert entry.abstract in text
    for control in ("Copy BibTeX", "All topics", "@misc", "search"):
        assert control not in text
    found.page.emulate_media(media="print")
    colour = found.page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert colour == "rgb(36, 34, 31)"


@pytest.mark.parametrize("papers", [0, 1, 50])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(visit: Visitor, papers: int, scheme: str, width: int) -> None:
    """No known fault of accessibility, in both schemes, wide and narrow."""
    found = visit(papers, scheme=scheme, width=width)
    assert faults(found) == []


def test_axe_finds_nothing_in_what_unfolds(visit: Visitor) -> None:
    """Open abstracts, BibTeX and a search without result are accessible too."""
    found = visit(hostile_entries())
    found.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert faults(found) == []
    found.page.fill("[name=q]", "nothing has this")
    assert faults(found) == []


def test_a_short_page_is_drawn_as_a_whole(visit: Visitor) -> None:
    """A screenshot of a list of usual length has no gaps; long ones are drawn where one looks."""
    few, many = visit(50), visit(1000)
    drawn = "getComputedStyle(document.querySelector('.papers')).contentVisibility"
    assert few.page.evaluate(drawn) == "visible"
    assert many.page.evaluate(drawn) == "auto"
    many.page.emulate_media(media="print")
    assert many.page.evaluate(drawn) == "visible"


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_is_wider_than_the_window(visit: Visitor, width: int) -> None:
    """The page never scrolls sideways, whatever the titles."""
    found = visit(hostile_entries(), width=width)
    found.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
