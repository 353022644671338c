"""What every change did, so that it can be taken back: undo and redo, bounded, crash-safe."""

from readlist.history.journal import KEPT, Journal, JournalEntry, Receipt

__all__ = ["KEPT", "Journal", "JournalEntry", "Receipt"]
