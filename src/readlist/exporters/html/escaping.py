"""Escape text for HTML."""

from html import escape

from readlist.tex import readable


def text(value: str) -> str:
    """Return the text escaped for content and for quoted attributes."""
    return escape(value, quote=True)


def prose(value: str) -> str:
    """Return a title or an abstract, escaped and with simple TeX made readable."""
    return escape(readable(value), quote=True)


def link(address: str, label: str, attributes: str = "") -> str:
    """Return a link; its label is HTML already."""
    return f'<a href="{escape(address, quote=True)}"{attributes}>{label}</a>'
