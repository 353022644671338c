"""HTML: one page that works anywhere, with search, filters and charts."""

from readlist.exporters.html.page import pieces, render, written_by_readlist

__all__ = ["pieces", "render", "written_by_readlist"]
