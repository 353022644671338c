"""Whether an export may replace what stands at its path: decided here, done by the caller."""

from enum import Enum

from readlist.exporters.format import Recognise


class Decision(Enum):
    """What to do with the file at the output path."""

    WRITE = "write"
    UP_TO_DATE = "up to date"
    REFUSE = "refuse"
    """Something stands there that readlist did not write; only ``--force`` replaces it."""


def decide(
    existing: bytes | None, new: str, written_by_readlist: Recognise, *, force: bool = False
) -> Decision:
    """Return what to do with an output file.

    Args:
        existing: The bytes that stand there; None if there is no file.
        new: The text that the export gives.
        written_by_readlist: Knows a file of this format again.
        force: The reader said to replace whatever stands there.
    """
    if existing is None:
        return Decision.WRITE
    if existing == new.encode():
        return Decision.UP_TO_DATE
    if force or not existing.strip() or _is_ours(existing, written_by_readlist):
        return Decision.WRITE
    return Decision.REFUSE


def _is_ours(existing: bytes, written_by_readlist: Recognise) -> bool:
    try:
        text = existing.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    # An editor or a version control system may have changed the line ends.
    return written_by_readlist(text.replace("\r\n", "\n"))
