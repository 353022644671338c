"""Labels, dates, venues and numbering: every alternative of the large patterns, one by one."""

from pathlib import Path

import pytest

from readlist.mentions import vocabulary

LABELS = Path(vocabulary.__file__).with_name("labels.txt").read_text(encoding="utf-8").splitlines()


def listed() -> list[str]:
    """Return the labels of the file, of all languages."""
    return [line for line in LABELS if line and not line.startswith("#")]


def test_each_label_stands_once_under_its_language() -> None:
    """The file is what people add to, so what they see in it is all there is."""
    labels = listed()
    assert len(labels) == len(set(labels)) > 250
    assert all(line == line.strip().casefold() for line in labels)
    assert sum(line.startswith("# ") for line in LABELS) == 16


@pytest.mark.parametrize("label", listed())
def test_every_label_says_what_a_link_is(label: str) -> None:
    """In capitals, numbered, in brackets, and beside another."""
    for written in (label, label.upper(), f"{label} 2", f"[{label}]", f"{label} | pdf"):
        assert vocabulary.is_label(written)


@pytest.mark.parametrize(
    "title", ["Papers of the Winds", "Code Llama", "Reading Maps", "论文写作之道"]
)
def test_titles_are_no_labels(title: str) -> None:
    """Also where they begin with one."""
    assert not vocabulary.is_label(title)


@pytest.mark.parametrize(
    "written",
    [
        "2024", "May 2024", "3rd May 2024", "May 3, 2024", "May '24", "Sept. 2023", "1 June",
        "2024-05-03", "2024.05", "2024/5/3", "2024年", "2024年5月", "2024年5月3日", "3/5/2024",
        "03.05.24", "3-5", "May - June 2024", "Jan–Feb 2023",
    ],
)  # fmt: skip
def test_dates_are_known_as_people_write_them(written: str) -> None:
    """By words, numbers and in Chinese."""
    assert vocabulary.is_date(written)


@pytest.mark.parametrize("written", ["May You Live", "2024 Winds", "34", "Marching On 2024", ""])
def test_what_has_more_than_a_date_is_none(written: str) -> None:
    """Titles may begin like one."""
    assert not vocabulary.is_date(written)


@pytest.mark.parametrize(
    "written",
    [
        "ICML", "In ICML 2024", "Proceedings of the ICML 2024", "Proc. ICML", "37th NeurIPS",
        "NeurIPS'23", "NeurIPS 2023 Workshop", "ACL Findings 2023", "ACL long 2023",
        "CVPR 2024 oral", "ICLR 2024, spotlight",
        "ACM MM 2023", "Best Paper Award", "NeurIPS D&B 2023", "KDD 2021, to appear",
        "ICRA 2020 outstanding paper", "3DV 2021", "Technical Report 2020",
    ],
)  # fmt: skip
def test_venues_are_known_with_year_and_track(written: str) -> None:
    """As lists put them behind a title."""
    assert vocabulary.is_venue(written)


@pytest.mark.parametrize(
    "written", ["Science of Winds", "In Search of ICML", "Cellular Nets", "34"]
)
def test_titles_are_no_venues(written: str) -> None:
    """Also where they begin like one."""
    assert not vocabulary.is_venue(written)


@pytest.mark.parametrize(
    "mark",
    [
        "1) ", "1. ", "[1:02:31] ", "02:31 ", "1.2) ", "iv) ", "(a) ", "b. ", "3/10 ", "3/ ",
        "3本目: ", "2件目、", "1つ目：", "4番目 ", "1位 ", "[3] ", "#3: ", "③", "❷ ", "2.1.4 ",
        "§ 2 ", "3、", "3．", "- ", "• ", "— ", "[ ] ", "[x] ", "3 - ", "TODO: ", "论文标题：",
    ],
)  # fmt: skip
def test_what_counts_or_marks_an_entry_is_left_out(mark: str) -> None:
    """Whatever way the list counts."""
    assert vocabulary.without_numbering(f"{mark}Gusts and Lulls") == "Gusts and Lulls"


@pytest.mark.parametrize("title", ["3D Winds", "A Gust", "2D Maps"])
def test_titles_that_begin_with_a_number_stay(title: str) -> None:
    """What belongs to the words is no numbering."""
    assert vocabulary.without_numbering(title) == title
