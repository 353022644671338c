"""The settings decide which services may be asked, and who is told what."""

from pathlib import Path

import pytest

from readlist.config import load_settings
from readlist.errors import FileError, ReadlistError, ServiceError
from readlist.library.services import make_access
from readlist.paths import find_paths
from readlist.sources import Access


def access(home: Path, text: str = "", *, offline: bool = False) -> Access:
    """Return access under a settings file."""
    file = home / "config.toml"
    file.write_text(text)
    settings = load_settings(file)
    return make_access(
        find_paths(), settings, lambda _s, _w: None, lambda _t: None, offline=offline
    )


def test_a_service_is_switched_off_by_its_name(home: Path) -> None:
    """Names are taken however they are spelt."""
    found = access(home, 'sources.off = ["openalex", "semantic-scholar", "Unpaywall"]')
    assert found.off == {"openalex", "semanticscholar", "unpaywall"}


def test_a_name_of_no_service_is_an_error(home: Path) -> None:
    """A service that was to be left alone is not asked because of a slip."""
    with pytest.raises(ReadlistError) as caught:
        access(home, 'sources.off = ["openalx"]')
    assert caught.value.exit_code == 2
    assert "openalex" in caught.value.problem


@pytest.mark.parametrize("mail", ["nobody", "a@b", "a@b.org>", "a b@c.org", "a@b.org\\nX: y"])
def test_a_mail_address_has_to_be_one(home: Path, mail: str) -> None:
    """What would break a header is refused."""
    with pytest.raises(ReadlistError):
        access(home, f'sources.mailto = "{mail}"')


def test_keys_come_from_the_environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are no settings, which are shown and kept in files."""
    monkeypatch.setenv("READLIST_MAILTO", "reader@example.org")
    monkeypatch.setenv("READLIST_S2_KEY", " s2 ")
    monkeypatch.setenv("READLIST_OPENREVIEW_TOKEN", "token")
    found = access(home)
    assert (found.mail, found.semantic_scholar_key) == ("reader@example.org", "s2")
    assert found.openreview_token == "token"
    assert "token" not in repr(found)


def test_hosts_elsewhere_are_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A base that is not on this machine ends everything before anything is sent."""
    monkeypatch.setenv("READLIST_HOSTS", "api.crossref.org=https://evil.example")
    with pytest.raises(FileError):
        access(home)


def test_offline_means_offline(home: Path) -> None:
    """No service is asked where the network is off."""
    with pytest.raises(ServiceError):
        access(home, offline=True)
