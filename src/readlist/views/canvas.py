"""The properties of a screen: its width, symbols and characters."""

from collections.abc import Mapping
from dataclasses import dataclass

from readlist.paper import Status
from readlist.tex import readable
from readlist.text import clean, one_line

_UNICODE = {
    Status.INBOX: "◌",
    Status.UNREAD: "○",
    Status.READING: "◐",
    Status.READ: "●",
    Status.SKIPPED: "✕",
}
_ASCII = {
    Status.INBOX: "?",
    Status.UNREAD: ".",
    Status.READING: "o",
    Status.READ: "x",
    Status.SKIPPED: "-",
}


@dataclass(frozen=True, slots=True)
class Canvas:
    """What views need to know about a screen."""

    width: int = 80
    """In columns; nothing is drawn wider."""
    ascii: bool = False
    """Whether symbols must be ASCII characters."""
    encoding: str = "utf-8"
    links: bool = False
    """Whether text may be linked to addresses."""

    @property
    def statuses(self) -> Mapping[Status, str]:
        """The symbol of every status, one column each."""
        return _ASCII if self.ascii else _UNICODE

    @property
    def star(self) -> str:
        """The symbol of a star."""
        return "*" if self.ascii else "★"

    @property
    def ellipsis(self) -> str:
        """The mark where a text was cut."""
        return "..." if self.ascii else "…"

    @property
    def dot(self) -> str:
        """The separator between facts, and the sign for a missing mark."""
        return "." if self.ascii else "·"

    def bar(self, done: int, total: int, cells: int = 10) -> str:
        """Return a bar of `cells` columns."""
        return "".join(self.bar_parts(done, total, cells))

    def bar_parts(self, done: int, total: int, cells: int = 10) -> tuple[str, str]:
        """Return the full part of a bar and the rest.

        The bar is empty only if nothing is done, and full only if everything is.
        """
        filled = round(cells * done / total) if total else 0
        if 0 < done < total:
            filled = min(max(filled, 1), cells - 1)
        full, rest = ("#", "-") if self.ascii else ("━", "─")
        return full * filled, rest * (cells - filled)

    def text(self, value: str) -> str:
        """Return a text as one line that this screen can show."""
        return self._encodable(one_line(value))

    def prose(self, value: str) -> str:
        """Return a title, name or abstract as one line, with its TeX made readable."""
        return self._encodable(one_line(readable(value)))

    def line(self, value: str) -> str:
        """Return one line of a text that the reader laid out; its spaces stay."""
        return self._encodable(clean(value).replace("\n", " ").expandtabs(4).rstrip())

    def _encodable(self, line: str) -> str:
        if line.isascii() or self.encoding.lower().startswith("utf"):
            return line
        return line.encode(self.encoding, "replace").decode(self.encoding, "replace")
