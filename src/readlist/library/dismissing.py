"""Turning discoveries down, so that it can be taken back like a change of the list."""

import contextlib
from collections.abc import Mapping

from readlist.clock import now
from readlist.errors import FileError
from readlist.files import lock
from readlist.library.base import Base
from readlist.library.choosing import Choosing
from readlist.list_file import cut_document
from readlist.text import plural, shorten


class Dismissing(Choosing, Base):
    """Writes dismissals down, in `dismissed.txt` and in the history."""

    def turn_down(self, papers: Mapping[str, str]) -> list[str]:
        """Dismiss papers and return those that were not dismissed before.

        Args:
            papers: Titles by identifier; an empty one where it is not known.

        Raises:
            FileError: It cannot be written down; nothing was dismissed.
        """
        if not self.paths.list.exists():
            self.make_list(must_write=True)
        with lock(self.paths.list, on_wait=self.notices.say):  # which guards the history, too
            known = self.dismissed.read()
            new = [identifier for identifier in papers if identifier not in known]
            if not new:
                return []
            checksum = cut_document(self.paths.list).sha256
            self.journal.settle(checksum)
            what = _described(new, papers[new[0]])
            cancel = self.journal.append_dismissal(what, now().isoformat(), checksum, new)
            try:
                return self.dismissed.add(new)
            except FileError:
                with contextlib.suppress(FileError):  # it undoes nothing, then
                    cancel()
                raise


def _described(identifiers: list[str], title: str) -> str:
    if len(identifiers) > 1:
        return f"dismiss {plural(len(identifiers), 'paper')}"
    return f"dismiss {identifiers[0]} {shorten(title, 60)}".rstrip()
