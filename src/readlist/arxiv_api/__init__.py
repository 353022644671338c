"""Ask arXiv for facts, politely and patiently.

`ArxivApi` is what the rest of readlist uses. Importing this package is cheap: requests, lxml and
the `arxiv` package are loaded when something is first asked.
"""

from readlist.arxiv_api.answers import (
    Announcement,
    ArxivSort,
    FetchedMetadata,
    UnknownCategoryError,
)
from readlist.arxiv_api.client import ArxivApi
from readlist.arxiv_api.service import Service
from readlist.http.errors import NonsenseError, RefusedError, UnreachableError
from readlist.http.gate import OnWait
from readlist.http.timeouts import Timeouts

__all__ = [
    "Announcement",
    "ArxivApi",
    "ArxivSort",
    "FetchedMetadata",
    "NonsenseError",
    "OnWait",
    "RefusedError",
    "Service",
    "Timeouts",
    "UnknownCategoryError",
    "UnreachableError",
]
