"""The client of arXiv, as the settings want it."""

from collections.abc import Callable

from readlist import __version__
from readlist.arxiv_api import ArxivApi, Service, Timeouts
from readlist.config import Settings
from readlist.errors import ArxivError
from readlist.http.hosts import Hosts
from readlist.paths import Paths

USER_AGENT = f"readlist/{__version__} (+https://pypi.org/project/readlist/)"
"""Who asks: arXiv likes to be able to tell clients apart."""


def make_client(
    paths: Paths, settings: Settings, waiting: Callable[[float, str], None], *, offline: bool
) -> ArxivApi:
    """Return the client; nothing heavy is loaded before it is asked something.

    Args:
        paths: Where everything is.
        settings: The settings in force.
        waiting: Told that a wait of more than a second begins, and why.
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
        """What the reader set wins over where hosts are sent for tests."""
        chosen = settings.origins.get(key, "default") != "default"
        return settings.text(key) if chosen else hosts.sent_to(settings.text(key))

    service = Service(
        gate=paths.gate,
        user_agent=USER_AGENT,
        api_url=address("network.api"),
        pdf_url=address("network.pdf"),
        rss_url=address("network.rss"),
        interval=settings.number("network.interval"),
        timeouts=Timeouts.scaled(timeout) if changed else Timeouts(),
    )
    return ArxivApi(service, waiting)


def way_online(settings: Settings) -> str:
    """Return what to do about that which switched the network off."""
    if not settings.flag("network.offline"):
        return "leave out --offline"
    if settings.origins.get("network.offline") == "file":
        return "readlist config --unset network.offline"
    return "run it with READLIST_OFFLINE=0"
