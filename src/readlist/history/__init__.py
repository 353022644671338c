"""What every change did, so that it can be taken back: undo and redo, bounded, crash-safe."""

from readlist.history.journal import Entry, Journal
from readlist.history.restore import Conflict, plan

__all__ = ["Conflict", "Entry", "Journal", "plan"]
