"""PDF files given to ``readlist add``: what each was taken for, and keeping them."""

from collections.abc import Sequence
from pathlib import Path

from readlist.cli.papers import confirm
from readlist.cli.session import Session
from readlist.errors import FileError, ReadlistError
from readlist.library import bringing
from readlist.library.recognising import Recognised
from readlist.metadata import Metadata
from readlist.text import plural
from readlist.views.recognised import RecognisedRow, recognised_lines


class PdfFiles:
    """The PDFs of one run.

    Args:
        session: This run.
        paths: The files, as they were named.
    """

    def __init__(self, session: Session, paths: Sequence[str]) -> None:
        self._session = session
        self._paths = [Path(path).expanduser() for path in paths]
        self._taken: list[Recognised] = []
        self.papers: list[str] = []
        """Identifiers of the papers that they are."""
        self.facts: dict[str, Metadata] = {}
        """What is known of those that nobody else knows, by identifier."""
        self.failed: list[tuple[str, str]] = []
        """Files that became no paper, with the reason."""
        self.fault: ReadlistError | None = None
        self.kept: list[Path] = []
        """Where the files that came are in the library."""

    def recognise(self, *, ask: bool, yes: bool, dry: bool) -> None:
        """Find out which paper each is, and show it; what nobody knows is the reader's to decide.

        Args:
            ask: Whether services may be asked.
            yes: Whether what is not recognised is kept as an entry of the reader's own.
            dry: Whether nothing is kept.
        """
        found = bringing.brought(self._session.workspace, self._paths, ask=ask)
        unknown = [one for one in found if not one.identifier and one.is_pdf]
        self._show(found)
        if unknown and (yes or (not dry and self._wants(unknown))):
            own, self.facts = bringing.as_own(self._session.workspace, unknown)
            kept = {one.path: one for one in own}
            found = [kept.get(one.path, one) for one in found]
        self._taken = [one for one in found if one.identifier]
        self.papers = [one.identifier for one in self._taken]
        self.failed = [(str(one.path), one.problem) for one in found if not one.identifier]
        self.fault = next((one.fault for one in found if one.fault and not one.identifier), None)

    def _show(self, found: Sequence[Recognised]) -> None:
        told = [one for one in found if one.identifier] if not found[1:] else found
        rows = [
            RecognisedRow(
                one.path.name,
                one.identifier or "-",
                str(one.surety),
                one.how or one.problem,
                one.title,
            )
            for one in told
        ]
        width = self._session.screen.width if self._session.screen.err_tty else 0
        for line in recognised_lines(rows, width):
            self._session.say(line)

    def _wants(self, unknown: Sequence[Recognised]) -> bool:
        """Ask whether files that were not recognised are kept as entries of the reader's own."""
        if not self._session.interactive:
            return False
        if len(self._paths) == 1:
            self._session.notices.warn(f"{unknown[0].path.name}: {unknown[0].problem}")
        them = (
            "it as an entry" if len(unknown) == 1 else f"{plural(len(unknown), 'file')} as entries"
        )
        return confirm(self._session, f"Keep {them} of your own, under local:…?")

    def keep(self, *, move: bool) -> list[tuple[str, str]]:
        """Copy the files of the papers that are on the list now; return what failed, and why.

        Args:
            move: Whether the files are removed from where they were.
        """
        papers = self._session.workspace.papers()
        failed = []
        for one in self._taken:
            paper = papers.get(one.identifier)
            if paper is None:
                continue  # it was not added, and that is told
            try:
                kept = bringing.keep(self._session.workspace, paper, one.path, move=move)
            except FileError as error:
                failed.append((str(one.path), error.problem))
                continue
            self.kept += [kept.path] if kept.is_new or move else []
        return failed

    def tell(self, *, move: bool) -> None:
        """Say where the files are now."""
        verb = "moved" if move else "copied"
        if len(self.kept) == 1:
            self._session.say(f"The PDF was {verb} to {self.kept[0]}")
        elif self.kept:
            where = self._session.paths.library
            self._session.say(f"{len(self.kept):,} PDFs were {verb} into {where}")
