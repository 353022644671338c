"""READLIST_HOSTS sends requests to this machine, and nowhere else."""

import pytest

from readlist.errors import FileError
from readlist.http.hosts import Hosts

TEXT = (
    "api.crossref.org=http://127.0.0.1:8000/api.crossref.org/,"
    "doi.org=http://127.0.0.1:8000/d, example.org=http://localhost:9/d/deep"
)


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        (
            "https://api.crossref.org/works/10.1%2Fx?a=b",
            "http://127.0.0.1:8000/api.crossref.org/works/10.1%2Fx?a=b",
        ),
        ("https://DOI.org/10.1/x", "http://127.0.0.1:8000/d/10.1/x"),
        ("https://doi.org", "http://127.0.0.1:8000/d/"),
        ("https://dx.doi.org/10.1/x", "https://dx.doi.org/10.1/x"),
        ("https://doi.org:8443/10.1/x", "https://doi.org:8443/10.1/x"),
    ],
)
def test_a_request_goes_to_the_base_and_the_same_path(address: str, sent: str) -> None:
    """The path and the query stay as they are; other hosts and ports are not touched."""
    assert Hosts.parse(TEXT).sent_to(address) == sent


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("http://127.0.0.1:8000/d/10.1/x?y", "https://doi.org/10.1/x?y"),
        ("http://localhost:9/d/deep/x", "https://example.org/x"),
        ("http://127.0.0.1:8000/d", "https://doi.org/"),
        ("http://127.0.0.1:8000/data", "http://127.0.0.1:8000/data"),
        ("https://other.org/d/x", "https://other.org/d/x"),
    ],
)
def test_an_address_below_a_base_means_its_host(address: str, meant: str) -> None:
    """What lies below a base stands for its host; a path that only begins alike does not."""
    assert Hosts.parse(TEXT).meant_by(address) == meant


def test_the_longest_base_decides() -> None:
    """A base below another one is the one that is meant."""
    hosts = Hosts.parse("a.org=http://127.0.0.1:1/x,b.org=http://127.0.0.1:1/x/y")
    assert hosts.meant_by("http://127.0.0.1:1/x/y/z") == "https://b.org/z"
    assert hosts.meant_by("http://127.0.0.1:1/x/z") == "https://a.org/z"


@pytest.mark.parametrize(
    "text",
    [
        "a.org=https://evil.example",
        "a.org=http://127.0.0.1@evil.example/x",
        "a.org=http://user:word@127.0.0.1/x",
        "a.org=http://127.0.0.1.evil.example/x",
        "a.org=ftp://127.0.0.1/x",
        "a.org=",
        "=http://127.0.0.1/x",
        "a.org",
        "a.org=http://127.0.0.1:port/x",
        "a.org=http://10.0.0.1/x",
    ],
)
def test_a_base_elsewhere_is_refused(text: str) -> None:
    """Only loopback may stand for a host."""
    with pytest.raises(FileError) as caught:
        Hosts.parse(f"b.org=http://127.0.0.1/ok,{text}")
    assert caught.value.exit_code == 6


def test_nothing_is_mapped_by_nothing() -> None:
    """An empty value maps no host."""
    assert "a.org" not in Hosts.parse("")
    assert "A.org" in Hosts.parse("a.org=http://[::1]:8000/a")
