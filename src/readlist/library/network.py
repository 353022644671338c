"""The way to arXiv."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from readlist import __version__
from readlist.arxiv_id import ArxivId
from readlist.clock import now
from readlist.errors import ArxivError
from readlist.library.base import Base
from readlist.metadata import Metadata

if TYPE_CHECKING:
    from readlist.arxiv_api import ArxivApi, Fetched

USER_AGENT = f"readlist/{__version__} (+https://pypi.org/project/readlist/)"
"""Who asks: arXiv likes to be able to tell clients apart."""

FRESH = timedelta(hours=24)
"""How long an answer is good: arXiv changes once a day and asks clients to cache
(https://info.arxiv.org/help/api/user-manual.html, 3.3.1.1)."""


class Network(Base):
    """What the use cases that ask arXiv share."""

    @cached_property
    def api(self) -> "ArxivApi":
        """The client; nothing heavy is loaded before it is asked something.

        Raises:
            ArxivError: The network is forbidden.
            UsageError: The settings name an address that cannot be used.
        """
        from readlist.arxiv_api import ArxivApi, Service, Timeouts  # noqa: PLC0415 - rarely needed

        if self.offline:
            raise ArxivError(
                "this needs arXiv, and the network is switched off", self._way_online()
            )
        settings = self.settings
        changed = settings.origins.get("network.timeout", "default") != "default"
        timeout = settings.number("network.timeout")
        service = Service(
            gate=self.paths.gate,
            user_agent=USER_AGENT,
            api_url=settings.text("network.api"),
            pdf_url=settings.text("network.pdf"),
            rss_url=settings.text("network.rss"),
            interval=settings.number("network.interval"),
            timeouts=Timeouts.scaled(timeout) if changed else Timeouts(),
        )
        return ArxivApi(service, self.notices.waiting)

    def _way_online(self) -> str:
        """Return what to do about that which switched the network off."""
        if not self.settings.flag("network.offline"):
            return "without --offline"
        if self.settings.origins.get("network.offline") == "file":
            return "readlist config --unset network.offline"
        return "again with READLIST_OFFLINE=0"

    def known_facts(self, identifier: ArxivId, *, fresh: bool) -> Metadata | None:
        """Return what arXiv said of a paper, if it can still be relied on.

        Args:
            identifier: With a version, only an answer about that version will do.
            fresh: Whether an answer older than `FRESH` is none.
        """
        found = self.shelf.read_metadata(identifier)
        if found is None or (identifier.version and identifier.version != found.version):
            return None
        return found if not fresh or identifier.version or is_fresh(found) else None

    def ask(self, identifiers: Iterable[ArxivId]) -> Iterator["Fetched"]:
        """Ask arXiv a batch at a time, and put every answer on the shelf.

        Raises:
            ArxivError: arXiv could not be asked; the answers before are kept.
        """
        for fetched in self.api.fetch_batches(identifiers):
            for metadata in fetched.found.values():
                self.shelf.write_metadata(metadata)
            yield fetched


def is_fresh(metadata: Metadata) -> bool:
    """Whether an answer of arXiv can still be relied on."""
    try:
        fetched = datetime.fromisoformat(metadata.fetched)
    except ValueError:
        return False
    age = now() - (fetched if fetched.tzinfo else fetched.replace(tzinfo=UTC))
    return timedelta(0) <= age < FRESH
