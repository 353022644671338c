"""Titles and PDF files given to ``readlist add``, turned into papers; the rest needs none of it."""

from dataclasses import replace

from readlist.cli.collect import Requests
from readlist.cli.pdf_files import PdfFiles
from readlist.cli.session import Session
from readlist.cli.titles import TitleWords
from readlist.errors import ReadlistError
from readlist.library.reports import AddOptions, AddReport


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
        """Keep the files, and return what became of everything.

        Args:
            report: What became of the papers.
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
