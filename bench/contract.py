"""What is held against what: rows of commands, and the first of the contract's numbers.

The rows of docs/design.md, "Numbers to hold", stand in three tables: what a command costs when all
is at hand (`rows`), what it costs the first time and in large lists (`first_time`), and what
learning costs (`learning`).
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import Job

_OK = """\
import typer
app = typer.Typer()
@app.command()
def main() -> None:
    print("ok")
app()
"""

_TABLE = """\
import typer
app = typer.Typer()
@app.command()
def main() -> None:
    from rich.console import Console
    from rich.table import Table
    table = Table()
    for name in ("#", "status", "id", "title", "authors", "year"):
        table.add_column(name)
    for row in range(50):
        table.add_row(
            str(row), "unread", f"2401.{row:05d}", f"A title as long as titles usually are, {row}",
            "Ada Archer, Ben Birch", "2024",
        )
    Console().print(table)
app()
"""

_META = """{
"io.modelcontextprotocol/protocolVersion":"2026-07-28",
"io.modelcontextprotocol/clientCapabilities":{}}""".replace("\n", "")
_FIRST_ANSWER = f"""\
{{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{{"_meta":{_META}}}}}
{{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{{"name":"find","_meta":{_META}}}}}
"""

TERMINAL = {"FORCE_COLOR": "1"}


@dataclass(frozen=True)
class Row:
    """One promise: a command costs at most so many times what another one does."""

    what: str
    job: Job
    base_name: str
    base: Job | None
    """None: the limit is in milliseconds of CPU time."""
    limit: float | None
    """None: only the memory is limited."""
    memory: float | None = None
    """Megabytes that it may hold, where that is limited."""
    rounds: int | None = None
    """How often it is measured, where that is less than usual: it takes long."""


class Commands:
    """Command lines of readlist, and of the baselines.

    Args:
        homes: Homes by number of papers.
        work: Where the baselines are put.
    """

    def __init__(self, homes: dict[int, Path], work: Path) -> None:
        self.homes = homes
        self.nothing = Job([sys.executable, "-c", "pass"])
        self.ok = Job([sys.executable, str(_script(work, "typer_ok.py", _OK))])
        table = _script(work, "typer_table.py", _TABLE)
        self.table = Job([sys.executable, str(table)], TERMINAL)

    def readlist(self, papers: int, *words: str, terminal: bool = False) -> Job:
        """Return a command on the list of that many papers."""
        program = Path(sys.executable).with_name("readlist")
        # Rows about lists that were not made are left out by who runs them.
        home = str(self.homes.get(papers, Path(f"home-{papers}")))
        environ = {"HOME": home, "READLIST_HOME": home}
        return Job([str(program), *words], environ | (TERMINAL if terminal else {}))

    def after(self, papers: int, job: Job, *words: str) -> Job:
        """Return a job in front of which another command of readlist runs."""
        return Job(job.words, job.environ, before=self.readlist(papers, *words))

    def after_a_note(self, papers: int, job: Job) -> Job:
        """Return a job in front of which a paper gets a note, so that nothing kept can be used."""
        return self.after(papers, job, "note", "1501.00007", "one more note", "-q")

    def after_a_mark(self, papers: int, job: Job) -> Job:
        """Return a job in front of which a paper is marked as read, which is something to learn.

        A note goes in front of the mark: to a list as it was once the kept answer fits.
        """
        mark = self.mark(papers)
        assert mark.before is not None
        noted = self.after_a_note(papers, mark.before)
        return Job(job.words, job.environ, before=Job(mark.words, mark.environ, before=noted))

    def first_answer(self, papers: int) -> Job:
        """Return a server for agents that is asked for its tools and for what to read."""
        home = self.homes.get(papers, Path(f"home-{papers}"))
        said = home.parent / "first-answer.jsonl"
        said.write_text(_FIRST_ANSWER, encoding="utf-8")
        job = self.readlist(papers, "mcp")
        return Job(job.words, job.environ, reads=said)

    def mark(self, papers: int) -> Job:
        """Return a command that marks a paper as read which was unread before."""
        undone = self.readlist(papers, "unread", "1501.00007", "-q")
        job = self.readlist(papers, "read", "1501.00007", "-q")
        return Job(job.words, job.environ, before=undone)


def rows(commands: Commands) -> Sequence[Row]:
    """Return the promises that are ratios of two commands."""
    readlist = commands.readlist
    shown = readlist(50, "show", "-n", "50", terminal=True)
    plain = readlist(50, "show", "--plain")
    bare = ("python -c pass", commands.nothing)
    ok = ('a bare Typer command that prints "ok"', commands.ok)
    table = ("a bare Typer command with a Rich table of 50 rows", commands.table)
    same = ("the same in a list of 50",)
    return [
        Row("`--version`", readlist(50, "--version"), *bare, 2),
        Row("value completion", readlist(50, "__complete", "papers", "15"), *bare, 2),
        Row("`show`, 50 papers, terminal", readlist(50, "show", terminal=True), *table, 1.25),
        Row("`show --json`, 50 papers", readlist(50, "show", "--json"), *ok, 1.3),
        Row("`show --plain`, 50 papers", plain, *ok, 1.3),
        Row("`--help`", readlist(50, "--help"), *ok, 1.3),
        Row(
            "`show -n 50` of 10,000, terminal",
            readlist(10_000, "show", "-n", "50", terminal=True),
            *same,
            shown,
            1.3,
        ),
        Row(
            "`show -n 50` of 100,000, terminal",
            readlist(100_000, "show", "-n", "50", terminal=True),
            *same,
            shown,
            2,
        ),
        Row(
            "`show -n 50 --plain` of 100,000",
            readlist(100_000, "show", "-n", "50", "--plain"),
            *same,
            plain,
            2,
        ),
        Row("`read ID` in 10,000", commands.mark(10_000), *same, commands.mark(50), 3),
        Row(
            "`search` for one word, 10,000 papers",
            readlist(10_000, "search", "quantization"),
            "`show --plain` of 50",
            plain,
            1.5,
        ),
        Row(
            "`mcp`: from start to the first answer",
            commands.first_answer(50),
            "`show --json` of 50",
            readlist(50, "show", "--json"),
            2,
        ),
        Row(
            "`next` over 500 papers",
            readlist(500, "next", terminal=True),
            "`show` of these",
            readlist(500, "show", terminal=True),
            1.5,
        ),
    ]


def _script(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
