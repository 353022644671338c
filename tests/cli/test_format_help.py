"""Help and completion know every format, because they are made from the tables of formats."""

from readlist.cli.shells.grammar import FILES, read_grammar
from readlist.documents.formats import FORMATS
from readlist.exporters import EXPORTERS, STYLES
from support.tests_kit import Run


def test_import_names_every_format_that_is_read(run: Run) -> None:
    """As people call it."""
    page = " ".join(run("import", "--help").out.split())
    assert all(one.label in page for one in FORMATS)


def test_export_names_every_format_that_is_written(run: Run) -> None:
    """With styles, endings and what it is for."""
    page = " ".join(run("export", "--help").out.split())
    every = [*EXPORTERS.values(), *(one for styles in STYLES.values() for one in styles.values())]
    for exporter in every:
        told = (exporter.name, exporter.style, exporter.summary, *exporter.endings)
        assert all(text in page for text in told)


def test_shells_complete_what_is_imported() -> None:
    """Files; and the formats of an export by name."""
    commands = {command.names[0]: command for command in read_grammar()}
    assert commands["import"].kind == FILES
    kinds = {name: one.kind for one in commands["export"].options for name in one.names}
    assert (kinds["--format"], kinds["--style"]) == ("formats", "styles")
