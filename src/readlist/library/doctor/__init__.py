"""Looking for what is wrong with a list and everything around it, and mending what is safe."""

from readlist.library.doctor.examining import Examining
from readlist.library.doctor.findings import Finding, Level

__all__ = ["Examining", "Finding", "Level"]
