"""Whether an export may replace what stands at its path: decided here, done by the caller."""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from readlist.exporters.format import Written
from readlist.exporters.returned import Loss


class Replacing(Enum):
    """What to do with the file at the output path."""

    WRITE = "write"
    UP_TO_DATE = "up to date"
    REFUSE = "refuse"
    """Something stands there that readlist did not write; only ``--force`` replaces it."""
    EDITED = "edited"
    """readlist wrote it, and a person changed it since."""


class Judged(NamedTuple):
    """What to do with a file, and what would be gone."""

    decision: Replacing
    losses: tuple[Loss, ...] = ()


def judge(
    existing: bytes | None,
    new: str,
    written: Written,
    *,
    force: bool = False,
    whole: Callable[[], str] | None = None,
) -> Judged:
    """Return what to do with an output file.

    Args:
        existing: The bytes that stand there; None if there is no file.
        new: The text that the export gives.
        written: How a file of the format is known again.
        force: The reader said to replace whatever stands there.
        whole: Gives the new text with notes, if `new` is without: what the list has of them is
            not lost.
    """
    if existing is None:
        return Judged(Replacing.WRITE)
    if existing == new.encode():
        return Judged(Replacing.UP_TO_DATE)
    if force or not existing.strip():
        return Judged(Replacing.WRITE)
    text = _ours(existing, written)
    if text is None:
        return Judged(Replacing.REFUSE)
    losses = written.losses(text, new) if written.losses else []
    if losses and whole and written.losses:
        losses = written.losses(text, whole())
    return Judged(Replacing.EDITED if losses else Replacing.WRITE, tuple(losses))


def _ours(existing: bytes, written: Written) -> str | None:
    """Return the text of a file that readlist wrote; None if it did not."""
    try:
        text = existing.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    # An editor or a version control system may have changed the line ends.
    text = text.replace("\r\n", "\n")
    return text if written.written_by_readlist(text) else None
