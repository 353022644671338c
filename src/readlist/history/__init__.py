"""What every change did, so that it can be undone and redone: bounded and crash-safe."""

from readlist.history.journal import KEPT, Journal, JournalEntry, Receipt

__all__ = ["KEPT", "Journal", "JournalEntry", "Receipt"]
