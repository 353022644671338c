"""The paper touched last, which `.` means: a convenience, never worth a failure."""

import os
from collections.abc import Sequence
from pathlib import Path

from readlist.paper import Paper
from readlist.regular import load_regular, open_regular

_LARGEST = 64 << 20
"""Bytes of the file; more is none."""


class TouchedPaper:
    """Remembers one identifier from run to run.

    Args:
        folder: Where it is kept.
        list_path: The list that it is about; what was touched in another one does not count.
    """

    def __init__(self, folder: Path, list_path: Path) -> None:
        self._path = folder / "touched.json"
        self._list = str(list_path)

    @property
    def id(self) -> str:
        """Its identifier; empty if there is none."""
        import json  # noqa: PLC0415 - few commands remember or ask

        try:
            data = json.loads(load_regular(self._path, _LARGEST))
        except (OSError, ValueError, RecursionError):
            return ""
        mine = isinstance(data, dict) and data.get("list") == self._list
        return str(data.get("id", "")) if mine else ""

    def remember(self, papers: Sequence[Paper]) -> None:
        """Remember the last one of some papers."""
        if not papers:
            return
        import json  # noqa: PLC0415 - as above

        data = {"list": self._list, "id": papers[-1].id}
        temporary = self._path.with_name(f".{self._path.name}.{os.getpid()}.tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with open(temporary, "w", encoding="ascii", opener=open_regular) as file:
                file.write(json.dumps(data))
            temporary.replace(self._path)
        except OSError:
            return
