"""Patterns compiled when they are first used."""

import re
from collections.abc import Callable
from functools import cache

compiled: Callable[[str], re.Pattern[str]] = cache(re.compile)
"""Return a pattern compiled; most texts hold no TeX, and programs that show them start without."""
