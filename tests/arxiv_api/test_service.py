"""Whom to ask, and how fast."""

from pathlib import Path

import pytest

from readlist.arxiv_api import Service, Timeouts
from readlist.errors import UsageError

LOCAL = {
    "api_url": "http://127.0.0.1:1/api/query",
    "pdf_url": "http://localhost:1/pdf/",
    "rss_url": "http://[::1]:1/rss/",
}


def make(**fields: object) -> Service:
    """Return a service with some fields set."""
    return Service(gate=Path("gate"), user_agent="test", **fields)  # type: ignore[arg-type]  # any field


def test_defaults_are_arxivs_rules() -> None:
    """Unset, the interval is 3 s and the hosts are the ones meant for programs."""
    service = make()
    assert service.pace(service.api_url) == 3
    assert service.first_pause(service.api_url) == 20
    assert service.api_url == "https://export.arxiv.org/api/query"
    assert (service.timeouts.connect, service.timeouts.read, service.timeouts.total) == (
        10,
        30,
        300,
    )


def test_short_intervals_count_on_loopback_only() -> None:
    """Under 3 s is for loopback hosts; whoever else is asked keeps the rule."""
    local = make(interval=0.2, **LOCAL)
    assert {local.pace(url) for url in LOCAL.values()} == {0.2}
    partly = make(interval=0.2, api_url=LOCAL["api_url"])
    assert partly.pace(partly.api_url) == 0.2
    assert partly.pace(partly.rss_url) == 3
    assert local.pace("https://arxiv.org/pdf/2310.06825") == 3
    assert make(interval=10).pace(local.api_url) == 10


@pytest.mark.parametrize(
    "url",
    [
        "http://export.arxiv.org/api/query",
        "http://127.0.0.1.evil.example/",
        "ftp://127.0.0.1/",
        "https://",
        "https://user:pass@arxiv.org/",
        "https://arxiv.org/api?x=1",
        "https://arxiv.org/{}",
        "https://[::1",
        "https://arxiv.org:99999/",
        "",
    ],
)
def test_unsafe_addresses_are_refused(url: str) -> None:
    """Plain http beyond loopback, credentials and odd addresses are a usage error."""
    with pytest.raises(UsageError, match="cannot be asked"):
        make(api_url=url)


@pytest.mark.parametrize("interval", [-1, float("nan"), float("inf"), 1e9])
def test_impossible_intervals_are_refused(interval: float) -> None:
    """An interval is a number of seconds up to an hour."""
    with pytest.raises(UsageError, match="interval"):
        make(interval=interval)


def test_timeouts_scale_together() -> None:
    """One setting stands for all three, in the default proportions."""
    assert Timeouts.scaled(30) == Timeouts()
    assert Timeouts.scaled(60) == Timeouts(connect=20, read=60, total=600)
    for wrong in (0, -1, float("nan"), float("inf")):
        with pytest.raises(UsageError, match="timeout"):
            Timeouts.scaled(wrong)
