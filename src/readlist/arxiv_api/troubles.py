"""What can go wrong between arXiv and us: four kinds for the reader, two for the package."""

import re
from collections.abc import Sequence

from readlist.errors import ArxivError, UsageError


class UnreachableError(ArxivError):
    """No connection, or no complete answer in time."""


class RefusedError(ArxivError):
    """arXiv asks to slow down, or denies access."""


class NonsenseError(ArxivError):
    """arXiv answered, but with something that is no answer to the question."""


class UnknownCategoryError(UsageError):
    """arXiv has none of some categories, or has not all of them.

    Args:
        names: The categories that were asked for together.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        shown = " or ".join(repr(name[:60]) for name in self.names[:9])
        super().__init__(
            f"arXiv has no category {shown}", "https://arxiv.org/category_taxonomy lists them"
        )


class RejectedError(Exception):
    """arXiv says that the question is wrong; the text is arXiv's explanation.

    Never leaves the package: `client` mends the question, or tells the reader.
    """

    @property
    def bad_id(self) -> str:
        """The identifier that arXiv cannot read; empty if it is something else."""
        match = re.search(r"incorrect id format for (.+)", str(self))
        return match[1].strip() if match else ""


class TransientError(Exception):
    """A request failed in a way that another try may mend. Never leaves `session.Http`.

    Args:
        error: What the reader is told if this was the last try.
        tries: How many tries in all such a failure is worth; None leaves it to `Service.tries`.
        wait: Seconds that arXiv asked for with ``Retry-After``.
        throttled: Whether arXiv asked to slow down, which calls for a long pause.
    """

    def __init__(
        self,
        error: ArxivError,
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
        """Whether the pause that follows is arXiv's wish, and not only prudence."""
        return self.throttled or self.wait is not None
