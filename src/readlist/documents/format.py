"""What a document format is: its names, how it is recognised, and how it is read."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NamedTuple, Protocol

from readlist.document_model import Broken, Document, Part


class RawDocument(NamedTuple):
    """The input of a format."""

    data: bytes
    text: str = ""
    """The decoded text; empty for binary formats."""
    address: str = ""
    """Of a page, as the base of relative links; empty for a file."""
    name: str = ""


class ParsedContent(NamedTuple):
    """The output of a format."""

    parts: Sequence[Part]
    title: str = ""
    own: str = ""
    """Text in which the document names its own identifier."""
    broken: Sequence[Broken] = ()


class Head(NamedTuple):
    """The start of a text, by which its format is recognised."""

    start: str
    """Its first characters, without blanks in front."""
    text: str
    told: str = ""
    """The format that its name or the server calls it; empty if neither says."""
    root: str = ""
    """The name of the first XML element, without prefix, in lower case."""


class DocumentFormat(Protocol):
    """A document format. `readlist.documents.formats` lists them all."""

    @property
    def name(self) -> str:
        """One word, the value of `Document.kind`."""

    @property
    def label(self) -> str:
        """What people call it."""

    @property
    def endings(self) -> Sequence[str]:
        """Endings of file names, without the dot, in lower case."""

    @property
    def types(self) -> Sequence[str]:
        """MIME types."""

    @property
    def packed(self) -> str:
        """A member, or the declared type, of its ZIP archive; empty if it is not an archive."""

    def is_sure(self, head: Head) -> bool:
        """Return whether the text is surely in this format, whatever its name says."""

    def is_likely(self, sample: str) -> bool:
        """Return whether a text looks like this format, where its name says nothing."""

    def read(self, source: RawDocument) -> Document:
        """Return the document.

        Raises:
            ReadlistError: It is broken.
        """


class Format(NamedTuple):
    """A format in a module of its own, which is loaded when a document needs it.

    The module has a function `read` that takes a `RawDocument` and returns its `ParsedContent`.
    """

    name: str
    label: str
    module: str
    endings: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    packed: str = ""
    sure: Callable[[Head], bool] | None = None
    likely: Callable[[str], bool] | None = None

    def is_sure(self, head: Head) -> bool:
        """Return whether the text is surely in this format, whatever its name says."""
        return self.sure is not None and self.sure(head)

    def is_likely(self, sample: str) -> bool:
        """Return whether a text looks like this format, where its name says nothing."""
        return self.likely is not None and self.likely(sample)

    def read(self, source: RawDocument) -> Document:
        """Return the document."""
        content: ParsedContent = import_module(f"readlist.documents.{self.module}").read(source)
        parts, broken = tuple(content.parts), tuple(content.broken)
        return Document(self.name, parts, content.title, content.own, broken)
