"""Journals and conferences beside a title: every alternative of the pattern, one by one."""

import pytest

from readlist.mentions import not_titles


@pytest.mark.parametrize(
    "journal",
    [
        "Journal of Winds", "The Journal of Winds", "Transactions on Weather",
        "Proceedings of the Gusts", "Nature", "Nature Winds", "Science Advances", "Cell Systems",
        "Annals of Weather", "Bulletin of the Gust Society", "PLOS ONE", "ACS Winds", "IOP Gusts",
        "IEEE Gusts", "ACM Gusts", "eLife", "PNAS", "JAMA Weather", "Lancet Weather", "bioRxiv",
        "medRxiv", "ChemRxiv", "Preprint",
        "Weather Journal", "Weather Transactions", "Physical Review Letters",
        "Nature Communications", "Scientific Reports", "Oxford Bioinformatics", "Nature Methods",
        "Gust Bulletin",
        "Gust Conference", "Gust Symposium",
        "Phys. Rev. D", "Phys. Lett. B", "J. Weather",
    ],
)  # fmt: skip
def test_a_journal_with_its_year_is_a_place(journal: str) -> None:
    """In the ways that lists put it behind a title."""
    for year in ("2023", "May 2023", "(2023)", "3, 2023"):
        assert not_titles.is_dated(f"{journal} {year}")


@pytest.mark.parametrize(
    "state", ["Under review", "Submitted to Gusts", "Accepted", "To appear in Gusts", "In press"]
)
def test_what_waits_to_be_printed_is_a_place(state: str) -> None:
    """It needs no year."""
    assert not_titles.is_dated(state)


@pytest.mark.parametrize("title", ["Gusts of 2023", "Journals We Read: 2023", "Reading Winds"])
def test_titles_are_no_places(title: str) -> None:
    """Also where they end with a year."""
    assert not not_titles.is_dated(title)
