"""What only arXiv can find wrong with a question."""

import re
from collections.abc import Sequence

from readlist.errors import UsageError


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

    Never leaves the package: `client` fixes the question, or tells the reader.
    """

    @property
    def bad_id(self) -> str:
        """The identifier that arXiv cannot read; empty if it is something else."""
        match = re.search(r"incorrect id format for (.+)", str(self))
        return match[1].strip() if match else ""
