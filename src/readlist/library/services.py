"""Access to arXiv and to the other services that know papers, as the settings want it."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from readlist import __version__
from readlist.config import Settings
from readlist.errors import ArxivError, ServiceError, UsageError
from readlist.http.hosts import Hosts
from readlist.http.timeouts import Timeouts
from readlist.lazy import lazy
from readlist.paths import Paths

if TYPE_CHECKING:
    from readlist import arxiv_api, sources
    from readlist.arxiv_api import ArxivApi
    from readlist.sources import Access
else:
    arxiv_api = lazy("readlist.arxiv_api")
    sources = lazy("readlist.sources")

USER_AGENT = f"readlist/{__version__} (+https://pypi.org/project/readlist/)"
"""The user agent: arXiv wants to be able to tell clients apart."""


def make_arxiv_client(
    paths: Paths, settings: Settings, waiting: Callable[[float, str], None], *, offline: bool
) -> "ArxivApi":
    """Return arXiv's client; nothing heavy is loaded before its first request.

    Args:
        paths: Where everything is.
        settings: The settings in force.
        waiting: Called when a wait of more than a second begins, with the reason.
        offline: Whether the network is forbidden.

    Raises:
        ArxivError: The network is forbidden.
        UsageError: The settings name an address that cannot be used.
        FileError: ``READLIST_HOSTS`` sends requests elsewhere than to this machine.
    """
    if offline:
        raise ArxivError("this needs arXiv, and the network is off", way_online(settings))
    changed = settings.origins.get("network.timeout", "default") != "default"
    timeout = settings.number("network.timeout")
    hosts = Hosts.of_environment()

    def address(key: str) -> str:
        """Return the reader's address, else the one that tests redirect to."""
        chosen = settings.origins.get(key, "default") != "default"
        return settings.text(key) if chosen else hosts.sent_to(settings.text(key))

    service = arxiv_api.Service(
        gate=paths.gate,
        user_agent=USER_AGENT,
        api_url=address("network.api"),
        pdf_url=address("network.pdf"),
        rss_url=address("network.rss"),
        interval=settings.number("network.interval"),
        timeouts=Timeouts.scaled(timeout) if changed else Timeouts(),
    )
    return arxiv_api.ArxivApi(service, waiting)


def way_online(settings: Settings) -> str:
    """Return how to switch the network on."""
    if not settings.flag("network.offline"):
        return "leave out --offline"
    if settings.origins.get("network.offline") == "file":
        return "readlist config --unset network.offline"
    return "run it with READLIST_OFFLINE=0"


# Secrets are in the environment only: settings are shown, and may be under version control.
_OPENALEX = "READLIST_OPENALEX_KEY"
_SEMANTIC_SCHOLAR = "READLIST_S2_KEY"
_OPENREVIEW = "READLIST_OPENREVIEW_TOKEN"


def make_access(
    paths: Paths,
    settings: Settings,
    waiting: Callable[[float, str], None],
    warn: Callable[[str], None],
    *,
    offline: bool,
    any_host: bool = True,
) -> "Access":
    """Return access for look-ups; nothing heavy is loaded before the first request.

    Args:
        paths: Where everything is.
        settings: The settings in force.
        waiting: Called when a wait of more than a second begins, with the reason.
        warn: Called with every service that is left out for the rest of the run.
        offline: Whether the network is forbidden.
        any_host: Whether pages of any host may be read, not only those of known services.

    Raises:
        ServiceError: The network is forbidden.
        UsageError: The settings switch off an unknown service, or have an invalid mail address.
        FileError: ``READLIST_HOSTS`` sends requests elsewhere than to this machine.
    """
    if offline:
        raise ServiceError("this needs the network, which is off", way_online(settings))
    mail = _mail(settings.text("sources.mailto").strip())
    changed = settings.origins.get("network.timeout", "default") != "default"
    web = sources.make_web(
        paths.gates,
        paths.gate,
        hosts=Hosts.of_environment(),
        timeouts=Timeouts.scaled(settings.number("network.timeout")) if changed else None,
        mail=mail,
        on_wait=waiting,
        warn=warn,
        any_host=any_host,
    )
    return sources.Access(
        web,
        off=_off(settings.words("sources.off")),
        mail=mail,
        openalex_key=os.environ.get(_OPENALEX, "").strip(),
        semantic_scholar_key=os.environ.get(_SEMANTIC_SCHOLAR, "").strip(),
        openreview_token=os.environ.get(_OPENREVIEW, "").strip(),
    )


def check_setting(key: str, value: Any) -> None:  # noqa: ANN401 - of the setting's kind
    """Check a setting about services, before it is kept.

    Raises:
        UsageError: It names a service that there is not, or is not a mail address.
    """
    if key == "sources.off":
        _off(value)
    elif key == "sources.mailto":
        _mail(value)


def _off(words: tuple[str, ...]) -> frozenset[str]:
    """Return the keys of the services that are switched off.

    Raises:
        UsageError: There is no such service, so the setting would not have its intended effect.
    """
    plain = [word.lower().replace("-", "").replace("_", "") for word in words]
    for word, key in zip(words, plain, strict=True):
        if key not in sources.KEYS:
            known = ", ".join(sources.KEYS)
            raise UsageError(
                f"sources.off: there is no service {word[:40]!r}; choose from {known}",
                "readlist config sources.off openalex",
            )
    return frozenset(plain)


def _mail(text: str) -> str:
    """Return a mail address; it goes into a header.

    Raises:
        UsageError: It is not valid.
    """
    name, at, host = text.partition("@")
    fine = text.isascii() and text.isprintable() and not set(text) & set(' <>();,"')
    if text and not (fine and name and at and "." in host and len(text) < 200):
        raise UsageError(
            f"sources.mailto is not a mail address: {text[:60]!r}",
            "readlist config sources.mailto name@example.org",
        )
    return text
