"""The screen on which the reader goes through what an import found."""
