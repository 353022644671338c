"""What can go wrong between a service and us: three kinds for the reader, one for the client."""

from readlist.errors import ServiceError


class UnreachableError(ServiceError):
    """No connection, or no complete answer in time."""


class RefusedError(ServiceError):
    """The service asks to slow down, or denies access."""


class NonsenseError(ServiceError):
    """The service's answer does not answer the question."""


class TransientError(Exception):
    """A request failed in a way that another try may fix. Never leaves the client of a service.

    Args:
        error: The error to show if this was the last try.
        tries: How many tries in all such a failure is worth; None leaves it to the client.
        wait: Seconds that the service asked for with ``Retry-After``.
        throttled: Whether it asked to slow down, which needs a long pause.
    """

    def __init__(
        self,
        error: ServiceError,
        *,
        tries: int | None = None,
        wait: float | None = None,
        throttled: bool = False,
    ) -> None:
        super().__init__(error.problem)
        self.error = error
        self.tries = tries
        self.wait = wait
        self.throttled = throttled

    @property
    def is_wish(self) -> bool:
        """Whether the service itself asked for the pause that follows."""
        return self.throttled or self.wait is not None
