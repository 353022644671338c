"""What the line says of the work under way."""

import pytest

from readlist.cli.job import Job, line_of
from readlist.text import columns

BAR = ("=", "-")


def a_job(done: int = 0, total: int | None = None, item: str = "", pace: float = 0.0) -> Job:
    """Return a piece of work that began at 0 and was heard of last at 10 s."""
    job = Job("Fetching PDFs", 0.0, pace)
    job.at(10.0, done, total, item)
    return job


def test_the_line_says_what_it_does_and_how_far_it_is() -> None:
    """The number of the thing under way, a bar, its name, its bytes, and the time left."""
    job = a_job(6, 20, "2401.04088v1")
    job.load(10.0, 1_250_000, 2_500_000)
    assert line_of(job, 10.0, 79, BAR) == (
        "  Fetching PDFs  7 of 20  ====---------  2401.04088v1  1.2 of 2.5 MB  24 s left"
    )


def test_things_without_a_name_count_when_they_are_done() -> None:
    """Papers that are indexed by the thousand are counted, not named."""
    job = Job("Indexing the list", 0.0)
    job.at(1.0, 5_000, 20_000, "")
    assert line_of(job, 1.0, 79, BAR) == (
        "  Indexing the list  5,000 of 20,000  ======------------------  3 s left"
    )


def test_without_a_number_the_time_shows_that_it_goes_on() -> None:
    """One document, one answer: nobody knows how far it is, but how long it takes is known."""
    job = Job("Reading", 0.0)
    job.at(0.0, 0, 1, "a page.html")
    assert line_of(job, 6.2, 79, BAR) == "  Reading  a page.html  6 s"


def test_a_short_wait_counts_down_beside_the_bar() -> None:
    """The pace is no news; it stands in the announcement."""
    job = a_job(10, 20, "2401.04088v1")
    job.wait(10.0, 3.0, "arXiv asks for 3 s between requests")
    lines = [line_of(job, now, 79, BAR) for now in (10.0, 11.0, 12.5)]
    assert [line.split("waiting ")[1].split("  ")[0] for line in lines] == ["3 s", "2 s", "1 s"]
    assert not any("2401.04088" in line or "asks" in line for line in lines)
    assert "waiting" not in line_of(job, 13.1, 79, BAR)


@pytest.mark.parametrize("width", [46, 59, 79, 119])
def test_the_reason_of_a_long_wait_stays(width: int) -> None:
    """It is the last thing to go when there is little room."""
    job = a_job(10, 20, pace=3.0)
    job.wait(10.0, 25.0, "arXiv asks to slow down (429)")
    line = line_of(job, 11.0, width, BAR)
    assert "waiting 24 s: arXiv asks to slow down (429)" in line.replace("W", "w")


def test_a_wait_of_unknown_length_has_its_reason() -> None:
    """Another process is at it; it is told again while that lasts, and forgotten otherwise."""
    job = a_job(10, 20)
    job.wait(10.0, 0.0, "another readlist is asking arXiv")
    assert "waiting: another readlist is asking arXiv" in line_of(job, 11.0, 79, BAR)
    assert "waiting" not in line_of(job, 13.0, 79, BAR)


def test_a_wait_of_which_nothing_else_is_known_is_a_sentence() -> None:
    """It begins with a capital letter."""
    job = Job("", 0.0)
    job.wait(0.0, 130.0, "arXiv asks to slow down (503)")
    assert line_of(job, 0.0, 79, BAR) == "  Waiting 3 min: arXiv asks to slow down (503)"


def test_the_pace_is_reckoned_with() -> None:
    """The first PDF came in no time, and 18 more need 3 s each at least."""
    job = Job("Fetching PDFs", 0.0, 3.0)
    job.at(0.1, 1, 20, "x")
    assert line_of(job, 0.1, 79, BAR).endswith("54 s left")


@pytest.mark.parametrize("width", range(8, 121, 7))
@pytest.mark.parametrize("name", ["", "2401.04088v1", "混合专家模型的路由方法研究.pdf" * 4])
def test_no_line_is_wider_than_the_terminal(width: int, name: str) -> None:
    """Whatever there is to say."""
    for waits in (False, True):
        job = a_job(6, 20, name)
        job.load(10.0, 1_250_000, 99_500_000)
        if waits:
            job.wait(10.0, 25.0, "arXiv asks to slow down (429)")
        assert columns(line_of(job, 11.0, width, BAR)) <= width
