"""Which paper a PDF is, by what it says: an identifier alone proves nothing."""

from typing import Any

import pytest

from readlist.documents.pdf_paper import Front
from readlist.library.pdf_identity import (
    Origin,
    clues,
    contradicts,
    fits,
    holds,
    is_title,
    titles,
)
from readlist.metadata import Author, Metadata

TITLE = "Warm Winds Over Cold Lakes in Early Spring"
PAGE = f"{TITLE}\nAda Archer, Ben Birch\nAbstract\nWe look at lakes for a whole year.\n"


def front(*texts: str, **fields: Any) -> Front:
    """Return the front of a PDF with these pages."""
    lines = tuple((line, 10.0) for line in texts[0].splitlines()) if texts else ()
    given: dict[str, Any] = {"pages": len(texts), "texts": texts, "lines": lines}
    return Front(**(given | fields))


def known(title: str = TITLE, *authors: str, **fields: Any) -> Metadata:
    """Return a paper as a service describes it."""
    people = tuple(Author(name) for name in authors or ("Ada Archer", "Ben Birch"))
    return Metadata("doi:10.1000/182", 0, title, people, "", (), "2024", "", **fields)


def test_clues_come_in_the_order_of_their_worth() -> None:
    """Stamp, own information, pages; each once."""
    page = "See doi:10.1000/page and arXiv:2401.04088.\n"
    stamp = "arXiv:2310.06825v1 [cs.CL] 10 Oct 2023"
    found = clues(front(page, stamp=stamp, named=("doi:10.1000/own", "10.1000/own")))
    assert [(str(clue.identifier), clue.origin) for clue in found] == [
        ("2310.06825", Origin.STAMP),
        ("doi:10.1000/own", Origin.FILE),
        ("doi:10.1000/page", Origin.PAGE),
        ("2401.04088", Origin.PAGE),
    ]


def test_a_doi_that_a_line_divides_is_one() -> None:
    """Behind its slash, as publishers' narrow columns do."""
    (clue,) = clues(front("https://doi.org/10.1145/\n3292500.3330701\n"))
    assert str(clue.identifier) == "doi:10.1145/3292500.3330701"


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        PAGE.replace("Over Cold", "Over\nCold"),
        "Journal of Lakes 12 (2024)\n" + PAGE,
        PAGE.replace("Spring", "Spring ∗†"),
        PAGE.replace("Archer", "A RCHER"),
        PAGE.upper(),
    ],
    ids=["plain", "two lines", "head", "footnote", "small capitals", "capitals"],
)
def test_title_and_author_on_the_page_fit(page: str) -> None:
    """However the page sets them."""
    assert fits(front(page), known(), named=False)


@pytest.mark.parametrize(
    ("title", "authors"),
    [
        (f"Comment on {TITLE}", ("Ada Archer",)),
        (f"{TITLE} II", ("Ada Archer",)),
        ("Cold Winds Over Warm Lakes", ("Ada Archer",)),
        ("A Year", ("Ada Archer",)),
        (TITLE, ("Zoe Zander",)),
    ],
)
def test_other_papers_do_not_fit(title: str, authors: tuple[str, ...]) -> None:
    """A comment, a second part, a similar title, words of the text, other people."""
    assert not fits(front(PAGE), known(title, *authors), named=False)


def test_a_paper_that_the_text_mentions_does_not_fit() -> None:
    """A title inside a line is a mention."""
    page = PAGE.replace("We look", "Small Model 7B by Jiang is used. We look")
    assert not fits(front(page), known("Small Model 7B", "A. Q. Jiang"), named=True)


@pytest.mark.parametrize(
    "head", ["Supplementary Information for", "SUPPORTING INFORMATION", "Erratum to:", "Correction"]
)
def test_what_comes_with_a_paper_is_not_it(head: str) -> None:
    """Supplements and corrections bear the paper's title and people."""
    assert not fits(front(f"{head}\n{PAGE}"), known(), named=True)
    later = PAGE.replace("Abstract", f"{head}\nAbstract")
    assert fits(front(f"Lakes 12\n{later}"), known(), named=True)
    assert fits(front(f"{head}\n{PAGE}"), known(f"{head} {TITLE}"), named=True)


def test_a_title_below_the_head_is_another_papers() -> None:
    """Even on a line of its own, with its author; only what the file itself says needs no more."""
    page = f"A Study of Lakes\nZoe Zander\nAbstract\nOf others:\n{TITLE}\nby Ada Archer\n"
    assert not fits(front(page), known(), named=True)
    assert fits(front(page), known(), named=True, anywhere=True)


