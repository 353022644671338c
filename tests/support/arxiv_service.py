"""A service that asks a simulated arXiv without patience, and a server that misbehaves."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from readlist.arxiv_api import Service, Timeouts
from readlist.arxiv_id import ArxivId

INTERVAL = 0.01
"""Seconds between requests in tests; pauses shrink in proportion."""
USER_AGENT = "readlist/test (mailto:test@example.org)"


def service_for(base: str, folder: Path, **changes: Any) -> Service:
    """Return a quick service at a loopback address."""
    fields: dict[str, Any] = {
        "gate": folder / "state" / "arxiv.gate",
        "user_agent": USER_AGENT,
        "api_url": f"{base}/api/query",
        "pdf_url": f"{base}/pdf/",
        "rss_url": f"{base}/rss/",
        "interval": INTERVAL,
        "timeouts": Timeouts(connect=2, read=0.4, total=3),
    }
    return Service(**(fields | changes))


def ids(*texts: str) -> list[ArxivId]:
    """Return identifiers as values."""
    return [ArxivId.parse(text) for text in texts]


@contextmanager
def server(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    """Run a server that treats its connections as told; give its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def loop() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    try:
                        serve(connection)
                    except OSError:
                        continue

        threading.Thread(target=loop, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
