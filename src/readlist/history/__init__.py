"""What every change did, so that it can be taken back: undo and redo, bounded, crash-safe."""

from readlist.history.entry import JournalEntry, Step
from readlist.history.journal import KEPT, Journal, Receipt

__all__ = ["KEPT", "Journal", "JournalEntry", "Receipt", "Step"]