def test_a_title_that_is_drawn_last_is_told_by_its_size() -> None:
    """Text comes in the order in which it is drawn."""
    page = f"Abstract\nWe look at lakes for a whole year.\nAda Archer\n{TITLE}\n"
    lines = tuple((line, 18.0 if line == TITLE else 10.0) for line in page.splitlines())
    assert fits(front(page, lines=lines), known(), named=True)


def test_a_long_title_is_enough_where_the_file_names_the_identifier() -> None:
    """Collaborations list their people at the end; a short title is not enough."""
    other = known(TITLE, "Zoe Zander")
    assert fits(front(PAGE), other, named=True)
    assert not fits(front(PAGE), other, named=False)
    short = front(PAGE.replace(TITLE, "Warm Winds"))
    assert not fits(short, known("Warm Winds", "Zoe Zander"), named=True)


def test_accents_and_ligatures_make_no_difference() -> None:
    """PDFs set accents beside their letters."""
    page = PAGE.replace("Ada Archer", "Zoë M¨uller").replace("Winds", "Winds")
    assert fits(front(page), known(TITLE, "Zoë Müller"), named=False)


def test_a_scan_fits_only_by_what_the_file_is_called() -> None:
    """There is no page to check against."""
    assert not fits(front("", named=("10.1000/182",)), known(), named=True)
    assert fits(front("", title=TITLE), known(), named=True)


def test_a_page_contradicts_where_neither_title_nor_people_stand() -> None:
    """One of them is enough for a paper that changed its title."""
    assert contradicts(front(PAGE), known("Another Title Altogether", "Zoe Zander"))
    assert not contradicts(front(PAGE), known("Another Title Altogether"))
    assert not contradicts(front(""), known("Another Title Altogether"))


def test_what_a_paper_may_be_called() -> None:
    """The largest lines; what the file is called only where the page says so, too."""
    lines = (("LAKES", 9.0), ("Warm Winds Over", 18.0), ("Cold Lakes", 18.0), ("Ada Archer", 10.0))
    page = (
        "LAKES\nWarm Winds Over\nCold Lakes\nAda Archer\nA text that is long enough to be read.\n"
    )
    told = front(page, lines=lines, title="Microsoft Word - lakes.docx")
    assert titles(told) == ["Warm Winds Over Cold Lakes"]
    assert titles(front(page, lines=lines, title="Cold Lakes"))[0] == "Cold Lakes"
    assert titles(front(page, lines=lines, title="Lakes of Another Kind")) == [
        "Warm Winds Over Cold Lakes"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "untitled",
        "(anonymous)",
        "paper.dvi",
        "Microsoft Word - a.doc",
        "10.1000/182",
        "doi:10.1",
        "a1",
    ],
)
def test_what_programs_leave_is_no_title(text: str) -> None:
    """Names of files, numbers, nothing."""
    assert not is_title(text)


@pytest.mark.parametrize(
    ("page", "held"),
    [
        (PAGE, True),
        (PAGE.replace("Ada Archer, Ben Birch", "And others"), True),
        (PAGE.replace("Early Spring", "Spring, Early On"), True),
        (PAGE.replace("Archer, Ben Birch", "X").replace("Cold Lakes", "Ice"), False),
        (f"Supplementary Material\n{PAGE}", False),
        ("Migraine and the Weather\nOtto Ther\nAbstract\nNurses were asked for a year.\n", False),
        ("", False),
    ],
    ids=["itself", "no people", "other words", "half of it", "supplement", "another", "scan"],
)
def test_a_fetched_pdf_holds_words_of_the_title(page: str, *, held: bool) -> None:
    """Most of its words and an author, or all of a title that tells enough."""
    assert holds(front(page), TITLE, ["Ada Archer", "Ben Birch"], ["doi:10.1000/182"]) is held


def test_the_doi_stands_for_an_author() -> None:
    """On the page or in the file's own information."""
    page = front("Warm Winds\nAnd others\nA text that is long enough to be read.\n")
    assert not holds(page, "Warm Winds", ["Zoe Zander"], ["doi:10.1000/182"])
    named = front(*page.texts, named=("10.1000/182",))
    assert holds(named, "Warm Winds", ["Zoe Zander"], ["doi:10.1000/182"])
