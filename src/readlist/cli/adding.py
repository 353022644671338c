"""Turn titles and PDF files given to ``readlist add`` into papers."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from readlist.author_name import short_authors
from readlist.cli.collect import Requests
from readlist.cli.papers import ask, confirm
from readlist.cli.session import Session
from readlist.errors import AmbiguousError, FileError, ReadlistError
from readlist.library import bringing
from readlist.library.by_title import TitleFinder, TitleFound
from readlist.library.recognising import Recognised
from readlist.library.reports import AddOptions, AddReport
from readlist.metadata import Metadata
from readlist.tex import readable
from readlist.text import one_line, plural, shorten
from readlist.views.cells import cut
from readlist.views.found import RecognisedRow, recognised_lines


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
        """Files that no paper was made of, with the reason."""
        self.fault: ReadlistError | None = None
        self.kept: list[Path] = []
        """Where the new files are in the library."""

    def recognise(self, *, ask: bool, yes: bool, dry: bool) -> None:
        """Find out which paper each is, and show it; the reader decides about unknown ones.

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
                continue  # it was not added, and the report says so
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


_NOTHING = "no paper with this title is known"
_UNASKED = "a title has to be looked up"


class TitleWords:
    """The result of looking up titles.

    Args:
        session: This run.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.papers: list[str] = []
        """Identifiers of the papers that were meant."""
        self.failed: list[tuple[str, str]] = []
        """Titles that match no paper, with the reason."""
        self.fault: ReadlistError | None = None
        self.several: AmbiguousError | None = None

    def look_up(self, titles: Sequence[str], *, ask: bool) -> None:
        """Look titles up; the reader chooses where that is possible.

        Args:
            titles: What was typed, one title each.
            ask: Whether services may be asked.
        """
        finder = TitleFinder(self._session.workspace)
        for title in titles:
            self._take(finder, finder.find(one_line(title), ask=ask), _NOTHING if ask else _UNASKED)

    def _take(self, finder: TitleFinder, found: TitleFound, otherwise: str) -> None:
        if found.identifier:
            self.papers.append(found.identifier)
        elif found.offered and self._session.interactive:
            chosen = _choose(self._session, found)
            if chosen:
                finder.keep(chosen)
                self.papers.append(chosen.id)
            else:
                self.failed.append((found.title, "none was chosen"))
        elif found.offered:
            self.several = self.several or _several(found)
        elif found.fault:
            self.fault = self.fault or found.fault
            self.failed.append((found.title, "it could not be looked up"))
        else:
            self.failed.append((found.title, otherwise))


def _choose(session: Session, found: TitleFound) -> Metadata | None:
    session.notices.close()
    room = max(session.screen.width - 8, 40)
    lines = [f"{shorten(found.title, 60)!r} may be:"]
    lines += [f"  {n}  {cut(_row(one), room)}" for n, one in enumerate(found.offered, 1)]
    sys.stderr.write("\n".join([*lines, ""]))
    answer = ask(session, f"Which one (1-{len(found.offered)}, Enter for none)? ")
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(found.offered):
        return found.offered[int(answer) - 1]
    return None


def _facts(paper: Metadata) -> str:
    by = short_authors([author.name for author in paper.authors])
    return one_line(" ".join(filter(None, [by, paper.published[:4]])))


def _row(paper: Metadata) -> str:
    """Return a paper to choose from; what sets it apart comes before its identifier."""
    parts = (one_line(readable(paper.title)), _facts(paper), paper.id)
    return "   ".join(filter(None, parts))


def _line(paper: Metadata) -> str:
    """Return a paper to name on the next command line."""
    return "  ".join((paper.id, shorten(readable(paper.title), 60), _facts(paper))).rstrip()


def _several(found: TitleFound) -> AmbiguousError:
    many = len(found.offered)
    fits = f"{many} papers may have" if many > 1 else "a paper may have"
    return AmbiguousError(
        f"{fits} the title {shorten(found.title, 60)!r}",
        f"readlist add {found.offered[0].id}",
        [f"  {_line(one)}" for one in found.offered],
    )


class Adding:
    """The titles and files of one run.

    Args:
        session: This run.
        requests: What was typed.
        options: How to add it.
    """

    def __init__(self, session: Session, requests: Requests, options: AddOptions) -> None:
        self._titles = TitleWords(session)
        self._files = PdfFiles(session, requests.files)
        if requests.files:
            self._files.recognise(ask=options.fetch, yes=options.yes, dry=options.dry_run)
        if requests.titles:
            self._titles.look_up(requests.titles, ask=options.fetch)
        self.papers = (*requests.papers, *self._titles.papers, *self._files.papers)
        """Everything that names a paper."""
        self.options = replace(options, facts=self._files.facts)

    @property
    def several(self) -> ReadlistError | None:
        """A title that several papers may have."""
        return self._titles.several

    def finished(self, report: AddReport, *, move: bool) -> AddReport:
        """Keep the files, and return what was done with everything.

        Args:
            report: What was done with the papers.
            move: Whether the files are removed from where they were.
        """
        failed = () if self.options.dry_run else self._files.keep(move=move)
        return replace(
            report,
            failed=(*report.failed, *self._titles.failed, *self._files.failed, *failed),
            fault=report.fault or self._titles.fault or self._files.fault,
        )

    def tell(self, *, move: bool) -> None:
        """Say where the files are now."""
        self._files.tell(move=move)
