"""What commands cost the first time, after a change by hand, and in very large lists."""

import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from contract import Commands, Row
from import_speed import entries_page
from measure import Job

_BY_HAND = """\
import sys
path = sys.argv[1]
text = open(path, encoding="utf-8").read()
place = text.index('title = "', len(text) // 2) + len('title = "')
changed = text[place + 1 :] if text[place] == "~" else "~" + text[place:]
open(path, "w", encoding="utf-8").write(text[:place] + changed)
"""
_CONNECTIONS = """\
import sqlite3, sys
from readlist.__main__ import main
count = 0
def told(event, arguments):
    global count
    count += event == "sqlite3.connect"
    if event == "sqlite3.connect" and count > 1:
        sys.stderr.write("a second connection\\n")
        import os; os._exit(1)
sys.addaudithook(told)
sys.argv = ["readlist", *sys.argv[1:]]
main()
"""
FORMATS = ("bibtex", "csl-json", "markdown", "html")
SIZE, LARGE = 20_000, 100_000


def first_time_rows(commands: Commands) -> Iterator[Row]:
    """Yield the promises about first answers and large lists."""
    show = ("`show` of 50", commands.readlist(50, "show", "-n", "50", terminal=True))
    shown = commands.readlist(SIZE, "show", "-n", "50", terminal=True)
    yield Row(
        f"first command ever on {SIZE:,}, no cache: `show -n 50`",
        _behind(commands, SIZE, shown, 'rm -rf "$READLIST_HOME/cache"'),
        *show,
        15,
    )
    by_hand = Job([sys.executable, "-c", _BY_HAND, str(_home(commands, SIZE) / "readlist.toml")])
    yield Row(
        f"`show -n 50` of {SIZE:,}, one line changed by hand",
        Job(shown.words, shown.environ, before=by_hand),
        *show,
        4,
    )
    yield from _changes(commands)
    yield Row(
        "export of 10,000 to BibTeX, first time after a change",
        commands.after_a_note(10_000, commands.readlist(10_000, "export", "--all", "-f", "bibtex")),
        *show,
        5,
    )
    yield Row(
        "first export ever of 10,000 to BibTeX, nothing kept: no limit",
        _behind(
            commands,
            10_000,
            commands.readlist(10_000, "export", "--all", "-f", "bibtex"),
            'rm -rf "$READLIST_HOME/cache"',
        ),
        *show,
        None,
        None,
        5,
    )
    for form in FORMATS:
        job = commands.readlist(LARGE, "export", "--all", "-f", form)
        what = f"export of {LARGE:,} to {form}, first time after a change"
        yield Row(what, commands.after_a_note(LARGE, job), *show, None, 150, 1)
    yield from _imports(commands)


def _changes(commands: Commands) -> Iterator[Row]:
    """Yield changes in a list of 100,000 beside the same ones in a list of 10,000."""
    same = "the same in 10,000"
    jobs = {size: list(_change_jobs(commands, size)) for size in (10_000, LARGE)}
    for (what, base), (_, job) in zip(jobs[10_000], jobs[LARGE], strict=True):
        yield Row(f"{what} in {LARGE:,}", job, same, base, 3, 120)


def _change_jobs(commands: Commands, size: int) -> Iterator[tuple[str, Job]]:
    yield "`read ID`", commands.mark(size)
    yield "`note ID`", commands.readlist(size, "note", "1501.00007", "one more note", "-q")
    add = commands.readlist(size, "add", "2601.00001", "--no-fetch", "-q")
    gone = shlex.join([add.words[0], "remove", "2601.00001", "--yes", "-q"])
    yield "`add ID`", _behind(commands, size, add, f"{gone} 2>/dev/null || true")


def _imports(commands: Commands) -> Iterator[Row]:
    """Yield a page with a thousand entries, and the one connection of a change."""
    page = _home(commands, 50).parent / "thousand.html"
    page.write_text(entries_page(1_000), encoding="utf-8")
    look = commands.readlist(50, "import", str(page), "--dry-run", "--offline")
    yield Row("`import` of a page with 1,000 entries", look, "", None, 2_000)
    mark = commands.mark(50)
    watched = [sys.executable, "-c", _CONNECTIONS, *mark.words[1:]]
    yield Row(
        "`read ID` with one SQLite connection",
        Job(watched, mark.environ, before=mark.before),
        "`read ID`",
        mark,
        1.5,
    )


def _behind(commands: Commands, size: int, job: Job, line: str) -> Job:
    """Return a job behind a line of the shell."""
    return Job(
        job.words, job.environ, before=Job(["sh", "-c", line], dict(_environ(commands, size)))
    )


def _environ(commands: Commands, size: int) -> Sequence[tuple[str, str]]:
    home = str(_home(commands, size))
    return [("HOME", home), ("READLIST_HOME", home)]


def _home(commands: Commands, size: int) -> Path:
    return commands.homes.get(size, Path(f"home-{size}"))
