"""A connection that cannot outlive its deadline.

A socket timeout bounds each silence, not the whole answer: a server that sends one byte every
20 seconds, header bytes included, never trips it. So a timer holds a second handle on the
connection and shuts the connection down when time is up, whoever is reading from it then.
"""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

from requests.adapters import HTTPAdapter


class Deadline:
    """Shuts the watched connections down after some seconds."""

    def __init__(self) -> None:
        self.passed = False
        """Whether time was up."""
        self._handles: list[socket.socket] = []
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def running(self, seconds: float) -> Iterator[None]:
        """Run the clock for the block."""
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            with self._lock:
                for handle in self._handles:
                    handle.close()
                self._handles.clear()

    def watch(self, connection: socket.socket) -> None:
        """Shut this connection down too when time is up."""
        with self._lock:
            # A handle of its own: TLS takes the socket object over, the connection stays the same.
            self._handles.append(connection.dup())
        if self.passed:
            self._cut()

    def _cut(self) -> None:
        self.passed = True
        with self._lock:
            for handle in self._handles:
                with contextlib.suppress(OSError):  # it is closed already
                    handle.shutdown(socket.SHUT_RDWR)


class DeadlineAdapter(HTTPAdapter):
    """Opens connections that a `Deadline` watches.

    Args:
        deadline: Shuts them down when time is up.
        check: Called with the IP address at the other end of a connection that goes through no
            proxy, before anything is sent; what it raises ends the request.
    """

    def __init__(self, deadline: Deadline, check: Callable[[str], None] | None = None) -> None:
        self._deadline = deadline
        self._check = check
        super().__init__(max_retries=0)

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the base class has them
        """Return the base class's pool, for connections that are watched."""
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        deadline, plain = self._deadline, pool.ConnectionCls
        check = None if pool.proxy else self._check

        class Watched(plain):  # type: ignore[misc, valid-type]  # http or https, through a proxy or not: the pool's own class
            def _new_conn(self) -> socket.socket:
                connection: socket.socket = super()._new_conn()
                if check:
                    check(str(connection.getpeername()[0]))
                deadline.watch(connection)
                return connection

        pool.ConnectionCls = Watched
        return pool
